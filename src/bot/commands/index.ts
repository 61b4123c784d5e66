import type { Language } from '#platform/language.js';
import { textsOf } from '../texts/index.js';
import type { Command } from '../command.js';
import { helpCommand } from '../areas/menu/commands/help.js';
import { languageCommand } from '../areas/registration/commands/language.js';
import { menuCommand } from '../areas/menu/commands/menu.js';
import { startCommand } from '../areas/menu/commands/start.js';

/** Every command, alphabetical. To add one: a file here that exports `command({ … })`, and a line here. */
export const commands: readonly Command[] = [helpCommand, languageCommand, menuCommand, startCommand];

const byName: ReadonlyMap<string, Command> = new Map<string, Command>(
  commands.map((command) => [command.name, command]),
);

/** The command of a name in lower case, or undefined when there is none. */
export const findCommand = (name: string): Command | undefined => byName.get(name);

/** The commands with their descriptions in a language, as `setMyCommands` takes them. */
export const listCommands = (spoken: Language): { command: string; description: string }[] =>
  commands.map(({ name }) => ({ command: name, description: textsOf[spoken].commands[name] }));

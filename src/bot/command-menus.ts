import { languages } from '#platform/language.js';
import { listCommands } from './commands/index.js';

/** A `setMyCommands` call. */
export interface CommandMenu {
  readonly commands: { command: string; description: string }[];
  readonly language_code?: string;
  readonly [parameter: string]: unknown;
}

/** The command menus of every bot: one a language, and English for people of all others. */
export const commandMenus = (): CommandMenu[] => [
  { commands: listCommands('en') },
  ...languages.map((language) => ({ commands: listCommands(language), language_code: language })),
];

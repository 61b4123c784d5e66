import type { BotContext } from './context.js';
import type { Screen } from './screen.js';
import type { Texts } from './texts/shape.js';

/** What a registered person may type as `/name`. */
export interface Command {
  /** Its description is `texts.commands[name]`. */
  readonly name: keyof Texts['commands'];
  /** `argument` is what follows the command, trimmed; it may be anything. */
  readonly run: (ctx: BotContext, argument: string) => Promise<Screen> | Screen;
}

/** Gives a command its type. */
export const command = (definition: Command): Command => definition;

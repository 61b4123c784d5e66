import type { BotContext } from './context.js';
import type { Screen } from './screen.js';

/** Words that a person was asked to type; only the very next update of the chat counts as the answer. */
export interface Input {
  /** Unique in the registry; `ctx.leave({ asked: { input: name, about } })` asks for it. */
  readonly name: string;
  /** `about` is what `ctx.leave` named; `typed` may be anything. */
  readonly run: (ctx: BotContext, about: string, typed: string) => Promise<Screen> | Screen;
}

/** Gives an input its type. */
export const input = (definition: Input): Input => definition;

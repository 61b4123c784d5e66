import type { BotContext } from './context.js';
import type { Screen } from './screen.js';

/**
 * Words that a person was asked to type; only the very next update of the chat counts as the answer. `about` is what
 * `ctx.leave` named; `typed` may be anything.
 */
export type Input = (ctx: BotContext, about: string, typed: string) => Promise<Screen> | Screen;

/** Inputs by their names, unique in the whole bot; `ctx.leave({ asked: { input: name, about } })` asks for one. */
export type Inputs<Names extends string> = Readonly<Record<Names, Input>>;

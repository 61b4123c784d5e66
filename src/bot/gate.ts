import type { BotContext } from './context.js';

/**
 * What stands before all that a person may do; true: it has dealt with their message or tap, and nothing else comes of it. Gates
 * come with every update, so one that has nothing to say says so at once, without a promise.
 */
export type Gate = (ctx: BotContext) => Promise<boolean> | boolean;

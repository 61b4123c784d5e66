import type { BotContext } from './context.js';
import type { Screen } from './screen.js';

/** A link `t.me/<bot>?start=<prefix><argument>` that opens something, for registered people and at the end of registration. */
export interface StartLink {
  /** Unique in the whole bot, and no beginning of another's; ends with `_`. */
  readonly prefix: string;
  /** `argument`: what follows the prefix, 0 to 60 of `[A-Za-z0-9_-]`; it may be anything. */
  readonly run: (ctx: BotContext, argument: string) => Promise<Screen> | Screen;
}

import { hourMs } from '#platform/units.js';
import type { BotContext } from './context.js';
import type { OneShotState } from './one-shot-state.js';
import type { Screen } from './screen.js';

/** A word for everything that a person does while the bot serves them nothing. */
export interface OneWord {
  /** What of the one-shot state says when it was told last. */
  readonly mark: 'pausedAt' | 'stillAt';
  /** What a tap gets, each time; at most 200 signs. */
  readonly alert: string;
  readonly screen: () => Screen;
  /** Is it another standstill than the one they were told of? */
  readonly isAnother?: boolean;
  /** What else the next update shall find. */
  readonly keeps?: OneShotState;
}

/** Says the word to messages, once an hour; a tap gets the alert each time, and a message after it the word all the same. */
export function sayOnceAnHour(ctx: BotContext, word: OneWord): void {
  const { mark, alert, screen, isAnother = false, keeps = {} } = word;
  const at = ctx.at.getTime();
  const toldAt = isAnother ? undefined : ctx.oneShot[mark];
  // The distance, since another machine's clock may be ahead.
  const isTold = toldAt !== undefined && Math.abs(at - toldAt) < hourMs;
  const isTap = ctx.incoming.kind === 'tap';
  if (isTap) ctx.answer(alert, true);
  else if (!isTold) ctx.send(screen());
  const { [mark]: _, ...others } = keeps;
  const saidAt = isTold ? toldAt : isTap ? undefined : at;
  ctx.leave({ ...others, ...(saidAt !== undefined && { [mark]: saidAt }) });
}

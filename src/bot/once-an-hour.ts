import { hourMs } from '#platform/units.js';
import type { BotContext, OneShotState } from './context.js';
import type { Screen } from './screen.js';

/** A word for everything that a person does while the bot serves them nothing. */
export interface OneWord {
  /** What of the one-shot state says when it was told last. */
  readonly mark: 'pausedAt' | 'stillAt';
  /** What a tap gets, each time; at most 200 signs. */
  readonly alert: string;
  readonly screen: () => Screen;
  /** What else the next update shall find. */
  readonly keeps?: OneShotState;
}

/** Says the word, once an hour, to messages; a tap gets the alert. Returns whether the person was not told in this hour. */
export function sayOnceAnHour(ctx: BotContext, { mark, alert, screen, keeps = {} }: OneWord): boolean {
  const at = ctx.at.getTime();
  const toldAt = ctx.oneShot[mark];
  // The distance, since another machine's clock may be ahead.
  const isTold = toldAt !== undefined && Math.abs(at - toldAt) < hourMs;
  ctx.leave({ ...keeps, [mark]: isTold ? toldAt : at });
  if (ctx.incoming.kind === 'tap') ctx.answer(alert, true);
  else if (!isTold) ctx.send(screen());
  return !isTold;
}

import type { Held } from '../held.js';
import type { OrderRefusal } from '../types.js';
import { isRunning, type Facts } from './sale.js';

/** The subscription that a purchase of time is about; undefined in it: a new one. */
export interface Target {
  readonly target: Held | undefined;
}

/**
 * Which subscription a purchase of time is about. `named`: its number, 'new', or undefined for what suits: a running
 * trial; else a new one while the person may have more (the only one that is over, where one is all they may have); else
 * the only one they have.
 */
export function chooseTarget(named: string | undefined, { held, now, terms }: Facts): Target | OrderRefusal {
  const most = terms.values.subscriptions_per_user;
  const running = held.filter((one) => isRunning(one, now));
  const isFull = running.length >= most;
  if (named === 'new') return isFull ? 'order.subscription_limit' : { target: undefined };
  const fits =
    named === undefined
      ? suiting(held, { running, isFull, most })
      : findNamed(held, { named, running, isFull });
  if (typeof fits === 'string') return fits;
  return fits?.status === 'disabled' ? 'order.subscription_disabled' : { target: fits };
}

function findNamed(
  held: readonly Held[],
  { named, running, isFull }: { named: string; running: readonly Held[]; isFull: boolean },
): Held | OrderRefusal {
  const found = held.find(({ id }) => id === named);
  if (!found) return 'order.subscription_gone';
  return isFull && !running.includes(found) ? 'order.subscription_limit' : found;
}

function suiting(
  held: readonly Held[],
  { running, isFull, most }: { running: readonly Held[]; isFull: boolean; most: number },
): Held | OrderRefusal | undefined {
  const trial = running.find(({ isTrial }) => isTrial);
  if (trial) return trial;
  if (!isFull) return most === 1 ? held.at(-1) : undefined;
  return running.length === 1 ? running[0] : 'order.choose_subscription';
}

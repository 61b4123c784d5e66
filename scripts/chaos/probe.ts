import { pause } from '#platform/clock.js';
import { percentile } from '../bench/figures.js';
import type { ChaosBot } from './fleet.js';
import type { SentUpdate } from './traffic.js';
import type { Trial } from './trial.js';

/** How long a bot's people wait for their replies. */
export interface Waiting {
  readonly p50: number;
  readonly p99: number;
  /** Replies that did not come within the patience. */
  readonly missing: number;
}

export interface ProbeSetting {
  readonly bot: ChaosBot;
  readonly seconds: number;
  /** Updates a second, each of the next person; few enough to stay within the limits of a chat. */
  readonly perSecond: number;
}

const patienceMs = 60_000;

/** Writes to one bot at a steady pace and measures, in milliseconds, when Telegram gets the replies. */
export async function probe(trial: Trial, { bot, seconds, perSecond }: ProbeSetting): Promise<Waiting> {
  const { fleet, traffic, replies } = trial;
  const started = performance.now();
  const sent: SentUpdate[] = [];
  for (let at = 0; at < seconds * perSecond; at += 1) {
    const dueMs = (at / perSecond) * 1000 - (performance.now() - started);
    if (dueMs > 0) await pause(dueMs);
    sent.push(traffic.send(bot, fleet.people[at % fleet.people.length] as string));
  }
  const waits = () =>
    sent.flatMap(({ updateId, sentAt }) => {
      const at = replies.firstAt(bot.token, updateId);
      return at === undefined ? [] : [at - sentAt];
    });
  const until = performance.now() + patienceMs;
  while (waits().length < sent.length && performance.now() < until) await pause(50);
  const values = waits();
  return {
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
    missing: sent.length - values.length,
  };
}

/** `p50 / p99` in whole milliseconds. */
export const shown = ({ p50, p99 }: Waiting): string => `${p50.toFixed(0)} / ${p99.toFixed(0)}`;

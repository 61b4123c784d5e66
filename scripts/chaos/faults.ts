import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import type { Trial } from './trial.js';

/** What the fleet did while one fault lasted. */
export interface Spell {
  /** Updates that went to the ingress meanwhile. */
  readonly posted: number;
  /** Updates that the ingress acknowledged meanwhile. */
  readonly acknowledged: number;
}

/** Lets `seconds` pass under traffic and counts what was taken in. */
export async function watch({ fleet, traffic }: Trial, seconds: number): Promise<Spell> {
  const from = Date.now();
  await pause(seconds * 1000);
  const to = Date.now();
  const isWithin = (at: number | undefined) => at !== undefined && at >= from && at <= to;
  return {
    posted: traffic.sent.filter(({ bot, sentAt }) => fleet.bots.indexOf(bot) % 2 === 1 && isWithin(sentAt))
      .length,
    acknowledged: traffic.sent.filter(({ ackedAt }) => isWithin(ackedAt)).length,
  };
}

/** Seconds until the fleet answers updates that were sent from now on: one to every bot. Gives up after `patience` s. */
export async function untilAnswering({ fleet, traffic, replies }: Trial, patience: number): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const probes = fleet.bots.map((bot) => traffic.send(bot, fleet.people[0] as string));
  const isAnswered = () =>
    probes.every(({ bot, updateId }) => replies.firstAt(bot.token, updateId) !== undefined);
  while (!isAnswered() && seconds() < patience) await pause(50);
  return seconds();
}

/** Tries that jobs used up: a fault of the world costs none, so where no handler has a bug none may be. */
export function triesUsedUp({ fleet }: Trial): string[] {
  return [...countEach(fleet.crew.triesUsedUp())].map(([job, count]) => `${job} used up ${count} tries`);
}

function countEach(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Why updates and messages failed for good without being poisoned: none may, whatever the world did. */
export async function failedJobs({ fleet }: Trial): Promise<string[]> {
  const reasons = await fleet.redis(async (redis) => {
    const found: (string | null)[] = [];
    for (const queue of ['updates', 'messages'])
      for (const id of await redis.zrange(`${keyPrefix}:${queue}:failed`, '0', '-1'))
        found.push(await redis.hget(`${keyPrefix}:${queue}:${id}`, 'failedReason'));
    return found;
  });
  const unwanted = reasons
    .map((reason) => reason ?? '?')
    .filter((reason) => !reason.includes('chaos.poison'));
  return [...countEach(unwanted)].map(([reason, count]) => `${count} jobs failed for good: ${reason}`);
}

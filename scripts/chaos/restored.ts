import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import type { Trial } from './trial.js';

/** What Redis holds for the fleet besides its work, and what PostgreSQL owes. */
export interface Kept {
  /** Bots in the directory. */
  readonly directory: number;
  readonly schedulers: number;
  /** Bots that a poller holds. */
  readonly leases: number;
  /** Ids of the messages that are owed. */
  readonly owed: readonly string[];
}

type Counts = Omit<Kept, 'owed'>;
const names: Readonly<Record<keyof Counts, string>> = {
  directory: 'the directory names every bot',
  schedulers: 'every scheduler is there',
  leases: 'every bot is polled',
};

const count = ({ fleet }: Trial): Promise<Counts> =>
  fleet.redis(async (redis) => ({
    directory: await redis.hlen(`${keyPrefix}:directory:bots`),
    schedulers: await redis.zcard(`${keyPrefix}:fleet:repeat`),
    leases: await redis.hlen(`${keyPrefix}:pollers:owners`),
  }));

/** Counts it as it is now. Throws when the fleet lacks one of them even now. */
export async function countKept(trial: Trial): Promise<Kept> {
  const counts = await count(trial);
  if (Object.values(counts).includes(0))
    throw new Error(`not in Redis even before: ${JSON.stringify(counts)}`);
  const rows = await trial.fleet.query<{ id: string }>('select id from outbox');
  return { ...counts, owed: rows.map(({ id }) => id) };
}

/** Seconds from now until each of them is as it was, and everything owed then is delivered; `patience` at most. */
export async function untilRestored(
  trial: Trial,
  kept: Kept,
  patience: number,
): Promise<[what: string, seconds: number][]> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const when = async (what: string, isBack: () => Promise<boolean>): Promise<[string, number]> => {
    while (!(await isBack().catch(() => false)) && seconds() < patience) await pause(200);
    return [what, seconds()];
  };
  const isDelivered = async () => {
    const rows = await trial.fleet.query('select from outbox where id = any($1::bigint[])', [kept.owed]);
    return rows.length === 0;
  };
  const counted = (Object.keys(names) as (keyof Counts)[]).map((name) =>
    when(names[name], async () => (await count(trial))[name] >= kept[name]),
  );
  return Promise.all([...counted, when('everything owed is delivered', isDelivered)]);
}

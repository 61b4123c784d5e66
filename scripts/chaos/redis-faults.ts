import { pause } from '#platform/clock.js';
import { keyPrefix } from '#platform/redis.js';
import { waitFor } from '../../test/support/wait-for.js';
import { openFailover } from './failover.js';
import type { ChaosServers } from './servers.js';
import type { Trial } from './trial.js';

/** One way in which Redis fails under traffic. */
export interface RedisFault {
  readonly title: string;
  /** Other servers than the usual, if it needs them. */
  readonly open: (servers: ChaosServers) => Promise<Stage>;
  /** Done before the fault, under traffic. */
  readonly prepare?: (trial: Trial) => Promise<unknown>;
  /** Redis itself may lose what was sent in so many milliseconds before. */
  readonly forgetsMs?: number;
  /** The fleet has to come back from this without anybody mending anything, so its way back counts from the blow. */
  readonly isOneBlow?: true;
}

/** Servers of which one can be broken. */
export interface Stage {
  readonly servers: ChaosServers;
  strike(trial: Trial): Promise<unknown>;
  /** Undoes it. */
  mend(trial: Trial): Promise<unknown>;
  close(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

const usual =
  (strike: Stage['strike'], mend: Stage['mend'] = nothing): RedisFault['open'] =>
  (servers) =>
    Promise.resolve({ servers, strike, mend, close: nothing });

const linked = (mode: 'silent' | 'refuse'): RedisFault['open'] =>
  usual(
    async ({ fleet: { servers } }) => servers.redis.link.set(mode),
    async ({ fleet: { servers } }) => servers.redis.link.set('open'),
  );

const memory = (bytes: number) => (trial: Trial) =>
  trial.fleet.redis((redis) => redis.config('SET', 'maxmemory', String(bytes)));

const owedAtLeast = 60;
/** A message that is put off at the very moment in which Redis forgets waits for so long, as it was told. */
const heldMs = 15_000;

/** Half of the bots are told to wait, as after a 429, so that much is owed when Redis forgets. */
async function holdHalf({ fleet }: Trial): Promise<void> {
  const held = fleet.bots.slice(0, fleet.bots.length / 2);
  const isOwed = async () => {
    await fleet.redis((redis) =>
      Promise.all(held.map(({ botId }) => redis.set(`${keyPrefix}:hold:${botId}`, '1', 'PX', heldMs))),
    );
    const [row] = await fleet.query<{ owed: number }>('select count(*)::int as owed from outbox');
    return (row?.owed ?? 0) >= owedAtLeast;
  };
  await waitFor(isOwed, { timeoutMs: 60_000, what: `${owedAtLeast} messages that are owed` });
}

const graceMs = 100;

/** Everything that can go wrong with Redis, in the order in which it is tried. */
export const redisFaults: readonly RedisFault[] = [
  {
    title: 'killed, back from its append-only file',
    open: usual(
      ({ fleet: { servers } }) => servers.redis.kill(),
      ({ fleet: { servers } }) => servers.redis.start(),
    ),
  },
  { title: 'unreachable (the network swallows everything)', open: linked('silent') },
  { title: 'connections refused', open: linked('refuse') },
  { title: 'out of memory', open: usual(memory(1), memory(0)) },
  {
    title: 'emptied by FLUSHALL',
    isOneBlow: true,
    forgetsMs: Infinity,
    prepare: holdHalf,
    open: usual(async ({ fleet }) => {
      await fleet.redis((redis) => redis.flushall());
      await pause(graceMs);
    }),
  },
  {
    title: 'failed over to its replica by Sentinels',
    isOneBlow: true,
    // What a replica may lag behind by min-replicas-max-lag; on one machine it is milliseconds.
    forgetsMs: 10_000,
    open: openFailover,
  },
];

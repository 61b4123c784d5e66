import { relayOutbox } from '#jobs/relay-outbox.js';
import { RetryableError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { CrashPoint, DrivenQueue } from '../../../test/support/bot/drive-bot.js';
import { dieBefore } from '../../../test/support/faulty-tx.js';
import { removeFound } from '../../../test/support/servers/whole-redis.js';
import type { Random } from '../random.js';
import type { YearWorld } from './world.js';

/** How often what dies, from 0 to 1: acts of people in mid-transaction, workers with a job in hand, connections, Redis. */
export interface Mortality {
  readonly acts: number;
  readonly jobs: number;
  readonly connections: number;
  readonly redis: number;
}

/** How many of each died. */
export interface Deaths {
  acts: number;
  jobs: number;
  connections: number;
  redis: number;
}

/** Does work of the fleet, and kills what does it now and then; what was killed is done again, as in life. */
export interface Killer {
  readonly deaths: Deaths;
  /** A person's doing in one transaction; a death is followed by another try, a success now and then too. */
  act<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What the schedule starts; tried again where a connection was cut. */
  start(work: () => Promise<unknown>): Promise<void>;
  /** Works off all that follows; ends when nothing is owed. */
  settle(): Promise<void>;
}

const queues: readonly DrivenQueue[] = ['bots', 'panel', 'bots', 'messages'];
const points: readonly CrashPoint[] = ['before', 'after-commit', 'at-end'];
/** The outbox looks after a job that Redis has lost once it is so old. */
const relayMs = 12_000;
const owed = 'select from outbox where coalesce(not_before <= now(), true) limit 1';
const cut = `
  select count(pg_terminate_backend(pid))::int as count from pg_stat_activity
  where datname = current_database() and application_name = 'year' and state <> 'idle' and pid <> pg_backend_pid()`;

export function openKiller(world: YearWorld, random: Random, mortality: Mortality): Killer {
  const { driver, database } = world;
  const deaths: Deaths = { acts: 0, jobs: 0, connections: 0, redis: 0 };
  const happens = (chance: number): boolean => random.next() < chance;

  /** Looks after what a dead worker has left, as the relay does within half a minute. */
  async function recover(): Promise<void> {
    await database.setClock(Date.now() + relayMs);
    await again(() => relayOutbox(driver.jobs));
    await driver.settle();
  }

  async function hasWork(): Promise<boolean> {
    return driver.hasNews() || (await database.query(owed)).length > 0;
  }

  async function killWorker(): Promise<void> {
    const queue = random.pick(queues);
    const point = queue === 'messages' ? 'before' : random.pick(points);
    try {
      await driver.crash(queue, point);
    } catch (error) {
      // What it had in hand may have been refused, which a dead worker tells nobody.
      if (error instanceof Error && error.message.startsWith('no job waits')) return;
    }
    deaths.jobs += 1;
    await driver.settle();
    await recover();
  }

  async function cutConnections(): Promise<void> {
    const working = driver.settle().catch(() => undefined);
    for (let times = random.between(1, 3); times > 0; times -= 1) {
      await new Promise((resolve) => setTimeout(resolve, random.between(1, 15)));
      const [row] = await database.query<{ count: number }>(cut);
      deaths.connections += row?.count ?? 0;
    }
    await working;
    await driver.settle();
    await recover();
  }

  async function emptyRedis(): Promise<void> {
    const { jobs } = driver;
    await removeFound(jobs.redis, `${jobs.prefix}*`);
    deaths.redis += 1;
    for (const { bot } of world.bots) await bot.publish();
    await recover();
  }

  return {
    deaths,
    act: async (tenant, work) => {
      if (!happens(mortality.acts)) return again(() => tenant.db(work));
      const fate = await dieBefore(tenant, random.between(1, 30), work);
      if (fate.died) deaths.acts += 1;
      const value = await again(() => tenant.db(work));
      return fate.died ? value : fate.value;
    },
    start: async (work) => {
      await again(work);
    },
    settle: async () => {
      if (happens(mortality.redis)) await emptyRedis();
      if (!(await hasWork())) return;
      if (happens(mortality.jobs)) await killWorker();
      if (happens(mortality.connections)) await cutConnections();
      await driver.settle();
    },
  };
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 5; ; tries -= 1)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError) || tries === 0) throw error;
    }
}

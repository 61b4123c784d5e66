import { log } from '#platform/log.js';
import { catalog, type JobContract } from '#jobs/catalog.js';
import { jobOptions, type Jobs } from '#jobs/queues.js';

const checkEveryMs = 10_000;

/** Keeps BullMQ's job schedulers equal to the catalogue: one process at a time looks, also after Redis was emptied. */
export function keepSchedule(jobs: Jobs): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working = look();

  function look(): Promise<void> {
    return repairSchedule(jobs)
      .catch((error: unknown) => log.debug({ err: error }, 'the schedule could not be checked'))
      .then(() => {
        if (isStopped) return;
        timer = setTimeout(() => {
          working = look();
        }, checkEveryMs);
      });
  }
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

async function repairSchedule(jobs: Jobs): Promise<void> {
  const isLeader = await jobs.redis.set(
    `${jobs.prefix}:schedule:leader`,
    '1',
    'PX',
    checkEveryMs - 1_000,
    'NX',
  );
  if (!isLeader) return;
  const repeated = Object.entries(catalog as Record<string, JobContract>).filter(
    ([, contract]) => contract.everyMs,
  );
  const queue = jobs.queues.fleet;
  const known = new Map((await queue.getJobSchedulers(0, -1)).map((found) => [found.key, found]));
  const now = Date.now();
  for (const [name, { everyMs }] of repeated) {
    const found = known.get(name);
    known.delete(name);
    const isLate = found?.next !== undefined && found.next < now - 3 * Number(everyMs) - 30_000;
    if (found && Number(found.every) === everyMs && !isLate) continue;
    const data = { payload: {}, offered_at: 0 };
    await queue.upsertJobScheduler(name, { every: everyMs }, { name, data, opts: jobOptions(name) });
    log.info({ scheduler: name, every_ms: everyMs }, 'scheduled');
  }
  for (const stranger of known.keys()) await queue.removeJobScheduler(stranger);
}

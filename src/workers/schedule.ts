import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import { jobOptions, type Jobs } from '#jobs/queues.js';

/** A scheduler that keeps another pace than the catalogue, as a process of another version left it, is found so soon. */
const checkPacesEveryMs = 60_000;

/**
 * Keeps BullMQ's job schedulers equal to the catalogue: one process at a time looks, every `everyMs`, also after Redis
 * was emptied.
 */
export function keepSchedule(jobs: Jobs, everyMs = 10_000): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pacesCheckedAt = -Infinity;
  let working = look();

  function look(): Promise<void> {
    return check()
      .catch((error: unknown) =>
        log.debug({ err: error }, 'the job schedule could not be checked; trying again'),
      )
      .then(() => {
        if (isStopped) return;
        timer = setTimeout(() => {
          working = look();
        }, everyMs);
      });
  }
  async function check(): Promise<void> {
    if (!(await leads(jobs, everyMs * 0.9))) return;
    const startedAt = performance.now();
    if (startedAt - pacesCheckedAt < checkPacesEveryMs && (await areAllOnTime(jobs))) return;
    await repairSchedule(jobs);
    pacesCheckedAt = startedAt;
  }
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

async function leads(jobs: Jobs, forMs: number): Promise<boolean> {
  const key = `${jobs.prefix}:schedule:leader`;
  return (await jobs.redis.set(key, '1', 'PX', forMs, 'NX')) !== null;
}

/** The jobs that repeat, the most frequent first. */
const repeated = Object.entries(catalog as Record<string, JobContract>)
  .filter(([, contract]) => contract.everyMs)
  .sort(([, one], [, other]) => Number(one.everyMs) - Number(other.everyMs));
/** Each begins so many milliseconds after the one before, and keeps that distance: at once they would hold up all else. */
const apartMs = 80;

/** Should a job that repeats every `everyMs` have been started long ago? `next`: when it is due, in ms since 1970. */
const isLate = (next: number, everyMs: number | undefined): boolean =>
  next < Date.now() - 3 * Number(everyMs) - 30_000;

/** Is there a scheduler for each repeating job, and for no other, and is none late? One command, whatever their number. */
async function areAllOnTime(jobs: Jobs): Promise<boolean> {
  const found = await jobs.redis.zrange(jobs.queues.fleet.toKey('repeat'), '0', '-1', 'WITHSCORES');
  const due = new Map<string, number>();
  for (let at = 0; at < found.length; at += 2) due.set(found[at] ?? '', Number(found[at + 1]));
  const isOnTime = ([name, { everyMs }]: [string, JobContract]): boolean =>
    due.has(name) && !isLate(due.get(name) ?? 0, everyMs);
  return due.size === repeated.length && repeated.every(isOnTime);
}

async function repairSchedule(jobs: Jobs): Promise<void> {
  const queue = jobs.queues.fleet;
  const known = new Map((await queue.getJobSchedulers(0, -1)).map((found) => [found.key, found]));
  const startedAt = now();
  for (const [at, [name, { everyMs }]] of repeated.entries()) {
    const found = known.get(name);
    known.delete(name);
    const isStuck = found?.next !== undefined && isLate(found.next, everyMs);
    if (found && Number(found.every) === everyMs && !isStuck) continue;
    const data = { payload: {}, offered_at: 0 };
    const repeat = { every: everyMs, startDate: startedAt + at * apartMs };
    await queue.upsertJobScheduler(name, repeat, { name, data, opts: jobOptions(name) });
    log.info({ scheduler: name, every_ms: everyMs }, 'scheduled');
  }
  for (const stranger of known.keys()) await queue.removeJobScheduler(stranger);
}

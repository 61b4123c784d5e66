import { now } from '#platform/clock.js';
import { inspectBots, type BotBacklog } from './ordered/inspect-bots.js';
import { isOrdered, queues as queueList, type OrderedQueueName, type QueueName } from './queue-catalog.js';
import type { Jobs } from './queues.js';

/** How many jobs are in each state; `waiting` counts those in the chats' mailboxes too. */
export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface BotStats extends JobCounts {
  readonly botId: string;
  /** Chats with a job in BullMQ; 0 in plain queues. */
  readonly releasedChats: number;
  /** Chats that wait for one of the bot's slots; 0 in plain queues. */
  readonly readyChats: number;
  /** Milliseconds since the oldest job that has not ended was taken in. */
  readonly oldestAgeMs: number;
}

export interface QueueStats extends JobCounts {
  readonly queue: QueueName;
  readonly completed: number;
  readonly oldestAgeMs: number;
  /** Bots with jobs that have not ended, or with failed ones. */
  readonly perBot: readonly BotStats[];
}

type State = 'active' | 'delayed' | 'failed' | 'prioritized' | 'wait';
/** Bot → how many of the jobs that were looked at are its. */
type Tally = ReadonlyMap<string, number>;

/** Most jobs of a state that are shared out to their bots; the counts of the whole queue have no such bound. */
const mostJobs = 5_000;
const oldestAmong = 100;

/** Looks at every queue and at every bot that has something in it. */
export async function readQueueStats(jobs: Jobs): Promise<QueueStats[]> {
  const names = Object.keys(queueList) as QueueName[];
  return Promise.all(
    names.map((name) => (isOrdered(name) ? readOrdered(jobs, name) : readPlain(jobs, name))),
  );
}

/** How many jobs of all bots have failed and are kept, so that somebody looks at them. */
export async function countFailed(jobs: Jobs): Promise<number> {
  const names = Object.keys(queueList) as QueueName[];
  const counts = await Promise.all(names.map((name) => jobs.queues[name].getFailedCount()));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function readOrdered(jobs: Jobs, name: OrderedQueueName): Promise<QueueStats> {
  const [counts, states, apart, since, active, delayed, failed] = await Promise.all([
    countJobs(jobs, name),
    inspectBots(jobs, name),
    tally(jobs, name, ['wait']),
    readOldest(jobs, name, ['wait']),
    tally(jobs, name, ['active']),
    tally(jobs, name, ['delayed']),
    tally(jobs, name, ['failed']),
  ]);
  const byBot = new Map(states.map((state) => [state.botId, state]));
  const perBot = botsOf([byBot, apart, active, delayed, failed]).map((botId) => {
    const state = byBot.get(botId) ?? quiet;
    const shares = { active: (active.get(botId) ?? 0) + state.inlineRuns, delayed: delayed.get(botId) ?? 0 };
    const inLine = Math.max(0, state.backlog - shares.active - shares.delayed);
    const waiting = inLine + (apart.get(botId) ?? 0);
    const { releasedChats, readyChats } = state;
    const oldestAgeMs = Math.max(ageOf(state.oldestAt), ageOf(since.get(botId)));
    const at = { botId, waiting, failed: failed.get(botId) ?? 0, releasedChats, readyChats, oldestAgeMs };
    return { ...at, ...shares };
  });
  const backlog = states.reduce((sum, state) => sum + state.backlog, 0);
  const atWork = counts.active + states.reduce((sum, state) => sum + state.inlineRuns, 0);
  const waiting = Math.max(0, backlog - atWork - counts.delayed) + counts.apart;
  const oldestAgeMs = perBot.reduce((oldest, bot) => Math.max(oldest, bot.oldestAgeMs), ageOf(since.get('')));
  return { ...counts, queue: name, active: atWork, waiting, perBot, oldestAgeMs };
}

const quiet: Omit<BotBacklog, 'botId'> = {
  backlog: 0,
  releasedChats: 0,
  readyChats: 0,
  inlineRuns: 0,
  oldestAt: undefined,
};

async function readPlain(jobs: Jobs, name: QueueName): Promise<QueueStats> {
  const [counts, waiting, active, delayed, failed, since] = await Promise.all([
    countJobs(jobs, name),
    tally(jobs, name, ['wait', 'prioritized']),
    tally(jobs, name, ['active']),
    tally(jobs, name, ['delayed']),
    tally(jobs, name, ['failed']),
    readOldest(jobs, name, ['wait', 'prioritized', 'active', 'delayed']),
  ]);
  const perBot = botsOf([waiting, active, delayed, failed]).map((botId) => ({
    botId,
    waiting: waiting.get(botId) ?? 0,
    active: active.get(botId) ?? 0,
    delayed: delayed.get(botId) ?? 0,
    failed: failed.get(botId) ?? 0,
    releasedChats: 0,
    readyChats: 0,
    inlineRuns: 0,
    oldestAgeMs: ageOf(since.get(botId)),
  }));
  return { ...counts, queue: name, perBot, oldestAgeMs: ageOf(since.get('')) };
}

/** `apart`: what waits in no bot's line, since no transaction ordered it. */
async function countJobs(
  jobs: Jobs,
  name: QueueName,
): Promise<JobCounts & { readonly apart: number; readonly completed: number }> {
  const states = ['wait', 'prioritized', 'active', 'delayed', 'failed', 'completed'] as const;
  const counts = await jobs.queues[name].getJobCounts(...states);
  const { wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0, completed = 0 } = counts;
  return { waiting: wait + prioritized, active, delayed, failed, completed, apart: wait };
}

/** Shares jobs out to bots by their ids, `<bot_id>.…`. */
async function tally(jobs: Jobs, name: QueueName, states: State[]): Promise<Tally> {
  const ids = await jobs.queues[name].getRanges(states, 0, mostJobs - 1);
  const counts = new Map<string, number>();
  for (const id of ids) {
    const botId = /^(\d+)\./.exec(id)?.[1];
    if (botId) counts.set(botId, (counts.get(botId) ?? 0) + 1);
  }
  return counts;
}

/** When the oldest job was taken in or due, of each bot and (key '') of all; in ms since 1970. */
async function readOldest(jobs: Jobs, name: QueueName, states: Exclude<State, 'failed'>[]): Promise<Tally> {
  const found = await jobs.queues[name].getJobs(states, 0, oldestAmong - 1, true);
  const since = new Map<string, number>();
  for (const job of found) {
    const { bot_id: botId = '', offered_at: offeredAt } = job.data;
    const at = offeredAt || job.timestamp + (job.opts.delay ?? 0);
    for (const key of new Set(['', botId])) since.set(key, Math.min(at, since.get(key) ?? Infinity));
  }
  return since;
}

const botsOf = (maps: readonly ReadonlyMap<string, unknown>[]): string[] => [
  ...new Set(maps.flatMap((map) => [...map.keys()])),
];

const ageOf = (since: number | undefined): number => (since === undefined ? 0 : Math.max(0, now() - since));

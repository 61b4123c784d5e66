import { now } from '#platform/clock.js';
import { queues as queueList, type QueueName } from './catalog.js';
import { orderKeys } from './ordered-queue.js';
import type { Jobs } from './queues.js';

export interface BotStats {
  readonly botId: string;
  /** Jobs taken in and not ended, in BullMQ and in mailboxes. */
  readonly backlog: number;
  /** Chats with a job in BullMQ. */
  readonly released: number;
  /** Chats that wait for one of the bot's slots. */
  readonly ready: number;
  /** Milliseconds since the head of the chat that has waited longest came to its turn. */
  readonly oldestAgeMs: number;
}

export interface QueueStats {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly completed: number;
  /** Jobs in mailboxes and in BullMQ; for plain queues the same as waiting + active + delayed. */
  readonly backlog: number;
  readonly oldestAgeMs: number;
  readonly perBot: readonly BotStats[];
}

/** Looks at every queue and at every busy bot. */
export async function readQueueStats(jobs: Jobs): Promise<QueueStats[]> {
  return Promise.all((Object.keys(queueList) as QueueName[]).map((queue) => readOne(jobs, queue)));
}

async function readOne(jobs: Jobs, name: QueueName): Promise<QueueStats> {
  const queue = jobs.queues[name];
  const counts = await queue.getJobCounts(
    'waiting',
    'prioritized',
    'active',
    'delayed',
    'failed',
    'completed',
  );
  const waiting = (counts.waiting ?? 0) + (counts.prioritized ?? 0);
  const { active = 0, delayed = 0, failed = 0, completed = 0 } = counts;
  const base = { queue: name, waiting, active, delayed, failed, completed };
  if (queueList[name].ordered) {
    const perBot = await readBots(jobs, name);
    const backlog = perBot.reduce((sum, bot) => sum + bot.backlog, 0);
    return { ...base, backlog, perBot, oldestAgeMs: Math.max(0, ...perBot.map((bot) => bot.oldestAgeMs)) };
  }
  const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
  const oldestAgeMs = oldest ? now() - oldest.timestamp : 0;
  return { ...base, backlog: waiting + active + delayed, perBot: [], oldestAgeMs };
}

async function readBots(jobs: Jobs, queue: QueueName): Promise<BotStats[]> {
  const keys = orderKeys(jobs.prefix, queue);
  const [bots, backlog] = await Promise.all([
    jobs.redis.smembers(keys.bots),
    jobs.redis.hgetall(keys.backlog),
  ]);
  return Promise.all(
    bots.map(async (botId) => {
      const chats = await jobs.redis.hvals(keys.current(botId));
      const states = chats.map((chat) => chat.split(' '));
      const since = states.map((state) => Number(state[2]));
      const ready = await jobs.redis.llen(keys.ready(botId));
      return {
        botId,
        backlog: Number(backlog[botId] ?? 0),
        released: states.length - ready,
        ready,
        oldestAgeMs: since.length ? Math.max(0, now() - Math.min(...since)) : 0,
      };
    }),
  );
}

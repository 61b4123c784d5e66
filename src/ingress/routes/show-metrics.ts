import type { Middleware } from 'koa';
import { Gauge, type Registry } from 'prom-client';
import { readQueueStats, type BotStats, type QueueStats } from '#jobs/queue-stats.js';
import type { Jobs } from '#jobs/queues.js';
import { log } from '#platform/log.js';
import type { Metrics } from '#platform/metrics.js';
import type { RequestNotes } from '../request-notes.js';

interface QueueGauges {
  readonly jobs: Gauge<'queue' | 'state'>;
  readonly oldest: Gauge<'queue'>;
  readonly botJobs: Gauge<'queue' | 'bot' | 'state'>;
  readonly botChats: Gauge<'queue' | 'bot' | 'state'>;
  readonly botOldest: Gauge<'queue' | 'bot'>;
  readonly isRedisUp: Gauge;
}

const freshMs = 1_000;
/** Bots shown by themselves in each queue: those with the oldest job, the most failed jobs, the most jobs. */
const most = { age: 20, failed: 20, jobs: 60 };

/**
 * `GET /metrics` in Prometheus' text format: what this process counted and, with `jobs`, the state of all queues.
 * Of each queue a hundred bots with the largest backlog, the oldest job or the most failed ones are shown by
 * themselves, the rest as `other`.
 */
export function showMetrics(metrics: Metrics, jobs: Jobs | undefined): Middleware<RequestNotes> {
  const gauges = jobs && openGauges(metrics.registry);
  let refreshing: Promise<void> | undefined;
  let refreshedAt = -Infinity;
  const refresh = async (): Promise<void> => {
    if (!jobs || !gauges || performance.now() - refreshedAt < freshMs) return;
    refreshing ??= fill(gauges, jobs).finally(() => {
      refreshing = undefined;
      refreshedAt = performance.now();
    });
    await refreshing;
  };
  return async (ctx) => {
    ctx.state.isRoutine = true;
    await refresh();
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.text();
  };
}

function openGauges(registry: Registry): QueueGauges {
  const gauge = <T extends string>(name: string, help: string, labelNames: T[]): Gauge<T> => {
    const full = `remnafleet_${name}`;
    registry.removeSingleMetric(full);
    return new Gauge({ name: full, help, labelNames, registers: [registry] });
  };
  return {
    jobs: gauge('queue_jobs', 'Jobs by state; waiting includes the mailboxes of chats', ['queue', 'state']),
    oldest: gauge('queue_oldest_seconds', 'Age of the oldest unfinished job', ['queue']),
    botJobs: gauge('bot_jobs', 'Jobs by bot and state; waiting includes the mailboxes of chats', [
      'queue',
      'bot',
      'state',
    ]),
    botChats: gauge(
      'bot_chats',
      'Chats with unfinished jobs, by bot: released (job in BullMQ) or ready (waiting for a slot)',
      ['queue', 'bot', 'state'],
    ),
    botOldest: gauge('bot_oldest_seconds', 'Age of the oldest unfinished job of a bot', ['queue', 'bot']),
    isRedisUp: gauge('redis_up', '1 if Redis answered this scrape, else 0', []),
  };
}

async function fill(gauges: QueueGauges, jobs: Jobs): Promise<void> {
  const { isRedisUp, ...ofQueues } = gauges;
  const stats = await readQueueStats(jobs).catch((error: unknown) => {
    log.debug({ err: error }, 'the queue metrics could not be read from Redis');
    return undefined;
  });
  for (const gauge of Object.values(ofQueues)) gauge.reset();
  isRedisUp.set(stats ? 1 : 0);
  for (const queue of stats ?? []) fillQueue(gauges, queue);
}

function fillQueue(gauges: QueueGauges, stats: QueueStats): void {
  const { queue, waiting, active, delayed, failed, completed, oldestAgeMs, perBot } = stats;
  const states = { waiting, active, delayed, failed, completed };
  for (const [state, count] of Object.entries(states)) gauges.jobs.set({ queue, state }, count);
  gauges.oldest.set({ queue }, oldestAgeMs / 1000);
  for (const bot of boundBots(perBot)) fillBot(gauges, queue, bot);
}

function fillBot({ botJobs, botChats, botOldest }: QueueGauges, queue: string, stats: BotStats): void {
  const { botId: bot, waiting, active, delayed, failed, releasedChats, readyChats, oldestAgeMs } = stats;
  for (const [state, count] of Object.entries({ waiting, active, delayed, failed }))
    botJobs.set({ queue, bot, state }, count);
  botChats.set({ queue, bot, state: 'released' }, releasedChats);
  botChats.set({ queue, bot, state: 'ready' }, readyChats);
  botOldest.set({ queue, bot }, oldestAgeMs / 1000);
}

function boundBots(perBot: readonly BotStats[]): BotStats[] {
  const rest = new Set(perBot);
  const shown: BotStats[] = [];
  const take = (count: number, by: (bot: BotStats) => number): void => {
    const first = [...rest].sort((a, b) => by(b) - by(a)).slice(0, count);
    for (const bot of first) rest.delete(bot);
    shown.push(...first);
  };
  take(most.age, (bot) => bot.oldestAgeMs);
  take(most.failed, (bot) => bot.failed);
  take(most.jobs, ({ waiting, active, delayed }) => waiting + active + delayed);
  return rest.size === 0 ? shown : [...shown, [...rest].reduce(addUp, nobody)];
}

const nobody: BotStats = {
  botId: 'other',
  waiting: 0,
  active: 0,
  delayed: 0,
  failed: 0,
  releasedChats: 0,
  readyChats: 0,
  oldestAgeMs: 0,
};

const addUp = (sum: BotStats, bot: BotStats): BotStats => ({
  botId: sum.botId,
  waiting: sum.waiting + bot.waiting,
  active: sum.active + bot.active,
  delayed: sum.delayed + bot.delayed,
  failed: sum.failed + bot.failed,
  releasedChats: sum.releasedChats + bot.releasedChats,
  readyChats: sum.readyChats + bot.readyChats,
  oldestAgeMs: Math.max(sum.oldestAgeMs, bot.oldestAgeMs),
});

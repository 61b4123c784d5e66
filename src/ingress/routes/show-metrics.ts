import type { Middleware } from 'koa';
import { Gauge, type Registry } from 'prom-client';
import { readQueueStats, type BotStats, type QueueStats } from '#jobs/queue-stats.js';
import type { Jobs } from '#jobs/queues.js';
import { log } from '#platform/log.js';
import type { Metrics } from '#platform/metrics.js';
import type { RequestNotes } from '../middleware/access-log.js';

interface QueueGauges {
  readonly jobs: Gauge<'queue' | 'state'>;
  readonly oldest: Gauge<'queue'>;
  readonly botJobs: Gauge<'queue' | 'bot' | 'state'>;
  readonly botOldest: Gauge<'queue' | 'bot'>;
  readonly isRedisUp: Gauge;
}

const freshMs = 1_000;
const maxBots = 100;

/**
 * `GET /metrics` in Prometheus' text format: what this process counted and, with `jobs`, the state of all queues.
 * Of each queue the 100 bots with the largest backlog are shown by themselves, the rest as `other`.
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
    jobs: gauge('queue_jobs', 'Jobs by state; backlog counts mailboxes too', ['queue', 'state']),
    oldest: gauge('queue_oldest_seconds', 'Age of the oldest job that has not ended', ['queue']),
    botJobs: gauge('bot_jobs', 'Backlog, and busy and waiting chats, by bot', ['queue', 'bot', 'state']),
    botOldest: gauge('bot_oldest_seconds', 'Age of the oldest job of a bot', ['queue', 'bot']),
    isRedisUp: gauge('redis_up', '1 when Redis answered', []),
  };
}

async function fill(gauges: QueueGauges, jobs: Jobs): Promise<void> {
  const { jobs: all, oldest, botJobs, botOldest, isRedisUp } = gauges;
  const stats = await readQueueStats(jobs).catch((error: unknown) => {
    log.debug({ err: error }, 'the queues could not be read for the metrics');
    return undefined;
  });
  for (const gauge of [all, oldest, botJobs, botOldest]) gauge.reset();
  isRedisUp.set(stats ? 1 : 0);
  for (const queue of stats ?? []) fillQueue(gauges, queue);
}

function fillQueue({ jobs, oldest, botJobs, botOldest }: QueueGauges, stats: QueueStats): void {
  const { queue, waiting, active, delayed, failed, completed, backlog, oldestAgeMs, perBot } = stats;
  const states = { waiting, active, delayed, failed, completed, backlog };
  for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
  oldest.set({ queue }, oldestAgeMs / 1000);
  for (const bot of boundBots(perBot)) {
    const labels = { queue, bot: bot.botId };
    botJobs.set({ ...labels, state: 'backlog' }, bot.backlog);
    botJobs.set({ ...labels, state: 'released' }, bot.released);
    botJobs.set({ ...labels, state: 'ready' }, bot.ready);
    botOldest.set(labels, bot.oldestAgeMs / 1000);
  }
}

function boundBots(perBot: readonly BotStats[]): BotStats[] {
  const sorted = [...perBot].sort((a, b) => b.backlog - a.backlog);
  const rest = sorted.slice(maxBots);
  if (rest.length === 0) return sorted;
  const sum = (field: 'backlog' | 'released' | 'ready'): number =>
    rest.reduce((total, bot) => total + bot[field], 0);
  const oldestAgeMs = Math.max(...rest.map((bot) => bot.oldestAgeMs));
  const other = {
    botId: 'other',
    backlog: sum('backlog'),
    released: sum('released'),
    ready: sum('ready'),
    oldestAgeMs,
  };
  return [...sorted.slice(0, maxBots), other];
}

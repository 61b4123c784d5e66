import { Gauge, Registry } from 'prom-client';
import { boundLabels } from './bound-labels.js';
import { metricMakers } from './metric-makers.js';
import { openPanelMetrics, type PanelMetrics } from './panel-metrics.js';
import { openPaymentMetrics, type PaymentMetrics } from './payment-metrics.js';
import { hourMs } from './units.js';

/** One finished run of a job. */
export interface JobMeasure {
  readonly queue: string;
  readonly bot: string | undefined;
  readonly outcome: string;
  /** Milliseconds from the arrival of the job to its start. */
  readonly waitMs: number;
  readonly workMs: number;
}

/** One finished Bot API call: `result` is `ok`, the error code, `timeout`, `aborted` or `unreachable`. */
export interface TelegramMeasure {
  readonly method: string;
  readonly result: string;
  readonly ms: number;
  readonly botId: string | undefined;
}

/** What this process counts; every process shows its own on `/metrics`. */
export interface Metrics extends PanelMetrics, PaymentMetrics {
  readonly registry: Registry;
  /** A job ended in this process. */
  jobEnded(measure: JobMeasure): void;
  /** Updates were received; `result` is `accepted`, `duplicate` or `refused`. */
  updatesCame(bot: string, result: string, count: number): void;
  /** A Bot API call ended. */
  telegramCalled(measure: TelegramMeasure): void;
  /** A bot's snapshot was looked up in a cache: that of the process, then Redis. */
  snapshotLooked(cache: 'process' | 'redis', result: 'hit' | 'miss' | 'failed'): void;
  /** A difference between a ledger and what it must agree with was found, by its kind. */
  moneyDiffered(kind: string): void;
  /** A person sent a promo code; `outcome` is `given`, or why it gave nothing: `unknown` and `paused` are guesses. */
  promoCodeSent(botId: string, outcome: string): void;
  /** A question before a payment in Telegram was answered, `accepted` or `refused`, or too late: `late`. */
  preCheckoutEnded(result: 'accepted' | 'late' | 'refused'): void;
  /** How many polled bots of this process are in each state. */
  pollersAre(states: Readonly<Record<string, number>>): void;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
}

/** What the hourly audit holds against what: services/audits. */
const moneyKinds = [
  ...['balance', 'ledger', 'order', 'partner', 'partner_ledger'],
  ...['payment', 'reward', 'undelivered', 'wallet', 'wallet_ledger'],
];

/** Opens a set of metrics; the label `bot` is kept to `maxBots` busy bots, the rest count as `other`. */
export function openMetrics({ maxBots = 300 } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const { counter, histogram } = metricMakers(registry);

  // Two counters: a summary feeds its digest with each value, also where nobody asks for percentiles.
  const totals = <T extends string>(name: string, help: string, labelNames: T[]) => ({
    sum: counter(`${name}_sum`, `${help}: seconds`, labelNames),
    count: counter(`${name}_count`, `${help}: jobs`, labelNames),
  });

  const jobs = counter('jobs_total', 'Finished runs of jobs, by outcome', ['queue', 'bot', 'outcome']);
  const wait = histogram('job_wait_seconds', 'Time from the arrival of a job to its start', ['queue']);
  const work = histogram('job_work_seconds', 'Duration of a run of a job', ['queue', 'outcome']);
  const botWait = totals('bot_job_wait_seconds', 'Wait of jobs before their start, by bot', ['queue', 'bot']);
  const botWork = totals('bot_job_work_seconds', 'Duration of a run of a job, by bot', ['queue', 'bot']);
  const updates = counter('updates_total', 'Updates received from Telegram, by result', ['bot', 'result']);
  const calls = histogram('telegram_call_seconds', 'Duration of a Bot API call, by result', [
    'method',
    'result',
  ]);
  const botCalls = counter('telegram_calls_total', 'Bot API calls, by bot and result', ['bot', 'result']);
  const snapshots = counter('snapshot_cache_lookups_total', 'Lookups of bot snapshots, by cache and result', [
    'cache',
    'result',
  ]);
  const preCheckouts = counter(
    'pre_checkouts_total',
    'Questions of Telegram before a payment, by the end they came to',
    ['result'],
  );
  for (const result of ['accepted', 'late', 'refused']) preCheckouts.inc({ result }, 0);
  const differences = counter('money_differences_total', 'Differences of money from its ledger, by kind', [
    'kind',
  ]);
  for (const kind of moneyKinds) differences.inc({ kind }, 0);
  const promoCodes = counter('promo_codes_total', 'Promo codes that people sent, by bot and outcome', [
    'bot',
    'outcome',
  ]);
  const pollers = new Gauge({
    name: 'remnafleet_poller_bots',
    help: 'Bots polled by this process, by state',
    labelNames: ['state'],
    registers,
  });
  const bots = boundLabels({ max: maxBots, idleMs: hourMs });
  const labelOf = (botId: string | undefined): string => (botId === undefined ? 'fleet' : bots.label(botId));

  return {
    registry,
    jobEnded: ({ queue, bot: botId, outcome, waitMs, workMs }) => {
      const bot = labelOf(botId);
      jobs.inc({ queue, bot, outcome });
      for (const [{ sum, count }, ms] of [
        [botWait, waitMs],
        [botWork, workMs],
      ] as const) {
        // A clock that is set back makes a negative time, which a counter would throw at.
        sum.inc({ queue, bot }, Math.max(0, ms) / 1000);
        count.inc({ queue, bot });
      }
      wait.observe({ queue }, waitMs / 1000);
      work.observe({ queue, outcome }, workMs / 1000);
    },
    updatesCame: (bot, result, count) => {
      if (count > 0) updates.inc({ bot: bots.label(bot), result }, count);
    },
    telegramCalled: ({ method, result, ms, botId }) => {
      calls.observe({ method, result }, ms / 1000);
      botCalls.inc({ bot: labelOf(botId), result });
    },
    moneyDiffered: (kind) => differences.inc({ kind }),
    snapshotLooked: (cache, result) => snapshots.inc({ cache, result }),
    ...openPanelMetrics(registry),
    ...openPaymentMetrics(registry),
    preCheckoutEnded: (result) => preCheckouts.inc({ result }),
    promoCodeSent: (botId, outcome) => promoCodes.inc({ bot: bots.label(botId), outcome }),
    pollersAre: (states) => {
      pollers.reset();
      for (const [state, count] of Object.entries(states)) pollers.set({ state }, count);
    },
    text: async () => {
      const totalsOfBots = [botWait, botWork].flatMap(({ sum, count }) => [sum, count]);
      await bots.dropIdle([jobs, ...totalsOfBots, updates, botCalls, promoCodes]);
      return registry.metrics();
    },
  };
}

/** The process's metrics. */
export const metrics: Metrics = openMetrics();

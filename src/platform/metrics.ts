import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { boundLabels } from './bound-labels.js';
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
export interface Metrics {
  readonly registry: Registry;
  /** A job ended in this process. */
  jobEnded(measure: JobMeasure): void;
  /** Updates were received; `result` is `accepted`, `duplicate` or `refused`. */
  updatesCame(bot: string, result: string, count: number): void;
  /** A Bot API call ended. */
  telegramCalled(measure: TelegramMeasure): void;
  /** A bot's snapshot was looked up in a cache: that of the process, then Redis. */
  snapshotLooked(cache: 'process' | 'redis', result: 'hit' | 'miss' | 'failed'): void;
  /** A call to the panel ended; `result` is `ok`, a status, or the fault. */
  panelCalled(measure: { readonly operation: string; readonly result: string; readonly ms: number }): void;
  /** The state in which this process last saw the panel's circuit breaker, and whether a call of this process opened it. */
  panelBreakerIs(state: 'closed' | 'half-open' | 'open', hasOpened: boolean): void;
  /** The comparison with the panel found an account or a row; `finding` is `same`, `differs`, `given_up`, `missing`, `stray`. */
  panelCompared(finding: string, count: number): void;
  /** The fleet looked whether the panel is there; `undecided`: the call could not be made, or came too often. */
  panelLooked(result: 'away' | 'undecided' | 'well'): void;
  /** Maintenance of bots began or ended, of its own accord or by hand. */
  maintenanceTurned(way: 'automatic' | 'by_hand', step: 'began' | 'ended', count: number): void;
  /** The panel sent a webhook event; `result` is `accepted`, `foreign`, `ignored` or `refused`. */
  panelEventCame(event: string, result: string): void;
  /** A payment gateway was asked; `result` is `ok` or the code of its fault. */
  gatewayAnswered(measure: { readonly gateway: string; readonly result: string }): void;
  /** A callback was worked on; `outcome` is `asked`, `forged`, `settled` or `unknown`. */
  paymentCallbackCame(measure: { readonly gateway: string; readonly outcome: string }): void;
  /** A forwarded message of a bank was worked on; `outcome` is what became of it. */
  bankMessageCame(outcome: string): void;
  /** A gateway failed so that a bot's people are no longer offered it. */
  gatewayHidden(gateway: string): void;
  /** The gateways that there are, so that an alert sees the first trouble of each. */
  gatewaysAre(gateways: readonly string[]): void;
  /** A payment was credited, so long after it was begun. */
  paymentSettled(measure: { readonly gateway: string; readonly seconds: number }): void;
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
  ...['payment', 'undelivered', 'wallet', 'wallet_ledger'],
];
const breakerStates = ['closed', 'half-open', 'open'];
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Opens a set of metrics; the label `bot` is kept to `maxBots` busy bots, the rest count as `other`. */
export function openMetrics({ maxBots = 300 } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const { counter, histogram } = makersOf(registry);

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

function makersOf(registry: Registry) {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name: `remnafleet_${name}`, help, labelNames, registers });
  const histogram = <T extends string>(name: string, help: string, labelNames: T[], buckets = seconds) =>
    new Histogram({ name: `remnafleet_${name}`, help, labelNames, buckets, registers });
  return { counter, histogram };
}

type PaymentMetrics = Pick<
  Metrics,
  | 'bankMessageCame'
  | 'gatewayAnswered'
  | 'gatewayHidden'
  | 'gatewaysAre'
  | 'paymentCallbackCame'
  | 'paymentSettled'
>;

function openPaymentMetrics(registry: Registry): PaymentMetrics {
  const { counter, histogram } = makersOf(registry);
  const gatewayAnswers = counter(
    'gateway_answers_total',
    'Questions to payment gateways, by gateway and result',
    ['gateway', 'result'],
  );
  const callbacks = counter(
    'payment_callbacks_total',
    'Callbacks of payment gateways, by gateway and outcome',
    ['gateway', 'outcome'],
  );
  const bankMessages = counter('bank_messages_total', 'Forwarded messages of banks, by what became of them', [
    'outcome',
  ]);
  const hidings = counter(
    'gateway_hidings_total',
    'Times a payment gateway was hidden from the people of a bot, by gateway',
    ['gateway'],
  );
  const settled = histogram(
    'payment_settle_seconds',
    'From the beginning of a payment to its credit, by gateway',
    ['gateway'],
    [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400],
  );
  return {
    bankMessageCame: (outcome) => bankMessages.inc({ outcome }),
    gatewayAnswered: (measure) => gatewayAnswers.inc(measure),
    gatewayHidden: (gateway) => hidings.inc({ gateway }),
    gatewaysAre: (gateways) => {
      for (const gateway of gateways) {
        hidings.inc({ gateway }, 0);
        callbacks.inc({ gateway, outcome: 'forged' }, 0);
      }
    },
    paymentCallbackCame: (measure) => callbacks.inc(measure),
    paymentSettled: ({ gateway, seconds: took }) => settled.observe({ gateway }, took),
  };
}

type PanelMetrics = Pick<
  Metrics,
  'maintenanceTurned' | 'panelBreakerIs' | 'panelCalled' | 'panelCompared' | 'panelEventCame' | 'panelLooked'
>;

function openPanelMetrics(registry: Registry): PanelMetrics {
  const { counter, histogram } = makersOf(registry);
  const panelCalls = histogram('panel_call_seconds', 'Duration of a call to the panel', [
    'operation',
    'result',
  ]);
  const panelOpenings = counter(
    'panel_breaker_openings_total',
    "Times the panel's circuit breaker opened",
    [],
  );
  const panelFindings = counter('panel_compared_total', 'Accounts compared with the panel, by finding', [
    'finding',
  ]);
  // From zero on, so that an alert sees the first of each.
  for (const finding of ['same', 'differs', 'given_up', 'missing', 'stray'])
    panelFindings.inc({ finding }, 0);
  const panelEvents = counter(
    'panel_events_total',
    'Webhook events received from the panel, by event and result',
    ['event', 'result'],
  );
  const looks = counter('panel_looks_total', 'Looks whether the panel is there, by result', ['result']);
  for (const result of ['away', 'undecided', 'well']) looks.inc({ result }, 0);
  const turns = counter('maintenance_turns_total', 'Times maintenance of bots began or ended, by way', [
    'way',
    'step',
  ]);
  const panelBreaker = new Gauge({
    name: 'remnafleet_panel_breaker_state',
    help: 'State of the circuit breaker of the panel, as this process last saw it: 0 closed, 1 half-open, 2 open',
    registers: [registry],
  });
  return {
    panelCalled: ({ operation, result, ms }) => panelCalls.observe({ operation, result }, ms / 1000),
    panelBreakerIs: (state, hasOpened) => {
      panelBreaker.set(breakerStates.indexOf(state));
      if (hasOpened) panelOpenings.inc();
    },
    panelCompared: (finding, count) => panelFindings.inc({ finding }, count),
    panelEventCame: (event, result) => panelEvents.inc({ event, result }),
    panelLooked: (result) => looks.inc({ result }),
    maintenanceTurned: (way, step, count) => turns.inc({ way, step }, count),
  };
}

/** The process's metrics. */
export const metrics: Metrics = openMetrics();

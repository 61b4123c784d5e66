import { AsyncResource } from 'node:async_hooks';
import { backoffMs, now } from '#platform/clock.js';
import { classify } from '#platform/errors.js';
import { log, scrub, withLogFields } from '#platform/log.js';
import { translateRedisError } from '#platform/redis-faults.js';
import { inSpan } from '#platform/tracing.js';
import { catalog, type JobContract, type JobName } from '#jobs/catalog.js';
import { jobIdOf, type TakenItem } from '#jobs/order-items.js';
import type { OwnRuns } from '#jobs/ordered-queue.js';
import type { Aside, Gate } from './open-gate.js';
import { reportRun } from './report-run.js';
import { runHandler } from './run-handler.js';
import { completed, lockMs, type RunJobDeps } from './run-job.js';

/** Messages that this process sends as it orders them. */
export interface OwnMessages extends OwnRuns {
  /** Takes no more and waits for those under way, at most `graceMs`; the sweep gives the rest to others. */
  close(graceMs: number): Promise<void>;
}

export interface OwnMessagesOptions {
  readonly gate: Gate;
  /** Messages at once, beside those that come as jobs. */
  readonly slots: number;
}

/** A message at work says so to Redis this often. */
const keepEveryMs = lockMs / 3;

/**
 * Sends messages in the process that ordered them, without a turn in BullMQ: what is due at once, in the order of its
 * chat and within its bot's share, as a job would be. Whatever does not end well becomes a job, and so does, by the
 * sweep, what a dead process leaves.
 */
export function openOwnMessages(deps: RunJobDeps, { gate, slots }: OwnMessagesOptions): OwnMessages {
  const order = deps.jobs.ordered.messages;
  // The work is not part of what ordered it: not its log lines, its transaction, or its trace's open span.
  const outside = new AsyncResource('remnafleet.own-messages');
  const underWay = new Map<TakenItem, Promise<void>>();
  let isOpen = true;
  let timer: NodeJS.Timeout | undefined;

  async function work(taken: TakenItem, aside: Aside): Promise<void> {
    const started = now();
    const contract: JobContract = catalog[taken.name as JobName];
    const seen = {
      name: taken.name,
      queue: 'messages',
      data: taken.data,
      attempt: 1,
      dueAt: taken.data.offered_at,
    };
    const isOurs = async () => now() - started < lockMs / 2 || order.keepOwn(taken);
    try {
      await runHandler(deps.handlers, taken, { contract, startsAgain: false, isOurs, aside });
      reportRun(deps.onRun, seen, { started, verdict: completed });
    } catch (thrown) {
      const error = translateRedisError(thrown);
      const verdict = classify(error);
      if (verdict.outcome === 'fail') {
        const refusal = {
          code: verdict.code,
          message: scrub(error instanceof Error ? error.message : String(error)),
        };
        return order.giveBack(taken, { pauseMs: 0, isLocal: false, refusal });
      }
      reportRun(deps.onRun, seen, { started, verdict, error });
      if (verdict.outcome !== 'complete') {
        const pauseMs =
          verdict.retryAfterMs ?? backoffMs(1, contract.backoffMs ? { firstMs: contract.backoffMs } : {});
        return order.giveBack(taken, { pauseMs, isLocal: verdict.isLocal });
      }
    }
    if (taken.data.outbox_id) deps.settler.ended(taken.data.outbox_id);
    await order.finishOwn(taken, own);
  }

  function begin(taken: TakenItem): Promise<void> {
    const { bot_id: bot, chat_id: chat } = taken.data;
    const fields = { job: taken.name, job_id: jobIdOf(taken), ...(bot && { bot }), ...(chat && { chat }) };
    const span = { name: `process ${taken.name}`, kind: 'consumer', joins: taken.trace } as const;
    return withLogFields(fields, () =>
      inSpan(span, () => gate.pass(taken.rank, (aside) => work(taken, aside))),
    ).catch((error: unknown) => log.warn({ err: error }, 'the sweeper will go on with the message'));
  }
  /** Who is at work for long has it for longer; what is not ours any more is found out when it is asked for. */
  function keepAll(): void {
    timer = undefined;
    for (const taken of underWay.keys()) void order.keepOwn(taken).catch(() => undefined);
    watch();
  }
  function watch(): void {
    if (underWay.size > 0) timer ??= setTimeout(keepAll, keepEveryMs).unref();
  }

  const own: OwnMessages = {
    room: () => (isOpen ? slots - underWay.size : 0),
    run: (taken) => {
      const done = outside.runInAsyncScope(begin, undefined, taken).finally(() => underWay.delete(taken));
      underWay.set(taken, done);
      watch();
    },
    close: async (graceMs) => {
      isOpen = false;
      const late = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([late, Promise.all(underWay.values())]);
      clearTimeout(timer);
    },
  };
  return own;
}

import { AsyncResource } from 'node:async_hooks';
import { catalog, type JobName } from '#jobs/catalog.js';
import { isOfEarlierLife } from '#jobs/fleet-life.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import { jobIdOf, type TakenItem } from '#jobs/ordered/items.js';
import type { InlineRunner } from '#jobs/ordered/script-calls.js';
import { isNewerPayload } from '#jobs/payload-version.js';
import { backoffMs, now } from '#platform/clock.js';
import { classify, type Verdict } from '#platform/errors.js';
import { log, scrub, withLogFields } from '#platform/log.js';
import { translateRedisError } from '#platform/redis-faults.js';
import { inSpan } from '#platform/tracing.js';
import type { WithoutSlot } from './handlers/handler.js';
import type { RankedGate } from './load/ranked-gate.js';
import type { FloodThrottle } from './load/flood-throttle.js';
import { reportRun } from './report-run.js';
import { runHandler } from './run-handler.js';
import { completed, leftOver, lockMs, type RunJobDeps } from './run-job.js';

/** Sends messages in the process that enqueues them. */
export interface InlineSender extends InlineRunner {
  /** Takes no more and waits for those under way, at most `graceMs`; the sweep gives the rest to others. */
  close(graceMs: number): Promise<void>;
}

export interface InlineSenderOptions {
  readonly gate: Pick<RankedGate, 'pass'>;
  /** None: floods have no pace. */
  readonly throttle: Pick<FloodThrottle, 'turn'> | undefined;
  /** Messages at once, beside those that come as jobs. */
  readonly slots: number;
  /** Milliseconds from the taking of a message in which nobody asks whether it is still ours. */
  readonly trustMs?: number;
}

interface Held {
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly withoutSlot: WithoutSlot;
}
interface Unfinished {
  readonly verdict: Verdict;
  readonly error: unknown;
  readonly contract: JobContract;
}

/** A message at work says so to Redis this often. */
const keepEveryMs = lockMs / 3;

/**
 * Sends messages in the process that enqueued them, without a turn in BullMQ: what is due at once, in the order of its
 * chat and within its bot's share, as a job would be. Whatever does not end well becomes a job, and so does, by the
 * sweep, what a dead process leaves.
 */
export function openInlineSender(
  deps: RunJobDeps,
  { gate, throttle, slots, trustMs = lockMs / 2 }: InlineSenderOptions,
): InlineSender {
  const queue = deps.jobs.ordered.messages;
  // The work is not part of what enqueued it: not its log lines, its transaction, or its trace's open span.
  const outside = new AsyncResource('remnafleet.inline-sender');
  const underWay = new Map<TakenItem, Promise<void>>();
  const heldUntil = new Map<string, number>();
  let isOpen = true;
  let timer: NodeJS.Timeout | undefined;

  /** Does the work; tells whether it was brought to its end. */
  async function work(taken: TakenItem, { takenAt, withoutSlot }: Held): Promise<boolean> {
    const started = now();
    const { name, data } = taken;
    if (isOfEarlierLife(data, deps.jobs.life)) {
      log.info(leftOver);
      return true;
    }
    const contract = catalog[name as JobName] as JobContract | undefined;
    if (!contract || isNewerPayload(contract, data.payload)) {
      await queue.giveBack(taken, { pauseMs: 0, isLocal: false }); // The job says so, and waits for a newer version.
      return false;
    }
    const seen = { name, queue: 'messages', data, attempt: 1, dueAt: data.offered_at };
    const isOurs = async () => now() - takenAt < trustMs || queue.keepInline(taken);
    const permit = isHeld(taken.botId) ? undefined : taken.permit;
    let verdict: Verdict = completed;
    let error: unknown;
    try {
      const run = { contract, startsAgain: false, isOurs, withoutSlot, ...(permit && { permit }) };
      await runHandler(deps.handlers, taken, run);
    } catch (thrown) {
      error = translateRedisError(thrown);
      verdict = classify(error);
    }
    // A refusal for good is told by the job that is kept of it.
    if (verdict.outcome !== 'fail') reportRun(deps.onRun, seen, { started, verdict, error });
    if (verdict.outcome !== 'complete') await giveBack(taken, { verdict, error, contract });
    else settle(deps, data);
    return verdict.outcome === 'complete';
  }
  async function giveBack(taken: TakenItem, { verdict, error, contract }: Unfinished): Promise<void> {
    const { code, holdsBot, isLocal, outcome, retryAfterMs } = verdict;
    if (outcome === 'fail') {
      const message = scrub(error instanceof Error ? error.message : String(error), 1_000);
      return queue.giveBack(taken, { pauseMs: 0, isLocal: false, refusal: { code, message } });
    }
    const pauseMs = retryAfterMs ?? backoffMs(1, contract.backoffMs ? { firstMs: contract.backoffMs } : {});
    if (holdsBot) heldUntil.set(taken.botId, now() + pauseMs);
    await queue.giveBack(taken, { pauseMs, isLocal });
  }
  /** As with a job: the next of a flooding bot is released in its turn, and this one has no place meanwhile. */
  async function release(taken: TakenItem): Promise<void> {
    await throttle?.turn(taken.botId, taken.rank > queue.cap);
    await queue.finishInline(taken, sender);
  }

  function begin(taken: TakenItem): Promise<void> {
    const { bot_id: bot, chat_id: chat } = taken.data;
    const takenAt = now();
    const fields = { job: taken.name, job_id: jobIdOf(taken), ...(bot && { bot }), ...(chat && { chat }) };
    const span = { name: `process ${taken.name}`, kind: 'consumer', joins: taken.trace } as const;
    return withLogFields(fields, async () => {
      const isDone = await inSpan(span, () =>
        gate.pass(taken.rank, (withoutSlot) => work(taken, { takenAt, withoutSlot })),
      );
      if (isDone) await release(taken);
    }).catch((error: unknown) =>
      log.warn({ err: error }, 'an inline message was interrupted; the queue sweep enqueues it again'),
    );
  }
  /** Who is at work for long has it for longer; what is not ours any more is found out when it is asked for. */
  function keepAll(): void {
    timer = undefined;
    for (const taken of underWay.keys()) void queue.keepInline(taken).catch(() => undefined);
    watch();
  }
  function watch(): void {
    if (underWay.size > 0) timer ??= setTimeout(keepAll, keepEveryMs).unref();
  }

  /** What a bot may not send now would only be given back. */
  function isHeld(botId: string): boolean {
    const until = heldUntil.get(botId);
    if (until === undefined) return false;
    if (until > now()) return true;
    heldUntil.delete(botId);
    return false;
  }

  const sender: InlineSender = {
    takes: (botId) => isOpen && underWay.size < slots && !isHeld(botId),
    run: (taken) => {
      const done = outside.runInAsyncScope(begin, undefined, taken).finally(() => underWay.delete(taken));
      underWay.set(taken, done);
      watch();
    },
    drop: ({ data }) => settle(deps, data),
    close: async (graceMs) => {
      isOpen = false;
      const late = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([late, Promise.all(underWay.values())]);
      clearTimeout(timer);
    },
  };
  return sender;
}

function settle({ settler }: RunJobDeps, { outbox_id: outboxId }: JobData): void {
  if (outboxId) settler.ended(outboxId);
}

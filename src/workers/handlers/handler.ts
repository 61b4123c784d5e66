import type { JobName, BotJobName, Payload } from '#jobs/catalog.js';
import type { SendPermit } from '#platform/telegram/send-limits.js';
import type { Tenant } from '#tenancy/scope.js';

/** What a handler may know of the run beside its payload. */
export interface Run {
  /** The row that goes when the job has ended; none in a person's retry of a failed job. */
  readonly outboxId: string | undefined;
  /** When it was enqueued, or came in, in ms since 1970; absent or 0: not known. */
  readonly offeredAt?: number;
  /** It may have run before, to any point: a crash, a later try, or a person's retry. */
  readonly startsAgain: boolean;
  /** Does the job still belong to this run? Not when its worker stood still so long that another took it over. */
  isOurs(): Promise<boolean>;
  /** Came with the message: its call to Telegram may leave without asking for one. */
  readonly permit?: SendPermit;
  /** Waits for the outside without a place among the jobs that this process works at. */
  readonly withoutSlot: WithoutSlot;
}

type ContextOf<N extends JobName> = N extends BotJobName ? Tenant : undefined;

export interface Handler<N extends JobName> {
  run(context: ContextOf<N>, payload: Payload<N>, run: Run): Promise<void>;
  /** Called once the job failed for good, before it goes to the failed set. */
  failed?(context: ContextOf<N>, payload: Payload<N>): Promise<void>;
}

/** A handler whose name is not known at compile time; run-job has checked the payload. */
export interface AnyHandler {
  run(context: Tenant | undefined, payload: unknown, run: Run): Promise<void>;
  failed?(context: Tenant | undefined, payload: unknown): Promise<void>;
}

/** Gives the place away while the work waits for the outside, and goes on in front of those who have not begun. */
export type WithoutSlot = <T>(outside: () => Promise<T>) => Promise<T>;

/**
 * Traces, as the rest of the code uses them: a span around a piece of work, and a short text that carries the trace
 * on through queue and outbox. Off until `useTracing` (`open-telemetry.ts`, loaded only when the environment asks for
 * traces); then every call here runs its work as it is.
 */
import type { Telemetry } from 'bullmq';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A piece of work; `server`, `consumer` and `producer` begin a trace when none is there, `client` and `internal` join one. */
export interface NewSpan {
  /** Of few different values: no ids in it. */
  readonly name: string;
  readonly kind: 'client' | 'consumer' | 'internal' | 'producer' | 'server';
  readonly attributes?: Attributes;
  /** What carries the trace that it joins (`carriedTrace`), instead of that of the running code. */
  readonly joins?: string | null | undefined;
}

/** A span under way. */
export interface OpenSpan {
  /** W3C `traceparent`: who continues it joins the trace below this span. */
  readonly carried: string;
  note(attributes: Attributes): void;
  /** Renames it, where its name is known only later. */
  rename(name: string): void;
  /** Marks it as failed, with the error's code and message. */
  fail(error: unknown): void;
  /** Ends it, as failed when there is an error. */
  end(error?: unknown): void;
}

/** Where spans go. */
export interface Tracing {
  open(span: NewSpan): OpenSpan;
  /** Runs `work` with the span as the parent of whatever it opens; ends it with the work. */
  run<T>(span: NewSpan, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** The span of the running code. */
  active(): OpenSpan | undefined;
  /** Id of the running code's trace, 32 hex digits. */
  traceId(): string | undefined;
  /** What BullMQ's workers take. */
  readonly bullmq: Telemetry;
  /** Sends what is left, for at most some seconds. */
  close(): Promise<void>;
}

let tracing: Tracing | undefined;

/** Turns traces on, or off again. */
export function useTracing(opened: Tracing | undefined): void {
  tracing = opened;
}

/** Where spans go, if traces are on. */
export const currentTracing = (): Tracing | undefined => tracing;

/** Runs `work` in a span; without traces, as it is. */
export function inSpan<T>(span: NewSpan, work: (span?: OpenSpan) => Promise<T>): Promise<T> {
  return tracing ? tracing.run(span, work) : work();
}

/** What carries the running code's trace to whoever does what it enqueues; undefined without one. */
export const carriedTrace = (): string | undefined => tracing?.active()?.carried;

/** A BullMQ job's option that makes it part of the carried trace, whoever hands it to BullMQ; {} without one. */
export const joinTrace = (carried: string | null | undefined) =>
  carried ? { telemetry: { metadata: JSON.stringify({ traceparent: carried }), omitContext: true } } : {};

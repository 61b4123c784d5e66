/**
 * OpenTelemetry: where traces go when `OTEL_EXPORTER_OTLP_ENDPOINT` is set. Loaded only then. Spans leave in batches,
 * as OTLP over HTTP in JSON; the exporter, the batches and the resource read the rest of the standard `OTEL_…`
 * variables by themselves.
 */
import os from 'node:os';
import {
  context,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { BullMQOtel } from 'bullmq-otel';
import { SpanKind as JobSpanKind, type Telemetry } from 'bullmq';
import type { TracesEnv } from './env-traces.js';
import { log, scrub } from './log.js';
import { maskSpans } from './mask-spans.js';
import { sampleTraces } from './sample-traces.js';
import type { NewSpan, OpenSpan, Tracing } from './tracing.js';

const kinds: Readonly<Record<NewSpan['kind'], SpanKind>> = {
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
  producer: SpanKind.PRODUCER,
  server: SpanKind.SERVER,
};
const scope = 'remnafleet';
const closeMs = 3_000;
const complainEveryMs = 60_000;

/** Opens the way to the collector; nothing is sent before the first span has ended. */
export function openTelemetry({ traces, roles }: TracesEnv & { readonly roles: readonly string[] }): Tracing {
  tellOfFaults();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'remnafleet',
      'service.instance.id': `${os.hostname()}:${process.pid}`,
      'remnafleet.roles': [...roles],
    }).merge(detectResources({ detectors: [envDetector] })),
    sampler: sampleTraces(traces),
    spanProcessors: [maskSpans, new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer(scope);
  const start = ({ name, kind, attributes = {}, joins }: NewSpan): Span => {
    const above = joins ? propagation.extract(ROOT_CONTEXT, { traceparent: joins }) : context.active();
    return tracer.startSpan(name, { kind: kinds[kind], attributes }, above);
  };
  return {
    open: (span) => shown(start(span)),
    run: async (span, work) => {
      const started = start(span);
      const open = shown(started);
      try {
        const result = await context.with(trace.setSpan(context.active(), started), () => work(open));
        open.end();
        return result;
      } catch (error) {
        open.end(error);
        throw error;
      }
    },
    active: () => {
      const span = trace.getActiveSpan();
      return span && shown(span);
    },
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
    bullmq: workersOnly(new BullMQOtel({ tracerName: scope })),
    close: async () => {
      await atMost(closeMs, provider.shutdown());
      for (const api of [trace, context, propagation, diag]) api.disable();
    },
  };
}

function shown(span: Span): OpenSpan {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    carried: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    note: (attributes) => void span.setAttributes({ ...attributes }),
    rename: (name) => void span.updateName(name),
    fail: (error) => noteError(span, error),
    end: (error) => {
      if (error !== undefined) noteError(span, error);
      span.end();
    },
  };
}

/** The error's code and message; no stack, and no cause, whose text is the outside's. */
function noteError(span: Span, error: unknown): void {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string };
  span.setAttribute('error.type', typeof code === 'string' ? code : (name ?? 'Error'));
  span.setStatus({ code: SpanStatusCode.ERROR, message: scrub(message ?? String(error), 2_000) });
}

/**
 * bullmq-otel, for the spans of jobs only. What BullMQ does between jobs (asking for the next, looking for stalled
 * ones) would fill the collector with traces of one span; and its queues would tie a job to whoever released it rather
 * than to whoever enqueued it, so they are opened without telemetry and the trace rides in the job (`joinTrace`).
 */
function workersOnly(otel: BullMQOtel): Telemetry {
  const { tracer, contextManager } = otel;
  return {
    tracer: {
      startSpan: (name, options, parent) =>
        options?.kind === JobSpanKind.CONSUMER ? tracer.startSpan(name, options, parent as never) : silent,
    },
    contextManager: {
      with: (parent, work) => contextManager.with(parent as never, work),
      active: () => contextManager.active(),
      getMetadata: (parent) => contextManager.getMetadata(parent as never),
      fromMetadata: (active, metadata) => contextManager.fromMetadata(active as never, metadata),
      root: () => ROOT_CONTEXT,
    },
  };
}

type BullSpan = ReturnType<Telemetry['tracer']['startSpan']>;
const nothing = (): void => undefined;
const silent: BullSpan = {
  setSpanOnContext: (parent: unknown) => parent,
  setAttribute: nothing,
  setAttributes: nothing,
  addEvent: nothing,
  recordException: nothing,
  end: nothing,
};

/** A collector that is away costs traces, never work: one line a minute says so. */
function tellOfFaults(): void {
  let saidAt = -Infinity;
  const complain = (message: string): void => {
    if (performance.now() - saidAt < complainEveryMs) return;
    saidAt = performance.now();
    log.warn(
      { reason: scrub(message, 500) },
      'traces cannot be sent and are dropped; check OTEL_EXPORTER_OTLP_ENDPOINT and its collector',
    );
  };
  const quiet = { info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(
    { ...quiet, error: complain, warn: complain },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(nothing), late]);
  clearTimeout(timer);
}

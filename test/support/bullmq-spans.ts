import { SpanKind, type Telemetry } from 'bullmq';

const nothing = () => undefined;
const silent = {
  setSpanOnContext: (at: unknown) => at,
  setAttribute: nothing,
  setAttributes: nothing,
  addEvent: nothing,
  recordException: nothing,
  end: nothing,
};

/** Telemetry for a worker that notes the spans of jobs that are opened, and the metadata that they are joined to. */
export function noteSpans() {
  const opened: string[] = [];
  const joined: string[] = [];
  const telemetry = {
    tracer: {
      startSpan: (name: string, options?: { kind?: SpanKind }) => {
        if (options?.kind === SpanKind.CONSUMER) opened.push(name);
        return silent;
      },
    },
    contextManager: {
      with: (_: unknown, work: () => unknown) => work(),
      active: () => ({}),
      getMetadata: () => '',
      fromMetadata: (active: unknown, metadata: string) => {
        joined.push(metadata);
        return active;
      },
    },
  } as unknown as Telemetry;
  return { opened, joined, telemetry };
}

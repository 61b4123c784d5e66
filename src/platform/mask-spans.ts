import type { AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { scrub } from './log.js';

/** Most characters of a text in a span. */
const longest = 2_000;

type Attributes = Record<string, AttributeValue | undefined>;

function maskAttributes(attributes: Attributes | undefined): void {
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (attributes && typeof value === 'string') attributes[name] = scrub(value, longest);
}

/** Comes before the exporter: no text of a span leaves with a bot token, an API token or a password in it. */
export const maskSpans: SpanProcessor = {
  onStart: () => undefined,
  onEnd: (span: ReadableSpan) => {
    maskAttributes(span.attributes);
    for (const event of span.events) maskAttributes(event.attributes);
    if (span.status.message) span.status.message = scrub(span.status.message, longest);
  },
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

import { SpanKind, trace, TraceFlags, type Context } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace-base';
import type { TracesEnv } from './env-traces.js';

/**
 * Which spans are kept: `OTEL_TRACES_SAMPLER` says of how many traces, and a trace begins only with something that came
 * in: a request, an update, a job. What a process does by itself (a poll, a look at the directory) begins none.
 */
export function sampleTraces({ sampler, ratio }: TracesEnv['traces']): Sampler {
  const chosen = samplers[sampler](ratio);
  return {
    shouldSample: (...asked: Parameters<Sampler['shouldSample']>) => {
      const [parent, , , kind] = asked;
      if (!isOfTrace(parent, kind)) return { decision: SamplingDecision.NOT_RECORD };
      return chosen.shouldSample(...asked);
    },
    toString: () => chosen.toString(),
  };
}

const begins: readonly SpanKind[] = [SpanKind.CONSUMER, SpanKind.PRODUCER, SpanKind.SERVER];

function isOfTrace(parent: Context, kind: SpanKind): boolean {
  const above = trace.getSpanContext(parent);
  if (!above) return begins.includes(kind);
  return above.isRemote === true || (above.traceFlags & TraceFlags.SAMPLED) !== 0;
}

const ofRatio = (ratio: number): Sampler => new TraceIdRatioBasedSampler(ratio);
const byParent = (root: Sampler): Sampler => new ParentBasedSampler({ root });

const samplers: Readonly<Record<TracesEnv['traces']['sampler'], (ratio: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: ofRatio,
  parentbased_always_on: () => byParent(new AlwaysOnSampler()),
  parentbased_always_off: () => byParent(new AlwaysOffSampler()),
  parentbased_traceidratio: (ratio) => byParent(ofRatio(ratio)),
};

import { z } from 'zod';
import { webUrl } from './env-kinds.js';
import { envPart } from './env-part.js';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const shareCure = 'must be a share from 0 to 1, such as 0.01';

/** What is done with traces. */
export interface TracesEnv {
  readonly traces: {
    /** Is there a collector to send them to? */
    readonly isOn: boolean;
    readonly sampler: (typeof samplers)[number];
    /** Share of the traces that a ratio sampler keeps, 0 to 1. */
    readonly ratio: number;
  };
}

/** Where traces go and which are kept, under OpenTelemetry's own names; its exporter reads the rest of them itself. */
export const tracesEnv = envPart({
  variables: {
    OTEL_EXPORTER_OTLP_ENDPOINT: webUrl('a collector takes OTLP over HTTP at http://host:4318').optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webUrl(
      'a collector takes traces at http://host:4318/v1/traces',
    ).optional(),
    OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
    OTEL_SDK_DISABLED: z.enum(['true', 'false'], 'must be true or false').default('false'),
    OTEL_SERVICE_NAME: z.string().default('remnafleet'),
    OTEL_TRACES_SAMPLER: z
      .enum(samplers, `must be one of ${samplers.join(', ')}`)
      .default('parentbased_always_on'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number(shareCure).min(0, shareCure).max(1, shareCure).default(1),
  },
  read: (values): TracesEnv => ({
    traces: {
      isOn:
        values.OTEL_SDK_DISABLED === 'false' &&
        Boolean(values.OTEL_EXPORTER_OTLP_ENDPOINT ?? values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT),
      sampler: values.OTEL_TRACES_SAMPLER,
      ratio: values.OTEL_TRACES_SAMPLER_ARG,
    },
  }),
});

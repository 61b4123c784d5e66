import { place, wholeBetween, type EnvPlace } from '#platform/env-kinds.js';
import { EnvError, envPart } from '#platform/env-part.js';

interface IngressEnv {
  readonly port: number;
  /** Where /metrics and the whole of /health/ready are shown; undefined: on `port`, to who has an operator's token. */
  readonly metricsPlace: EnvPlace | undefined;
  /** How many proxies of ours stand between a client and `port`, each adding to X-Forwarded-For. */
  readonly trustedProxyHops: number;
  /** Requests to the admin API that one token may make in a minute; the master token ten times as many. */
  readonly apiRequestsPerMinute: number;
}

/** Where the process listens, and how much it takes from one client. */
export const ingressEnv = envPart({
  variables: {
    PORT: wholeBetween(0, 65_535).default(8080),
    METRICS_PORT: place.optional(),
    TRUSTED_PROXY_HOPS: wholeBetween(0, 10).default(0),
    API_REQUESTS_PER_MINUTE: wholeBetween(1, 1_000_000).default(600),
  },
  read: ({ PORT: port, METRICS_PORT: metricsPlace, ...values }): IngressEnv => {
    if (metricsPlace?.port === port && port !== 0)
      throw new EnvError('METRICS_PORT must be another port than PORT: what it shows is not for everybody');
    return {
      port,
      metricsPlace,
      trustedProxyHops: values.TRUSTED_PROXY_HOPS,
      apiRequestsPerMinute: values.API_REQUESTS_PER_MINUTE,
    };
  },
});

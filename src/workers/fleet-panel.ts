import { RetryableError } from '#platform/errors.js';
import { metrics } from '#platform/metrics.js';
import { openPanel, type OpenPanel } from '#panels/open-panel.js';
import { standardPace } from '#panels/call-limits.js';
import type { WorkerPlace } from './worker-deps.js';

const unnamedPauseMs = 60_000;

/** The way to the fleet's panel. Throws RetryableError `panel.not_configured` while the environment names none. */
export type FleetPanel = () => OpenPanel;

/** Opens it; nothing is called before it is used. */
export function openFleetPanel({ env, jobs }: Pick<WorkerPlace, 'env' | 'jobs'>): FleetPanel {
  const { panel: place } = env;
  if (!place)
    return () => {
      throw new RetryableError('panel.not_configured', { retryAfterMs: unnamedPauseMs });
    };
  const { callsPerSecond, concurrency } = place;
  const panel = openPanel({
    address: place,
    redis: jobs.redis,
    prefix: jobs.prefix,
    pace: { ...standardPace, callsPerSecond, concurrency },
    observer: {
      called: (measure) => metrics.panelCalled(measure),
      breakerIs: (state, hasOpened) => metrics.panelBreakerIs(state, hasOpened),
    },
  });
  return () => panel;
}

import { relayOutbox } from '#jobs/relay-outbox.js';
import { log } from '#platform/log.js';
import { beatFleet } from '#services/stores/beat-fleet.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** The shortest time between two beats, in ms. */
const beatEveryMs = 9_000;

/**
 * Hands over pending jobs that a crash or an emptied Redis left behind, unless one of the stores turns out to be older than
 * the other.
 */
export function relayOutboxHandler({ jobs, vault }: WorkerDeps): Handler<'fleet.relay-outbox'> {
  let beatAt = -Infinity;
  async function mayGoOn(): Promise<boolean> {
    if (performance.now() - beatAt < beatEveryMs) return true;
    if (!(await beatFleet(jobs, vault))) return false;
    beatAt = performance.now();
    return true;
  }
  return {
    run: async () => {
      if (!(await mayGoOn())) return;
      const relayed = await relayOutbox(jobs);
      if (relayed) log.info({ relayed }, 'pending outbox jobs were enqueued again');
    },
  };
}

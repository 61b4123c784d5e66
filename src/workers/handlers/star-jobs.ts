import { enqueueStarSweeps, sweepStars } from '#services/payments/sweep-stars.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Finds bots that sell for Stars. */
export const sweepFleetStarsHandler = (): Handler<'fleet.sweep-stars'> => ({ run: enqueueStarSweeps });

/** Looks at what came in and went out in Stars in one bot. */
export const sweepStarsHandler = (deps: WorkerDeps): Handler<'payments.sweep-stars'> => ({
  run: async (tenant) => {
    const settings = (await deps.snapshots.read(tenant))?.settings;
    if (settings) await sweepStars(tenant, { means: gatewayMeansOf(deps), values: settings.values });
  },
});

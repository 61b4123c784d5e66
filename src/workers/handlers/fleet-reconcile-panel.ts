import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { watchSquads } from '#services/reconcile/watch-squads.js';
import type { FleetPanel } from '../fleet-panel.js';
import type { Handler } from './handler.js';

/** Of 500 accounts each: a panel of 100,000 accounts takes ten minutes. */
const pagesATick = 20;
const everyMs = 30 * 60_000;

/** Looks which squads the panel has, and compares it with our rows, page by page. While the panel is away nothing is done; the next tick goes on. */
export const reconcilePanelHandler = (panel: FleetPanel): Handler<'fleet.reconcile-panel'> => ({
  run: async () => {
    try {
      await watchSquads(panel());
      await walkPanel({ panel: panel(), pages: pagesATick, everyMs });
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      log.debug({ code: error.code }, 'the panel cannot be compared now; the next run continues');
    }
  },
});

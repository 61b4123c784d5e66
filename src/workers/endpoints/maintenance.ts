import type { maintenanceEndpoints } from '#api/maintenance.js';
import { readMaintenance } from '#services/maintenance/read-maintenance.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { HandlersOf } from './handler.js';
import { refuse } from './refuse.js';

/** Times in which a bot serves its admins alone. */
export const maintenanceHandlers = (): HandlersOf<typeof maintenanceEndpoints> => ({
  'maintenance.get': async (tenant, tx) => {
    const { settings } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
    const { byHand, automatic, waiting } = await readMaintenance(tenant, tx);
    const { maintenance_reason: reason } = settings.values;
    return {
      is_on: byHand !== undefined || automatic !== undefined,
      by_hand: byHand ? { since: byHand.since?.toISOString() ?? null, reason: { ...reason } } : null,
      automatic: automatic ? { since: automatic.since.toISOString(), reason: automatic.reason } : null,
      waiting_count: waiting,
    };
  },
});

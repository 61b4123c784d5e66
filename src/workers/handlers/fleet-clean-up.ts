import { log } from '#platform/log.js';
import { asFleet } from '#tenancy/scope.js';
import type { Handler } from './index.js';

const batch = 5_000;

const oldUpdates = `
  delete from processed_updates where ctid = any(array(
    select ctid from processed_updates where processed_at < now() - interval '48 hours' limit $1))
  returning 1`;
const oldRequests = `
  delete from admin_requests where ctid = any(array(
    select ctid from admin_requests where created_at < now() - interval '48 hours' limit $1))
  returning 1`;
const oldFleetRequests = `
  delete from fleet_admin_requests where ctid = any(array(
    select ctid from fleet_admin_requests where created_at < now() - interval '48 hours' limit $1))
  returning 1`;

/**
 * Removes after two days the marks of updates (Telegram keeps an undelivered update for one) and of admin requests
 * (their Idempotency-Keys hold that long).
 */
export const cleanUpHandler = (): Handler<'fleet.clean-up'> => ({
  run: async () => {
    const updates = await removeAll(oldUpdates);
    if (updates) log.info({ removed: updates }, 'old marks of updates removed');
    const requests = (await removeAll(oldRequests)) + (await removeAll(oldFleetRequests));
    if (requests) log.info({ removed: requests }, 'old admin requests forgotten');
  },
});

async function removeAll(statement: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await asFleet('remove old marks', (tx) => tx.sql(statement, [batch]));
    removed += rows.length;
    if (rows.length < batch) return removed;
  }
}

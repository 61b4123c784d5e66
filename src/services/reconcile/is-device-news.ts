import type { SeenDevice } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const read = 'select panel_devices from subscriptions where bot_id = $1 and id = $2';

/**
 * Does an event tell of a device what we do not know? What we removed ourselves is gone from our list already. `device`:
 * its key; undefined: it was not told.
 */
export async function isDeviceNews(
  tenant: Tenant,
  tx: Tx,
  {
    subscriptionId,
    device,
    isThere,
  }: { readonly subscriptionId: string; readonly device: string | undefined; readonly isThere: boolean },
): Promise<boolean> {
  const [row] = await tx.sql<{ panel_devices: readonly SeenDevice[] | null }>(read, [
    tenant.botId,
    subscriptionId,
  ]);
  if (!row?.panel_devices || device === undefined) return true;
  return row.panel_devices.some(({ key }) => key === device) !== isThere;
}

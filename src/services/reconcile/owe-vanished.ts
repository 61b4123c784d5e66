import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweChange } from '../owe-panel.js';

const find = `
  select id::text from subscriptions
  where bot_id = $1 and panel_username = $2 and removal_wanted_at is null and status = 'active'
    and ends_at > clock_timestamp()`;

/** Somebody removed an account on the panel: it is made again while its subscription lives. */
export async function oweVanished(
  tenant: Tenant,
  tx: Tx,
  { username }: { readonly username: string },
): Promise<void> {
  const [row] = await tx.sql<{ id: string }>(find, [tenant.botId, username]);
  if (row) await oweChange(tenant, tx, row.id);
}

import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweMend } from '../provision/owe-mend.js';

const find = `
  select id::text from subscriptions
  where bot_id = $1 and panel_username = $2 and removal_wanted_at is null and status = 'active'
    and ends_at > now()
    and (panel_user_id = $3::bigint or panel_user_uuid = $4::uuid)`;

/**
 * Somebody removed an account on the panel: it is made again while its subscription lives. That of an older account of the
 * same name is no news.
 */
export async function syncVanished(
  tenant: Tenant,
  tx: Tx,
  { username, id, uuid }: Pick<AccountFacts, 'id' | 'username' | 'uuid'>,
): Promise<void> {
  const [row] = await tx.sql<{ id: string }>(find, [tenant.botId, username, id, uuid]);
  if (row) await oweMend(tenant, tx, { subscriptionId: row.id, differs: ['account'] });
}

import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countAccount } from '../billing/count-account.js';
import { oweMend } from '../provision/owe-mend.js';

const find = `
  select id::text, removal_wanted_at is null and status = 'active' and ends_at > now()
    and (panel_user_id = $3::bigint or panel_user_uuid = $4::uuid) as is_missed
  from subscriptions where bot_id = $1 and panel_username = $2`;

/**
 * Somebody removed an account on the panel: it is made again while its subscription lives, and what it had consumed is
 * counted. That of an older account of the same name is no news.
 */
export async function syncVanished(tenant: Tenant, tx: Tx, account: AccountFacts): Promise<void> {
  const { username, id, uuid } = account;
  const [row] = await tx.sql<{ id: string; is_missed: boolean | null }>(find, [
    tenant.botId,
    username,
    id,
    uuid,
  ]);
  if (!row) return;
  await countAccount(tenant, tx, { subscriptionId: row.id, counters: account });
  if (row.is_missed) await oweMend(tenant, tx, { subscriptionId: row.id, differs: ['account'] });
}

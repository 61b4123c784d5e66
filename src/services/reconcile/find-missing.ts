import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { oweMend } from '../provision/owe-mend.js';

const atOnce = 200;

const unseen = `
  select id::text from subscriptions
  where bot_id = $1 and panel_username is not null and removal_wanted_at is null and panel_seen_at < $2
    and provisioned_at < $2 and status = 'active' and ends_at > now()
  order by panel_seen_at, subscriptions.id limit $3`;

/**
 * Requests a sync of the living subscriptions whose accounts a walk over all of them did not find, so that accounts that
 * vanished are made again. Nothing of ours is ended for it. Returns whether there may be more.
 */
export async function findMissing(
  tenant: Tenant,
  tx: Tx,
  { since }: { readonly since: string },
): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(unseen, [tenant.botId, since, atOnce]);
  for (const { id } of rows) await oweMend(tenant, tx, { subscriptionId: id, differs: ['account'] });
  if (rows.length > 0)
    log.warn({ count: rows.length }, 'accounts are missing on the panel; they are created again');
  metrics.panelCompared('missing', rows.length);
  return rows.length === atOnce;
}

import type { Tenant, Tx } from '#tenancy/scope.js';
import { requestSync } from '../provision/request-sync.js';

const lockAll = `
  select id from subscriptions where bot_id = $1 and id = any($2::bigint[])
  order by subscriptions.id for no key update`;
const sumUp = `
  with tried as (
    select s.id, array(select distinct squad from personal_offers o, unnest(o.squads) as squad
      where o.bot_id = $1 and o.subscription_id = s.id and o.ended_at is null order by squad) as squads
    from subscriptions s where s.bot_id = $1 and s.id = any($2::bigint[]))
  update subscriptions s set test_squads = tried.squads from tried
  where s.bot_id = $1 and s.id = tried.id and s.test_squads <> tried.squads
  returning s.id::text, s.removal_wanted_at is null as is_kept`;

/**
 * Writes what is tried with some subscriptions, by the offers that were taken and have not ended, and has the panel follow where that has
 * changed. What a subscription has by itself is not touched, so nothing but what was tried goes at the end.
 */
export async function writeTestSquads(
  tenant: Tenant,
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<void> {
  if (subscriptionIds.length === 0) return;
  const place = [tenant.botId, subscriptionIds];
  await tx.sql(lockAll, place);
  const changed = await tx.sql<{ id: string; is_kept: boolean }>(sumUp, place);
  for (const { id, is_kept: isKept } of changed) if (isKept) await requestSync(tenant, tx, id);
}

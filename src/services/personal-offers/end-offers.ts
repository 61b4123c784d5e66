import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeTestSquads } from './test-squads.js';

/** Offers of one transaction. */
const page = 100;

// Somebody takes it just now, or takes it back: then it is looked at again.
const lockDue = `
  select id::text, subscription_id::text from personal_offers where bot_id = $1 and due_at <= $2
  order by due_at limit $3 for no key update skip locked`;
const endAll = `
  update personal_offers set ended_at = due_at, end_reason = 'over', due_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = any($2::bigint[])`;

/**
 * Ends what a bot's people did not take in time, and what they try once its time is over: then the servers go that they have only by it.
 * A page a transaction; doing it twice, in parallel or again after a crash changes nothing more.
 */
export async function endDueOffers(tenant: Tenant): Promise<void> {
  while ((await tenant.db((tx) => endDuePage(tenant, tx))) === page);
}

/** A page of it, in the open transaction. Returns how many offers ended. */
export async function endDuePage(tenant: Tenant, tx: Tx): Promise<number> {
  const rows = await tx.sql<{ id: string; subscription_id: string | null }>(lockDue, [
    ...[tenant.botId, new Date(now()), page],
  ]);
  if (rows.length === 0) return 0;
  await tx.sql(endAll, [tenant.botId, rows.map(({ id }) => id)]);
  const tried = rows.flatMap(({ subscription_id: id }) => (id === null ? [] : [id]));
  await writeTestSquads(tenant, tx, [...new Set(tried)]);
  return rows.length;
}

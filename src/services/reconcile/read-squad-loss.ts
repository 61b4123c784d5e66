import type { Tenant, Tx } from '#tenancy/scope.js';

/** What a bot loses with squads that the panel removed. */
export interface SquadLoss {
  /** Running subscriptions that have or had them. */
  readonly subscriptions: number;
  /** Names of the plans that give them. */
  readonly plans: readonly string[];
}

const count = `
  select count(*)::int as count from subscriptions
  where bot_id = $1 and status = 'active' and removal_wanted_at is null and ends_at > now()
    and (squads && $2::uuid[] or panel_taken -> 'squads' ?| $2::text[])`;
const plans = `
  select name from bot_plans where bot_id = $1 and squads && $2::uuid[] order by sort_order, id limit 20`;

/** Counts it, for the words to the admins. */
export async function readSquadLoss(tenant: Tenant, tx: Tx, uuids: readonly string[]): Promise<SquadLoss> {
  const place = [tenant.botId, uuids];
  const [row] = await tx.sql<{ count: number }>(count, place);
  const named = await tx.sql<{ name: string }>(plans, place);
  return { subscriptions: row?.count ?? 0, plans: named.map(({ name }) => name) };
}

import { botBounds } from '#platform/bounds.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

// The list of plans is changed by one at a time: the bot's row stands for the list.
const lockList = 'select id from bots where id = $1 for no key update';
const readOrder = 'select id::text from bot_plans where bot_id = $1 order by sort_order, bot_plans.id';
const findEnd = `
  select count(*)::int as count, least(coalesce(max(sort_order), 0)::bigint + 1, 2147483647)::int as next from bot_plans where bot_id = $1`;
const writeOrder = `
  update bot_plans as plan set sort_order = place, updated_at = now()
  from unnest($2::bigint[]) with ordinality as wish (id, place)
  where plan.bot_id = $1 and plan.id = wish.id and plan.sort_order <> place`;
const anyUse = `
  (select 1 from subscriptions where bot_id = $1 and plan_id = $2 limit 1)
  union all (select 1 from promocodes where bot_id = $1 and plan_id = $2 and deleted_at is null limit 1)`;

/** The ids of a bot's plans in their order. */
export async function listPlanIds({ botId }: Tenant, tx: Tx): Promise<string[]> {
  return (await tx.sql<{ id: string }>(readOrder, [botId])).map(({ id }) => id);
}

/** The same, after which nobody else adds or sorts plans until the end of the transaction. */
export async function lockPlanIds(tenant: Tenant, tx: Tx): Promise<string[]> {
  await tx.sql(lockList, [tenant.botId]);
  return listPlanIds(tenant, tx);
}

/** The place behind the last plan, held until the end of the transaction. Throws PermanentError('plan.too_many'). */
export async function reserveLastPlace(tenant: Tenant, tx: Tx): Promise<number> {
  await tx.sql(lockList, [tenant.botId]);
  const [end] = await tx.sql<{ count: number; next: number }>(findEnd, [tenant.botId]);
  if ((end?.count ?? 0) >= botBounds.plans) throw new PermanentError('plan.too_many');
  return end?.next ?? 1;
}

/**
 * Sorts the plans; `ids` must be those of `current`, as `lockPlanIds` gave it, each once.
 * Throws PermanentError('plan.order_incomplete').
 */
export async function sortPlans(
  { botId }: Tenant,
  tx: Tx,
  { ids, current }: { readonly ids: readonly string[]; readonly current: readonly string[] },
): Promise<void> {
  const wished = new Set(ids);
  const isWhole =
    ids.length === current.length && wished.size === ids.length && current.every((id) => wished.has(id));
  if (!isWhole) throw new PermanentError('plan.order_incomplete');
  await tx.sql(writeOrder, [botId, ids]);
}

/** Was a subscription ever bought by the plan, or does a promo code that is not deleted give it? Hold the plan's row `for update`: then none can be meanwhile. */
export async function isPlanUsed({ botId }: Tenant, tx: Tx, planId: string): Promise<boolean> {
  return (await tx.sql(anyUse, [botId, planId])).length > 0;
}

import { isRowId } from '#platform/row-id.js';
import type { PlanAudience } from '#models/bot-plan.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { listedText } from '../access/find-listing.js';
import { discountsText, toDiscounts, type Discount, type DiscountJson } from '../discounts/read-discounts.js';
import { groupIdsText, groupText, type DiscountGroup } from '../discounts/read-group.js';

/** The buyer. */
export interface Buyer {
  readonly id: string;
  readonly status: 'active' | 'blocked' | 'deleted';
  readonly balanceToman: number;
  readonly hasHadTrial: boolean;
  readonly hasPaid: boolean;
  /** Have they ever had a subscription, bought or given, also one that is removed by now? Absent: no. */
  readonly hasHadSubscription?: boolean;
  /** What they were given off their next plan and have not used; absent: nothing. */
  readonly discounts?: readonly Discount[];
  /** The group that they pay less with; absent or null: none. */
  readonly group?: DiscountGroup | null;
  /** The numbers of all groups that they are in; absent: none. */
  readonly groupIds?: readonly string[];
  /** Are they on the bot's black list, and do not run it? It counts where the bot heeds that (`blacklist_enabled`); absent: no. */
  readonly isListed?: boolean;
}

/** A plan on sale. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly periodDays: number;
  readonly priceToman: number;
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  readonly squads: readonly string[];
  /** Who may buy it; absent: all. */
  readonly audience?: PlanAudience;
  /** The groups whose people may, where they alone may. */
  readonly groupIds?: readonly string[];
  /** What its link carries; null or absent: it has had none. */
  readonly linkCode?: string | null;
}

interface BuyerRow {
  readonly id: string;
  readonly status: Buyer['status'];
  readonly balance: string;
  readonly has_had_trial: boolean;
  readonly has_paid: boolean;
  readonly has_had_subscription: boolean;
  readonly discounts: readonly DiscountJson[] | null;
  readonly discount_group: DiscountGroup | null;
  readonly group_ids: readonly string[] | null;
  readonly is_listed: boolean;
}

const readBuyerText = `
  select id::text, status, balance_toman::text as balance, has_paid, has_had_trial or exists (
      select from subscriptions where bot_id = $1 and user_id = users.id and is_trial) as has_had_trial,
    exists (select from subscriptions where bot_id = $1 and user_id = users.id and status <> 'pending' and not was_never_made)
      as has_had_subscription, ${discountsText('users.id')} as discounts,
    ${groupText('users.id')} as discount_group, ${groupIdsText('users.id')} as group_ids, ${listedText('users')} as is_listed
  from users where bot_id = $1 and id = $2`;
const lockBuyerText = `${readBuyerText} for no key update`;

const plans = `
  select id::text, name, period_days as "periodDays", price_toman::text as price, traffic_limit_gb as "trafficLimitGb",
    device_limit as "deviceLimit", squads, audience, group_ids::text[] as "groupIds", link_code as "linkCode"
  from bot_plans`;
// Whoever deletes the plan waits until the sale is done, or is done first.
const planById = `${plans} where bot_id = $1 and is_active and id = $2 for key share`;
const planByLink = 'select id::text from bot_plans where bot_id = $1 and is_active and link_code = $2';
const planOfSubscription = `${plans} where bot_id = $1 and id = $2`;

type PlanRow = Omit<Plan, 'priceToman'> & { readonly price: string };

const toPlan = ({ price, ...plan }: PlanRow): Plan => ({ ...plan, priceToman: Number(price) });

/** The buyer; `isLocked`: nobody else buys, pays or is credited in this wallet until the transaction's end. */
export async function readBuyer(
  tenant: Tenant,
  tx: Tx,
  { userId, isLocked }: { readonly userId: string; readonly isLocked: boolean },
): Promise<Buyer | undefined> {
  const [row] = await tx.sql<BuyerRow>(isLocked ? lockBuyerText : readBuyerText, [tenant.botId, userId]);
  if (!row) return undefined;
  const { id, status } = row;
  const isOld = {
    hasHadTrial: row.has_had_trial,
    hasPaid: row.has_paid,
    hasHadSubscription: row.has_had_subscription,
  };
  const balanceToman = Number(row.balance);
  const less = {
    discounts: toDiscounts(row.discounts),
    group: row.discount_group,
    groupIds: row.group_ids ?? [],
    isListed: row.is_listed,
  };
  return { id, status, balanceToman, ...isOld, ...less };
}

/** A plan on sale, or undefined when there is none of that id; it is not deleted before the transaction's end. */
export async function readPlan(tenant: Tenant, tx: Tx, planId: string): Promise<Plan | undefined> {
  if (!isRowId(planId)) return undefined;
  const [row] = await tx.sql<PlanRow>(planById, [tenant.botId, planId]);
  return row && toPlan(row);
}

/** The number of the plan on sale that a link of that code opens; undefined: of none. */
export async function findPlanByLink({ botId }: Tenant, tx: Tx, code: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>(planByLink, [botId, code]);
  return row?.id;
}

/** The plan of a subscription, also when it is off sale by now. */
export async function readPlanOf(tenant: Tenant, tx: Tx, planId: string): Promise<Plan | undefined> {
  const [row] = await tx.sql<PlanRow>(planOfSubscription, [tenant.botId, planId]);
  return row && toPlan(row);
}

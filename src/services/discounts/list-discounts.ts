import type { Tenant, Tx } from '#tenancy/scope.js';
import type { AppliesTo } from './read-discounts.js';

/** A discount that a person has or had. */
export interface GivenDiscount {
  readonly id: string;
  /** Why it was given. */
  readonly kind: string;
  readonly percent: number | null;
  readonly amountToman: number | null;
  readonly appliesTo: AppliesTo;
  readonly planIds: readonly string[] | null;
  readonly validUntil: Date;
  readonly usedAt: Date | null;
  /** Order whose sale used it. */
  readonly orderId: string | null;
  readonly createdAt: Date;
}

const columns = `id::text, kind, percent, amount_toman::float8 as "amountToman", applies_to as "appliesTo",
  plan_ids::text[] as "planIds", valid_until as "validUntil", used_at as "usedAt", used_order_id::text as "orderId",
  created_at as "createdAt"`;
const ofPerson = `
  select ${columns} from discount_offers where bot_id = $1 and user_id = $2
  order by discount_offers.id desc limit 200`;
const byIds = `select ${columns} from discount_offers where bot_id = $1 and id = any($2::bigint[])`;

/** What a person has and had off, newest first, 200 at most. */
export const listDiscounts = ({ botId }: Tenant, tx: Tx, userId: string): Promise<GivenDiscount[]> =>
  tx.sql<GivenDiscount>(ofPerson, [botId, userId]);

/** Some discounts by their numbers; those that are forgotten are left out. */
export const findDiscounts = async (
  { botId }: Tenant,
  tx: Tx,
  discountIds: readonly string[],
): Promise<GivenDiscount[]> =>
  discountIds.length === 0 ? [] : tx.sql<GivenDiscount>(byIds, [botId, discountIds]);

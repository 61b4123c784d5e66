import type { Tenant, Tx } from '#tenancy/scope.js';

/** What a discount comes off: what begins, what goes on or is taken up again, or both. */
export type AppliesTo = 'any' | 'purchase' | 'renewal';

/** How much a discount is: percent (1 to 100) of a price, or a sum in toman. */
export type DiscountSize =
  | { readonly percent: number; readonly amountToman: null }
  | { readonly percent: null; readonly amountToman: number };

/** A discount that a person was given and has not used. */
export type Discount = DiscountSize & {
  readonly id: string;
  readonly appliesTo: AppliesTo;
  /** Plans that it is for, by their numbers; null: all, and the simple offer. */
  readonly planIds: readonly string[] | null;
  readonly validUntil: Date;
};

/** The same as statements of other files have it in JSON. */
export type DiscountJson = DiscountSize &
  Pick<Discount, 'appliesTo' | 'id' | 'planIds'> & { readonly validUntil: string };

const columns = `id::text, percent, amount_toman::float8 as "amountToman", applies_to as "appliesTo",
    plan_ids::text[] as "planIds", valid_until as "validUntil"`;
const readAll = `select ${columns} from discount_offers where bot_id = $1 and user_id = $2 and used_at is null`;
const readOne = `select ${columns} from discount_offers where bot_id = $1 and id = $2 and used_at is null`;

/** The discounts of the person `user`, an expression, in the bot $1: a column of `DiscountJson[] | null`. */
export const discountsText = (user: string): string => `
    (select jsonb_agg(jsonb_build_object('id', id::text, 'percent', percent, 'amountToman', amount_toman,
        'appliesTo', applies_to, 'planIds', plan_ids::text[], 'validUntil', valid_until))
      from discount_offers where bot_id = $1 and user_id = ${user} and used_at is null)`;

/** Takes them in; null: nothing. */
export const toDiscounts = (rows: readonly DiscountJson[] | null): Discount[] =>
  (rows ?? []).map(({ validUntil, ...row }) => ({ ...row, validUntil: new Date(validUntil) }));

/** The discounts that a person has not used, those that have ended too. */
export const readDiscounts = ({ botId }: Tenant, tx: Tx, userId: string): Promise<Discount[]> =>
  tx.sql<Discount>(readAll, [botId, userId]);

/** A discount by its number, unless it was used. */
export async function readDiscount(
  { botId }: Tenant,
  tx: Tx,
  discountId: string,
): Promise<Discount | undefined> {
  const [row] = await tx.sql<Discount>(readOne, [botId, discountId]);
  return row;
}

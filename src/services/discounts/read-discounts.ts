import type { Tenant, Tx } from '#tenancy/scope.js';

/** A discount that a person was given and has not used. */
export interface Discount {
  readonly id: string;
  readonly percent: number;
  readonly validUntil: Date;
}

/** The same as statements of other files have it in JSON. */
export interface DiscountJson extends Omit<Discount, 'validUntil'> {
  readonly validUntil: string;
}

const readAll = `
  select id::text, percent, valid_until as "validUntil" from discount_offers
  where bot_id = $1 and user_id = $2 and used_at is null`;
const readOne = `
  select id::text, percent, valid_until as "validUntil" from discount_offers
  where bot_id = $1 and id = $2 and used_at is null`;

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

/** The greatest discount that holds at an instant; of equal ones, that which ends first. Undefined: none does. */
export function bestDiscount(discounts: readonly Discount[], at: Date): Discount | undefined {
  const [best] = discounts
    .filter(({ validUntil }) => validUntil.getTime() > at.getTime())
    .sort(
      (left, right) => right.percent - left.percent || left.validUntil.getTime() - right.validUntil.getTime(),
    );
  return best;
}

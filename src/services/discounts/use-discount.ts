import type { Tenant, Tx } from '#tenancy/scope.js';

interface Use {
  readonly discountId: string;
  readonly orderId: string;
  readonly at: Date;
}

const markUsed = `
  update discount_offers set used_at = $4, used_order_id = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and used_at is null
  returning id`;
// Who could not have what they bought has the rest of the time again, from now on.
const giveBack = `
  update discount_offers set valid_until = greatest(valid_until, $3::timestamptz + (valid_until - used_at)),
    used_at = null, used_order_id = null, updated_at = clock_timestamp()
  where bot_id = $1 and used_order_id = $2`;

/**
 * Uses a discount for a sale, in its transaction, in which the buyer is locked. False: it was used before, so that the sale
 * must not be made at its price.
 */
export async function useDiscount(
  { botId }: Tenant,
  tx: Tx,
  { discountId, orderId, at }: Use,
): Promise<boolean> {
  return (await tx.sql(markUsed, [botId, discountId, orderId, at])).length > 0;
}

/** The sale of an order is taken back: its discount can be used again, for as long as was left of it. */
export async function returnDiscount(
  { botId }: Tenant,
  tx: Tx,
  { orderId, at }: { readonly orderId: string; readonly at: Date },
): Promise<void> {
  await tx.sql(giveBack, [botId, orderId, at]);
}

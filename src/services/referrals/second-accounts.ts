import type { Tenant, Tx } from '#tenancy/scope.js';
import type { RewardedPayment } from './book-reward.js';

/**
 * SQL on the rows `payer` and `inviter` of `users`: are they one person, as far as that is known? They gave the same e-mail for
 * receipts.
 */
export const isSamePersonText = `coalesce(lower(payer.email) = lower(inviter.email), false)`;

/** A card as gateways tell of it: its first six digits and its last four. */
const maskedCard = String.raw`^\d{6}[*Xx]+\d{4}$`;
// Payments of all tables are numbered together.
const findCard = `
  select note as card from gateway_payments where bot_id = $1 and id = $2 and note ~ $3
  union all select note from zarinpal_payments where bot_id = $1 and id = $2 and note ~ $3
  union all select note from card_to_card_payments where bot_id = $1 and id = $2 and note ~ $3`;
const findPaidBy = `
  select from gateway_payments where bot_id = $1 and user_id = $2 and note = $3 and transaction_id is not null
  union all select from zarinpal_payments where bot_id = $1 and user_id = $2 and note = $3 and transaction_id is not null
  union all select from card_to_card_payments where bot_id = $1 and user_id = $2 and note = $3 and transaction_id is not null
  limit 1`;

/** Was a payment made with a card with which its payer's inviter paid before, as far as the gateways told? */
export async function isPaidBySameCard(
  { botId }: Tenant,
  tx: Tx,
  { payment, inviterId }: { readonly payment: Pick<RewardedPayment, 'id'>; readonly inviterId: string },
): Promise<boolean> {
  const [paid] = await tx.sql<{ card: string }>(findCard, [botId, payment.id, maskedCard]);
  if (!paid) return false;
  return (await tx.sql(findPaidBy, [botId, inviterId, paid.card])).length > 0;
}

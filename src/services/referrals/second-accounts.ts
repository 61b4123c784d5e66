import type { Tenant, Tx } from '#tenancy/scope.js';
import type { RewardedPayment } from './book-reward.js';

/**
 * SQL on the rows `payer` and `inviter` of `users`: are they one person, as far as that is known? They gave the same e-mail for
 * receipts.
 */
export const isSamePersonText = `coalesce(lower(payer.email) = lower(inviter.email), false)`;

/** A card as gateways tell of it: its first six digits and its last four. */
const maskedCard = String.raw`^\d{6}[*Xx]+\d{4}$`;
const tables = ['card_to_card_payments', 'gateway_payments', 'zarinpal_payments'] as const;
const findCard = (table: RewardedPayment['table']): string =>
  `select note as card from ${table} where bot_id = $1 and id = $2 and note ~ $3`;
const findPaidBy = `
  select ${tables
    .map(
      (table) => `exists (
    select from ${table} where bot_id = $1 and user_id = $2 and note = $3 and transaction_id is not null)`,
    )
    .join(' or ')} as is_same`;

/** Was a payment made with a card with which its payer's inviter paid before, as far as the gateways told? */
export async function isPaidBySameCard(
  { botId }: Tenant,
  tx: Tx,
  { payment, inviterId }: { readonly payment: RewardedPayment; readonly inviterId: string },
): Promise<boolean> {
  const [paid] = await tx.sql<{ card: string }>(findCard(payment.table), [botId, payment.id, maskedCard]);
  if (!paid) return false;
  const [row] = await tx.sql<{ is_same: boolean }>(findPaidBy, [botId, inviterId, paid.card]);
  return row?.is_same ?? false;
}

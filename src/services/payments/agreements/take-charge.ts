import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { dayMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { findByHint } from '../find-payment.js';
import type { Payment } from '../payment.js';
import { insertPayment, writePayment } from '../write-payment.js';

/** A charge that a gateway began by itself is asked about for so long. */
const askedForMs = 7 * dayMs;

/**
 * The payment that a charge of an agreement is about, which the gateway began: the first payment itself, the one that was made for
 * this charge when it was heard of before, or a new one. Whatever is told how often: a charge has one payment. Nothing is
 * credited here. undefined: the agreement is none.
 */
export async function takeCharge(
  tenant: Tenant,
  tx: Tx,
  {
    found,
    chargeId,
    account,
  }: { readonly found: Payment; readonly chargeId: string; readonly account: string },
): Promise<Payment | undefined> {
  const first = (await lockWithPayer(tenant, tx, found))?.payment;
  if (!first?.repeat) return undefined;
  // A key made anew may name the account otherwise; the charges of an agreement are where it was made.
  const ofAccount = first.account ?? account;
  const known = await findByHint(tenant, tx, {
    ...{ method: first.method, externalId: chargeId, account: ofAccount },
  });
  if (known || first.receipt === chargeId) return known ?? first;
  if (isFirst(first)) return writePayment(tenant, tx, first, { receipt: chargeId });
  const charge = await insertCharge(tenant, tx, { first, chargeId, account: ofAccount });
  log.info({ payment: charge.id, first: first.id }, 'a gateway charged a payer again by itself');
  return charge;
}

/** Is the charge whose name nobody knows yet the first one: it was not heard of, or learnt without its name, and none can have followed. */
export function isFirst({ receipt, transactionId, paidAt, repeat }: Payment): boolean {
  if (receipt !== null) return false;
  const days = repeat?.days ?? 0;
  return transactionId === null || paidAt === null || now() < paidAt.getTime() + (days * dayMs) / 2;
}

async function insertCharge(
  tenant: Tenant,
  tx: Tx,
  {
    first,
    chargeId,
    account,
  }: { readonly first: Payment; readonly chargeId: string; readonly account: string },
): Promise<Payment> {
  const { amountToman, currency, currencyAmount, rateToman, method, userId } = first;
  const made = await insertPayment(tenant, tx, {
    ...{ amountToman, currency, currencyAmount, rateToman, method, userId },
    ...{ orderId: null, messageId: null, repeatOf: first.id },
    expiresAt: new Date(now() + dayMs),
    checkUntil: new Date(now() + askedForMs),
  });
  return writePayment(tenant, tx, made, {
    externalId: chargeId,
    account,
    checkAt: new Date(now() + minuteMs),
  });
}

import { findGateway } from '#gateways/registry.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import type { Repeats } from '#gateways/repeats.js';
import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { followPayment } from '../follow-payment.js';
import { lockPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import { writePayment } from '../write-payment.js';
import { endAgreement, endOthers, isChargedByFleet, nextLook, stopLater } from './end-agreement.js';
import { findOthers } from './own-agreements.js';

/** Charges of a period that may fail before the agreement ends, a day apart. */
const mostTries = 3;

/** A payer was charged, the first time or again, under an agreement whose payer is locked: it goes on until then. */
export async function noteCharged(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  until: Date | undefined,
): Promise<void> {
  // What the charge bought, or could not, may have ended it in this transaction.
  const first = (await lockPayment(tenant, tx, found)) ?? found;
  const repeatUntil = chargedUntil(first, until);
  if (await staysEnded(tenant, tx, first)) {
    await noteInVain(tenant, tx, first, repeatUntil);
    const isJustEnded = first.repeat?.state === 'canceled' && found.repeat?.state !== 'canceled';
    if (!isJustEnded) await stopLater(tenant, tx, first);
  } else {
    const repeatCheckAt = nextLook(first, repeatUntil);
    await writePayment(tenant, tx, first, {
      ...{ repeatUntil, repeatCheckAt },
      repeatState: 'active',
      repeatTries: 0,
    });
    await leaveWallet(tenant, tx, first);
  }
  await followPayment(tenant, first);
}

/** Until when a payer is charged with a further charge; `told`: as its gateway says. */
function chargedUntil({ repeat }: Payment, told: Date | undefined): Date {
  const { days = 0, until: before = null } = repeat ?? {};
  const counted = told ?? new Date(Math.max(now(), before?.getTime() ?? 0) + days * dayMs);
  return before && before > counted ? before : counted;
}

/** A charge came for an agreement that stays ended. What came for one that was ended on purpose has bought no period. */
async function noteInVain(tenant: Tenant, tx: Tx, first: Payment, repeatUntil: Date): Promise<void> {
  const { state, until } = first.repeat ?? {};
  const hasBought = state !== 'canceled' || !until;
  await writePayment(tenant, tx, first, { ...(hasBought && { repeatUntil }), repeatTries: 0 });
}

/**
 * Whoever ended it has ended it, whatever was on its way; and what the fleet said it tries no more, it tries no more. A gateway that
 * charges by itself may come through after it said that it failed, unless the payer has agreed to another charge since.
 */
async function staysEnded(tenant: Tenant, tx: Tx, first: Payment): Promise<boolean> {
  if (first.repeat?.state !== 'failed') return first.repeat?.state === 'canceled';
  return isChargedByFleet(first) || (await findOthers(tenant, tx, first)).length > 0;
}

const leaveText = `
  update subscriptions as held set is_autopay_enabled = false, updated_at = clock_timestamp()
  from orders where orders.bot_id = $1 and orders.id = $2 and held.bot_id = $1 and held.id = orders.subscription_id
    and held.is_autopay_enabled`;

/** What is charged at a gateway is not renewed from the wallet too. */
async function leaveWallet({ botId }: Tenant, tx: Tx, { orderId }: Payment): Promise<void> {
  if (orderId !== null) await tx.sql(leaveText, [botId, orderId]);
}

/** The first payment of an agreement is there, and gave what the payer is charged by, or did not. Its payer is locked. */
export async function noteAgreed(
  tenant: Tenant,
  tx: Tx,
  first: Payment,
  { mandate, paidUntil }: Pick<Extract<GatewayState, { kind: 'paid' }>, 'mandate' | 'paidUntil'>,
): Promise<void> {
  // Whoever told of the charge may have noted it.
  if (!first.repeat?.state) {
    if (isChargedByFleet(first) && mandate === undefined) return endAgreement(tenant, tx, first, 'failed');
    if (mandate !== undefined) await writePayment(tenant, tx, first, { repeatMandate: mandate });
    await noteCharged(tenant, tx, first, paidUntil);
  }
  const agreed = await lockPayment(tenant, tx, first);
  if (agreed?.repeat?.state === 'active') await endOthers(tenant, tx, agreed);
}

/** A charge came to nothing. The fleet tries again a day later, at most three times; a gateway that charges has its own rule. */
export async function noteChargeFailed(
  tenant: Tenant,
  tx: Tx,
  { repeatOf, method }: Payment,
  code: string | undefined,
): Promise<void> {
  if (repeatOf === null) return;
  const first = await lockPayment(tenant, tx, { id: repeatOf, method });
  if (first?.repeat?.state !== 'active') return;
  const repeats = findGateway(method)?.repeats;
  if (repeats?.by === 'gateway') {
    await writePayment(tenant, tx, first, { repeatCheckAt: new Date(now()) });
    return;
  }
  const tries = first.repeat.tries + 1;
  if (isFinal(repeats, code) || tries >= mostTries) return endAgreement(tenant, tx, first, 'failed');
  return tryLater(tenant, tx, first, tries);
}

const isFinal = (repeats: Repeats<never> | undefined, code = ''): boolean =>
  repeats?.endingCodes?.includes(code) ?? false;

async function tryLater(tenant: Tenant, tx: Tx, first: Payment, tries: number): Promise<void> {
  const next = new Date(now() + dayMs);
  await writePayment(tenant, tx, first, { repeatTries: tries, repeatCheckAt: next });
  await notify(tenant, tx, {
    kind: 'charge_failed',
    about: { payment_id: first.id, user_id: first.userId, tries, next: next.toISOString() },
  });
}

/** All of a payment went back: who got their money back is not charged again, be it the first payment of an agreement or a charge. */
export async function endAfterRefund(tenant: Tenant, tx: Tx, refunded: Payment): Promise<void> {
  const { repeatOf, method } = refunded;
  const first = repeatOf === null ? refunded : await lockPayment(tenant, tx, { id: repeatOf, method });
  if (first?.repeat?.state !== 'active') return;
  await endAgreement(tenant, tx, first, 'canceled');
  await stopLater(tenant, tx, first);
}

import { findGateway } from '#gateways/registry.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import type { Repeats } from '#gateways/repeats.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { followPayment } from '../follow-payment.js';
import { lockPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import type { RepeatState } from './repeating.js';
import { writePayment } from '../write-payment.js';

/** The fleet charges so long before what was paid ends, so that a charge that fails can be tried again in time. */
export const chargeLeadMs = dayMs;
/** A gateway that charges by itself is asked so long after a charge was due, if we have not heard of it. */
const askAfterMs = hourMs;
/** Charges of a period that may fail before the agreement ends, a day apart. */
const mostTries = 3;

/** When an agreement is looked at next, that is paid until then; null: there is nothing to look at. */
function nextLook({ method }: Payment, until: Date): Date | null {
  const repeats = findGateway(method)?.repeats;
  if (repeats?.by === 'fleet') return new Date(until.getTime() - chargeLeadMs);
  return repeats?.standing ? new Date(until.getTime() + askAfterMs) : null;
}

/** A payer was charged, the first time or again, under an agreement whose payer is locked: it goes on until then. */
export async function noteCharged(
  tenant: Tenant,
  tx: Tx,
  first: Payment,
  until: Date | undefined,
): Promise<void> {
  const { days = 0, until: before, state } = first.repeat ?? {};
  const from = Math.max(now(), before?.getTime() ?? 0);
  const told = until ?? new Date(from + days * dayMs);
  const repeatUntil = before && before > told ? before : told;
  const isEnded = staysEnded(first);
  await writePayment(tenant, tx, first, {
    repeatUntil,
    repeatState: isEnded ? (state ?? 'canceled') : 'active',
    repeatTries: 0,
    repeatCheckAt: isEnded ? null : nextLook(first, repeatUntil),
  });
  if (isEnded) await stopLater(tenant, first);
  else await leaveWallet(tenant, tx, first);
  await followPayment(tenant, first);
}

/**
 * Whoever ended it has ended it, whatever was on its way; and what the fleet said it tries no more, it tries no more. A gateway that
 * charges by itself may come through after it said that it failed.
 */
const staysEnded = ({ method, repeat }: Payment): boolean =>
  repeat?.state === 'canceled' ||
  (repeat?.state === 'failed' && findGateway(method)?.repeats?.by === 'fleet');

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
  // Whoever told of the charge has noted it.
  if (first.repeat?.state) return;
  const isByFleet = findGateway(first.method)?.repeats?.by === 'fleet';
  if (isByFleet && mandate === undefined) return endAgreement(tenant, tx, first, 'failed');
  const agreed =
    mandate === undefined ? first : await writePayment(tenant, tx, first, { repeatMandate: mandate });
  await noteCharged(tenant, tx, agreed, paidUntil);
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

/**
 * Ends an agreement, or notes that it goes on, in the open transaction in which its payer is locked. Of one that could not be
 * charged its payer hears.
 */
export async function endAgreement(
  tenant: Tenant,
  tx: Tx,
  first: Payment,
  repeatState: NonNullable<RepeatState>,
): Promise<void> {
  if (!first.repeat || first.repeat.state === repeatState) return;
  const isOn = repeatState === 'active';
  const noted = await writePayment(tenant, tx, first, {
    repeatState,
    repeatCheckAt: isOn && first.repeat.until ? nextLook(first, first.repeat.until) : null,
  });
  await followPayment(tenant, noted);
  if (repeatState === 'failed')
    await notify(tenant, tx, {
      kind: 'repeat_failed',
      about: { payment_id: first.id, user_id: first.userId },
    });
}

/** All of a payment went back: who got their money back is not charged again, be it the first payment of an agreement or a charge. */
export async function endAfterRefund(tenant: Tenant, tx: Tx, refunded: Payment): Promise<void> {
  const { repeatOf, method } = refunded;
  const first = repeatOf === null ? refunded : await lockPayment(tenant, tx, { id: repeatOf, method });
  if (first?.repeat?.state !== 'active') return;
  await endAgreement(tenant, tx, first, 'canceled');
  await stopLater(tenant, first);
}

/** The payer shall be charged no more: the gateway is told, once the transaction is committed. */
export const stopLater = (tenant: Tenant, { id }: Pick<Payment, 'id'>): Promise<void> =>
  enqueue(tenant, 'payment.stop-repeating', { payment_id: id });

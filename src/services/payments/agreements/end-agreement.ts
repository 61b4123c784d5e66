import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { followPayment } from '../follow-payment.js';
import type { Payment } from '../payment.js';
import type { RepeatState } from './repeating.js';
import { writePayment } from '../write-payment.js';
import { findOthers } from './own-agreements.js';

/** The fleet charges so long before what was paid ends, so that a charge that fails can be tried again in time. */
export const chargeLeadMs = dayMs;
/** A gateway that charges by itself is asked so long after a charge was due, if we have not heard of it. */
const askAfterMs = hourMs;
/** Whether a gateway took the end of an agreement is looked at after so long. */
const stopAgainMs = hourMs;

/** Does the fleet begin the charges of an agreement? Then there is no gateway to tell of its end. */
export const isChargedByFleet = ({ method }: Pick<Payment, 'method'>): boolean =>
  findGateway(method)?.repeats?.by === 'fleet';

/** When an agreement is looked at next, that is paid until then; null: there is nothing to look at. */
export function nextLook({ method }: Payment, until: Date): Date | null {
  const repeats = findGateway(method)?.repeats;
  if (repeats?.by === 'fleet') return new Date(until.getTime() - chargeLeadMs);
  return repeats?.standing ? new Date(until.getTime() + askAfterMs) : null;
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

/**
 * The payer of an agreement that has ended shall be charged no more: a gateway that charges by itself is told, once the
 * transaction is committed, and again until it has taken it.
 */
export async function stopLater(
  tenant: Tenant,
  tx: Tx,
  first: Pick<Payment, 'id' | 'method'>,
): Promise<void> {
  if (isChargedByFleet(first)) return;
  await writePayment(tenant, tx, first, { repeatCheckAt: new Date(now() + stopAgainMs) });
  await enqueue(tenant, 'payment.stop-repeating', { payment_id: first.id });
}

/**
 * The next period costs more than the payer agreed to: the agreement is over, and they hear of it. `isCharged`: their gateway has
 * charged them for it all the same, so that the money is in the wallet.
 */
export async function endForPrice(
  tenant: Tenant,
  tx: Tx,
  first: Payment,
  { priceToman, isCharged }: { readonly priceToman: number; readonly isCharged: boolean },
): Promise<void> {
  await endAgreement(tenant, tx, first, 'canceled');
  await stopLater(tenant, tx, first);
  const about = { payment_id: first.id, user_id: first.userId, price_toman: priceToman };
  await notify(tenant, tx, {
    kind: 'charge_price_rose',
    about: { ...about, ...(isCharged && { is_charged: true }) },
  });
}

/** A subscription is paid by one agreement: where one begins, or goes on, that has bought it, all others of it end. */
export async function endOthers(tenant: Tenant, tx: Tx, first: Payment): Promise<void> {
  const others = await findOthers(tenant, tx, first);
  for (const { payment } of others.filter(({ isOwnBought }) => isOwnBought)) {
    await endAgreement(tenant, tx, payment, 'canceled');
    await stopLater(tenant, tx, payment);
  }
}

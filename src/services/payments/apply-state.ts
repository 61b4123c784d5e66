import { findGateway } from '#gateways/registry.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { buyAgain } from './agreements/buy-again.js';
import { noteAgreed, noteCharged, noteChargeFailed } from './agreements/keep-agreement.js';
import { followPayment } from './follow-payment.js';
import { holdPayment } from './hold-payment.js';
import { lockWithPayer } from './lock-with-payer.js';
import { lockPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import { hearMoreMoney, isAwaited, isByHandAlone, settledTwice, tellSecondMoney } from './second-money.js';
import { takePaid, type LockedPayment } from './take-paid.js';
import { takeRefunded } from './take-refunded.js';
import { writePayment } from './write-payment.js';

/** The gateway could not be asked, by a fault of ours; the next answer of it ends that. */
export const checkFailed = 'check_failed';
const answered = ({ problem }: Payment) => (problem === checkFailed ? { problem: null } : {});

/** First pause between two questions about a payment; each doubles, up to the fleet's setting, or an hour once it expired. */
const firstPauseMs = 15_000;

type Open = Extract<GatewayState, { kind: 'open' }>;

/** What a gateway said of a payment. */
export interface Told {
  readonly state: GatewayState;
  /** The longest pause until it is asked again, in minutes: `payment_check_minutes`. */
  readonly checkMinutes: number;
}

/**
 * Takes over what a gateway says of a payment, in one transaction: settled, ended, taken back, held, or asked again later.
 * However often, in whatever order, from however many ways: what was paid is credited once, and what contradicts it is told.
 */
export async function applyState(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  { state, checkMinutes }: Told,
): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) return;
  const { payment } = locked;
  if (payment.status === 'refunded')
    return state.kind === 'paid' ? hearMoreMoney(tenant, tx, payment, state) : undefined;
  if (isByHandAlone(payment)) return compareWithHand(tenant, tx, locked, { state, checkMinutes });
  const isPaid = payment.transactionId !== null;
  switch (state.kind) {
    case 'paid':
      return takeMoney(tenant, tx, locked, state);
    case 'refunded':
      return hearRefunded(tenant, tx, locked, state);
    case 'disputed':
      return isPaid
        ? contradict(tenant, tx, payment, state.code)
        : holdPayment(tenant, tx, payment, state.code);
    case 'ended':
      return isPaid ? contradict(tenant, tx, payment, state.as) : endPayment(tenant, tx, payment, state);
    case 'open':
      return askAgain(tenant, tx, payment, { state, checkMinutes });
  }
}

/** Credits what was paid. A charge of an agreement buys the next period with it, and the agreement goes on from there. */
async function takeMoney(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  state: Extract<GatewayState, { kind: 'paid' }>,
): Promise<void> {
  const { payment } = locked;
  if (payment.transactionId !== null) return hearMoreMoney(tenant, tx, payment, state);
  const { repeatOf, method } = payment;
  const first = repeatOf === null ? undefined : await lockPayment(tenant, tx, { id: repeatOf, method });
  await takePaid(tenant, tx, locked, {
    ...state,
    ...(first && { spend: () => buyAgain(tenant, tx, { first, charge: payment }) }),
  });
  const taken = await lockPayment(tenant, tx, payment);
  if (!taken || taken.transactionId === null) return;
  if (first) await noteCharged(tenant, tx, first, state.paidUntil);
  else if (taken.repeat) await noteAgreed(tenant, tx, taken, state);
}

async function hearRefunded(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  state: Extract<GatewayState, { kind: 'refunded' }>,
): Promise<void> {
  // There was more money than was credited, of which people were told: which of it went back is for them to say.
  if (locked.payment.problem === settledTwice) return contradict(tenant, tx, locked.payment, state.kind);
  return takeRefunded(tenant, tx, locked, state);
}

/** An admin settled it: that the gateway has no money of it is no contradiction, and that it has some is told. */
async function compareWithHand(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  { state, checkMinutes }: Told,
): Promise<void> {
  const { payment } = locked;
  switch (state.kind) {
    case 'paid': {
      const says = `${state.amount} ${state.currency}`;
      await tellSecondMoney(tenant, tx, payment, { says, receipt: state.receipt });
      // Whoever's money it is, its payer has agreed to be charged on.
      if (payment.repeat) await noteAgreed(tenant, tx, payment, state);
      return;
    }
    case 'disputed':
      return tellSecondMoney(tenant, tx, payment, { says: state.code });
    case 'refunded':
      return takeRefunded(tenant, tx, locked, state);
    case 'ended':
      await writePayment(tenant, tx, payment, { checkAt: null });
      return;
    case 'open':
      return askAgain(tenant, tx, payment, { state, checkMinutes });
  }
}

/** What was paid is not unpaid by a word that contradicts it; people look. */
async function contradict(tenant: Tenant, tx: Tx, { id, method }: Payment, says: string): Promise<void> {
  log.warn(
    { payment: id, gateway: method, says },
    'a gateway contradicts itself about a payment that was paid',
  );
  await notify(tenant, tx, { kind: 'payment_contradicted', about: { payment_id: id, says } });
}

async function endPayment(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { as, code }: Extract<GatewayState, { kind: 'ended' }>,
): Promise<void> {
  // Held money is a person's to decide about; what ended stays ended, whatever the later word for it is.
  if (payment.status === 'held') return;
  const isOver = payment.status !== 'pending' && payment.status !== 'expired';
  const ended = await writePayment(tenant, tx, payment, {
    ...answered(payment),
    ...(!isOver && { status: as, ...(code !== undefined && { problem: code }) }),
    checkAt: null,
  });
  if (isOver) return;
  await followPayment(tenant, ended);
  await noteChargeFailed(tenant, tx, ended, code);
}

/** Not paid yet: it is asked about again, with growing pauses, long after the person was told that it expired. */
async function askAgain(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  { state, checkMinutes }: Told & { readonly state: Open },
): Promise<void> {
  if (!isAwaited(found)) return;
  const payment = await noteLonger(tenant, tx, found, state);
  const isExpiring = payment.status === 'pending' && payment.expiresAt.getTime() <= now();
  const isOver = payment.checkUntil.getTime() <= now();
  const open = await writePayment(tenant, tx, payment, {
    ...answered(payment),
    ...(isExpiring && { status: 'expired' }),
    checks: oneMore(payment),
    checkAt: isOver ? null : new Date(now() + pauseOf(payment, checkMinutes)),
  });
  if (isExpiring) await followPayment(tenant, open);
}

/** Money is on its way: the payment stays open for longer than was said, and what must be transferred may be another sum. */
async function noteLonger(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { until, payable }: Open,
): Promise<Payment> {
  const isLonger = until !== undefined && payment.status === 'pending' && until > payment.expiresAt;
  const isOther = payable !== undefined && payable !== payment.payable;
  if (!isLonger && !isOther) return payment;
  const asked = isLonger ? new Date(until.getTime() + hourMs) : payment.checkUntil;
  const noted = await writePayment(tenant, tx, payment, {
    ...(isLonger && {
      expiresAt: until,
      checkUntil: asked > payment.checkUntil ? asked : payment.checkUntil,
    }),
    ...(isOther && { payable }),
  });
  await followPayment(tenant, noted);
  return noted;
}

/** How often it was asked by now; counted up to a million. */
export const oneMore = ({ checks }: Pick<Payment, 'checks'>): number => Math.min(checks + 1, 1_000_000);

/** How long until a payment is asked about again, in ms. */
export function pauseOf(
  { checks, status, method }: Pick<Payment, 'checks' | 'method' | 'status'>,
  checkMinutes: number,
): number {
  const longest = status === 'pending' ? checkMinutes * 60_000 : hourMs;
  const least = findGateway(method)?.leastPauseMs ?? 0;
  return Math.max(least, Math.min(longest, firstPauseMs * 2 ** Math.min(checks, 12)));
}

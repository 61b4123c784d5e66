import { compareAmounts, isAmount, toToman } from '#platform/money.js';
import { now } from '#platform/clock.js';
import { metrics } from '#platform/metrics.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { completeWaiting } from '../orders/complete-waiting.js';
import type { Buyer } from '../orders/facts.js';
import { rewardPayment, tellRewards } from '../referrals/reward-payment.js';
import { followPayment } from './follow-payment.js';
import { holdPayment } from './hold-payment.js';
import { tableOf } from './payment-rows.js';
import type { Payment } from './payment.js';
import { retireOthers } from './retire-payment.js';
import { writePayment } from './write-payment.js';

export type Paid = Extract<GatewayState, { kind: 'paid' }>;

/** A payment whose payer and row are locked, in this order. */
export interface LockedPayment {
  readonly payment: Payment;
  readonly payer: Buyer;
}

/**
 * The money of a payment is there: it is put into the wallet, and what it was for is bought with it, in the open transaction;
 * again, or by another way, it is the same event and does nothing. What was paid beyond the price stays in the wallet; what is
 * missing is told. Nobody's money is refused: late, for an order that is gone, or by a blocked person, it is credited.
 */
export async function takePaid(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  { spend, ...paid }: Paid & { readonly spend?: Spend | undefined },
): Promise<void> {
  if (payment.transactionId !== null) return;
  if (paid.currency !== payment.currency || !isAmount(paid.amount))
    return holdPayment(tenant, tx, payment, 'wrong_currency');
  if (payer.status === 'deleted') return holdPayment(tenant, tx, payment, 'payer_deleted');
  const standing = compareAmounts(paid.amount, payment.currencyAmount);
  const creditedToman = creditFor(payment, paid.amount);
  const mostToman = Number.MAX_SAFE_INTEGER - payer.balanceToman;
  if (creditedToman === 0 || creditedToman > mostToman)
    return holdPayment(tenant, tx, payment, 'wrong_amount');
  const credit = {
    creditedToman,
    receipt: receiptOf(payment, paid),
    problem: standing === 0 ? null : standing < 0 ? 'underpaid' : 'overpaid',
    ...(paid.note !== undefined && { note: paid.note }),
    ...(spend && { spend }),
  };
  await creditPayment(tenant, tx, payment, credit);
}

/** What the gateway says now, or said before of a charge that it named. */
const receiptOf = (payment: Payment, { receipt }: Paid): string | null => receipt ?? payment.receipt;

/** What is credited for a payment of which so much was paid, in whole toman; infinite where it is too large to be counted. */
export const creditFor = (
  { currencyAmount, amountToman, rateToman }: Pick<Payment, 'amountToman' | 'currencyAmount' | 'rateToman'>,
  amount: string,
): number => (compareAmounts(amount, currencyAmount) === 0 ? amountToman : worthOf(amount, rateToman));

/** An amount in whole toman; infinite where it is too large to be counted. */
export const worthOf = (amount: string, rateToman: string): number =>
  Number(amount) * Number(rateToman) > Number.MAX_SAFE_INTEGER ? Infinity : toToman(amount, rateToman);

/** Spends money that is in the wallet by now, before anything else is bought with it; true: the person hears what for. */
export type Spend = () => Promise<boolean>;

/** What is credited, and what is noted of it. */
export interface Credit {
  readonly creditedToman: number;
  readonly receipt: string | null;
  readonly problem: string | null;
  readonly note?: string;
  readonly spend?: Spend;
  /** An admin says that the money is there. */
  readonly isByHand?: true;
  /** When the gateway is asked next all the same; absent: never. */
  readonly checkAt?: Date | null;
}

/**
 * Credits a locked payment, and what it earns whoever invited its payer (locked too), and buys what waits for the money; once a
 * payment, for ever.
 */
export async function creditPayment(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { spend, ...credit }: Credit,
): Promise<void> {
  const { creditedToman } = credit;
  const { table } = tableOf(payment.method);
  const transactionId = await moveBalance(tenant, tx, {
    userId: payment.userId,
    type: 'deposit',
    amountToman: creditedToman,
    idempotencyKey: `payment ${payment.id}`,
    reference: { kind: table, id: payment.id },
    paymentMethod: payment.method,
    externalId: payment.externalId,
  });
  const settled = await writePayment(tenant, tx, payment, {
    checkAt: null,
    ...credit,
    status: 'paid',
    transactionId,
    stamps: ['paid_at'],
  });
  if (findGateway(payment.method)?.confirm)
    await enqueue(tenant, 'payment.confirm', { payment_id: payment.id });
  metrics.paymentSettled({ gateway: payment.method, seconds: (now() - payment.createdAt.getTime()) / 1_000 });
  const rewards = await rewardPayment(tenant, tx, {
    userId: payment.userId,
    payment: { table, id: payment.id, depositToman: creditedToman },
  });
  const isSpent = (await spend?.()) ?? false;
  const bought = await completeWaiting(tenant, tx, {
    userId: payment.userId,
    paidOrderId: payment.orderId,
    isFollowed: payment.messageId !== null,
  });
  // Who hears that the purchase is done needs not hear that the money came.
  if (!bought && !isSpent)
    await notify(tenant, tx, {
      kind: 'payment_credited',
      about: { payment_id: payment.id, user_id: payment.userId },
    });
  await notify(tenant, tx, { kind: 'payment_received', about: { payment_id: payment.id } });
  await tellRewards(tenant, tx, rewards);
  await retireOthers(tenant, tx, settled);
  await followPayment(tenant, settled);
}

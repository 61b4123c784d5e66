import { compareAmounts, lessAmount, partInCurrency, toCurrency } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { paymentRefunded, reverseOrder } from '../orders/reverse-order.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { takeRewardsBack } from '../referrals/take-rewards-back.js';
import { endAfterRefund } from './agreements/keep-agreement.js';
import { followPayment } from './follow-payment.js';
import { holdPayment } from './hold-payment.js';
import { tableOf } from './payment-rows.js';
import type { Payment } from './payment.js';
import { worthOf, type LockedPayment } from './take-paid.js';
import { writePayment, type PaymentChange } from './write-payment.js';

/** The payment is on its way back: the money is out of the wallet, the gateway has not said yes. */
export const refundUnderWay = 'refund_under_way';
/** The same, but the gateway has not said for long whether it does it: an admin must look. */
export const refundUnclear = 'refund_unclear';
/** Some of it went back, by the gateway's word. */
const refundedInPart = 'refunded_in_part';
/** Of what went back, the wallet had not all. */
const notCovered = 'refund_not_covered';

/** Was the money taken out of the wallet for a refund of ours that has no end yet? */
export const isBeingRefunded = ({ problem }: Payment): boolean =>
  problem === refundUnderWay || problem === refundUnclear;

/** What was credited for a payment, in toman; of one that was not credited, what was asked for. */
const creditOf = ({ creditedToman, amountToman }: Payment): number => creditedToman ?? amountToman;
/** What of that the gateway has not given back. */
export const unreturnedOf = (payment: Payment): number => creditOf(payment) - payment.refundedToman;

/** What of a payment is on its way back by our order, in toman. */
export const refundedNow = (payment: Payment): number =>
  Math.min(payment.refundingToman ?? Infinity, unreturnedOf(payment));

/**
 * What goes back now, in the gateway's currency; as it was asked for where it is all of that. Parts are rounded down, so that they are
 * never more than the whole; the last one is the rest.
 */
export function refundAmountOf(payment: Payment): string {
  const { refundedToman, currency, rateToman, currencyAmount, amountToman } = payment;
  const nowToman = refundedNow(payment);
  if (nowToman < unreturnedOf(payment)) return partInCurrency(nowToman, currency, rateToman);
  if (creditOf(payment) !== amountToman) return toCurrency(nowToman, currency, rateToman);
  const gone = partInCurrency(refundedToman, currency, rateToman);
  return refundedToman === 0 ? currencyAmount : lessAmount(currencyAmount, gone, currency);
}

/**
 * The gateway gave the money of a payment back, by its own word (refund, chargeback): it is taken out of the wallet again, and
 * where that does not suffice and all of it is back, what was bought with it is taken back first. What is still missing is told to the
 * admins.
 * `amount`: what it has given back in all, in its currency; absent: all of it. Whatever is said how often, each further part
 * is taken once.
 */
export async function takeRefunded(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  { amount }: { readonly amount?: string | undefined },
): Promise<void> {
  const { payment, payer } = locked;
  if (payment.status === 'refunded') return;
  if (payment.transactionId === null) return takeUncredited(tenant, tx, payment, amount);
  const creditedToman = creditOf(payment);
  const inAllToman =
    amount === undefined ? creditedToman : Math.min(creditedToman, worthOf(amount, payment.rateToman));
  const isWhole = inAllToman === creditedToman;
  if (!isWhole && inAllToman <= payment.refundedToman) return;
  if (!isBeingRefunded(payment)) return takePart(tenant, tx, locked, inAllToman);
  if (isPartDone(payment, inAllToman)) {
    const after = await endPart(tenant, tx, payment);
    // Only that part is out of the wallet.
    if (inAllToman > after.refundedToman) await takePart(tenant, tx, { payment: after, payer }, inAllToman);
    return;
  }
  if (isWhole) return endRefund(tenant, tx, payment);
  // All of it is out of the wallet already; what does not go back in the end is put in again.
  await writePayment(tenant, tx, payment, { refundedToman: inAllToman });
  await followRewards(tenant, tx, payment, inAllToman);
}

/** Money went back that was not in the wallet yet. Of a part, a person finds out where the rest is. */
async function takeUncredited(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  amount: string | undefined,
): Promise<void> {
  if (amount !== undefined && compareAmounts(amount, payment.currencyAmount) < 0)
    return holdPayment(tenant, tx, payment, refundedInPart);
  const ended = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    checkAt: null,
    stamps: ['refunded_at'],
  });
  await followPayment(tenant, ended);
}

/** Takes out what went back beyond what was taken before; `inAllToman` of a payment are back then. */
async function takePart(tenant: Tenant, tx: Tx, locked: LockedPayment, inAllToman: number): Promise<void> {
  const { payment, payer } = locked;
  const partToman = inAllToman - payment.refundedToman;
  const event = `refunded ${inAllToman}`;
  const isWhole = inAllToman === creditOf(payment);
  const lackedToman = isWhole ? await readLacked(tenant, tx, payment) : 0;
  const oweToman = partToman + lackedToman;
  const taken =
    payer.status === 'deleted'
      ? undefined
      : await takeOut(tenant, tx, locked, { oweToman, event, mayReverse: isWhole });
  const missingToman = oweToman - (taken?.toman ?? 0);
  const refunded = await writePayment(tenant, tx, payment, {
    ...(isWhole && { status: 'refunded' }),
    problem: problemAfter(payment, { isWhole, missingToman }),
    refundTransactionId: taken?.transactionId ?? payment.refundTransactionId,
    ...goneBack(inAllToman),
  });
  await followRewards(tenant, tx, payment, inAllToman);
  // Whole and at once is told as whole.
  const part = partToman < creditOf(payment) ? { part: { toman: partToman, in_all_toman: inAllToman } } : {};
  await tellPayer(tenant, tx, refunded, part);
  await notify(tenant, tx, {
    kind: 'payment_reversed',
    about: { payment_id: payment.id, missing_toman: missingToman, ...part },
  });
  if (isWhole) await endAfterRefund(tenant, tx, refunded);
  await followPayment(tenant, refunded);
}

/** What the wallet lacked of an earlier part stays noted until all of it is back. */
function problemAfter(
  { problem }: Payment,
  { isWhole, missingToman }: { readonly isWhole: boolean; readonly missingToman: number },
): string | null {
  if (missingToman > 0) return notCovered;
  if (isWhole) return null;
  return problem === notCovered ? notCovered : refundedInPart;
}

interface Part {
  readonly part?: { readonly toman: number; readonly in_all_toman: number };
}

/** Tells the payer what went back, and, once all has, whether what was bought with it was taken back too. */
async function tellPayer(tenant: Tenant, tx: Tx, payment: Payment, part: Part = {}): Promise<void> {
  const isWhole = payment.status === 'refunded';
  const isReversed = isWhole && (await isTakenBack(tenant, tx, payment));
  const about = { payment_id: payment.id, user_id: payment.userId, ...part };
  await notify(tenant, tx, {
    kind: 'payment_refunded',
    about: { ...about, ...(isReversed && { is_sale_reversed: true }) },
  });
}

const takenBackText = `
  select 1 from orders where bot_id = $1 and id = $2 and state = 'refunded' and refund_reason = $3`;

const isTakenBack = async ({ botId }: Tenant, tx: Tx, { orderId }: Payment): Promise<boolean> =>
  orderId !== null && (await tx.sql(takenBackText, [botId, orderId, paymentRefunded])).length > 0;

const takenText = `
  select (-coalesce(sum(amount_toman), 0))::text as taken from transactions
  where bot_id = $1 and user_id = $2 and transactions.id > $3 and idempotency_key like $4`;

/** What the wallet had not of the parts that are back already, in toman. */
export async function readLacked({ botId }: Tenant, tx: Tx, payment: Payment): Promise<number> {
  const { id, userId, transactionId, refundedToman } = payment;
  if (refundedToman === 0) return 0;
  const [row] = await tx.sql<{ taken: string }>(takenText, [
    ...[botId, userId, transactionId, `payment ${id} refund%`],
  ]);
  return Math.max(0, refundedToman - Number(row?.taken ?? 0));
}

/** Is anything lacking still of the parts before what went back by our order? Then that stays noted; `inAllToman` are back now. */
async function noteOfLack(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  inAllToman: number,
): Promise<typeof notCovered | null> {
  // What our order gives back was in the wallet.
  if (payment.refundedToman === 0) return null;
  const lackedToman = await readLacked(tenant, tx, { ...payment, refundedToman: inAllToman });
  return lackedToman > 0 ? notCovered : null;
}

const goneBack = (refundedToman: number): PaymentChange => ({
  refundedToman,
  checkAt: null,
  stamps: ['refunded_at'],
});

/** The gateway has given back what we asked it to, by its answer or before that came; what was taken out stays out. */
async function endRefund(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const refunded = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    problem: await noteOfLack(tenant, tx, payment, creditOf(payment)),
    refundingToman: null,
    ...goneBack(creditOf(payment)),
  });
  await followRewards(tenant, tx, payment, creditOf(payment));
  await tellPayer(tenant, tx, refunded);
  await endAfterRefund(tenant, tx, refunded);
  await followPayment(tenant, refunded);
}

/** What a payment earned whoever brought its payer goes back with it; `refundedToman`: what of it is back in all. */
export const followRewards = (
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  refundedToman: number,
): Promise<void> =>
  takeRewardsBack(tenant, tx, { paymentId: payment.id, depositToman: creditOf(payment), refundedToman });

/** Has the part that we asked for gone back, when so much has in all? */
const isPartDone = (payment: Payment, inAllToman: number): boolean =>
  refundedNow(payment) < unreturnedOf(payment) &&
  inAllToman >= payment.refundedToman + worthOf(refundAmountOf(payment), payment.rateToman);

/** The gateway has given back the part that we asked it to; again, it is nothing. Returns the payment as it is then. */
async function endPart(tenant: Tenant, tx: Tx, payment: Payment): Promise<Payment> {
  if (!isBeingRefunded(payment)) return payment;
  const partToman = refundedNow(payment);
  const inAllToman = payment.refundedToman + partToman;
  const refunded = await writePayment(tenant, tx, payment, {
    problem: (await noteOfLack(tenant, tx, payment, inAllToman)) ?? refundedInPart,
    refundingToman: null,
    ...goneBack(inAllToman),
  });
  await followRewards(tenant, tx, payment, inAllToman);
  await tellPayer(tenant, tx, refunded, { part: { toman: partToman, in_all_toman: inAllToman } });
  await followPayment(tenant, refunded);
  return refunded;
}

/**
 * The gateway answers that it gave back what it was asked to; `asked`: the payment as it was then. What was heard of it before is
 * noted once, and what another run put into the wallet again is taken out.
 */
export async function endAsked(tenant: Tenant, tx: Tx, locked: LockedPayment, asked: Payment): Promise<void> {
  const { payment } = locked;
  const inAllToman = asked.refundedToman + refundedNow(asked);
  if (inAllToman === creditOf(asked)) return takeRefunded(tenant, tx, locked, {});
  if (payment.status === 'refunded' || payment.refundedToman >= inAllToman) return;
  if (isBeingRefunded(payment)) await endPart(tenant, tx, payment);
  else await takePart(tenant, tx, locked, inAllToman);
}

/** What is to be taken out of a wallet. */
interface Owed {
  readonly oweToman: number;
  /** Names it among what is taken out for this payment, for ever. */
  readonly event: string;
  /** Is what was bought with the money taken back where the wallet has not enough of it? */
  readonly mayReverse: boolean;
}

/** Takes what is there of a sum out of the wallet of a locked payer. */
export async function takeOut(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  { oweToman, event, mayReverse }: Owed,
): Promise<{ readonly toman: number; readonly transactionId: string } | undefined> {
  if (mayReverse && payer.balanceToman < oweToman && payment.orderId !== null)
    await reverseOrder(tenant, tx, { orderId: payment.orderId, reason: paymentRefunded });
  const { balanceToman = 0 } = (await lockBuyer(tenant, tx, payer.id)) ?? {};
  const toman = Math.min(oweToman, balanceToman);
  if (toman === 0) return undefined;
  const transactionId = await moveBalance(tenant, tx, {
    userId: payer.id,
    type: 'withdrawal',
    amountToman: -toman,
    idempotencyKey: `payment ${payment.id} ${event}`,
    reference: { kind: tableOf(payment.method).table, id: payment.id },
    paymentMethod: payment.method,
    externalId: payment.externalId,
  });
  return { toman, transactionId };
}

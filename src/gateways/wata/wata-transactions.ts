import { now } from '#platform/clock.js';
import { compareAmounts, isAmount, sumOfAmounts } from '#platform/money.js';
import { dayMs } from '#platform/units.js';
import type { CallbackVerdict } from '../callback.js';
import type { GatewayState, RefundState } from '../gateway-state.js';
import type { RefundAsk } from '../payment-at-gateway.js';
import type { WataTransaction } from './call-wata.js';

type Told = Pick<
  WataTransaction,
  'amount' | 'currency' | 'id' | 'kind' | 'status' | 'terminalPublicId' | 'type'
>;

const is = (text: string, word: string): boolean => text.toLowerCase() === word;
/** Older answers, which know no refunds, do not say what kind a transaction is. */
const isPayment = ({ kind = 'payment' }: Told): boolean => is(kind, 'payment');
const isRefund = ({ kind = '' }: Told): boolean => is(kind, 'refund');
const isDeclined = ({ status }: Told): boolean => is(status, 'declined');
/** `Paid` of a refund means that the money went back. */
export const isPaid = (one: Told): boolean =>
  isPayment(one) && is(one.status, 'paid') && isAmount(one.amount);

/** Refunds that are done, or under way. */
const refundsAmong = (transactions: readonly WataTransaction[]) =>
  transactions.filter((one) => isRefund(one) && !isDeclined(one));

const total = (transactions: readonly Told[]): string =>
  sumOfAmounts(transactions.map(({ amount }) => amount.replace('-', '')));

const paidState = (paid: readonly Told[]): GatewayState => {
  const [{ currency, id, type } = { currency: '', id: '' }] = paid;
  return {
    kind: 'paid',
    amount: total(paid),
    currency,
    receipt: id || null,
    ...(type !== undefined && { note: type }),
  };
};

/**
 * What the transactions of an order say of it; undefined: none of them moved money, and none will. A declined one ends nothing:
 * the same link can be paid after it. What nobody knows is waited for.
 */
export function stateOfOrder(transactions: readonly WataTransaction[]): GatewayState | undefined {
  const paid = transactions.filter(isPaid);
  if (paid.length === 0) return transactions.some((one) => !isDeclined(one)) ? { kind: 'open' } : undefined;
  if (new Set(paid.map(({ currency }) => currency)).size > 1)
    return { kind: 'disputed', code: 'paid in two currencies' };
  const back = total(refundsAmong(transactions).filter(({ status }) => is(status, 'paid')));
  if (compareAmounts(back, '0') === 0) return paidState(paid);
  return compareAmounts(back, total(paid)) < 0 ? { kind: 'refunded', amount: back } : { kind: 'refunded' };
}

/** What a signed webhook proves of a payment. What went back is asked for: there may have been more of it before. */
export function verdictOf(told: Told): CallbackVerdict {
  if (isPaid(told)) return paidState([told]);
  if (!isPayment(told) && !isRefund(told)) return 'ask';
  if (isRefund(told) && is(told.status, 'paid')) return 'ask';
  return ['created', 'declined', 'pending'].some((word) => is(told.status, word)) ? 'nothing' : 'ask';
}

const lesser = (one: string, other: string): string => (compareAmounts(one, other) < 0 ? one : other);

/** What WATA declined is not asked for again within that time: it would be declined again. */
const declinedForMs = dayMs;
const wasDeclined = (one: WataTransaction): boolean =>
  isRefund(one) && isDeclined(one) && now() - Date.parse(one.creationTime ?? '') < declinedForMs;

/** What is still to be sent back of a payment, and by which transaction; or how its refund stands without that. */
export function dueRefund(
  transactions: readonly WataTransaction[],
  { amount, refundAmount }: Pick<RefundAsk, 'amount' | 'refundAmount'>,
): RefundState | { readonly id: string; readonly amount: string } {
  const paid = transactions.find(isPaid);
  if (!paid) return { kind: 'by_hand', code: 'not_paid' };
  const begun = refundsAmong(transactions);
  const isWhole = (refunds: readonly WataTransaction[]) =>
    compareAmounts(total(refunds), lesser(paid.amount, amount)) >= 0;
  if (isWhole(begun.filter(({ status }) => is(status, 'paid')))) return { kind: 'sent' };
  if (isWhole(begun)) return { kind: 'waiting' };
  const declined = transactions.find(wasDeclined);
  if (declined) return { kind: 'by_hand', code: declined.errorCode ?? 'declined' };
  const isTooMuch = compareAmounts(sumOfAmounts([total(begun), refundAmount]), paid.amount) > 0;
  if (begun.length > 0 && isTooMuch) return { kind: 'by_hand', code: 'refunded_in_part' };
  return { id: paid.id, amount: lesser(refundAmount, paid.amount) };
}

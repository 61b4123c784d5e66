import { z } from 'zod';
import { now } from '#platform/clock.js';
import { compareAmounts, isAmount } from '#platform/money.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { besides } from '../call-gateway.js';

const decimal = z.union([z.string(), z.number()]).transform(String).refine(isAmount);
const number = z.union([z.string().min(1).max(100), z.int()]).transform(String);
const moment = z
  .union([z.iso.datetime({ offset: true }), z.int().positive()])
  .transform((at) => new Date(at).getTime());

/** A payment in coins, as the list answers it and an IPN tells it. */
export const coinPaymentSchema = z.object({
  payment_id: number,
  payment_status: z.string(),
  price_amount: decimal,
  price_currency: z.string(),
  order_id: besides(number),
  invoice_id: besides(number),
  actually_paid: besides(decimal),
  pay_currency: besides(z.string()),
  updated_at: besides(moment),
});
export type CoinPayment = z.output<typeof coinPaymentSchema>;

/** So long after the making of an invoice its payments are asked about. */
export const coinPaymentsAskedForMs = 3 * dayMs;
/** How long a payer who sent too little has to send the rest, before a person decides, in ms. */
const toppedUpForMs = 2 * hourMs;

const onItsWay = ['confirming', 'confirmed', 'sending'];

/** What a finished payment says; `more`: others of the same order that are finished, too. */
export function paidState(
  {
    payment_id: id,
    price_amount: amount,
    price_currency,
    actually_paid: coins,
    pay_currency: coin,
  }: CoinPayment,
  more: readonly CoinPayment[] = [],
): GatewayState {
  const notes = [
    ...(coins == null ? [] : [`${coins} ${coin ?? ''}`.trim()]),
    ...more.map((other) => `+ ${other.payment_id}`),
  ];
  return {
    kind: 'paid',
    ...{ amount, currency: price_currency.toUpperCase(), receipt: id },
    ...(notes.length > 0 && { note: notes.join(' ').slice(0, 200) }),
  };
}

/**
 * What the payments of an order mean together: one that is finished settles it, once; while one may still be, it is waited out. Too
 * little is waited for, and then for a person to decide about. A payer whose payment failed may begin another.
 */
export function stateOfCoinPayments(
  payments: readonly CoinPayment[],
  { amount, currency, createdAt }: KnownPayment,
): GatewayState {
  const having = (...statuses: string[]) =>
    payments.filter(({ payment_status: status }) => statuses.includes(status));
  const [paid, ...more] = having('finished');
  if (paid) {
    const isAsSent =
      compareAmounts(paid.price_amount, amount) === 0 && paid.price_currency.toUpperCase() === currency;
    return isAsSent ? paidState(paid, more) : { kind: 'disputed', code: 'price' };
  }
  if (having(...onItsWay).length > 0) {
    const until = Math.min(now() + hourMs, createdAt.getTime() + coinPaymentsAskedForMs);
    return { kind: 'open', until: new Date(until) };
  }
  const part = having('partially_paid').at(-1);
  if (part) {
    const until = new Date((part.updated_at ?? createdAt.getTime()) + toppedUpForMs);
    return until.getTime() > now() ? { kind: 'open', until } : { kind: 'disputed', code: 'partially_paid' };
  }
  if (having('expired', 'failed', 'refunded').length < payments.length) return { kind: 'open' };
  if (having('refunded').length > 0) return { kind: 'refunded' };
  if (now() - createdAt.getTime() < coinPaymentsAskedForMs) return { kind: 'open' };
  return having('failed').length > 0
    ? { kind: 'ended', as: 'failed', code: 'failed' }
    : { kind: 'ended', as: 'expired' };
}

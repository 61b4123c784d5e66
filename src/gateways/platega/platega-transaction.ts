import { z } from 'zod';
import { compareAmounts, isAmount, sumOfAmounts } from '#platform/money.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { callPlatega, findAtPlatega, type PlategaPlace } from './call-platega.js';
import { besides } from '../call-gateway.js';

const decimal = z.union([z.string(), z.number()]).transform(String).refine(isAmount);
const name = z.string().min(1).max(200);
const web = z.url().max(2_000);

/** `500 RUB`, or its parts. */
const details = z.union([
  z.object({ amount: decimal, currency: z.string() }),
  z
    .string()
    .regex(/^\S+ [A-Za-z]+$/)
    .transform((text) => {
      const [amount = '', currency = ''] = text.split(' ');
      return { amount, currency };
    })
    .refine(({ amount }) => isAmount(amount)),
]);

/** A payment as it was made: v1 calls the page `redirect`, v2 `url`. */
export const madeSchema = z
  .object({
    transactionId: name,
    redirect: besides(web),
    url: besides(web),
    expiresIn: besides(z.string().regex(/^\d{1,3}:\d\d:\d\d$/)),
  })
  .transform(({ redirect, url, ...more }) => ({ ...more, url: redirect ?? url ?? '' }))
  .refine(({ url }) => url !== '');

/** A payment, as far as the fleet reads it; `comission` is spelled so. */
const transactionSchema = z.object({
  id: besides(name),
  status: z.string(),
  paymentDetails: besides(details),
  comission: besides(decimal),
  paymentMethod: besides(z.union([z.string().max(40), z.number()]).transform(String)),
  payload: besides(z.string()),
});
export type PlategaTransaction = z.output<typeof transactionSchema>;

const pathOf = (id: string): string => `/transaction/${encodeURIComponent(id)}`;

/** The payment of a name; undefined: Platega knows none. */
export const findTransaction = (place: PlategaPlace, id: string): Promise<PlategaTransaction | undefined> =>
  findAtPlatega(place, { operation: 'transaction', path: pathOf(id) }, transactionSchema);

/** What each status means where that is not said by the payment; any other is waited out. */
const ends = {
  CANCELED: 'cancelled',
  CANCELLED: 'cancelled',
  EXPIRED: 'expired',
  FAILED: 'failed',
} as const;
const isBack = (status: string): boolean => status === 'CHARGEBACKED' || status === 'CHARGEBACK';

/** What was paid of what was asked for: where the payer bears the commission, that is shown on top. */
function paidAmount(shown: string, { amount }: KnownPayment, commission: string): string {
  const isMore = compareAmounts(shown, amount) > 0;
  return isMore && compareAmounts(shown, sumOfAmounts([amount, commission])) <= 0 ? amount : shown;
}

function paidState(
  { paymentDetails, comission = '0', paymentMethod }: PlategaTransaction,
  payment: KnownPayment,
) {
  if (!paymentDetails) return { kind: 'disputed', code: 'no amount' } as const;
  const { amount, currency } = paymentDetails;
  return {
    kind: 'paid',
    amount: paidAmount(amount, payment, comission),
    currency: currency.toUpperCase(),
    receipt: payment.externalId,
    ...(paymentMethod !== undefined && { note: paymentMethod }),
  } as const;
}

/** What a payment's transaction says of it. Charges of a mandate carry the payload of its first payment, or none. */
export function stateOfTransaction(transaction: PlategaTransaction, payment: KnownPayment): GatewayState {
  const { id = payment.externalId, payload } = transaction;
  if (id.toLowerCase() !== payment.externalId.toLowerCase()) return { kind: 'disputed', code: 'id' };
  if (payment.chargeOf === undefined && payload && payload !== payment.reference)
    return { kind: 'disputed', code: 'payload' };
  const status = transaction.status.toUpperCase();
  if (isBack(status)) return { kind: 'refunded' };
  if (Object.hasOwn(ends, status)) return { kind: 'ended', as: ends[status as keyof typeof ends] };
  return status === 'CONFIRMED' ? paidState(transaction, payment) : { kind: 'open' };
}

const supportSchema = z.object({
  supported: z.boolean(),
  blockReason: z.string().nullish().catch(undefined),
});
const cancelSchema = z.object({
  accepted: z.boolean(),
  manualControlRequired: z.boolean().nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
});
/** The documentation demands it of both calls; they answer JSON all the same. */
const headers = { accept: 'text/plain' };

/** Gives a payment back, whole; a text says why that is to be done by hand. */
export async function giveBack(place: PlategaPlace, id: string): Promise<'sent' | { readonly why: string }> {
  const path = pathOf(id);
  const first = { operation: 'cancel-supported', path: `${path}/cancel-supported`, headers };
  const { supported, blockReason } = await callPlatega(place, first, supportSchema);
  if (!supported) return { why: blockReason ?? 'not supported' };
  const asked = { operation: 'cancel', path: `${path}/cancel`, method: 'POST', headers } as const;
  const done = await callPlatega(place, { ...asked, money: 'unknown' }, cancelSchema);
  if (done.accepted) return 'sent';
  const why = done.message ?? 'not accepted';
  return { why: done.manualControlRequired ? `ask the support of Platega: ${why}` : why };
}

/** Is the money of a transaction back already, or not there at all? */
export const whereMoneyIs = ({ status }: PlategaTransaction): 'back' | 'paid' | 'unpaid' => {
  const said = status.toUpperCase();
  if (isBack(said)) return 'back';
  return said === 'CONFIRMED' ? 'paid' : 'unpaid';
};

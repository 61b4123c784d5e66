import { z } from 'zod';
import { now } from '#platform/clock.js';
import { isAmount } from '#platform/money.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { GatewayState } from '../gateway-state.js';
import { besides } from '../call-gateway.js';

const decimal = z.union([z.string(), z.number()]).transform(String).refine(isAmount);
const name = z.string().min(1).max(200);

const parts = {
  uuid: name,
  order_id: besides(name),
  amount: decimal,
  currency: z.string(),
  is_final: besides(z.boolean()),
  payment_amount: besides(decimal),
  payer_currency: besides(name),
  txid: besides(name),
  url: besides(z.url().max(2_000)),
  expired_at: besides(z.int().positive()),
};

/** An invoice as its calls answer it and webhooks tell it; the status has two names. */
export const heleketInvoiceSchema = z
  .object({ ...parts, payment_status: besides(name), status: besides(name) })
  .transform(({ payment_status: told, status, ...invoice }) => ({
    ...invoice,
    status: told ?? status ?? '',
  }));
export type HeleketInvoice = z.output<typeof heleketInvoiceSchema>;

/** After its end a transfer to its address still makes it paid: so long after its making it is asked about. */
export const heleketAskedForMs = 3 * dayMs;

/** While coins are on their way it is open an hour at a time, past the end that Heleket told, but not forever. */
const onTheWay = (createdAt: Date): GatewayState => ({
  kind: 'open',
  until: new Date(Math.min(now() + hourMs, createdAt.getTime() + heleketAskedForMs)),
});

/** Money is on its way, and Heleket takes it after the end that it told, too. */
const onItsWay = ['confirm_check', 'process', 'wrong_amount_waiting'];
/** Money is with the merchant, or was, and a person decides: underpaid and closed, frozen, not given back. */
const disputes = ['locked', 'refund_fail', 'wrong_amount'];

/** Paid, in whichever coin. More than was asked for is worth what was asked for: what is over is a matter of coins and rates. */
function paidState(invoice: HeleketInvoice): GatewayState {
  const { uuid, amount, currency, payment_amount: coins, payer_currency: coin, txid } = invoice;
  return {
    kind: 'paid',
    ...{ amount, currency, receipt: txid ?? uuid },
    ...(coins != null && { note: `${coins} ${coin ?? ''}`.trim() }),
  };
}

/** What an invoice says of a payment that was made then. Paid counts when it is final; a status that nobody knows is waited out. */
export function stateOfInvoice(invoice: HeleketInvoice, createdAt: Date): GatewayState {
  const { status, is_final: isFinal } = invoice;
  if (status === 'paid' || status === 'paid_over')
    return isFinal === true ? paidState(invoice) : onTheWay(createdAt);
  if (onItsWay.includes(status)) return onTheWay(createdAt);
  if (disputes.includes(status)) return { kind: 'disputed', code: status };
  if (status === 'refund_paid') return { kind: 'refunded' };
  if (status === 'fail' || status === 'system_fail') return { kind: 'ended', as: 'failed', code: status };
  // Not paid in time; who pays late is found as long as it is asked about.
  const isOver = status === 'cancel' && now() - createdAt.getTime() >= heleketAskedForMs;
  return isOver ? { kind: 'ended', as: 'expired' } : { kind: 'open' };
}

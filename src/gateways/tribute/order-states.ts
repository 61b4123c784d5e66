import { PermanentError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import { z } from 'zod';
import { callTribute, type TributePlace } from './call-tribute.js';
import {
  tributeOrderId,
  readTributeOrder,
  readTributeSells,
  type TributeSell,
  type TributeOrder,
} from './tribute-orders.js';
import type { GatewayState, RefundState } from '../gateway-state.js';
import type { KnownPayment, RefundAsk } from '../payment-at-gateway.js';

/** A payment without an order: its payer was sent to a donation link, or gave what nobody asked for. */
const isWithoutOrder = ({ externalId, chargeOf }: KnownPayment): boolean =>
  chargeOf === undefined && !tributeOrderId.safeParse(externalId).success;

/** What was paid for the first period, or once. */
export const firstSumOf = ({
  amount,
  firstPeriodAmount,
}: Pick<TributeOrder, 'amount' | 'firstPeriodAmount'>) => firstPeriodAmount ?? amount;

/** An order whose money is on its way is waited for so long after it was made. */
const prepaidForMs = 3 * dayMs;

const isUnknownOrder = (error: unknown): boolean =>
  error instanceof PermanentError &&
  ['error_not_found', 'error_not_permitted', 'no_access'].includes(String(error.context.said));

/**
 * What became of an order, or of a charge of one that repeats. Keys are made anew, and accounts change: an order that this key does
 * not open is waited for. Throws what `callTribute` throws.
 */
export async function tributeStateOf(payment: KnownPayment, place: TributePlace): Promise<GatewayState> {
  if (isWithoutOrder(payment)) return { kind: 'open' };
  try {
    const order = await readTributeOrder(place, payment.chargeOf ?? payment.externalId);
    if (payment.chargeOf !== undefined) return await stateOfCharge(payment, order, place);
    const { customerId = payment.reference } = order;
    if (customerId !== payment.reference) return { kind: 'disputed', code: 'customer' };
    return await stateOfOrder(payment, order, place);
  } catch (error) {
    if (isUnknownOrder(error)) return { kind: 'open' };
    throw error;
  }
}

async function stateOfOrder(
  { createdAt }: KnownPayment,
  order: TributeOrder,
  place: TributePlace,
): Promise<GatewayState> {
  if (order.status === 'failed') return { kind: 'ended', as: 'failed' };
  if (order.status === 'prepaid')
    return { kind: 'open', until: new Date(createdAt.getTime() + prepaidForMs) };
  if (order.status !== 'paid') return { kind: 'open' };
  const sells = await readTributeSells(place, order.uuid);
  const [first] = sells;
  if (first?.isRefunded) return { kind: 'refunded' };
  return {
    kind: 'paid',
    amount: firstSumOf(order),
    currency: order.currency,
    receipt: first ? String(first.id) : null,
    ...(sells.length <= 1 && order.memberExpiresAt && { paidUntil: order.memberExpiresAt }),
  };
}

/** Charges are called as their transactions are. That of the first period is the order's own, and no charge. */
async function stateOfCharge(
  { externalId }: KnownPayment,
  { uuid, amount, currency, memberExpiresAt }: TributeOrder,
  place: TributePlace,
): Promise<GatewayState> {
  const sells = await readTributeSells(place, uuid);
  const at = sells.findIndex(({ id }) => String(id) === externalId);
  if (at < 0) return { kind: 'open' };
  if (at === 0) return { kind: 'ended', as: 'failed', code: 'first_charge' };
  if (sells[at]?.isRefunded) return { kind: 'refunded' };
  const isNewest = at === sells.length - 1;
  return {
    ...{ kind: 'paid', amount, currency, receipt: externalId },
    ...(isNewest && memberExpiresAt && { paidUntil: memberExpiresAt }),
  };
}

const byHand = (code: string): RefundState => ({ kind: 'by_hand', code });

/** Gives back the whole of one transaction; Tribute tells when it is done. Throws what `callTribute` throws. */
export async function refundTributeSell(refund: RefundAsk, place: TributePlace): Promise<RefundState> {
  if (isWithoutOrder(refund)) return byHand('no_order');
  const uuid = refund.chargeOf ?? refund.externalId;
  try {
    const sell = findSell(await readTributeSells(place, uuid), refund);
    if (!sell) return byHand('no_transaction');
    // What is on its way back is said not to be refundable, as what never was: so the call itself decides.
    if (sell.isRefunded) return { kind: 'sent' };
    const path = `/shop/orders/${encodeURIComponent(uuid)}/transactions/${sell.id}/refund`;
    const asked = { operation: 'refund', path, json: {}, money: 'unknown' } as const;
    await callTribute(place, asked, z.object({ success: z.literal(true) }));
    return { kind: 'sent' };
  } catch (error) {
    if (!(error instanceof PermanentError) || error.code !== 'gateway.refused') throw error;
    const code = String(error.context.said);
    return code === 'error_already_refunded' ? { kind: 'sent' } : byHand(code);
  }
}

const findSell = (
  sells: readonly TributeSell[],
  { chargeOf, externalId }: RefundAsk,
): TributeSell | undefined =>
  chargeOf === undefined ? sells[0] : sells.find(({ id }) => String(id) === externalId);

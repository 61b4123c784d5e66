import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { UserFacingError } from '#platform/errors.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { hasEmail } from '../people/keep-email.js';
import { isRowId } from '#platform/row-id.js';
import { keepOrder } from '../orders/keep-order.js';
import { mostCartMs } from '../orders/confirm-order.js';
import { lockOrder } from '../orders/order-rows.js';
import { lockBuyer } from '../orders/weigh-order.js';
import type { PricedOrder } from '../orders/types.js';
import { askedOnCard } from './offer-card.js';
import {
  canRepeat,
  methodState,
  offerMethods,
  type MethodTerms,
  type OfferedMethod,
} from './offer-methods.js';
import { followIn, leaveMessage } from './follow-payment.js';
import { countRecent, findOpenPayments } from './open-payments.js';
import { retirePayment } from './retire-payment.js';
import { beginOnCard } from './begin-on-card.js';
import { cardMethod } from './on-card.js';
import { isUnderReview, type Payment } from './payment.js';
import { isChargedAlready } from './agreements/own-agreements.js';
import { insertPayment } from './write-payment.js';

/** A tap on a way to pay. */
export interface PaymentWish {
  readonly userId: string;
  /** From the button: may be anything. */
  readonly method: string;
  /** The order that is paid, from the button too; null: the wallet is topped up. */
  readonly orderId: string | null;
  /** What to top up with, in toman; an order is asked for what is missing. */
  readonly topUpToman?: number;
  /** The payer shall be charged for it again and again: then its whole price is asked for, whatever is in the wallet. */
  readonly isRepeating?: boolean;
  readonly terms: MethodTerms;
  /** The message that shall follow the payment. */
  readonly messageId: string | null;
}

/** What became of it. */
export type Started =
  | { readonly kind: 'started'; readonly payment: Payment }
  /** The wallet suffices for the order by now. */
  | { readonly kind: 'enough' }
  /** The order is no longer open. */
  | { readonly kind: 'gone' };

/** Payments that a person may have open at once. */
const mostOpen = 10;
/** Payments that a person may begin in an hour: each is a row, and a call to the gateway. */
const mostAnHour = 30;

/**
 * Begins a payment, in the open transaction: its row with a name of its own, and the job that asks the gateway to make it. The
 * same wish again, from any device, is the same payment while it is open. The order stays open for as long as it can be paid.
 * Throws UserFacingError `payment.method_off`, `payment.email_needed`, `payment.too_many_open`, `payment.too_many_begun` and, from card to card,
 * `payment.too_soon`, before any payment is written.
 */
export async function startPayment(tenant: Tenant, tx: Tx, wish: PaymentWish): Promise<Started> {
  const { userId, method, terms, messageId } = wish;
  const buyer = await lockBuyer(tenant, tx, userId);
  if (buyer?.status !== 'active') return { kind: 'gone' };
  const wanted = await wantedOf(tenant, tx, wish, buyer.balanceToman);
  if (typeof wanted === 'string') return { kind: wanted };
  const offers = await offerMethods(tenant, tx, { amountToman: wanted.amountToman, terms });
  const offer = offers.find((one) => one.method === method && fitsRepeating(one, wanted));
  // Who has a card already keeps it, also when no card is left for others.
  const askedToman =
    method === cardMethod ? askedOnCard(wanted.amountToman, terms) : (offer?.amountToman ?? NaN);
  const open = await findOpenPayments(tenant, tx, userId);
  const same = open.find(
    (one) =>
      one.method === method &&
      one.orderId === wanted.orderId &&
      // Whose receipt is under review is asked for no second one.
      ((isUnderReview(one) && one.orderId !== null) ||
        (one.amountToman - (one.onCard?.extraToman ?? 0) === askedToman &&
          (one.repeat?.days ?? undefined) === wanted.repeatDays &&
          one.expiresAt.getTime() > now())),
  );
  if (same) return { kind: 'started', payment: await showIn(tenant, tx, same, messageId) };
  if (!offer) throw new UserFacingError('payment.method_off');
  // What can no longer be the right sum makes room: an order is asked for once a method.
  const stale = open.filter(
    ({ orderId, method: other }) => orderId !== null && orderId === wanted.orderId && other === method,
  );
  await demandEmail(tenant, tx, { userId, offer, terms });
  await demandRoom(tenant, tx, { userId, openCount: open.length - stale.length });
  for (const payment of stale) await retirePayment(tenant, tx, payment);
  if (messageId !== null) await leaveMessage(tenant, tx, { userId, messageId });
  const payment = await insertBegun(tenant, tx, { wish, wanted, offer });
  if (wanted.orderId !== null)
    await keepOrder(tenant, tx, { orderId: wanted.orderId, until: payment.expiresAt });
  return { kind: 'started', payment };
}

/** Writes the payment that an offer was taken up with; a gateway is asked to make it by a job. */
async function insertBegun(
  tenant: Tenant,
  tx: Tx,
  begun: { readonly wish: PaymentWish; readonly wanted: Wanted; readonly offer: OfferedMethod },
): Promise<Payment> {
  const { wish, wanted, offer } = begun;
  const { userId, messageId, terms } = wish;
  const gateway = findGateway(offer.method);
  const openMs = Math.min(gateway?.payableForMs ?? Infinity, terms.values.payment_open_hours * hourMs);
  // However often it is begun anew: the credit that an order was priced with grows no older than a cart and a payment may be.
  const lastMs = wanted.pricedAt ? wanted.pricedAt.getTime() + mostCartMs(terms.values) + openMs : Infinity;
  const expiresAt = new Date(Math.min(now() + openMs, lastMs));
  const { title: _title, isRaised: _isRaised, repeatDays: _repeatDays, ...sum } = offer;
  const fresh = { ...sum, userId, orderId: wanted.orderId, messageId, expiresAt };
  if (!gateway) return beginOnCard(tenant, tx, { payment: fresh, values: terms.values });
  const payment = await insertPayment(tenant, tx, {
    ...fresh,
    repeatDays: wanted.repeatDays,
    checkUntil: new Date(now() + Math.max(openMs, gateway.askedForMs)),
  });
  await enqueue(tenant, 'payment.create', { payment_id: payment.id });
  return payment;
}

/** Some ways to pay need the payer's e-mail, for a receipt. */
async function demandEmail(
  tenant: Tenant,
  tx: Tx,
  wanted: { readonly userId: string; readonly offer: OfferedMethod; readonly terms: MethodTerms },
): Promise<void> {
  const { userId, offer, terms } = wanted;
  const gateway = findGateway(offer.method);
  if (!gateway?.needsEmail?.(methodState(gateway, terms.features).config)) return;
  if (!(await hasEmail(tenant, tx, userId))) throw new UserFacingError('payment.email_needed');
}

async function demandRoom(
  tenant: Tenant,
  tx: Tx,
  { userId, openCount }: { readonly userId: string; readonly openCount: number },
): Promise<void> {
  if (openCount >= mostOpen) throw new UserFacingError('payment.too_many_open');
  const begun = await countRecent(tenant, tx, userId);
  if (begun >= mostAnHour) throw new UserFacingError('payment.too_many_begun');
}

interface Wanted {
  readonly orderId: string | null;
  readonly amountToman: number;
  /** 0: it cannot be charged again and again. */
  readonly repeatDays?: number;
  /** When the order was priced. */
  readonly pricedAt?: Date;
}

/** What repeats is charged at its own price and for its own period, or not at all. */
const fitsRepeating = (offer: OfferedMethod, { repeatDays: days }: Wanted): boolean =>
  days === undefined || (days > 0 && canRepeat(offer, days) && !offer.isRaised);

/** After how many days what was ordered could be bought again; undefined: it is nothing that goes on. */
export const repeatDaysOf = ({ wish, quote }: Pick<PricedOrder, 'quote' | 'wish'>): number | undefined =>
  wish.kind === 'plan' && quote.effect !== 'change' && quote.totalToman > 0 ? quote.periodDays : undefined;

async function wantedOf(
  tenant: Tenant,
  tx: Tx,
  { userId, orderId, topUpToman = 0, isRepeating = false }: PaymentWish,
  balanceToman: number,
): Promise<Wanted | 'enough' | 'gone'> {
  if (orderId === null) return { orderId, amountToman: topUpToman };
  const order = isRowId(orderId) ? await lockOrder(tenant, tx, { userId, orderId }) : undefined;
  if (order?.state !== 'waiting' || order.expiresAt.getTime() <= now()) return 'gone';
  const { totalToman } = order.quote;
  const { pricedAt } = order;
  const amountToman = totalToman - balanceToman;
  if (isRepeating)
    return {
      orderId,
      amountToman: totalToman,
      repeatDays: await daysToAgree(tenant, tx, userId, order),
      pricedAt,
    };
  return amountToman > 0 ? { orderId, amountToman, pricedAt } : 'enough';
}

/** After how many days an order may be agreed to be bought again; 0: it is nothing that goes on, or its buyer is charged for it already. */
async function daysToAgree(
  tenant: Tenant,
  tx: Tx,
  userId: string,
  order: Pick<PricedOrder, 'quote' | 'subscriptionId' | 'wish'>,
): Promise<number> {
  const { subscriptionId } = order;
  const isCharged =
    subscriptionId !== null && (await isChargedAlready(tenant, tx, { userId, subscriptionId }));
  return isCharged ? 0 : (repeatDaysOf(order) ?? 0);
}

/** The payment is followed where it was asked for last. */
async function showIn(tenant: Tenant, tx: Tx, payment: Payment, messageId: string | null): Promise<Payment> {
  const shown = messageId === null ? payment : await followIn(tenant, tx, payment, messageId);
  if (payment.externalId !== null) await enqueue(tenant, 'payment.show', { payment_id: payment.id });
  return shown;
}

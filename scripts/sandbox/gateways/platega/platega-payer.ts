import type { PayButton, PayPage } from '../stand-in.js';
import { plategaCallbackOf, tellPlategaShop, type PlategaCallback } from './platega-callbacks.js';
import {
  addPayment,
  bindingOf,
  periodMsOf,
  statusOf,
  type PlategaPayment,
  type PlategaSubscription,
  type PlategaWorld,
} from './platega-world.js';

/** How the stand-in behaves where the real one was seen to behave in several ways. */
export interface PlategaManner {
  /** Callbacks about mandates name their members so. */
  keys: 'camelCase' | 'PascalCase';
  /** Do callbacks of payments carry our payload? */
  hasPayload: boolean;
}

/** Where payers pay, and who is told of it. */
export interface PlategaShop {
  readonly world: PlategaWorld;
  readonly manner: PlategaManner;
}

const lateMs = 60_000;

const cased = ({ keys }: PlategaManner, told: object): object =>
  keys === 'camelCase'
    ? told
    : Object.fromEntries(
        Object.entries(told).map(([key, value]) => [
          `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          value as unknown,
        ]),
      );

/** The callback about a payment. */
export function callbackOf({ world, manner }: PlategaShop, payment: PlategaPayment): PlategaCallback {
  const { id, amount, commission, payload, method, subscriptionId } = payment;
  const merchant = world.merchants.get(payment.merchantId)!;
  const status = statusOf(world, payment);
  const told = { id, amount: amount + commission, currency: 'RUB', status, paymentMethod: method ?? 2 };
  const named = manner.hasPayload && payload !== null ? { ...told, payload } : told;
  if (subscriptionId === undefined) return plategaCallbackOf(merchant, named);
  const next = world.subscriptions.get(subscriptionId)!.nextChargeAt;
  const nextChargeAt = next === null ? null : new Date(next).toISOString();
  return plategaCallbackOf(merchant, cased(manner, { ...named, subscriptionId, nextChargeAt }));
}

const tell = (shop: PlategaShop, payment: PlategaPayment): Promise<boolean> =>
  tellPlategaShop(shop.world.merchants.get(payment.merchantId)!.callbackUrl, callbackOf(shop, payment));

/** Tells a shop what became of a mandate. */
export function tellOfMandate(
  { world, manner }: PlategaShop,
  one: PlategaSubscription,
  status: string,
): Promise<boolean> {
  const merchant = world.merchants.get(one.merchantId)!;
  const { amount } = one.given.paymentDetails;
  const told = { id: one.id, amount, currency: 'RUB', status, paymentMethod: 6, subscriptionId: one.id };
  return tellPlategaShop(merchant.callbackUrl, plategaCallbackOf(merchant, cased(manner, told)));
}

/** Charges a payer of a mandate, or tries to. */
export async function charge(
  shop: PlategaShop,
  one: PlategaSubscription,
  { fails = false, retryAt, isTold = true }: { fails?: boolean; retryAt?: Date; isTold?: boolean },
): Promise<PlategaPayment> {
  const { world } = shop;
  const { description, payload = null, paymentDetails } = one.given;
  const about = { amount: paymentDetails.amount, commission: 0, description, payload, method: 6 };
  const payment = addPayment(world, { merchantId: one.merchantId, subscriptionId: one.id, ...about });
  payment.status = fails ? 'CANCELED' : 'CONFIRMED';
  one.status = fails ? 'PastDue' : 'Active';
  one.lastChargeAt = world.now();
  if (fails) one.failed += 1;
  else one.succeeded += 1;
  one.nextChargeAt = fails ? (retryAt?.getTime() ?? null) : world.now() + periodMsOf(one);
  if (isTold) {
    if (fails) await tellOfMandate(shop, one, 'SUBSCRIPTION_PAST_DUE');
    await tell(shop, payment);
  }
  return payment;
}

/** The money of a payment goes back. */
export async function chargeBack(shop: PlategaShop, payment: PlategaPayment): Promise<void> {
  payment.status = 'CHARGEBACKED';
  await tell(shop, payment);
}

/** Pays it, or does not, where that can still be; resolves when the fleet was told once, or did not listen. */
async function end(
  shop: PlategaShop,
  payment: PlategaPayment,
  { as, isTold = true }: { readonly as: 'CANCELED' | 'CONFIRMED'; readonly isTold?: boolean },
): Promise<void> {
  payment.dueAt = null;
  if (statusOf(shop.world, payment) !== 'PENDING') return;
  payment.status = as;
  if (isTold) await tell(shop, payment);
}

/** Those whose payers said that they come later, and whose time has come. */
export function payDue(shop: PlategaShop): void {
  for (const payment of shop.world.payments.values())
    if (payment.dueAt !== null && shop.world.now() >= payment.dueAt)
      void end(shop, payment, { as: 'CONFIRMED', isTold: false });
}

async function agree(shop: PlategaShop, one: PlategaSubscription, button: PayButton): Promise<void> {
  if (bindingOf(shop.world, one) !== 'PendingAgreement') return;
  if (button === 'cancel') {
    one.status = 'Failed';
    await tellOfMandate(shop, one, 'SUBSCRIPTION_FAILED');
    return;
  }
  const isTold = button !== 'callback_lost';
  one.status = 'Active';
  if (isTold) await tellOfMandate(shop, one, 'SUBSCRIPTION_ACTIVATED');
  await charge(shop, one, { isTold });
}

/** What happens when a payer presses. */
export async function press(shop: PlategaShop, id: string, button: PayButton): Promise<void> {
  const { world } = shop;
  const mandate = world.subscriptions.get(id);
  if (mandate) return agree(shop, mandate, button);
  const payment = world.payments.get(id);
  if (!payment) throw new Error(`Platega has no payment ${id}`);
  if (button === 'cancel') return end(shop, payment, { as: 'CANCELED' });
  if (button !== 'pay_late') return end(shop, payment, { as: 'CONFIRMED', isTold: button === 'pay' });
  payment.dueAt = world.now() + lateMs;
  setTimeout(() => void (payment.dueAt !== null && end(shop, payment, { as: 'CONFIRMED' })), lateMs).unref();
}

/** What the page of a payment or a mandate shows. */
export function pageOf(world: PlategaWorld, id: string): PayPage | undefined {
  const shared = { language: 'ru', brand: 'Platega', accent: '#a78bfa', number: id } as const;
  const mandate = world.subscriptions.get(id);
  if (mandate) {
    const { description, paymentDetails } = mandate.given;
    const status = bindingOf(world, mandate);
    const state = status === 'PendingAgreement' ? 'open' : mandate.succeeded > 0 ? 'paid' : 'ended';
    const buttons = ['pay', 'cancel', 'callback_lost'] as const;
    const days = Math.round(periodMsOf(mandate) / 86_400_000);
    const amount = `${paymentDetails.amount} ₽ / ${days} дн.`;
    return { ...shared, amount, description, state, buttons };
  }
  const payment = world.payments.get(id);
  if (!payment) return undefined;
  const { amount, commission, description } = payment;
  const status = statusOf(world, payment);
  const state = status === 'PENDING' ? 'open' : status === 'CONFIRMED' ? 'paid' : 'ended';
  const buttons = ['pay', 'cancel', 'pay_late', 'callback_lost'] as const;
  return { ...shared, amount: `${(amount + commission).toFixed(2)} ₽`, description, state, buttons };
}

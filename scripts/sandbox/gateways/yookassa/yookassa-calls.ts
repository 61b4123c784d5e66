import {
  demandSum,
  invalid,
  kopeksOf,
  readKey,
  readList,
  readPayment,
  readRefund,
  YookassaRefusal,
  type ListGiven,
  type PaymentGiven,
} from './yookassa-requests.js';
import type { StandInCall } from '../stand-in.js';
import {
  newId,
  paymentView,
  refundView,
  returnedOf,
  type YookassaPaid,
  type YookassaRefund,
  type YookassaShop,
  type YookassaWorld,
} from './yookassa-world.js';

const keyLastsMs = 86_400_000;
const notFound = (what: string) => new YookassaRefusal(404, 'not_found', undefined, `${what} doesn't exist`);

/** It is not done yet, and shall be asked for again by its key. */
export class StillProcessing extends Error {}

/** What is asked, by its first part; throws what the API refuses. */
export function answerYookassa(world: YookassaWorld, shop: YookassaShop, call: StandInCall): unknown {
  const [, version, noun = '', id, verb] = call.path.split('/');
  if (version !== 'v3' || verb !== undefined) throw new YookassaRefusal(405, 'method_not_allowed');
  if (call.method === 'GET') return readOne(world, shop, { noun, id, call });
  if (call.method !== 'POST' || id !== undefined) throw new YookassaRefusal(405, 'method_not_allowed');
  if (noun !== 'payments' && noun !== 'refunds') throw notFound('Resource');
  return once(world, shop, call, () =>
    noun === 'payments' ? makePayment(world, shop, call) : makeRefund(world, shop, call),
  );
}

/** The same key and body within a day is the same answer. */
function once(world: YookassaWorld, { id }: YookassaShop, call: StandInCall, make: () => unknown): unknown {
  const name = `${id} ${readKey(call)}`;
  const body = `${call.path} ${call.body.toString()}`;
  const before = world.answered.get(name);
  if (before && world.now() - before.at < keyLastsMs) {
    if (before.body !== body) throw invalid('Idempotence-Key', 'Idempotence key duplicated');
    return before.answer;
  }
  if (world.manner.processing > 0) {
    world.manner.processing -= 1;
    throw new StillProcessing();
  }
  const answer = make();
  world.answered.set(name, { body, at: world.now(), answer });
  return answer;
}

interface Reading {
  readonly noun: string;
  readonly id: string | undefined;
  readonly call: StandInCall;
}

function readOne(world: YookassaWorld, shop: YookassaShop, { noun, id, call }: Reading): unknown {
  if (noun === 'me' && id === undefined) return shopView(shop);
  if (noun === 'payments') {
    if (id === undefined) return listPayments(world, shop, readList(call));
    const payment = world.payments.get(id);
    if (payment?.shopId !== shop.id) throw notFound('Payment');
    return paymentView(world, payment);
  }
  if (noun !== 'refunds') throw notFound('Resource');
  if (id === undefined) return listRefunds(world, shop, readList(call));
  const refund = world.refunds.get(id);
  if (refund?.shopId !== shop.id) throw notFound('Refund');
  return refundView(refund);
}

const shopView = ({ id, isTest, isOn, hasReceipts, methods }: YookassaShop) => ({
  account_id: id,
  test: isTest,
  status: isOn ? 'enabled' : 'disabled',
  fiscalization_enabled: hasReceipts,
  payment_methods: methods,
});

function pageOf<T extends { readonly id: string }>(all: readonly T[], { limit, cursor }: ListGiven) {
  const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor);
  if (from < 0) throw invalid('cursor');
  return { items: all.slice(from, from + limit), next: all[from + limit]?.id };
}

function listPayments(world: YookassaWorld, shop: YookassaShop, given: ListGiven) {
  const { status, 'created_at.gte': since = 0, 'created_at.lte': until = Infinity } = given;
  const own = [...world.payments.values()]
    .filter(
      ({ shopId, createdAt: at, status: state }) =>
        shopId === shop.id && at >= since && at <= until && (status === undefined || state === status),
    )
    .reverse();
  const { items, next } = pageOf(own, given);
  const more = next === undefined ? {} : { next_cursor: next };
  return { type: 'list', items: items.map((one) => paymentView(world, one)), ...more };
}

function listRefunds(world: YookassaWorld, shop: YookassaShop, given: ListGiven) {
  const own = [...world.refunds.values()]
    .filter(
      (one) =>
        one.shopId === shop.id &&
        (given.payment_id === undefined || one.given.payment_id === given.payment_id),
    )
    .reverse();
  const { items, next } = pageOf(own, given);
  return { type: 'list', items: items.map(refundView), ...(next !== undefined && { next_cursor: next }) };
}

/** A receipt of the very sum, where the shop has receipts; where it has none, there is none. */
function demandReceipt({ hasReceipts }: YookassaShop, { receipt }: PaymentGiven, kopeks: number): void {
  if (hasReceipts && !receipt) throw invalid('receipt', 'Receipt is missing or illegal');
  if (receipt && !hasReceipts) throw new YookassaRefusal(403, 'forbidden', 'receipt');
  if (receipt) demandSum(receipt, kopeks);
}

/** What a shop may ask for: sums within limits, ways that it has, saving where it was allowed. */
function demandAllowed(shop: YookassaShop, given: PaymentGiven): void {
  const kopeks = kopeksOf(given.amount.value);
  if (kopeks < 100 || kopeks > 35_000_000) throw invalid('amount.value', 'Incorrect amount');
  demandReceipt(shop, given, kopeks);
  const isSaving = given.save_payment_method === true || given.payment_method_id !== undefined;
  if (isSaving && !shop.mayRepeat)
    throw new YookassaRefusal(403, 'forbidden', undefined, "You can't make recurring payments");
  const type = given.payment_method_data?.type;
  if (type !== undefined && !shop.methods.includes(type))
    throw invalid('payment_method_data', 'Payment method is not available');
}

function makePayment(world: YookassaWorld, shop: YookassaShop, call: StandInCall) {
  const given = readPayment(call);
  demandAllowed(shop, given);
  const isCharge = given.payment_method_id !== undefined;
  if (isCharge === (given.confirmation !== undefined)) throw invalid('confirmation');
  const payment: YookassaPaid = {
    ...{ id: newId(), shopId: shop.id, given, createdAt: world.now() },
    ...{ status: 'pending', reason: null, isSaved: false, paidAt: null, dueAt: 0, suspendedUntil: 0 },
    methodType: given.payment_method_data?.type ?? '',
    methodId: newId(),
  };
  if (isCharge) charge(world, payment);
  world.payments.set(payment.id, payment);
  return paymentView(world, payment);
}

function charge(world: YookassaWorld, payment: YookassaPaid): void {
  const saved = [...world.payments.values()].find(
    (one) => one.shopId === payment.shopId && one.isSaved && one.methodId === payment.given.payment_method_id,
  );
  if (!saved) throw invalid('payment_method_id', "Payment method doesn't exist or is not saved");
  const { charge: outcome } = world.manner;
  Object.assign(payment, { methodType: saved.methodType, methodId: saved.methodId, isSaved: true });
  if (outcome === 'succeeded') Object.assign(payment, { status: 'succeeded', paidAt: world.now() });
  else if (outcome !== 'pending') Object.assign(payment, { status: 'canceled', reason: outcome });
}

function makeRefund(world: YookassaWorld, shop: YookassaShop, call: StandInCall) {
  const given = readRefund(call);
  const payment = world.payments.get(given.payment_id);
  if (payment?.shopId !== shop.id) throw invalid('payment_id', "Payment doesn't exist");
  if (payment.status !== 'succeeded') throw invalid('payment_id', 'Payment is not refundable');
  const kopeks = kopeksOf(given.amount.value);
  const whole = kopeksOf(payment.given.amount.value);
  if (kopeks === 0 || kopeks > whole - returnedOf(world, payment.id, false))
    throw invalid('amount', 'Refund amount is greater than the rest of the payment');
  if (shop.hasReceipts && kopeks < whole && !given.receipt) throw invalid('receipt', 'Receipt is missing');
  if (given.receipt) demandSum(given.receipt, kopeks);
  const refund: YookassaRefund = {
    ...{ id: newId(), shopId: shop.id, given, createdAt: world.now(), status: 'pending', reason: null },
  };
  world.refunds.set(refund.id, refund);
  if (kopeks > shop.balance) endRefund(world, refund, 'insufficient_funds');
  else if (world.manner.refund !== 'pending') endRefund(world, refund, world.manner.refund);
  return refundView(refund);
}

/** A refund ends: `succeeded`, or canceled for a reason. */
export function endRefund(world: YookassaWorld, refund: YookassaRefund, outcome: string): void {
  if (outcome !== 'succeeded') return void Object.assign(refund, { status: 'canceled', reason: outcome });
  const shop = world.shops.get(refund.shopId);
  if (shop) shop.balance -= kopeksOf(refund.given.amount.value);
  refund.status = 'succeeded';
  world.onReturned(refund);
}

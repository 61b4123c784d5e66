import { randomUUID } from 'node:crypto';
import type { StandInCall } from '../stand-in.js';
import { PlategaRefusal, readPlategaRequest, type PlategaRequest } from './platega-requests.js';
import {
  addPayment,
  madeView,
  pageOfId,
  paymentView,
  subscriptionView,
  type PlategaMerchant,
  type PlategaPayment,
  type PlategaSubscription,
  type PlategaWorld,
} from './platega-world.js';

const cardMethod = 11;

function demandMethod({ methods, hasNoCardRoute }: PlategaMerchant, method: number): void {
  if (!methods.includes(method))
    throw new PlategaRefusal(400, `PaymentMethod ${method} is not available for the merchant`);
  if (method === cardMethod && hasNoCardRoute) throw new PlategaRefusal(400, 'No available card cascades');
}

function make(world: PlategaWorld, merchant: PlategaMerchant, call: StandInCall) {
  const { kind, given } = readPlategaRequest(call);
  const method = 'paymentMethod' in given ? given.paymentMethod : null;
  if (method !== null) demandMethod(merchant, method);
  if (kind === 'mandate') return makeMandate(world, merchant, given as PlategaRequest<'mandate'>);
  const { paymentDetails, description, payload = null } = given;
  const { amount } = paymentDetails;
  const commission = Math.round(amount * merchant.commissionPercent) / 100;
  const about = { merchantId: merchant.id, amount, commission, description, payload, method };
  return madeView(world, addPayment(world, about), kind === 'v2');
}

function makeMandate(
  world: PlategaWorld,
  { id: merchantId }: PlategaMerchant,
  given: PlategaRequest<'mandate'>,
) {
  const id = randomUUID();
  const open = { nextChargeAt: null, lastChargeAt: null, succeeded: 0, failed: 0 };
  const status = 'PendingAgreement' as const;
  world.subscriptions.set(id, { id, merchantId, given, createdAt: world.now(), status, ...open });
  const said = { paymentMethod: 'Subscription', transactionId: id, status: 'PENDING', merchantId };
  return { ...said, redirect: pageOfId(world, id) };
}

function cancel(merchant: PlategaMerchant, payment: PlategaPayment, onBack: () => void) {
  const transactionId = payment.id;
  if (payment.status !== 'CONFIRMED' || merchant.blockReason !== null)
    throw new PlategaRefusal(400, merchant.blockReason ?? 'The transaction cannot be cancelled');
  if (merchant.needsSupport) {
    const message = 'Contact support';
    return { transactionId, accepted: false, manualControlRequired: true, message };
  }
  onBack();
  return { transactionId, accepted: true, manualControlRequired: false, message: null };
}

function canCancel({ blockReason }: PlategaMerchant, { status }: PlategaPayment) {
  const supported = status === 'CONFIRMED' && blockReason === null;
  const why = blockReason ?? (supported ? null : 'Wrong status');
  return { supported, totalDeductUsdt: null, penaltyNativeAmount: null, blockReason: why };
}

/** What happens after an answer. */
export interface PlategaAfter {
  readonly back: (payment: PlategaPayment) => void;
  readonly ended: (subscription: PlategaSubscription) => void;
}

interface Served {
  readonly call: StandInCall;
  /** Method and what follows the name: `POST /cancel`. */
  readonly verb: string;
  readonly after: PlategaAfter;
}

function serveSubscription(
  world: PlategaWorld,
  subscription: PlategaSubscription,
  { verb, after }: Served,
): unknown {
  if (verb === 'GET ') return subscriptionView(world, subscription);
  if (verb !== 'POST /cancel') throw new PlategaRefusal(404, 'Not found');
  if (subscription.status !== 'Cancelled') {
    subscription.status = 'Cancelled';
    subscription.nextChargeAt = null;
    after.ended(subscription);
  }
  return { subscriptionId: subscription.id, status: 'cancelled' };
}

function serveTransaction(
  world: PlategaWorld,
  payment: PlategaPayment,
  { call, verb, after }: Served,
): unknown {
  if (verb === 'GET ') return paymentView(world, payment);
  // Both calls of a refund answer 406 to who does not take plain text.
  if (!call.headers.accept?.includes('text/plain')) throw new PlategaRefusal(406, 'Not Acceptable');
  const merchant = world.merchants.get(payment.merchantId)!;
  if (verb === 'GET /cancel-supported') return canCancel(merchant, payment);
  if (verb === 'POST /cancel') return cancel(merchant, payment, () => after.back(payment));
  throw new PlategaRefusal(404, 'Not found');
}

const thingPath = /^\/(transaction|subscription)\/([\w-]+)(\/[\w-]+)?$/;

function serveThing(world: PlategaWorld, merchant: PlategaMerchant, call: StandInCall, after: PlategaAfter) {
  const [, kind, id = '', rest = ''] = thingPath.exec(call.path) ?? [];
  const served = { call, verb: `${call.method} ${rest}`, after };
  const subscription = kind === 'subscription' ? world.subscriptions.get(id) : undefined;
  if (subscription?.merchantId === merchant.id) return serveSubscription(world, subscription, served);
  const payment = kind === 'transaction' ? world.payments.get(id) : undefined;
  if (payment?.merchantId !== merchant.id) throw new PlategaRefusal(404, 'Transaction not found');
  return serveTransaction(world, payment, served);
}

/** What each call of the API results in. */
export function runPlategaCall(
  world: PlategaWorld,
  merchant: PlategaMerchant,
  call: StandInCall,
  after: PlategaAfter,
): unknown {
  const { method, path } = call;
  if (method === 'POST' && /^(\/v2)?\/transaction\/process$/.test(path)) return make(world, merchant, call);
  if (method === 'GET' && path === '/balance/all')
    return [{ amount: 100_000, currency: 'RUB', frozenBalance: 0 }];
  return serveThing(world, merchant, call, after);
}

import { randomUUID } from 'node:crypto';
import type { PlategaRequest } from './platega-requests.js';

/** A shop as the cabinet has it; its secret opens it. */
export interface PlategaMerchant {
  readonly id: string;
  readonly secret: string;
  /** Where it is told; null: nowhere. */
  callbackUrl: string | null;
  /** Methods that are opened for it. */
  methods: readonly number[];
  /** Percent that the payer bears on top. */
  commissionPercent: number;
  /** Are cards on the page alone? */
  hasNoCardRoute: boolean;
  /** Why it can give nothing back; null: it can. */
  blockReason: string | null;
  /** A refund waits for the support. */
  needsSupport: boolean;
}

export interface PlategaPayment {
  readonly id: string;
  readonly merchantId: string;
  readonly amount: number;
  readonly commission: number;
  readonly description: string;
  readonly payload: string | null;
  readonly method: number | null;
  readonly createdAt: number;
  /** Mandate of which it is a charge. */
  readonly subscriptionId?: string;
  status: 'PENDING' | 'CONFIRMED' | 'CANCELED' | 'CHARGEBACKED';
  /** The payer comes then, unless it ends before; null: nobody said so. */
  dueAt: number | null;
}

export interface PlategaSubscription {
  readonly id: string;
  readonly merchantId: string;
  readonly given: PlategaRequest<'mandate'>;
  readonly createdAt: number;
  status: 'PendingAgreement' | 'Active' | 'PastDue' | 'Cancelled' | 'Failed';
  nextChargeAt: number | null;
  lastChargeAt: number | null;
  succeeded: number;
  failed: number;
}

/** What Platega knows. */
export interface PlategaWorld {
  readonly merchants: Map<string, PlategaMerchant>;
  readonly payments: Map<string, PlategaPayment>;
  readonly subscriptions: Map<string, PlategaSubscription>;
  now(): number;
  root(): string;
}

const minute = 60_000;
const lifeMs = 15 * minute;
const bindingMs = 30 * minute;
const days = { 1: 1, 2: 7, 3: 30, 4: 365 } as const;
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Who does not pay in time has it cancelled. */
export function statusOf({ now }: Pick<PlategaWorld, 'now'>, payment: PlategaPayment) {
  const isOver = payment.status === 'PENDING' && now() >= payment.createdAt + lifeMs;
  return isOver ? 'CANCELED' : payment.status;
}
export function bindingOf({ now }: Pick<PlategaWorld, 'now'>, one: PlategaSubscription) {
  const isOver = one.status === 'PendingAgreement' && now() >= one.createdAt + bindingMs;
  return isOver ? 'Failed' : one.status;
}

export const periodMsOf = ({ given: { paymentDetails } }: PlategaSubscription): number =>
  paymentDetails.intervalCount * days[paymentDetails.interval] * 24 * 60 * minute;

const methodNames: Readonly<Record<number, string>> = {
  2: 'SBPQR',
  3: 'ERIP',
  6: 'Subscription',
  11: 'Card',
};
const nameOf = (method: number | null): string | null =>
  method === null ? null : (methodNames[method] ?? String(method));
export const pageOfId = ({ root }: Pick<PlategaWorld, 'root'>, id: string): string => `${root()}/pay/${id}`;

/** What a payment is answered with when it is made; the versions call its page by two names. */
export function madeView(
  world: PlategaWorld,
  { id, merchantId, method, amount }: PlategaPayment,
  isV2: boolean,
) {
  const said = { transactionId: id, status: 'PENDING', expiresIn: '00:15:00' };
  if (isV2) return { ...said, url: pageOfId(world, id), rate: 88.4 };
  const more = { paymentMethod: nameOf(method), paymentDetails: `${amount} RUB`, merchantId, usdtRate: 88.4 };
  return { ...said, redirect: pageOfId(world, id), ...more };
}

export function paymentView(world: PlategaWorld, payment: PlategaPayment) {
  const { id, amount, commission, merchantId, method, payload, description } = payment;
  return {
    id,
    status: statusOf(world, payment),
    paymentDetails: { amount: amount + commission, currency: 'RUB' },
    merchantName: 'Demo shop',
    mechantId: merchantId,
    comission: commission,
    comissionUsdt: 0,
    comissionType: 1,
    paymentMethod: nameOf(method ?? 2),
    expiresIn: '00:15:00',
    payload,
    description,
    externalId: null,
  };
}

export function subscriptionView(world: PlategaWorld, one: PlategaSubscription) {
  const { id, given, createdAt, nextChargeAt, lastChargeAt, succeeded, failed } = one;
  const { amount, currency, interval, intervalCount } = given.paymentDetails;
  return {
    id,
    status: bindingOf(world, one),
    amount,
    currencyCode: currency,
    intervalUnit: interval,
    intervalCount,
    startAt: iso(createdAt),
    nextChargeAt: iso(nextChargeAt),
    lastChargeAt: iso(lastChargeAt),
    description: given.description,
    createdAt: iso(createdAt),
    customerEmail: null,
    chargeMetrics: {
      chargesTotal: succeeded + failed,
      chargesSuccess: succeeded,
      chargesFailed: failed,
      totalAmount: succeeded * amount,
      lastChargeAt: iso(lastChargeAt),
      nextChargeAt: iso(nextChargeAt),
    },
  };
}

/** Adds a payment that waits. */
export function addPayment(
  world: PlategaWorld,
  given: Pick<
    PlategaPayment,
    'amount' | 'commission' | 'description' | 'merchantId' | 'method' | 'payload'
  > & {
    readonly subscriptionId?: string;
  },
): PlategaPayment {
  const rest = { id: randomUUID(), createdAt: world.now(), status: 'PENDING', dueAt: null } as const;
  const payment: PlategaPayment = { ...given, ...rest };
  world.payments.set(payment.id, payment);
  return payment;
}

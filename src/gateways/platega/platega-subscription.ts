import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import type { RepeatStanding } from '../repeats.js';
import { findAtPlatega, type PlategaPlace } from './call-platega.js';
import { findTransaction, stateOfTransaction } from './platega-transaction.js';
import { besides } from '../call-gateway.js';

/** Mandates are SBP's. */
export const mandateMethod = 6;
const prefix = 'sub:';

/** What a mandate is called here, where payments are called by their transactions. */
export const mandateName = (subscriptionId: string): string => `${prefix}${subscriptionId}`;
/** Is this the name of a mandate, and not of a transaction? */
export const isMandate = (externalId: string): boolean => externalId.startsWith(prefix);
const pathOf = (externalId: string): string =>
  `/subscription/${encodeURIComponent(externalId.slice(prefix.length))}`;

/** Its numbers of the units: day, week, month of 30 days, year; and how many of each it takes. */
const units = [
  { interval: 4, days: 365, most: 3 },
  { interval: 3, days: 30, most: 12 },
  { interval: 2, days: 7, most: 4 },
  { interval: 1, days: 1, most: 31 },
] as const;

/** A period in its words, the largest unit of it; undefined: it has none for that. */
export function intervalOf(
  days: number,
): { readonly interval: number; readonly intervalCount: number } | undefined {
  const unit = units.find((one) => days % one.days === 0 && days / one.days <= one.most);
  return unit && { interval: unit.interval, intervalCount: days / unit.days };
}

/** Every period that can be agreed on, in days, shortest first. */
export const mandateDays: readonly number[] = [
  ...new Set(units.flatMap(({ days, most }) => Array.from({ length: most }, (_, at) => days * (at + 1)))),
].sort((one, other) => one - other);

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const subscriptionSchema = z.object({
  status: z.string(),
  amount: besides(z.union([z.string(), z.number()]).transform(String).refine(isAmount)),
  currencyCode: besides(z.string()),
  nextChargeAt: besides(instant),
  chargeMetrics: besides(z.object({ chargesSuccess: z.int().nonnegative() })),
});
type Subscription = z.output<typeof subscriptionSchema>;

const find = (place: PlategaPlace, externalId: string): Promise<Subscription | undefined> =>
  findAtPlatega(place, { operation: 'subscription', path: pathOf(externalId) }, subscriptionSchema);

/** `past due` has a next try, or is over. */
function stateOf({ status, nextChargeAt }: Subscription): RepeatStanding['state'] | undefined {
  switch (status.toLowerCase()) {
    case 'pendingagreement':
      return 'waiting';
    case 'active':
      return 'active';
    case 'pastdue':
      return nextChargeAt ? 'active' : 'failed';
    case 'cancelled':
    case 'canceled':
      return 'canceled';
    case 'failed':
      return 'failed';
    default:
      return undefined;
  }
}

/** What the first charge of a mandate says, whose name was told; undefined: it has no money of it. */
async function inquireCharge(place: PlategaPlace, payment: KnownPayment): Promise<GatewayState | undefined> {
  const { receipt, externalId: chargeOf } = payment;
  const charge = receipt === null ? undefined : await findTransaction(place, receipt);
  if (!charge || receipt === null) return undefined;
  const state = stateOfTransaction(charge, { ...payment, externalId: receipt, chargeOf });
  return state.kind === 'ended' || state.kind === 'open' ? undefined : state;
}

const successesOf = ({ chargeMetrics }: Subscription): number => chargeMetrics?.chargesSuccess ?? 0;

/** Of a first charge whose name was not told only that there was one is known. */
function firstOf(found: Subscription): GatewayState {
  const { amount, currencyCode = 'RUB' } = found;
  if (successesOf(found) === 0) return unpaidState(found);
  if (amount === undefined) return { kind: 'disputed', code: 'no amount' };
  return { kind: 'paid', amount, currency: currencyCode.toUpperCase(), receipt: null, note: 'SBP' };
}

/** Nothing was charged, and will not be where the mandate is over. */
function unpaidState(found: Subscription): GatewayState {
  const state = successesOf(found) === 0 ? stateOf(found) : undefined;
  if (state === 'failed') return { kind: 'ended', as: 'failed', code: found.status };
  return state === 'canceled' ? { kind: 'ended', as: 'cancelled' } : { kind: 'open' };
}

/**
 * What became of the first payment of a mandate: it is paid by the first charge. That is asked about where its name was told;
 * else how many succeeded decides.
 */
export async function inquireMandate(place: PlategaPlace, payment: KnownPayment): Promise<GatewayState> {
  const charged = await inquireCharge(place, payment);
  if (charged && charged.kind !== 'paid') return charged;
  const found = await find(place, payment.externalId);
  if (!found) return charged ?? { kind: 'open' };
  const first = charged ?? (payment.receipt === null ? firstOf(found) : unpaidState(found));
  if (first.kind !== 'paid') return first;
  const until = stateOf(found) === 'active' ? found.nextChargeAt : undefined;
  return {
    ...first,
    mandate: payment.externalId.slice(prefix.length),
    ...(until && { paidUntil: until }),
  };
}

/** How a mandate stands. One of a status that nobody knows may still be charged. */
export async function standingOfMandate(place: PlategaPlace, externalId: string): Promise<RepeatStanding> {
  const found = await find(place, externalId);
  if (!found) return { state: 'canceled' };
  const { nextChargeAt, chargeMetrics } = found;
  const state = stateOf(found) ?? 'active';
  return {
    state,
    ...(state === 'active' && nextChargeAt && { until: nextChargeAt }),
    ...(chargeMetrics && { chargeCount: chargeMetrics.chargesSuccess }),
  };
}

/** Ends a mandate; one that is over, or gone, is over. */
export async function stopMandate(place: PlategaPlace, externalId: string): Promise<void> {
  const path = `${pathOf(externalId)}/cancel`;
  await findAtPlatega(place, { operation: 'cancel subscription', path, method: 'POST' }, z.unknown());
}

/** Platega takes whole roubles of a mandate. */
export function wholeRoubles(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return /[1-9]/.test(fraction) ? String(BigInt(whole) + 1n) : whole;
}

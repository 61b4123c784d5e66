import { z } from 'zod';
import type { CallbackHint, RawCallback } from '../callback.js';
import { parseJson } from '../call-gateway.js';
import { referencePattern } from '../reference.js';
import { mandateMethod, mandateName } from './platega-subscription.js';

/** The headers in which a callback carries the merchant's id and key. */
export const credentialHeaders = ['x-merchantid', 'x-secret'] as const;

/** Of what money moves, or did. */
const withMoney: readonly string[] = ['CONFIRMED', 'CHARGEBACKED', 'CHARGEBACK'];

/** What a callback names: a payment, a charge of a mandate, or a mandate. */
const toldSchema = z.object({
  id: z.string().min(1).max(100),
  payload: z.string().optional().catch(undefined),
  subscriptionid: z.string().min(1).max(100).optional().catch(undefined),
  status: z.string().toUpperCase().optional().catch(undefined),
  paymentmethod: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
});

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members by their names in lower case: some say `SubscriptionId`, some `subscriptionId`. */
const lowered = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one as unknown]));

function readTold(body: Buffer) {
  const json = parseJson(body.toString());
  if (!isObject(json)) return undefined;
  const { transaction, ...members } = lowered(json);
  return toldSchema.safeParse({ ...(isObject(transaction) && lowered(transaction)), ...members }).data;
}

/** When the address is saved in the cabinet, it is tried with nothing in it. */
export const isProbe = ({ body, headers }: RawCallback): boolean =>
  body.toString().trim() === '' && credentialHeaders.every((name) => headers[name] === undefined);

/** Which payment a callback is about; undefined: it is none of Platega's. */
export function readCallback(request: RawCallback): CallbackHint | undefined {
  if (request.method !== 'POST') return undefined;
  if (isProbe(request)) return { externalId: 'probe' };
  const told = readTold(request.body);
  if (!told) return undefined;
  const { id, payload = '', subscriptionid: subscriptionId, paymentmethod: method } = told;
  if (subscriptionId !== undefined) {
    const chargeOf = mandateName(subscriptionId);
    // One that came to nothing is no payment: how the mandate stands says what follows from it.
    const isCharge = subscriptionId !== id && withMoney.includes(told.status ?? '');
    return isCharge ? { externalId: id, chargeOf } : { externalId: chargeOf };
  }
  // A charge may carry the payload of the first payment, which it is not.
  const isOurs = referencePattern.test(payload) && method !== String(mandateMethod);
  return { externalId: id, ...(isOurs && { reference: payload }) };
}

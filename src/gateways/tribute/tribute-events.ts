import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { sameSecret } from '#platform/secrets.js';
import {
  tributeInstant,
  sumInKopecks,
  tributeNumber,
  tributeOrderId,
  tributeCurrency,
} from './tribute-orders.js';
import { besides, parseJson } from '../call-gateway.js';
import { readUnasked, type UnaskedEvent } from './unasked-events.js';
import type { CallbackHint, RawCallback } from '../callback.js';
import { referencePattern } from '../reference.js';

export const tributeSignatureHeader = 'trbt-signature';

const envelope = z.object({
  name: z.string(),
  created_at: z.string().max(40).catch(''),
  payload: z.unknown().optional(),
});

const orderEvents = [
  'shop_order',
  'shop_order_cancelled',
  'shop_order_charge_failed',
  'shop_order_charge_success',
  'shop_order_payment_failed',
  'shop_order_payment_received',
  'shop_order_prepaid',
  'shop_order_refunded',
] as const;
type TributeOrderEventName = (typeof orderEvents)[number];

const orderPayload = z.object({
  uuid: tributeOrderId,
  amount: besides(sumInKopecks),
  firstPeriodAmount: besides(sumInKopecks),
  currency: besides(tributeCurrency),
  status: besides(z.string()),
  customerId: besides(z.string().regex(referencePattern)),
  isRecurrent: besides(z.boolean()),
  isTrial: besides(z.boolean()),
  memberExpiresAt: besides(tributeInstant),
  transactionId: besides(tributeNumber),
});

/** Something about an order of the shop. */
export interface TributeOrderEvent extends z.output<typeof orderPayload> {
  readonly kind: 'order';
  readonly name: TributeOrderEventName;
}
/** What a webhook tells; `nothing`: a trial of the webhook itself, or what is none of ours. */
export type TributeEvent = TributeOrderEvent | UnaskedEvent | { readonly kind: 'nothing' };

/** What a request tells; undefined: it is no webhook of Tribute. A trial of the webhook has no name, and may be unsigned. */
export function readTributeEvent({ method, headers, body }: RawCallback): TributeEvent | undefined {
  const { data } = envelope.safeParse(method === 'POST' ? parseJson(body.toString()) : undefined);
  if (!data || (data.name !== '' && !headers[tributeSignatureHeader])) return undefined;
  const { name: called, payload, created_at: createdAt } = data;
  const name = orderEvents.find((one) => one === called);
  if (name === undefined) return readUnasked({ name: called, createdAt, payload });
  const { data: order } = orderPayload.safeParse(payload);
  return order && { kind: 'order', name, ...order };
}

/** Which payment an event is about. */
export function hintOfTribute(event: TributeEvent): CallbackHint {
  switch (event.kind) {
    case 'nothing':
      return { externalId: 'probe' };
    case 'order':
      return hintOfOrder(event);
    case 'unasked':
      return { externalId: event.money.externalId };
    case 'unasked_refund':
      return { externalId: event.externalId };
  }
}

/** Only of a refund does Tribute say which charge it is of; what else is said of charges is about the agreement. */
function hintOfOrder({
  name,
  uuid,
  customerId,
  isRecurrent,
  transactionId,
}: TributeOrderEvent): CallbackHint {
  const isOfCharge =
    name === 'shop_order_cancelled' ||
    name === 'shop_order_charge_failed' ||
    name === 'shop_order_charge_success' ||
    (name === 'shop_order_refunded' && isRecurrent === true);
  if (isOfCharge) return { externalId: transactionId ?? uuid, chargeOf: uuid };
  return { externalId: uuid, ...(customerId !== undefined && { reference: customerId }) };
}

/** How Tribute signs the body of a webhook, byte for byte. */
const tributeSignatureOf = (apiKey: string, body: Buffer): Buffer =>
  createHmac('sha256', apiKey).update(body).digest();

/** Is it signed by whoever has the key? Tribute writes hexadecimal; its documentation does not say so, so base64 will do too. */
export function isSignedByTribute(
  { headers, body }: Pick<RawCallback, 'body' | 'headers'>,
  apiKey: string,
): boolean {
  const given = (headers[tributeSignatureHeader] ?? '').replace(/^sha256=/i, '');
  const right = tributeSignatureOf(apiKey, body);
  return (
    sameSecret(given.toLowerCase(), right.toString('hex')) || sameSecret(given, right.toString('base64'))
  );
}

import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { sameSecret } from '#platform/secrets.js';
import { parseJson } from '../call-gateway.js';

type Members = Readonly<Record<string, unknown>>;

const number = z.union([z.string().min(1).max(100), z.int()]).transform(String);
const named = z.object({
  payment_id: number,
  payment_status: z.string(),
  order_id: number.nullish().catch(undefined),
  invoice_id: number.nullish().catch(undefined),
});
const payout = z.object({ batch_withdrawal_id: number });

/** A payout whose IPN came to the address of payments: its number; undefined: the IPN is about no payout. */
export const payoutOf = (json: unknown): string | undefined =>
  payout.safeParse(json).data?.batch_withdrawal_id;

/** The payment that an IPN names; undefined: it is none of theirs. */
export const readNamedPayment = (json: unknown) => named.safeParse(json).data;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sorted(value: unknown, each: (inner: unknown) => unknown): unknown {
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, each(value[key])]),
  );
}
const sortedDeep = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sortedDeep) : sorted(value, sortedDeep);

/** Sorted at the top, sorted all through, and as a list of the top's names leaves it: each as the samples of NOWPayments have it. */
const textsOf = (json: Members): string[] => [
  JSON.stringify(sorted(json, (inner) => inner)),
  JSON.stringify(sortedDeep(json)),
  JSON.stringify(json, Object.keys(json).sort()),
];

const escapeUnicode = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const escapeSlashes = (text: string): string => text.replaceAll('/', '\\/');

/** How NOWPayments signs a text. */
const signatureOf = (text: string, ipnSecret: string): string =>
  createHmac('sha512', ipnSecret).update(text).digest('hex');

/** Is an IPN signed by the secret, in one of the forms that it is written in, as JavaScript writes it or as PHP does? */
export function isSignedByNowpayments(body: Buffer, signature: string, ipnSecret: string): boolean {
  const json = parseJson(body.toString());
  if (!isMembers(json)) return false;
  const texts = textsOf(json).flatMap((text) => [text, escapeUnicode(text)]);
  const forms = new Set(texts.flatMap((text) => [text, escapeSlashes(text)]));
  return [...forms].some((form) => sameSecret(signatureOf(form, ipnSecret), signature.toLowerCase()));
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import { sameSecret } from '#platform/secrets.js';
import type { RawCallback } from '../callback.js';
import { rawMembers } from '../raw-members.js';

const id = z.string().regex(/^[\w-]{1,200}$/);
const signature = z.string().regex(/^[0-9a-f]{32}$/i);
const status = z.string().regex(/^\w{1,40}$/);
const orderId = id.optional().catch(undefined);

/** The sum stays as it was written: it is signed so. */
const paymentSchema = z
  .object({ InvId: id, OutSum: z.string().refine(isAmount), Status: status, SignatureValue: signature })
  .transform((told) => ({ kind: 'payment' as const, ...told }));
const backSchema = {
  Id: id,
  BillId: id,
  PaymentId: id,
  InvId: orderId,
  Status: status,
  SignatureValue: signature,
};
const refundSchema = z
  .object({ ...backSchema, Amount: z.string().refine(isAmount), Currency: z.string().regex(/^\w{3,10}$/) })
  .transform((told) => ({ kind: 'refund' as const, ...told }));
const chargebackSchema = z
  .object({ ...backSchema, Amount: z.undefined().optional(), Currency: z.undefined().optional() })
  .transform((told) => ({ kind: 'chargeback' as const, ...told }));

const postbackSchema = z.union([refundSchema, chargebackSchema, paymentSchema]);
export type Postback = z.output<typeof postbackSchema>;

/** Its fields, of a form or of JSON; undefined where one is said twice, and differently. */
function fieldsOf(body: Buffer): Readonly<Record<string, string>> | undefined {
  const text = body.toString();
  const members: readonly (readonly [string, string])[] = text.trimStart().startsWith('{')
    ? (rawMembers(text) ?? []).map(({ name, text: said }) => [name, said])
    : [...new URLSearchParams(text)];
  const fields = new Map(members);
  return members.every(([name, said]) => fields.get(name) === said) ? Object.fromEntries(fields) : undefined;
}

/** What PayPalych tells: of a payment, or of a refund or a chargeback, which have other fields; undefined: it is none of these. */
export const readPostback = ({ method, body }: RawCallback): Postback | undefined =>
  method === 'POST' ? postbackSchema.safeParse(fieldsOf(body)).data : undefined;

/** What is signed; never the status. */
function signedOf(told: Postback): readonly string[] {
  if (told.kind === 'payment') return [told.OutSum, told.InvId];
  const back = [told.BillId, told.PaymentId, told.Id];
  return told.kind === 'refund' ? [told.Amount, told.Currency, ...back] : back;
}

/** Is it signed by the token? */
export function isSignedPostback(told: Postback, token: string): boolean {
  const right = createHash('md5')
    .update([...signedOf(told), token].join(':'))
    .digest('hex');
  return sameSecret(told.SignatureValue.toLowerCase(), right);
}

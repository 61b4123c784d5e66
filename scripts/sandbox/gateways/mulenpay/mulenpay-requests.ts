import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal as MulenPay may answer it: the shape of the real one is not known. */
export class MulenpayRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What it takes to make a payment; other members are refused, which the real one may ignore. */
const createSchema = z.strictObject({
  currency: z.literal('rub'),
  amount: z.string().regex(/^[1-9]\d*\.\d\d$/),
  uuid: z.string().min(1).max(64),
  shopId: z.int(),
  description: z.string().min(1),
  items: z
    .array(
      z.strictObject({
        description: z.string().min(1).max(128),
        quantity: z.int().positive(),
        price: z.number().positive(),
        vat_code: z.int().min(0),
        payment_subject: z.int(),
        payment_mode: z.int(),
      }),
    )
    .min(1),
  language: z.enum(['ru', 'en']).optional(),
  website_url: z.url().optional(),
  sign: z.string(),
});
export type MulenpayRequest = z.output<typeof createSchema>;

/** Reads what a payment is made of, its signature checked by the secret key. */
export function readMulenpayRequest({ headers, body }: StandInCall, secretKey: string): MulenpayRequest {
  const isJson = headers['content-type']?.startsWith('application/json');
  const { success, data, error } = createSchema.safeParse(isJson ? parseJson(body.toString()) : undefined);
  if (!success) throw new MulenpayRefusal(422, `Invalid: ${error.issues[0]?.path.join('.') ?? 'body'}`);
  const { currency, amount, shopId, description, sign, items } = data;
  const right = createHash('sha1').update(`${currency}${amount}${shopId}${secretKey}`).digest('hex');
  if (sign !== right) throw new MulenpayRefusal(400, 'Wrong sign');
  if (/casino|казино/i.test(description)) throw new MulenpayRefusal(400, 'The description is not allowed');
  const sum = items.reduce((total, { price, quantity }) => total + price * quantity, 0);
  if (sum.toFixed(2) !== amount) throw new MulenpayRefusal(422, 'Invalid: items');
  return data;
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal as Heleket answers it. */
export class HeleketRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Readonly<Record<string, readonly string[]>>,
  ) {
    super(message);
  }

  get body(): unknown {
    return { state: 1, ...(this.errors ? { errors: this.errors } : { message: this.message }) };
  }
}

export interface HeleketMerchant {
  readonly id: string;
  /** Of payments; that of payouts is another one. */
  readonly apiKey: string;
}

/** How everything is signed: MD5 of the text in Base64, with the key behind it. */
export const heleketSignature = (body: string, key: string): string =>
  createHash('md5')
    .update(Buffer.from(body).toString('base64') + key)
    .digest('hex');

const orderId = z.string().regex(/^[\w-]{1,128}$/, 'validation.alpha_dash');
const url = z
  .url({ protocol: /^https?$/, error: 'validation.url' })
  .min(6)
  .max(255);
const amount = z
  .string('validation.required')
  .refine((text) => isAmount(text) && Number(text) > 0, 'validation.numeric');
/** What an invoice is made of; what the real one would ignore is refused, so that nothing is sent in vain. */
const invoiceRequest = z.strictObject({
  amount,
  currency: z.enum(['USD', 'EUR', 'RUB', 'USDT'], 'validation.in'),
  order_id: orderId,
  url_return: url.optional(),
  url_success: url.optional(),
  url_callback: url.optional(),
  is_payment_multiple: z.boolean().default(true),
  lifetime: z
    .int('validation.integer')
    .min(300, 'validation.min')
    .max(43_200, 'validation.max')
    .default(3_600),
  discount_percent: z
    .int('validation.integer')
    .min(-99, 'validation.min')
    .max(100, 'validation.max')
    .optional(),
});
export type HeleketInvoiceRequest = z.output<typeof invoiceRequest>;

const named = z
  .strictObject({ uuid: z.uuid('validation.uuid').optional(), order_id: orderId.optional() })
  .refine((given) => given.uuid !== undefined || given.order_id !== undefined, 'validation.required');

/** Whose a call is; the signature is held against the very bytes that came. */
export function demandHeleketMerchant(
  merchants: ReadonlyMap<string, HeleketMerchant>,
  { headers, body }: StandInCall,
): HeleketMerchant {
  const merchant = merchants.get(String(headers.merchant));
  const isSigned = merchant && headers.sign === heleketSignature(body.toString(), merchant.apiKey);
  if (!merchant || !isSigned) throw new HeleketRefusal(401, 'Invalid sign');
  return merchant;
}

function read<S extends z.ZodType>({ body }: StandInCall, schema: S): z.output<S> {
  const result = schema.safeParse(parse(body.toString()));
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => [path.join('.') || 'body', [message]]);
  throw new HeleketRefusal(422, 'validation', Object.fromEntries(errors) as Record<string, string[]>);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const readHeleketInvoice = (call: StandInCall) => read(call, invoiceRequest);
export const readHeleketName = (call: StandInCall) => read(call, named);

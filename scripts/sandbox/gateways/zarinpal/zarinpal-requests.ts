import { z } from 'zod';
import type { StandInCall } from '../stand-in.js';

const merchant = z
  .string()
  .regex(
    /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/,
    'The merchant id must be 36 characters.',
  );
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const webAddress = z.string().refine(isWebAddress, 'The callback url format is invalid.');
const authority = z.string();
const amount = z.int('The amount must be an integer.');

/** Members of each call; what the real one would ignore is refused here, so that nothing is sent in vain. */
const zarinpalRequests = {
  request: z.strictObject({
    merchant_id: merchant,
    amount: amount.min(1_000, 'The amount must be at least 1000.'),
    currency: z.enum(['IRR', 'IRT']).default('IRR'),
    description: z.string(),
    callback_url: webAddress,
    metadata: z
      .strictObject({
        mobile: z
          .string()
          .regex(/^09\d{9}$/)
          .optional(),
        email: z.email().optional(),
        order_id: z.string().min(1).optional(),
        card_pan: z
          .string()
          .regex(/^[\dX]{16}$/)
          .optional(),
        auto_verify: z.enum(['true', 'false']).optional(),
      })
      .optional(),
  }),
  verify: z.strictObject({ merchant_id: merchant, amount, authority }),
  inquiry: z.strictObject({ merchant_id: merchant, authority }),
  unVerified: z.strictObject({ merchant_id: merchant }),
  reverse: z.strictObject({ merchant_id: merchant, authority }),
} as const;

export type ZarinpalCall = keyof typeof zarinpalRequests;
export type ZarinpalRequest<C extends ZarinpalCall> = z.output<(typeof zarinpalRequests)[C]>;

/** A refusal in Zarinpal's words. */
export class ZarinpalRefusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly validations: readonly Readonly<Record<string, string>>[] = [],
  ) {
    super(message);
  }
}

/** Reads what a call was given; refuses what it does not take. */
export function readZarinpalRequest<C extends ZarinpalCall>(
  call: C,
  { headers, body }: Pick<StandInCall, 'body' | 'headers'>,
): ZarinpalRequest<C> {
  const isJson = headers['content-type']?.startsWith('application/json');
  const given = isJson ? parse(body.toString()) : null;
  if (call === 'request' && given !== null) {
    const { callback_url: callback, description } = given as Record<string, unknown>;
    if (callback === undefined || callback === '')
      throw new ZarinpalRefusal(-2, 'The callback_url is missing.');
    if (typeof description !== 'string' || description === '' || description.length > 500)
      throw new ZarinpalRefusal(-3, 'The description is missing or more than 500 characters.');
  }
  const read = zarinpalRequests[call].safeParse(given);
  if (read.success) return read.data as ZarinpalRequest<C>;
  const validations = read.error.issues.map(({ path, message }) => ({ [path.join('.') || 'body']: message }));
  throw new ZarinpalRefusal(-9, 'The input params invalid, validation error.', validations);
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

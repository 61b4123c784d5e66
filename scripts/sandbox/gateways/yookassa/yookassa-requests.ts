import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal in the API's words. */
export class YookassaRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly parameter?: string,
    readonly said?: string,
  ) {
    super(code);
  }
}

/** A parameter that is not as it must be. */
export const invalid = (parameter: string, said = 'Invalid value'): YookassaRefusal =>
  new YookassaRefusal(400, 'invalid_request', parameter, said);

const sum = z.strictObject({ value: z.string().regex(/^\d{1,9}\.\d{2}$/), currency: z.literal('RUB') });
const text = (most: number) => z.string().min(1).max(most);
const item = z.strictObject({
  description: text(128),
  quantity: z.string().regex(/^\d+(\.\d{1,3})?$/),
  amount: sum,
  vat_code: z.int().min(1).max(12),
  payment_subject: z.string().optional(),
  payment_mode: z.string().optional(),
});
const receipt = z.strictObject({
  customer: z
    .strictObject({ email: z.email().optional(), phone: z.string().optional() })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined),
  items: z.array(item).min(1).max(80),
  tax_system_code: z.int().min(1).max(6).optional(),
});
export type YookassaReceipt = z.output<typeof receipt>;

const isFewMembers = (given: object): boolean =>
  Object.keys(given).length <= 16 && Object.keys(given).every((key) => key.length <= 32);
const payment = z.strictObject({
  amount: sum,
  capture: z.boolean().default(false),
  confirmation: z
    .strictObject({
      type: z.literal('redirect'),
      return_url: z.url().max(2_048),
      locale: z.enum(['ru_RU', 'en_US']).optional(),
    })
    .optional(),
  description: text(128).optional(),
  metadata: z.record(z.string(), z.string().max(512)).refine(isFewMembers).default({}),
  payment_method_data: z.strictObject({ type: z.string() }).optional(),
  payment_method_id: z.string().optional(),
  save_payment_method: z.boolean().optional(),
  receipt: receipt.optional(),
});
export type PaymentGiven = z.output<typeof payment>;

const refund = z.strictObject({
  payment_id: z.string(),
  amount: sum,
  description: text(250).optional(),
  receipt: receipt.optional(),
});
export type RefundGiven = z.output<typeof refund>;

const moment = z.iso.datetime({ offset: true }).transform((at) => Date.parse(at));
const list = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  cursor: z.string().optional(),
  status: z.string().optional(),
  payment_id: z.string().optional(),
  'created_at.gte': moment.optional(),
  'created_at.lte': moment.optional(),
});
export type ListGiven = z.output<typeof list>;

/** What is asked for, checked; unknown members are refused, which the real one ignores. */
export const readPayment = (call: StandInCall): PaymentGiven => read(payment, bodyOf(call));
export const readRefund = (call: StandInCall): RefundGiven => read(refund, bodyOf(call));
export const readList = ({ query }: StandInCall): ListGiven => read(list, Object.fromEntries(query));

function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  throw invalid([...(issue?.path ?? []), ...extra].join('.') || 'body');
}

function bodyOf({ headers, body }: StandInCall): unknown {
  if (!headers['content-type']?.startsWith('application/json'))
    throw new YookassaRefusal(415, 'unsupported_media_type');
  return parseJson(body.toString());
}

/** The key of a call that changes something. */
export function readKey({ headers }: StandInCall): string {
  const key = headers['idempotence-key'];
  if (typeof key !== 'string' || key === '' || key.length > 64) throw invalid('Idempotence-Key');
  return key;
}

/** Kopeks of an amount. */
export function kopeksOf(value: string): number {
  const [roubles = '0', kopeks = ''] = value.split('.');
  return Number(roubles) * 100 + Number(kopeks.padEnd(2, '0'));
}

/** A receipt is for the very sum. */
export function demandSum({ items }: YookassaReceipt, kopeks: number): void {
  const total = items.reduce(
    (all, { quantity, amount }) => all + Number(quantity) * kopeksOf(amount.value),
    0,
  );
  if (Math.round(total) !== kopeks)
    throw invalid('receipt.items', 'The sum of items differs from the amount');
}

import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal as NOWPayments answers it. */
export class NowpaymentsRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get body(): unknown {
    return { status: false, statusCode: this.status, code: this.code, message: this.message };
  }
}

const web = z.url({ protocol: /^https?$/ });
/** What an invoice is made of; what the real one would ignore is refused, so that nothing is sent in vain. */
const invoiceRequest = z.strictObject({
  price_amount: z.number('price_amount must be a number').positive('price_amount must be positive'),
  price_currency: z.enum(['usd', 'eur'], 'price_currency is not supported'),
  order_id: z.string().optional(),
  order_description: z.string().optional(),
  ipn_callback_url: web.optional(),
  success_url: web.optional(),
  cancel_url: web.optional(),
});
export type NowpaymentsInvoiceRequest = z.output<typeof invoiceRequest>;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const listRequest = z.strictObject({
  limit: whole(1, 500).default(10),
  page: whole(0, 100_000).default(0),
  sortBy: z.enum(['created_at', 'payment_id']).default('created_at'),
  orderBy: z.enum(['asc', 'desc']).default('asc'),
  dateFrom: z.iso.date().optional(),
  dateTo: z.iso.date().optional(),
});

function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [{ message, path }] = result.error.issues as [z.core.$ZodIssue];
  throw new NowpaymentsRefusal(400, 'INVALID_REQUEST_PARAMS', `${path.join('.')}: ${message}`);
}

export const readInvoiceRequest = ({ body }: StandInCall) => read(invoiceRequest, parseJson(body.toString()));
export const readListRequest = ({ query }: StandInCall) => read(listRequest, Object.fromEntries(query));

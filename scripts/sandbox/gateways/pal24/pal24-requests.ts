import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal as PayPalych answers it. */
export class Pal24Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Readonly<Record<string, readonly string[]>>,
  ) {
    super(message);
  }
}

const address = z.url({ protocol: /^https?$/ }).max(500);
const text = (max: number) => z.string().min(1).max(max);
const billId = z.strictObject({ id: text(64) });

/** What each call takes; other members are refused, which the real one ignores. */
const requests = {
  'POST bill/create': z.strictObject({
    amount: z.string().regex(/^[1-9]\d{0,8}\.\d\d$/, 'The amount is invalid.'),
    shop_id: text(64),
    order_id: text(255).optional(),
    description: text(255).optional(),
    type: z.enum(['normal', 'multi']).default('normal'),
    currency_in: z.enum(['RUB', 'USD', 'EUR']).default('RUB'),
    custom: z.string().optional(),
    payer_pays_commission: z.enum(['0', '1']).default('0'),
    payer_email: z.email().optional(),
    name: text(255).optional(),
    ttl: z
      .string()
      .regex(/^[1-9]\d{0,7}$/)
      .optional(),
    payment_method: z.enum(['BANK_CARD', 'SBP']).optional(),
    locale: z.enum(['ru', 'en']).optional(),
    success_url: address.optional(),
    fail_url: address.optional(),
    return_url: address.optional(),
  }),
  'GET bill/status': billId,
  'POST bill/toggle_activity': billId.extend({ active: z.enum(['0', '1']) }),
  'GET merchant/balance': z.strictObject({}),
};
export type Pal24CallName = keyof typeof requests;
export type Pal24Request<C extends Pal24CallName> = z.output<(typeof requests)[C]>;

/** Forms and JSON are taken alike. */
function givenOf({ method, headers, query, body }: StandInCall): unknown {
  if (method === 'GET') return Object.fromEntries(query);
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return parseJson(body.toString());
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body.toString()));
  throw new Pal24Refusal(415, 'Unsupported media type.');
}

/** A call as it was meant: which one, and what it was given, checked. */
export function readPal24Request(call: StandInCall): {
  readonly name: Pal24CallName;
  readonly given: unknown;
} {
  const name = `${call.method} ${call.path.replace(/^\/api\/v1\//, '')}`;
  if (!call.path.startsWith('/api/v1/') || !Object.hasOwn(requests, name))
    throw new Pal24Refusal(404, 'The route could not be found.');
  const known = name as Pal24CallName;
  const { success, data, error } = requests[known].safeParse(givenOf(call));
  if (success) return { name: known, given: data };
  const errors = error.issues.map(({ path, message }) => [path.join('.') || 'body', [message]]);
  throw new Pal24Refusal(422, 'The given data was invalid.', Object.fromEntries(errors) as never);
}

import { z } from 'zod';

/** A refusal in the API's words. */
export class TributeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(said);
  }
}

/** Periods of orders, in days; `onetime` is none. */
export const tributePeriods = {
  onetime: 0,
  weekly: 7,
  monthly: 30,
  quarterly: 90,
  halfyearly: 180,
  yearly: 365,
} as const;
const periodNames = Object.keys(tributePeriods) as [keyof typeof tributePeriods];

const refuse = (said: string) => ({ error: said });
const sum = z
  .int('error_bad_request')
  .min(100, refuse('error_amount_too_small'))
  .max(300_000, refuse('error_amount_too_large'));
const httpsUrl = z.url(refuse('error_invalid_url')).startsWith('https://', refuse('error_invalid_url'));
const text = (name: string, max: number) =>
  z
    .string(refuse(`error_${name}_required`))
    .min(1, refuse(`error_${name}_required`))
    .max(max, refuse(`error_${name}_too_long`));

/** What makes an order; anything else is refused, which the real one ignores. */
const orderRequest = z
  .strictObject({
    amount: sum,
    currency: z.enum(['rub', 'eur', 'usd'], refuse('error_invalid_currency')),
    title: text('title', 100),
    description: text('description', 300),
    period: z.enum(periodNames, refuse('error_bad_request')).default('onetime'),
    customerId: z.string().max(200, refuse('error_customer_id_too_long')).optional(),
    successUrl: httpsUrl.optional(),
    failUrl: httpsUrl.optional(),
    email: z.email(refuse('error_bad_request')).optional(),
    comment: z.string().optional(),
    firstPeriodAmount: sum.optional(),
    shopId: z.int().positive().optional(),
  })
  .refine(
    ({ period, firstPeriodAmount }) => period !== 'onetime' || firstPeriodAmount === undefined,
    refuse('error_bad_request'),
  );
export type TributeOrderRequest = z.output<typeof orderRequest>;

/** What an order is made of, checked as the API checks it. */
export function readOrderRequest(body: Buffer): TributeOrderRequest {
  const read = orderRequest.safeParse(jsonOf(body));
  if (read.success) return read.data;
  const said = read.error.issues[0]?.message ?? '';
  throw new TributeRefusal(400, said.startsWith('error_') ? said : 'error_bad_request');
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    throw new TributeRefusal(400, 'error_bad_request');
  }
}

const day = z.iso.date();

/** A day of a question, in UTC, in ms since 1970; undefined: it is not asked for. */
export function readDay(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  if (!day.safeParse(given).success) throw new TributeRefusal(400, 'error_bad_request');
  return Date.parse(given);
}

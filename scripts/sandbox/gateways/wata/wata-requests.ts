import { z } from 'zod';
import type { StandInCall } from '../stand-in.js';

interface Invalid {
  readonly message: string;
  readonly members: readonly string[];
}

/** A refusal as WATA answers it. */
export class WataRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: string | null = null,
    readonly validationErrors: readonly Invalid[] = [],
  ) {
    super(message);
  }

  /** 401 comes without a body. */
  get body(): unknown {
    if (this.status === 401) return '';
    const { code, message, validationErrors } = this;
    return { error: { code, message, details: message, data: {}, validationErrors } };
  }
}

const minute = 60_000;
const isCents = (value: number): boolean => /^\d+(\.\d{1,2})?$/.test(String(value));
const amount = z.number("'Amount' is required.").refine(isCents, "'Amount' must have 2 decimals.");
const web = z.url({ protocol: /^https?$/ });
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .transform((text) => Date.parse(text));

/** What a link is made of; what the real one would ignore is refused, so that nothing is sent in vain. */
const linkRequest = z.strictObject({
  type: z.enum(['OneTime', 'ManyTime']).default('OneTime'),
  amount: amount
    .min(10, "'Amount' must be at least 10.")
    .max(999_999.99, "'Amount' must be at most 999999.99."),
  currency: z.enum(['RUB', 'USD', 'EUR']),
  description: z.string().optional(),
  orderId: z.string().optional(),
  successRedirectUrl: web.optional(),
  failRedirectUrl: web.optional(),
  expirationDateTime: instant.optional(),
});
const refundRequest = z.strictObject({ originalTransactionId: z.uuid(), amount: amount.positive() });

export type WataLinkRequest = z.output<typeof linkRequest>;

function read<S extends z.ZodType>({ body, headers }: StandInCall, schema: S): z.output<S> {
  if (!headers['content-type']?.startsWith('application/json'))
    throw new WataRefusal(415, 'Unsupported Media Type');
  const result = schema.safeParse(parse(body.toString()));
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ message, path }) => ({ message, members: path.map(String) }));
  throw new WataRefusal(400, 'Your request is invalid!', null, errors);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads what a link is asked for with; `now` is the stand-in's. */
export function readLinkRequest(call: StandInCall, now: number): WataLinkRequest {
  const given = read(call, linkRequest);
  const { expirationDateTime: end } = given;
  if (end !== undefined && (end <= now + 10 * minute || end > now + 30 * 24 * 60 * minute))
    throw new WataRefusal(400, 'Your request is invalid!', null, [
      { message: "'Expiration Date Time' is out of range.", members: ['expirationDateTime'] },
    ]);
  return given;
}

export const readRefundRequest = (call: StandInCall) => read(call, refundRequest);

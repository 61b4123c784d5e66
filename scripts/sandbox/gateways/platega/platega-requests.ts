import { z } from 'zod';
import type { StandInCall } from '../stand-in.js';

interface Invalid {
  readonly key: string;
  readonly message: string;
}

/** A refusal as Platega answers it. */
export class PlategaRefusal extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
    readonly code?: string,
    readonly data?: readonly Invalid[],
  ) {
    super(message);
  }

  get body(): object {
    const { statusCode, message, code, data } = this;
    return { statusCode, message, ...(code && { code }), ...(data && { data }) };
  }
}

const amount = z.number().positive();
const web = z.url({ protocol: /^https?$/ });
const common = {
  description: z.string().min(1),
  return: web,
  failedUrl: web,
  payload: z.string().optional(),
  metadata: z
    .strictObject({
      userId: z.string().min(1),
      userName: z.string().min(1),
      clientIp: z.string().optional(),
    })
    .optional(),
};
const once = z.strictObject({ amount, currency: z.literal('RUB') });
const most = { 1: 31, 2: 4, 3: 12, 4: 3 } as const;
const again = z
  .strictObject({
    amount: amount.int(),
    currency: z.literal('RUB'),
    interval: z.literal([1, 2, 3, 4]),
    intervalCount: z.int().min(1),
  })
  .refine(({ interval, intervalCount }) => intervalCount <= most[interval], 'intervalCount is out of range');

/** What each call takes; other members are refused, as the real one does (`id` among them). */
const plategaRequests = {
  v1: z.strictObject({ paymentMethod: z.int(), paymentDetails: once, ...common }),
  v2: z.strictObject({ paymentDetails: once, ...common }),
  mandate: z.strictObject({ paymentMethod: z.literal(6), paymentDetails: again, ...common }),
};
type Kind = keyof typeof plategaRequests;
export type PlategaRequest<K extends Kind = Kind> = z.output<(typeof plategaRequests)[K]>;

function readJson({ headers, body }: StandInCall): object {
  try {
    if (!headers['content-type']?.startsWith('application/json')) throw new Error('no JSON');
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString()));
  } catch {
    throw new PlategaRefusal(400, 'The body is no JSON object.', 'VAL_0001');
  }
}

/** Reads what a payment is made of, by the version that is called. */
export function readPlategaRequest(call: StandInCall): {
  readonly kind: Kind;
  readonly given: PlategaRequest;
} {
  const json = readJson(call);
  const isMandate = 'paymentMethod' in json && json.paymentMethod === 6;
  const kind: Kind = call.path.startsWith('/v2/') ? 'v2' : isMandate ? 'mandate' : 'v1';
  const result = plategaRequests[kind].safeParse(json);
  if (result.success) return { kind, given: result.data };
  const invalid = result.error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
  throw new PlategaRefusal(400, 'Validation failed', 'VAL_0001', invalid);
}

import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import type { StandInCall } from '../stand-in.js';

/** A refusal in the API's words; its HTTP status is its code. */
export class CryptobotRefusal extends Error {
  constructor(
    readonly code: number,
    readonly said: string,
  ) {
    super(said);
  }
}

export const cryptoAssets = ['BNB', 'BTC', 'ETH', 'LTC', 'TON', 'TRX', 'USDC', 'USDT'] as const;
export type CryptoAsset = (typeof cryptoAssets)[number];
const fiats = 'USD EUR RUB BYN UAH GBP CNY KZT UZS GEL TRY AMD THB INR BRL IDR AZN AED PLN ILS'.split(' ');
const maySwapTo = ['BTC', 'ETH', 'LTC', 'SOL', 'TON', 'TRX', 'USDT'] as const;

const listed = (choices: readonly string[]) =>
  z.string().refine((text) => text.split(',').every((one) => choices.includes(one)));
const whole = (min: number, max: number) => z.int().min(min).max(max);
const amount = z.string().refine((text) => isAmount(text) && Number(text) > 0);
const asset = z.enum(cryptoAssets);
const text = (max: number) => z.string().min(1).max(max);
const bytes = (max: number) => z.string().refine((given) => Buffer.byteLength(given) <= max);
const page = { offset: whole(0, 1_000_000).default(0), count: whole(1, 1_000).default(100) };

/** What each method takes; anything else is refused, which the real one ignores. */
const schemas = {
  getMe: z.strictObject({}),
  createInvoice: z.strictObject({
    currency_type: z.enum(['crypto', 'fiat']).default('crypto'),
    asset: asset.optional(),
    fiat: z.enum(fiats as [string, ...string[]]).optional(),
    accepted_assets: listed(cryptoAssets).optional(),
    amount,
    swap_to: z.enum(maySwapTo).optional(),
    description: text(1_024).optional(),
    hidden_message: text(2_048).optional(),
    paid_btn_name: z.enum(['viewItem', 'openChannel', 'openBot', 'callback']).optional(),
    paid_btn_url: z.url({ protocol: /^https?$/ }).optional(),
    payload: bytes(4_096).optional(),
    allow_comments: z.boolean().default(true),
    allow_anonymous: z.boolean().default(true),
    expires_in: whole(1, 2_678_400).optional(),
  }),
  deleteInvoice: z.strictObject({ invoice_id: whole(1, Number.MAX_SAFE_INTEGER) }),
  getInvoices: z.strictObject({
    asset: asset.optional(),
    fiat: z.enum(fiats as [string, ...string[]]).optional(),
    invoice_ids: z
      .string()
      .regex(/^\d{1,15}(,\d{1,15})*$/)
      .optional(),
    status: z.enum(['active', 'paid']).optional(),
    ...page,
  }),
  transfer: z.strictObject({
    user_id: whole(1, Number.MAX_SAFE_INTEGER),
    asset,
    amount,
    spend_id: text(64),
    comment: text(1_024).optional(),
    disable_send_notification: z.boolean().optional(),
  }),
  getTransfers: z.strictObject({ asset: asset.optional(), spend_id: text(64).optional(), ...page }),
};

export type CryptobotMethod = keyof typeof schemas;
export type CryptobotGiven<M extends CryptobotMethod> = z.output<(typeof schemas)[M]>;

/** A call as it was meant: its method and what it was given, checked. */
export function readCryptobotRequest({ path, method, query, body }: StandInCall): {
  readonly method: CryptobotMethod;
  readonly given: CryptobotGiven<CryptobotMethod>;
} {
  const name = /^\/api\/(\w+)$/.exec(path)?.[1] ?? '';
  if (!Object.hasOwn(schemas, name) || !['GET', 'POST'].includes(method))
    throw new CryptobotRefusal(405, 'METHOD_NOT_FOUND');
  const known = name as CryptobotMethod;
  const given = { ...Object.fromEntries(query), ...readJson(body) };
  const read = schemas[known].safeParse(given);
  if (!read.success) throw refusalOf(read.error.issues[0]!, given);
  if (known === 'createInvoice') checkInvoice(read.data as CryptobotGiven<'createInvoice'>);
  return { method: known, given: read.data };
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString()));
  } catch {
    throw new CryptobotRefusal(400, 'JSON_INVALID');
  }
}

function refusalOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): CryptobotRefusal {
  if (issue.code === 'unrecognized_keys')
    return new CryptobotRefusal(400, `PARAM_UNKNOWN_${issue.keys.join()}`);
  const name = String(issue.path[0]);
  const fault = given[name] === undefined ? 'REQUIRED' : 'INVALID';
  return new CryptobotRefusal(400, `${name.toUpperCase()}_${fault}`);
}

function checkInvoice(given: CryptobotGiven<'createInvoice'>): void {
  const { currency_type: type, asset: coin, fiat, accepted_assets: accepted } = given;
  if (type === 'crypto' && coin === undefined) throw new CryptobotRefusal(400, 'ASSET_REQUIRED');
  if (type === 'fiat' && fiat === undefined) throw new CryptobotRefusal(400, 'FIAT_REQUIRED');
  if (type === 'crypto' && accepted !== undefined) throw new CryptobotRefusal(400, 'ACCEPTED_ASSETS_INVALID');
  if (given.paid_btn_name !== undefined && given.paid_btn_url === undefined)
    throw new CryptobotRefusal(400, 'PAID_BTN_URL_REQUIRED');
}

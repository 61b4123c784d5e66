import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import { besides, callGateway } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';

const gateway = 'cryptobot';

/** Invoices of a page: so few that it is never too long an answer. */
const pageSize = 200;

/** Where an app of CryptoBot is spoken to, and by which token. */
export interface CryptobotPlace {
  readonly root: string;
  readonly credentials: { readonly token: string };
}

export interface CryptobotCall {
  readonly method: string;
  readonly given?: Readonly<Record<string, string | number | boolean>>;
  /** What no whole answer means; default: a read, so `untouched`. */
  readonly money?: MoneyAfterFault;
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.number().optional(), name: z.string().optional() }).default({}),
  }),
]);

/** What makes no sense is asked again. */
const garbage = (said: string, money: MoneyAfterFault) =>
  gatewayBusy('gateway.garbage', { gateway, said, money });

/** What a refusal is. Its names are an open list, so its code alone decides, and the name is told to operators. */
function refusal(code: number, said: string, money: MoneyAfterFault): Error {
  const untouched = { gateway, said, money: 'untouched' } as const;
  if (code === 429) return gatewayBusy('gateway.flood', { ...untouched, retryAfterMs: 30_000 });
  if (code >= 500) return gatewayBusy('gateway.unavailable', { ...untouched, money });
  if (code === 401) return gatewayRefused('gateway.unauthorized', untouched);
  // 403: the method, or our address, is not allowed in the app's Security menu; 405: the address is no Crypto Pay API.
  if (code === 403 || code === 405) return gatewayRefused('gateway.misconfigured', untouched);
  return gatewayRefused('gateway.refused', untouched);
}

/**
 * What a method of the Crypto Pay API results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`,
 * and its refusals: `gateway.unauthorized`, `.misconfigured`, `.refused`, `.flood`, `.unavailable`.
 */
export async function callCryptobot<S extends z.ZodType>(
  { root, credentials: { token } }: CryptobotPlace,
  { method, given = {}, money = 'untouched' }: CryptobotCall,
  schema: S,
): Promise<z.output<S>> {
  const { status, json, text } = await callGateway({
    gateway,
    operation: method,
    url: `${root}/api/${method}`,
    headers: { 'crypto-pay-api-token': token },
    json: given,
    money,
  });
  const { data: answer } = answerSchema.safeParse(json);
  if (answer && !answer.ok) {
    const { code = status, name = String(code) } = answer.error;
    throw refusal(code, name, money);
  }
  const result = status === 200 && answer ? schema.safeParse(answer.result) : undefined;
  if (!result?.success) throw garbage(`${status} ${text}`, money);
  return result.data;
}

const decimal = z.union([z.string(), z.number()]).transform(String).refine(isAmount);

/** An invoice, as far as the fleet reads it. */
const invoiceSchema = z.object({
  invoice_id: z.int().positive(),
  status: z.enum(['active', 'paid', 'expired']),
  amount: decimal,
  fiat: besides(z.string()),
  asset: besides(z.string()),
  paid_asset: besides(z.string()),
  paid_amount: besides(decimal),
  payload: besides(z.string()),
  bot_invoice_url: besides(z.url().max(2_000)),
  expiration_date: besides(z.iso.datetime({ offset: true })),
});
/** One that was just made has a page. */
export const payableSchema = invoiceSchema.extend({ bot_invoice_url: z.url().max(2_000) });
export type Invoice = z.output<typeof invoiceSchema>;
export type PayableInvoice = z.output<typeof payableSchema>;
export type NamedInvoice = Pick<Invoice, 'invoice_id' | 'payload'>;

/** What a deletion results in. */
export const isDone = z.boolean();
/** The app that a token opens. */
export const appSchema = z.object({ app_id: z.int() });

/** A list as the API answers it; very old answers are bare. */
const listOf = <S extends z.ZodType>(each: S) =>
  z.union([z.object({ items: z.array(each) }).transform(({ items }) => items), z.array(each)]);

export const invoiceList = listOf(invoiceSchema);
/** Coins that were sent. */
export const transferSchema = z.object({ spend_id: z.string(), status: z.literal('completed') });
export const transferList = listOf(transferSchema);

/** An app's invoices, newest first, at most `pages` of them; what cannot be read is none of the fleet's. */
export async function* listInvoices(
  place: CryptobotPlace,
  { pages, ...asked }: { readonly pages: number; readonly status: 'active' | 'paid'; readonly fiat: string },
): AsyncGenerator<Invoice> {
  for (let page = 0; page < pages; page += 1) {
    const given = { ...asked, offset: page * pageSize, count: pageSize };
    const list = await callCryptobot(place, { method: 'getInvoices', given }, listOf(z.unknown()));
    for (const one of list) {
      const { data: invoice } = invoiceSchema.safeParse(one);
      if (invoice) yield invoice;
    }
    if (list.length < pageSize) return;
  }
}

const signedUpdate = z.object({
  update_type: z.string(),
  request_date: z.iso.datetime({ offset: true }),
  payload: invoiceSchema,
});

/** What a webhook's body says, or as much as names the invoice; undefined: it is none. */
export const readWebhook = (json: unknown) => signedUpdate.safeParse(json).data;

const namedUpdate = z.object({
  update_type: z.string(),
  payload: invoiceSchema.pick({ invoice_id: true, payload: true }),
});

/** The invoice that a webhook names; undefined: it is no webhook of theirs. */
export const readNamedInvoice = (json: unknown): NamedInvoice | undefined =>
  namedUpdate.safeParse(json).data?.payload;

/** How CryptoBot signs the body of a webhook, byte for byte. */
export const signatureOf = (token: string, body: Buffer): string =>
  createHmac('sha256', createHash('sha256').update(token).digest()).update(body).digest('hex');

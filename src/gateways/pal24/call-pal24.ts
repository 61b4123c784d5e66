import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import { besides, callGateway, garbageOf, usualMeaning, type GatewayAnswer } from '../call-gateway.js';
import { gatewayRefused } from '../fault.js';
import type { Pal24Credentials } from './pal24-settings.js';

const gateway = 'pal24';

/** Where a shop is spoken to, and by which token. */
export interface Pal24Place {
  readonly root: string;
  readonly credentials: Pick<Pal24Credentials, 'token'>;
}

export interface Pal24Call {
  /** Of the API, without its version: `bill/create`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Posted; absent: it is a `GET`. */
  readonly form?: Readonly<Record<string, string>>;
}

const word = z.union([z.string(), z.number()]).transform(String);
const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Success is said as a text, a number or a boolean; what was refused, in one of three forms. */
const envelope = z.object({
  success: z
    .union([z.boolean(), z.number(), z.string()])
    .transform((said) => String(said).toLowerCase())
    .nullish(),
  message: besides(word),
  error: besides(word),
  errors: besides(fields),
});
type Envelope = z.output<typeof envelope>;

// No call of ours moves money, and nobody has the page of a bill that we do not hear of.
const money = 'untouched';

/** What the fields and words of a refusal mean. */
function meaningOf(words: string, names: readonly string[]) {
  if (/unauthenticated|unauthorized/i.test(words)) return 'gateway.unauthorized';
  if (names.includes('amount')) return 'gateway.amount';
  return names.includes('shop_id') ? 'gateway.misconfigured' : 'gateway.refused';
}

function refusal({ status }: GatewayAnswer, { message, error, errors }: Envelope): Error {
  const invalid = Object.entries(errors ?? {}).map(([name, why]) => `${name}: ${String(why)}`);
  const told = [...new Set([message, error, ...invalid])].filter(Boolean).join(' ');
  const meaning = usualMeaning(status) ?? meaningOf(told, Object.keys(errors ?? {}));
  return gatewayRefused(meaning, { gateway, said: told || String(status), money });
}

async function ask({ root, credentials: { token } }: Pal24Place, call: Pal24Call): Promise<GatewayAnswer> {
  const { path, query, form } = call;
  return callGateway({
    ...{ gateway, operation: path, url: `${root}/api/v1/${path}`, query, money },
    method: form ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form && { body: String(new URLSearchParams(form)) }),
  });
}

function read<S extends z.ZodType>(answer: GatewayAnswer, schema: S): z.output<S> {
  const { data: said } = envelope.safeParse(answer.json);
  if (!said) throw garbageOf(answer, { gateway });
  const isFine = answer.status >= 200 && answer.status < 300;
  if (answer.status >= 400 || (isFine && /^(false|0)$/.test(said.success ?? ''))) throw refusal(answer, said);
  // Where it is not said at all, the status says it.
  const result =
    isFine && /^(true|1)$/.test(said.success ?? 'true') ? schema.safeParse(answer.json) : undefined;
  if (!result?.success) throw garbageOf(answer, { gateway });
  return result.data;
}

/**
 * What a call results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals:
 * `gateway.unauthorized`, `.misconfigured`, `.amount`, `.refused`.
 */
export const callPal24 = async <S extends z.ZodType>(
  place: Pal24Place,
  call: Pal24Call,
  schema: S,
): Promise<z.output<S>> => read(await ask(place, call), schema);

const decimal = word.refine(isAmount);
const page = z.url({ protocol: /^https?$/ }).max(2_000);

/** A bill that was just made. It has up to three addresses: best is the page on which the payer chooses how to pay. */
export const madeBillSchema = z
  .object({
    bill_id: z.string().regex(/^[\w-]{1,200}$/),
    link_page_url: besides(page),
    transfer_url: besides(page),
    link_url: besides(page),
  })
  .transform(({ bill_id: externalId, link_page_url: first, transfer_url: second, link_url: third }) => ({
    externalId,
    url: first ?? second ?? third ?? '',
  }))
  .refine(({ url }) => url !== '');

const billSchema = z.object({
  status: z.string().toUpperCase(),
  order_id: besides(word),
  amount: decimal.nullish(),
  currency_in: besides(z.string().toUpperCase()),
});
export type Bill = z.output<typeof billSchema>;
/** Some saw it inside of `bill`. */
const billAnswer = z.union([z.object({ bill: billSchema }).transform(({ bill }) => bill), billSchema]);

/** A bill by its id; undefined: it is not known there (404). */
export async function findBill(place: Pal24Place, id: string): Promise<Bill | undefined> {
  const answer = await ask(place, { path: 'bill/status', query: { id } });
  const isUnknown = answer.status === 404 && envelope.safeParse(answer.json).success;
  return isUnknown ? undefined : read(answer, billAnswer);
}

/** What is answered where only success counts. */
export const doneAtPal24 = z.looseObject({});

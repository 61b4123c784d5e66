import { z } from 'zod';
import { isAmount } from '#platform/money.js';
import { besides, callGateway, garbageOf, usualMeaning, type GatewayAnswer } from '../call-gateway.js';
import { gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { MulenpayCredentials } from './mulenpay-settings.js';

const gateway = 'mulenpay';

/** Where a shop is spoken to, and by which key. */
export interface MulenpayPlace {
  readonly root: string;
  readonly credentials: Pick<MulenpayCredentials, 'apiKey'>;
}

export interface MulenpayCall {
  readonly operation: string;
  /** Below `/v2`, with its query. */
  readonly path: string;
  /** Default: `GET`. */
  readonly method?: 'POST' | 'PUT';
  readonly json?: object;
  /** What no whole answer means; default: a read, so `untouched`. */
  readonly money?: MoneyAfterFault;
}

const word = z.union([z.string(), z.number()]).transform(String);
const id = z.union([z.int().positive(), z.string().regex(/^\d{1,18}$/)]).transform(String);
const page = z.url({ protocol: /^https?$/ }).max(2_000);

const envelope = z.union([
  z.looseObject({ success: besides(z.boolean()), message: besides(word), error: besides(word) }),
  z.array(z.unknown()).transform(() => ({ success: true, message: undefined, error: undefined })),
]);

/** The shape of a refusal is not known: its words are told. What they say of the signature is of the secret key. */
function refusal({ status, text }: GatewayAnswer, words: string): Error {
  const ofKey = /\bsign|подпис/i.test(words) ? 'gateway.misconfigured' : 'gateway.refused';
  const meaning = usualMeaning(status) ?? ofKey;
  return gatewayRefused(meaning, { gateway, said: words || `${status} ${text}`, money: 'untouched' });
}

const ask = (
  { root, credentials: { apiKey } }: MulenpayPlace,
  { operation, path, method, json, money = 'untouched' }: MulenpayCall,
): Promise<GatewayAnswer> =>
  callGateway({
    ...{ gateway, operation, url: `${root}/v2${path}`, method: method ?? 'GET', money },
    headers: { authorization: `Bearer ${apiKey}` },
    ...(json && { json }),
  });

function read<S extends z.ZodType>(answer: GatewayAnswer, { money }: MulenpayCall, schema: S): z.output<S> {
  const { data: said } = envelope.safeParse(answer.json);
  const isFine = answer.status === 200 || answer.status === 201;
  if (said && (answer.status >= 400 || (isFine && said.success === false)))
    throw refusal(answer, [said.message, said.error].filter(Boolean).join(' '));
  const result = said && isFine ? schema.safeParse(answer.json) : undefined;
  if (!result?.success) throw garbageOf(answer, { gateway, money });
  return result.data;
}

/**
 * What a call results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals:
 * `gateway.unauthorized`, `.misconfigured`, `.refused`.
 */
export const callMulenpay = async <S extends z.ZodType>(
  place: MulenpayPlace,
  call: MulenpayCall,
  schema: S,
): Promise<z.output<S>> => read(await ask(place, call), call, schema);

/** A payment that was just made; without a page it is none. */
export const madeAtMulenpay = z
  .object({ id, paymentUrl: page })
  .transform(({ id: externalId, paymentUrl: url }) => ({ externalId, url }));

const paymentSchema = z.object({
  id,
  uuid: z.string(),
  amount: word.refine(isAmount),
  currency: besides(z.string().toUpperCase()),
  status: z.union([z.int(), z.string()]).transform(String),
});
export type MulenpayPayment = z.output<typeof paymentSchema>;
/** Some saw the bare payment. */
const paymentAnswer = z.union([
  z.object({ payment: paymentSchema }).transform(({ payment }) => payment),
  paymentSchema,
]);

/** A payment by its id; undefined: it is not known there (404). */
export async function findAtMulenpay(
  place: MulenpayPlace,
  externalId: string,
): Promise<MulenpayPayment | undefined> {
  const call = { operation: 'payment', path: `/payments/${externalId}` };
  const answer = await ask(place, call);
  const isUnknown = answer.status === 404 && envelope.safeParse(answer.json).success;
  return isUnknown ? undefined : read(answer, call, paymentAnswer);
}

/** One of a list, as far as it is needed to pay it. */
const listed = z
  .object({ id, uuid: z.string(), paymentUrl: besides(page), payment_url: besides(page) })
  .transform(({ id: externalId, uuid, paymentUrl, payment_url: other }) => ({
    ...{ externalId, uuid, url: paymentUrl ?? other ?? undefined },
  }));

/** Payments that are called `uuid` by us; what cannot be read is none of them. */
export async function listByUuid(place: MulenpayPlace, uuid: string) {
  const call = { operation: 'list', path: `/payments?${String(new URLSearchParams({ uuid, limit: '10' }))}` };
  const { items } = await callMulenpay(place, call, z.object({ items: z.array(z.unknown()) }));
  return items.flatMap((one) => listed.safeParse(one).data ?? []).filter((one) => one.uuid === uuid);
}

/** What is answered where only success counts. */
export const doneAtMulenpay = z.union([z.looseObject({}), z.array(z.unknown())]);

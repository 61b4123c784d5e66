import { createHash } from 'node:crypto';
import { z } from 'zod';
import { callGateway, garbageOf, isItsOwn } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused } from '../fault.js';
import type { HeleketCredentials } from './heleket-settings.js';

const gateway = 'heleket';
// Nobody has the link of an invoice before its making was heard of, and the rest are reads: no call of ours moves money.
const money = 'untouched';

/** Where a merchant is spoken to, and by which key. */
export interface HeleketPlace {
  readonly root: string;
  readonly credentials: Pick<HeleketCredentials, 'apiKey' | 'merchantId'>;
}

/** How Heleket signs, in both directions: MD5 of the text in Base64, with the key behind it. */
export const signHeleket = (text: string, apiKey: string): string =>
  createHash('md5')
    .update(Buffer.from(text).toString('base64') + apiKey)
    .digest('hex');

const refusalSchema = z.object({
  state: z.number(),
  message: z.string().nullish().catch(undefined),
  errors: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
type Refusal = Partial<z.output<typeof refusalSchema>>;
const answerSchema = z.union([z.object({ state: z.literal(0), result: z.unknown() }), refusalSchema]);

const byStatus = { 401: 'gateway.unauthorized', 403: 'gateway.misconfigured' } as const;

function meaningOf({ message, errors }: Refusal) {
  const fields = Object.keys(errors ?? {});
  const words = message ?? '';
  if (fields.includes('amount') || /\bamount\b/i.test(words)) return 'gateway.amount';
  // Addresses are made of PUBLIC_URL.
  return fields.some((field) => field.startsWith('url_')) ? 'gateway.misconfigured' : 'gateway.refused';
}

function refusal(status: number, refused: Refusal): Error {
  const { message, errors } = refused;
  const [first] = Object.entries(errors ?? {});
  const said = message ?? (first ? `${first[0]}: ${String(first[1])}` : String(status));
  if (/\bserver error\b/i.test(said)) return gatewayBusy('gateway.unavailable', { gateway, said, money });
  const meaning = byStatus[status as keyof typeof byStatus] ?? meaningOf(refused);
  return gatewayRefused(meaning, { gateway, said, money });
}

/**
 * What a call results in, as `schema` has it; without `given` the empty text is signed and sent. Success is `state` 0, whatever the
 * status is. Throws what `callGateway` throws, `gateway.garbage`, and its refusals: `gateway.unauthorized`, `.misconfigured`,
 * `.amount`, `.refused`, `.unavailable`.
 */
export async function callHeleket<S extends z.ZodType>(
  { root, credentials: { apiKey, merchantId } }: HeleketPlace,
  { path, given }: { readonly path: string; readonly given?: Readonly<Record<string, unknown>> },
  schema: S,
): Promise<z.output<S>> {
  const body = given === undefined ? '' : JSON.stringify(given);
  const answer = await callGateway({
    gateway,
    operation: path,
    url: `${root}/v1/${path}`,
    headers: {
      'content-type': 'application/json',
      merchant: merchantId,
      sign: signHeleket(body, apiKey),
    },
    body,
    money,
  });
  const { status, json } = answer;
  const { data: read } = answerSchema.safeParse(json);
  if (read && !('result' in read)) throw refusal(status, read);
  if (!read && status in byStatus && isItsOwn(answer)) throw refusal(status, {});
  const result = status < 400 && read ? schema.safeParse(read.result) : undefined;
  if (!result?.success) throw garbageOf(answer, { gateway });
  return result.data;
}

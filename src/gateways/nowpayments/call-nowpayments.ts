import { z } from 'zod';
import { callGateway, garbageOf, readAnswer, type GatewayAnswer } from '../call-gateway.js';
import { gatewayRefused } from '../fault.js';
import type { NowpaymentsCredentials } from './nowpayments-settings.js';

const gateway = 'nowpayments';
// Nobody has the link of an invoice before its making was heard of, and the rest are reads: no call of ours moves money.
const money = 'untouched';

/** Where a store is spoken to, and by which key. */
export interface NowpaymentsPlace {
  readonly root: string;
  readonly credentials: Pick<NowpaymentsCredentials, 'apiKey'>;
}

export interface NowpaymentsCall {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly json?: object;
}

const word = z.string().nullish().catch(undefined);
const refusalSchema = z.object({ code: word, message: word });

const byStatus = {
  401: 'gateway.unauthorized',
  403: 'gateway.unauthorized',
  404: 'gateway.misconfigured',
  405: 'gateway.misconfigured',
} as const;

function refusal(answer: GatewayAnswer): Error {
  const { status, json, text } = answer;
  const read = refusalSchema.safeParse(json);
  // A page is of what stands before it.
  if (status < 400 || (!read.success && text.trim() !== '')) return garbageOf(answer, { gateway });
  const { code, message } = read.data ?? {};
  const said = [code, message].filter(Boolean).join(' ') || String(status);
  const isKey = code === 'INVALID_API_KEY';
  const isAmount = /amount/i.test(message ?? '');
  const meaning = isKey ? 'gateway.unauthorized' : byStatus[status as keyof typeof byStatus];
  return gatewayRefused(meaning ?? (isAmount ? 'gateway.amount' : 'gateway.refused'), {
    gateway,
    said,
    money,
  });
}

/**
 * What a call results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals:
 * `gateway.unauthorized`, `.misconfigured`, `.amount`, `.refused`.
 */
export async function callNowpayments<S extends z.ZodType>(
  { root, credentials: { apiKey } }: NowpaymentsPlace,
  { path, query, json }: NowpaymentsCall,
  schema: S,
): Promise<z.output<S>> {
  const answer = await callGateway({
    gateway,
    operation: path,
    url: `${root}/v1/${path}`,
    query,
    method: json === undefined ? 'GET' : 'POST',
    headers: { 'x-api-key': apiKey },
    ...(json !== undefined && { json }),
    money,
  });
  if (answer.status !== 200 && answer.status !== 201) throw refusal(answer);
  return readAnswer(answer, schema, { gateway });
}

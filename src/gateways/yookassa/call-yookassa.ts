import { z } from 'zod';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { callGateway, garbageOf, type GatewayAnswer } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { YookassaCredentials } from './yookassa-settings.js';

const gateway = 'yookassa';

/** YooKassa may think about what changes something for 30 s. */
const postTimeoutMs = 35_000;
const mostPauseMs = 600_000;

export type YookassaAccess = GatewayAccess<YookassaCredentials>;
/** Where a shop's account is, and what opens it. */
export type YookassaPlace = Pick<YookassaAccess, 'credentials' | 'root'>;

export interface YookassaCall {
  /** Below `/v3`. */
  readonly path: string;
  /** What is asked, for traces. */
  readonly operation: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes it a POST, which is one and the same for a day under its `key` (at most 64 characters). */
  readonly post?: { readonly key: string; readonly json: object };
  /** What no whole answer means; default: nothing can have moved. */
  readonly money?: MoneyAfterFault;
}

const said = z.string().catch('');
const refusalSchema = z.object({
  type: z.literal('error'),
  code: z.string(),
  description: said,
  parameter: said,
});
type Refusal = z.output<typeof refusalSchema>;
/** Not done yet: to be asked again, by the same key. */
const processingSchema = z.object({ type: z.literal('processing'), retry_after: z.number().catch(0) });

/** What a refused parameter (`invalid_request`) means: that a sum, or the shop's setting, is wrong, or our call. */
function meaningOf({ parameter }: Refusal) {
  if (parameter.startsWith('amount')) return 'gateway.amount';
  if (parameter.startsWith('receipt.customer')) return 'gateway.refused';
  const isOfShop = /^(receipt|payment_method_data|save_payment_method)/.test(parameter);
  return isOfShop ? 'gateway.misconfigured' : 'gateway.refused';
}

const spentKey = /idempot/i;

function refusalOf(status: number, refusal: Refusal, money: MoneyAfterFault): Error {
  const words = [refusal.code, refusal.parameter, refusal.description].filter((word) => word !== '');
  const fault = { gateway, said: words.join(': '), money: 'untouched' } as const;
  if (status === 401) return gatewayRefused('gateway.unauthorized', fault);
  // 403: the shop may not do this, as charge again or send receipts; 405: the address is none of the API.
  if (status === 403 || status === 405) return gatewayRefused('gateway.misconfigured', fault);
  // Other words under the same key: what the first ones made is there, and can be looked for.
  if (status === 400 && spentKey.test(fault.said))
    return gatewayBusy('gateway.unavailable', { ...fault, money });
  return gatewayRefused(status === 400 ? meaningOf(refusal) : 'gateway.refused', fault);
}

function faultOf(answer: GatewayAnswer, money: MoneyAfterFault): Error {
  const { status, json } = answer;
  const { data: refusal } = refusalSchema.safeParse(json);
  if (refusal && status >= 400) return refusalOf(status, refusal, money);
  if (status === 405 || status === 415) {
    const bare = { type: 'error', code: String(status), description: '', parameter: '' } as const;
    return refusalOf(status, bare, money);
  }
  const { data: processing } = processingSchema.safeParse(json);
  if (!processing) return garbageOf(answer, { gateway, money });
  const retryAfterMs = Math.min(Math.max(processing.retry_after, 1_000), mostPauseMs);
  return gatewayBusy('gateway.unavailable', { gateway, said: 'processing', money, retryAfterMs });
}

/**
 * What a call of the YooKassa API answers, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals:
 * `gateway.unauthorized`, `.misconfigured`, `.amount`, `.refused`; `gateway.unavailable` while it is not done yet.
 */
export async function callYookassa<S extends z.ZodType>(
  { root, credentials: { shopId, secretKey } }: YookassaPlace,
  { path, operation, query, post, money = 'untouched' }: YookassaCall,
  schema: S,
): Promise<z.output<S>> {
  const authorization = `Basic ${Buffer.from(`${shopId}:${secretKey}`).toString('base64')}`;
  const answer = await callGateway({
    ...{ gateway, operation, money },
    url: `${root}/v3${path}`,
    query,
    method: post ? 'POST' : 'GET',
    headers: { authorization, ...(post && { 'idempotence-key': post.key }) },
    ...(post && { json: post.json, timeoutMs: postTimeoutMs }),
  });
  const read = answer.status === 200 ? schema.safeParse(answer.json) : undefined;
  if (!read?.success) throw faultOf(answer, money);
  return read.data;
}

/** What was asked for; undefined: YooKassa knows none of that name in this shop. */
export async function unlessNotFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PermanentError && String(error.context.said).startsWith('not_found'))
      return undefined;
    throw error;
  }
}

/** Was the key of a call used before, for other words? */
export const isKeySpent = (error: unknown): boolean =>
  error instanceof RetryableError && spentKey.test(String(error.context.said));

/** A sum as the API has it: with both digits of the kopeks. */
export function roublesOf(amount: string) {
  const [whole = '', kopeks = ''] = amount.split('.');
  return { value: `${whole}.${kopeks.slice(0, 2).padEnd(2, '0')}`, currency: 'RUB' } as const;
}

/** The beginning of a text, no character cut in two. */
export const beginningOf = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

import { z } from 'zod';
import { callGateway, type GatewayAnswer } from '../call-gateway.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';

const gateway = 'tribute';

/** Where an account at Tribute is spoken to, and by which key. */
export interface TributePlace {
  readonly root: string;
  readonly credentials: { readonly apiKey: string };
}

export interface TributeCall {
  readonly operation: string;
  /** Behind `/api/v1`. */
  readonly path: string;
  /** Given: it is posted. */
  readonly json?: object;
  /** What no whole answer means; default: a read, so `untouched`. */
  readonly money?: MoneyAfterFault;
}

const refusalSchema = z.object({ error: z.string().min(1) });

/** What its refusals are for us. Any other means that this very thing is refused. */
const meanings = {
  error_amount_too_large: 'gateway.amount',
  error_amount_too_small: 'gateway.amount',
  error_invalid_currency: 'gateway.misconfigured',
  error_shop_inactive: 'gateway.account_off',
} as const;

function refusal({ status, json, text }: GatewayAnswer, money: MoneyAfterFault): Error {
  if (status === 401)
    return gatewayRefused('gateway.unauthorized', { gateway, said: '401', money: 'untouched' });
  const { data } = refusalSchema.safeParse(json);
  if (!data || status < 400)
    return gatewayBusy('gateway.garbage', { gateway, said: `${status} ${text}`, money });
  const code = Object.hasOwn(meanings, data.error)
    ? meanings[data.error as keyof typeof meanings]
    : 'gateway.refused';
  return gatewayRefused(code, { gateway, said: data.error, money: 'untouched' });
}

/**
 * What a call of the API answers, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals, whose
 * code is in the context's `said`: `gateway.unauthorized`, `.account_off`, `.amount`, `.misconfigured`, `.refused`.
 */
export async function callTribute<S extends z.ZodType>(
  { root, credentials: { apiKey } }: TributePlace,
  { operation, path, json, money = 'untouched' }: TributeCall,
  schema: S,
): Promise<z.output<S>> {
  const answer = await callGateway({
    gateway,
    operation,
    url: `${root}/api/v1${path}`,
    method: json === undefined ? 'GET' : 'POST',
    headers: { 'api-key': apiKey },
    ...(json !== undefined && { json }),
    money,
  });
  const isDone = answer.status === 200 || answer.status === 201;
  const { success, data } = schema.safeParse(answer.json);
  if (isDone && success) return data;
  throw refusal(answer, money);
}

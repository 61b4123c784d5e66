import { z } from 'zod';
import { callGateway, garbageOf, type GatewayAnswer } from '../call-gateway.js';
import { gatewayRefused, type MoneyAfterFault } from '../fault.js';

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
  /** It is about the shop itself: that there is none, or that the key may not, is a matter for people. */
  readonly isOfShop?: true;
}

const refusalSchema = z.object({ error: z.string().min(1) });

type Meanings = Readonly<Record<string, 'account_off' | 'amount' | 'misconfigured' | 'unauthorized'>>;
/** What its refusals are for us. Any other means that this very thing is refused. */
const meanings: Meanings = {
  error_amount_too_large: 'amount',
  error_amount_too_small: 'amount',
  error_invalid_currency: 'misconfigured',
  error_shop_inactive: 'account_off',
};
const shopMeanings: Meanings = {
  ...meanings,
  error_not_found: 'account_off',
  error_not_permitted: 'unauthorized',
  no_access: 'unauthorized',
};

function refusal(answer: GatewayAnswer, { money, isOfShop }: TributeCall): Error {
  const { status, json } = answer;
  const untouched = { gateway, money: 'untouched' } as const;
  if (status === 401) return gatewayRefused('gateway.unauthorized', { ...untouched, said: '401' });
  const { data } = refusalSchema.safeParse(json);
  if (!data || status < 400) return garbageOf(answer, { gateway, money });
  const said = data.error;
  const means = new Map(Object.entries(isOfShop ? shopMeanings : meanings)).get(said);
  return gatewayRefused(`gateway.${means ?? 'refused'}`, { ...untouched, said });
}

/**
 * What a call of the API answers, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals, whose
 * code is in the context's `said`: `gateway.unauthorized`, `.account_off`, `.amount`, `.misconfigured`, `.refused`.
 */
export async function callTribute<S extends z.ZodType>(
  { root, credentials: { apiKey } }: TributePlace,
  call: TributeCall,
  schema: S,
): Promise<z.output<S>> {
  const { operation, path, json, money = 'untouched' } = call;
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
  throw refusal(answer, call);
}

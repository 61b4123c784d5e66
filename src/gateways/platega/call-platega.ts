import { z } from 'zod';
import { callGateway, usualMeaning, type GatewayAnswer } from '../call-gateway.js';
import { callsOf } from '../calls-of.js';
import { gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { PlategaCredentials } from './platega-settings.js';

const gateway = 'platega';

/** Where a merchant is spoken to, and by which key. */
export interface PlategaPlace {
  readonly root: string;
  readonly credentials: Pick<PlategaCredentials, 'apiKey' | 'merchantId'>;
}

export interface PlategaCall {
  readonly operation: string;
  readonly path: string;
  readonly method?: 'POST';
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What no whole answer means; default: `untouched`. */
  readonly money?: MoneyAfterFault;
}

const said = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined);
/** One of several forms, by which part of it answered. */
const errorSchema = z.object({
  code: said,
  message: said,
  error: said,
  detail: said,
  data: z
    .array(z.object({ key: said, message: said }))
    .nullish()
    .catch(undefined),
});

/** Nobody can take that very sum now; another one may be taken. */
const ofAmount = /no available requisites/i;
/** The shop has no such way to pay. */
const ofSetup = /no available card cascades|payment ?method/i;

/** What its words and the members that it names mean; undefined: that is for its status to say. */
function meaningOf(words: string, keys: readonly string[]) {
  if (ofAmount.test(words) || keys.some((key) => /amount/i.test(key))) return 'gateway.amount';
  return ofSetup.test(words) ? 'gateway.misconfigured' : undefined;
}

function refusal({ status, json }: GatewayAnswer): Error {
  const { data, ...words } = errorSchema.safeParse(json).data ?? {};
  const keys = data?.map(({ key }) => key ?? '') ?? [];
  const invalid = data?.map(({ key, message }) => `${key ?? ''}: ${message ?? ''}`) ?? [];
  const { code, message, error, detail } = words as Partial<typeof words & { code: string }>;
  const told = [...new Set([code, message, error, detail, ...invalid])].filter(Boolean).join(' ');
  const meaning = usualMeaning(status) ?? meaningOf(told, keys) ?? 'gateway.refused';
  return gatewayRefused(meaning, { gateway, said: told || String(status), money: 'untouched' });
}

async function ask(
  { root, credentials: { merchantId, apiKey } }: PlategaPlace,
  { operation, path, json, method = json ? 'POST' : undefined, headers, money = 'untouched' }: PlategaCall,
): Promise<GatewayAnswer> {
  return callGateway({
    ...{ gateway, operation, url: `${root}${path}`, method: method ?? 'GET', money },
    headers: { 'x-merchantid': merchantId, 'x-secret': apiKey, ...headers },
    ...(json && { json }),
  });
}

const calls = callsOf({ gateway, ask, refusal });

/**
 * What a call results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and its refusals:
 * `gateway.unauthorized`, `.misconfigured`, `.amount`, `.refused`.
 */
export const callPlatega = calls.call;

/** The same of what Platega may not know (404): undefined. */
export const findAtPlatega = calls.find;

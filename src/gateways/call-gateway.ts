import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { RetryableError } from '#platform/errors.js';
import { exchange } from '#platform/http.js';
import { gatewayBusy, type MoneyAfterFault } from './fault.js';

/** A call to a gateway, as its adapter makes it. */
export interface GatewayCall {
  readonly gateway: string;
  readonly url: string;
  /** Put behind the url. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; give its `content-type`. */
  readonly body?: string;
  /** What is asked, for traces: no ids. */
  readonly operation: string;
  /** What no whole answer means for the money. */
  readonly money: MoneyAfterFault;
  /** Statuses of 500 and above that say more than trouble: they are answers, too. */
  readonly reads?: readonly number[];
  /** The address is a tenant's: private ones are refused. */
  readonly isGuarded?: boolean;
  /** Of the whole exchange, in ms, where the gateway may think longer than 15 s. */
  readonly timeoutMs?: number;
}

/** What a gateway answered; whether it means success is the adapter's to say. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined: the body is none. */
  readonly json: unknown;
  readonly text: string;
}

/** Whole exchange, in ms. */
const usualTimeoutMs = 15_000;
/** Longest answer of a gateway, in bytes. */
const mostBytes = 1_048_576;

/**
 * One exchange with a gateway. Throws RetryableError `gateway.unreachable`, `.timeout` or `.aborted` when there is no whole
 * answer, `.unavailable` on 5xx (unless `reads` has it) and `.flood` on 429; any other status is an answer. Each says what it means for the money.
 */
export async function callGateway(call: GatewayCall): Promise<GatewayAnswer> {
  const { gateway, method = 'POST', headers = {}, json, money, operation, isGuarded = false } = call;
  const { timeoutMs = usualTimeoutMs } = call;
  const url = withQuery(call);
  const body = json === undefined ? call.body : JSON.stringify(json);
  const accepts = {
    accept: 'application/json',
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
  const request = { url, method, headers: { ...accepts, ...headers }, timeoutMs, mostBytes, isGuarded };
  const exchanged = await exchange({
    ...request,
    ...(body !== undefined && { body }),
    service: 'gateway',
    operation: `${gateway} ${operation}`,
  }).catch((error: unknown) => {
    if (!(error instanceof RetryableError)) throw error;
    const said = error.cause instanceof Error ? error.cause.message : error.code;
    throw gatewayBusy(error.code as 'gateway.unreachable', { gateway, said, money, cause: error });
  });
  const { status, headers: heard, text } = exchanged;
  const said = String(status);
  if (status === 429) {
    const retryAfterMs = askedPauseMs(heard['retry-after'], text);
    throw gatewayBusy('gateway.flood', { gateway, said, money: 'untouched', retryAfterMs });
  }
  if (isTrouble(call, status)) throw gatewayBusy('gateway.unavailable', { gateway, said, money });
  return { status, headers: heard, text, json: parseJson(text) };
}

function withQuery({ url, query }: GatewayCall): string {
  const asked = new URLSearchParams(query).toString();
  return asked ? `${url}?${asked}` : url;
}

const isTrouble = ({ reads }: GatewayCall, status: number): boolean =>
  status >= 500 && !reads?.includes(status);

/** How long a gateway wants to be left alone, in ms: its header says it in seconds, or its words do; else 30 s, at most 10 min. */
function askedPauseMs(header: string | undefined, text: string): number {
  const [, after, counted] = /retry after\D{0,8}(\d{1,4})|(\d{1,4}) ?(?:seconds|сек)/i.exec(text) ?? [];
  const seconds = [header, after, counted].map(Number).find((one) => one > 0) ?? 30;
  return Math.min(seconds, 600) * 1_000;
}

/** Is an answer the gateway's own, and not the page of something that stands before it? */
export const isItsOwn = ({ json, text }: GatewayAnswer): boolean => json !== undefined || text.trim() === '';

/** What is said besides; in another shape than we know it counts as not said. */
export const besides = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

interface Asked {
  readonly gateway: string;
  /** What no whole answer means; default: `untouched`. */
  readonly money?: MoneyAfterFault | undefined;
}

/** The fault of an answer that makes no sense: the gateway is asked again. */
export const garbageOf = (
  { status, text }: Pick<GatewayAnswer, 'status' | 'text'>,
  { gateway, money = 'untouched' }: Asked,
): RetryableError => gatewayBusy('gateway.garbage', { gateway, said: `${status} ${text}`, money });

/** What an answer says, as `schema` has it. Throws `gateway.garbage` where it is in another shape. */
export function readAnswer<S extends z.ZodType>(answer: GatewayAnswer, schema: S, asked: Asked): z.output<S> {
  const { success, data } = schema.safeParse(answer.json);
  if (success) return data;
  throw garbageOf(answer, asked);
}

const meanings = {
  401: 'gateway.unauthorized',
  403: 'gateway.misconfigured',
  404: 'gateway.misconfigured',
  405: 'gateway.misconfigured',
} as const;

/**
 * What the status of a refusal means where a gateway takes these as HTTP has them: the key is wrong, or may not, or the address is none
 * of the API. undefined: that is for its words to say.
 */
export const usualMeaning = (status: number): 'gateway.misconfigured' | 'gateway.unauthorized' | undefined =>
  meanings[status as keyof typeof meanings];

/** What a text of JSON says; undefined: it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import type { Json } from './types.js';

/** How much one scope may send within a window. */
export interface Limit {
  max: number;
  windowMs: number;
}

/** The windows the stand-in keeps; `slackMs` forgives what the way to the server shifts. */
export interface Limits {
  perBot: Limit;
  perChat: Limit;
  perGroup: Limit;
  slackMs: number;
}

/** What a stand-in can be told; everything has a default. */
export interface TelegramOptions {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. */
  port?: number;
  /** Serve the chat page at `/`. */
  page?: boolean;
  /** Ignore unknown parameters as the real server does, instead of refusing them. */
  lenientParams?: boolean;
  /** Accept http:// webhooks on any port, as a self-hosted server in local mode does. */
  allowHttpWebhooks?: boolean;
  /** `true` refuses with 429, `'observe'` only notes violations, `false` (the default) does neither. */
  limits?: boolean | 'observe' | Partial<Limits>;
  /** Limit on tokens the server has not met yet: 20 a minute, 600 an hour unless numbers are given. */
  coldTokenLimit?: boolean | { perMinute: number; perHour: number };
  /** Calls that arrive so many ms after a 429 count as on their way when it was answered (300). */
  holdGraceMs?: number;
  /** First wait between webhook deliveries of a failing update, in ms (1000); it doubles. */
  retryBaseMs?: number;
  /** How long a webhook may take to answer, in ms (10000). */
  webhookTimeoutMs?: number;
  /** How long a callback query may be answered, in ms (150000). */
  queryTtlMs?: number;
  /** How long a pre-checkout query may be answered, in ms (10000). */
  preCheckoutTtlMs?: number;
  /** `false` keeps no calls at all, a number keeps that many of the last ones (20000). */
  record?: boolean | number;
  /** Messages kept in each chat (500). */
  keepMessages?: number;
}

/** The options with every default filled in. */
export interface ResolvedOptions {
  port: number;
  page: boolean;
  lenientParams: boolean;
  allowHttpWebhooks: boolean;
  limits: Limits | null;
  limitsRefuse: boolean;
  holdGraceMs: number;
  coldTokens: { perMinute: number; perHour: number } | null;
  retryBaseMs: number;
  webhookTimeoutMs: number;
  queryTtlMs: number;
  preCheckoutTtlMs: number;
  keepCalls: number;
  keepMessages: number;
}

const telegramLimits: Limits = {
  perBot: { max: 30, windowMs: 1000 },
  perChat: { max: 5, windowMs: 5000 },
  perGroup: { max: 20, windowMs: 60_000 },
  slackMs: 50,
};
const coldTokens = { perMinute: 20, perHour: 600 };

/** Fills in every default. */
export function resolveOptions(options: TelegramOptions): ResolvedOptions {
  const { limits = false, coldTokenLimit = false, record = true } = options;
  const simple = {
    port: 0,
    page: false,
    lenientParams: false,
    allowHttpWebhooks: false,
    holdGraceMs: 300,
    retryBaseMs: 1000,
    webhookTimeoutMs: 10_000,
    queryTtlMs: 150_000,
    preCheckoutTtlMs: 10_000,
    keepMessages: 500,
  };
  return {
    ...simple,
    ...(definedOnly(options, Object.keys(simple)) as Partial<typeof simple>),
    limits: limits === false ? null : { ...telegramLimits, ...(typeof limits === 'object' ? limits : {}) },
    limitsRefuse: limits !== 'observe',
    coldTokens: coldTokenLimit === true ? coldTokens : coldTokenLimit || null,
    keepCalls: record === true ? 20_000 : Number(record),
  };
}

function definedOnly(source: object, keys: string[]): Json {
  return Object.fromEntries(
    Object.entries(source).filter(([key, value]) => keys.includes(key) && value !== undefined),
  );
}

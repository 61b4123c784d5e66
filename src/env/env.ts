import { z } from 'zod';
import { list, place, requestHeaders, root, webUrl, wholeBetween, type EnvPlace } from './env-kinds.js';
import { readRedisUrl } from './redis-url.js';
import { checkServerAddress, withPassword } from './server-address.js';

const roles = ['ingress', 'poller', 'worker'] as const;
export type Role = (typeof roles)[number];

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const faultOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
/** Every variable of the process, with its default; `.env.example` is held against this by a test. */
export const envSchema = z.object({
  DATABASE_URL: z
    .string(
      'is not set; give postgres://user:password@host:5432/name, or use `npm start`, which brings its own server',
    )
    .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgres://', abort: true })
    .superRefine((url, context) => {
      const fault = faultOf(() => checkServerAddress(url));
      if (fault) context.addIssue({ code: 'custom', message: fault });
    }),
  DATABASE_URL_PASSWORD: z.string().optional(),
  REDIS_URL: z
    .string('is not set; give redis://host:6379, or use `npm start`, which brings its own server')
    .superRefine((url, context) => {
      const fault = faultOf(() => readRedisUrl(url));
      if (fault) context.addIssue({ code: 'custom', message: fault });
    }),
  REDIS_URL_PASSWORD: z.string().optional(),
  PORT: wholeBetween(0, 65_535).default(8080),
  METRICS_PORT: place.optional(),
  TRUSTED_PROXY_HOPS: wholeBetween(0, 10).default(0),
  PUBLIC_URL: webUrl('give the address under which Telegram reaches the ingress').transform(root).optional(),
  ROLES: z
    .string()
    .default(roles.join(','))
    .transform(list)
    .pipe(z.array(z.enum(roles, `may hold only ${roles.join(', ')}`)).min(1, 'names no role')),
  UPDATE_MODE: z.enum(['polling', 'webhook'], 'must be polling or webhook').optional(),
  BOT_TOKEN: z
    .string()
    .regex(
      /^\d{6,12}:[A-Za-z0-9_-]{30,50}$/,
      'is not a token as BotFather gives it (123456789:AA…); copy it again',
    )
    .optional(),
  ADMIN_IDS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().regex(/^\d{1,16}$/, 'must be Telegram ids, separated by commas'))),
  APP_SECRET: z
    .string('is not set; make one with `openssl rand -base64 32` and keep it: bot tokens are sealed under it')
    .min(32, 'must have at least 32 characters; make one with `openssl rand -base64 32`'),
  MASTER_API_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
  TELEGRAM_API_ROOT: webUrl('the official one is https://api.telegram.org')
    .transform(root)
    .default('https://api.telegram.org'),
  TELEGRAM_NEW_TOKENS_PER_MINUTE: wholeBetween(0, 100_000).optional(),
  REMNAWAVE_API_URL: webUrl('give the address of the panel, such as https://panel.example.com')
    .transform((text) => root(text).replace(/\/api$/, ''))
    .optional(),
  REMNAWAVE_API_TOKEN: z
    .string()
    .regex(/^\S+$/, 'is not a token; make one on the panel under Settings, API tokens')
    .optional(),
  REMNAWAVE_EXTRA_HEADERS: requestHeaders.optional(),
  REMNAWAVE_WEBHOOK_SECRET: z
    .string()
    .min(32, "must have at least 32 characters, as the panel's own WEBHOOK_SECRET_HEADER")
    .optional(),
  REMNAWAVE_CALLS_PER_SECOND: wholeBetween(1, 1_000).default(20),
  REMNAWAVE_CONCURRENCY: wholeBetween(1, 200).default(8),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be a level of pino, such as info',
    )
    .default('info'),
  DATA_DIR: z.string().default('.data'),
  WORKER_CONCURRENCY: wholeBetween(1, 1000).default(32),
  API_REQUESTS_PER_MINUTE: wholeBetween(1, 1_000_000).default(600),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl('a collector takes OTLP over HTTP at http://host:4318').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webUrl(
    'a collector takes traces at http://host:4318/v1/traces',
  ).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SDK_DISABLED: z.enum(['true', 'false'], 'must be true or false').default('false'),
  OTEL_SERVICE_NAME: z.string().default('remnafleet'),
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, `must be one of ${samplers.join(', ')}`)
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('must be a share from 0 to 1, such as 0.01')
    .min(0, 'must be a share from 0 to 1, such as 0.01')
    .max(1, 'must be a share from 0 to 1, such as 0.01')
    .default(1),
});

type Variables = z.output<typeof envSchema>;

/** The settings of the process, checked. */
export interface Env {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly port: number;
  /** Where /metrics and the whole of /health/ready are shown; undefined: on `port`, to who has an operator's token. */
  readonly metricsPlace: EnvPlace | undefined;
  /** How many proxies of ours stand between a client and `port`, each adding to X-Forwarded-For. */
  readonly trustedProxyHops: number;
  readonly publicUrl: string | undefined;
  readonly roles: readonly Role[];
  readonly updateMode: 'polling' | 'webhook';
  readonly botToken: string | undefined;
  readonly adminIds: readonly string[];
  readonly appSecret: string;
  readonly masterApiToken: string | undefined;
  readonly telegramApiRoot: string;
  /** How many bots may be met for the first time in a minute; 0 = no limit (Telegram: 20 a minute an address). */
  readonly telegramNewTokensPerMinute: number;
  /** The Remnawave panel; undefined: none is named, so nothing can be provisioned. */
  readonly panel: PanelEnv | undefined;
  /** Signs what the panel tells us; undefined: its webhooks are refused. */
  readonly panelWebhookSecret: string | undefined;
  readonly logLevel: string;
  readonly workerConcurrency: number;
  /** Requests to the admin API that one token may make in a minute; the master token ten times as many. */
  readonly apiRequestsPerMinute: number;
  readonly traces: {
    /** Is there a collector to send them to? */
    readonly isOn: boolean;
    readonly sampler: (typeof samplers)[number];
    /** Share of the traces that a ratio sampler keeps, 0 to 1. */
    readonly ratio: number;
  };
}

/** Where the panel is, how it is entered, and how hard it may be pressed. */
export interface PanelEnv {
  readonly url: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Over all processes of the fleet. */
  readonly callsPerSecond: number;
  /** Calls at the same time, over all processes. */
  readonly concurrency: number;
}

/** The environment is wrong; `message` has one line a variable, each with the cure. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Throws EnvError where variables that are right each by itself do not go together. */
function demandSense({ PORT: port, METRICS_PORT: own, PUBLIC_URL: publicUrl, ...rest }: Variables): void {
  const { UPDATE_MODE: updateMode } = rest;
  const official = isOfficial(rest);
  if (updateMode === 'webhook' && !publicUrl)
    throw new EnvError(
      'UPDATE_MODE=webhook needs PUBLIC_URL: the https address under which Telegram reaches the ingress',
    );
  if (updateMode === 'webhook' && official && !publicUrl?.startsWith('https:'))
    throw new EnvError('PUBLIC_URL must begin with https:// for webhooks; or set UPDATE_MODE=polling');
  if (own?.port === port && port !== 0)
    throw new EnvError('METRICS_PORT must be another port than PORT: what it shows is not for everybody');
}

const isOfficial = ({ TELEGRAM_API_ROOT: root }: Pick<Variables, 'TELEGRAM_API_ROOT'>): boolean =>
  root === 'https://api.telegram.org';

function shape(variables: Variables): Env {
  demandSense(variables);
  const { PUBLIC_URL: publicUrl, TELEGRAM_API_ROOT: telegramApiRoot } = variables;
  const updateMode = variables.UPDATE_MODE ?? (publicUrl?.startsWith('https:') ? 'webhook' : 'polling');
  return {
    databaseUrl: withPassword(variables.DATABASE_URL, variables.DATABASE_URL_PASSWORD),
    redisUrl: withPassword(variables.REDIS_URL, variables.REDIS_URL_PASSWORD),
    port: variables.PORT,
    metricsPlace: variables.METRICS_PORT,
    trustedProxyHops: variables.TRUSTED_PROXY_HOPS,
    publicUrl,
    roles: variables.ROLES,
    updateMode,
    botToken: variables.BOT_TOKEN,
    adminIds: variables.ADMIN_IDS,
    appSecret: variables.APP_SECRET,
    masterApiToken: variables.MASTER_API_TOKEN,
    telegramApiRoot,
    telegramNewTokensPerMinute: variables.TELEGRAM_NEW_TOKENS_PER_MINUTE ?? (isOfficial(variables) ? 15 : 0),
    panel: panelOf(variables),
    panelWebhookSecret: variables.REMNAWAVE_WEBHOOK_SECRET,
    logLevel: variables.LOG_LEVEL,
    workerConcurrency: variables.WORKER_CONCURRENCY,
    apiRequestsPerMinute: variables.API_REQUESTS_PER_MINUTE,
    traces: tracesOf(variables),
  };
}

function panelOf(variables: Variables): PanelEnv | undefined {
  const { REMNAWAVE_API_URL: url, REMNAWAVE_API_TOKEN: token } = variables;
  if (url === undefined && token === undefined) return undefined;
  if (url === undefined || token === undefined)
    throw new EnvError('REMNAWAVE_API_URL and REMNAWAVE_API_TOKEN go together: set both, or neither');
  return {
    url,
    token,
    headers: variables.REMNAWAVE_EXTRA_HEADERS ?? {},
    callsPerSecond: variables.REMNAWAVE_CALLS_PER_SECOND,
    concurrency: variables.REMNAWAVE_CONCURRENCY,
  };
}

function tracesOf(variables: Variables): Env['traces'] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = variables;
  return {
    isOn: variables.OTEL_SDK_DISABLED === 'false' && Boolean(base ?? own),
    sampler: variables.OTEL_TRACES_SAMPLER,
    ratio: variables.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** `DATABASE_URL` alone, checked and with its password; undefined: it is not set. Throws EnvError. */
export function readDatabaseUrl(source: NodeJS.ProcessEnv): string | undefined {
  const { DATABASE_URL: url, DATABASE_URL_PASSWORD: password } = source;
  if (!url) return undefined;
  const result = envSchema.shape.DATABASE_URL.safeParse(url);
  if (!result.success) throw new EnvError(`DATABASE_URL ${result.error.issues[0]?.message ?? ''}`);
  return withPassword(result.data, password);
}

/** Reads and checks the environment; an empty variable counts as not set. Throws EnvError with every fault. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = envSchema.safeParse(given);
  if (result.success) return shape(result.data);
  const lines = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  throw new EnvError([...new Set(lines)].join('\n'));
}

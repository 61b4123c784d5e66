import createClient, { type Client } from 'openapi-fetch';
import { publishMasterToken } from '#directory/directory.js';
import { openIntake, type Intake } from '#jobs/intake.js';
import { openMetrics } from '#platform/metrics.js';
import { openRedis } from '#platform/redis.js';
import { newApiToken, sha256 } from '#platform/secrets.js';
import type { AdminApiLimits } from '../../src/ingress/routes/admin-api/index.js';
import { startIngress, type IngressLimits } from '../../src/ingress/server.js';
import type { BotOverrides } from '../factories/bot.js';
import type { components, paths } from './api-schema.js';
import { openWorkerSide } from './open-worker-side.js';
import { waitFor } from './wait-for.js';
import { withoutTicks } from './without-ticks.js';

/** The admin API of a fleet of one ingress and one worker, on the tests' PostgreSQL and Redis. */
export type AdminApi = Awaited<ReturnType<typeof openAdminApi>>;

export interface AdminApiOptions {
  readonly limits?: Partial<AdminApiLimits>;
  /** Of the HTTP server itself. */
  readonly serverLimits?: Partial<IngressLimits>;
  /** `false`: no worker runs until `side.start()`. */
  readonly works?: boolean;
  /** `false`: the fleet does nothing by the clock; for who looks whether rows stay as they are. */
  readonly ticks?: boolean;
  /** Are updates taken in by webhook? */
  readonly takesUpdates?: boolean;
  /** Variables of the processes beside those of the tests. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A request as a test makes it; `token` `null` sends none. */
export interface Ask {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer; `body` is parsed JSON, `null` when there is none. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Tests look into it without ceremony.
  readonly body: any;
}

type Accepted = components['schemas']['Accepted'];

/** What the typed client was answered; throws when it was refused, or only accepted (202). */
export function resultOf<T>(answer: {
  data?: T;
  error?: unknown;
  response: Response;
}): Exclude<T, Accepted | undefined> {
  const { data, error, response } = answer;
  if (response.ok && response.status !== 202) return data as Exclude<T, Accepted | undefined>;
  throw new Error(`${response.status}: ${JSON.stringify(error ?? data)}`);
}

const noIntake: Intake = {
  updates: () => Promise.reject(new Error('no updates')),
  tokenRevoked: () => Promise.resolve(),
  panelEvent: () => Promise.resolve(),
  paymentCallback: () => Promise.resolve(),
  bankMessage: () => Promise.resolve(),
};

/** Opens it. Requests carry the master token unless they name another. */
export async function openAdminApi({
  limits,
  serverLimits,
  works = true,
  ticks = true,
  takesUpdates = false,
  variables = {},
}: AdminApiOptions = {}) {
  const masterToken = newApiToken();
  const side = await openWorkerSide({ variables: { ...variables, MASTER_API_TOKEN: masterToken } });
  const { jobs, directory, vault } = side;
  await publishMasterToken(jobs.redis, sha256(masterToken), jobs.prefix);
  await directory.refresh();
  const redis = openRedis(process.env.REDIS_URL as string, 'fail');
  await waitFor(() => redis.status === 'ready', { what: 'Redis' });
  const ingress = await startIngress({
    env: { port: 0, roles: ['ingress'] },
    redis,
    jobs: { ...jobs, redis },
    directory,
    intake: takesUpdates ? openIntake({ ...jobs, redis }) : noIntake,
    vault,
    routes: 'full',
    metrics: openMetrics(),
    ...(serverLimits && { limits: serverLimits }),
    apiLimits: { perMinute: 100_000, masterPerMinute: 100_000, ...limits },
  });
  if (works) side.start(ticks ? {} : withoutTicks);
  const url = `http://127.0.0.1:${ingress.port}`;

  async function call(method: string, path: string, ask: Ask = {}): Promise<Answered> {
    const { token = masterToken, body, headers } = ask;
    const response = await fetch(`${url}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, {
      method,
      headers: {
        ...(token !== null && { 'x-api-token': token }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isCsv = response.headers.get('content-type')?.startsWith('text/csv');
    const answered: unknown = isCsv ? text : text ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, body: answered as Answered['body'] };
  }

  return {
    side,
    url,
    masterToken,
    /** Any request, checked by nobody: `call('PUT', '/bots/1', { token, body })`. */
    call,
    /** The client whose types are made from the OpenAPI document. */
    client: (token: string = masterToken): Client<paths> =>
      createClient<paths>({ baseUrl: url, headers: { 'x-api-token': token } }),
    /** A bot of the fleet and of Telegram, with its first API token. */
    /** Makes a bot and waits until ingress knows it. */
    addBot: async (overrides: BotOverrides = {}) => {
      const bot = await side.addBot(overrides);
      await waitFor(() => directory.refresh().then(() => directory.get(bot.botId)), {
        what: 'the bot is in the directory',
      });
      return bot;
    },
    /** Makes a named token and waits until ingress knows it; returns it. */
    addToken: async (botId: string, scope: 'read' | 'write' = 'read', expires_at?: string) => {
      const made = await call('POST', `/bots/${botId}/api-tokens`, {
        body: { name: 'test', scope, expires_at },
      });
      const secret = String(made.body.secret);
      await waitFor(() => directory.refresh().then(() => directory.byApiTokenHash(sha256(secret))), {
        what: 'the token is in the directory',
      });
      return { secret, id: String(made.body.api_token.id) };
    },
    close: async () => {
      await ingress.close();
      await side.close();
      redis.disconnect();
    },
  };
}

import type { RequestListener } from 'node:http';
import { Router } from '@koa/router';
import Koa, { type Middleware } from 'koa';
import { collectDefaultMetrics } from 'prom-client';
import type { DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import type { Jobs } from '#jobs/queues.js';
import type { Env } from '#env/env.js';
import { log } from '#platform/log.js';
import { metrics as processMetrics, type Metrics } from '#platform/metrics.js';
import type { Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';
import { authenticateOperators } from './admin/authenticate-operator.js';
import { forOperators, shownToken, type TokenCheck } from './admin/check-operator-token.js';
import { limitWrongTokens } from './admin/limit-wrong-tokens.js';
import { demandSoundHead } from './demand-sound-head.js';
import { accessLog } from './middleware/access-log.js';
import { answerErrors } from './middleware/errors.js';
import { tellClient } from './middleware/tell-client.js';
import { traceRequests } from './middleware/trace-requests.js';
import { openServer, type ListenPlace, type ServerLimits } from './open-server.js';
import type { RequestNotes } from './request-notes.js';
import type { AdminApiLimits } from './routes/admin-api/index.js';
import type { AllRoutes, AllRoutesParts } from './routes/all-routes.js';
import { healthDetails, healthLive, healthReady } from './routes/health.js';
import { showMetrics } from './routes/show-metrics.js';
import { watchReadiness, type HealthCheck, type Readiness } from './watch-readiness.js';

export interface IngressOptions {
  readonly env: Pick<Env, 'port' | 'roles'> &
    Partial<Pick<Env, 'metricsPlace' | 'panelWebhookSecret' | 'trustedProxyHops'>>;
  /** A connection that fails fast (`openRedis(url, 'fail')`). */
  readonly redis: Redis;
  readonly jobs: Jobs;
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly vault: Vault;
  /** `health`: only health and metrics, for processes of the other roles. */
  readonly routes: 'full' | 'health';
  /** Rejects when PostgreSQL is away; given where the worker role runs. */
  readonly pingDatabase?: (() => Promise<void>) | undefined;
  /** Lines for /health/ready about what is wrong though the process can work. */
  readonly warnings?: (() => readonly string[]) | undefined;
  readonly metrics?: Metrics;
  readonly limits?: Partial<IngressLimits>;
  readonly apiLimits?: Partial<AdminApiLimits> | undefined;
}

export interface IngressLimits extends ServerLimits {
  /** Largest body of a webhook, in bytes. */
  readonly bodyBytes: number;
  /** Time after which a directory that cannot be read makes the process not ready, in ms. */
  readonly staleMs: number;
}

/** The HTTP servers of this process. */
export interface Ingress {
  readonly port: number;
  /** Of the server for operators, where there is one. */
  readonly metricsPort: number | undefined;
  /** Stops accepting, lets requests finish for some seconds, then cuts them off. */
  close(): Promise<void>;
}

const standard: IngressLimits = {
  bodyBytes: 1_048_576,
  requestMs: 15_000,
  idleMs: 60_000,
  connections: 10_000,
  staleMs: 10_000,
  closeMs: 5_000,
};
/** How often the lag of the event loop is measured; prom-client's own 10 ms would be most of what an idle process does. */
const loopLagEveryMs = 100;

/**
 * Starts the HTTP server on `PORT` with health and what `openRoutes` adds, and the one for operators on `METRICS_PORT` where that
 * is set; rejects with a plain line when a port is taken or forbidden.
 */
export async function startServer(
  options: IngressOptions,
  openRoutes?: (parts: AllRoutesParts) => AllRoutes,
): Promise<Ingress> {
  const limits = { ...standard, ...options.limits };
  const metrics = options.metrics ?? processMetrics;
  if (!metrics.registry.getSingleMetric('process_cpu_seconds_total'))
    collectDefaultMetrics({ register: metrics.registry, eventLoopMonitoringPrecision: loopLagEveryMs });
  const { env } = options;
  const parts = partsOf({ ...options, metrics, limits });
  const all = openRoutes?.({ ...parts, bodyBytes: limits.bodyBytes });
  const servers: Awaited<ReturnType<typeof openServer>>[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    all?.close();
  };
  const open = async (handle: RequestListener, place: ListenPlace): Promise<void> => {
    servers.push(await openServer(handle, place, limits));
  };
  try {
    await open(publicDoor(parts, all), { port: env.port, variable: 'PORT' });
    if (env.metricsPlace)
      await open(listenerOf(buildOperatorsApp(parts)), { ...env.metricsPlace, variable: 'METRICS_PORT' });
  } catch (error) {
    await close();
    throw error;
  }
  const [{ port } = { port: 0 }, forOperatorsOnly] = servers;
  return { port, metricsPort: forOperatorsOnly?.port, close };
}

interface Given extends IngressOptions {
  readonly metrics: Metrics;
  readonly limits: IngressLimits;
}

interface AppParts extends Given {
  readonly look: () => Promise<Readiness>;
  readonly showMetrics: Middleware<RequestNotes>;
  readonly check: TokenCheck;
}

function partsOf(given: Given): AppParts {
  const { redis, env, directory, pingDatabase, metrics, jobs, limits, warnings } = given;
  const { prefix } = jobs;
  const { staleMs } = limits;
  const checks: Record<string, HealthCheck> = pingDatabase ? { database: pingDatabase } : {};
  return {
    ...given,
    look: watchReadiness({ redis, prefix, roles: env.roles, directory, staleMs, checks, warnings }),
    showMetrics: showMetrics(metrics, given.routes === 'full' ? jobs : undefined),
    check: {
      operators: authenticateOperators({ redis, prefix, directory }),
      limit: limitWrongTokens(redis, prefix),
    },
  };
}

function newApp({ env }: Given): Koa<RequestNotes> {
  const app = new Koa<RequestNotes>();
  app.on('error', (error: unknown) => log.debug({ err: error }, 'a client connection broke'));
  return app
    .use(traceRequests)
    .use(accessLog)
    .use(answerErrors)
    .use(tellClient(env.trustedProxyHops ?? 0))
    .use(soundHeads);
}

const soundHeads: Middleware = (ctx, next) => {
  demandSoundHead(ctx.req);
  return next();
};

function listenerOf(app: Koa): RequestListener {
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

/** What everybody reaches: the webhook of updates, which is most of it, and all else behind Koa. */
function publicDoor(parts: AppParts, all: AllRoutes | undefined): RequestListener {
  const others = listenerOf(buildApp(parts, all));
  if (!all) return others;
  return (request, response) => {
    if (!all.takesUpdate(request, response)) others(request, response);
  };
}

function buildApp(parts: AppParts, all: AllRoutes | undefined): Koa<RequestNotes> {
  const { env, look, check } = parts;
  const app = newApp(parts);
  const router = new Router<RequestNotes>();
  router.get('/health/live', healthLive);
  if (env.metricsPlace) router.get('/health/ready', healthReady(look));
  else {
    router.get('/health/ready', unlessToken(healthReady(look)), forOperators(check), healthDetails(look));
    router.get('/metrics', forOperators(check), parts.showMetrics);
  }
  all?.addTo(app, router);
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}

/** Answers who shows no token; the others go on. */
const unlessToken =
  (answer: Middleware<RequestNotes>): Middleware<RequestNotes> =>
  async (ctx, next) => {
    await (shownToken(ctx) === undefined ? answer(ctx, next) : next());
  };

/** What operators' programs reach: on a port of its own, closed to the internet. */
function buildOperatorsApp(parts: AppParts): Koa {
  const router = new Router<RequestNotes>();
  router.get('/health/live', healthLive);
  router.get('/health/ready', healthDetails(parts.look));
  router.get('/metrics', parts.showMetrics);
  const app = newApp(parts);
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}

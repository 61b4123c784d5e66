import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Router } from '@koa/router';
import Koa, { type Middleware } from 'koa';
import type { DirectoryFollower } from '#jobs/directory.js';
import type { Intake } from '#jobs/intake.js';
import type { Jobs } from '#jobs/queues.js';
import { openAnswerEar, type AnswerEar } from '#jobs/request-answers.js';
import type { Env } from '#platform/env.js';
import { log } from '#platform/log.js';
import { metrics as processMetrics, type Metrics } from '#platform/metrics.js';
import type { Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';
import { collectDefaultMetrics } from 'prom-client';
import { queuesBoard } from './admin/queues-board.js';
import { accessLog, type RequestNotes } from './middleware/access-log.js';
import { answerErrors } from './middleware/errors.js';
import { traceRequests } from './middleware/trace-requests.js';
import { Problem, problemBody } from './problem.js';
import { adminApi, type AdminApiLimits } from './routes/admin-api/index.js';
import { docsPage } from './routes/docs-page.js';
import { healthLive, healthReady, type HealthCheck } from './routes/health.js';
import { homePage } from './routes/home-page.js';
import { openApp } from './routes/open-app.js';
import { panelWebhook } from './routes/panel-webhook.js';
import { showMetrics } from './routes/show-metrics.js';
import { telegramWebhook } from './routes/telegram-webhook.js';

export interface IngressOptions {
  readonly env: Pick<Env, 'port' | 'roles'> & Partial<Pick<Env, 'panelWebhookSecret'>>;
  /** A connection that fails fast (`openRedis(url, 'fail')`). */
  readonly redis: Redis;
  readonly jobs: Jobs;
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly vault: Vault;
  /** `health`: only /health and /metrics, for processes of the other roles. */
  readonly routes: 'full' | 'health';
  /** Rejects when PostgreSQL is away; given where the worker role runs. */
  readonly pingDatabase?: (() => Promise<void>) | undefined;
  /** Lines for /health/ready about what is wrong though the process can work. */
  readonly warnings?: (() => readonly string[]) | undefined;
  readonly metrics?: Metrics;
  readonly limits?: Partial<IngressLimits>;
  readonly apiLimits?: Partial<AdminApiLimits> | undefined;
}

export interface IngressLimits {
  /** Largest body of a webhook, in bytes. */
  readonly bodyBytes: number;
  /** Time in which a request must have arrived, in ms. */
  readonly requestMs: number;
  readonly connections: number;
  /** Time after which a directory that cannot be read makes the process not ready, in ms. */
  readonly staleMs: number;
  /** Time that requests get to finish when the process stops, in ms. */
  readonly closeMs: number;
}

/** The HTTP server of this process. */
export interface Ingress {
  readonly port: number;
  /** Stops accepting, lets requests finish for some seconds, then cuts them off. */
  close(): Promise<void>;
}

const standard: IngressLimits = {
  bodyBytes: 1_048_576,
  requestMs: 15_000,
  connections: 10_000,
  staleMs: 10_000,
  closeMs: 5_000,
};
const standardApi: AdminApiLimits = {
  waitMs: 10_000,
  perMinute: 600,
  masterPerMinute: 6_000,
};
/** Longer than the idle time of usual proxies, so that they never reuse a connection that closes just then. */
const keepAliveMs = 75_000;
const sweepMs = 50;
/** How often the lag of the event loop is measured; prom-client's own 10 ms would be most of what an idle process does. */
const loopLagEveryMs = 100;

/** Starts the HTTP server on `PORT`; rejects with a plain line when the port is taken or forbidden. */
export async function startIngress(options: IngressOptions): Promise<Ingress> {
  const limits = { ...standard, ...options.limits };
  const metrics = options.metrics ?? processMetrics;
  if (!metrics.registry.getSingleMetric('process_cpu_seconds_total'))
    collectDefaultMetrics({ register: metrics.registry, eventLoopMonitoringPrecision: loopLagEveryMs });
  const { redis, jobs, routes } = options;
  const ear = routes === 'full' ? openAnswerEar(redis, jobs.prefix) : undefined;
  const handle = buildApp({ ...options, metrics, ear }, limits).callback();
  const server = createServer(
    {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1_000, limits.requestMs / 2),
      keepAliveTimeout: keepAliveMs,
      // We refuse it ourselves, with a problem document.
      requireHostHeader: false,
    },
    (request, response) => void handle(request, response),
  );
  // Of what it expects that we do not know we take no notice, as RFC 9110 allows.
  server.on('checkExpectation', (request, response) => void handle(request, response));
  server.maxConnections = limits.connections;
  refuseBadRequests(server);
  const closeSilent = noteSilent(server);
  await listen(server, options.env.port).catch((error: unknown) => {
    ear?.close();
    throw error;
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      await close(server, closeSilent, limits.closeMs);
      ear?.close();
    },
  };
}

interface AppOptions extends IngressOptions {
  readonly metrics: Metrics;
  readonly ear: AnswerEar | undefined;
}

function buildApp(options: AppOptions, limits: IngressLimits): Koa {
  const { redis, env, directory, pingDatabase, metrics, jobs, vault, intake, ear } = options;
  const isFull = options.routes === 'full';
  const app = new Koa<RequestNotes>();
  app.on('error', (error: unknown) => log.debug({ err: error }, 'a connection broke'));
  const router = new Router<RequestNotes>();
  const checks: Record<string, HealthCheck> = pingDatabase ? { database: pingDatabase } : {};
  router.get('/health/live', healthLive);
  router.get(
    '/health/ready',
    healthReady({
      redis,
      roles: env.roles,
      directory,
      staleMs: limits.staleMs,
      checks,
      warnings: options.warnings,
    }),
  );
  router.get('/metrics', showMetrics(metrics, isFull ? jobs : undefined));
  if (isFull) {
    const { bodyBytes } = limits;
    router.get('/', homePage);
    router.get(['/docs', '/docs/:file'], docsPage());
    router.get('/open/:app', openApp);
    router.post('/telegram/:bot_id', ...telegramWebhook({ directory, intake, vault, metrics, bodyBytes }));
    const { panelWebhookSecret: secret } = env;
    router.post('/panel/webhook', ...panelWebhook({ directory, intake, metrics, bodyBytes, secret }));
  }
  app.use(traceRequests).use(accessLog).use(answerErrors).use(requireHost);
  if (ear)
    app.use(adminApi({ jobs, directory, vault, ear, limits: { ...standardApi, ...options.apiLimits } }));
  if (isFull) app.use(queuesBoard({ jobs, redis, directory, vault }));
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}

/** HTTP/1.1 asks for it; older clients, such as plain health checks, need not say it. */
const requireHost: Middleware = (ctx, next) => {
  if (ctx.headers.host === undefined && ctx.req.httpVersion === '1.1')
    throw new Problem(400, 'request.malformed', 'The request names no Host.');
  return next();
};

/** Answers what is no proper HTTP request, or comes too slowly, and closes the connection. */
function refuseBadRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, code } = refusalOf(error.code);
    const address = 'remoteAddress' in socket ? socket.remoteAddress : undefined;
    log.info({ address, status, code, fault: error.code }, 'request');
    const body = problemBody(status, code);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

function refusalOf(fault: string | undefined): { readonly status: number; readonly code: string } {
  if (fault === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, code: 'request.too_slow' };
  if (fault === 'HPE_HEADER_OVERFLOW') return { status: 431, code: 'request.headers_too_large' };
  return { status: 400, code: 'request.malformed' };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, port))));
    server.listen(port, resolve);
  });
}

function explain({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE') return `PORT ${port} is taken by another program; stop it or set PORT`;
  if (code === 'EACCES') return `PORT ${port} may not be opened by this user; set PORT to one above 1023`;
  return `PORT ${port} cannot be opened: ${message}`;
}

/** Remembers the connections that said nothing yet, which Node takes for busy; returns how to cut them off. */
function noteSilent(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/** Connections that were at work when the closing began become idle one by one, so they are looked at again and again. */
function close(server: Server, closeSilent: () => void, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const closeQuiet = (): void => {
      server.closeIdleConnections();
      closeSilent();
    };
    const sweep = setInterval(closeQuiet, sweepMs);
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cutOff);
      resolve();
    });
    closeQuiet();
  });
}

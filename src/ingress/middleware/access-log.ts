import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { log, scrub } from '#platform/log.js';

/** What the parts of the ingress note on a request. */
export interface RequestNotes {
  requestId: string;
  /** Code of the problem it was answered with. */
  code?: ErrorCode;
  bot?: string;
  /** Pattern of the address, such as `/api/v1/bots/{bot_id}`; the router notes its own. */
  route?: string;
  /** Requests that come all the time are logged at `debug` while they go well. */
  isRoutine?: boolean;
}

const longestPath = 200;
const given = /^[\w-]{8,64}$/;

/** Gives each request an id (`X-Request-Id`, taken over from the caller) and writes one line when it is answered. */
export const accessLog: Middleware<RequestNotes> = async (ctx, next) => {
  const startedAt = performance.now();
  const asked = ctx.get('x-request-id');
  ctx.state.requestId = given.test(asked) ? asked : randomUUID();
  ctx.set({ 'x-request-id': ctx.state.requestId, 'x-content-type-options': 'nosniff' });
  await next();
  const level = levelOf(ctx);
  if (!log.isLevelEnabled(level)) return;
  const { requestId, code, bot } = ctx.state;
  const { method, status } = ctx;
  const path = scrub(ctx.path, longestPath);
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  log[level]({ request: requestId, method, path, status, ms, code, bot }, 'request');
};

function levelOf({ status, state }: Context): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return state.isRoutine && status < 400 ? 'debug' : 'info';
}

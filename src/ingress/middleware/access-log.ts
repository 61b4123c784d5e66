import type { Middleware } from 'koa';
import { answerHeaders, logRequest, chooseRequestId, type RequestNotes } from '../request-notes.js';

/** Gives each request an id (`X-Request-Id`, taken over from the caller) and writes one line when it is answered. */
export const accessLog: Middleware<RequestNotes> = async (ctx, next) => {
  const startedAt = performance.now();
  ctx.state.requestId = chooseRequestId(ctx.headers['x-request-id']);
  ctx.set(answerHeaders(ctx.state.requestId));
  await next();
  const { method, path, status, state: notes } = ctx;
  logRequest({ method, path, status, startedAt, notes });
};

import type { Middleware } from 'koa';
import { inSpan } from '#platform/tracing.js';
import type { RequestNotes } from './access-log.js';

/** Probes, scrapes and the board's looks say nothing of the fleet's work. */
const untraced = /^\/(?:health|metrics|queues)(?:\/|$)/;

/**
 * A span for each request, named by its route. A trace that a caller claims to continue is not believed: whoever can
 * reach us could send one.
 */
export const traceRequests: Middleware<RequestNotes> = async (ctx, next) => {
  if (untraced.test(ctx.path)) {
    await next();
    return;
  }
  const attributes = { 'http.request.method': ctx.method };
  await inSpan({ name: ctx.method, kind: 'server', attributes }, async (span) => {
    await next();
    if (!span) return;
    const { requestId, bot, code } = ctx.state;
    const route = ctx.state.route ?? (ctx as { _matchedRoute?: unknown })._matchedRoute;
    if (typeof route === 'string') span.rename(`${ctx.method} ${route}`);
    span.note({
      ...(typeof route === 'string' && { 'http.route': route }),
      'http.response.status_code': ctx.status,
      'request.id': requestId,
      'bot.id': bot,
      'problem.code': code,
    });
    if (ctx.status >= 500) span.fail({ code: code ?? String(ctx.status), message: `answered ${ctx.status}` });
  });
};

import type { Middleware } from 'koa';
import { inSpan } from '#platform/tracing.js';
import { noteRequest, type RequestNotes } from '../request-notes.js';

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
  const { method } = ctx;
  await inSpan(
    { name: method, kind: 'server', attributes: { 'http.request.method': method } },
    async (span) => {
      await next();
      if (!span) return;
      const matched = (ctx as { _matchedRoute?: unknown })._matchedRoute;
      const route = ctx.state.route ?? (typeof matched === 'string' ? matched : undefined);
      noteRequest(span, { method, status: ctx.status, notes: { ...ctx.state, ...(route && { route }) } });
    },
  );
};

import type { Middleware } from 'koa';
import type { RequestNotes } from '../request-notes.js';
import type { Readiness } from '../watch-readiness.js';

/** Looks whether the process has what its roles need. */
type Look = () => Promise<Readiness>;

/** `GET /health/live`: the process answers. */
export const healthLive: Middleware<RequestNotes> = (ctx) => {
  ctx.state.isRoutine = true;
  ctx.body = { status: 'live' };
};

/** `GET /health/ready` for everybody: 200 when everything the process's roles need is there, else 503, and no more. */
export const healthReady = (look: Look): Middleware<RequestNotes> =>
  readiness(look, ({ status }) => ({ status }));

/** The same for operators: the body says what is wrong. */
export const healthDetails = (look: Look): Middleware<RequestNotes> => readiness(look, (found) => found);

function readiness(look: Look, show: (found: Readiness) => object): Middleware<RequestNotes> {
  return async (ctx) => {
    ctx.state.isRoutine = true;
    const found = await look();
    ctx.status = found.status === 'ready' ? 200 : 503;
    ctx.set('cache-control', 'no-store');
    ctx.body = show(found);
  };
}

import type { Context } from 'koa';
import { isWrite, type Endpoint } from '#api/endpoint.js';
import { ApiRefusal } from './refuse.js';

/** What the headers of a request ask for beside its body. */
export interface Wishes {
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: string | undefined;
  /** Milliseconds to wait for the result; 0: answer 202 at once, which only changes are. */
  readonly waitMs: number;
  readonly isAsync: boolean;
}

/** Reads them. Throws ApiRefusal 400 for a value that cannot be, and for `If-Match` where nothing looks at it. */
export function readWishes(ctx: Context, endpoint: Endpoint, mostWaitMs: number): Wishes {
  const prefer = ctx.get('prefer').toLowerCase();
  const isAsync = isWrite(endpoint) && /(^|[,;\s])respond-async($|[,;\s])/.test(prefer);
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(prefer)?.[1];
  const mayWait = isWrite(endpoint) ? Number(seconds) * 1_000 : Math.max(1, Number(seconds)) * 1_000;
  const waitMs = seconds === undefined ? mostWaitMs : Math.min(mostWaitMs, mayWait);
  const ifMatch = headerOf(ctx, 'if-match', /^[\x20-\x7e]{1,200}$/);
  if (ifMatch !== undefined && endpoint.etag !== 'checks')
    throw new ApiRefusal({ code: 'precondition.unsupported' });
  // A list of versions may come in several headers; two keys are one too many.
  if ((ctx.req.headersDistinct['idempotency-key']?.length ?? 0) > 1) throw refusalOf('idempotency-key');
  const key = headerOf(ctx, 'idempotency-key', /^[\x20-\x7e]{1,255}$/);
  return {
    idempotencyKey: isWrite(endpoint) ? key : undefined,
    ifMatch,
    waitMs: isAsync ? 0 : waitMs,
    isAsync,
  };
}

function headerOf(ctx: Context, name: string, good: RegExp): string | undefined {
  const value = ctx.headers[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && good.test(value)) return value;
  throw refusalOf(name);
}

const refusalOf = (name: string): ApiRefusal =>
  new ApiRefusal({ code: 'request.header', detail: `${name} has a value that cannot be.` });

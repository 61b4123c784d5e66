import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { ApiRefusal } from './refuse.js';

/** Deeper JSON than any endpoint takes. */
const deepest = 32;

/** A reader of JSON bodies of at most so many bytes. Throws ApiRefusal 400, 413 or 415. */
export function bodyReader(bytes: number): (ctx: Context) => Promise<unknown> {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: bytes,
    jsonStrict: false,
    onError: (error) => {
      throw refusalOf(error);
    },
  });
  return async (ctx) => {
    const type = ctx.is('application/json');
    if (type === null || ctx.get('content-length') === '0') return undefined; // There is no body.
    if (!type) throw new ApiRefusal({ code: 'request.type' });
    await parse(ctx, () => Promise.resolve());
    const body: unknown = ctx.request.body;
    if (depthOf(body) > deepest)
      throw new ApiRefusal({
        code: 'request.malformed',
        detail: `The body is nested deeper than ${deepest}.`,
      });
    return body;
  };
}

function refusalOf(error: Error & { status?: number; type?: string }): ApiRefusal {
  if (error.status === 413)
    return new ApiRefusal({ code: 'request.too_large', headers: { connection: 'close' } });
  if (error.status === 415) return new ApiRefusal({ code: 'request.type', detail: error.message });
  const detail = error.type === 'request.aborted' ? 'The body did not arrive.' : 'The body is not JSON.';
  return new ApiRefusal({ code: 'request.malformed', detail });
}

/** How deep a value is nested, found level by level, so that no depth overflows the stack. */
function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (level.length && depth <= deepest) {
    level = level.flatMap((one): unknown[] =>
      one !== null && typeof one === 'object' ? Object.values(one) : [],
    );
    depth += 1;
  }
  return depth;
}

/** Is there a text that PostgreSQL cannot keep: with NUL, or with half a character? Looks at names and values. */
export function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return /[\0\p{Cs}]/u.test(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([name, part]) => hasUnstorableText(name) || hasUnstorableText(part));
}

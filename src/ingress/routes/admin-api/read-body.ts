import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { deepest, findFault } from './find-fault.js';
import { ApiRefusal } from './refuse.js';

/** A reader of JSON bodies of at most so many bytes. Throws ApiRefusal 400, 413, 415 or 422. */
export function bodyReader(bytes: number): (ctx: Context) => Promise<unknown> {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: bytes,
    jsonStrict: false,
    onError: (error) => {
      throw refusalOf(error, bytes);
    },
  });
  return async (ctx) => {
    const type = ctx.is('application/json');
    if (type === null || ctx.get('content-length') === '0') return undefined; // There is no body.
    if (!type || !isUtf8(ctx.request.charset)) throw new ApiRefusal({ code: 'request.type' });
    await parse(ctx, () => Promise.resolve());
    if (hasLostCharacters(ctx.request.rawBody))
      throw new ApiRefusal({ code: 'request.malformed', detail: 'The body is not UTF-8.' });
    const body: unknown = ctx.request.body;
    const fault = findFault(body);
    if (fault === 'deep')
      throw new ApiRefusal({
        code: 'request.malformed',
        detail: `The body is nested deeper than ${deepest}.`,
      });
    if (fault === 'text') throw unstorable();
    return body;
  };
}

/** A text that PostgreSQL cannot keep stands in a request. */
export const unstorable = (): ApiRefusal =>
  new ApiRefusal({ code: 'request.invalid', detail: 'A text has NUL or half a character in it.' });

/** JSON goes over the wire in UTF-8 (RFC 8259); another charset would be kept as gibberish. */
const isUtf8 = (charset: string): boolean =>
  ['', 'utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase());

/** Bytes that are no UTF-8 are read as U+FFFD; who means that character writes it as an escape. */
const hasLostCharacters = (text: string | undefined): boolean => text?.includes('\ufffd') ?? false;

function refusalOf(error: Error & { status?: number; type?: string }, bytes: number): ApiRefusal {
  if (error.status === 413)
    return new ApiRefusal({
      code: 'request.too_large',
      detail: `A body may have ${bytes} bytes here; send less, or in several requests.`,
      headers: { connection: 'close' },
    });
  if (error.status === 415) return new ApiRefusal({ code: 'request.type', detail: error.message });
  const detail = error.type === 'request.aborted' ? 'The body did not arrive.' : 'The body is not JSON.';
  return new ApiRefusal({ code: 'request.malformed', detail });
}

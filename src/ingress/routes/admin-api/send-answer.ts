import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'koa';
import { namesEtag, type Answer } from '#api/answer.js';

/** An answer, with its packed body where that is the same for everybody. */
export interface SentAnswer extends Answer {
  readonly packed?: () => Promise<Buffer>;
}

/** Packs a body as `Content-Encoding: gzip` wants it. */
export const compress = promisify(gzip);
/** Smaller bodies are not worth compressing, in bytes. */
const smallest = 1_024;

/** Headers of every answer of the API: nothing in a browser may frame, guess or keep it. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
} as const;

/** Puts an answer into the response: 304 when the client has this version, gzip when it takes that. */
export async function sendAnswer(ctx: Context, answer: SentAnswer): Promise<void> {
  ctx.set({ ...always, ...answer.headers });
  const { etag } = answer.headers;
  const held = ctx.get('if-none-match');
  if (etag && held && answer.status === 200 && isLook(ctx) && namesEtag(held, etag, { isWeak: true })) {
    ctx.status = 304;
    return;
  }
  ctx.status = answer.status;
  if (answer.body === null) return;
  ctx.type = answer.headers['content-type'] ?? 'application/json';
  ctx.vary('Accept-Encoding');
  if (answer.body.length < smallest || ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    ctx.body = answer.body;
    return;
  }
  ctx.set('content-encoding', 'gzip');
  ctx.body = await (answer.packed?.() ?? compress(answer.body));
}

const isLook = ({ method }: Context): boolean => method === 'GET' || method === 'HEAD';

import type { Context } from 'koa';
import rawBody from 'raw-body';
import { Problem } from './problem.js';

/**
 * The body of a request, byte for byte as it came. Throws Problem 413 when it has more than `most` bytes, while it still
 * comes; 415 when it is packed, as then nobody has signed these bytes; 400 when it does not arrive.
 */
export async function readRaw(ctx: Context, most: number): Promise<Buffer> {
  if (!['', 'identity'].includes(ctx.get('content-encoding').toLowerCase()))
    throw new Problem(415, 'request.type', 'The body must not be packed.');
  try {
    return await rawBody(ctx.req, { length: ctx.request.length ?? null, limit: most });
  } catch (error) {
    const isTooLarge = (error as { type?: string }).type === 'entity.too.large';
    if (isTooLarge)
      throw new Problem(413, 'request.too_large', 'The body is larger than this address takes.', {
        connection: 'close',
      });
    throw new Problem(400, 'request.aborted', 'The body did not arrive.');
  }
}

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import rawBody from 'raw-body';
import { Problem } from './problem.js';

/** Takes a mark of byte order away too, as RFC 8259 allows. */
const utf8 = new TextDecoder();
/** A name that may be written `__proto__`: two underscores, also where they are escaped. */
const oddName = /(?:_|\\u005f){2}/i;

const unpackers = { gzip: createUnzip, deflate: createUnzip, br: createBrotliDecompress };

/**
 * The JSON of a request's body, whatever its packing; undefined when the body is empty. Throws Problem 413 when it has
 * more than `most` bytes unpacked, while it still comes, and 400 when it does not arrive, is no JSON, or names
 * `__proto__`, which would change what objects are where somebody copies it.
 */
export async function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  const text = utf8.decode(await readBytes(request, most));
  if (text === '') return undefined;
  try {
    return JSON.parse(text, oddName.test(text) ? refuseProto : undefined) as unknown;
  } catch {
    throw notJson();
  }
}

const notJson = (): Problem => new Problem(400, 'request.malformed', 'The body is not JSON.');

function refuseProto(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError(name);
  return value;
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const packing = request.headers['content-encoding'] || 'identity';
  try {
    if (packing === 'identity') {
      const length = request.headers['content-length'] ?? null;
      return await rawBody(request, { length, limit });
    }
    return await rawBody(unpacked(request, packing), { limit });
  } catch (error) {
    // Nobody reads the rest; the connection is free for its next request once that has come.
    request.unpipe().resume();
    throw refusalOf(request, error as { type?: string });
  }
}

function unpacked(request: IncomingMessage, packing: string): Readable {
  if (!Object.hasOwn(unpackers, packing)) throw notJson();
  const unpacker = unpackers[packing as keyof typeof unpackers]();
  request.once('close', () => {
    if (!request.complete) unpacker.destroy(new Error('the request broke off'));
  });
  return request.pipe(unpacker);
}

function refusalOf(request: IncomingMessage, { type }: { type?: string }): Problem {
  if (type === 'entity.too.large')
    return new Problem(413, 'request.too_large', 'The body is larger than this address takes.');
  if (request.destroyed && !request.complete)
    return new Problem(400, 'request.aborted', 'The body did not arrive.');
  return notJson();
}

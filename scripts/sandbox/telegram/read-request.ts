import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from './api-error.js';
import { parseMultipart } from './parse-multipart.js';
import type { Json } from './types.js';

/** Telegram takes uploads of 50 MB; the rest of a request is small. */
const maxBodyBytes = 50 * 1024 * 1024 + 64 * 1024;

/** The parameters of a request: query string, urlencoded, JSON or multipart, whichever it carries. */
export async function readParams(request: IncomingMessage, query: URLSearchParams): Promise<Json> {
  const params: Json = Object.fromEntries(query);
  const body = await readBody(request);
  if (body.length === 0) return params;
  const contentType = request.headers['content-type'] ?? '';
  return Object.assign(params, parseBody(body, contentType));
}

function parseBody(body: Buffer, contentType: string): Json {
  const kind = contentType.split(';')[0]!.trim().toLowerCase();
  if (kind === 'application/json') return parseJsonBody(body);
  if (kind === 'multipart/form-data') return parseMultipart(body, contentType);
  if (kind === 'application/x-www-form-urlencoded')
    return Object.fromEntries(new URLSearchParams(body.toString()));
  throw badRequest(`unsupported content type "${kind}"`);
}

function parseJsonBody(body: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("can't parse request body as JSON");
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw badRequest('the request body must be a JSON object');
}

/** The whole body of a request, refused above Telegram's size. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) throw new ApiError(413, 'Request Entity Too Large');
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

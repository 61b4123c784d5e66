import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../telegram/core.js';
import { findInvoiceLink } from '../telegram/payments.js';
import { readBody } from '../telegram/read-request.js';
import type { OtherPaths } from '../telegram/serve-http.js';
import type { StoredFile, UploadedFile } from '../telegram/types.js';
import { act, isAction, say } from './act.js';
import { openEventStream, type EventStream } from './event-stream.js';
import { PageError } from './page-error.js';
import { isWorthShowing, showCall } from './show-call.js';
import { showInvoice } from './show-message.js';
import { findChat, openChat, showWorld } from './show-world.js';
import { readStatic, staticFiles } from './static-files.js';

const maxCalls = 200;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The chat page: its files, its data and its stream of events, on the paths `/` and `/page/…`. */
export interface Page {
  serve: OtherPaths;
  close(): void;
}

interface Exchange {
  core: Core;
  events: EventStream;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

/** The chat page of a stand-in. */
export function createPage(core: Core): Page {
  const events = openEventStream(core.world);
  return {
    serve(request, response) {
      const url = new URL(request.url ?? '/', 'http://sandbox');
      if (url.pathname !== '/' && !url.pathname.startsWith('/page/')) return false;
      answer({ core, events, request, response, url }).catch((error: unknown) => refuse(response, error));
      return true;
    },
    close: () => events.close(),
  };
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, url } = exchange;
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return read(exchange);
  if (method !== 'POST') throw new PageError(405, 'only GET and POST work here');
  checkOrigin(request);
  const name = url.pathname.replace('/page/api/', '');
  if (name === 'upload') return sendJson(exchange.response, await upload(exchange));
  if (!isAction(name)) throw new PageError(404, 'the page has no such address');
  sendJson(exchange.response, act(exchange.core, name, await readJson(request)));
}

/** Another site that happens to be open in the browser must not play the people here. */
function checkOrigin({ headers }: IncomingMessage): void {
  const { origin, host } = headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return;
  throw new PageError(403, 'requests from other sites are refused');
}

async function read({ core, events, response, url }: Exchange): Promise<void> {
  const { world } = core;
  const file = staticFiles[url.pathname];
  if (file) return sendStatic(response, file);
  const [, uniqueId] = /^\/page\/api\/file\/([\w-]+)$/.exec(url.pathname) ?? [];
  if (uniqueId) return sendFile(response, world.files.get(uniqueId));
  switch (url.pathname) {
    case '/page/api/state':
      return sendJson(response, showWorld(world));
    case '/page/api/events':
      return events.add(response);
    case '/page/api/calls':
      return sendJson(response, {
        calls: world.calls
          .filter(isWorthShowing)
          .slice(-maxCalls)
          .map((call) => showCall(world, call)),
      });
    case '/page/api/chat': {
      const person = world.persons.get(query(url, 'person'));
      const chat = findChat(world, query(url, 'chat'));
      if (!person || !chat)
        throw new PageError(404, person ? 'there is no such chat' : 'there is no such person');
      return sendJson(response, openChat(world, chat, person));
    }
    case '/page/api/invoice':
      return sendJson(response, invoiceBehind(core, query(url, 'link')));
    default:
      throw new PageError(404, 'the page has no such address');
  }
}

/** What somebody sees who opens an invoice link. */
function invoiceBehind(core: Core, link: string): object {
  const found = findInvoiceLink(core, link);
  if (!found) throw new PageError(404, 'no bot has made this invoice link');
  const { totalAmount, ...invoice } = found.invoice;
  return { ...showInvoice({ ...invoice, total_amount: totalAmount }), bot: found.bot.firstName };
}

function query(url: URL, name: string): string {
  const value = url.searchParams.get(name);
  if (!value) throw new PageError(400, `the parameter ${name} is missing`);
  return value;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/json')) throw new PageError(415, 'the body must be application/json');
  try {
    return JSON.parse((await readBody(request)).toString('utf8'));
  } catch {
    throw new PageError(400, 'the body is not JSON');
  }
}

/** A picture or file: its bytes are the body, everything else stands in the query. */
async function upload({ core, request, url }: Exchange): Promise<object> {
  const kind = query(url, 'kind');
  if (kind !== 'photo' && kind !== 'document') throw new PageError(400, 'kind must be photo or document');
  const where = { chat: query(url, 'chat'), person: query(url, 'person'), ...optionalNumbers(url) };
  const caption = url.searchParams.get('caption')?.trim() ?? '';
  if (caption.length > 1024) throw new PageError(400, 'caption: at most 1024 characters, as in Telegram');
  const bytes = await readBody(request);
  if (bytes.length === 0) throw new PageError(400, 'the file is empty');
  const file: UploadedFile = {
    isUpload: true,
    name: query(url, 'name').slice(0, 200),
    mimeType: mimeOf(request),
    bytes,
  };
  const { name, mimeType } = file;
  const captioned = caption ? { caption } : {};
  return say(
    core,
    where,
    kind === 'photo' ? { photo: bytes, ...captioned } : { document: bytes, name, mimeType, ...captioned },
  );
}

function optionalNumbers(url: URL): { reply_to?: number; thread_id?: number } {
  const numbers: { reply_to?: number; thread_id?: number } = {};
  for (const name of ['reply_to', 'thread_id'] as const) {
    const text = url.searchParams.get(name);
    if (text === null) continue;
    if (!/^\d{1,15}$/.test(text)) throw new PageError(400, `${name} must be a number`);
    numbers[name] = Number(text);
  }
  return numbers;
}

function mimeOf(request: IncomingMessage): string {
  const type = request.headers['content-type']?.split(';')[0] ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}

const shownInPage = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Pictures are shown; anything else is downloaded, so that no uploaded page runs here. */
function sendFile(response: ServerResponse, file: StoredFile | undefined): void {
  if (!file) throw new PageError(404, 'there is no such file');
  const isShown = file.width > 0 && shownInPage.includes(file.mimeType);
  const name = encodeURIComponent(file.name);
  response.writeHead(200, {
    'content-type': isShown ? file.mimeType : 'application/octet-stream',
    'content-disposition': isShown ? 'inline' : `attachment; filename*=UTF-8''${name}`,
    'content-length': file.bytes.length,
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
  response.end(file.bytes);
}

async function sendStatic(response: ServerResponse, file: { name: string; type: string }): Promise<void> {
  const bytes = await readStatic(file.name);
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': bytes.length,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(bytes);
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  };
  response.writeHead(status, headers).end(bytes);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof PageError) return sendJson(response, { error: error.message }, error.status);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sandbox: the chat page failed: ${text}\n`);
  sendJson(response, { error: 'the sandbox failed; its console says why' }, 500);
}

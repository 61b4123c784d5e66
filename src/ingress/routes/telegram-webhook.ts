import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import type { Metrics } from '#platform/metrics.js';
import { sameSecret, type Vault } from '#platform/secrets.js';
import { answerPlainly, type PlainAnswer } from '../answer-plainly.js';
import { isUpdate } from '../pollers/read-updates.js';
import { Problem } from '../problem.js';
import { problemOfStatus } from '../problem-of.js';
import { readJson } from '../read-json.js';
import type { RequestNotes } from '../request-notes.js';

export interface WebhookParts {
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly vault: Vault;
  readonly metrics: Metrics;
  /** Largest body, in bytes. */
  readonly bodyBytes: number;
}

const route = '/telegram/:bot_id';
/** The path, and the bot's number in it; proxies are asked with a whole address. */
const address = /^(?:https?:\/\/[^/?#]*)?(\/telegram\/([^/?#]+)\/?)(?:[?#]|$)/i;
const json = /^application\/json\s*(?:;|$)/i;
const notLoaded = { 'retry-after': '2' };
const allow = { allow: 'POST' };
const known = ['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT'];
const held: PlainAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{}',
};
const methods: PlainAnswer = {
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...allow },
  body: '',
};

/**
 * `POST /telegram/{bot_id}`: lets an active bot's updates in when the derived secret is right, and answers 200 only
 * when Redis holds them. Needs no PostgreSQL. Of all requests these come most often, so Koa does not see them; false
 * when the request is for another address.
 */
export function telegramWebhook(
  parts: WebhookParts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const [, path, id] = address.exec(request.url ?? '') ?? [];
    if (path === undefined || id === undefined) return false;
    void answerPlainly(request, response, { path, route }, (notes) => {
      if (request.method === 'POST') return takeIn(parts, request, id, notes);
      if (request.method === 'OPTIONS') return methods;
      throw refusedMethod(request.method ?? '');
    });
    return true;
  };
}

const refusedMethod = (method: string): Problem =>
  problemOfStatus(known.includes(method) ? 405 : 501, method, allow);

async function takeIn(
  parts: WebhookParts,
  request: IncomingMessage,
  id: string,
  notes: RequestNotes,
): Promise<PlainAnswer> {
  const { intake, metrics, bodyBytes } = parts;
  notes.isRoutine = true;
  const { botId: bot, telegramBotId } = admitted(parts, request, id);
  notes.bot = bot;
  if (!hasJson(request)) throw new Problem(415, 'request.type', 'Content-Type must be application/json.');
  const update = await readJson(request, bodyBytes);
  if (!isUpdate(update)) {
    metrics.updatesCame(bot, 'refused', 1);
    throw new Problem(400, 'update.malformed', 'update_id must be a whole number from 0 on.');
  }
  const { accepted } = await intake.updates(bot, [update], telegramBotId);
  metrics.updatesCame(bot, accepted ? 'accepted' : 'duplicate', 1);
  return held;
}

function admitted(
  { directory, vault }: WebhookParts,
  { headers }: IncomingMessage,
  id: string,
): DirectoryEntry {
  if (!directory.isLoaded())
    throw new Problem(503, 'directory.not_loaded', 'The list of bots is not loaded yet.', notLoaded);
  const entry = directory.get(unescaped(id));
  if (!entry?.isActive) throw new Problem(404, 'bot.unknown', 'No active bot has this id.');
  const secret = headers['x-telegram-bot-api-secret-token'];
  if (typeof secret !== 'string' || !secret || !isSecretOf(vault, entry, secret))
    throw new Problem(401, 'webhook.secret', 'X-Telegram-Bot-Api-Secret-Token is missing or wrong.');
  return entry;
}

/** The number may be escaped, as anything in an address; what is no proper escape is no bot's. */
function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const isSecretOf = (vault: Vault, entry: DirectoryEntry, secret: string): boolean =>
  sameSecret(secret, vault.webhookSecret(entry)) ||
  (entry.hasEarlierSecret === true && sameSecret(secret, vault.earlierWebhookSecret(entry.botId)));

/** Has it a body, and does it say that this is JSON? */
function hasJson({ headers }: IncomingMessage): boolean {
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return false;
  return json.test(headers['content-type'] ?? '');
}

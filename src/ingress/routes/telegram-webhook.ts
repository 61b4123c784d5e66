import { bodyParser } from '@koa/bodyparser';
import type { Middleware, ParameterizedContext } from 'koa';
import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import type { Metrics } from '#platform/metrics.js';
import { sameSecret, type Vault } from '#platform/secrets.js';
import type { RequestNotes } from '../middleware/access-log.js';
import { isUpdate } from '../pollers/read-updates.js';
import { Problem } from '../problem.js';

export interface WebhookParts {
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly vault: Vault;
  readonly metrics: Metrics;
  /** Largest body, in bytes. */
  readonly bodyBytes: number;
}

type WebhookContext = ParameterizedContext<RequestNotes> & { params?: Record<string, string> };

const notLoaded = { 'retry-after': '2' };

/**
 * `POST /telegram/{bot_id}`: lets an active bot's updates in when the derived secret is right, and answers 200 only
 * when Redis holds them. Needs no PostgreSQL.
 */
export function telegramWebhook(parts: WebhookParts): Middleware<RequestNotes>[] {
  const { intake, metrics, bodyBytes } = parts;
  const admit: Middleware<RequestNotes> = async (ctx, next) => {
    ctx.state.isRoutine = true;
    ctx.state.bot = admitted(parts, ctx);
    if (!ctx.is('application/json'))
      throw new Problem(415, 'request.type', 'Content-Type must be application/json.');
    await next();
  };
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: bodyBytes,
    jsonStrict: false,
    onError: (error) => {
      throw refusalOf(error);
    },
  }) as Middleware<RequestNotes>;
  const take: Middleware<RequestNotes> = async (ctx) => {
    const bot = ctx.state.bot as string;
    const update: unknown = ctx.request.body;
    if (!isUpdate(update)) {
      metrics.updatesCame(bot, 'refused', 1);
      throw new Problem(400, 'update.malformed', 'update_id must be a whole number from 0 on.');
    }
    const { accepted } = await intake.updates(bot, [update]);
    metrics.updatesCame(bot, accepted ? 'accepted' : 'duplicate', 1);
    ctx.body = {};
  };
  return [admit, parse, take];
}

function admitted({ directory, vault }: WebhookParts, ctx: WebhookContext): string {
  if (!directory.isLoaded())
    throw new Problem(503, 'directory.not_loaded', 'The list of bots is not loaded yet.', notLoaded);
  const entry = directory.get(ctx.params?.bot_id ?? '');
  if (!entry?.isActive) throw new Problem(404, 'bot.unknown', 'No active bot has this id.');
  const secret = ctx.get('x-telegram-bot-api-secret-token');
  if (!secret || !isSecretOf(vault, entry, secret))
    throw new Problem(401, 'webhook.secret', 'X-Telegram-Bot-Api-Secret-Token is missing or wrong.');
  return entry.botId;
}

const isSecretOf = (vault: Vault, entry: DirectoryEntry, secret: string): boolean =>
  sameSecret(secret, vault.webhookSecret(entry)) ||
  (entry.hasEarlierSecret === true && sameSecret(secret, vault.earlierWebhookSecret(entry.botId)));

function refusalOf(error: Error & { status?: number; type?: string }): Error {
  if (error.status === 413) return error;
  if (error.type === 'request.aborted')
    return new Problem(400, 'request.aborted', 'The body did not arrive.');
  return new Problem(400, 'request.malformed', 'The body is not JSON.');
}

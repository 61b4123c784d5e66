import { ApiError, badRequest, tooManyRequests } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import type { BotAccount, Json, Webhook } from '../types.js';

const ports = ['', '443', '80', '88', '8443'];
const maxPollSeconds = 50;
const pollConflict =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const reservedHosts = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|0\.)/;

/** The methods by which a bot gets its updates. */
export const receivingMethods: Record<string, Method> = {
  getUpdates(context): Promise<Json[]> {
    const { core, bot, params, signal } = context;
    if (bot.webhook) throw new ApiError(409, pollConflict);
    if (params.allowed_updates) bot.allowedUpdates = params.allowed_updates as string[];
    const timeout = Math.min(Math.max(Number(params.timeout ?? 0), 0), maxPollSeconds);
    const limit = Math.min(Math.max(Number(params.limit ?? 100), 1), 100);
    return core.feed.poll(bot, {
      offset: Number(params.offset ?? 0),
      limit,
      timeoutMs: timeout * 1000,
      signal,
    });
  },
  setWebhook(context): boolean {
    const { core, bot, params } = context;
    if (!params.url) return removeWebhook(context);
    const webhook = readWebhook(context);
    if (params.drop_pending_updates) bot.pending = [];
    if (isSame(bot, webhook) && !params.allowed_updates) {
      context.description = 'Webhook is already set';
      return true;
    }
    countChange(bot);
    if (params.allowed_updates) bot.allowedUpdates = params.allowed_updates as string[];
    core.feed.endPoll(bot, new ApiError(409, 'Conflict: terminated by setWebhook request'));
    bot.webhook = webhook;
    core.sender.restart(bot);
    core.world.events.emit('updates', bot.id);
    context.description = 'Webhook was set';
    return true;
  },
  deleteWebhook: removeWebhook,
  getWebhookInfo({ bot }): Json {
    const { webhook } = bot;
    const info: Json = {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: bot.pending.length,
    };
    if (!webhook) return info;
    info.max_connections = webhook.maxConnections;
    if (webhook.ipAddress) info.ip_address = webhook.ipAddress;
    if (webhook.lastErrorAt) {
      info.last_error_date = webhook.lastErrorAt;
      info.last_error_message = webhook.lastErrorMessage;
    }
    if (bot.allowedUpdates?.length) info.allowed_updates = bot.allowedUpdates;
    return info;
  },
};

function removeWebhook(context: CallContext): boolean {
  const { core, bot, params } = context;
  const hadWebhook = bot.webhook !== null;
  if (params.drop_pending_updates) bot.pending = [];
  bot.webhook = null;
  core.sender.restart(bot);
  core.world.events.emit('updates', bot.id);
  context.description = hadWebhook ? 'Webhook was deleted' : 'Webhook is already deleted';
  return true;
}

/** More than one change a second is refused. */
function countChange(bot: BotAccount): void {
  const now = Date.now();
  if (now - bot.webhookSetAt < 1000) throw tooManyRequests(1);
  bot.webhookSetAt = now;
}

function readWebhook({ core, params }: CallContext): Webhook {
  const url = params.url as string;
  if (!URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  const secretToken = params.secret_token as string | undefined;
  if ((secretToken ?? '').length > 256) throw badRequest('secret token is too long');
  if (/[^A-Za-z0-9_-]/.test(secretToken ?? ''))
    throw badRequest('secret token contains unallowed characters');
  if (!core.world.options.allowHttpWebhooks) checkPublic(new URL(url));
  const maxConnections = Math.min(Math.max(Number(params.max_connections ?? 40), 1), 100);
  const webhook: Webhook = { url, maxConnections };
  if (secretToken) webhook.secretToken = secretToken;
  if (params.ip_address) webhook.ipAddress = params.ip_address as string;
  return webhook;
}

function checkPublic(url: URL): void {
  const refuse = (why: string): Error => badRequest(`bad webhook: ${why}`);
  if (url.protocol !== 'https:') throw refuse('An HTTPS URL must be provided for webhook');
  if (!ports.includes(url.port)) throw refuse('Webhook can be set up only on ports 80, 88, 443 or 8443');
  if (url.hostname.startsWith('[')) throw refuse('IPv6-only addresses are not allowed');
  if (reservedHosts.test(url.hostname)) throw refuse(`IP address ${url.hostname} is reserved`);
}

function isSame(bot: BotAccount, next: Webhook): boolean {
  const now = bot.webhook;
  if (!now) return false;
  return (['url', 'secretToken', 'maxConnections', 'ipAddress'] as const).every(
    (key) => now[key] === next[key],
  );
}

import { commandMenus } from '#bot/command-menus.js';
import { enqueue } from '#jobs/enqueue.js';
import { RetryableError } from '#platform/errors.js';
import { languages, type Language } from '#platform/language.js';
import { log } from '#platform/log.js';
import { sha256 } from '#platform/secrets.js';
import { allowedUpdates } from '#platform/telegram/allowed-updates.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { waitForColdToken } from '#platform/telegram/cold-tokens.js';
import { botFingerprint, fleetFingerprint } from '#services/bots/webhook-fingerprint.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** A bot as PostgreSQL knows it: the directory of this process may be half a second behind. */
interface Known {
  readonly id: string;
  readonly default_language: Language;
  readonly is_active: boolean;
  readonly is_token_revoked: boolean;
  readonly telegram_bot_id: string;
  readonly telegram_bot_token: string;
  readonly telegram_bot_token_hash: string;
  readonly webhook_fingerprint: string | null;
  readonly commands_fingerprint: string | null;
}

/** Hash of the command menus that this version has; a bot's fingerprint is `<this>.<its default language>`. */
export const commandsFingerprint = (): string =>
  sha256(JSON.stringify(languages.map(commandMenus))).slice(0, 16);

const findBot = `
  select b.id, b.default_language, b.is_active, b.telegram_bot_id, b.telegram_bot_token, b.telegram_bot_token_hash,
    coalesce(c.token_revoked_at is not null, false) as is_token_revoked, c.webhook_fingerprint, c.commands_fingerprint
  from bots b left join bot_connections c on c.bot_id = b.id where b.id = $1`;

/** `stale` when the bot, or another job's note of its webhook, changed while Telegram was called: then nobody knows what is set. */
const saveWebhook = `
  insert into bot_connections (bot_id, webhook_fingerprint, webhook_set_at)
  select $1, case when exists (select from bots where id = $1 and is_active = $4 and telegram_bot_token_hash = $5)
    then $2::text else 'stale' end, now()
  on conflict (bot_id) do update set webhook_set_at = now(), updated_at = now(), webhook_fingerprint =
    case when bot_connections.webhook_fingerprint is not distinct from $3
      then excluded.webhook_fingerprint else 'stale' end
  returning webhook_fingerprint is not distinct from $2 as is_current`;

const saveCommands = `
  insert into bot_connections (bot_id, commands_fingerprint) values ($1, $2)
  on conflict (bot_id) do update set commands_fingerprint = excluded.commands_fingerprint, updated_at = now()`;

/**
 * Brings a bot's settings at Telegram in line: webhook or none, by the mode, and the command menus. What is right
 * already is not called again, so thousands of bots start without a call.
 */
export function connectBotHandler(deps: WorkerDeps): Handler<'bot.connect'> {
  const fleet = fleetFingerprint(deps.env, deps.vault);

  const call = async (bot: Known, method: string, params: Record<string, unknown>): Promise<void> => {
    const { telegramApiRoot: apiRoot, telegramNewTokensPerMinute: perMinute } = deps.env;
    const limit = { perMinute, prefix: deps.jobs.prefix };
    const waitMs = await waitForColdToken(deps.jobs.redis, bot.telegram_bot_token_hash, limit);
    if (waitMs > 0) throw new RetryableError('telegram.new_tokens_paced', { retryAfterMs: waitMs });
    const token = deps.vault.decrypt(bot.telegram_bot_token, bot.telegram_bot_id);
    await callTelegram({ apiRoot, token, method, params, botId: bot.id });
  };

  async function setMode(tenant: Tenant, bot: Known, wanted: string | null): Promise<void> {
    if (deps.env.updateMode === 'webhook' && bot.is_active)
      await call(bot, 'setWebhook', {
        url: `${deps.env.publicUrl}/telegram/${tenant.botId}`,
        secret_token: deps.vault.webhookSecret({ botId: tenant.botId, telegramBotId: bot.telegram_bot_id }),
        allowed_updates: allowedUpdates,
        max_connections: 20,
      });
    else await call(bot, 'deleteWebhook', {});
    const values = [
      tenant.botId,
      wanted,
      bot.webhook_fingerprint,
      bot.is_active,
      bot.telegram_bot_token_hash,
    ];
    const [saved] = await tenant.db((tx) => tx.sql<{ is_current: boolean }>(saveWebhook, values));
    if (!saved?.is_current) throw new RetryableError('bot.changed_meanwhile', { retryAfterMs: 200 });
  }

  async function setCommands(tenant: Tenant, bot: Known, fingerprint: string): Promise<void> {
    for (const menu of commandMenus(bot.default_language)) await call(bot, 'setMyCommands', menu);
    await tenant.db((tx) => tx.sql(saveCommands, [tenant.botId, fingerprint]));
  }

  async function connect(tenant: Tenant, bot: Known): Promise<void> {
    const wanted = bot.is_active ? botFingerprint(fleet, bot.telegram_bot_token_hash) : null;
    if (bot.webhook_fingerprint !== wanted) await setMode(tenant, bot, wanted);
    const commands = `${commandsFingerprint()}.${bot.default_language}`;
    if (bot.is_active && bot.commands_fingerprint !== commands) await setCommands(tenant, bot, commands);
  }

  return {
    run: async (tenant) => {
      const [bot] = await tenant.db((tx) => tx.sql<Known>(findBot, [tenant.botId]));
      if (!bot || bot.is_token_revoked) return;
      try {
        await connect(tenant, bot);
      } catch (error) {
        if (!(error instanceof TelegramError)) throw error;
        await noteFault(tenant, error);
        if (error.errorCode !== 401) throw error;
        await enqueue(tenant, 'bot.token-revoked', { token_hash: bot.telegram_bot_token_hash });
      }
    },
  };
}

async function noteFault(tenant: Tenant, error: TelegramError): Promise<void> {
  log.warn(
    { description: error.description },
    'Telegram rejected the connection of the bot; its description says why',
  );
  await tenant.db((tx) =>
    tx.sql(
      `insert into bot_connections (bot_id, last_error, last_error_at) values ($1, $2, now())
       on conflict (bot_id) do update set last_error = excluded.last_error, last_error_at = now(), updated_at = now()`,
      [tenant.botId, error.description],
    ),
  );
}

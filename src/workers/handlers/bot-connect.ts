import { allowedUpdates } from '#platform/allowed-updates.js';
import { waitForColdToken } from '#platform/cold-tokens.js';
import { RetryableError } from '#platform/errors.js';
import { languages, type Language } from '#platform/language.js';
import { log } from '#platform/log.js';
import { sha256 } from '#platform/secrets.js';
import { callTelegram, TelegramError } from '#platform/telegram.js';
import type { Tenant } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';
import { botFingerprint, fleetFingerprint } from '#services/webhook-fingerprint.js';
import { commandMenus } from '#bot/command-menus.js';
import { accessBot, type BotAccess } from '../bot-access.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

interface Connection {
  webhook_fingerprint: string | null;
  commands_fingerprint: string | null;
}
type Known = Connection & { readonly default_language: Language };

/** Hash of the command menus that this version has; a bot's fingerprint is `<this>.<its default language>`. */
export const commandsFingerprint = (): string =>
  sha256(JSON.stringify(languages.map(commandMenus))).slice(0, 16);

const findConnection = `
  select b.default_language, c.webhook_fingerprint, c.commands_fingerprint
  from bots b left join bot_connections c on c.bot_id = b.id where b.id = $1`;

/**
 * Brings a bot's settings at Telegram in line: webhook or none, by the mode, and the command menus. What is right
 * already is not called again, so thousands of bots start without a call.
 */
export function connectBotHandler(deps: WorkerDeps): Handler<'bot.connect'> {
  const fleet = fleetFingerprint(deps.env, deps.vault);

  const call = async (bot: BotAccess, method: string, params: Record<string, unknown>): Promise<void> => {
    const { telegramApiRoot: apiRoot, telegramNewTokensPerMinute: perMinute } = deps.env;
    const limit = { perMinute, prefix: deps.jobs.prefix };
    const waitMs = await waitForColdToken(deps.jobs.redis, bot.entry.tokenHash, limit);
    if (waitMs > 0) throw new RetryableError('telegram.new-tokens-paced', { retryAfterMs: waitMs });
    await callTelegram({ apiRoot, token: bot.token, method, params });
  };

  async function setMode(tenant: Tenant, bot: BotAccess): Promise<void> {
    if (deps.env.updateMode === 'webhook' && bot.entry.isActive)
      await call(bot, 'setWebhook', {
        url: `${deps.env.publicUrl}/telegram/${tenant.botId}`,
        secret_token: deps.vault.webhookSecret(tenant.botId),
        allowed_updates: allowedUpdates,
        max_connections: 20,
      });
    else await call(bot, 'deleteWebhook', {});
    const set = bot.entry.isActive ? botFingerprint(fleet, bot.entry.tokenHash) : null;
    await save(tenant, 'webhook_fingerprint', set);
  }

  async function setCommands(tenant: Tenant, bot: BotAccess, language: Language): Promise<void> {
    for (const menu of commandMenus(language)) await call(bot, 'setMyCommands', menu);
    await save(tenant, 'commands_fingerprint', `${commandsFingerprint()}.${language}`);
  }

  async function connect(tenant: Tenant, bot: BotAccess): Promise<void> {
    const [known] = await tenant.db((tx) => tx.sql<Known>(findConnection, [tenant.botId]));
    if (!known) return;
    const wanted = bot.entry.isActive ? botFingerprint(fleet, bot.entry.tokenHash) : null;
    if (known.webhook_fingerprint !== wanted) await setMode(tenant, bot);
    const { default_language: language } = known;
    if (bot.entry.isActive && known.commands_fingerprint !== `${commandsFingerprint()}.${language}`)
      await setCommands(tenant, bot, language);
  }

  return {
    run: async (tenant) => {
      const bot = await accessBot(deps, tenant.botId);
      if (!bot || bot.entry.isTokenRevoked) return;
      try {
        await connect(tenant, bot);
      } catch (error) {
        if (!(error instanceof TelegramError)) throw error;
        await noteFault(tenant, error);
        if (error.errorCode !== 401) throw error;
        await enqueue(tenant, 'bot.token-revoked', { token_hash: bot.entry.tokenHash });
      }
    },
  };
}

async function save(tenant: Tenant, column: keyof Connection, value: string | null): Promise<void> {
  const at = column === 'webhook_fingerprint' ? ', webhook_set_at = now()' : '';
  await tenant.db((tx) =>
    tx.sql(
      `insert into bot_connections (bot_id, ${column}) values ($1, $2)
       on conflict (bot_id) do update set ${column} = excluded.${column}, updated_at = now()${at}`,
      [tenant.botId, value],
    ),
  );
}

async function noteFault(tenant: Tenant, error: TelegramError): Promise<void> {
  log.warn({ description: error.description }, 'Telegram refused to connect the bot');
  await tenant.db((tx) =>
    tx.sql(
      `insert into bot_connections (bot_id, last_error, last_error_at) values ($1, $2, now())
       on conflict (bot_id) do update set last_error = excluded.last_error, last_error_at = now(), updated_at = now()`,
      [tenant.botId, error.description],
    ),
  );
}

import { PermanentError } from '#platform/errors.js';
import { sha256, type Vault } from '#platform/secrets.js';
import { callTelegram, TelegramError } from '#platform/telegram.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';
import { identifyBot } from './create-bot.js';

interface Means {
  readonly vault: Vault;
  readonly apiRoot: string;
}

interface BotRow {
  readonly id: string;
  readonly name: string;
  readonly is_master: boolean;
  readonly telegram_bot_id: string;
  readonly telegram_bot_token: string;
}

async function findBot(tx: Tx, botId: string): Promise<BotRow> {
  const [bot] = await tx.sql<BotRow>(
    'select id, name, is_master, telegram_bot_id, telegram_bot_token from bots where id = $1 for update',
    [botId],
  );
  if (!bot) throw new PermanentError('bot.not-found', { context: { bot_id: botId } });
  return bot;
}

async function announce(botId: string): Promise<void> {
  await enqueue(tenantOf(botId), 'bot.publish', {});
  await enqueue(tenantOf(botId), 'bot.connect', {});
}

/**
 * Switches a bot on or off; off is the soft form of deleting: its rows stay, it takes no updates.
 * Throws PermanentError('bot.not-found' | 'bot.is-master').
 */
export async function setBotActive(botId: string, isActive: boolean): Promise<void> {
  await asFleet('switch a bot', async (tx) => {
    const bot = await findBot(tx, botId);
    if (bot.is_master && !isActive) throw new PermanentError('bot.is-master');
    await tx.sql('update bots set is_active = $2, updated_at = now() where id = $1', [botId, isActive]);
    await announce(botId);
  });
}

/** Renames a bot for operators. Throws PermanentError('bot.not-found'). */
export async function renameBot(botId: string, name: string): Promise<void> {
  await asFleet('rename a bot', async (tx) => {
    await findBot(tx, botId);
    await tx.sql('update bots set name = $2, updated_at = now() where id = $1', [botId, name]);
    await enqueue(tenantOf(botId), 'bot.publish', {});
  });
}

/**
 * Gives a bot a new Telegram token (after BotFather's /revoke); it must be of the same bot.
 * Throws PermanentError('bot.not-found' | 'bot.other-bot'), TelegramError when Telegram refuses it.
 */
export async function replaceBotToken(
  botId: string,
  token: string,
  { vault, apiRoot }: Means,
): Promise<void> {
  const me = await identifyBot(apiRoot, token);
  await asFleet('replace a bot token', async (tx) => {
    const bot = await findBot(tx, botId);
    if (bot.telegram_bot_id !== me.id) throw new PermanentError('bot.other-bot');
    await tx.sql(
      `update bots set telegram_bot_token = $2, telegram_bot_token_hash = $3, username = $4, updated_at = now()
       where id = $1`,
      [botId, vault.encrypt(token, me.id), sha256(token), me.username],
    );
    await tx.sql(
      `update bot_connections set token_revoked_at = null, webhook_fingerprint = null, updated_at = now()
       where bot_id = $1`,
      [botId],
    );
    await announce(botId);
  });
}

/**
 * Deletes a bot with all its rows; `confirm` must be its name. Its webhook is taken off first.
 * Throws PermanentError('bot.not-found' | 'bot.is-master' | 'bot.name-mismatch').
 */
export async function deleteBot(botId: string, confirm: string, { vault, apiRoot }: Means): Promise<void> {
  const bot = await asFleet('delete a bot', (tx) => findBot(tx, botId));
  if (bot.is_master) throw new PermanentError('bot.is-master');
  if (bot.name !== confirm) throw new PermanentError('bot.name-mismatch');
  await takeWebhookOff(apiRoot, vault.decrypt(bot.telegram_bot_token, bot.telegram_bot_id));
  await asFleet('delete a bot', async (tx) => {
    await tx.sql('delete from bots where id = $1 and name = $2', [botId, confirm]);
    await enqueue(tenantOf(botId), 'bot.publish', {});
  });
}

async function takeWebhookOff(apiRoot: string, token: string): Promise<void> {
  try {
    await callTelegram({ apiRoot, token, method: 'deleteWebhook' });
  } catch (error) {
    // A revoked token has no webhook any more.
    if (!(error instanceof TelegramError)) throw error;
  }
}

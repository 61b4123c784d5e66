import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { isUniqueViolation } from '#platform/database.js';
import { PermanentError } from '#platform/errors.js';
import { sha256, type Vault } from '#platform/secrets.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { hourMs } from '#platform/units.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { forgetNumbers } from './forget-numbers.js';
import { identifyBot, passTokenGate, type TelegramBot, type TelegramDoor } from './identify-bot.js';

interface Means {
  readonly vault: Vault;
  readonly door: TelegramDoor;
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
    'select id, name, is_master, telegram_bot_id, telegram_bot_token from bots where id = $1 for no key update',
    [botId],
  );
  if (!bot) throw new PermanentError('bot.unknown', { context: { bot_id: botId } });
  return bot;
}

async function announce(botId: string): Promise<void> {
  await enqueue(tenantOf(botId), 'bot.publish', {});
  await enqueue(tenantOf(botId), 'bot.connect', {});
}

/**
 * Switches a bot on or off; off is the soft form of deleting: its rows stay, it takes no updates.
 * Throws PermanentError('bot.unknown' | 'bot.is_master').
 */
export const setBotActive = (botId: string, isActive: boolean): Promise<void> =>
  asFleet('switch a bot', (tx) => switchBot(tx, botId, isActive));

// What it would have said of subscriptions since it was switched off, it says when it is on again (`expiry/plan-anew`).
const switchText = `
  update bots set is_active = $2, updated_at = clock_timestamp(),
    words_since = case when not $2 and is_active then coalesce(words_since, $3) else words_since end
  where id = $1 returning words_since is not null as has_words`;
/** What was due so short before may not have been said yet; what was said is not said again. */
const justBeforeMs = hourMs;

/** The same in its caller's transaction. */
export async function switchBot(tx: Tx, botId: string, isActive: boolean): Promise<void> {
  const bot = await findBot(tx, botId);
  if (bot.is_master && !isActive) throw new PermanentError('bot.is_master');
  const [switched] = await tx.sql<{ has_words: boolean }>(switchText, [
    ...[botId, isActive, new Date(now() - justBeforeMs)],
  ]);
  if (isActive && switched?.has_words) await enqueue(tenantOf(botId), 'words.plan', {});
  await announce(botId);
}

/** Renames a bot for operators. Throws PermanentError('bot.unknown'). */
export async function renameBot(botId: string, name: string): Promise<void> {
  await asFleet('rename a bot', async (tx) => {
    await findBot(tx, botId);
    await tx.sql('update bots set name = $2, updated_at = now() where id = $1', [botId, name]);
    await enqueue(tenantOf(botId), 'bot.publish', {});
  });
}

/**
 * Gives a bot a new Telegram token (after BotFather's /revoke); it must be of the same bot.
 * Throws PermanentError('bot.unknown' | 'bot.other_bot'), TelegramError when Telegram refuses it.
 */
export async function replaceBotToken(botId: string, token: string, { vault, door }: Means): Promise<void> {
  const me = await identifyBot(door, token);
  await asFleet('replace a bot token', (tx) => takeTelegramToken(tx, botId, { token, me, vault }));
}

/** A Telegram token that Telegram knows as this bot's. */
export interface TelegramTokenOf {
  readonly token: string;
  readonly me: TelegramBot;
  readonly vault: Vault;
  /** Take it even when it is another Telegram bot's: people then talk to that one, with all rows of this. */
  readonly isForced?: boolean;
}

const writeToken = `
  update bots set telegram_bot_token = $2, telegram_bot_token_hash = $3, telegram_bot_id = $4, username = $5,
    updated_at = clock_timestamp()
  where id = $1`;
const forgetConnection = `
  update bot_connections set token_revoked_at = null, webhook_fingerprint = null,
    commands_fingerprint = case when $2 then commands_fingerprint end, updated_at = now()
  where bot_id = $1`;

/**
 * The same in its caller's transaction. Throws PermanentError('bot.exists') too, when another bot has that token. Of another bot at Telegram, the
 * numbers of all messages are forgotten (`forget-numbers`).
 */
export async function takeTelegramToken(
  tx: Tx,
  botId: string,
  { token, me, vault, isForced = false }: TelegramTokenOf,
): Promise<void> {
  const bot = await findBot(tx, botId);
  if (bot.telegram_bot_id !== me.id && !isForced) throw new PermanentError('bot.other_bot');
  try {
    await tx.sql(writeToken, [botId, vault.encrypt(token, me.id), sha256(token), me.id, me.username]);
  } catch (error) {
    if (isUniqueViolation(error)) throw new PermanentError('bot.exists', { cause: error });
    throw error;
  }
  await tx.sql(forgetConnection, [botId, bot.telegram_bot_id === me.id]);
  if (bot.telegram_bot_id !== me.id) await becomeAnother(tx, botId);
  await announce(botId);
}

/** Processes hear within two seconds who the bot is now; whoever speaks for the one of before after so long stood still. */
const longestUnheardMs = 10_000;

/** Nothing that the bot of before has sent is there any more; what waits for somebody is shown anew. */
async function becomeAnother(tx: Tx, botId: string): Promise<void> {
  await forgetNumbers(tx, botId);
  const until = new Date(now() + longestUnheardMs);
  await enqueue(tenantOf(botId), 'bot.show-anew', { until: until.toISOString() }, { notBefore: until });
}

/**
 * Deletes a bot with all its rows; `confirm` must be its name. Its webhook is taken off first.
 * Throws PermanentError('bot.unknown' | 'bot.is_master' | 'bot.name_mismatch').
 */
export async function deleteBot(botId: string, confirm: string, means: Means): Promise<void> {
  await prepareDeletion(botId, confirm, means);
  await asFleet('delete a bot', (tx) => removeBot(tx, botId, confirm));
}

/** Takes the webhook of a bot off that is about to be deleted. Throws like `deleteBot`. */
export async function prepareDeletion(botId: string, confirm: string, means: Means): Promise<void> {
  const bot = await asFleet('delete a bot', (tx) => findDeletableBot(tx, botId, confirm));
  await takeWebhookOff(bot, means);
}

async function findDeletableBot(tx: Tx, botId: string, confirm: string): Promise<BotRow> {
  const bot = await findBot(tx, botId);
  if (bot.is_master) throw new PermanentError('bot.is_master');
  if (bot.name !== confirm) throw new PermanentError('bot.name_mismatch');
  return bot;
}

/** Deletes a bot that was prepared for it, in its caller's transaction. Throws like `deleteBot`. */
export async function removeBot(tx: Tx, botId: string, confirm: string): Promise<void> {
  await findDeletableBot(tx, botId, confirm);
  await tx.sql('delete from bots where id = $1', [botId]);
  await enqueue(tenantOf(botId), 'bot.publish', {});
}

async function takeWebhookOff(
  { telegram_bot_token: sealed, telegram_bot_id: owner }: BotRow,
  { vault, door }: Means,
): Promise<void> {
  const token = vault.decrypt(sealed, owner);
  await passTokenGate(door, token);
  try {
    await callTelegram({ apiRoot: door.apiRoot, token, method: 'deleteWebhook' });
  } catch (error) {
    // A revoked token has no webhook any more.
    if (!(error instanceof TelegramError)) throw error;
  }
}

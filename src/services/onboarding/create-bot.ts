import { enqueue } from '#jobs/enqueue.js';
import { isUniqueViolation } from '#platform/database.js';
import { PermanentError } from '#platform/errors.js';
import { newApiToken, sha256, type Vault } from '#platform/secrets.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { operator, type Actor } from '../access/actor.js';
import { copySettings } from '../settings/copy-settings.js';
import { identifyBot, type TelegramBot, type TelegramDoor } from '../bots/identify-bot.js';

export interface NewBot {
  readonly telegramToken: string;
  /** Name for operators, never shown to people; the bot's own name in Telegram when left out. */
  readonly name?: string;
  readonly defaultLanguage?: 'fa' | 'en' | 'ru';
  readonly isMaster?: boolean;
  /** Telegram ids of the people who run it. */
  readonly ownerIds?: readonly string[];
  /** Who adds it; the operator at the command line when left out. */
  readonly actor?: Actor;
}

export interface CreatedBot {
  readonly botId: string;
  readonly name: string;
  readonly username: string;
  /** The bot's token for the admin API: shown once, only its SHA-256 is kept. */
  readonly apiToken: string;
}

const insertRow = `
  insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, username,
    api_token_hash, is_master, default_language)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`;

/**
 * Adds a bot to the fleet: the token is checked with getMe, kept encrypted, found by its hash. What the operator allows
 * bots, such as the servers that they may sell, is as the master bot has it.
 * Throws PermanentError('bot.exists') when the fleet has that bot already, 'bot.second_master' for another master.
 */
export async function createBot(
  wish: NewBot,
  { vault, door }: { vault: Vault; door: TelegramDoor },
): Promise<CreatedBot> {
  const me = await identifyBot(door, wish.telegramToken);
  return asFleet('create a bot', (tx) => insertBot(tx, wish, { me, vault }));
}

/** The same for a token that Telegram was asked about, in its caller's transaction (a fleet scope). */
export async function insertBot(
  tx: Tx,
  wish: NewBot,
  { me, vault }: { me: TelegramBot; vault: Vault },
): Promise<CreatedBot> {
  const name = wish.name ?? (me.firstName || me.username);
  const apiToken = newApiToken();
  const values = [
    name,
    vault.encrypt(wish.telegramToken, me.id),
    sha256(wish.telegramToken),
    me.id,
    me.username,
    sha256(apiToken),
    wish.isMaster ?? false,
    wish.defaultLanguage ?? 'fa',
  ];
  try {
    const botId = await insert(tx, values, wish.ownerIds ?? []);
    await takeLimits(tx, botId, wish.actor ?? operator);
    return { botId, name, username: me.username, apiToken };
  } catch (error) {
    if (isUniqueViolation(error, 'bots_one_master'))
      throw new PermanentError('bot.second_master', { cause: error });
    if (isUniqueViolation(error))
      throw new PermanentError('bot.exists', { cause: error, context: { telegram_bot_id: me.id } });
    throw error;
  }
}

/** What the operator allows its bots holds for a new one at once, whoever made it. */
async function takeLimits(tx: Tx, botId: string, actor: Actor): Promise<void> {
  const [master] = await tx.sql<{ id: string }>('select id from bots where is_master and id <> $1', [botId]);
  if (master) await copySettings(tx, { from: master.id, to: botId, which: 'operator', actor });
}

async function insert(tx: Tx, values: readonly unknown[], ownerIds: readonly string[]): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(insertRow, values);
  if (!row) throw new Error('the new bot got no id');
  await tx.sql(
    `insert into bot_admins (bot_id, telegram_id, role) select $1, id, 'owner' from unnest($2::bigint[]) as id`,
    [row.id, ownerIds],
  );
  await enqueue(tenantOf(row.id), 'bot.publish', {});
  await enqueue(tenantOf(row.id), 'bot.connect', {});
  return row.id;
}

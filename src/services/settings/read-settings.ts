import { now } from '#platform/clock.js';
import { isLanguage, type Language } from '#platform/language.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { revisionOf } from '../bots/bot-revisions.js';
import type { SecretKey, SettingValues } from './catalog.js';
import { openSecret, valuesOf } from './values.js';

/** What people of a bot meet: its face, and its configuration with defaults filled in. */
export interface BotSettings {
  readonly name: string;
  /** Without @; '' while Telegram has not told it. */
  readonly username: string;
  readonly telegramBotId: string;
  readonly defaultLanguage: Language;
  /** Without @; undefined when there is no support contact. */
  readonly supportUsername: string | undefined;
  readonly adminChatId: string | undefined;
  readonly adminTopicId: string | undefined;
  readonly values: SettingValues;
}

interface Row {
  readonly name: string;
  readonly username: string | null;
  readonly telegram_bot_id: string | null;
  readonly default_language: string;
  readonly support_username: string | null;
  readonly admin_chat_id: string | null;
  readonly admin_topic_id: string | null;
  readonly configuration: Readonly<Record<string, unknown>> | null;
}

interface Cached {
  readonly settings: BotSettings;
  readonly revision: string | undefined;
  readonly at: number;
}

const text = `
  select name, username, telegram_bot_id, default_language, support_username, admin_chat_id, admin_topic_id,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = bots.id) as configuration
  from bots where id = $1`;

/** Entries older than this are read again even if the directory names no newer revision (Redis away). */
const oldestMs = 300_000;
/** The same for bots whose revision is not known. */
const oldestUnknownMs = 1_000;
const mostCached = 5_000;

const cache = new Map<string, Cached>();
/** How often settings were changed in this process: a reading that began before such a change is not kept. */
let changes = 0;

/** Drops what this process knows of a bot's settings: they were changed here, and the next reader shall see it. */
export function forgetSettings(botId: string): void {
  cache.delete(botId);
  changes += 1;
}

/**
 * The settings of a bot, from the process's cache while the bot's revision stands, else in a scope of its own.
 * A stored value that the catalogue refuses counts as not set and is logged. Undefined when the bot is gone.
 */
export async function readSettings(tenant: Tenant): Promise<BotSettings | undefined> {
  const revision = revisionOf(tenant.botId);
  const known = cache.get(tenant.botId);
  const mostAge = revision === undefined ? oldestUnknownMs : oldestMs;
  if (known && known.revision === revision && now() - known.at < mostAge) return known.settings;
  const before = changes;
  const [row] = await tenant.db((tx) => tx.sql<Row>(text, [tenant.botId]));
  cache.delete(tenant.botId);
  if (!row) return undefined;
  const settings = shape(tenant.botId, row);
  if (changes !== before) return settings;
  cache.set(tenant.botId, { settings, revision, at: now() });
  for (const [oldest] of cache) if (cache.size > mostCached) cache.delete(oldest);
  return settings;
}

function shape(botId: string, row: Row): BotSettings {
  const supportUsername = row.support_username?.replace(/^@/, '') ?? '';
  return {
    name: row.name,
    username: row.username ?? '',
    telegramBotId: row.telegram_bot_id ?? '0',
    defaultLanguage: isLanguage(row.default_language) ? row.default_language : 'fa',
    supportUsername: /^\w{4,32}$/.test(supportUsername) ? supportUsername : undefined,
    adminChatId: row.admin_chat_id ?? undefined,
    adminTopicId: row.admin_topic_id ?? undefined,
    values: valuesOf(botId, row.configuration ?? {}),
  };
}

const secretsText = `
  select config_key as key, config_value as value from bot_configurations
  where bot_id = $1 and config_key = any($2::text[])`;

/** Secrets of a bot in clear, null where none is set; read them right before their use and keep them nowhere. */
export async function readSecrets<K extends SecretKey>(
  tenant: Tenant,
  tx: Tx,
  { keys, vault }: { readonly keys: readonly K[]; readonly vault: Vault },
): Promise<Readonly<Record<K, string | null>>> {
  const rows = await tx.sql<{ key: string; value: unknown }>(secretsText, [tenant.botId, keys]);
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const opened = keys.map((key) => [
    key,
    openSecret(vault, { botId: tenant.botId, key, stored: stored.get(key) }),
  ]);
  return Object.fromEntries(opened) as Record<K, string | null>;
}

import { isLanguage, type Language } from '#platform/language.js';
import type { SettingValues } from './catalog.js';
import { valuesOf } from './values.js';

/** What people of a bot see: its face, and its configuration with defaults filled in. */
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
  /** Topic of the admins' chat into which receipts go. */
  readonly cardReceiptTopicId: string | undefined;
  /** Where the bot's admins hear of sales, trials, refunds and servers instead of their chat, and in which topic. */
  readonly notificationGroupId: string | undefined;
  readonly notificationTopicId: string | undefined;
  readonly values: SettingValues;
}

/** What PostgreSQL holds of a bot's face and configuration. */
export interface StoredSettings {
  readonly name: string;
  readonly username: string | null;
  readonly telegram_bot_id: string | null;
  readonly default_language: string;
  readonly support_username: string | null;
  readonly admin_chat_id: string | null;
  readonly admin_topic_id: string | null;
  /** Undefined: a cached row of a version before this one. */
  readonly card_receipt_topic_id?: string | null;
  /** Undefined: likewise. */
  readonly notification_group_id?: string | null;
  readonly notification_topic_id?: string | null;
  /** Without secrets. */
  readonly configuration: Readonly<Record<string, unknown>> | null;
}

/** The settings that stored ones say; a stored value that the catalogue refuses counts as not set and is logged. */
export function shapeSettings(botId: string, stored: StoredSettings): BotSettings {
  const supportUsername = stored.support_username?.replace(/^@/, '') ?? '';
  return {
    name: stored.name,
    username: stored.username ?? '',
    telegramBotId: stored.telegram_bot_id ?? '0',
    defaultLanguage: isLanguage(stored.default_language) ? stored.default_language : 'fa',
    supportUsername: /^\w{4,32}$/.test(supportUsername) ? supportUsername : undefined,
    ...placesOf(stored),
    values: valuesOf(botId, stored.configuration ?? {}),
  };
}

/** Where those who run the bot hear of it. */
const placesOf = (stored: StoredSettings) => ({
  adminChatId: stored.admin_chat_id ?? undefined,
  adminTopicId: stored.admin_topic_id ?? undefined,
  cardReceiptTopicId: stored.card_receipt_topic_id ?? undefined,
  notificationGroupId: stored.notification_group_id ?? undefined,
  notificationTopicId: stored.notification_topic_id ?? undefined,
});

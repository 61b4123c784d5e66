import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { topicOf } from '../settings/bot-topics.js';
import type { BotSettings } from '../settings/bot-settings.js';

// Only who has started the bot can be written to; more than twenty would be a flood of every receipt.
const reachable = `
  select person.telegram_id::text as id, person.language
  from users person
  where person.bot_id = $1 and person.can_receive and person.status = 'active'
    and person.telegram_id in (
      select telegram_id from bot_admins where bot_id = $1 and role in ('owner', 'admin', 'reviewer'))
  order by person.id limit 20`;

/** A chat of reviewers, and its language. */
export interface ReviewPlace {
  readonly chatId: string;
  readonly topicId?: number | undefined;
  readonly language: Language;
}

/** The private chats of the owners, admins and reviewers of a bot that they have started, at most twenty. */
export async function findReviewers({ botId }: Tenant, tx: Tx): Promise<ReviewPlace[]> {
  const rows = await tx.sql<{ id: string; language: string }>(reachable, [botId]);
  return rows.map(({ id, language }) => ({ chatId: id, language: isLanguage(language) ? language : 'fa' }));
}

const lastWord = `
  select lost_reason as reason from card_review_messages
  where bot_id = $1 and chat_id = $2 and kind = 'review' and (message_id is not null or lost_reason is not null)
  order by id desc limit 1`;

/** Could the last receipt not be posted in this chat? Then Telegram's words for it. */
export async function readReviewTrouble(
  { botId }: Tenant,
  tx: Tx,
  chatId: string,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ reason: string | null }>(lastWord, [botId, chatId]);
  return row?.reason ?? undefined;
}

/** Where the reviewers of a bot see receipts now: the review chat, or where there is none that takes messages each of them. */
export async function findReviewPlaces(
  tenant: Tenant,
  tx: Tx,
  settings: BotSettings,
): Promise<ReviewPlace[]> {
  const { adminChatId: chatId, defaultLanguage: language } = settings;
  if (chatId === undefined || (await readReviewTrouble(tenant, tx, chatId)) !== undefined)
    return findReviewers(tenant, tx);
  return [{ chatId, topicId: topicOf(settings, 'card_receipt_topic_id'), language }];
}

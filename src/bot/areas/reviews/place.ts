import type { BotSettings } from '#services/settings/bot-settings.js';
import { topicOf } from '#services/settings/bot-topics.js';
import type { MessagePlace } from '../../outgoing-calls.js';

/** Where messages about receipts go in a chat: in the review chat into its topic. */
export const reviewPlace = (settings: BotSettings, chatId: string): MessagePlace => ({
  chatId,
  ...(chatId === settings.adminChatId && { topicId: topicOf(settings, 'card_receipt_topic_id') }),
});

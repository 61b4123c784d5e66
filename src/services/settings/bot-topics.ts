import type { BotSettings } from './bot-settings.js';

/** A forum topic into which a bot sends, by the field or setting that names it. */
export interface BotTopic {
  readonly name: string;
  readonly chatId: string;
  readonly topicId: string;
}

type Find = (settings: BotSettings) => {
  readonly chatId?: string | undefined;
  readonly topicId?: string | undefined;
};

/**
 * Every field of a bot and every setting that names a topic, alphabetical; a test finds them. To add one: a line here, so
 * that admins hear of it when it takes no messages, and the test of the bot looks at it.
 */
export const topicSources = {
  admin_topic_id: ({ adminChatId, adminTopicId }) => ({ chatId: adminChatId, topicId: adminTopicId }),
  card_receipt_topic_id: ({ adminChatId, cardReceiptTopicId }) => ({
    chatId: adminChatId,
    topicId: cardReceiptTopicId,
  }),
  notification_topic_id: ({ notificationGroupId, notificationTopicId }) => ({
    chatId: notificationGroupId,
    topicId: notificationTopicId,
  }),
  report_topic_id: ({ adminChatId, values }) => ({
    chatId: adminChatId,
    topicId: values.report_topic_id === null ? undefined : String(values.report_topic_id),
  }),
  ticket_topic_id: ({ adminChatId, values }) => ({
    chatId: adminChatId,
    topicId: values.ticket_topic_id === null ? undefined : String(values.ticket_topic_id),
  }),
  traffic_topic_id: ({ adminChatId, values }) => ({
    chatId: adminChatId,
    topicId: values.traffic_topic_id === null ? undefined : String(values.traffic_topic_id),
  }),
} as const satisfies Readonly<Record<string, Find>>;

/** A field or setting that names a topic. */
export type BotTopicName = keyof typeof topicSources;

/** Where these are not set, the topic of all that admins are told takes their place. */
const orGeneral: ReadonlySet<BotTopicName> = new Set([
  'report_topic_id',
  'ticket_topic_id',
  'traffic_topic_id',
]);

/** The number of a topic, where one is asked for and set. */
export function topicOf(settings: BotSettings, name: BotTopicName | undefined): number | undefined {
  const own = name && topicSources[name](settings).topicId;
  const topicId = own ?? (name && orGeneral.has(name) ? settings.adminTopicId : undefined);
  return topicId === undefined ? undefined : Number(topicId);
}

/** The topics that are set in a bot. */
export const botTopics = (settings: BotSettings): BotTopic[] =>
  Object.entries(topicSources).flatMap(([name, find]) => {
    const { chatId, topicId } = find(settings);
    return chatId === undefined || topicId === undefined ? [] : [{ name, chatId, topicId }];
  });

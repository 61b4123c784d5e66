import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { botTopics } from '#services/settings/bot-topics.js';
import { notify } from '#services/notices/notify.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant } from '#tenancy/scope.js';

interface LostTopic {
  readonly message: Payload<'message.send'>;
  /** Telegram's words. */
  readonly reason: string;
}

/**
 * A message could not go into its topic, and goes without it: the bot's admins hear of it once an hour, in their chat and
 * in no topic. Nobody hears of topics that are in no setting, such as that of a group in which somebody typed a command.
 */
export async function reportTopic(
  tenant: Tenant,
  settings: BotSettings | undefined,
  { message: { chat_id: chatId, params }, reason }: LostTopic,
): Promise<void> {
  log.warn(
    { chat: chatId, topic: params.message_thread_id, reason },
    'a forum topic rejects messages, which go to the main chat instead; check the topic in the settings of the bot',
  );
  const topicId = String(params.message_thread_id);
  const found = settings && botTopics(settings).find((topic) => isSame(topic, { chatId, topicId }));
  if (found)
    await tenant.db((tx) =>
      notify(tenant, tx, { kind: 'topic_trouble', about: { name: found.name, topic_id: topicId, reason } }),
    );
}

interface Place {
  readonly chatId: string;
  readonly topicId: string;
}
const isSame = (one: Place, other: Place): boolean =>
  one.chatId === other.chatId && one.topicId === other.topicId;

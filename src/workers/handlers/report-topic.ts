import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { botTopics } from '#services/settings/bot-topics.js';
import { notify } from '#services/notices/notify.js';
import { readSettings } from '#services/settings/read-settings.js';
import type { Tenant } from '#tenancy/scope.js';

/**
 * A message could not go into its topic, and goes without it: the bot's admins hear of it once an hour, in their chat and
 * in no topic. Nobody hears of topics that are in no setting, such as that of a group in which somebody typed a command.
 */
export async function reportTopic(
  tenant: Tenant,
  { chat_id: chatId, params }: Payload<'message.send'>,
  reason: string,
): Promise<void> {
  log.warn({ chat: chatId, topic: params.message_thread_id, reason }, 'a topic takes no messages');
  const settings = await readSettings(tenant);
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

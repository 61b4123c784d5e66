import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { privateOnly } from './areas/menu/screens/private-only.js';
import { followTopicInDesk, hearInDesk, obeyInDesk, tapDeskInGroup } from './areas/desk/group.js';
import { tapPartnerInGroup } from './areas/partners/group.js';
import { receiptsInGroup, replyInGroup, tapInGroup, type GroupDoing } from './areas/reviews/group.js';
import { enqueueCalls, newMessages, numberedChat } from './outgoing-calls.js';
import type { Incoming } from './read-update.js';
import type { Voice } from './voice.js';

type InGroup = Extract<Incoming, { kind: 'group-command' | 'group-message' | 'group-tap' | 'group-topic' }>;

/** What follows from something that a person does in a group of the bot: in the review chat, or where it is meant by name. */
export async function handleGroup(update: {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  readonly incoming: InGroup;
  readonly voice: Voice;
}): Promise<void> {
  const { tenant, tx, settings, incoming, voice } = update;
  const { chatId } = incoming;
  const doing = { tenant, tx, settings, voice, chatId, profile: incoming.profile };
  if (incoming.kind === 'group-tap')
    // In the line of the person: the group's may wait for its pace.
    return enqueueCalls(tenant, incoming.profile.telegramId, [
      (await tapPartnerInGroup(doing, incoming)) ??
        (await tapDeskInGroup(doing, incoming)) ??
        (await tapInGroup(doing, incoming)),
    ]);
  if (incoming.kind === 'group-topic') return followTopicInDesk(doing, incoming);
  if (incoming.kind === 'group-message') return hear(doing, incoming);
  return obey(doing, incoming);
}

/** What is about a ticket, or words in reply to a question of ours. */
async function hear(doing: GroupDoing, incoming: Extract<InGroup, { kind: 'group-message' }>): Promise<void> {
  if (await hearInDesk(doing, incoming)) return;
  const { replied, content, messageId } = incoming;
  if (!replied || content?.kind !== 'text') return;
  const reply = { repliedTo: replied.messageId, text: content.words, messageId };
  const chat = numberedChat(doing.chatId, doing.settings);
  await enqueueCalls(doing.tenant, chat, await replyInGroup(doing, reply));
}

async function obey(doing: GroupDoing, incoming: Extract<InGroup, { kind: 'group-command' }>): Promise<void> {
  const { command, topicId } = incoming;
  const { tenant, settings, chatId, voice } = doing;
  const isNamed = command.target === settings.username.toLowerCase();
  // In the review chat nobody else is meant; in others several bots may have the command.
  if (command.name === 'receipts' && (isNamed || (command.target === '' && chatId === settings.adminChatId)))
    return enqueueCalls(tenant, chatId, await receiptsInGroup(doing, command.argument));
  if (await obeyInDesk(doing, incoming)) return;
  if (command.name !== 'start' || !isNamed) return;
  await enqueueCalls(tenant, chatId, newMessages(chatId, privateOnly(voice, settings.username), topicId));
}

import { lostTopic } from '#platform/lost-topic.js';
import { TelegramError } from '#platform/telegram/client.js';
import type { BotTopic } from '../settings/bot-topics.js';

/** How a check calls the Bot API as the bot, and the bot's own Telegram id. */
export interface Probe {
  readonly telegramBotId: string;
  telegram<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
}

/** No chat has a message of this number, the last that there can be. */
const noMessage = 2_147_483_647;

/**
 * Would a topic take a message of the bot? Returns what is wrong. Telegram tells of no topic that it was deleted or closed but
 * by refusing a message: so first an answer to a message that cannot be is sent, which Telegram refuses in any case, and in
 * other words where the topic is gone. Only a bot that may not manage topics, and so not write in closed ones, then sends
 * a silent sign and takes it back. Throws what `callTelegram` throws of anything but topics.
 */
export async function probeTopic(probe: Probe, { chatId, topicId }: BotTopic): Promise<string | undefined> {
  const chat_id = Number(chatId);
  const { is_forum: isForum, type } = await probe.telegram<Chat>('getChat', { chat_id });
  if (!isForum && type !== 'private') return 'the chat has no topics';
  const message = { chat_id, message_thread_id: Number(topicId), text: '🔎', disable_notification: true };
  const absent = await refusalOf(probe, { ...message, reply_parameters: { message_id: noMessage } });
  if (absent !== undefined) return absent;
  if (type === 'private' || (await managesTopics(probe, chat_id))) return undefined;
  return refusalOf(probe, message);
}

interface Chat {
  readonly type: string;
  readonly is_forum?: boolean;
}
interface Member {
  readonly status: string;
  readonly can_manage_topics?: boolean;
}

async function managesTopics({ telegram, telegramBotId }: Probe, chat_id: number): Promise<boolean> {
  const member = await telegram<Member>('getChatMember', { chat_id, user_id: Number(telegramBotId) });
  return member.status === 'creator' || member.can_manage_topics === true;
}

/** Sends a message and takes it back; returns Telegram's words when it is the topic that takes none. */
async function refusalOf(
  { telegram }: Probe,
  params: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  try {
    const { message_id } = await telegram<{ message_id: number }>('sendMessage', params);
    await telegram('deleteMessage', { chat_id: params.chat_id, message_id });
    return undefined;
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (lostTopic.test(error.description)) return error.description;
    if (/message to be replied not found/i.test(error.description)) return undefined;
    throw error;
  }
}

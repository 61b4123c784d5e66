import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { checkMembership, isAdmin, knownChat } from '../find-chat.js';
import { readCaption } from '../format-text.js';
import { announce, findMessage } from '../store-message.js';
import type { ApiMessage, BotAccount, Chat, Json, StoredMessage } from '../types.js';
import { sendContent, textFields } from './send-content.js';

const contentKeys = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'contact',
  'sticker',
];
const maxIds = 100;

/** The methods that copy, forward and delete messages. */
export const copyingMethods: Record<string, Method> = {
  copyMessage(context): Json {
    const { params } = context;
    const source = sourceMessage(context, 'message to copy not found');
    const content = contentOf(source);
    if (Object.keys(content).length === 0) throw badRequest("message can't be copied");
    const isCaptioned = params.caption !== undefined && content.text === undefined;
    if (isCaptioned) {
      delete content.caption;
      delete content.caption_entities;
      Object.assign(content, textFields(readCaption(params), 'caption'));
    }
    return { message_id: sendContent(context, content).message_id };
  },
  forwardMessage(context): ApiMessage {
    const source = sourceMessage(context, 'message to forward not found');
    const sender = source.api.from;
    const origin = sender
      ? { type: 'user', sender_user: sender, date: source.api.date }
      : { type: 'channel', chat: source.api.chat, message_id: source.api.message_id, date: source.api.date };
    return sendContent(context, { forward_origin: origin, ...contentOf(source) });
  },
  deleteMessage({ core, bot, params }): boolean {
    const chat = knownChat(core.world, bot, params.chat_id);
    const stored = findMessage(chat, params.message_id as number);
    if (!stored) throw badRequest('message to delete not found');
    if (!mayDelete(chat, bot, stored)) throw badRequest("message can't be deleted");
    stored.isDeleted = true;
    announce(core.world, chat, { kind: 'delete', messageId: stored.api.message_id });
    return true;
  },
  deleteMessages({ core, bot, params }): boolean {
    const ids = params.message_ids as number[];
    if (ids.length === 0) throw badRequest('message identifiers are not specified');
    if (ids.length > maxIds) throw badRequest('too many message identifiers specified');
    const chat = knownChat(core.world, bot, params.chat_id);
    for (const id of ids) {
      const stored = findMessage(chat, id);
      if (!stored || !mayDelete(chat, bot, stored)) continue;
      stored.isDeleted = true;
      announce(core.world, chat, { kind: 'delete', messageId: id });
    }
    return true;
  },
};

function sourceMessage({ core, bot, params }: CallContext, absent: string): StoredMessage {
  const chat = knownChat(core.world, bot, params.from_chat_id);
  if (chat.type !== 'private' && !chat.username) checkMembership(chat, bot);
  const stored = findMessage(chat, params.message_id as number);
  if (!stored) throw badRequest(absent);
  return stored;
}

function contentOf(stored: StoredMessage): Json {
  const kept = contentKeys.filter((key) => stored.api[key] !== undefined);
  return Object.fromEntries(kept.map((key) => [key, stored.api[key]]));
}

function mayDelete(chat: Chat, bot: BotAccount, stored: StoredMessage): boolean {
  return chat.type === 'private' || stored.api.from?.id === Number(bot.id) || isAdmin(chat, bot.id);
}

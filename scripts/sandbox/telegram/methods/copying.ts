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
  'video',
  'contact',
  'sticker',
  'audio',
  'voice',
  'animation',
  'video_note',
];
const maxIds = 100;

/** The methods that copy, forward and delete messages. */
export const copyingMethods: Record<string, Method> = {
  copyMessage: copyOne,
  forwardMessage: forwardOne,
  copyMessages: (context) => eachOf(context, copyOne, 'there are no messages to copy'),
  forwardMessages: (context) => eachOf(context, forwardOne, 'there are no messages to forward'),
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

function copyOne(context: CallContext): { message_id: number } {
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
}

function forwardOne(context: CallContext): ApiMessage {
  const source = sourceMessage(context, 'message to forward not found');
  const sender = source.api.from;
  const origin = sender
    ? { type: 'user', sender_user: sender, date: source.api.date }
    : { type: 'channel', chat: source.api.chat, message_id: source.api.message_id, date: source.api.date };
  return sendContent(context, { forward_origin: origin, ...contentOf(source) });
}

/** Copies or forwards several messages; those that are gone or cannot be copied are left out. */
function eachOf(
  context: CallContext,
  send: (one: CallContext) => { message_id: number },
  none: string,
): { message_id: number }[] {
  const ids = context.params.message_ids as number[];
  if (ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > maxIds) throw badRequest('too many message identifiers specified');
  if (ids.some((id, index) => index > 0 && id <= ids[index - 1]!))
    throw badRequest('message identifiers must be in a strictly increasing order');
  const chat = knownChat(context.core.world, context.bot, context.params.from_chat_id);
  const present = ids.filter((id) => {
    const stored = findMessage(chat, id);
    return stored && Object.keys(contentOf(stored)).length > 0;
  });
  if (present.length === 0) throw badRequest(none);
  const { message_ids: _ids, ...params } = context.params;
  return present.map((message_id) => {
    const sent = send({ ...context, params: { ...params, message_id } });
    return { message_id: sent.message_id };
  });
}

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

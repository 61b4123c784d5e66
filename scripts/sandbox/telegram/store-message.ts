import { badRequest } from './api-error.js';
import { isAdmin } from './find-chat.js';
import type { ApiMessage, BotAccount, Chat, Json, Person, StoredMessage, Topic } from './types.js';
import { botJson, chatJson, unixNow, userJson, type World } from './world.js';

/** What a new message says, beside its id, date, chat and sender. */
export interface MessageDraft {
  content: Json;
  threadId?: number;
  replyTo?: number;
  /** Written as the group by one of its admins, who signs with this. */
  asGroup?: { signature?: string };
  inlineKeyboard?: Json;
  keyboard?: Json;
}

/** Puts a message of a bot or a person into a chat and returns it as the Bot API shows it. */
export function storeMessage(
  world: World,
  place: { chat: Chat; from: BotAccount | Person },
  draft: MessageDraft,
): ApiMessage {
  const { chat, from } = place;
  const api: ApiMessage = { message_id: chat.nextMessageId, date: unixNow(), chat: chatJson(world, chat) };
  chat.nextMessageId += 1;
  if (chat.type === 'channel') api.sender_chat = api.chat;
  else api.from = 'token' in from ? botJson(from) : userJson(from);
  if (draft.asGroup) Object.assign(api, anonymousSender(api.chat, draft.asGroup));
  if (draft.threadId) Object.assign(api, { message_thread_id: draft.threadId, is_topic_message: true });
  // Whatever a person sends into a topic is a reply to the message that made it, for want of another.
  const answered = draft.replyTo ?? ('token' in from || !chat.isForum ? undefined : draft.threadId);
  const replied = answered === undefined ? undefined : findMessage(chat, answered);
  if (replied) api.reply_to_message = withoutReply(replied.api);
  Object.assign(api, draft.content);
  if (draft.inlineKeyboard) api.reply_markup = draft.inlineKeyboard as ApiMessage['reply_markup'];
  const stored: StoredMessage = { api, isDeleted: false };
  if (draft.keyboard) stored.keyboard = draft.keyboard;
  chat.messages.set(api.message_id, stored);
  forgetOldest(chat, world.options.keepMessages);
  chat.typingUntil = 0;
  announce(world, chat, { kind: 'message', messageId: api.message_id });
  return api;
}

function anonymousSender(chat: ApiMessage['chat'], { signature }: { signature?: string }): Json {
  const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
  return { from, sender_chat: chat, ...(signature && { author_signature: signature }) };
}

/** Tells the page and the saver that a message came, changed or went. */
export function announce(world: World, chat: Chat, change: { kind: string; messageId?: number }): void {
  if (world.events.listenerCount('change') > 0) world.events.emit('change', { ...change, chat: chat.key });
}

/** A message that is still there. */
export function findMessage(chat: Chat, messageId: number): StoredMessage | undefined {
  const stored = chat.messages.get(messageId);
  return stored && !stored.isDeleted ? stored : undefined;
}

/**
 * The topic a bot writes to, a refusal when it is gone; undefined for the General topic and for groups without topics, where
 * the number does nothing.
 */
export function findTopic(chat: Chat, threadId: unknown): Topic | undefined {
  if (threadId === undefined || threadId === 0) return undefined;
  if (!chat.isForum && chat.type !== 'private') return undefined;
  const topic = chat.topics.get(Number(threadId));
  if (!topic) throw badRequest('message thread not found');
  return topic;
}

/** Refuses a bot that may not write in a topic that is closed; the server asks this last of all. */
export function checkOpen(chat: Chat, topic: Topic | undefined, bot: BotAccount): void {
  if (topic?.isClosed && !isAdmin(chat, bot.id)) throw badRequest('TOPIC_CLOSED');
}

/** The id of the message a bot answers to, if it may; a refusal when that message is gone. */
export function checkReply(chat: Chat, reply: Json | undefined): number | undefined {
  if (!reply) return undefined;
  const messageId = Number(reply.message_id);
  if (findMessage(chat, messageId)) return messageId;
  if (reply.allow_sending_without_reply) return undefined;
  throw badRequest('message to be replied not found');
}

function withoutReply(message: ApiMessage): Json {
  const { reply_to_message: _nested, ...rest } = message;
  return rest;
}

function forgetOldest(chat: Chat, keep: number): void {
  if (chat.messages.size <= keep) return;
  const oldest = chat.messages.keys().next().value;
  if (oldest !== undefined) chat.messages.delete(oldest);
}

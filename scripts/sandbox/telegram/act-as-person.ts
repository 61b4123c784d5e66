import type { Core } from './core.js';
import { mediaJson, storeFile } from './files.js';
import { isAdmin, isPresent } from './find-chat.js';
import { findEntities } from './format-text.js';
import { openQuery } from './queries.js';
import { samplePhoto } from './sample-photo.js';
import { announce, findMessage, storeMessage } from './store-message.js';
import type {
  ApiMessage,
  BotAccount,
  CallbackAnswer,
  Chat,
  FileKind,
  Json,
  Person,
  StoredMessage,
} from './types.js';
import { botJson, chatJson, privateChat, unixNow, userJson, type World } from './world.js';

/** What a person sends, and where: a text, a picture (`true` is a sample), a file, or fields as given. */
export type PersonMessage =
  | string
  | (SendPlace &
      (
        | { text: string; entities?: Json[] }
        | { photo: Buffer | true; caption?: string }
        | { document: Buffer; name?: string; mimeType?: string; caption?: string }
        | { media: Exclude<FileKind, 'document' | 'photo'>; bytes?: Buffer; caption?: string }
        | { fields: Json }
      ));

/** What a message of a person says from now on; the group that it is in, if it is not in the dialog. */
export type PersonEdit = { messageId: number } & Exclude<PersonMessage, string>;

/** Where a person sends it; the dialog with the bot unless a group is named. */
export interface SendPlace {
  chatId?: string;
  threadId?: number;
  replyTo?: number;
  /** One of several that are sent together. */
  albumId?: string;
  /** As the group itself, which its admins may; `signature`: the title that they show. */
  asGroup?: { signature?: string };
}

/** A pressed button: the update it made and the bot's answer to it, once there is one. */
export interface Tap {
  updateId: number;
  queryId: string;
  answered: Promise<CallbackAnswer>;
}

/** A button: its message, its callback data or text, and the group it is in, if not the dialog. */
export interface TapTarget {
  messageId: number;
  button: string;
  chatId?: string;
}

/** A bot and the person who faces it. */
export interface Parties {
  bot: BotAccount;
  person: Person;
}

/** A person writes; returns the id of the bot's update. Throws when a real client could not send. */
export function sendAsPerson(core: Core, { bot, person }: Parties, message: PersonMessage): number {
  const place: SendPlace = typeof message === 'string' ? {} : message;
  const { chatId, threadId, replyTo, albumId, asGroup } = place;
  const chat = chatForPerson(core.world, { bot, person }, chatId);
  if (chat.isForum) checkTopic(chat, person, threadId);
  if (asGroup && !isAdmin(chat, person.id)) throw new Error(`${person.firstName} is no admin of ${chat.id}.`);
  const album = albumId === undefined ? {} : { media_group_id: albumId };
  const content = (receiver: BotAccount): Json => ({
    ...contentFor(core.world, receiver, message),
    ...album,
  });
  const stored = storeMessage(
    core.world,
    { chat, from: person },
    { content: content(bot), threadId, replyTo, asGroup },
  );
  for (const admin of otherAdmins(core.world, chat, bot)) {
    push(core, admin, { ...stored, ...content(admin) });
  }
  return hears(bot, chat, stored) ? push(core, bot, stored) : 0;
}

/** A person changes what a message of theirs says; returns the id of the bot's update. */
export function editAsPerson(core: Core, { bot, person }: Parties, edit: PersonEdit): number {
  const chat = chatForPerson(core.world, { bot, person }, edit.chatId);
  const stored = findMessage(chat, edit.messageId);
  if (!stored) throw new Error(`Message ${edit.messageId} is not in this chat.`);
  const { from, sender_chat: asGroup } = stored.api;
  if (from?.id !== Number(person.id) && !asGroup)
    throw new Error(`Message ${edit.messageId} is not ${person.firstName}'s.`);
  const content = (receiver: BotAccount): Json => contentFor(core.world, receiver, edit);
  const kept = Object.entries(stored.api).filter(([key]) => !contentFields.includes(key));
  const next: Json = { ...Object.fromEntries(kept), ...content(bot), edit_date: unixNow() };
  stored.api = next as ApiMessage;
  announce(core.world, chat, { kind: 'edit', messageId: edit.messageId });
  const tell = (one: BotAccount): number =>
    core.feed.push(one, {
      type: 'edited_message',
      payload: { ...stored.api, ...content(one) },
      queue: `chat:${chat.id}`,
    });
  for (const admin of otherAdmins(core.world, chat, bot)) tell(admin);
  return hears(bot, chat, stored.api) ? tell(bot) : 0;
}

const contentFields = [
  ...['text', 'entities', 'caption', 'caption_entities', 'photo', 'document', 'video', 'audio', 'voice'],
  ...['animation', 'video_note', 'sticker', 'location'],
];

/** Where a bot is no admin and its privacy mode is on, it hears commands and replies to it only. */
function hears(bot: BotAccount, chat: Chat, said: ApiMessage): boolean {
  if (chat.type === 'private' || bot.readsAll || isAdmin(chat, bot.id)) return true;
  const replied = said.reply_to_message as { from?: { id?: number } } | undefined;
  return said.text?.startsWith('/') === true || replied?.from?.id === Number(bot.id);
}

function checkTopic(chat: Chat, person: Person, threadId: number | undefined): void {
  if (threadId === undefined) return;
  const topic = chat.topics.get(threadId);
  if (!topic) throw new Error(`The chat ${chat.id} has no topic ${threadId}.`);
  if (topic.isClosed && !isAdmin(chat, person.id)) throw new Error(`Topic ${threadId} is closed.`);
}

function push(core: Core, bot: BotAccount, payload: ApiMessage): number {
  const type = payload.chat.type === 'channel' ? 'channel_post' : 'message';
  return core.feed.push(bot, { type, payload, queue: `chat:${payload.chat.id}` });
}

function chatForPerson(world: World, { bot, person }: Parties, chatId?: string): Chat {
  if (chatId === undefined || chatId === person.id) {
    const chat = privateChat(world, bot.id, person.id);
    if (chat.isBlocked) throw new Error(`${person.firstName} has blocked the bot; unblock() it first.`);
    chat.isStarted = true;
    return chat;
  }
  const chat = world.chats.get(chatId);
  if (!chat) throw new Error(`The sandbox has no chat ${chatId}; add it with addGroup() or addChannel().`);
  if (!isPresent(chat, person.id))
    throw new Error(`${person.firstName} is no member of ${chatId}; join first.`);
  return chat;
}

function otherAdmins(world: World, chat: Chat, bot: BotAccount): BotAccount[] {
  if (chat.type === 'private') return [];
  return [...world.bots.values()].filter((other) => other !== bot && isAdmin(chat, other.id));
}

function contentFor(world: World, bot: BotAccount, message: PersonMessage): Json {
  if (typeof message === 'string') return textContent(message);
  if ('text' in message) return textContent(message.text, message.entities);
  if ('fields' in message) return message.fields;
  const caption = message.caption ? { caption: message.caption } : {};
  const { kind, upload } = fileOf(message);
  return { ...mediaJson(bot, kind, storeFile(world, { isUpload: true, ...upload })), ...caption };
}

interface SentFile {
  kind: FileKind;
  upload: { name: string; mimeType: string; bytes: Buffer };
}

function fileOf(message: Exclude<PersonMessage, string | { text: string } | { fields: Json }>): SentFile {
  if ('photo' in message) {
    const bytes = message.photo === true ? samplePhoto() : message.photo;
    return { kind: 'photo', upload: { name: 'photo.png', mimeType: 'image/png', bytes } };
  }
  if ('media' in message) {
    const { media: kind, bytes = Buffer.from(`a sample ${kind}`) } = message;
    return { kind, upload: { name: `file.${kind}`, mimeType: mimeTypes[kind] ?? 'video/mp4', bytes } };
  }
  const { document: bytes, name = 'file.bin', mimeType = 'application/octet-stream' } = message;
  return { kind: 'document', upload: { name, mimeType, bytes } };
}

const mimeTypes: Partial<Record<FileKind, string>> = { audio: 'audio/mpeg', voice: 'audio/ogg' };

function textContent(text: string, given?: Json[]): Json {
  const entities = given ?? findEntities(text);
  return entities.length > 0 ? { text, entities } : { text };
}

/** A person presses an inline button, named by its callback data or its text. */
export function tapAsPerson(core: Core, parties: Parties, target: TapTarget): Tap {
  const { bot, person } = parties;
  const { world, feed } = core;
  const chat = target.chatId ? world.chats.get(target.chatId)! : privateChat(world, bot.id, person.id);
  const stored = findMessage(chat, target.messageId);
  if (!stored) throw new Error(`Message ${target.messageId} is not in this chat.`);
  const data = callbackDataOf(stored, target.button);
  const query = openQuery(world, {
    kind: 'callback',
    botId: bot.id,
    personId: person.id,
    chat,
    messageId: target.messageId,
  });
  const answered = new Promise<CallbackAnswer>((resolve) => {
    query.settle = resolve;
  });
  const payload = {
    id: query.id,
    from: userJson(person),
    message: stored.api,
    chat_instance: `-${chat.id.replace('-', '')}7`,
    data,
  };
  const queue = `callback_query:${person.id}`;
  const updateId = feed.push(bot, {
    type: 'callback_query',
    payload,
    queue,
    ttlMs: world.options.queryTtlMs,
  });
  return { updateId, queryId: query.id, answered };
}

function callbackDataOf(stored: StoredMessage, button: string): string {
  const buttons = (stored.api.reply_markup?.inline_keyboard ?? []).flat();
  const found =
    buttons.find((one) => one.callback_data === button) ?? buttons.find((one) => one.text === button);
  if (typeof found?.callback_data === 'string') return found.callback_data;
  const known = buttons.map(
    (one) =>
      `${String(one.text)} (${one.callback_data ? `callback ${one.callback_data as string}` : 'no callback'})`,
  );
  throw new Error(
    `Message ${stored.api.message_id} has no callback button "${button}"; it has: ${known.join(', ') || 'none'}.`,
  );
}

/** A person blocks or unblocks a bot; the bot gets my_chat_member. */
export function setBlocked(core: Core, { bot, person }: Parties, isBlocked: boolean): number {
  const chat = privateChat(core.world, bot.id, person.id);
  chat.isBlocked = isBlocked;
  announce(core.world, chat, { kind: 'chat' });
  const states = ['member', 'kicked'];
  const [from, to] = isBlocked ? states : states.reverse();
  return pushMyMembership(core, { bot, person, chat }, { from: from!, to: to! });
}

/** Tells a bot that its own place in a chat changed. */
export function pushMyMembership(
  core: Core,
  where: Parties & { chat: Chat },
  change: { from: string; to: string },
): number {
  const { bot, person, chat } = where;
  const member = (status: string): Json => ({
    user: botJson(bot),
    status,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
  });
  const payload = {
    chat: chatJson(core.world, chat),
    from: userJson(person),
    date: unixNow(),
    old_chat_member: member(change.from),
    new_chat_member: member(change.to),
  };
  return core.feed.push(bot, { type: 'my_chat_member', payload, queue: `chat:${chat.id}` });
}

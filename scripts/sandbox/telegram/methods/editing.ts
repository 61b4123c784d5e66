import { badRequest } from '../api-error.js';
import { checkMarkup } from '../check-markup.js';
import type { CallContext, Method } from '../core.js';
import { knownChat, writableChat } from '../find-chat.js';
import { readCaption, readText } from '../format-text.js';
import { announce, findMessage } from '../store-message.js';
import type { ApiMessage, Chat, Json, StoredMessage } from '../types.js';
import { unixNow } from '../world.js';
import { readMedia } from './albums.js';
import { textFields } from './send-content.js';

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message';
const textKeys = ['text', 'entities'];
const captionKeys = ['caption', 'caption_entities'];
const mediaKeys = [
  ...['photo', 'document', 'video', 'audio', 'animation', 'has_media_spoiler'],
  ...[...textKeys, ...captionKeys],
];
const captioned = ['photo', 'document', 'video', 'audio', 'voice', 'animation'];
/** Of these alone the file can be changed; a text becomes what has one. */
const replaceable = ['text', 'photo', 'document', 'video', 'audio', 'animation'];

/** The methods that change messages a bot has sent. */
export const editingMethods: Record<string, Method> = {
  editMessageText(context): ApiMessage {
    if (context.params.text === undefined) throw badRequest('message text is empty');
    const content = textFields(readText(context.params), 'text');
    const target = editable(context);
    if (target.stored.api.text === undefined) throw badRequest('there is no text in the message to edit');
    return replace(context, target, { content, keys: textKeys });
  },
  editMessageCaption(context): ApiMessage {
    const content = textFields(readCaption(context.params), 'caption');
    const target = editable(context);
    if (!captioned.some((key) => target.stored.api[key])) {
      throw badRequest('there is no caption in the message to edit');
    }
    return replace(context, target, { content, keys: captionKeys });
  },
  editMessageMedia(context): ApiMessage {
    const content = readMedia(context, context.params.media as Json);
    const target = editable(context);
    if (!replaceable.some((key) => target.stored.api[key] !== undefined))
      throw badRequest("message can't be edited");
    // A message of words may get a picture or file; the words are gone then.
    return replace(context, target, { content, keys: [...mediaKeys, ...textKeys] });
  },
  editMessageReplyMarkup(context): ApiMessage {
    return replace(context, editable(context), { content: {}, keys: [] });
  },
};

interface Target {
  chat: Chat;
  stored: StoredMessage;
}

function editable({ core, bot, params }: CallContext): Target {
  if (params.inline_message_id !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  if (params.chat_id === undefined) throw badRequest('chat_id is empty');
  if (params.message_id === undefined) throw badRequest('message identifier is not specified');
  const chat = knownChat(core.world, bot, params.chat_id);
  const stored = findMessage(chat, params.message_id as number);
  if (!stored) throw badRequest('message to edit not found');
  if (stored.api.from?.id !== Number(bot.id) && chat.type !== 'channel')
    throw badRequest("message can't be edited");
  writableChat(core.world, bot, params.chat_id);
  return { chat, stored };
}

function replace(
  context: CallContext,
  target: Target,
  change: { content: Json; keys: string[] },
): ApiMessage {
  const { core, bot, params } = context;
  const { chat, stored } = target;
  const markup = checkMarkup(params.reply_markup as Json | undefined, chat);
  const next = { ...stored.api, ...change.content };
  for (const key of change.keys) if (change.content[key] === undefined) delete next[key];
  if (markup) next.reply_markup = markup as ApiMessage['reply_markup'];
  else delete next.reply_markup;
  const compared = [...change.keys, 'reply_markup'];
  if (compared.every((key) => sameJson(stored.api[key], next[key]))) throw badRequest(notModified);
  core.limits.count(bot, chat, 'edit');
  next.edit_date = unixNow();
  stored.api = next;
  announce(core.world, chat, { kind: 'edit', messageId: next.message_id });
  return next;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { checkMarkup } from '../check-markup.js';
import type { CallContext } from '../core.js';
import { writableChat } from '../find-chat.js';
import { checkOpen, checkReply, findTopic, storeMessage, type MessageDraft } from '../store-message.js';
import type { ApiMessage, Json } from '../types.js';

/** Puts a bot's message with this content into the chat its call names, after all the server's checks. */
export function sendContent(context: CallContext, content: Json): ApiMessage {
  const { core, bot, params } = context;
  const chat = writableChat(core.world, bot, params.chat_id);
  const topic = findTopic(chat, params.message_thread_id);
  const draft: MessageDraft = {
    content,
    threadId: topic?.id,
    replyTo: checkReply(chat, params.reply_parameters as Json | undefined),
  };
  const markup = checkMarkup(params.reply_markup as Json | undefined, chat);
  if (markup?.inline_keyboard) draft.inlineKeyboard = markup;
  else if (markup) draft.keyboard = markup;
  checkOpen(chat, topic, bot);
  core.limits.count(bot, chat, 'send');
  return storeMessage(core.world, { chat, from: bot }, draft);
}

/** Text with its entities as the fields of a message, under the names of the kind of message. */
export function textFields(
  formatted: { text: string; entities: Json[] } | undefined,
  kind: 'text' | 'caption',
): Json {
  if (!formatted) return {};
  const entitiesName = kind === 'text' ? 'entities' : 'caption_entities';
  const fields: Json = { [kind]: formatted.text };
  if (formatted.entities.length > 0) fields[entitiesName] = formatted.entities;
  return fields;
}

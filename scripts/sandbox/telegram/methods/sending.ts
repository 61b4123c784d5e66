import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { mediaJson, readFileParam } from '../files.js';
import { writableChat } from '../find-chat.js';
import { readCaption, readText } from '../format-text.js';
import { payLabel, readInvoice } from '../invoices.js';
import { announce } from '../store-message.js';
import type { ApiMessage, FileKind, Json } from '../types.js';
import { sendContent, textFields } from './send-content.js';

const chatActions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];
const typingMs = 5000;

/** The methods that put messages into chats. */
export const sendingMethods: Record<string, Method> = {
  sendMessage(context): ApiMessage {
    return sendContent(context, textFields(readText(context.params), 'text'));
  },
  sendPhoto: (context) => sendFile(context, 'photo'),
  sendDocument: (context) => sendFile(context, 'document'),
  sendVideo: (context) => sendFile(context, 'video'),
  sendAudio: (context) => sendFile(context, 'audio'),
  sendVoice: (context) => sendFile(context, 'voice'),
  sendAnimation: (context) => sendFile(context, 'animation'),
  sendVideoNote: (context) => sendFile(context, 'video_note'),
  sendSticker: (context) => sendFile(context, 'sticker'),
  sendInvoice,
  sendChatAction({ core, bot, params }): boolean {
    if (!chatActions.includes(params.action as string)) throw badRequest('wrong parameter action in request');
    const chat = writableChat(core.world, bot, params.chat_id);
    chat.typingUntil = Date.now() + typingMs;
    announce(core.world, chat, { kind: 'typing' });
    return true;
  },
};

function sendFile(context: CallContext, as: FileKind): ApiMessage {
  const caption = textFields(readCaption(context.params), 'caption');
  const { core, bot, params } = context;
  const file = readFileParam(core.world, bot, { value: params[as], params, as });
  const flags = params.has_spoiler ? { has_media_spoiler: true } : {};
  return sendContent(context, { ...mediaJson(bot, as, file, params), ...flags, ...caption });
}

function sendInvoice(context: CallContext): ApiMessage {
  const { params, core, bot } = context;
  const invoice = readInvoice(params);
  checkPayButton(params);
  params.reply_markup ??= { inline_keyboard: [[{ text: payLabel(invoice), pay: true }]] };
  const message = sendContent(context, {
    invoice: {
      title: invoice.title,
      description: invoice.description,
      start_parameter: params.start_parameter ?? '',
      currency: invoice.currency,
      total_amount: invoice.totalAmount,
    },
  });
  const chat = writableChat(core.world, bot, params.chat_id);
  chat.messages.get(message.message_id)!.invoicePayload = invoice.payload;
  return message;
}

function checkPayButton(params: Json): void {
  const markup = params.reply_markup as { inline_keyboard?: Json[][] } | undefined;
  const first = markup?.inline_keyboard?.[0]?.[0];
  if (first && !first.pay) throw badRequest('REPLY_MARKUP_BUY_EMPTY');
}

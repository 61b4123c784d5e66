import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { documentJson, photoSizes, readFileParam, videoJson } from '../files.js';
import { writableChat } from '../find-chat.js';
import { readCaption, readText } from '../format-text.js';
import { announce } from '../store-message.js';
import type { ApiMessage, Json } from '../types.js';
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
  sendPhoto(context): ApiMessage {
    const caption = textFields(readCaption(context.params), 'caption');
    const { core, bot, params } = context;
    const file = readFileParam(core.world, bot, { value: params.photo, params });
    const flags = params.has_spoiler ? { has_media_spoiler: true } : {};
    return sendContent(context, { photo: photoSizes(bot, file), ...flags, ...caption });
  },
  sendDocument(context): ApiMessage {
    const caption = textFields(readCaption(context.params), 'caption');
    const { core, bot, params } = context;
    const file = readFileParam(core.world, bot, { value: params.document, params });
    return sendContent(context, { document: documentJson(bot, file), ...caption });
  },
  sendVideo(context): ApiMessage {
    const caption = textFields(readCaption(context.params), 'caption');
    const { core, bot, params } = context;
    const file = readFileParam(core.world, bot, { value: params.video, params });
    const flags = params.has_spoiler ? { has_media_spoiler: true } : {};
    return sendContent(context, { video: videoJson(bot, file, params), ...flags, ...caption });
  },
  sendInvoice,
  sendChatAction({ core, bot, params }): boolean {
    if (!chatActions.includes(params.action as string)) throw badRequest('wrong parameter action in request');
    const chat = writableChat(core.world, bot, params.chat_id);
    chat.typingUntil = Date.now() + typingMs;
    announce(core.world, chat, { kind: 'typing' });
    return true;
  },
};

function sendInvoice(context: CallContext): ApiMessage {
  const { params, core, bot } = context;
  const prices = params.prices as { label: string; amount: number }[];
  checkInvoice(params, prices);
  const totalAmount = prices.reduce((sum, price) => sum + price.amount, 0);
  const invoice = {
    title: params.title,
    description: params.description,
    start_parameter: params.start_parameter ?? '',
    currency: params.currency,
    total_amount: totalAmount,
  };
  const payLabel =
    params.currency === 'XTR'
      ? `Pay ⭐️${totalAmount}`
      : `Pay ${totalAmount / 100} ${String(params.currency)}`;
  params.reply_markup ??= { inline_keyboard: [[{ text: payLabel, pay: true }]] };
  const message = sendContent(context, { invoice });
  const chat = writableChat(core.world, bot, params.chat_id);
  chat.messages.get(message.message_id)!.invoicePayload = params.payload as string;
  return message;
}

function checkInvoice(params: Json, prices: { amount: number }[]): void {
  checkLength(params, 'title', 32);
  checkLength(params, 'description', 255);
  checkBytes(params.payload as string, 128);
  if (!/^[A-Z]{3}$/.test(params.currency as string)) throw badRequest('CURRENCY_INVALID');
  if (prices.length === 0) throw badRequest('there must be at least one price');
  checkProvider(params, prices.length);
  if (prices.reduce((sum, price) => sum + price.amount, 0) <= 0) {
    throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  }
  const first = (params.reply_markup as { inline_keyboard?: Json[][] } | undefined)
    ?.inline_keyboard?.[0]?.[0];
  if (first && !first.pay) throw badRequest('REPLY_MARKUP_BUY_EMPTY');
}

function checkLength(params: Json, name: string, max: number): void {
  const { length } = params[name] as string;
  if (length < 1 || length > max) throw badRequest(`${name.toUpperCase()}_INVALID`);
}

function checkBytes(payload: string, max: number): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes < 1 || bytes > max) throw badRequest('INVOICE_PAYLOAD_INVALID');
}

/** Stars take one price and no provider, money the other way round. */
function checkProvider(params: Json, priceCount: number): void {
  if (params.currency !== 'XTR') {
    if (!params.provider_token) throw badRequest('PAYMENT_PROVIDER_INVALID');
  } else if (priceCount !== 1 || params.provider_token) throw badRequest('STARS_INVOICE_INVALID');
}

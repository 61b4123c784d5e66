import { enqueue } from '#jobs/enqueue.js';
import { shownText } from '#platform/telegram/html.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Screen, ShownCard, ShownChart } from './screen.js';
import { splitHtml } from './split-html.js';

/** A call that will leave for Telegram as a `message.send` job of its chat. */
export interface OutgoingCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** For `sendPhoto`: the photo is a QR code that says this. */
  readonly qr?: string;
  /** For `sendPhoto`: the photo is a picture of these bars. */
  readonly chart?: ShownChart;
  /** The card whose number is put in when it leaves; it lies in no queue. */
  readonly card?: ShownCard;
}

const manners = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } };

const cardOf = ({ card }: Screen): { card?: ShownCard } => (card ? { card } : {});

const markup = (screen: Screen): { reply_markup?: object } =>
  screen.keyboard?.length ? { reply_markup: { inline_keyboard: screen.keyboard } } : {};

/** Where a call's message goes, and what it answers. */
export interface MessagePlace {
  readonly chatId: string;
  readonly topicId?: number | undefined;
  /** The message that it is a reply to, while that is there. */
  readonly replyTo?: number | undefined;
}

const placeOf = ({ chatId, topicId, replyTo }: MessagePlace) => ({
  chat_id: Number(chatId),
  ...(topicId !== undefined && { message_thread_id: topicId }),
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
});

/** The call that shows a screen, which must fit one message, at a place. */
export const placedMessage = (place: MessagePlace, screen: Screen): OutgoingCall => ({
  method: 'sendMessage',
  params: { ...placeOf(place), text: splitHtml(screen.text)[0] ?? '', ...manners, ...markup(screen) },
});

/** The call that asks a person for words: only their reply to it is the answer. `hint` stands in the empty field, 64 characters at most. */
export const placedQuestion = (place: MessagePlace, text: string, hint: string): OutgoingCall => ({
  method: 'sendMessage',
  params: {
    ...placeOf(place),
    text,
    ...manners,
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: hint },
  },
});

/** How a file of each kind is sent: the method, its parameter, and whether it may have a caption. */
const fileCalls = {
  animation: { method: 'sendAnimation', parameter: 'animation', hasCaption: true },
  audio: { method: 'sendAudio', parameter: 'audio', hasCaption: true },
  document: { method: 'sendDocument', parameter: 'document', hasCaption: true },
  image: { method: 'sendPhoto', parameter: 'photo', hasCaption: true },
  sticker: { method: 'sendSticker', parameter: 'sticker', hasCaption: false },
  video: { method: 'sendVideo', parameter: 'video', hasCaption: true },
  video_note: { method: 'sendVideoNote', parameter: 'video_note', hasCaption: false },
  voice: { method: 'sendVoice', parameter: 'voice', hasCaption: true },
} as const;

/** A file that somebody sent to this bot. */
interface PlacedItem<Kind extends keyof typeof fileCalls = keyof typeof fileCalls> {
  readonly kind: Kind;
  readonly fileId: string;
}

/** The call that shows a file that somebody sent to this bot, with a caption in HTML (1024 signs). */
export const placedFile = (
  place: MessagePlace,
  { kind, fileId, caption }: PlacedItem & { readonly caption: string },
): OutgoingCall => {
  const { method, parameter, hasCaption } = fileCalls[kind];
  const words = hasCaption && { caption, parse_mode: 'HTML' };
  return { method, params: { ...placeOf(place), [parameter]: fileId, ...words } };
};

/** The call that shows 2 to 10 such files of one kind as an album, with a caption in HTML (1024 signs). */
export const placedAlbum = (
  place: MessagePlace,
  items: readonly PlacedItem<'document' | 'image'>[],
  caption: string,
): OutgoingCall => ({
  method: 'sendMediaGroup',
  params: {
    ...placeOf(place),
    media: items.map(({ kind, fileId }, at) => ({
      type: kind === 'image' ? 'photo' : 'document',
      media: fileId,
      ...(at === 0 && { caption, parse_mode: 'HTML' }),
    })),
  },
});

/** The calls that show a screen as new messages: as many as its length needs, the keyboard below the last. */
export function newMessages(chatId: string, screen: Screen, topicId?: number): OutgoingCall[] {
  if (screen.chart) return chartMessages({ chatId, topicId }, screen, screen.chart);
  const parts = splitHtml(screen.text);
  const place = { chat_id: Number(chatId), ...(topicId !== undefined && { message_thread_id: topicId }) };
  return parts.map((text, index) => ({
    method: 'sendMessage',
    params: { ...place, text, ...manners, ...(index === parts.length - 1 && markup(screen)) },
    ...cardOf(screen),
  }));
}

/** Most characters of a caption, as Telegram counts them. */
const longestCaption = 1_024;

/** A picture with its text as the caption; where it is too long for one, the text comes first. */
function chartMessages(place: MessagePlace, screen: Screen, chart: ShownChart): OutgoingCall[] {
  const { chart: _, ...words } = screen;
  const isShort = shownText(screen.text).length <= longestCaption;
  const caption = isShort && { caption: screen.text, parse_mode: 'HTML', ...markup(screen) };
  const photo = { method: 'sendPhoto', params: { ...placeOf(place), ...caption }, chart };
  return isShort ? [photo] : [...newMessages(place.chatId, words, place.topicId), photo];
}

/** The calls that put a screen in place of a message; a screen too long for one message comes as new ones. */
export function editedMessage(chatId: string, messageId: number, screen: Screen): OutgoingCall[] {
  if (screen.chart || splitHtml(screen.text).length > 1) return newMessages(chatId, screen);
  const place = { chat_id: Number(chatId), message_id: messageId };
  const params = { ...place, text: screen.text, ...manners, ...markup(screen) };
  return [{ method: 'editMessageText', params, ...cardOf(screen) }];
}

/** The call that sends a QR code with a screen as its caption, which must fit one (1024 signs). */
export const newQr = (chatId: string, content: string, screen: Screen): OutgoingCall => ({
  method: 'sendPhoto',
  params: { chat_id: Number(chatId), caption: screen.text, parse_mode: 'HTML', ...markup(screen) },
  qr: content,
});

/** The call that gives a chat a menu of commands of its own, whatever language its person has set in Telegram. */
export const chatMenu = (
  chatId: string,
  commands: readonly { readonly command: string; readonly description: string }[],
): OutgoingCall => ({
  method: 'setMyCommands',
  params: { commands, scope: { type: 'chat', chat_id: Number(chatId) } },
});

/** The call that takes it away again: the chat has the bot's menu, as everybody. */
export const noChatMenu = (chatId: string): OutgoingCall => ({
  method: 'deleteMyCommands',
  params: { scope: { type: 'chat', chat_id: Number(chatId) } },
});

/** The call that ends the waiting sign of a tapped button; with a text of at most 200 characters, or an alert. */
export const answeredTap = (callbackId: string, text = '', isAlert = false): OutgoingCall => ({
  method: 'answerCallbackQuery',
  params: { callback_query_id: callbackId, ...(text && { text }), ...(isAlert && { show_alert: true }) },
});

/** Enqueues calls of one chat, to be made in this sequence; they leave when the open transaction is committed. */
export async function enqueueCalls(
  tenant: Tenant,
  chatId: string,
  calls: readonly OutgoingCall[],
): Promise<void> {
  for (const { method, params, qr, card, chart } of calls)
    if (chart !== undefined) {
      const bars = { upper: [...chart.upper], lower: [...chart.lower] };
      await enqueue(tenant, 'message.send-chart', { chat_id: chatId, chart: bars, params: { ...params } });
    } else if (card !== undefined)
      await enqueue(tenant, 'message.send-card', {
        chat_id: chatId,
        ...{ method, params: { ...params }, payment_id: card.paymentId, language: card.language },
      });
    else if (qr === undefined)
      await enqueue(tenant, 'message.send', { chat_id: chatId, method, params: { ...params } });
    else await enqueue(tenant, 'message.send-qr', { chat_id: chatId, content: qr, params: { ...params } });
}

import { enqueue } from '#jobs/enqueue.js';
import { shownText } from '#platform/telegram/html.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Button, Screen, ShownCard, ShownChart } from './screen.js';
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
  /** What may be left out of it, should Telegram refuse that (`message.send-menu`). */
  readonly menu?: ShownMenu;
  /** HTML that is said in place of its file, should Telegram not give that to this bot. */
  readonly lost?: string;
}

/** What a screen with a picture, or with addresses of admins, is without them. */
export interface ShownMenu {
  readonly text: string;
  readonly keyboard: readonly (readonly Button[])[];
  readonly spare?: readonly (readonly Button[])[];
  readonly picture?: string;
}

/** How every text of ours is sent. */
export const manners = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } };

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

/** A place as parameters of a call. */
export const placeParams = ({ chatId, topicId, replyTo }: MessagePlace) => ({
  chat_id: Number(chatId),
  ...(topicId !== undefined && { message_thread_id: topicId }),
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
});

/** The call that shows a screen, which must fit one message, at a place. */
export const placedMessage = (place: MessagePlace, screen: Screen): OutgoingCall => ({
  method: 'sendMessage',
  params: { text: splitHtml(screen.text)[0] ?? '', ...placeParams(place), ...manners, ...markup(screen) },
});

/** The call that asks a person for words: only their reply to it is the answer. `hint` stands in the empty field, 64 characters at most. */
export const placedQuestion = (place: MessagePlace, text: string, hint: string): OutgoingCall => ({
  method: 'sendMessage',
  params: {
    text,
    ...placeParams(place),
    ...manners,
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: hint },
  },
});

/** The calls that show a screen as new messages: as many as its length needs, the keyboard below the last. */
export function newMessages(chatId: string, screen: Screen, topicId?: number): OutgoingCall[] {
  if (screen.chart) return chartMessages({ chatId, topicId }, screen, screen.chart);
  const menu = menuOf(screen);
  if (menu) return [menuCall({ chatId: Number(chatId) }, menu)];
  const parts = splitHtml(screen.text);
  const place = { chat_id: Number(chatId), ...(topicId !== undefined && { message_thread_id: topicId }) };
  return parts.map((text, index) => ({
    method: 'sendMessage',
    params: { text, ...place, ...manners, ...(index === parts.length - 1 && markup(screen)) },
    ...cardOf(screen),
  }));
}

/** Most characters of a caption, as Telegram counts them. */
const longestCaption = 1_024;

/** A picture with its text as the caption; where it is too long for one, the text comes first. */
function chartMessages(place: MessagePlace, screen: Screen, chart: ShownChart): OutgoingCall[] {
  const { chart: _, ...words } = screen;
  const isShort = shownText(screen.text).length <= longestCaption;
  const where = placeParams(place);
  const params = isShort ? { caption: screen.text, parse_mode: 'HTML', ...where, ...markup(screen) } : where;
  const photo = { method: 'sendPhoto', params, chart };
  return isShort ? [photo] : [...newMessages(place.chatId, words, place.topicId), photo];
}

/** What may have to be left out of a screen that fits one message; undefined: nothing, or it needs several. */
function menuOf({ text, keyboard = [], spare, picture }: Screen): ShownMenu | undefined {
  if (spare === undefined && picture === undefined) return undefined;
  if (splitHtml(text).length > 1) return undefined;
  return {
    text,
    keyboard,
    ...(spare !== undefined && { spare }),
    ...(picture !== undefined && shownText(text).length <= longestCaption && { picture }),
  };
}

/** Where a menu goes: into a chat, or in place of a message of words there. */
export interface MenuPlace {
  readonly chatId: number;
  readonly messageId?: number | undefined;
}

/** The call that shows a menu: in place of a message, which may get a picture so, or as a new one. */
export function menuCall({ chatId, messageId }: MenuPlace, menu: ShownMenu): OutgoingCall {
  const { text, keyboard, picture } = menu;
  const place = { chat_id: chatId, ...(messageId !== undefined && { message_id: messageId }) };
  const rows = keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {};
  const isEdit = messageId !== undefined;
  if (picture === undefined)
    return {
      method: isEdit ? 'editMessageText' : 'sendMessage',
      params: { text, ...place, ...manners, ...rows },
      menu,
    };
  const words = { caption: text, parse_mode: 'HTML' };
  if (!isEdit) return { method: 'sendPhoto', params: { photo: picture, ...place, ...words, ...rows }, menu };
  const media = { type: 'photo', media: picture, ...words };
  return { method: 'editMessageMedia', params: { media, ...place, ...rows }, menu };
}

/** The calls that put a screen in place of the menu's picture: words come as a new message, and the picture goes. */
export function replacedPicture(chatId: string, messageId: number, screen: Screen): OutgoingCall[] {
  const menu = menuOf(screen);
  if (menu?.picture !== undefined) return [menuCall({ chatId: Number(chatId), messageId }, menu)];
  const gone = { method: 'deleteMessage', params: { chat_id: Number(chatId), message_id: messageId } };
  return [...newMessages(chatId, screen), gone];
}

/** The calls that put a screen in place of a message; a screen too long for one message comes as new ones. */
export function editedMessage(chatId: string, messageId: number, screen: Screen): OutgoingCall[] {
  if (screen.chart || splitHtml(screen.text).length > 1) return newMessages(chatId, screen);
  const menu = menuOf(screen);
  if (menu) return [menuCall({ chatId: Number(chatId), messageId }, menu)];
  const place = { chat_id: Number(chatId), message_id: messageId };
  const params = { text: screen.text, ...place, ...manners, ...markup(screen) };
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

type Rows = readonly (readonly Button[])[];
const plainRows = (rows: Rows) => rows.map((row) => row.map((button) => ({ ...button })));

/** A menu as its job has it. */
const plainMenu = ({ text, keyboard, spare, picture }: ShownMenu) => ({
  text,
  keyboard: plainRows(keyboard),
  ...(spare !== undefined && { spare: plainRows(spare) }),
  ...(picture !== undefined && { picture }),
});

/** A chat in which calls name messages, with Telegram's id of the bot by whose numbers they do. */
export interface NumberedChat {
  readonly chatId: string;
  /** Undefined: it is not known. */
  readonly of: string | undefined;
}

/** The chat of a bot with these settings. */
export const numberedChat = (chatId: string, settings: Pick<BotSettings, 'telegramBotId'>): NumberedChat => ({
  chatId,
  of: settings.telegramBotId,
});

/** Does a call name a message that is there already? */
const namesMessage = (params: OutgoingCall['params']): boolean =>
  params.message_id !== undefined || params.reply_parameters !== undefined;

/**
 * Enqueues calls of one chat, to be made in this sequence; they leave when the open transaction is committed. Calls that name messages need
 * to know whose numbers these are (`numberedChat`): another bot may have the place of theirs by then.
 */
export async function enqueueCalls(
  tenant: Tenant,
  chat: NumberedChat | string,
  calls: readonly OutgoingCall[],
): Promise<void> {
  const { chatId, of } = typeof chat === 'string' ? { chatId: chat, of: undefined } : chat;
  for (const call of calls) {
    const numbers = of !== undefined && namesMessage(call.params) ? { of } : {};
    await enqueueCall(tenant, { chat_id: chatId, ...numbers }, call);
  }
}

async function enqueueCall(
  tenant: Tenant,
  chat: { readonly chat_id: string; readonly of?: string },
  { method, params, qr, card, chart, menu, lost }: OutgoingCall,
): Promise<void> {
  const { chat_id } = chat;
  const plain = { method, params: { ...params }, ...chat };
  if (menu !== undefined) {
    const { message_id: messageId } = params;
    await enqueue(tenant, 'message.send-menu', {
      menu: plainMenu(menu),
      ...chat,
      ...(typeof messageId === 'number' && { message_id: messageId }),
    });
  } else if (chart !== undefined) {
    const bars = { upper: [...chart.upper], lower: [...chart.lower] };
    await enqueue(tenant, 'message.send-chart', { chat_id, chart: bars, params: plain.params });
  } else if (card !== undefined) {
    const { paymentId, language } = card;
    await enqueue(tenant, 'message.send-card', { payment_id: paymentId, language, ...plain });
  } else if (qr !== undefined)
    await enqueue(tenant, 'message.send-qr', { chat_id, content: qr, params: plain.params });
  else await enqueue(tenant, 'message.send', lost === undefined ? plain : { lost, ...plain });
}

import { enqueue } from '#jobs/enqueue.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Screen, ShownCard } from './screen.js';
import { splitHtml } from './split-html.js';

/** A call that will leave for Telegram as a `message.send` job of its chat. */
export interface OutgoingCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** For `sendPhoto`: the photo is a QR code that says this. */
  readonly qr?: string;
  /** The card whose number is put in when it leaves; it lies in no queue. */
  readonly card?: ShownCard;
}

const manners = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } };

const cardOf = ({ card }: Screen): { card?: ShownCard } => (card ? { card } : {});

const markup = (screen: Screen): { reply_markup?: object } =>
  screen.keyboard?.length ? { reply_markup: { inline_keyboard: screen.keyboard } } : {};

/** The calls that show a screen as new messages: as many as its length needs, the keyboard below the last. */
export function newMessages(chatId: string, screen: Screen, topicId?: number): OutgoingCall[] {
  const parts = splitHtml(screen.text);
  const place = { chat_id: Number(chatId), ...(topicId !== undefined && { message_thread_id: topicId }) };
  return parts.map((text, index) => ({
    method: 'sendMessage',
    params: { ...place, text, ...manners, ...(index === parts.length - 1 && markup(screen)) },
    ...cardOf(screen),
  }));
}

/** The calls that put a screen in place of a message; a screen too long for one message comes as new ones. */
export function editedMessage(chatId: string, messageId: number, screen: Screen): OutgoingCall[] {
  if (splitHtml(screen.text).length > 1) return newMessages(chatId, screen);
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
  for (const { method, params, qr, card } of calls)
    if (card !== undefined)
      await enqueue(tenant, 'message.send-card', {
        chat_id: chatId,
        ...{ method, params: { ...params }, payment_id: card.paymentId, language: card.language },
      });
    else if (qr === undefined)
      await enqueue(tenant, 'message.send', { chat_id: chatId, method, params: { ...params } });
    else await enqueue(tenant, 'message.send-qr', { chat_id: chatId, content: qr, params: { ...params } });
}

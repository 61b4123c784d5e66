import type { Chat, Json, StoredMessage } from '../telegram/types.js';

/** A button below a message as the page draws it. */
export interface ShownButton {
  text: string;
  kind: 'callback' | 'url' | 'copy' | 'pay' | 'web_app' | 'other';
  /** callback_data, address, or text to copy. */
  value?: string;
  style?: string;
}

/** A message as the page draws it; dates are Unix seconds. */
export interface ShownMessage {
  id: number;
  chat: string;
  senderId: string;
  senderName: string;
  isBot: boolean;
  date: number;
  isEdited: boolean;
  isDeleted: boolean;
  text: string;
  entities: Json[];
  buttons: ShownButton[][];
  threadId?: number;
  photo?: { src: string; width: number; height: number; isSpoiler: boolean };
  file?: { src: string; name: string; size: number };
  contact?: { name: string; phone: string };
  invoice?: { title: string; description: string; price: string };
  /** A line in the middle of the chat: a payment went through, a topic was made, … */
  service?: string;
  reply?: { id: number; name: string; text: string };
  forwardedFrom?: string;
  reactions?: string[];
}

/** One stored message as the page draws it. */
export function showMessage(chat: Chat, stored: StoredMessage): ShownMessage {
  const { api } = stored;
  const shown: ShownMessage = {
    id: api.message_id,
    chat: chat.key,
    ...senderOf(stored),
    date: api.date,
    isEdited: api.edit_date !== undefined && (api.text !== undefined || api.caption !== undefined),
    isDeleted: stored.isDeleted,
    text: api.text ?? api.caption ?? '',
    entities: (api.text === undefined ? api.caption_entities : api.entities) ?? [],
    buttons: (api.reply_markup?.inline_keyboard ?? []).map((row) => row.map(showButton)),
  };
  if (api.message_thread_id) shown.threadId = api.message_thread_id;
  return Object.assign(shown, mediaOf(api), relationsOf(stored), serviceOf(api));
}

function senderOf({ api }: StoredMessage): Pick<ShownMessage, 'senderId' | 'senderName' | 'isBot'> {
  const { from, chat } = api;
  if (!from) return { senderId: String(chat.id), senderName: String(chat.title), isBot: false };
  return { senderId: String(from.id), senderName: fullName(from), isBot: from.is_bot === true };
}

function fullName(user: Json): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}

function showButton(button: Json): ShownButton {
  const { text, style } = button as { text: string; style?: string };
  const shown: ShownButton = { text, ...actionOf(button) };
  if (style) shown.style = style;
  return shown;
}

function actionOf(button: Json): Pick<ShownButton, 'kind' | 'value'> {
  if (button.callback_data !== undefined) return { kind: 'callback', value: button.callback_data as string };
  if (button.url !== undefined) return { kind: 'url', value: button.url as string };
  if (button.copy_text) return { kind: 'copy', value: (button.copy_text as Json).text as string };
  if (button.web_app) return { kind: 'web_app', value: (button.web_app as Json).url as string };
  return { kind: button.pay ? 'pay' : 'other' };
}

function mediaOf(api: Json): Partial<ShownMessage> {
  const parts: Partial<ShownMessage> = {};
  const photo = (api.photo as Json[] | undefined)?.at(-1);
  if (photo) {
    const { width, height } = photo as { width: number; height: number };
    parts.photo = { src: sourceOf(photo), width, height, isSpoiler: api.has_media_spoiler === true };
  }
  const kind = Object.keys(fileNames).find((one) => api[one] !== undefined);
  const file = kind ? (api[kind] as Json) : undefined;
  if (kind && file) {
    const name = (file.file_name as string | undefined) ?? fileNames[kind]!;
    parts.file = { src: sourceOf(file), name, size: Number(file.file_size) };
  }
  const contact = api.contact as Json | undefined;
  if (contact) parts.contact = { name: fullName(contact), phone: String(contact.phone_number) };
  const invoice = api.invoice as Json | undefined;
  if (invoice) parts.invoice = showInvoice(invoice);
  return parts;
}

/** What a file is called that has no name of its own. */
const fileNames: Record<string, string> = {
  animation: 'GIF',
  audio: 'Audio',
  document: 'File',
  sticker: 'Sticker',
  video: 'Video',
  video_note: 'Video message',
  voice: 'Voice message',
};

function sourceOf(file: Json): string {
  return `/page/api/file/${String(file.file_unique_id)}`;
}

/** An invoice, as the Bot API writes it, with its price in words. */
export function showInvoice(invoice: Json): NonNullable<ShownMessage['invoice']> {
  const { title, description, currency } = invoice as Record<'title' | 'description' | 'currency', string>;
  const amount = Number(invoice.total_amount);
  return { title, description, price: currency === 'XTR' ? `⭐ ${amount}` : `${amount / 100} ${currency}` };
}

function relationsOf({ api, reactions }: StoredMessage): Partial<ShownMessage> {
  const parts: Partial<ShownMessage> = {};
  const reply = api.reply_to_message as (Json & { from?: Json }) | undefined;
  if (reply && !reply.forum_topic_created) {
    const text = (reply.text ?? reply.caption ?? (reply.photo ? 'Photo' : 'Message')) as string;
    parts.reply = {
      id: Number(reply.message_id),
      name: fullName(reply.from ?? {}),
      text: text.slice(0, 120),
    };
  }
  const origin = api.forward_origin as { sender_user?: Json; chat?: Json } | undefined;
  if (origin)
    parts.forwardedFrom = origin.sender_user ? fullName(origin.sender_user) : String(origin.chat?.title);
  if (reactions?.length) parts.reactions = reactions;
  return parts;
}

const serviceTexts: Record<string, (content: Json) => string> = {
  successful_payment: (content) =>
    `Payment of ${Number(content.total_amount)} ${String(content.currency)} went through`,
  refunded_payment: (content) =>
    `Payment of ${Number(content.total_amount)} ${String(content.currency)} was given back`,
  forum_topic_created: (content) => `Topic “${String(content.name)}” was created`,
  forum_topic_edited: (content) => `The topic is called “${String(content.name)}” now`,
  forum_topic_closed: () => 'The topic was closed',
  forum_topic_reopened: () => 'The topic was reopened',
  pinned_message: () => 'A message was pinned',
  migrate_to_chat_id: () => 'The group became a supergroup',
};

function serviceOf(api: Json): Partial<ShownMessage> {
  const kind = Object.keys(serviceTexts).find((key) => api[key] !== undefined);
  return kind ? { service: serviceTexts[kind]!(api[kind] as Json) } : {};
}

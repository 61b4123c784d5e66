import type { Chat, Json, StoredMessage } from './types.js';

/** A button as a person sees it. */
export interface ButtonView {
  text: string;
  data?: string;
  url?: string;
  copyText?: string;
  webAppUrl?: string;
  isPay?: boolean;
  style?: string;
}

/** A message as a person sees it; text is the caption where there is a picture or file. */
export interface MessageView {
  id: number;
  from: 'bot' | 'person';
  senderId: string;
  senderName: string;
  text: string;
  entities: Json[];
  html: string;
  buttons: ButtonView[][];
  /** Rows of the keyboard under the input field; null takes an earlier one away. */
  keyboard?: string[][] | null;
  photo?: string;
  document?: string;
  /** A file of any other kind. */
  media?: { kind: string; fileId: string };
  /** The album that it is a part of. */
  albumId?: string;
  /** Emoji that the bot put on it. */
  reactions?: string[];
  isEdited: boolean;
  isDeleted: boolean;
  /** Unix time in seconds. */
  at: number;
  threadId?: number;
  replyToId?: number;
  raw: Json;
}

/** All messages of a chat that are still kept, deleted ones marked. */
export function viewChat(chat: Chat): MessageView[] {
  return [...chat.messages.values()].map(viewMessage);
}

/** One message as a person sees it. */
export function viewMessage(stored: StoredMessage): MessageView {
  const { api } = stored;
  const { text, entities } = textOf(stored);
  const view: MessageView = {
    id: api.message_id,
    ...senderOf(stored),
    text,
    entities,
    html: renderHtml(text, entities),
    buttons: (api.reply_markup?.inline_keyboard ?? []).map((row) => row.map(viewButton)),
    isEdited: api.edit_date !== undefined,
    isDeleted: stored.isDeleted,
    at: api.date,
    raw: api,
  };
  return Object.assign(view, optionalParts(stored));
}

function textOf({ api }: StoredMessage): { text: string; entities: Json[] } {
  if (api.text !== undefined) return { text: api.text, entities: api.entities ?? [] };
  return { text: api.caption ?? '', entities: api.caption_entities ?? [] };
}

function senderOf({ api }: StoredMessage): Pick<MessageView, 'from' | 'senderId' | 'senderName'> {
  const { from, chat } = api;
  if (!from) return { from: 'bot', senderId: String(chat.id), senderName: String(chat.title) };
  const senderName = String(from.first_name);
  return { from: from.is_bot ? 'bot' : 'person', senderId: String(from.id), senderName };
}

const otherMedia = ['animation', 'audio', 'sticker', 'video', 'video_note', 'voice'];

function optionalParts({ api, keyboard, reactions }: StoredMessage): Partial<MessageView> {
  const parts: Partial<MessageView> = {};
  const photo = (api.photo as Json[] | undefined)?.at(-1);
  if (photo) parts.photo = photo.file_id as string;
  if (api.document) parts.document = (api.document as Json).file_id as string;
  const kind = otherMedia.find((one) => api[one] !== undefined);
  if (kind) parts.media = { kind, fileId: (api[kind] as Json).file_id as string };
  if (api.media_group_id) parts.albumId = api.media_group_id as string;
  if (reactions) parts.reactions = reactions;
  if (api.message_thread_id) parts.threadId = api.message_thread_id;
  const replied = api.reply_to_message as Json | undefined;
  if (replied && !replied.forum_topic_created) parts.replyToId = replied.message_id as number;
  if (keyboard) parts.keyboard = viewKeyboard(keyboard);
  return parts;
}

function viewKeyboard(keyboard: Json): string[][] | null {
  if (keyboard.remove_keyboard) return null;
  const rows = (keyboard.keyboard ?? []) as Json[][];
  return rows.map((row) => row.map((button) => String(button.text)));
}

function viewButton(button: Json): ButtonView {
  const view: ButtonView = { text: String(button.text) };
  if (button.callback_data !== undefined) view.data = button.callback_data as string;
  if (button.url !== undefined) view.url = button.url as string;
  if (button.copy_text) view.copyText = (button.copy_text as Json).text as string;
  if (button.web_app) view.webAppUrl = (button.web_app as Json).url as string;
  if (button.pay) view.isPay = true;
  if (button.style) view.style = button.style as string;
  return view;
}

const tags: Record<string, string> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

/** Text with its entities written back as the Bot API's HTML. */
export function renderHtml(text: string, entities: Json[]): string {
  const marks = entities.filter((entity) => tags[entity.type as string] ?? entity.type === 'text_link');
  let html = '';
  for (let at = 0; at <= text.length; at += 1) {
    const ending = marks.filter((mark) => Number(mark.offset) + Number(mark.length) === at).reverse();
    html += ending.map((mark) => `</${tagOf(mark)}>`).join('');
    html += marks
      .filter((mark) => mark.offset === at)
      .map(openTag)
      .join('');
    html += escapeHtml(text[at] ?? '');
  }
  return html;
}

function tagOf(mark: Json): string {
  return tags[mark.type as string] ?? 'a';
}

function openTag(mark: Json): string {
  return mark.type === 'text_link' ? `<a href="${escapeHtml(String(mark.url))}">` : `<${tagOf(mark)}>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

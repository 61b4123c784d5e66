import type { OutgoingCall } from './outgoing-calls.js';
import type { MessagePlace } from './outgoing-calls.js';
import { manners, placeParams } from './outgoing-calls.js';
import type { ContentKind } from './read-content.js';
import type { Button } from './screen.js';

/** Kinds of files that somebody may send to a bot. */
export type MediaKind = Exclude<ContentKind, 'text'>;

/** A file that somebody sent to this bot, with a caption in HTML (1024 signs; '': none). */
export interface MediaItem {
  readonly kind: MediaKind;
  readonly fileId: string;
  readonly caption: string;
}

type Keyboard = readonly (readonly Button[])[];

/** The method of a kind, and what its file is called there. */
const ways: Readonly<Record<MediaKind, readonly [method: string, field: string]>> = {
  animation: ['sendAnimation', 'animation'],
  audio: ['sendAudio', 'audio'],
  document: ['sendDocument', 'document'],
  image: ['sendPhoto', 'photo'],
  sticker: ['sendSticker', 'sticker'],
  video: ['sendVideo', 'video'],
  video_note: ['sendVideoNote', 'video_note'],
  voice: ['sendVoice', 'voice'],
};

/** Can words stand below a file of this kind? */
export const takesCaption = (kind: MediaKind): boolean => kind !== 'sticker' && kind !== 'video_note';

/** Can files of these kinds be shown as one album? Pictures and films go together, others with their like only. */
export function goTogether(kinds: readonly MediaKind[]): boolean {
  const all = new Set(kinds.map((kind) => (kind === 'video' ? 'image' : kind)));
  const [only] = all;
  return all.size === 1 && (only === 'image' || only === 'document' || only === 'audio');
}

const captionOf = ({ kind, caption }: MediaItem) =>
  caption !== '' && takesCaption(kind) ? { caption, parse_mode: 'HTML' } : {};

/** The call that shows a file at a place. */
export function sentMedia(place: MessagePlace, item: MediaItem, keyboard: Keyboard = []): OutgoingCall {
  const [method, field] = ways[item.kind];
  const markup = keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {};
  return { method, params: { ...placeParams(place), [field]: item.fileId, ...captionOf(item), ...markup } };
}

/** The call that shows 2 to 10 files that go together as an album. */
export const sentAlbum = (place: MessagePlace, items: readonly MediaItem[]): OutgoingCall => ({
  method: 'sendMediaGroup',
  params: {
    ...placeParams(place),
    media: items.map((item) => ({ type: ways[item.kind][1], media: item.fileId, ...captionOf(item) })),
  },
});

/** Files that an edit can put in place of another one. */
const replaceable: ReadonlySet<string> = new Set([
  ...['sendAnimation', 'sendAudio', 'sendDocument', 'sendPhoto', 'sendVideo'],
]);

/** The call that makes a message say what a call would send; undefined: a message of that kind cannot be changed. */
export function editInto(call: OutgoingCall, messageId: number): OutgoingCall | undefined {
  const { method, params } = call;
  const { chat_id, text, caption, parse_mode, reply_markup } = params;
  const place = { chat_id, message_id: messageId, ...(reply_markup !== undefined && { reply_markup }) };
  if (method === 'sendMessage') return { method: 'editMessageText', params: { ...place, text, ...manners } };
  const words = caption === undefined ? {} : { caption, parse_mode };
  if (method === 'sendVoice') return { method: 'editMessageCaption', params: { ...place, ...words } };
  if (!replaceable.has(method)) return undefined;
  const field = Object.values(ways).find(([own]) => own === method)?.[1] ?? '';
  const media = { type: field, media: params[field], ...words };
  return { method: 'editMessageMedia', params: { ...place, media } };
}

import { escapeHtml, shownText } from '#platform/telegram/html.js';
import { wordsOf, type TicketMessage } from '#services/tickets/ticket-messages.js';
import { sentMedia, takesCaption, type MediaItem, type MediaKind } from '../../../media-calls.js';
import { placedMessage, type MessagePlace, type OutgoingCall } from '../../../outgoing-calls.js';
import type { Button } from '../../../screen.js';
import { splitHtml } from '../../../split-html.js';
import type { Voice } from '../../../voice.js';

/** A message of a ticket as a chat is to show it. */
export interface CopyView {
  readonly message: TicketMessage;
  /** What stands above it, in HTML; '': nothing. */
  readonly head: string;
  /** Telegram does not take its marks: its words alone. */
  readonly isPlain: boolean;
  /** Telegram does not take its file: that there is one. */
  readonly isFileless: boolean;
  readonly keyboard: readonly (readonly Button[])[];
}

/** Most characters of a caption, as Telegram counts them. */
const longestCaption = 1_024;

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n');

/** The calls that show it at a place, in their order: one, unless it is too long for one or its words cannot stand below its file. */
export function copyCalls(voice: Voice, place: MessagePlace, view: CopyView): OutgoingCall[] {
  const file = fileOf(view);
  const words = wordsIn(voice, view, file === undefined);
  if (!file) return textCalls(place, joined(view.head, words), view.keyboard);
  const { kind, fileId } = file;
  const isBelow = takesCaption(kind);
  const caption = isBelow ? joined(view.head, words) : '';
  if (isBelow && lengthOf(caption) <= longestCaption)
    return [sentMedia(place, { kind, fileId, caption }, view.keyboard)];
  // A round film or a sticker says nothing: who sends it stands before it. Words that are too long follow their file.
  if (!isBelow) {
    const before = view.head ? textCalls(place, view.head, []) : [];
    return [...before, sentMedia(place, { kind, fileId, caption: '' }, view.keyboard)];
  }
  return [sentMedia(place, { kind, fileId, caption: view.head }), ...textCalls(place, words, view.keyboard)];
}

/** The same as a part of an album; undefined: it does not fit into one. */
export function albumItem(voice: Voice, view: CopyView): MediaItem | undefined {
  const file = fileOf(view);
  if (!file || view.keyboard.length > 0) return undefined;
  const caption = joined(view.head, wordsIn(voice, view, false));
  return lengthOf(caption) <= longestCaption ? { ...file, caption } : undefined;
}

function fileOf({ message, isFileless }: CopyView): { kind: MediaKind; fileId: string } | undefined {
  const { kind, fileId } = message;
  return kind === 'text' || fileId === null || isFileless ? undefined : { kind, fileId };
}

function wordsIn(voice: Voice, { message, isPlain }: CopyView, isAlone: boolean): string {
  const html = isPlain ? escapeHtml(wordsOf(message.html)) : message.html;
  if (!isAlone) return html;
  const { copy } = voice.texts.desk;
  // Of what was erased nothing is left, neither words nor a file.
  if (message.kind === 'text' || message.fileId === null) return html === '' ? copy.erased : html;
  const name = message.fileName === null ? '' : voice.foreign(message.fileName);
  return joined(html, voice.say(copy.lostFile, { name }).trim());
}

function lengthOf(html: string): number {
  try {
    return shownText(html).length;
  } catch {
    return html.length;
  }
}

function textCalls(place: MessagePlace, html: string, keyboard: CopyView['keyboard']): OutgoingCall[] {
  const parts = partsOf(html);
  return parts.map((text, at) =>
    placedMessage(place, { text, ...(at === parts.length - 1 && { keyboard }) }),
  );
}

/** Telegram's HTML in parts that fit; what is none is cut as its words. */
function partsOf(html: string): string[] {
  try {
    return splitHtml(html);
  } catch {
    return splitHtml(escapeHtml(wordsOf(html)));
  }
}

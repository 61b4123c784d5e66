import { PermanentError } from '#platform/errors.js';
import { escapeHtml } from '#platform/telegram/html.js';
import { findReviewer } from '#services/card-payments/reviewers.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import { addNote, addStaffMessage } from '#services/tickets/add-staff-message.js';
import { editTicketMessage } from '#services/tickets/edit-message.js';
import {
  findAlbumPart,
  findMessageOfSource,
  type MessageSource,
  type NewTicketMessage,
} from '#services/tickets/ticket-messages.js';
import type { Staff } from '#services/tickets/ticket-rows.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { MessageContent } from '../../read-content.js';
import { isGroup } from './place.js';

/** Where staff write, and who. */
export interface StaffDoing {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  readonly staff: Staff;
}

/** Something that staff wrote about a ticket. */
export interface StaffWords {
  readonly ticketId: string;
  readonly content: MessageContent;
  readonly albumId: string | undefined;
  readonly source: MessageSource;
}

/** What became of it: the person gets it, it is a note, or it was not taken, and why. */
export type WordsTaken = NotTaken | 'noted' | 'sent' | 'unknownCommand' | 'unsupported';

/** Why the ticket takes no word of staff; said by the texts of that name. */
export type NotTaken = 'deleted' | 'full';

/** Takes what staff wrote into a ticket, for the person, or as a note where it begins with the mark of notes, or with `/note`, as captions do. */
export async function takeStaffWords(doing: StaffDoing, words: StaffWords): Promise<WordsTaken> {
  const { tenant, tx, staff } = doing;
  const { ticketId, content, albumId, source } = words;
  const html = withoutMark(doing, content);
  if (html === undefined && content.words.startsWith('/')) return 'unknownCommand';
  const isNote = html !== undefined || (await isPartOfNote(doing, words));
  const message = { ...fileOf(content), html: html ?? content.html, albumId, source };
  try {
    await (isNote ? addNote : addStaffMessage)(tenant, tx, { ticketId, staff, message });
  } catch (error) {
    return whyNotTaken(error);
  }
  return isNote ? 'noted' : 'sent';
}

/** Takes a note that was typed as a command. */
export async function takeNote(
  { tenant, tx, staff }: StaffDoing,
  {
    ticketId,
    text,
    source,
  }: { readonly ticketId: string; readonly text: string; readonly source: MessageSource },
): Promise<WordsTaken> {
  const message = { kind: 'text', html: escapeHtml(text), source } as const;
  try {
    await addNote(tenant, tx, { ticketId, staff, message });
  } catch (error) {
    return whyNotTaken(error);
  }
  return 'noted';
}

/** Why staff's words were not taken, by the error; it was refused before anything was written. Other errors are thrown on. */
export function whyNotTaken(error: unknown): NotTaken {
  if (error instanceof PermanentError && error.code === 'ticket.full') return 'full';
  if (error instanceof PermanentError && error.code === 'user.deleted') return 'deleted';
  throw error;
}

const fileOf = ({ words: _, html: __, ...file }: MessageContent): Omit<NewTicketMessage, 'html'> => file;

/** Of an album only one part has words: what these make a note is one whole. */
async function isPartOfNote({ tenant, tx }: StaffDoing, words: StaffWords): Promise<boolean> {
  const { albumId, source } = words;
  if (albumId === undefined || words.content.words !== '') return false;
  return (await findAlbumPart(tenant, tx, { chatId: source.chatId, albumId }))?.author === 'note';
}

/** The HTML of a note without its mark; undefined: it is none. */
function withoutMark(
  { settings }: Pick<StaffDoing, 'settings'>,
  content: MessageContent,
): string | undefined {
  const { words, html, kind } = content;
  const mark = markOf(settings.values.ticket_note_prefix, words);
  // A command with nothing behind it notes nothing, unless it stands below a file.
  const isEmpty = kind === 'text' && words.slice(mark?.length).trim() === '';
  if (mark === undefined || (isEmpty && noteCommand.test(words))) return undefined;
  const written = escapeHtml(mark);
  // Where the mark itself is in bold, the words alone are kept.
  return html.startsWith(written)
    ? html.slice(written.length).trimStart()
    : escapeHtml(words.slice(mark.length).trim());
}

const noteCommand = /^\/note(?:@\w{1,64})?(?:\s+|$)/i;

const markOf = (prefix: string, words: string): string | undefined =>
  noteCommand.exec(words)?.[0] ?? (words.startsWith(prefix) ? prefix : undefined);

/**
 * A message of a ticket was edited where it was written, by whoever wrote it: it is shown so on the other side. What the person was sent
 * becomes no note and no command, and who helps no more edits nothing.
 */
export async function takeEdit(
  doing: Pick<StaffDoing, 'settings' | 'tenant' | 'tx'>,
  { source, content }: { readonly source: MessageSource; readonly content: MessageContent },
): Promise<void> {
  const { tenant, tx } = doing;
  const before = await findMessageOfSource(tenant, tx, source);
  if (!before) return;
  if (before.author !== 'person' && !(await isStillStaff(doing, source))) return;
  const note = withoutMark(doing, content);
  const isCommand = note === undefined && content.words.startsWith('/');
  // What a command has sent is not what it says now; and what the person has read is no note.
  if (before.author !== 'person' && isCommand) return;
  if (before.author === 'staff' && note !== undefined) return;
  const html = before.author === 'note' ? (note ?? content.html) : content.html;
  const file = content.kind === 'text' ? undefined : fileOf(content);
  await editTicketMessage(tenant, tx, { source, html, file });
}

/** Whoever writes in the group of staff is one of them; who wrote in private may have been. */
const isStillStaff = async ({ tenant, tx }: Pick<StaffDoing, 'tenant' | 'tx'>, { chatId }: MessageSource) =>
  isGroup(chatId) || (await findReviewer(tenant, tx, { telegramId: chatId, name: '' })) !== undefined;

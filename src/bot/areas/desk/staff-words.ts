import { PermanentError } from '#platform/errors.js';
import { escapeHtml } from '#platform/telegram/html.js';
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
export type WordsTaken = 'deleted' | 'full' | 'noted' | 'sent' | 'unsupported';

/** Takes what staff wrote into a ticket, for the person, or as a note where it begins with the mark of notes. */
export async function takeStaffWords(doing: StaffDoing, words: StaffWords): Promise<WordsTaken> {
  const { tenant, tx, staff } = doing;
  const { ticketId, content, albumId, source } = words;
  const html = withoutMark(doing, content);
  const isNote = html !== undefined || (await isPartOfNote(doing, words));
  const message = { ...fileOf(content), html: html ?? content.html, albumId, source };
  try {
    await (isNote ? addNote : addStaffMessage)(tenant, tx, { ticketId, staff, message });
  } catch (error) {
    return reasonOf(error);
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
    return reasonOf(error);
  }
  return 'noted';
}

/** What was not taken was refused before anything was written. */
function reasonOf(error: unknown): 'deleted' | 'full' {
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
  const mark = settings.values.ticket_note_prefix;
  const { words, html } = content;
  if (!words.startsWith(mark)) return undefined;
  const written = escapeHtml(mark);
  // Where the mark itself is in bold, the words alone are kept.
  return html.startsWith(written)
    ? html.slice(written.length).trimStart()
    : escapeHtml(words.slice(mark.length).trim());
}

const noteCommand = /^\/note(?:@\w{1,64})?\s/i;

/** A message of a ticket was edited where it was written, by whoever wrote it: it is shown so on the other side. */
export async function takeEdit(
  doing: Pick<StaffDoing, 'settings' | 'tenant' | 'tx'>,
  { source, content }: { readonly source: MessageSource; readonly content: MessageContent },
): Promise<void> {
  const { tenant, tx } = doing;
  const before = await findMessageOfSource(tenant, tx, source);
  if (!before) return;
  const { words } = content;
  const isCommand = noteCommand.test(words);
  // What a command has sent is not what it says now.
  if (
    words.startsWith('/') &&
    before.author !== 'person' &&
    !isCommand &&
    withoutMark(doing, content) === undefined
  )
    return;
  const note = isCommand ? escapeHtml(words.replace(noteCommand, '')) : withoutMark(doing, content);
  const html = before.author === 'note' ? (note ?? content.html) : content.html;
  const file = content.kind === 'text' ? undefined : fileOf(content);
  await editTicketMessage(tenant, tx, { source, html, file });
}

import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockTicketPerson } from './person-may-write.js';
import { putTicket } from './put-ticket.js';
import { readTicketBlock } from './ticket-blocks.js';
import {
  boundHtml,
  fileOf,
  findMessageOfSource,
  wordsKey,
  type MessageSource,
  type NewTicketMessage,
  type TicketMessage,
} from './ticket-messages.js';
import { findTicket, lockTicket, type Ticket } from './ticket-rows.js';

/** How often one message may be edited; what comes after stays unseen on the other side. */
const mostRevisions = 100;

const edit = `
  update ticket_messages set revision = revision + 1, html = $3, search_key = $4, kind = $5, file_id = $6, file_unique_id = $7,
    file_name = $8, mime_type = $9, file_size = $10, album_id = $11, edited_at = $12, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** What a message says now; `file`: it shows another one. */
export interface EditedMessage {
  readonly source: MessageSource;
  readonly html: string;
  readonly file?: Omit<NewTicketMessage, 'html' | 'source'> | undefined;
}

/**
 * A message of a ticket was edited where it was written: it is shown so on the other side, in the open transaction. Undefined: it is in no
 * ticket, says what it said, was edited too often, or is of a person who is kept from writing or is blocked, or whose data are erased.
 */
export async function editTicketMessage(
  tenant: Tenant,
  tx: Tx,
  { source, html: written, file }: EditedMessage,
): Promise<TicketMessage | undefined> {
  const seen = await findMessageOfSource(tenant, tx, source);
  const ticket = seen && (await lockFor(tenant, tx, seen));
  // Read again under the lock: two edits may come at once.
  const message = ticket && (await findMessageOfSource(tenant, tx, source));
  if (!message || message.revision >= mostRevisions) return undefined;
  const html = boundHtml(written);
  const isSameFile = file === undefined || file.fileUniqueId === message.fileUniqueId;
  if (html === message.html && isSameFile) return undefined;
  const isKept =
    message.author === 'person' &&
    (await readTicketBlock(tenant, tx, { userId: ticket.userId })) !== undefined;
  if (isKept) return undefined;
  const shown = file && !isSameFile ? file : fileNow(message);
  await tx.sql(edit, [
    ...[tenant.botId, message.id, html, wordsKey(html), shown.kind, ...fileOf(shown), new Date(now())],
  ]);
  await putTicket(tenant, tx, { ticketId: message.ticketId });
  return findMessageOfSource(tenant, tx, source);
}

/** Locks what an edit needs, the person before their ticket; undefined: nothing more of them is shown. */
async function lockFor(
  tenant: Tenant,
  tx: Tx,
  { ticketId, author }: TicketMessage,
): Promise<Ticket | undefined> {
  if (author === 'person') {
    const ticket = await findTicket(tenant, tx, { ticketId });
    if (!ticket || !(await lockTicketPerson(tenant, tx, ticket.userId))) return undefined;
  }
  return lockTicket(tenant, tx, { ticketId });
}

const fileNow = (message: TicketMessage): Omit<NewTicketMessage, 'html' | 'source'> => ({
  kind: message.kind,
  fileId: message.fileId ?? undefined,
  fileUniqueId: message.fileUniqueId ?? undefined,
  fileName: message.fileName ?? undefined,
  mimeType: message.mimeType ?? undefined,
  fileSize: message.fileSize ?? undefined,
  albumId: message.albumId ?? undefined,
});

import { now } from '#platform/clock.js';
import { foldText } from '#platform/fold-text.js';
import { escapeHtml, shownText } from '#platform/telegram/html.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What somebody sent. */
export type TicketMessageKind =
  'animation' | 'audio' | 'document' | 'image' | 'sticker' | 'text' | 'video' | 'video_note' | 'voice';
/** note: staff among themselves. */
export type TicketAuthor = 'note' | 'person' | 'staff';

/** Where a message was written. */
export interface MessageSource {
  readonly chatId: string;
  readonly messageId: number | string;
}

/** A message that is to be taken into a ticket. */
export interface NewTicketMessage {
  readonly kind: TicketMessageKind;
  /** Words or caption, as HTML of Telegram; '': none. */
  readonly html: string;
  readonly fileId?: string | undefined;
  readonly fileUniqueId?: string | undefined;
  readonly fileName?: string | undefined;
  readonly mimeType?: string | undefined;
  /** In bytes. */
  readonly fileSize?: number | undefined;
  readonly albumId?: string | undefined;
  /** Undefined: by the admin API. */
  readonly source?: MessageSource | undefined;
}

/** A message of a ticket as its row has it. */
export interface TicketMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly author: TicketAuthor;
  readonly authorTelegramId: string | null;
  readonly authorName: string;
  readonly kind: TicketMessageKind;
  readonly html: string;
  readonly fileId: string | null;
  readonly fileUniqueId: string | null;
  readonly fileName: string | null;
  readonly mimeType: string | null;
  readonly fileSize: number | null;
  readonly albumId: string | null;
  readonly sourceChatId: string | null;
  readonly sourceMessageId: string | null;
  readonly revision: number;
  readonly editedAt: Date | null;
  readonly createdAt: Date;
}

const columns = `id::text, ticket_id::text as "ticketId", author, author_telegram_id::text as "authorTelegramId",
  author_name as "authorName", kind, html, file_id as "fileId", file_unique_id as "fileUniqueId", file_name as "fileName",
  mime_type as "mimeType", file_size::float8 as "fileSize", album_id as "albumId", source_chat_id::text as "sourceChatId",
  source_message_id::text as "sourceMessageId", revision, edited_at as "editedAt", created_at as "createdAt"`;

const ofTicket = `
  select ${columns} from ticket_messages
  where bot_id = $1 and ticket_id = $2 and ($3::text[] is null or author = any($3))
  order by ticket_messages.id desc limit $4 offset $5`;

/** Messages of a ticket, the newest first; `authors`: only theirs. */
export const listTicketMessages = (
  { botId }: Tenant,
  tx: Tx,
  {
    ticketId,
    authors,
    limit = 10,
    offset = 0,
  }: {
    readonly ticketId: string;
    readonly authors?: readonly TicketAuthor[];
    readonly limit?: number;
    readonly offset?: number;
  },
): Promise<TicketMessage[]> =>
  tx.sql<TicketMessage>(ofTicket, [botId, ticketId, authors ?? null, limit, offset]);

const byId = `select ${columns} from ticket_messages where bot_id = $1 and id = $2`;

/** A message by the number of its row. */
export async function findTicketMessage(
  { botId }: Tenant,
  tx: Tx,
  id: string,
): Promise<TicketMessage | undefined> {
  return (await tx.sql<TicketMessage>(byId, [botId, id]))[0];
}

const bySource = `
  select ${columns} from ticket_messages where bot_id = $1 and source_chat_id = $2 and source_message_id = $3`;

/** The message that was written there; undefined: it is in no ticket. */
export async function findMessageOfSource(
  { botId }: Tenant,
  tx: Tx,
  { chatId, messageId }: MessageSource,
): Promise<TicketMessage | undefined> {
  return (await tx.sql<TicketMessage>(bySource, [botId, chatId, messageId]))[0];
}

const ofAlbum = `
  select ticket_id::text as "ticketId", author from ticket_messages
  where bot_id = $1 and source_chat_id = $2 and album_id = $3 order by ticket_messages.id desc limit 1`;

/** Where the parts of an album that came before went, and as whose; undefined: into no ticket. */
export async function findAlbumPart(
  { botId }: Tenant,
  tx: Tx,
  { chatId, albumId }: { readonly chatId: string; readonly albumId: string },
): Promise<Pick<TicketMessage, 'author' | 'ticketId'> | undefined> {
  return (await tx.sql<TicketMessage>(ofAlbum, [botId, chatId, albumId]))[0];
}

const insert = `
  insert into ticket_messages (bot_id, ticket_id, author, author_telegram_id, author_name, kind, html, search_key, file_id,
    file_unique_id, file_name, mime_type, file_size, album_id, source_chat_id, source_message_id, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  on conflict (bot_id, source_chat_id, source_message_id) where source_chat_id is not null do nothing
  returning ${columns}`;

/** Who writes. */
export interface MessageWriter {
  readonly author: TicketAuthor;
  readonly telegramId: string | null;
  readonly name: string;
}

/**
 * Adds a message to a ticket that is locked, in the open transaction; undefined: what was written there is in a ticket already. Who
 * calls it changes the ticket, and puts it.
 */
export async function insertMessage(
  { botId }: Tenant,
  tx: Tx,
  {
    ticketId,
    writer,
    message,
  }: { readonly ticketId: string; readonly writer: MessageWriter; readonly message: NewTicketMessage },
): Promise<TicketMessage | undefined> {
  const { author, telegramId, name } = writer;
  const { kind, source } = message;
  const html = boundHtml(message.html);
  const [row] = await tx.sql<TicketMessage>(insert, [
    ...[botId, ticketId, author, telegramId, name.slice(0, 200), kind, html, wordsKey(html)],
    ...fileOf(message),
    ...[source?.chatId ?? null, source?.messageId ?? null, new Date(now())],
  ]);
  return row;
}

/** The columns of a file, in the order of the table. */
export const fileOf = (file: Omit<NewTicketMessage, 'html' | 'kind' | 'source'>): unknown[] => [
  ...[file.fileId ?? null, file.fileUniqueId ?? null, file.fileName?.slice(0, 255) ?? null],
  ...[file.mimeType?.slice(0, 200) ?? null, file.fileSize ?? null, file.albumId ?? null],
];

const mostHtml = 32_768;
/** A message of Telegram has 4,096 characters; some become several. */
const mostKey = 8_192;

/** HTML that fits: where its marks make it too long (a hundred links), the words alone are kept. */
export const boundHtml = (html: string): string =>
  html.length <= mostHtml ? html : escapeHtml(wordsOf(html).slice(0, mostHtml / 6));

/** Words of a message as searches compare them. */
export const wordsKey = (html: string): string => foldText(wordsOf(html)).slice(0, mostKey);

/** What a reader sees of HTML, whether or not Telegram would take it. */
export function wordsOf(html: string): string {
  try {
    return shownText(html);
  } catch {
    return html.replace(/<[^<>]*>/g, '');
  }
}

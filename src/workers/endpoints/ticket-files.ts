import { SupportTicketMessage } from '#models/support-ticket-message.js';
import { downloadFile } from '#platform/telegram/download-file.js';
import { TelegramError } from '#platform/telegram/client.js';
import type { Tenant } from '#tenancy/scope.js';
import { accessBot } from '../bot-access.js';
import type { WorkerDeps } from '../worker-deps.js';
import { refuse } from './refuse.js';

/** A file goes through Redis as text, sealed: what is larger would take the room of other answers. */
const mostBytes = 3 * 1_048_576;

interface TicketFile {
  readonly file_name: string | null;
  readonly mime_type: string | null;
  readonly base64: string;
}

/**
 * The file of a message, asked of Telegram as the bot; no transaction is open. Refuses 'bot.unknown', 'resource.unknown', 'ticket.file_gone',
 * 'ticket.file_too_large'.
 */
export async function readTicketFile(
  deps: WorkerDeps,
  tenant: Tenant,
  { ticketId, messageId }: { readonly ticketId: string; readonly messageId: string },
): Promise<TicketFile> {
  const { botId } = tenant;
  const bot = (await accessBot(deps, botId)) ?? refuse('bot.unknown');
  const where = { id: messageId, ticketId };
  const message = await tenant.db(() => SupportTicketMessage.findOne({ where }));
  if (!message) refuse('resource.unknown');
  const { fileId, fileName, mimeType, fileSize } = message;
  if (fileId === null) refuse('ticket.file_gone');
  if (Number(fileSize ?? 0) > mostBytes) refuse('ticket.file_too_large');
  const { telegramApiRoot: apiRoot } = deps.env;
  const bytes = await downloadFile({ apiRoot, token: bot.token, fileId, botId }).catch((error: unknown) => {
    if (error instanceof TelegramError) return refuse('ticket.file_gone');
    throw error;
  });
  if (!bytes || bytes.length > mostBytes) refuse('ticket.file_too_large');
  return { file_name: fileName, mime_type: mimeType, base64: bytes.toString('base64') };
}

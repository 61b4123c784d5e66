import { escapeHtml } from '#platform/telegram/html.js';
import type { NewTicketMessage } from '#services/tickets/ticket-messages.js';
import type { BotContext } from '../../context.js';

/** The message of an update, as a ticket takes it; undefined: it is of a kind that cannot be relayed. */
export function ticketMessageOf({ incoming }: BotContext): NewTicketMessage | undefined {
  if (incoming.kind !== 'message') return undefined;
  const { chatId, messageId, text, attachment, albumId } = incoming;
  const source = { chatId, messageId };
  if (!attachment) return text === undefined ? undefined : { kind: 'text', html: escapeHtml(text), source };
  const { kind, fileId, uniqueId, mimeType, size, caption = '' } = attachment;
  return {
    ...{ kind, html: escapeHtml(caption), fileId, fileUniqueId: uniqueId, mimeType, fileSize: size },
    ...{ albumId, source },
  };
}

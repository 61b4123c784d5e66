import type { NewTicketMessage } from '#services/tickets/ticket-messages.js';
import type { BotContext } from '../../context.js';

/** The message of an update, as a ticket takes it; undefined: it is of a kind that cannot be relayed. */
export function ticketMessageOf({ incoming }: BotContext): NewTicketMessage | undefined {
  if (incoming.kind !== 'message' || !incoming.content) return undefined;
  const { chatId, messageId, albumId } = incoming;
  const { words: _, ...content } = incoming.content;
  return { ...content, albumId, source: { chatId, messageId } };
}

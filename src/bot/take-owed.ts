import { takeReceipt } from './areas/cards/take-receipt.js';
import { takeLooseAnswer, takeTicketMessage } from './areas/support/take-ticket-message.js';
import type { BotContext } from './context.js';

/**
 * Takes what is taken even while the bot serves the person nothing else: a receipt of money that was paid, and words to staff who
 * help; false: it is none of these.
 */
export async function takeOwed(ctx: BotContext): Promise<boolean> {
  const { incoming, person } = ctx;
  if (incoming.kind !== 'message' || incoming.command) return false;
  const hasTickets = person.status === 'active' && person.registeredAt !== undefined;
  if (hasTickets && (await takeTicketMessage(ctx))) return true;
  return (await takeReceipt(ctx)) || (hasTickets && (await takeLooseAnswer(ctx)));
}

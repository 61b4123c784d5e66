import { takeReceipt } from './areas/cards/take-receipt.js';
import { takeLooseAnswer, takeTicketMessage } from './areas/support/take-ticket-message.js';
import type { BotContext } from './context.js';

/**
 * Takes what is taken even while the bot serves the person nothing else: a receipt of money that was paid, and words to staff who
 * help; false: it is none of these.
 */
export async function takeOwed(ctx: BotContext): Promise<boolean> {
  if (ctx.incoming.kind !== 'message' || ctx.incoming.command) return false;
  return (await takeTicketMessage(ctx)) || (await takeReceipt(ctx)) || (await takeLooseAnswer(ctx));
}

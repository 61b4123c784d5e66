import type { MiddlewareFn } from 'telegraf';
import type { BotContext } from '../../context.js';
import { takeLooseAnswer } from '../support/take-ticket-message.js';
import { takeReceipt } from '../cards/take-receipt.js';

/**
 * Words that somebody was asked for, writes at a step of a dialogue, in a ticket or in reply to something, are waited for, however
 * soon they come.
 */
function isAwaited({ incoming, oneShot, conversation, person }: BotContext): boolean {
  if (person.adminRole !== undefined) return true;
  if (incoming.kind !== 'message' || incoming.command) return false;
  if (incoming.repliedTo !== undefined || oneShot.ticket !== undefined) return true;
  if (oneShot.asked !== undefined || oneShot.receiptOf !== undefined) return true;
  const { state } = conversation;
  return state === 'registration.code' || (state !== 'idle' && !state.startsWith('registration'));
}

/** Is it a receipt, or an answer to what the staff wrote? Then it is taken. */
async function isTaken(ctx: BotContext): Promise<boolean> {
  const { incoming, person } = ctx;
  if (incoming.kind !== 'message' || incoming.command || person.status !== 'active') return false;
  return (await takeReceipt(ctx)) || takeLooseAnswer(ctx);
}

/**
 * Who sends faster than the bot serves them is asked to slow down: a tap by an alert, the first of several messages in a row
 * by a word. Nothing else comes of the update, and what the bot waited for is waited for still. Receipts, tickets, words that
 * were asked for, and who runs the bot are served at any pace; money does not come this way at all.
 */
export const slowDown: MiddlewareFn<BotContext> = async (ctx, next) => {
  const { incoming, pace, voice } = ctx;
  if (pace === 'served' || isAwaited(ctx)) return next();
  if (await isTaken(ctx)) return;
  ctx.carryOver();
  if (incoming.kind === 'tap') ctx.answer(voice.texts.gates.alerts.slower, true);
  else if (pace === 'warned') ctx.send({ text: voice.texts.gates.pace.slower });
};

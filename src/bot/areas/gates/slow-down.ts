import type { BotContext } from '../../context.js';
import type { Gate } from '../../gate.js';
import { takeOwed } from '../../take-owed.js';

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

/**
 * Who sends faster than the bot serves them is asked to slow down: a tap by an alert, the first of several messages in a row
 * by a word. Nothing else comes of the update, and what the bot waited for is waited for still. Receipts, tickets, words that
 * were asked for, and who runs the bot are served at any pace; money does not come this way at all.
 */
export const slowDown: Gate = (ctx) => ctx.pace !== 'served' && !isAwaited(ctx) && askToSlowDown(ctx);

async function askToSlowDown(ctx: BotContext): Promise<true> {
  if (await takeOwed(ctx)) return true;
  const { incoming, pace, voice } = ctx;
  ctx.carryOver();
  if (incoming.kind === 'tap') ctx.answer(voice.texts.gates.alerts.slower, true);
  else if (pace === 'warned') ctx.send({ text: voice.texts.gates.pace.slower });
  return true;
}

import type { MiddlewareFn } from 'telegraf';
import { nameFaultOf } from '#services/people/name-fault.js';
import type { BotContext } from '../../context.js';
import { takeReceipt } from '../cards/take-receipt.js';
import { nameRefused, nameWords } from './screens/name-refused.js';

/**
 * Who has in their name what the bot does not allow is asked to change it, and is served the moment they have: every update
 * brings the name as it is. Who runs the bot passes, and so does a receipt of money that was paid.
 */
export const guardName: MiddlewareFn<BotContext> = async (ctx, next) => {
  const { incoming, person, settings, voice } = ctx;
  const fault = person.adminRole === undefined ? nameFaultOf(person, settings.values) : undefined;
  if (!fault) return next();
  if (incoming.kind === 'message' && !incoming.command && (await takeReceipt(ctx))) return;
  ctx.carryOver();
  if (incoming.kind === 'tap') ctx.answer(nameWords(voice, fault).join(' '), true);
  else ctx.send(nameRefused(voice, { fault, hasBought: person.registeredAt !== undefined }));
};

import { nameFaultOf, type NameFault } from '#services/people/name-fault.js';
import type { BotContext } from '../../context.js';
import type { Gate } from '../../gate.js';
import { takeOwed } from '../../take-owed.js';
import { nameRefused, nameWords } from './screens/name-refused.js';

/**
 * Who has in their name what the bot does not allow is asked to change it, and is served the moment they have: every update
 * brings the name as it is. Who runs the bot passes, and so do a receipt of money that was paid and words to the support.
 */
export const guardName: Gate = (ctx) => {
  const { person, settings } = ctx;
  const fault = person.adminRole === undefined ? nameFaultOf(person, settings.values) : undefined;
  return fault !== undefined && refuse(ctx, fault);
};

async function refuse(ctx: BotContext, fault: NameFault): Promise<true> {
  if (await takeOwed(ctx)) return true;
  const { incoming, person, voice } = ctx;
  ctx.carryOver();
  if (incoming.kind === 'tap') ctx.answer(nameWords(voice, fault).join(' '), true);
  else ctx.send(nameRefused(voice, { fault, hasBought: person.registeredAt !== undefined }));
  return true;
}

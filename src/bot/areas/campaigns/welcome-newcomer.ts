import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import type { BotContext } from '../../context.js';
import { missingFor } from '../registration/missing-for.js';
import { giftGate } from './screens/gift-gate.js';
import { giftWords } from './screens/gift-words.js';

/** Gives whom a campaign has brought its bonus; the welcome says so. A trial waits until they are in the channels for that. */
export async function welcomeNewcomer(ctx: BotContext): Promise<void> {
  const { tenant, tx, person, voice } = ctx;
  if (person.campaignCode === undefined) return;
  const { id: userId, campaignCode } = person;
  const isOutside = (): boolean => missingFor(ctx, 'trial').length > 0;
  const given = await rewardNewcomer(tenant, tx, { userId, campaignCode, isOutside });
  if (!given) return;
  if (given === 'channel') return ctx.send(giftGate(voice, missingFor(ctx, 'trial')));
  if (given.kind === 'balance') person.balanceToman += given.amountToman;
  ctx.welcomeWith(giftWords(voice, given));
}

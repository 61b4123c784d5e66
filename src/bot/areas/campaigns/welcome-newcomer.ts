import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import type { BotContext } from '../../context.js';
import { giftWords } from './screens/gift-words.js';

/** Gives whom a campaign has brought its bonus; the welcome says so. */
export async function welcomeNewcomer(ctx: BotContext): Promise<void> {
  const { tenant, tx, person, voice } = ctx;
  if (person.campaignCode === undefined) return;
  const given = await rewardNewcomer(tenant, tx, { userId: person.id, campaignCode: person.campaignCode });
  if (!given) return;
  if (given.kind === 'balance') person.balanceToman += given.amountToman;
  ctx.welcomeWith(giftWords(voice, given));
}

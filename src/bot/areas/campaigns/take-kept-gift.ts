import { giveKeptBonus } from '#services/campaigns/give-kept-bonus.js';
import type { BotContext } from '../../context.js';
import { giftWords } from './screens/gift-words.js';

/** Gives a person who is in the channels for a trial the bonus that waited for that, and says so in HTML; undefined: none waited. */
export async function takeKeptGift({ tenant, tx, person, voice }: BotContext): Promise<string | undefined> {
  const given = await giveKeptBonus(tenant, tx, { userId: person.id });
  if (given?.kind === 'balance') person.balanceToman += given.amountToman;
  return given && giftWords(voice, given);
}

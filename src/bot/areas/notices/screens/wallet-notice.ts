import type { LowStage } from '#services/billing/watch-wallet.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** A bot's wallet, as those who can fill it read of it. */
export interface WalletNotice {
  readonly bot: string;
  readonly balanceToman: number;
}

/** Tells a tenant or the master that the tenant's wallet did not cover a sale. */
export const walletEmpty = (voice: Voice, { bot, balanceToman }: WalletNotice): Screen => ({
  text: voice.say(voice.texts.notices.walletEmpty, {
    bot: voice.foreign(bot),
    balance: voice.toman(balanceToman),
  }),
});

/** Tells them that it is filled, and the bot sells again. */
export const walletFilled = (voice: Voice, { bot, balanceToman }: WalletNotice): Screen => ({
  text: voice.say(voice.texts.notices.walletFilled, {
    bot: voice.foreign(bot),
    balance: voice.toman(balanceToman),
  }),
});

/** Tells them that it is below its minimum, what follows from it, and when the bot will stand still. */
export function walletLow(
  voice: Voice,
  view: WalletNotice & {
    readonly stage: LowStage;
    readonly minToman: number;
    readonly owedToman: number;
    readonly stillFrom: Date | undefined;
  },
): Screen {
  const { walletLow: texts } = voice.texts.notices;
  const { stage, bot, balanceToman, minToman, owedToman, stillFrom } = view;
  return {
    text: paragraphs(
      voice.say(texts[stage], {
        bot: voice.foreign(bot),
        balance: voice.toman(balanceToman),
        least: voice.toman(minToman),
      }),
      owedToman > 0 && voice.say(texts.owed, { owed: voice.toman(owedToman) }),
      stage === 'stopped' && stillFrom && voice.say(texts.until, { time: voice.time(stillFrom) }),
    ),
  };
}

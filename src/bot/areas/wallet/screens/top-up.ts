import { inColumn, inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** The ways to put money into the wallet; `missingToman`: what an order lacks, 0 for none. */
export function topUp(
  voice: Voice,
  view: {
    readonly balanceToman: number;
    readonly missingToman: number;
    readonly ways: readonly Button[];
    /** Is a sum chosen first, and are these offered? */
    readonly isBySum: boolean;
    readonly sums: readonly number[];
  },
): Screen {
  const { wallet, payments } = voice.texts;
  const { topUp: texts } = wallet;
  const { balanceToman, missingToman, ways, isBySum, sums } = view;
  const sumButtons = sums.map((sum) => tapButton(voice.toman(sum), 'top-up-amount', String(sum)));
  return {
    text: paragraphs(
      `<b>${texts.title}</b>\n${voice.say(wallet.balance, { balance: voice.toman(balanceToman) })}`,
      missingToman > 0 && voice.say(texts.missing, { missing: voice.toman(missingToman) }),
      isBySum ? payments.choose.amount : waysText(voice, ways),
    ),
    keyboard: [
      ...inRows(sumButtons),
      ...inColumn([
        isBySum ? tapButton(payments.buttons.otherSum, 'top-up-type') : undefined,
        ...ways,
        backButton(voice, 'wallet'),
        menuButton(voice),
      ]),
    ],
  };
}

/** What is said of ways to pay: none, the support alone, or a choice. */
export function waysText(voice: Voice, ways: readonly Button[]): string {
  const { topUp: texts } = voice.texts.wallet;
  if (ways.length === 0) return texts.none;
  return ways.every((way) => 'url' in way) ? texts.support : texts.choose;
}

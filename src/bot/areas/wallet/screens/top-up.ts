import { inColumn, inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { wayButtons, waysText, type WaysToPay } from '../../payments/screens/methods.js';

/** The ways to put money into the wallet; `missingToman`: what an order lacks, 0 for none. */
export function topUp(
  voice: Voice,
  view: {
    readonly balanceToman: number;
    readonly missingToman: number;
    /** How to pay what is missing; undefined: a sum is chosen first. */
    readonly ways: WaysToPay | undefined;
    /** Can a sum of one's own be paid, and which are offered? */
    readonly hasSums: boolean;
    readonly sums: readonly number[];
    /** Can nothing be bought with the money for now? */
    readonly areSalesStopped: boolean;
  },
): Screen {
  const { wallet, payments } = voice.texts;
  const { topUp: texts } = wallet;
  const { balanceToman, missingToman, ways, hasSums, sums } = view;
  const sumButtons = sums.map((sum) => tapButton(voice.toman(sum), 'top-up-amount', String(sum)));
  return {
    text: paragraphs(
      `<b>${texts.title}</b>\n${voice.say(wallet.balance, { balance: voice.toman(balanceToman) })}`,
      view.areSalesStopped && voice.texts.billing.salesStopped,
      missingToman > 0 && voice.say(texts.missing, { missing: voice.toman(missingToman) }),
      ways ? waysText(voice, ways) : payments.choose.amount,
    ),
    keyboard: [
      ...inRows(sumButtons),
      ...inColumn([
        ...(ways ? wayButtons(ways) : []),
        hasSums ? tapButton(payments.buttons.otherSum, 'top-up-type') : undefined,
        backButton(voice, 'wallet'),
        menuButton(voice),
      ]),
    ],
  };
}

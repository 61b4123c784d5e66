import { inColumn, paragraphs, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** The ways to put money into the wallet; `missingToman`: what an order lacks, 0 for none. */
export function topUp(
  voice: Voice,
  view: { readonly balanceToman: number; readonly missingToman: number; readonly ways: readonly Button[] },
): Screen {
  const { wallet } = voice.texts;
  const { topUp: texts } = wallet;
  const { balanceToman, missingToman, ways } = view;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>\n${voice.say(wallet.balance, { balance: voice.toman(balanceToman) })}`,
      missingToman > 0 && voice.say(texts.missing, { missing: voice.toman(missingToman) }),
      ways.length > 0 ? texts.support : texts.none,
    ),
    keyboard: inColumn([...ways, backButton(voice, 'wallet'), menuButton(voice)]),
  };
}

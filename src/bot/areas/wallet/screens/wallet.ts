import type { WalletMovement, WalletPage } from '#services/money/wallet-history.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { newerAndOlder } from '../../shared/screens/page-turns.js';

/** A person's wallet; `canTopUp`: is there a way to put money in? `areSalesStopped`: can nothing be bought with it for now? */
export function wallet(
  voice: Voice,
  view: {
    readonly balanceToman: number;
    readonly canTopUp: boolean;
    readonly areSalesStopped: boolean;
    /** Are there groups of people who pay less, for this person to see? */
    readonly hasLevels: boolean;
  },
): Screen {
  const { wallet: texts } = voice.texts;
  const { buttons } = texts;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>\n${voice.say(texts.balance, { balance: voice.toman(view.balanceToman) })}`,
      view.areSalesStopped && voice.texts.billing.salesStopped,
    ),
    keyboard: [
      [
        ...(view.canTopUp ? [tapButton(buttons.topUp, 'top-up')] : []),
        tapButton(buttons.history, 'wallet-history'),
      ],
      [
        tapButton(voice.texts.payments.buttons.payments, 'payments'),
        ...(view.hasLevels ? [tapButton(voice.texts.levels.buttons.levels, 'levels')] : []),
      ],
      [menuButton(voice)],
    ],
  };
}

function lineOf(voice: Voice, { at, type, undid, amountToman, description }: WalletMovement): string {
  const { wallet: texts } = voice.texts;
  const amount = amountToman > 0 ? `+${voice.toman(amountToman)}` : voice.toman(amountToman);
  const line = voice.say(texts.line, {
    date: voice.time(at),
    what: undid === null ? texts.types[type] : texts.undone[undid],
    amount: voice.isolate(amount),
  });
  return description
    ? voice.say(texts.reason, { line: { html: line }, reason: voice.foreign(description) })
    : line;
}

/** A page of the movements of a wallet. */
export function walletHistory(
  voice: Voice,
  { page, balanceToman }: { readonly page: WalletPage; readonly balanceToman: number },
): Screen {
  const { wallet: texts } = voice.texts;
  const { newer, older } = texts.buttons;
  const { movements, ...turned } = page;
  return {
    text: paragraphs(
      `<b>${texts.history}</b>`,
      movements.length > 0 ? movements.map((one) => lineOf(voice, one)).join('\n') : texts.none,
      voice.say(texts.balance, { balance: voice.toman(balanceToman) }),
    ),
    keyboard: [
      ...newerAndOlder({ newer, older }, 'wallet-history', { items: movements, ...turned }),
      [backButton(voice, 'wallet'), menuButton(voice)],
    ],
  };
}

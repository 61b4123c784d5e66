import type { Payout } from '#services/partners/payout-rows.js';
import type { PayoutBounds } from '#services/partners/request-payout.js';
import { longestRequisites } from '#services/partners/seal-requisites.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** Where money goes, as far as everybody may see it. */
export const tailText = (voice: Voice, { tail }: Pick<Payout, 'tail'>): string =>
  voice.foreign(`••••${tail}`);

/** Why a payout was rejected, in a word of ours, in those of who decided, or both; '': it was not. */
export function whyText(voice: Voice, { reason, words }: Pick<Payout, 'reason' | 'words'>): string {
  const { payouts: texts } = voice.texts.partners;
  return [
    reason && voice.say(texts.reason, { reason: texts.reasons[reason] }),
    words && voice.say(texts.note, { words: voice.foreign(words) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/** A partner's payouts, newest first. */
export function payoutsScreen(voice: Voice, payouts: readonly Payout[]): Screen {
  const { payouts: texts, buttons } = voice.texts.partners;
  const lines = payouts.map((one) =>
    [
      voice.say(texts.line, {
        number: voice.digits(one.id),
        date: voice.date(one.createdAt),
        amount: voice.toman(one.amountToman),
        state: texts.states[one.state],
      }),
      whyText(voice, one),
    ]
      .filter(Boolean)
      .join('\n'),
  );
  const open = payouts.find(({ state }) => state === 'requested');
  return {
    text: paragraphs(`<b>${texts.title}</b>`, lines.length > 0 ? lines.join('\n') : texts.none),
    keyboard: inColumn([
      open ? tapButton(buttons.cancel, 'partner-cancel', open.id) : undefined,
      backButton(voice, 'partner'),
      menuButton(voice),
    ]),
  };
}

const sumsOf = (voice: Voice, { availableToman, leastToman }: PayoutBounds) => ({
  available: voice.toman(availableToman),
  least: voice.toman(leastToman),
});

/** Why nothing can be asked for. */
export function payoutRefused(
  voice: Voice,
  refusal: keyof Voice['texts']['partners']['ask']['refusals'],
  bounds: PayoutBounds,
): Screen {
  const { ask: texts } = voice.texts.partners;
  return {
    text: voice.say(texts.refusals[refusal], sumsOf(voice, bounds)),
    keyboard: [[backButton(voice, 'partner')], [menuButton(voice)]],
  };
}

/** How much shall it be? */
export function payoutSumScreen(voice: Voice, bounds: PayoutBounds): Screen {
  const { ask: texts, buttons } = voice.texts.partners;
  const all = voice.plain(buttons.all, { amount: voice.toman(bounds.availableToman) });
  return {
    text: paragraphs(`<b>${texts.title}</b>`, voice.say(texts.available, sumsOf(voice, bounds)), texts.how),
    keyboard: inColumn([
      tapButton(all, 'partner-payout-of', String(bounds.availableToman)),
      bounds.availableToman > bounds.leastToman ? tapButton(buttons.sum, 'partner-payout-sum') : undefined,
      backButton(voice, 'partner'),
    ]),
  };
}

/** The sum is to be typed. */
export function sumAskedScreen(voice: Voice, bounds: PayoutBounds, isAgain: boolean): Screen {
  const { ask: texts } = voice.texts.partners;
  return {
    text: voice.say(isAgain ? texts.typeAgain : texts.type, sumsOf(voice, bounds)),
    keyboard: [[backButton(voice, 'partner')]],
  };
}

/** Where the money shall go is to be typed. */
export function requisitesAskedScreen(voice: Voice, amountToman: number, isAgain: boolean): Screen {
  const { ask: texts } = voice.texts.partners;
  return {
    text: isAgain
      ? voice.say(texts.requisitesAgain, { most: longestRequisites })
      : voice.say(texts.requisites, { amount: voice.toman(amountToman), most: longestRequisites }),
    keyboard: [[backButton(voice, 'partner')]],
  };
}

/** The wish has reached those who decide. */
export const payoutDoneScreen = (voice: Voice, payout: Payout): Screen => ({
  text: voice.say(voice.texts.partners.ask.done, {
    amount: voice.toman(payout.amountToman),
    tail: tailText(voice, payout),
  }),
  keyboard: inColumn([
    tapButton(voice.texts.partners.buttons.cancel, 'partner-cancel', payout.id),
    backButton(voice, 'partner'),
    menuButton(voice),
  ]),
});

/** Shall it be taken back? */
export function cancelQuestion(voice: Voice, { id, amountToman }: Payout): Screen {
  const { ask: texts, buttons } = voice.texts.partners;
  return confirmation(voice, {
    text: voice.say(texts.cancel, { number: voice.digits(id), amount: voice.toman(amountToman) }),
    yes: tapButton(buttons.cancelYes, 'partner-cancel-yes', id),
    back: 'partner',
  });
}

/** Shall all that is available move into the wallet? `newest`: the row of the ledger by which it is so much. */
export function walletQuestion(
  voice: Voice,
  { availableToman, newest }: { readonly availableToman: number; readonly newest: string },
): Screen {
  const { ask: texts, buttons } = voice.texts.partners;
  return confirmation(voice, {
    text: voice.say(texts.wallet, { amount: voice.toman(availableToman) }),
    yes: tapButton(buttons.walletYes, 'partner-wallet-yes', newest),
    back: 'partner',
  });
}

/** A line about what was done, with the ways on. */
export const doneScreen = (voice: Voice, text: string): Screen => ({
  text,
  keyboard: [[backButton(voice, 'partner')], [menuButton(voice)]],
});

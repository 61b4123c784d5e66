import { canRepeat, type OfferedMethod } from '#services/payments/offer-methods.js';
import type { SettingValues } from '#services/settings/catalog.js';
import { inColumn, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { chargeIn } from './payment.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** What is paid: an order by its number, or a top-up of the wallet. */
export interface WantedSum {
  /** What is missing, or what is put in, in toman. */
  readonly amountToman: number;
  readonly orderId?: string | undefined;
}

/** How a sum can be paid. */
export interface WaysToPay {
  /** A button for each gateway that takes it now. */
  readonly methods: readonly Button[];
  /** Leads to somebody who takes money; absent: nobody does. */
  readonly support?: Button;
  /** Why more is asked for by some; undefined: by none. */
  readonly raised: string | undefined;
}

/** A button for each way to pay; where a method takes no less than a larger sum, that stands on it. */
export const methodButtons = (
  voice: Voice,
  offers: readonly OfferedMethod[],
  { amountToman, orderId }: WantedSum,
): Button[] =>
  offers.map(({ method, title, amountToman: asked, isRaised }) => {
    const { buttons } = voice.texts.payments;
    const named = { method: title[voice.language] };
    const text = isRaised
      ? voice.plain(buttons.methodRaised, { ...named, amount: voice.toman(asked) })
      : voice.plain(buttons.method, named);
    return orderId === undefined
      ? tapButton(text, 'top-up-by', `${method}.${amountToman}`)
      : tapButton(text, 'pay-by', `${method}.${orderId}`);
  });

/** Why some methods ask for more than the sum; undefined: none does. */
export const raisedText = (voice: Voice, offers: readonly OfferedMethod[]): string | undefined =>
  offers.some(({ isRaised }) => isRaised) ? voice.texts.payments.choose.raised : undefined;

/** Every way, one below the other. */
export const wayButtons = ({ methods, support }: WaysToPay): Button[] => [
  ...methods,
  ...(support ? [support] : []),
];

/** What is said of ways to pay: none, the support alone, or a choice, after why some ask for more. */
export function waysText(voice: Voice, { methods, support, raised }: WaysToPay): string {
  const { topUp: texts } = voice.texts.wallet;
  if (methods.length > 0) return paragraphs(raised, texts.choose);
  return support ? texts.support : texts.none;
}

/** A button for each way in which an order is paid again and again, by itself. */
export const repeatingButtons = (
  voice: Voice,
  offers: readonly OfferedMethod[],
  { orderId, days }: { readonly orderId: string; readonly days: number },
): Button[] =>
  offers
    .filter((offer) => canRepeat(offer, days) && !offer.isRaised)
    .map((offer) => {
      const words = {
        method: offer.title[voice.language],
        amount: chargeIn(voice, offer),
        days: voice.count('days', days),
      };
      const text = voice.plain(voice.texts.payments.buttons.methodRepeating, words);
      return tapButton(text, 'pay-repeating', `${offer.method}.${orderId}`);
    });

/** The choice among the ways to top the wallet up with a sum. */
export function methodChoice(
  voice: Voice,
  view: {
    readonly amountToman: number;
    readonly ways: WaysToPay;
    /** HTML above the rest. */
    readonly notice?: string | undefined;
  },
): Screen {
  const { choose } = voice.texts.payments;
  const { amountToman, ways, notice } = view;
  const isAny = wayButtons(ways).length > 0;
  return {
    text: paragraphs(
      notice,
      isAny ? voice.say(choose.method, { amount: voice.toman(amountToman) }) : choose.none,
      ways.raised,
    ),
    keyboard: inColumn([...wayButtons(ways), backButton(voice, 'top-up'), menuButton(voice)]),
  };
}

/** Asks for a sum to be typed; `isAgain`: what was typed is none. */
export function sumAsked(
  voice: Voice,
  { topup_min_toman: min, topup_max_toman: max }: Pick<SettingValues, 'topup_max_toman' | 'topup_min_toman'>,
  { isAgain = false } = {},
): Screen {
  const { choose } = voice.texts.payments;
  const bounds = { min: voice.toman(min), max: voice.toman(max) };
  return {
    text: voice.say(isAgain ? choose.invalid : choose.type, bounds),
    keyboard: [[backButton(voice, 'top-up')]],
  };
}

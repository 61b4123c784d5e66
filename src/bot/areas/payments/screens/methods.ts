import type { OfferedMethod } from '#services/payments/offer-methods.js';
import { inColumn, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { chargeIn } from './payment.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A button for each way to pay; where a method takes no less than a larger sum, that stands on it. */
export const methodButtons = (
  voice: Voice,
  offers: readonly OfferedMethod[],
  { amountToman, orderId }: { readonly amountToman: number; readonly orderId?: string | undefined },
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

/** A button for each way in which an order is paid again and again, by itself. */
export const repeatingButtons = (
  voice: Voice,
  offers: readonly OfferedMethod[],
  { orderId, days }: { readonly orderId: string; readonly days: number },
): Button[] =>
  offers
    .filter(({ repeatDays, isRaised }) => repeatDays === days && !isRaised)
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
  { amountToman, offers }: { readonly amountToman: number; readonly offers: readonly OfferedMethod[] },
): Screen {
  const { choose } = voice.texts.payments;
  const isAnyRaised = offers.some(({ isRaised }) => isRaised);
  return {
    text: paragraphs(
      offers.length > 0 ? voice.say(choose.method, { amount: voice.toman(amountToman) }) : choose.none,
      isAnyRaised && choose.raised,
    ),
    keyboard: inColumn([
      ...methodButtons(voice, offers, { amountToman }),
      backButton(voice, 'top-up'),
      menuButton(voice),
    ]),
  };
}

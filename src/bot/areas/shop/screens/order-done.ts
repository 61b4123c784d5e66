import type { PricedOrder } from '#services/orders/types.js';
import { tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

function wordsOf(voice: Voice, { wish, quote }: PricedOrder): string {
  const { paid } = voice.texts.shop;
  const { kind } = wish;
  if (kind === 'trial' || kind === 'traffic' || kind === 'devices' || kind === 'reset') return paid[kind];
  if (quote.effect === 'start') return paid.start;
  const date = voice.date(new Date(quote.endsAt));
  return voice.say(quote.effect === 'change' ? paid.change : paid.extend, { date });
}

/** An order was paid, and what happens next. */
export const orderDone = (
  voice: Voice,
  { order, subscriptionId }: { readonly order: PricedOrder; readonly subscriptionId: string },
): Screen => ({
  text: wordsOf(voice, order),
  keyboard: [
    [
      tapButton(voice.texts.subscriptions.buttons.subscription, 'subscription', subscriptionId),
      menuButton(voice),
    ],
  ],
});

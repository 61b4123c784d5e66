import { tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Stands in place of a card whose number cannot be shown: another way, or the receipt of who has paid already. */
export const cardClosed = (voice: Voice, paymentId: string): Screen => ({
  text: voice.texts.cards.screen.closed,
  keyboard: [
    [tapButton(voice.texts.payments.buttons.otherMethod, 'pay-again', paymentId)],
    [tapButton(voice.texts.cards.buttons.send, 'receipt', paymentId)],
    [tapButton(voice.texts.payments.buttons.cancel, 'payment-cancel', paymentId)],
  ],
});

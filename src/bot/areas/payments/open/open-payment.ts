import type { Payment } from '#services/payments/payment-rows.js';
import { titleOf } from '#services/payments/offer-methods.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { paymentScreen } from '../screens/payment.js';

/** A payment of a person in its present state. */
export const openPayment = (
  voice: Voice,
  payment: Payment,
  { features }: Pick<BotSnapshot, 'features'>,
): Screen => paymentScreen(voice, { payment, method: titleOf(payment.method, features)[voice.language] });

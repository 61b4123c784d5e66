import { PermanentError } from '#platform/errors.js';
import { cardMethod, type Payment } from '../payments/payment-rows.js';

/** What became of a decision. `decided`: somebody was first, and the payment is as they left it. */
export interface Decision {
  readonly kind: 'decided' | 'done';
  readonly payment: Payment;
}

/** The payment, which is one from card to card. Throws PermanentError `payment.unknown`. */
export function demandOnCard(payment: Payment | undefined): Payment {
  if (payment?.method !== cardMethod) throw new PermanentError('payment.unknown');
  return payment;
}

import { beginningOf, roublesOf } from './call-yookassa.js';
import type { YookassaConfig } from './yookassa-settings.js';

/** What is sold, and to whom the receipt goes. */
interface Sold {
  /** In roubles. */
  readonly amount: string;
  readonly description: string;
  readonly email: string;
}

/** A receipt by the law on cash registers (54-FZ) of one sale, or of what of it is given back. */
export const fiscalReceipt = (
  { vat_code, payment_mode, payment_subject, tax_system_code }: YookassaConfig,
  { amount, description, email }: Sold,
) => ({
  customer: { email },
  items: [
    {
      description: beginningOf(description, 128),
      quantity: '1.00',
      amount: roublesOf(amount),
      ...{ vat_code, payment_mode, payment_subject },
    },
  ],
  ...(tax_system_code !== null && { tax_system_code }),
});

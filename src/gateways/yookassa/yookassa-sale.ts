import { gatewayRefused } from '../fault.js';
import type { PaymentAsk } from '../payment-at-gateway.js';
import { beginningOf, roublesOf, type YookassaAccess as Access } from './call-yookassa.js';
import { fiscalReceipt } from './yookassa-receipt.js';
import { yookassaTypes } from './yookassa-settings.js';

/** What a payment and a charge have in common. */
export function yookassaSale(
  { reference, number, amount, description, email }: PaymentAsk,
  { credentials }: Access,
) {
  const { config } = credentials;
  if (config.receipt && email === undefined)
    throw gatewayRefused('gateway.refused', {
      ...{ gateway: 'yookassa', money: 'untouched' },
      said: 'a receipt needs the e-mail of the payer',
    });
  return {
    amount: roublesOf(amount),
    capture: true,
    description: beginningOf(description, 128),
    metadata: { reference, number },
    ...(config.receipt &&
      email !== undefined && { receipt: fiscalReceipt(config, { amount, description, email }) }),
  };
}

/** One way is asked for by its name; among several the payer chooses on YooKassa's page, where those of the shop are. */
export function yookassaWay({ credentials: { config } }: Access) {
  const [method, ...others] = config.methods;
  return method !== undefined && others.length === 0
    ? { payment_method_data: { type: yookassaTypes[method] } }
    : {};
}

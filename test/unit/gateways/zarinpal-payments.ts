import { expect } from 'chai';
import type { GatewayAccess } from '#gateways/gateway-access.js';
import type { KnownPayment, PaymentAsk, RefundAsk } from '#gateways/payment-at-gateway.js';
import { classify, PermanentError, RetryableError } from '#platform/errors.js';
import { authority } from './zarinpal-answers.js';

export const merchantId = '0b1c2d3e-1111-2222-3333-444455556666';
export const reference = 'c0ffee00'.repeat(4);

export const accessTo = (root: string) =>
  ({
    root,
    credentials: { merchantId, isSandbox: false },
    telegramRoot: 'http://127.0.0.1:1',
    mayCallPrivate: true,
  }) satisfies GatewayAccess<{ merchantId: string; isSandbox: boolean }>;

export const ask: PaymentAsk = {
  reference,
  number: '17',
  amount: '1200000',
  currency: 'IRR',
  description: 'اشتراک ۳۰ روزه',
  language: 'fa',
  payerId: '500100201',
  callbackUrl: `https://bots.example.com/payments/zarinpal/2?p=${reference}&l=fa`,
  returnUrl: 'https://t.me/shop_bot',
  expiresAt: new Date('2030-01-01'),
};
export const known = (more: Partial<KnownPayment> = {}): KnownPayment => ({
  reference,
  externalId: authority,
  account: merchantId,
  amount: '1200000',
  currency: 'IRR',
  createdAt: new Date(),
  receipt: null,
  ...more,
});
export const refundOf = (payment: KnownPayment, more: Partial<RefundAsk> = {}): RefundAsk => ({
  ...payment,
  refundAmount: payment.amount,
  refundReference: 'd'.repeat(32),
  description: 'Plan',
  payerId: '500100201',
  ...more,
});

/** What a call leads to: `fail`, or `snooze`, with its code and what it means for the money. */
export async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    (value) => expect.fail(`no fault, but ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PermanentError) && !(error instanceof RetryableError)) throw error;
  const { outcome, code, retryAfterMs } = classify(error);
  return { told: `${outcome} ${code}`, money: error.context.money, retryAfterMs, context: error.context };
}

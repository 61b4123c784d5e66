import type { GatewayAccess } from '#gateways/gateway-access.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import type { RepeatingPayment } from '#gateways/repeats.js';
import type { TributeCredentials } from '#gateways/tribute/tribute-settings.js';
import { reference, uuid } from './tribute-answers.js';

export const apiKey = 'test-key-123';

export const accessTo = (
  root: string,
  more: Partial<TributeCredentials> = {},
): GatewayAccess<TributeCredentials> => ({
  root,
  credentials: { apiKey, link: null, isRecurring: false, ...more },
  telegramRoot: '',
  mayCallPrivate: true,
});

export const askOf = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
  reference,
  number: '8841',
  // As the table has it: without the zeros at its end.
  amount: '349',
  currency: 'RUB',
  description: 'اشتراک ۳۰ روزه',
  language: 'fa',
  payerId: '500100201',
  callbackUrl: `https://bots.example.com/payments/tribute/2?p=${reference}&l=fa`,
  returnUrl: 'https://t.me/shop_bot',
  expiresAt: new Date('2100-01-01'),
  ...more,
});

export const knownOf = (more: Partial<KnownPayment> = {}): RepeatingPayment => ({
  reference,
  externalId: uuid,
  account: 'tribute',
  amount: '349',
  currency: 'RUB',
  createdAt: new Date(),
  receipt: null,
  payerId: '500100201',
  mandate: null,
  ...more,
});

export const refundOf = (more: Partial<KnownPayment> = {}) => ({
  ...knownOf(more),
  refundAmount: '349',
  refundReference: 'd'.repeat(32),
  description: 'Plan',
});

export const callbackOf = (body: string, signature?: string): RawCallback => ({
  method: 'POST',
  query: {},
  headers: signature === undefined ? {} : { 'trbt-signature': signature },
  body: Buffer.from(body),
  ip: '',
});

import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, shownTelegramId, shownToman, sortBy, time } from './schemas.js';

const method = z
  .string()
  .regex(/^[a-z0-9_]{1,40}$/, 'must be the name of a payment method')
  .meta({ description: '`card_to_card`, `zarinpal`, or another gateway', examples: ['card_to_card'] });
const status = z
  .enum(['pending', 'paid', 'approved', 'rejected', 'failed', 'cancelled', 'expired', 'refunded', 'held'])
  .meta({
    description:
      'Where it stands. `approved` and `rejected`: by an admin, who saw the receipt. `paid`: the gateway verified it. `held`: money is there, not as it was asked for; decide with `settle`',
  });

const cardToCard = z.object({
  card_id: id.nullable().meta({ description: 'Card the money was sent to' }),
  tracking_number: z.string(),
  receipt_type: z.enum(['image', 'text', 'both']).nullable(),
  receipt_text: z.string().nullable(),
  receipt_image_file_id: z.string().nullable().meta({ description: 'File at Telegram' }),
  admin_reviewed_by: shownTelegramId.nullable(),
  admin_reviewed_at: time.nullable(),
  admin_notes: z.string().nullable(),
});
const zarinpal = z.object({
  authority: z.string().nullable().meta({ description: 'Name of the payment at Zarinpal' }),
  ref_id: z.string().nullable().meta({ description: 'Receipt number of Zarinpal' }),
});
const gateway = z.object({
  external_id: z.string().nullable().meta({ description: 'Name of the payment at the gateway' }),
  currency: z.string(),
  currency_amount: z
    .string()
    .nullable()
    .meta({ description: 'Amount in that currency, as a decimal number' }),
  rate_toman: z
    .string()
    .nullable()
    .meta({ description: 'Toman a unit of that currency when it was asked for' }),
  payment_url: z.string().nullable(),
  paid_at: time.nullable(),
  expires_at: time.nullable(),
});

const payment = z
  .object({
    id: id.meta({ description: 'Number of the payment, over all methods', examples: ['42'] }),
    method,
    status,
    user_id: id,
    amount_toman: shownToman,
    transaction_id: id.nullable().meta({ description: 'Ledger row that credited it; null: not credited' }),
    purchase: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What is bought when the money is there; null: only a top-up' }),
    card_to_card: cardToCard.nullable().meta({ description: 'Of the method `card_to_card` only' }),
    zarinpal: zarinpal.nullable().meta({ description: 'Of the method `zarinpal` only' }),
    gateway: gateway.nullable().meta({ description: 'Of all other methods' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Payment', description: 'A payment of a user, through any method' });

/**
 * Payments of all methods, as one list. What an admin does to a payment (approve, reject, check, refund) is an entry
 * here, `POST …/payments/{payment_id}/approve`, from the day a method can do it: an endpoint that always refuses would
 * promise what is not there.
 */
export const paymentEndpoints = {
  'payments.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/payments/{payment_id}',
    access: 'tenant',
    params: z.object({ payment_id: id }),
    output: payment,
    etag: 'gives',
    summary: 'Read a payment',
    errors: ['resource.unknown'],
  }),
  'payments.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/payments',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      method: method.optional(),
      status: status.optional(),
      user_id: id.optional(),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id'),
    }),
    output: pageOf(payment),
    summary: 'List the payments of all methods',
    description: 'Numbers grow with time over all methods, so `sort=-id` has the newest first.',
    errors: ['cursor.invalid'],
  }),
} as const;

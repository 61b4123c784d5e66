import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
} from './schemas.js';

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
const gateway = z.object({
  reference: z.string().meta({
    description: 'Our name of the payment, which the gateway is given',
    examples: ['0123456789abcdef0123456789abcdef'],
  }),
  external_id: z
    .string()
    .nullable()
    .meta({ description: "The gateway's name of the payment; null: it has not answered yet" }),
  currency: z.string().meta({ description: 'What was asked for: `IRT` is toman', examples: ['IRR'] }),
  currency_amount: z
    .string()
    .nullable()
    .meta({ description: 'Amount in that currency, as a decimal number' }),
  rate_toman: z
    .string()
    .nullable()
    .meta({ description: 'Toman a unit of that currency when it was asked for' }),
  credited_toman: shownToman.nullable().meta({
    description: 'What went into the wallet; another sum than `amount_toman` where another was paid',
  }),
  receipt: z.string().nullable().meta({ description: 'Number that the payer can show' }),
  note: z.string().nullable().meta({ description: 'What the gateway said of the payer: a masked card' }),
  problem: z.string().nullable().meta({
    description:
      "Null: none. `underpaid`, `overpaid`, `settled_by_hand`, `settled_twice` (the gateway has money of it too), `check_failed` (it cannot be asked, by a fault of the fleet; it is tried again), `refund_under_way`, `refund_refused …`, `refund_not_covered`, `refunded_in_part`, why it is held (`wrong_currency`, `payer_deleted`, the gateway's word), or the code of the last fault",
  }),
  payment_url: z.string().nullable().meta({ description: 'Where it is paid' }),
  callback_url: z.string().nullable().meta({
    description:
      'Address that Zarinpal was given to send the payer back to; null: another gateway, or not made yet',
  }),
  asked_at: time.nullable().meta({ description: 'When the gateway was asked to make it' }),
  expires_at: time.nullable().meta({ description: 'Until when it can be paid' }),
  paid_at: time.nullable().meta({ description: 'When it was credited' }),
  refunded_at: time.nullable().meta({ description: 'When the money went back' }),
  refunded_toman: shownToman.nullable().meta({
    description: 'What of `credited_toman` the gateway gave back by now, in all; null: nothing',
  }),
  refund_transaction_id: id.nullable().meta({
    description: 'Ledger row that took the money out of the wallet for that, the last where it went in parts',
  }),
  check_at: time
    .nullable()
    .meta({ description: 'When the gateway is asked next what became of it; null: it is asked no more' }),
  check_until: time.nullable().meta({ description: 'Up to when money that comes late is looked for' }),
  checks: shownNumber.meta({ description: 'How often it was asked' }),
});

const payment = z
  .object({
    id: id.meta({ description: 'Number of the payment, over all methods', examples: ['42'] }),
    method,
    status,
    user_id: id,
    amount_toman: shownToman,
    transaction_id: id.nullable().meta({ description: 'Ledger row that credited it; null: not credited' }),
    purchase: z.record(z.string(), z.unknown()).nullable().meta({
      description: 'What is bought when the money is there: `order_id`; null: only a top-up',
    }),
    card_to_card: cardToCard.nullable().meta({ description: 'Of the method `card_to_card` only' }),
    gateway: gateway.nullable().meta({ description: 'Of all other methods: what went through a gateway' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Payment', description: 'A payment of a user, through any method' });

const params = z.object({ payment_id: id });
/** Beyond it a digit too many is likelier than the wish. */
const mostToman = 100_000_000_000;

/**
 * Payments of all methods, as one list. What an admin does to a payment by card (approve, reject) is an entry here from the
 * day it can be done: an endpoint that always refuses would promise what is not there.
 */
export const paymentEndpoints = {
  'payments.check': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/check',
    access: 'tenant',
    params,
    output: z.object({
      answer: z.enum(['asked', 'asked_lately', 'no_answer', 'nothing_to_ask']).meta({
        description:
          '`asked`: the gateway answered, and what it said is done. `asked_lately`: it was, less than ten seconds ago, and is not again. `no_answer`: it failed, and is asked again by itself. `nothing_to_ask`: it has not made the payment, or never did',
      }),
      payment,
    }),
    summary: 'Ask the gateway what became of a payment',
    description:
      'The answer comes when the gateway has spoken, with the payment as it is then: credited, what it was for bought. Payments are asked about without it too, with growing pauses.',
    errors: ['resource.unknown', 'payment.no_gateway'],
  }),
  'payments.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/payments/{payment_id}',
    access: 'tenant',
    params,
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
  'payments.refund': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/refund',
    access: 'tenant',
    params,
    output: payment,
    summary: 'Give the money of a payment back through its gateway',
    description:
      'All of it, or what the gateway has not given back yet: what was bought with it is taken back where the wallet does not suffice, the money leaves the wallet, and `problem` is `refund_under_way` until the gateway has said yes (`status` `refunded`). Where it refuses, the money is in the wallet again, and the admins are told. Doing it twice is doing it once.',
    errors: ['resource.unknown', 'payment.no_gateway', 'payment.not_open', 'payment.not_refundable'],
  }),
  'payments.settle': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/settle',
    access: 'tenant',
    params,
    body: z.strictObject({
      reason: text(500).meta({
        description: 'How it is known that the money is there; the audit log keeps it',
      }),
      amount_toman: z
        .int('must be a whole number of toman')
        .min(1)
        .max(mostToman)
        .optional()
        .meta({ description: 'What came, in whole toman; left out: what was asked for' }),
    }),
    output: payment,
    summary: "Settle a payment by an admin's word",
    description:
      'For money that is there though the gateway cannot say so: it is credited as if it had, whatever the state of the payment, and what it was for is bought. Once: then it is paid, and refused. The gateway is asked on; money that it has too is told to the admins, and not credited.',
    errors: ['resource.unknown', 'payment.no_gateway', 'payment.not_open'],
  }),
} as const;

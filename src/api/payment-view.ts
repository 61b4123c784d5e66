import { z } from 'zod';
import { id, shownNumber, shownTelegramId, shownToman, time } from './schemas.js';

/** Name of a way to pay. */
export const method = z
  .string()
  .regex(/^[a-z0-9_]{1,40}$/, 'must be the name of a payment method')
  .meta({ description: '`card_to_card`, `zarinpal`, or another gateway', examples: ['card_to_card'] });
/** Where a payment stands. */
export const status = z
  .enum(['pending', 'paid', 'approved', 'rejected', 'failed', 'cancelled', 'expired', 'refunded', 'held'])
  .meta({
    description:
      'Where it stands. `approved` and `rejected`: by an admin, who saw the receipt. `paid`: the gateway verified it. `held`: money is there, not as it was asked for; decide with `settle`',
  });

const receiptPart = z.object({
  id,
  attempt: shownNumber.meta({ description: 'Rejections that the payment had when it came' }),
  kind: z.enum(['document', 'image', 'text']),
  file_id: z.string().nullable().meta({ description: "File at Telegram: the bot's token opens it" }),
  words: z.string().nullable().meta({ description: 'Its words, or the caption' }),
  reference_numbers: z
    .array(z.string())
    .meta({ description: 'Numbers in its words that may be the reference of a transfer' }),
  created_at: time,
});
const cardToCard = z.object({
  card_id: id.nullable().meta({ description: 'Card the money was sent to' }),
  tracking_number: z.string().meta({ description: 'How people know it', examples: ['C2C-00423'] }),
  extra_toman: shownToman.meta({
    description: 'Part of the amount that only tells it from payments of the same sum; credited with it',
  }),
  is_under_review: z.boolean().meta({ description: 'Does a receipt wait for a decision?' }),
  submitted_at: time.nullable().meta({ description: 'When its last receipt came; null: none yet' }),
  tries: shownNumber.meta({ description: 'How often a receipt of it was sent back' }),
  receipts: z.array(receiptPart).meta({ description: 'What its payer sent, the newest 40 parts, in order' }),
  receipt_type: z.enum(['image', 'text', 'both']).nullable(),
  receipt_text: z.string().nullable(),
  receipt_image_file_id: z.string().nullable().meta({ description: 'File at Telegram' }),
  admin_reviewed_by: shownTelegramId
    .nullable()
    .meta({ description: 'Who decided last; null: nobody, or not in Telegram' }),
  admin_reviewed_at: time.nullable(),
  admin_notes: z.string().nullable(),
  reject_reason: z.string().nullable().meta({
    description: 'Code of the reason of the last rejection; null: none, or in `admin_notes`',
  }),
  bank_reference: z.string().nullable().meta({ description: 'Reference number of the transfer' }),
  credited_toman: shownToman.nullable().meta({
    description: 'What went into the wallet; another sum than `amount_toman` where another was approved',
  }),
  problem: z
    .string()
    .nullable()
    .meta({ description: 'Null: none. `underpaid`, `overpaid`: another sum was approved' }),
  note: z.string().nullable().meta({ description: 'What its evidence said of the payer: a masked card' }),
  expires_at: time.nullable().meta({ description: 'Until when a receipt can be sent' }),
  paid_at: time.nullable().meta({ description: 'When it was credited' }),
  refunded_at: time.nullable().meta({ description: 'When its approval was undone' }),
  refund_transaction_id: id
    .nullable()
    .meta({ description: 'Ledger row that took the money out of the wallet for that' }),
  check_at: time.nullable().meta({ description: 'When something is due: a reminder, or its end' }),
  checks: shownNumber.meta({ description: 'How often reviewers were reminded of it' }),
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
      "Null: none. `underpaid`, `overpaid`, `settled_by_hand`, `settled_twice` (the gateway has more money of it than was credited), `check_failed` (it cannot be asked, by a fault of the fleet; it is tried again), `refund_under_way`, `refund_refused …`, `refund_not_covered`, `refunded_in_part`, `order.tenant_wallet` (its period is bought once the wallet of the bot is filled), why it is held (`wrong_currency`, `payer_deleted`, the gateway's word), or the code of the last fault",
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

/** A payment as programs are shown it. */
export const payment = z
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

/** Something odd about a receipt. */
export const flag = z
  .object({
    kind: z
      .enum([
        'alike_picture',
        'amount_differs',
        'older_receipt',
        'rejected_often',
        'same_file',
        'same_picture',
        'same_reference',
      ])
      .meta({
        description:
          '`same_file`: the very file was sent before. `same_picture`: the same picture, compressed or scaled anew. `alike_picture`: the same cut, or another of the same look, with the same sum. `same_reference`: a number was named before. `rejected_often`: many receipts of the person were rejected in half a year. `amount_differs`: its words name other sums. `older_receipt`: its words name a day before the payment began',
      }),
    said_toman: z
      .array(shownNumber)
      .nullable()
      .meta({ description: 'Of `amount_differs`: the sums that its words name, in toman' }),
    day: z.string().nullable().meta({ description: 'Of `older_receipt`: the day, Gregorian' }),
    rejections: shownNumber.nullable().meta({ description: 'Of `rejected_often`: how many' }),
    payments: z
      .array(
        z.object({
          payment_id: id,
          tracking_number: z.string(),
          status: z.enum(['pending', 'approved', 'rejected', 'cancelled', 'expired']),
          reject_reason: z.string().nullable(),
          amount_toman: shownToman,
          is_same_person: z.boolean(),
          created_at: time,
        }),
      )
      .meta({
        description:
          'The payments that it points to, the newest five; the same payment where its rejected receipt is meant',
      }),
  })
  .meta({ id: 'ReceiptFlag', description: 'Something odd about a receipt' });

import { z } from 'zod';
import { parseTrackingNumber } from '#platform/tracking-number.js';
import { botEndpoint } from './endpoint.js';
import { flag, method, payment, status } from './payment-view.js';
import { id, pageOf, pageQuery, sortBy, text, time } from './schemas.js';

/** Why receipts are rejected; `services/card-payments/reject-payment` has the same. */
const rejectReason = z.enum(['amount', 'duplicate', 'not_received', 'other_card', 'unreadable']).meta({
  description: 'The payer reads it in their language. `duplicate` also marks its pictures and numbers',
});
const params = z.object({ payment_id: id });
/** Beyond it a digit too many is likelier than the wish. */
const mostToman = 100_000_000_000;
const wholeToman = z.int('must be a whole number of toman').min(1).max(mostToman);
const cameToman = wholeToman
  .optional()
  .meta({ description: 'What came, in whole toman; left out: what was asked for' });
const notes = text(500)
  .optional()
  .meta({ description: 'Words about the decision; the payer reads those of a rejection' });

/** Payments of all methods, as one list, and what is done to them. */
export const paymentEndpoints = {
  'payments.approve': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/approve',
    access: 'tenant',
    params,
    body: z.strictObject({
      amount_toman: cameToman,
      bank_reference: text(64)
        .optional()
        .meta({ description: 'Reference number of the transfer: a receipt that names it again is flagged' }),
      notes,
    }),
    output: payment,
    summary: 'Approve a payment from card to card',
    description:
      'The money is there: it is credited, and what it was for is bought. Whoever decides first wins; an expired or cancelled payment can be approved too, since who pays late has paid.',
    errors: ['resource.unknown', 'payment.not_card', 'payment.decided', 'payment.not_open'],
  }),
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
  'payments.flags': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/payments/{payment_id}/flags',
    access: 'tenant',
    params,
    output: z.object({ items: z.array(flag) }),
    summary: 'Read what is odd about the receipt of a payment from card to card',
    description:
      'Hints for who decides, the strongest first, looked up anew each time; none is a proof. Pictures are looked at some seconds after they came.',
    errors: ['resource.unknown', 'payment.not_card'],
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
      under_review: z
        .literal('true')
        .optional()
        .meta({ description: '`true`: from card to card, with a receipt that waits for a decision' }),
      tracking_number: text(40)
        .transform((typed) => parseTrackingNumber(typed) ?? typed)
        .optional()
        .meta({ description: 'From card to card, as people type it', examples: ['C2C-00423'] }),
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
    body: z
      .strictObject({
        amount_toman: wholeToman.optional().meta({
          description: 'A part, where the gateway knows parts; absent: all that has not gone back yet',
        }),
        reason: text(500).optional().meta({ description: 'For the audit log: why it goes back' }),
      })
      .default({}),
    output: payment,
    summary: 'Give the money of a payment back through its gateway',
    description:
      'All of it that the gateway has not given back yet, or a part: what was bought with it is taken back where the wallet does not suffice, the money leaves the wallet, and `problem` is `refund_under_way` until the gateway has said yes (`status` `refunded`). Where it refuses, the money is in the wallet again, and the admins are told. Doing it twice is doing it once.',
    errors: ['resource.unknown', 'payment.no_gateway', 'payment.not_open', 'payment.not_refundable'],
  }),
  'payments.reject': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/reject',
    access: 'tenant',
    params,
    body: z
      .strictObject({ reason: rejectReason.optional(), notes })
      .refine(({ reason, notes: words }) => reason !== undefined || words !== undefined, {
        message: 'give a reason, notes, or both: the payer reads them',
        path: ['reason'],
      }),
    output: payment,
    summary: 'Reject the receipt of a payment from card to card',
    description:
      'Only while it is under review. The payer hears why, and may send another receipt for a while (`payment_open_hours`). Whoever decides first wins.',
    errors: ['resource.unknown', 'payment.not_card', 'payment.decided', 'payment.not_under_review'],
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
      amount_toman: cameToman,
    }),
    output: payment,
    summary: "Settle a payment by an admin's word",
    description:
      'For money that is there though the gateway cannot say so: it is credited as if it had, whatever the state of the payment, and what it was for is bought. Once: then it is paid, and refused. The gateway is asked on; money that it has too is told to the admins, and not credited.',
    errors: ['resource.unknown', 'payment.amount_needed', 'payment.no_gateway', 'payment.not_open'],
  }),
  'payments.undo': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/payments/{payment_id}/undo',
    access: 'tenant',
    params,
    output: payment,
    summary: 'Undo the last decision about a payment from card to card',
    description:
      'Within an hour of it. An approval: what was bought with the money is taken back, and the money leaves the wallet, for good; what is spent otherwise is missing (`problem` is `refund_not_covered`). A rejection: the receipt is under review again. The payer hears of either.',
    errors: ['resource.unknown', 'payment.not_card', 'payment.not_undoable'],
  }),
} as const;

import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, shownTelegramId, shownToman, sortBy, text, time } from './schemas.js';

const state = z.enum(['requested', 'approved', 'paid', 'rejected', 'cancelled']).meta({
  description: '`requested` and `approved` are open; `cancelled`: by the partner',
});
const reason = z.enum(['requisites', 'rules', 'refunds']).meta({
  description:
    'Why it is rejected: the payment details are wrong, rules were not kept, payments were refunded',
});
const payout = z
  .object({
    id,
    user_id: id.meta({ description: 'Partner' }),
    amount_toman: shownToman,
    state,
    requisites_tail: z.string().meta({ description: 'Last four signs of where the money shall go' }),
    reject_reason: reason.nullable(),
    words: z.string().nullable().meta({ description: 'What the partner was told' }),
    decided_by: shownTelegramId
      .nullable()
      .meta({ description: 'Reviewer who decided last; null: nobody in Telegram' }),
    decided_by_name: z.string().nullable(),
    approved_at: time.nullable(),
    shown_at: time.nullable().meta({
      description: 'When it was first shown where the money shall go: from then on it may have been sent',
    }),
    shown_by: shownTelegramId
      .nullable()
      .meta({ description: 'Reviewer who saw it first; null: nobody in Telegram' }),
    shown_by_name: z.string().nullable(),
    closed_at: time.nullable().meta({ description: 'When it was paid, rejected or cancelled' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PartnerPayout', description: 'A partner asks for money of the balance' });

const params = z.object({ payout_id: id });
const path = '/bots/{bot_id}/partner-payouts/{payout_id}';
const one = { access: 'tenant', params, output: payout } as const;
const words = text(500).optional();

/** Payouts of partners. */
export const partnerPayoutEndpoints = {
  'partner-payouts.approve': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/approve`,
    summary: 'Approve a payout',
    description: 'The partner cannot take it back from then on. Whoever decides first wins.',
    errors: [
      'partner_payout.decided',
      'partner_payout.not_covered',
      'partner_payout.partner_gone',
      'resource.unknown',
    ],
  }),
  'partner-payouts.get': botEndpoint({
    ...one,
    method: 'GET',
    path,
    etag: 'gives',
    summary: 'Read a payout',
    errors: ['resource.unknown'],
  }),
  'partner-payouts.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/partner-payouts',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      state: state.optional(),
      user_id: id.optional(),
      sort: sortBy('id', 'amount_toman'),
    }),
    output: pageOf(payout),
    summary: 'List payouts',
    errors: ['cursor.invalid'],
  }),
  'partner-payouts.pay': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/pay`,
    body: z.strictObject({
      words: words.meta({ description: 'What the partner should know, such as the number of the transfer' }),
    }),
    summary: 'Note that an approved payout was sent',
    description:
      'The sum leaves the balance of the partner, who hears of it: in any case, since the money is gone. After refunds the balance may be below zero, and what is earned next fills it.',
    errors: ['partner_payout.decided', 'resource.unknown'],
  }),
  'partner-payouts.reject': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/reject`,
    body: z
      .strictObject({
        reason: reason.optional(),
        words: words.meta({ description: 'Why, in words for the partner' }),
        nothing_was_sent: z.literal(true).optional().meta({
          description: 'You are certain that the money was not sent; needed once `shown_at` is set',
        }),
      })
      .refine((fields) => fields.reason !== undefined || fields.words !== undefined, 'must say why'),
    summary: 'Reject an open payout',
    description: 'The sum is available to the partner again, who hears why.',
    errors: ['partner_payout.decided', 'partner_payout.maybe_sent', 'resource.unknown'],
  }),
  'partner-payouts.reveal': botEndpoint({
    method: 'POST',
    path: `${path}/reveal`,
    access: 'tenant',
    params,
    output: z.object({
      id,
      requisites: z.string().meta({
        description:
          'Where the money shall go, as the partner typed it; `[secret]` in an answer that is given again',
      }),
    }),
    summary: 'Read where an approved payout shall be sent',
    description:
      'The audit log has who looked, and `shown_at` when somebody first did. The first time it is refused where the payout could not be approved any more.',
    errors: [
      'partner_payout.decided',
      'partner_payout.not_covered',
      'partner_payout.partner_gone',
      'partner_payout.unreadable',
      'resource.unknown',
    ],
  }),
} as const;

import { z } from 'zod';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import {
  day,
  id,
  pageOf,
  pageQuery,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  time,
} from './schemas.js';

const state = z.enum(['asked', 'accepted', 'refused', 'ended']).meta({
  description:
    '`asked`: waits for a decision. `accepted`: earns. `ended`: earns no more, and keeps what was earned',
});
const percent = z
  .int()
  .min(0)
  .max(100)
  .nullable()
  .meta({ description: 'Part of the payments that is earned; null: `referral_commission_percent`' });
const holdDays = z
  .int()
  .min(0)
  .max(365)
  .nullable()
  .meta({ description: 'Days until what is earned can be paid out; null: `partner_hold_days`' });

const partner = z
  .object({
    user_id: id,
    state,
    commission_percent: shownNumber.nullable(),
    hold_days: shownNumber.nullable(),
    balance_toman: shownToman.meta({ description: 'What the bot owes; below zero after refunds' }),
    held_toman: shownToman.meta({ description: 'What of it cannot be paid out yet' }),
    reserved_toman: shownToman.meta({ description: 'What of it waits to be paid out' }),
    owed_toman: shownToman.meta({
      description: 'What of it is kept, since rewards for invitations were taken back after they were spent',
    }),
    available_toman: shownToman.meta({ description: 'The rest; it may be below zero' }),
    asked_at: time.nullable(),
    decided_at: time.nullable(),
    decided_by: shownTelegramId
      .nullable()
      .meta({ description: 'Reviewer who decided; null: nobody in Telegram' }),
    decided_by_name: z.string().nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Partner', description: 'A person who earns on what people pay whom they brought' });

const kind = z.enum([
  'earned',
  'taken_back',
  'given_again',
  'payout_requested',
  'payout_approved',
  'payout_paid',
  'payout_rejected',
  'payout_cancelled',
  'moved_to_wallet',
  'forfeited',
  'owed_settled',
]);
const movement = z
  .object({
    id,
    user_id: id.meta({ description: 'Partner' }),
    kind,
    amount_toman: shownToman.meta({ description: 'Change of the balance' }),
    reserved_toman: shownToman.meta({ description: 'Change of what waits to be paid out' }),
    balance_after_toman: shownToman,
    reserved_after_toman: shownToman,
    available_at: time.nullable().meta({ description: 'When the amount can be paid out; null: at once' }),
    from_user_id: id.nullable().meta({ description: 'Person who paid' }),
    paid_toman: shownToman.nullable().meta({ description: 'Money that it is a part of' }),
    percent: shownNumber.nullable(),
    earned_id: id.nullable().meta({ description: 'Movement of which it takes something back' }),
    payout_id: id.nullable(),
    reference_kind: z.string().nullable().meta({ description: 'Kind of the payment' }),
    reference_id: z.string().nullable().meta({ description: 'Number of the payment' }),
    created_at: time,
  })
  .meta({ id: 'PartnerTransaction', description: "A movement of a partner's balance; it never changes" });
type Movement = z.output<typeof movement>;

const columns = Object.keys(movement.shape) as readonly (keyof Movement)[];

const params = z.object({ user_id: id });
const path = '/bots/{bot_id}/partners/{user_id}';
const period = {
  from: day
    .optional()
    .meta({ description: "First day, in the bot's time zone; left out: 30 days up to `to`" }),
  to: day.optional().meta({ description: 'Last day; left out: today' }),
};

/** People who earn on those they brought. */
export const partnerEndpoints = {
  'partners.export': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/partners/export',
    access: 'tenant',
    query: z.object({
      ...period,
      format: z.enum(['json', 'csv']).default('json').meta({ description: 'Form of the answer' }),
    }),
    output: z.object({ items: z.array(movement) }),
    asCsv: ({ items }: { readonly items: readonly Movement[] }) => csvOf(columns, items),
    summary: 'Export the movements of all partners in a period',
    description:
      'At most 366 days and 20,000 movements, oldest first; choose a shorter period where there are more.',
    errors: ['stats.period'],
  }),
  'partners.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: partner,
    etag: 'gives',
    summary: 'Read a partner',
    errors: ['resource.unknown'],
  }),
  'partners.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/partners',
    access: 'tenant',
    query: z.object({ ...pageQuery, state: state.optional(), sort: sortBy('id', 'balance_toman') }),
    output: pageOf(partner),
    summary: 'List partners and those who asked to become one',
    errors: ['cursor.invalid'],
  }),
  'partners.set': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: z
      .strictObject({
        state: z.enum(['accepted', 'refused', 'ended']),
        commission_percent: percent,
        hold_days: holdDays,
      })
      .partial()
      .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field'),
    output: partner,
    summary: 'Accept, refuse or end a partner, and set their terms',
    description:
      'Also for who never asked: terms alone make them a partner. Who was accepted is ended, not refused, since what they earned stays theirs. Fields that are left out stay. Terms hold for payments from now on.',
    errors: ['partner.state_step', 'resource.unknown', 'user.deleted'],
  }),
  'partners.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/partners/statistics',
    access: 'tenant',
    query: z.object(period),
    output: z
      .object({
        from: day,
        to: day,
        time_zone: z.string(),
        now: z.object({
          accepted: shownNumber,
          asked: shownNumber,
          owed_toman: shownToman.meta({ description: 'Sum of all balances' }),
          reserved_toman: shownToman,
          open_payouts: shownNumber,
        }),
        total: z.object({
          revenue_toman: shownToman.meta({
            description: 'What people paid whom partners brought, less what went back',
          }),
          earned_toman: shownToman,
          paid_out_toman: shownToman,
          moved_to_wallet_toman: shownToman,
        }),
      })
      .meta({ id: 'PartnerStatistics', description: 'How partners stand, and what moved in a period' }),
    summary: 'Read what partners brought and earned',
    errors: ['stats.period'],
  }),
  'partners.transactions': botEndpoint({
    method: 'GET',
    path: `${path}/transactions`,
    access: 'tenant',
    params,
    query: z.object({ ...pageQuery, kind: kind.optional(), sort: sortBy('id') }),
    output: pageOf(movement),
    summary: "List the movements of a partner's balance",
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
} as const;

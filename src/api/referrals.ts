import { z } from 'zod';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, shownNumber, shownTelegramId, shownToman, sortBy, time } from './schemas.js';

const kind = z.enum(['commission', 'first', 'welcome']).meta({
  description:
    "`commission`: the inviter's part of a payment. `first`: the inviter's for the first sufficient one. `welcome`: the newcomer's for it",
});
const percent = z.int('must be a whole number').min(0).max(100);

const reward = z
  .object({
    id,
    user_id: id.meta({ description: 'Who earned it' }),
    inviter_id: id,
    invited_id: id.meta({ description: 'Who paid' }),
    kind,
    payment_table: z.string().meta({ description: 'Table of the payment' }),
    payment_id: z.string().meta({ description: 'Number of the payment' }),
    deposit_toman: shownToman.meta({ description: 'What was paid' }),
    percent: shownNumber.nullable().meta({ description: 'Part of the payment; null: a fixed bonus' }),
    amount_toman: shownToman.meta({ description: 'What was earned' }),
    withheld_toman: shownToman.meta({
      description: 'What of it was kept for rewards that had to be taken back and were spent',
    }),
    transaction_id: id.nullable().meta({ description: 'Movement of the wallet; null: none' }),
    taken_back_toman: shownToman.meta({ description: 'What of it was taken back with the payment' }),
    taken_back_at: time.nullable().meta({ description: 'When all of it was' }),
    created_at: time,
  })
  .meta({ id: 'ReferralReward', description: 'What a payment of an invited person earned somebody' });
type Reward = z.output<typeof reward>;

const columns = Object.keys(reward.shape) as readonly (keyof Reward)[];

const invited = z
  .object({
    user_id: id,
    telegram_id: shownTelegramId,
    first_name: z.string(),
    registered_at: time.nullable().meta({ description: 'Null: registration is under way' }),
    has_paid: z.boolean().meta({ description: 'Did a sufficient payment come?' }),
    earned_toman: shownToman.meta({ description: 'What the inviter earned by them, and kept' }),
    is_same_person: z
      .boolean()
      .meta({ description: 'They gave the e-mail of the inviter, so that they earn nothing' }),
  })
  .meta({ id: 'InvitedPerson', description: 'Somebody who was invited' });

const standing = z
  .object({
    user_id: id,
    referral_code: z.string(),
    referred_by: id.nullable().meta({ description: 'Who invited the person' }),
    percent: shownNumber
      .nullable()
      .meta({ description: "The person's own commission; null: as the bot says" }),
    is_off: z
      .boolean()
      .meta({ description: 'They invite nobody, and earn nothing but as an accepted partner' }),
    owed_toman: shownToman.meta({
      description: 'Rewards that had to be taken back and were spent: kept of what they earn next',
    }),
    invited_count: shownNumber,
    paid_count: shownNumber.meta({ description: 'Of these, with a sufficient payment' }),
    earned_toman: shownToman.meta({ description: 'What they earned by inviting, and kept' }),
  })
  .meta({ id: 'ReferralStanding', description: 'How a person stands as an inviter' });

const sums = z.object({
  joined_count: shownNumber.meta({ description: 'People who came by an invitation' }),
  paid_count: shownNumber.meta({ description: 'People whose first sufficient payment came' }),
  deposits_toman: shownToman.meta({ description: 'Payments that earned something' }),
  rewards_toman: shownToman.meta({ description: 'What inviters and newcomers earned' }),
  taken_back_toman: shownToman.meta({ description: 'What of it was taken back' }),
});
const top = z.object({
  user_id: id,
  telegram_id: shownTelegramId,
  username: z.string().nullable(),
  first_name: z.string(),
  paid_count: shownNumber,
  deposits_toman: shownToman,
  earned_toman: shownToman,
});

const params = z.object({ user_id: id });
const path = '/bots/{bot_id}/users/{user_id}/referral';

/** Inviting: what it earned, on which terms, and what it brought. */
export const referralEndpoints = {
  'referral-rewards.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/referral-rewards',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      limit: z.coerce
        .number('must be a whole number')
        .int('must be a whole number')
        .min(1)
        .max(1_000)
        .default(50)
        .meta({ description: 'Rows of a page' }),
      after_id: id.optional().meta({
        description: 'Only those with a greater number: so CSV goes on after its last line',
      }),
      inviter_id: id.optional(),
      invited_id: id.optional(),
      kind: kind.optional(),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id'),
      format: z.enum(['json', 'csv']).default('json').meta({ description: 'Form of the answer' }),
    }),
    output: pageOf(reward),
    asCsv: ({ items }: { readonly items: readonly Reward[] }) => csvOf(columns, items),
    summary: 'List what was earned by inviting',
    description: 'Booked once in the transaction that settles a payment from outside.',
    errors: ['cursor.invalid'],
  }),
  'referrals.attach': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/users/{user_id}/inviter',
    access: 'tenant',
    params,
    body: z.strictObject({ inviter_id: id }),
    output: standing,
    summary: 'Say who invited a person',
    description:
      'For a person of whom nobody is known to have invited them. It counts from then on: what they paid before earns nothing. It cannot be changed.',
    errors: ['referral.circle', 'referral.has_inviter', 'referral.not_open', 'resource.unknown'],
  }),
  'referrals.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: standing,
    etag: 'gives',
    summary: 'Read how a person stands as an inviter',
    errors: ['resource.unknown'],
  }),
  'referrals.invited': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/users/{user_id}/invited',
    access: 'tenant',
    params,
    query: z.object({ ...pageQuery, sort: sortBy('id') }),
    output: pageOf(invited),
    summary: 'List whom a person invited',
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
  'referrals.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/referrals/statistics',
    access: 'tenant',
    query: z.object({
      top_since: z
        .enum(['today', 'week', 'month', 'ever'])
        .default('month')
        .meta({ description: 'Since when the inviters are compared' }),
    }),
    output: z
      .object({
        time_zone: z.string(),
        today: sums.meta({ description: "Since midnight in the bot's time zone" }),
        week: sums.meta({ description: 'The last 7 days, this one among them' }),
        month: sums.meta({ description: 'The last 30 days, this one among them' }),
        ever: sums,
        top: z.array(top).meta({ description: 'The ten inviters who earned most' }),
      })
      .meta({ id: 'ReferralStatistics', description: 'What inviting brought' }),
    summary: 'Read what inviting brought',
  }),
  'referrals.update': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: z.strictObject({
      percent: percent.nullable().optional().meta({ description: 'Null: as the bot says' }),
      is_off: z.boolean().optional(),
    }),
    output: standing,
    etag: 'checks',
    summary: "Set a person's own terms as an inviter",
    description: 'Fields that are left out stay as they are. It counts for payments that come from then on.',
    errors: ['resource.unknown'],
  }),
} as const;

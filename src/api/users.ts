import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import {
  id,
  language,
  pageOf,
  pageQuery,
  queryFlag,
  sortBy,
  shownTelegramId,
  shownToman,
  text,
  time,
} from './schemas.js';
import { transaction } from './transactions.js';

const status = z.enum(['active', 'blocked', 'deleted']).meta({
  description: '`blocked`: by an admin. `deleted`: their data are erased, until they come back by themselves',
});
const user = z
  .object({
    id,
    telegram_id: shownTelegramId,
    username: z.string().nullable().meta({ description: 'Telegram @name without @ at the last contact' }),
    first_name: z.string(),
    last_name: z.string().nullable(),
    language,
    status,
    balance_toman: shownToman,
    referral_code: z.string().meta({ description: 'Code with which the person invites others' }),
    referred_by: id.nullable().meta({ description: 'User who invited the person' }),
    campaign_code: z
      .string()
      .nullable()
      .meta({ description: 'Start parameter of the campaign that brought the person; it never changes' }),
    can_receive: z.boolean().meta({ description: 'Do messages reach the person?' }),
    has_had_trial: z.boolean(),
    has_paid: z.boolean().meta({
      description:
        'Did they buy something for themselves that was not taken back? Gifts that they bought or took, and what was given to them, are none',
    }),
    registered_at: time.nullable().meta({ description: 'Null: registration is under way' }),
    last_seen_at: time,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'User', description: 'A person in one bot' });

const params = z.object({ user_id: id });
/** What one request may move: beyond it a digit too many is likelier than the wish. */
const mostToman = 100_000_000_000;
const movement = z.strictObject({
  amount_toman: z
    .int('must be a whole number of toman')
    .min(1)
    .max(mostToman)
    .meta({ description: 'Whole toman' }),
  reason: text(500).meta({
    description: 'Why; it is kept with the transaction, where the person may read it',
  }),
});

/** The people of a bot. */
export const userEndpoints = {
  'users.block': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/users/{user_id}/block',
    access: 'tenant',
    params,
    output: user,
    summary: 'Keep a person out of a bot',
    description:
      'The bot tells the person and answers nothing else from then on; their accounts on the panel are switched off while it lasts, their subscriptions keep their status. Doing it twice is doing it once.',
    errors: ['resource.unknown', 'user.deleted'],
  }),
  'users.credit': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/users/{user_id}/credit',
    access: 'tenant',
    params,
    body: movement,
    output: transaction,
    status: 201,
    location: '/bots/{bot_id}/transactions/{id}',
    summary: "Put money into a person's wallet",
    description:
      'A purchase that waits for the money is made with it, in the same transaction. Give an `Idempotency-Key`: repeats with it never move money again, however late they come.',
    errors: ['idempotency.mismatch', 'resource.unknown', 'user.balance_too_large', 'user.deleted'],
  }),
  'users.debit': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/users/{user_id}/debit',
    access: 'tenant',
    params,
    body: movement,
    output: transaction,
    status: 201,
    location: '/bots/{bot_id}/transactions/{id}',
    summary: "Take money out of a person's wallet",
    description:
      'Never below zero. Give an `Idempotency-Key`: repeats with it never move money again, however late they come.',
    errors: ['idempotency.mismatch', 'resource.unknown', 'user.balance_too_low', 'user.deleted'],
  }),
  'users.delete': botEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}/users/{user_id}',
    access: 'tenant',
    params,
    query: z.object({
      forfeit_balance: queryFlag
        .optional()
        .meta({ description: '`true`: what is left in the wallet is lost' }),
    }),
    etag: 'checks',
    summary: "Erase a person's data",
    description:
      'Names and conversation are erased, subscriptions end, groups of people who pay less are left, accounts on the panel are removed. The number, the Telegram id, the ledger and the payments stay: a person who comes back registers anew, and has had the trial and the one-time bonuses. A blocked person must be unblocked first, since they could come back otherwise.',
    errors: ['partner_payout.maybe_sent', 'resource.unknown', 'user.blocked', 'user.has_balance'],
  }),
  'users.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/users/{user_id}',
    access: 'tenant',
    params,
    output: user,
    etag: 'gives',
    summary: 'Read a user',
    errors: ['resource.unknown'],
  }),
  'users.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/users',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      status: status.optional(),
      search: text(100).optional().meta({
        description: 'Beginning of the first name, the last name or the @name, or a whole Telegram id',
      }),
      campaign_code: z
        .string()
        .regex(/^[\w-]{1,64}$/, 'must be a start parameter')
        .optional()
        .meta({ description: 'Start parameter of the campaign that brought them' }),
      registered_from: time.optional(),
      registered_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id', 'balance_toman'),
    }),
    output: pageOf(user),
    summary: 'List the users',
    description: 'Numbers grow with time, so `sort=-id` has the newest first.',
    errors: ['cursor.invalid'],
  }),
  'users.unblock': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/users/{user_id}/unblock',
    access: 'tenant',
    params,
    output: user,
    summary: 'Let a blocked person in again',
    description: 'The bot tells the person; their accounts on the panel are switched on again.',
    errors: ['resource.unknown', 'user.deleted'],
  }),
  'users.update': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/users/{user_id}',
    access: 'tenant',
    params,
    body: z.strictObject({ language }),
    output: user,
    etag: 'checks',
    summary: 'Change the language that the bot speaks with a person',
    errors: ['resource.unknown', 'user.deleted'],
  }),
} as const;

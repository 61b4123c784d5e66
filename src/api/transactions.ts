import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, shownToman, sortBy, text, time } from './schemas.js';

const type = z.enum([
  'deposit',
  'withdrawal',
  'subscription_payment',
  'refund',
  'referral_reward',
  'campaign_bonus',
  'promo_bonus',
  'poll_reward',
  'adjustment',
]);

/** A movement of a user's wallet. */
export const transaction = z
  .object({
    id,
    user_id: id,
    type: type.meta({ description: 'Why the money moved; `adjustment`: by an admin' }),
    amount_toman: shownToman.meta({ description: 'Above zero into the wallet, below zero out of it' }),
    balance_after_toman: shownToman,
    payment_method: z.string().nullable().meta({ description: 'Gateway it came through; null: internal' }),
    external_id: z.string().nullable().meta({ description: 'Name of the payment at the gateway' }),
    reference_kind: z.string().nullable().meta({ description: 'Kind of the row that caused it' }),
    reference_id: id.nullable(),
    description: z.string().nullable(),
    created_at: time,
  })
  .meta({
    id: 'Transaction',
    description: "A movement of a user's wallet: it is there once the money has moved, and never changes",
  });

/** The ledger of the users' wallets. */
export const transactionEndpoints = {
  'transactions.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/transactions/{transaction_id}',
    access: 'tenant',
    params: z.object({ transaction_id: id }),
    output: transaction,
    etag: 'gives',
    summary: 'Read a transaction',
    errors: ['resource.unknown'],
  }),
  'transactions.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/transactions',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      type: type.optional(),
      payment_method: text(40).optional(),
      user_id: id.optional(),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id'),
    }),
    output: pageOf(transaction),
    summary: "List the movements of the users' wallets",
    description:
      'A transaction has no status: it is there once the money has moved. What is under way are payments.',
    errors: ['cursor.invalid'],
  }),
} as const;

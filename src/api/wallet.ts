import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import {
  day,
  id,
  pageOf,
  pageQuery,
  shownBytes,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
  toman,
  tomanChange,
} from './schemas.js';
import { sums } from './wallet-statements.js';

/** The most that one movement may be. */
const most = 1_000_000_000_000;
const reason = text(500).meta({ description: 'Why; the tenant reads it in the ledger' });

const wallet = z
  .object({
    balance_toman: shownToman,
    min_balance_toman: shownToman.meta({
      description: 'Balance under which the tenant is warned or suspended',
    }),
    is_low: z.boolean().meta({
      description:
        'Is the balance, less `owed_toman`, below that? Also of a bot that the fleet charges nothing',
    }),
    owed_toman: shownToman.meta({
      description: 'For consumed traffic, charged within the hour or once the wallet has it',
    }),
    auto_suspend_on_low_balance: z.boolean(),
    sales_stopped_at: time.nullable().meta({
      description: 'Since when the bot sells nothing, its wallet being too low; null: it sells',
    }),
    stands_still_from: time.nullable().meta({
      description:
        'From when on the bot stands still unless the wallet is filled (`low_balance_grace_hours` after its sales stopped)',
    }),
    billing_model: z.enum(['none', 'traffic_consumption', 'subscription_sale', 'hybrid']),
    traffic_rate_toman: shownToman.meta({ description: 'Price of a gigabyte for the tenant' }),
    traffic_consumed_bytes: shownBytes.meta({ description: 'Since the start, in bytes' }),
    traffic_sold_bytes: shownBytes.meta({ description: 'Since the start, in bytes' }),
  })
  .meta({ id: 'Wallet', description: "A tenant's wallet with the fleet" });

const type = z.enum(['deposit', 'traffic_charge', 'consumption_charge', 'refund', 'adjustment']).meta({
  description: '`traffic_charge`: sold traffic. `consumption_charge`: consumed traffic',
});
const movement = z
  .object({
    id,
    type,
    amount_toman: shownToman.meta({ description: 'Above zero into the wallet, below zero out of it' }),
    balance_after_toman: shownToman,
    description: z.string().nullable(),
    created_by: shownTelegramId
      .nullable()
      .meta({ description: 'Admin who did it; null: the system, or this API' }),
    created_at: time,
  })
  .meta({ id: 'WalletTransaction', description: "A movement of a tenant's wallet" });

const usage = z.object({
  date: day,
  consumed_bytes: shownBytes,
  sold_bytes: shownBytes,
  gifted_bytes: shownBytes.meta({
    description: 'What the master token gave to subscriptions; it is not charged',
  }),
  charged_toman: shownToman,
  wallet_transaction_id: id.nullable().meta({ description: 'The charge in the ledger; null: not charged' }),
});

const bytes = z.int('must be a whole number of bytes').min(0).max(Number.MAX_SAFE_INTEGER).default(0);

const made = {
  access: 'master',
  output: movement,
  status: 201,
  location: '/bots/{bot_id}/wallet/transactions/{id}',
} as const;
const again =
  'Give an `Idempotency-Key`: the ledger keeps it for ever, so that the movement is made once however often it is asked for.';

/** The tenant's wallet with the fleet. */
export const walletEndpoints = {
  'wallet.adjust': botEndpoint({
    ...made,
    method: 'POST',
    path: '/bots/{bot_id}/wallet/adjust',
    body: z.strictObject({
      amount_toman: tomanChange
        .min(-most)
        .max(most)
        .refine((amount) => amount !== 0, 'must not be 0')
        .meta({ description: 'Above zero into the wallet, below zero out of it' }),
      reason,
    }),
    summary: "Correct a tenant's wallet",
    description: `The balance never goes below zero. ${again}`,
    errors: ['wallet.insufficient', 'wallet.too_large'],
  }),
  'wallet.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet',
    access: 'tenant',
    output: wallet,
    summary: "Read a tenant's wallet",
  }),
  'wallet.record-traffic': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/wallet/traffic',
    access: 'master',
    body: z
      .strictObject({
        consumed_bytes: bytes.meta({ description: 'Counted, and owed as what the panel tells' }),
        sold_bytes: bytes.meta({ description: 'Counted only: take its price by `wallet/subtract`' }),
        reason: text(500).meta({ description: 'Why; the audit log keeps it' }),
      })
      .refine(({ consumed_bytes, sold_bytes }) => consumed_bytes + sold_bytes > 0, 'must have traffic'),
    output: wallet,
    summary: 'Record traffic that the fleet did not see by itself',
    description: 'Give an `Idempotency-Key`: a repeat within two days records nothing.',
  }),
  'wallet.set': botEndpoint({
    ...made,
    method: 'POST',
    path: '/bots/{bot_id}/wallet/set',
    body: z.strictObject({ balance_toman: toman.max(most), reason }),
    summary: "Correct a tenant's wallet so that it holds just so much",
    description: `The ledger gets the difference, also where it is nothing. ${again}`,
    errors: ['wallet.too_large'],
  }),
  'wallet.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/statistics',
    access: 'tenant',
    query: z.object({
      from: day.optional().meta({ description: 'First day; left out: 30 days up to `to`' }),
      to: day.optional().meta({ description: 'Last day; left out: today' }),
    }),
    output: z
      .object({
        from: day,
        to: day,
        time_zone: z.string(),
        wallet,
        ...sums,
        spent_a_day_toman: shownToman.meta({
          description: 'Sold and consumed traffic a day on average, less what was refunded',
        }),
        lasts_days: shownNumber.nullable().meta({
          description: 'Days until the wallet is at its minimum at that pace; null: nothing is spent',
        }),
      })
      .meta({ id: 'WalletStatistics', description: "What went through a tenant's wallet" }),
    summary: "Read what goes through a tenant's wallet",
    description: "At most 366 days, of the bot's time zone.",
    errors: ['stats.period'],
  }),
  'wallet.subtract': botEndpoint({
    ...made,
    method: 'POST',
    path: '/bots/{bot_id}/wallet/subtract',
    body: z.strictObject({ amount_toman: toman.min(1).max(most), reason }),
    summary: "Take money out of a tenant's wallet",
    description: `The balance never goes below zero. ${again}`,
    errors: ['wallet.insufficient'],
  }),
  'wallet.top-up': botEndpoint({
    ...made,
    method: 'POST',
    path: '/bots/{bot_id}/wallet/top-up',
    body: z.strictObject({ amount_toman: toman.min(1).max(most), reason }),
    summary: "Put money into a tenant's wallet",
    description: `What is owed for consumed traffic is taken from it at once. ${again}`,
    errors: ['wallet.too_large'],
  }),
  'wallet.traffic': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/traffic',
    access: 'tenant',
    query: z.object({
      from: day.optional().meta({ description: 'First day; left out: 30 days up to `to`' }),
      to: day.optional().meta({ description: 'Last day; left out: today' }),
    }),
    output: z
      .object({
        from: day,
        to: day,
        total: usage.omit({ date: true, wallet_transaction_id: true }),
        days: z.array(usage).meta({ description: 'Days with traffic, oldest first' }),
      })
      .meta({ id: 'TrafficUsage', description: "Traffic of a tenant's users; days are in UTC" }),
    summary: 'Read the traffic of a tenant day by day',
    description: 'At most 366 days. Days are in UTC, as they are charged.',
    errors: ['stats.period'],
  }),
  'wallet-transactions.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/transactions/{wallet_transaction_id}',
    access: 'tenant',
    params: z.object({ wallet_transaction_id: id }),
    output: movement,
    summary: "Read a movement of a tenant's wallet",
    errors: ['resource.unknown'],
  }),
  'wallet-transactions.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/transactions',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      type: type.optional(),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id'),
    }),
    output: pageOf(movement),
    summary: "List the movements of a tenant's wallet",
    errors: ['cursor.invalid'],
  }),
} as const;

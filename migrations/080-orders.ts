import type { Migration, Run } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  dropTable,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

const additions: Readonly<Record<string, Table['columns']>> = {
  bot_plans: {
    squads: [
      "uuid[] not null default '{}'",
      'Squads of the panel that the plan gives; empty: all that the bot may sell',
    ],
  },
  subscriptions: {
    name: ["text check (name <> '' and length(name) <= 40)", 'Name that its owner gave it; null: none'],
    value_toman: [
      'bigint not null default 0 check (value_toman >= 0)',
      'What was paid for the time from value_from to ends_at, in toman; a change of plan credits the rest of it',
    ],
    value_from: ['timestamptz not null default now()', 'When the time began that value_toman was paid for'],
  },
};

const createOrders = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'orders',
    meaning: 'What a person wanted to buy, at which price, and what became of it',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Who buys'],
      kind: [
        "text not null check (kind in ('plan', 'simple', 'trial', 'traffic', 'devices', 'reset'))",
        'What is bought',
      ],
      wish: ['jsonb not null', 'What the person asked for'],
      wish_key: ["text not null check (wish_key <> '')", 'The wish as one word: a person has it open once'],
      state: [
        `text not null default 'draft'
          check (state in ('draft', 'waiting', 'paid', 'refunded', 'expired', 'cancelled'))`,
        'draft: shown; waiting: confirmed, waits for money (the cart); paid; refunded; expired; cancelled',
      ],
      revision: [
        'integer not null default 1 check (revision >= 1)',
        'Raised whenever the quote becomes another; a confirmation names the one that it saw',
      ],
      quote: ['jsonb not null', 'The price, line by line, and what the subscription is afterwards'],
      price_toman: ['bigint not null check (price_toman >= 0)', 'Sum of the lines, in toman'],
      quoted_at: ['timestamptz not null default now()', 'Instant for which the price was made'],
      expires_at: ['timestamptz not null', 'Until when a draft or a cart stands'],
      plan_id: ['bigint', 'Plan; null: none, or deleted since'],
      subscription_id: ['bigint', 'Subscription that it is about; null: still to be made'],
      transaction_id: ['bigint', 'Ledger row of the payment; null: not paid, or free'],
      refund_transaction_id: ['bigint', 'Ledger row of the refund'],
      sold_gb: ['bigint not null default 0 check (sold_gb >= 0)', 'Traffic that was sold, in gigabytes'],
      wallet_transaction_id: ['bigint', "Row of the tenant's ledger that paid for the sold traffic"],
      before: ['jsonb', 'The subscription before the sale, for a refund; null: it was made by it'],
      panel_revision: ['bigint', 'Revision of the subscription with which the panel has what was sold'],
      paid_at: ['timestamptz', 'When it was paid'],
      fulfilled_at: ['timestamptz', 'When the panel had taken it over; null: it must'],
      refunded_at: ['timestamptz', 'When it was taken back'],
      refund_reason: ['text', 'Why it was taken back'],
      ...timeColumns,
    },
    constraints: [
      'constraint orders_pkey primary key (bot_id, id)',
      'constraint orders_transaction_key unique (bot_id, transaction_id)',
      'constraint orders_refund_key unique (bot_id, refund_transaction_id)',
      'constraint orders_wallet_key unique (bot_id, wallet_transaction_id)',
      'constraint orders_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
      `constraint orders_plan_fkey foreign key (bot_id, plan_id) references bot_plans (bot_id, id)
         on delete set null (plan_id)`,
      `constraint orders_subscription_fkey foreign key (bot_id, subscription_id)
         references subscriptions (bot_id, id)`,
      `constraint orders_transaction_fkey foreign key (bot_id, transaction_id) references transactions (bot_id, id)`,
      `constraint orders_refund_fkey foreign key (bot_id, refund_transaction_id)
         references transactions (bot_id, id)`,
      `constraint orders_wallet_fkey foreign key (bot_id, wallet_transaction_id)
         references tenant_wallet_transactions (bot_id, id)`,
      `constraint orders_paid check ((paid_at is not null) = (state in ('paid', 'refunded')))`,
      `constraint orders_sold check (paid_at is null or subscription_id is not null)`,
      `constraint orders_refunded check ((refunded_at is not null) = (state = 'refunded'))`,
    ],
    indexes: [
      'create index orders_user on orders (bot_id, user_id, id)',
      `create unique index orders_open_wish on orders (bot_id, user_id, wish_key) where state in ('draft', 'waiting')`,
      `create unique index orders_one_cart on orders (bot_id, user_id) where state = 'waiting'`,
      'create index orders_plan on orders (bot_id, plan_id) where plan_id is not null',
      'create index orders_subscription on orders (bot_id, subscription_id, id) where subscription_id is not null',
      `create index orders_unfulfilled on orders (bot_id, subscription_id, id)
         where state = 'paid' and fulfilled_at is null`,
      `create index orders_expiring on orders (expires_at) where state in ('draft', 'waiting')`,
    ],
    storage: 'fillfactor = 85',
  });

/** What people order; squads of plans; names of subscriptions and what is left of their price. */
export const orders: Migration = {
  name: '080-orders',
  up: async (run) => {
    for (const [table, columns] of Object.entries(additions)) await addColumns(run, table, columns);
    await createOrders(run);
  },
  down: async (run) => {
    await dropTable('orders')(run);
    for (const [table, columns] of Object.entries(additions)) await dropColumns(run, table, columns);
  },
};

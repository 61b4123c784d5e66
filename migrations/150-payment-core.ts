import type { Migration, Run } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

/** What every payment through a gateway has. */
const shared: Table['columns'] = {
  reference: [
    "text not null default replace(gen_random_uuid()::text, '-', '') check (reference <> '')",
    'Our name of the payment, given to the gateway; known before it is called',
  ],
  account: ['text', 'Account at the gateway that it was made with; null: not asked for yet'],
  asked_at: ['timestamptz', 'When the gateway was asked to make it; null: not yet'],
  check_at: ['timestamptz', 'When the gateway is asked next what became of it; null: never'],
  checks: ['integer not null default 0 check (checks >= 0)', 'How often it was asked'],
  check_until: ['timestamptz', 'After this it is asked no more, and the payment ends'],
  message_id: ['bigint', "Message in the payer's chat that follows the payment; null: none"],
  credited_toman: [
    'bigint check (credited_toman >= 0)',
    'What was put into the wallet, in toman; null: nothing; it differs from the amount where another sum was paid',
  ],
  problem: ['text', 'Code of what is wrong with it; null: nothing'],
  note: ['text', 'What the gateway said of the payer, such as a masked card'],
  refunded_at: ['timestamptz', 'When the money went back to the payer'],
  refund_transaction_id: ['bigint', 'Ledger row that took it out of the wallet again'],
};

/** What payments through other gateways had already. */
const likeOthers: Table['columns'] = {
  currency: [
    "text not null default 'IRR' check (currency ~ '^[A-Z]{3,6}$')",
    'Currency that was asked for; rial',
  ],
  currency_amount: ['numeric(24, 8) check (currency_amount > 0)', 'Amount in that currency'],
  rate_toman: ['numeric(24, 8) check (rate_toman > 0)', 'Toman a unit of that currency'],
  payment_url: ['text', 'Page on which the payer pays'],
  paid_at: ['timestamptz', 'When the money was there'],
  expires_at: ['timestamptz', 'Until when it can be paid'],
};

const statuses = "'pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded', 'held'";
const tables = [
  {
    table: 'gateway_payments',
    method: 'gateway, ',
    before: "'pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded'",
  },
  { table: 'zarinpal_payments', method: '', before: "'pending', 'paid', 'failed', 'cancelled', 'expired'" },
] as const;

async function allow(run: Run, table: string, allowed: string): Promise<void> {
  await run(`alter table ${table} drop constraint ${table}_status_check`);
  await run(`alter table ${table} add constraint ${table}_status_check check (status in (${allowed}))`);
}

/** Payments are made, asked about, settled and given back by one core, whatever their gateway. */
export const paymentCore: Migration = {
  name: '150-payment-core',
  up: async (run) => {
    await addColumns(run, 'zarinpal_payments', likeOthers);
    await addColumns(run, 'gateway_payments', {
      receipt: ['text', 'Number that the payer can show, as the gateway gave it'],
    });
    // Nothing ever wrote or read it.
    await run('alter table gateway_payments drop column details');
    for (const { table, method } of tables) {
      await addColumns(run, table, shared);
      await allow(run, table, statuses);
      await run(`alter table ${table} add constraint ${table}_reference_key unique (bot_id, reference)`);
      await run(
        `alter table ${table} add constraint ${table}_refund_key unique (bot_id, refund_transaction_id)`,
      );
      await run(`alter table ${table} add constraint ${table}_refund_fkey
        foreign key (bot_id, refund_transaction_id) references transactions (bot_id, id)`);
      await run(`create unique index ${table}_one_open on ${table} (bot_id, ${method}(purchase->>'order_id'))
        where status = 'pending' and purchase is not null`);
      await run(`create index ${table}_due on ${table} (check_at) where check_at is not null`);
    }
  },
  down: async (run) => {
    for (const { table, before } of tables) {
      for (const index of ['due', 'one_open']) await run(`drop index ${table}_${index}`);
      await run(`update ${table} set status = 'failed' where status not in (${before})`);
      await allow(run, table, before);
      await dropColumns(run, table, shared);
    }
    await run(`alter table gateway_payments add column details jsonb not null default '{}'`);
    await run(`comment on column gateway_payments.details is 'What the gateway last said, without secrets'`);
    await dropColumns(run, 'gateway_payments', { receipt: ['', ''] });
    await dropColumns(run, 'zarinpal_payments', likeOthers);
  },
};

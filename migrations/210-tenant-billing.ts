import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const ofBots = {
  traffic_owed: [
    'numeric(38, 0) not null default 0 check (traffic_owed >= 0)',
    `Consumed traffic that is not charged yet: its bytes, each times the price of a gigabyte at which it was counted. A
gigabyte's bytes of it (2^30) are one toman, so that nothing is rounded`,
  ],
  traffic_charged_at: ['timestamptz', 'When consumed traffic was charged last'],
  sales_stopped_at: [
    'timestamptz',
    'Since when the bot sells nothing, its wallet being below its minimum; null: it sells',
  ],
  low_told_stage: [
    "text check (low_told_stage in ('low', 'stopped', 'still'))",
    'What those who run the bot were told of its wallet last; null: nothing, or that all is well again',
  ],
  low_due_at: ['timestamptz', 'When they are to hear of it again; null: at once'],
} as const;

const ofSubscriptions = {
  panel_counted: [
    'jsonb',
    `Counters of its account as they were counted last: when the account was made, bytes of its life, bytes since its last
reset, and when that was. {}: nothing was counted yet, and the first look counts from zero. Null: it is older than the
counting, and the first look is where it begins`,
  ],
} as const;

const dueBots = `
  create index bots_billing on bots (id)
  where min_wallet_balance_toman > 0 and billing_model <> 'none' or traffic_owed >= 1073741824
    or sales_stopped_at is not null or low_told_stage is not null`;

/** Kinds of movements, and which of them only take. */
const types = ['deposit', 'traffic_charge', 'refund', 'adjustment'];
const ledger = 'tenant_wallet_transactions';
const allow = (names: readonly string[], taking: string): readonly string[] => [
  `alter table ${ledger} drop constraint ${ledger}_type_check, drop constraint ${ledger}_sign`,
  `alter table ${ledger} add constraint ${ledger}_type_check
     check (type in (${names.map((name) => `'${name}'`).join(', ')})) not valid,
   add constraint ${ledger}_sign check (case when type in (${taking}) then amount_toman <= 0
     when type = 'adjustment' then true else amount_toman >= 0 end) not valid`,
  `alter table ${ledger} validate constraint ${ledger}_type_check`,
  `alter table ${ledger} validate constraint ${ledger}_sign`,
];
const index = `${ledger}_time`;

/** Consumed traffic is counted and charged, a wallet that is too low stops sales, and the ledger makes statements. */
export const tenantBilling: Migration = {
  name: '210-tenant-billing',
  up: async (run) => {
    await addColumns(run, 'bots', ofBots);
    await addColumns(run, 'subscriptions', ofSubscriptions);
    await run("alter table subscriptions alter column panel_counted set default '{}'");
    await run(dueBots);
    for (const change of allow([...types, 'consumption_charge'], "'traffic_charge', 'consumption_charge'"))
      await run(change);
    await run(`drop index ${index}`);
    await run(`create index ${index} on ${ledger} (bot_id, created_at, id) include (type, amount_toman)`);
  },
  down: async (run) => {
    await run(`drop index ${index}`);
    await run(`create index ${index} on ${ledger} (bot_id, created_at, id)`);
    await run(`update ${ledger} set type = 'traffic_charge' where type = 'consumption_charge'`);
    for (const change of allow(types, "'traffic_charge'")) await run(change);
    await run('drop index bots_billing');
    await dropColumns(run, 'subscriptions', ofSubscriptions);
    await dropColumns(run, 'bots', ofBots);
  },
};

import { appRole, fleetRole } from '#platform/database.js';
import type { Migration, Run } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

const effect = `constraint promocodes_effect check (case kind
    when 'balance' then amount_toman is not null
    when 'days' then days is not null
    when 'trial' then days is not null
    when 'discount' then (percent is null) <> (amount_toman is null) and valid_hours is not null
      and applies_to is not null
    when 'group' then group_id is not null or deleted_at is not null
    else traffic_gb is not null end)`;

const createBatches = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'promo_code_batches',
    meaning: 'Promo codes that were made at once, each for one use',
    columns: {
      ...idColumn,
      ...botColumn,
      name: ["text not null check (name <> '')", 'Name that admins give it'],
      size: ['integer not null check (size between 1 and 10000)', 'How many codes were made'],
      ...timeColumns,
    },
    constraints: ['constraint promo_code_batches_pkey primary key (bot_id, id)'],
  });

const createCodes = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'promocodes',
    meaning: 'A word that gives something to the people who send it to the bot',
    columns: {
      ...idColumn,
      ...botColumn,
      code: ['text not null check (length(code) between 3 and 32)', 'As it is written'],
      code_key: [
        'text not null check (length(code_key) between 3 and 32)',
        'The same for all ways in which it may be typed: without case, and look-alikes are one',
      ],
      kind: [
        "text not null check (kind in ('balance', 'days', 'trial', 'discount', 'group', 'traffic'))",
        'What it gives',
      ],
      amount_toman: ['bigint check (amount_toman > 0)', 'Toman into the wallet, or off a price'],
      percent: ['integer check (percent between 1 and 100)', 'Percent off a price'],
      valid_hours: ['integer check (valid_hours > 0)', 'How long the discount can be used'],
      applies_to: [
        "text check (applies_to in ('any', 'purchase', 'renewal'))",
        'What the discount comes off',
      ],
      discount_plan_ids: ['bigint[]', 'Plans that the discount is for; null: all, and the simple offer'],
      days: ['integer check (days > 0)', 'Days of a subscription, or of a trial'],
      plan_id: [
        'bigint',
        'Plan whose limits a subscription has that the days start; null: those of the simple offer',
      ],
      traffic_gb: ['integer check (traffic_gb > 0)', 'Gigabytes on top of the running subscription'],
      group_id: ['bigint', 'Group that it leads into'],
      most_uses: ['integer check (most_uses > 0)', 'Uses in all; null: any number'],
      most_per_person: ['integer not null default 1 check (most_per_person > 0)', 'Uses of one person'],
      most_per_day: [
        'integer check (most_per_day > 0)',
        "Uses on a day by the bot's clocks; null: any number",
      ],
      starts_at: ['timestamptz', 'It can be used from then on; null: at once'],
      ends_at: ['timestamptz', 'It can be used until then; null: for good'],
      audience: [
        `text not null default 'everyone'
             check (audience in ('everyone', 'newcomers', 'before_purchase', 'plan_buyers'))`,
        'Who may use it: newcomers never had anything, before_purchase have bought nothing yet, plan_buyers bought one of some plans',
      ],
      audience_plan_ids: ['bigint[]', 'Those plans; null: of another audience'],
      is_active: ['boolean not null default true', 'Can it be used?'],
      use_count: ['integer not null default 0 check (use_count >= 0)', 'Uses so far'],
      counted_day: ['date', 'Newest day on which it was used'],
      day_count: ['integer not null default 0 check (day_count >= 0)', 'Uses on that day'],
      batch_id: ['bigint', 'Batch that it was made in; null: by itself'],
      deleted_at: ['timestamptz', 'When it was deleted; it is kept for its uses'],
      ...timeColumns,
    },
    constraints: [
      'constraint promocodes_pkey primary key (bot_id, id)',
      effect,
      `constraint promocodes_audience_plans check ((audience = 'plan_buyers') = (audience_plan_ids is not null))`,
      'constraint promocodes_plan_fkey foreign key (bot_id, plan_id) references bot_plans (bot_id, id)',
      `constraint promocodes_group_fkey foreign key (bot_id, group_id) references promo_groups (bot_id, id)
         on delete set null (group_id)`,
      `constraint promocodes_batch_fkey foreign key (bot_id, batch_id) references promo_code_batches (bot_id, id)`,
    ],
    indexes: [
      'create unique index promocodes_key on promocodes (bot_id, code_key) where deleted_at is null',
      'create index promocodes_batch on promocodes (bot_id, batch_id, id) where batch_id is not null',
      'create index promocodes_plan on promocodes (bot_id, plan_id) where plan_id is not null',
      'create index promocodes_group on promocodes (bot_id, group_id) where group_id is not null',
    ],
    storage: 'fillfactor = 85',
  });

const createUses = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'promo_code_uses',
    meaning: 'A person used a promo code, and what they were given',
    columns: {
      ...idColumn,
      ...botColumn,
      code_id: ['bigint not null', 'Code'],
      user_id: ['bigint not null', 'Who used it'],
      transaction_id: ['bigint', 'Ledger row of the money that it gave'],
      subscription_id: ['bigint', 'Subscription to which it gave time or traffic'],
      discount_id: ['bigint', 'Discount that it gave; null: none, or removed since'],
      ...timeColumns,
    },
    constraints: [
      'constraint promo_code_uses_pkey primary key (bot_id, id)',
      'constraint promo_code_uses_code_fkey foreign key (bot_id, code_id) references promocodes (bot_id, id)',
      'constraint promo_code_uses_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
      `constraint promo_code_uses_transaction_fkey foreign key (bot_id, transaction_id)
           references transactions (bot_id, id)`,
      `constraint promo_code_uses_subscription_fkey foreign key (bot_id, subscription_id)
           references subscriptions (bot_id, id)`,
      `constraint promo_code_uses_discount_fkey foreign key (bot_id, discount_id)
           references discount_offers (bot_id, id) on delete set null (discount_id)`,
    ],
    indexes: [
      'create index promo_code_uses_code on promo_code_uses (bot_id, code_id, id)',
      'create index promo_code_uses_time on promo_code_uses (bot_id, created_at)',
      'create index promo_code_uses_user on promo_code_uses (bot_id, user_id, code_id)',
      `create index promo_code_uses_transaction on promo_code_uses (bot_id, transaction_id)
         where transaction_id is not null`,
      `create index promo_code_uses_subscription on promo_code_uses (bot_id, subscription_id)
         where subscription_id is not null`,
      'create index promo_code_uses_discount on promo_code_uses (bot_id, discount_id) where discount_id is not null',
    ],
  });

/** Promo codes, made one by one or many at once, and who used which. */
export const promoCodes: Migration = {
  name: '272-promo-codes',
  up: async (run) => {
    await createBatches(run);
    await createCodes(run);
    await createUses(run);
    // The number of a use names it in the ledgers before its row is written.
    await run(`grant usage on sequence promo_code_uses_id_seq to ${appRole}, ${fleetRole}`);
  },
  down: async (run) => {
    await dropTable('promo_code_uses')(run);
    await dropTable('promocodes')(run);
    await dropTable('promo_code_batches')(run);
  },
};

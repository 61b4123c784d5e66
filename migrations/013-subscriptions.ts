import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** What people bought. */
export const subscriptions: Migration = {
  name: '013-subscriptions',
  up: (run) =>
    createTenantTable(run, {
      name: 'subscriptions',
      meaning: 'A VPN subscription of a user, who may have several; the panel follows this row by job',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Owner'],
        plan_id: ['bigint', 'Plan it was last bought by'],
        status: [
          "text not null default 'pending' check (status in ('pending', 'active', 'expired', 'disabled'))",
          'pending: not paid or not provisioned; active; expired; disabled by an admin',
        ],
        is_trial: ['boolean not null default false', 'Is it a trial?'],
        starts_at: ['timestamptz not null default now()', 'When it began'],
        ends_at: ['timestamptz not null', 'Paid until'],
        traffic_limit_gb: [
          'integer not null default 0 check (traffic_limit_gb >= 0)',
          'Traffic in gigabytes; 0: unlimited',
        ],
        traffic_used_bytes: [
          'bigint not null default 0 check (traffic_used_bytes >= 0)',
          'Traffic used at the last look, in bytes',
        ],
        device_limit: ['integer not null default 1 check (device_limit >= 1)', 'Devices at the same time'],
        squads: ["uuid[] not null default '{}'", 'Squads of the panel that it may use'],
        panel_user_uuid: ['uuid', 'Account on the panel; null: none yet'],
        panel_short_uuid: ['text', 'Short id on the panel'],
        subscription_url: ['text', 'Link that the person puts into the VPN app'],
        crypto_link: ['text', 'Encrypted link for apps that hide the address'],
        is_autopay_enabled: ['boolean not null default false', 'Is it renewed from the wallet?'],
        autopay_days_before: [
          'integer not null default 3 check (autopay_days_before between 0 and 30)',
          'Days before the end at which it is renewed',
        ],
        provisioned_at: ['timestamptz', 'When the panel last took over this row; null: it must'],
        panel_seen_at: ['timestamptz', "When the panel's state was last read"],
        ...timeColumns,
      },
      constraints: [
        'constraint subscriptions_pkey primary key (bot_id, id)',
        'constraint subscriptions_panel_user_key unique (bot_id, panel_user_uuid)',
        'constraint subscriptions_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        'constraint subscriptions_plan_fkey foreign key (bot_id, plan_id) references bot_plans (bot_id, id)',
        'constraint subscriptions_time check (ends_at >= starts_at)',
      ],
      indexes: [
        'create index subscriptions_user on subscriptions (bot_id, user_id, id)',
        'create index subscriptions_plan on subscriptions (bot_id, plan_id) where plan_id is not null',
        "create index subscriptions_ending on subscriptions (bot_id, ends_at, id) where status = 'active'",
        "create index subscriptions_due on subscriptions (ends_at) where status = 'active'",
        "create index subscriptions_unprovisioned on subscriptions (updated_at) where provisioned_at is null and status <> 'pending'",
      ],
      storage: 'fillfactor = 85',
    }),
  down: dropTable('subscriptions'),
};

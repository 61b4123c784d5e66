import type { Migration } from './migration.js';
import { botColumn, createTenantTable, idColumn, timeColumns } from './tenant-table.js';

/** Advertising links: what each is, and who came by it. */
export const campaigns: Migration = {
  name: '281-campaigns',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'campaigns',
      meaning: 'An advertising link of a bot, with what people get who register by it',
      columns: {
        ...idColumn,
        ...botColumn,
        start_parameter: [
          `text not null check (start_parameter ~ '^[A-Za-z0-9_-]{1,48}$')`,
          'What its link carries after ?start=; never changed, and never of another campaign',
        ],
        name: ["text not null check (name <> '')", 'Name that admins give it; people do not see it'],
        is_active: ['boolean not null default true', 'Does it give its bonus?'],
        active_from: ['timestamptz', 'From when it gives its bonus; null: from the beginning'],
        active_until: ['timestamptz', 'Until when, without that instant; null: for good'],
        cost_toman: ['bigint check (cost_toman > 0)', 'What it costs in all, in toman; null: not known'],
        bonus: [
          `jsonb check (bonus ->> 'kind' in ('balance', 'subscription', 'discount'))`,
          'What people get who register by it; null: nothing',
        ],
        deleted_at: ['timestamptz', 'When it was deleted; it stays for its statistics'],
        ...timeColumns,
      },
      constraints: [
        'constraint campaigns_pkey primary key (bot_id, id)',
        'constraint campaigns_start_parameter unique (bot_id, start_parameter)',
        'constraint campaigns_period check (active_from < active_until)',
      ],
    });
    await createTenantTable(run, {
      name: 'campaign_people',
      meaning: 'A person opened the link of a campaign',
      columns: {
        ...botColumn,
        campaign_id: ['bigint not null', 'Campaign'],
        user_id: ['bigint not null', 'Person'],
        visits: ['integer not null default 1 check (visits > 0)', 'How often they opened the link'],
        visited_at: ['timestamptz not null default now()', 'When they last opened it; created_at: first'],
        registered_at: [
          'timestamptz',
          'When they registered by it; null: they did not, or another link had brought them',
        ],
        bonus_kind: [
          `text check (bonus_kind in ('balance', 'subscription', 'discount'))`,
          'The bonus that they got; null: none',
        ],
        bonus_refusal: [
          'text',
          'Why they did not get the bonus of the campaign; null: they did, or it had none',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint campaign_people_pkey primary key (bot_id, campaign_id, user_id)',
        `constraint campaign_people_campaign_fkey foreign key (bot_id, campaign_id)
           references campaigns (bot_id, id)`,
        `constraint campaign_people_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
        'constraint campaign_people_bonus check (bonus_kind is null or bonus_refusal is null)',
      ],
      indexes: [
        'create index campaign_people_user on campaign_people (bot_id, user_id)',
        `create unique index campaign_people_brought on campaign_people (bot_id, user_id)
           where registered_at is not null`,
      ],
      storage: 'fillfactor = 85',
    });
    await run(
      'create index users_campaign_code on users (bot_id, campaign_code, id) where campaign_code is not null',
    );
  },
  down: async (run) => {
    await run('drop index users_campaign_code');
    await run('drop table campaign_people');
    await run('drop table campaigns');
  },
};

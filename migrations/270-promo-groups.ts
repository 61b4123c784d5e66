import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

const percent = 'integer not null default 0 check (%s between 0 and 100)';
const percentOf = (name: string): string => percent.replace('%s', name);

const ofDiscounts: Table['columns'] = {
  amount_toman: [
    'bigint check (amount_toman > 0)',
    'What comes off the price, in toman; null: a percentage does',
  ],
  applies_to: [
    "text not null default 'any' check (applies_to in ('any', 'purchase', 'renewal'))",
    'What it comes off: purchase (what begins), renewal (what goes on or is taken up again), or any of both',
  ],
  plan_ids: ['bigint[]', 'Plans that it is for; null: all, and the simple offer'],
  event: ['text', 'What it was given for, once in a bot; null: the end of a subscription'],
};

/** Groups of people who pay less, and discounts of a sum, for some plans, or given for any event. */
export const promoGroups: Migration = {
  name: '270-promo-groups',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'promo_groups',
      meaning: 'A group of people who pay less for good; of several the one of the highest priority counts',
      columns: {
        ...idColumn,
        ...botColumn,
        name: ["text not null check (name <> '')", 'Name that admins give it, and people see'],
        priority: [
          'integer not null default 0',
          'The group of the highest priority counts; of equal ones, the oldest',
        ],
        period_percents: [
          `jsonb not null default '{}' check (jsonb_typeof(period_percents) = 'object')`,
          'Percent off a plan, by the days of its period',
        ],
        traffic_percent: [percentOf('traffic_percent'), 'Percent off traffic that is bought on top'],
        device_percent: [percentOf('device_percent'), 'Percent off devices that are bought on top'],
        spent_toman: [
          'bigint check (spent_toman > 0)',
          'Who has spent so much comes into it by itself; null: nobody does',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint promo_groups_pkey primary key (bot_id, id)',
        'constraint promo_groups_name unique (bot_id, name)',
      ],
    });
    await createTenantTable(run, {
      name: 'user_promo_groups',
      meaning: 'A person is in a group',
      columns: {
        ...botColumn,
        user_id: ['bigint not null', 'Person'],
        group_id: ['bigint not null', 'Group'],
        given_by: [
          "text not null check (given_by in ('admin', 'promo_code', 'spending'))",
          'How the person came into it',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint user_promo_groups_pkey primary key (bot_id, user_id, group_id)',
        `constraint user_promo_groups_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
        `constraint user_promo_groups_group_fkey foreign key (bot_id, group_id)
           references promo_groups (bot_id, id)`,
      ],
      indexes: ['create index user_promo_groups_group on user_promo_groups (bot_id, group_id)'],
    });
    await run('alter table discount_offers alter column percent drop not null');
    await addColumns(run, 'discount_offers', ofDiscounts);
    await run(`alter table discount_offers add constraint discount_offers_off
      check ((percent is null) <> (amount_toman is null))`);
    await run(
      'create unique index discount_offers_event on discount_offers (bot_id, event) where event is not null',
    );
  },
  down: async (run) => {
    await run('drop index discount_offers_event');
    await run('alter table discount_offers drop constraint discount_offers_off');
    await run('delete from discount_offers where percent is null');
    await dropColumns(run, 'discount_offers', ofDiscounts);
    await run('alter table discount_offers alter column percent set not null');
    await run('drop table user_promo_groups');
    await run('drop table promo_groups');
  },
};

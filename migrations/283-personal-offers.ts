import type { Migration, Run } from './migration.js';
import { botColumn, createTenantTable, idColumn, timeColumns } from './tenant-table.js';

const kind = (what: string) =>
  ["text not null check (kind in ('discount', 'test_access'))", `${what}: discount or test_access`] as const;
const isObject = (column: string): string => `jsonb not null check (jsonb_typeof(${column}) = 'object')`;

const templates = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'personal_offer_templates',
    meaning: 'An offer as a bot makes it to people, with its words',
    columns: {
      ...idColumn,
      ...botColumn,
      kind: kind('What is offered'),
      title: [isObject('title'), 'Title by language'],
      words: [isObject('words'), "Text in Telegram's HTML by language"],
      button: [isObject('button'), 'What the button says with which it is taken, by language'],
      open_hours: ['integer not null check (open_hours > 0)', 'For so many hours it can be taken'],
      holds_hours: [
        'integer not null check (holds_hours > 0)',
        'For so many hours the discount holds, or the servers can be tried, once it is taken',
      ],
      percent: [
        'integer check (percent between 1 and 100)',
        'Percent off the price; null: a sum, or no discount',
      ],
      amount_toman: ['bigint check (amount_toman > 0)', 'What comes off the price, in toman'],
      applies_to: [
        "text not null default 'any' check (applies_to in ('any', 'purchase', 'renewal'))",
        'What the discount comes off',
      ],
      plan_ids: ['bigint[]', 'Plans that the discount is for; null: all, and the simple offer'],
      squads: ["uuid[] not null default '{}'", 'Squads of the panel that can be tried'],
      archived_at: ['timestamptz', 'Since when it is not sent any more; null: it is'],
      ...timeColumns,
    },
    constraints: [
      'constraint personal_offer_templates_pkey primary key (bot_id, id)',
      `constraint personal_offer_templates_offered check (case kind
           when 'discount' then (percent is null) <> (amount_toman is null) and cardinality(squads) = 0
           else percent is null and amount_toman is null and cardinality(squads) > 0 end)`,
    ],
  });

const sendings = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'personal_offer_sendings',
    meaning: 'A template is sent to one person or to many, page by page',
    columns: {
      ...idColumn,
      ...botColumn,
      template_id: ['bigint not null', 'What is sent'],
      kind: kind('What is offered'),
      terms: [isObject('terms'), 'What is offered by it, as the template was when the sending began'],
      audience: ['text not null', 'To whom: person, everybody, or what they have'],
      user_id: ['bigint', 'The one person'],
      group_id: ['bigint', 'The discount group'],
      state: [
        "text not null default 'running' check (state in ('running', 'done', 'stopped'))",
        'running: it goes on; done: everybody was gone over; stopped: an admin ended it',
      ],
      after_user_id: ['bigint not null default 0', 'People up to this one were gone over'],
      until_user_id: ['bigint not null', 'The last one who is gone over: who comes later is not'],
      people_count: ['integer not null', 'People who are to be gone over'],
      looked_count: ['integer not null default 0', 'People who were gone over'],
      sent_count: ['integer not null default 0', 'Offers that were made by it'],
      ended_at: ['timestamptz', 'When it was done or stopped'],
      ...timeColumns,
    },
    constraints: [
      'constraint personal_offer_sendings_pkey primary key (bot_id, id)',
      `constraint personal_offer_sendings_template_fkey foreign key (bot_id, template_id)
           references personal_offer_templates (bot_id, id)`,
      `constraint personal_offer_sendings_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
      `constraint personal_offer_sendings_group_fkey foreign key (bot_id, group_id)
           references promo_groups (bot_id, id) on delete set null (group_id)`,
      `constraint personal_offer_sendings_ended check ((state = 'running') = (ended_at is null))`,
    ],
    indexes: [
      'create index personal_offer_sendings_template on personal_offer_sendings (bot_id, template_id)',
      'create index personal_offer_sendings_user on personal_offer_sendings (bot_id, user_id) where user_id is not null',
      'create index personal_offer_sendings_group on personal_offer_sendings (bot_id, group_id) where group_id is not null',
      "create index personal_offer_sendings_running on personal_offer_sendings (bot_id) where state = 'running'",
      'create index personal_offer_sendings_ended on personal_offer_sendings (ended_at) where ended_at is not null',
    ],
  });

const offers = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'personal_offers',
    meaning: 'An offer that was made to a person, and what became of it',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Person'],
      kind: kind('What is offered'),
      sending_id: ['bigint not null', 'Sending that made it, or made it anew last'],
      sent_at: ['timestamptz not null', 'When it was made, or made anew last'],
      open_until: ['timestamptz not null', 'Until when it can be taken'],
      taken_at: ['timestamptz', 'When it was taken; null: it was not'],
      discount_id: ['bigint', 'Discount that it gave; null: none, or forgotten since'],
      subscription_id: ['bigint', 'Subscription with which the servers are tried'],
      squads: ["uuid[] not null default '{}'", 'Squads of the panel that are tried'],
      access_until: ['timestamptz', 'Until when'],
      due_at: ['timestamptz', 'When it ends by itself; null: it does not, or has ended'],
      ended_at: ['timestamptz', 'When it ended; null: it has not, or its discount says so'],
      end_reason: [
        "text check (end_reason in ('over', 'revoked', 'erased'))",
        'Why: its time was over, an admin took it back, the data of the person were erased',
      ],
      ...timeColumns,
    },
    constraints: [
      'constraint personal_offers_pkey primary key (bot_id, id)',
      `constraint personal_offers_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
      `constraint personal_offers_sending_fkey foreign key (bot_id, sending_id)
           references personal_offer_sendings (bot_id, id)`,
      `constraint personal_offers_discount_fkey foreign key (bot_id, discount_id)
           references discount_offers (bot_id, id) on delete set null (discount_id)`,
      `constraint personal_offers_subscription_fkey foreign key (bot_id, subscription_id)
           references subscriptions (bot_id, id) on delete cascade`,
      'constraint personal_offers_ended check ((ended_at is null) = (end_reason is null))',
    ],
    indexes: [
      `create unique index personal_offers_open on personal_offers (bot_id, user_id, kind)
           where taken_at is null and ended_at is null`,
      'create index personal_offers_user on personal_offers (bot_id, user_id)',
      'create index personal_offers_sending on personal_offers (bot_id, sending_id)',
      'create index personal_offers_discount on personal_offers (bot_id, discount_id) where discount_id is not null',
      'create index personal_offers_subscription on personal_offers (bot_id, subscription_id) where subscription_id is not null',
      'create index personal_offers_due on personal_offers (bot_id, due_at) where due_at is not null',
      'create index personal_offers_left on personal_offers (ended_at) where taken_at is null and ended_at is not null',
      'create index personal_offers_taken on personal_offers (taken_at) where taken_at is not null',
    ],
  });

/** Offers to single people, which they take or leave: a discount, or servers to try for a while. */
export const personalOffers: Migration = {
  name: '283-personal-offers',
  up: async (run) => {
    for (const make of [templates, sendings, offers]) await make(run);
  },
  down: async (run) => {
    for (const name of ['personal_offers', 'personal_offer_sendings', 'personal_offer_templates'])
      await run(`drop table ${name}`);
  },
};

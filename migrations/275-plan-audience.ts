import type { Migration } from './migration.js';
import { addColumns, dropColumns, idColumn, type Table } from './tenant-table.js';

const ofPlans: Table['columns'] = {
  audience: [
    "text not null default 'all' check (audience in ('all', 'new', 'existing', 'group', 'link'))",
    'Who may buy it: all; new: who has bought nothing yet; existing: who has; group: who is in one of its groups; link: who opens its link',
  ],
  group_ids: ["bigint[] not null default '{}'", 'Groups whose people may buy it, where they alone may'],
  link_code: [
    "text check (link_code ~ '^[A-Za-z0-9_-]{12}$')",
    'What its link carries after plan_; null: it has had none',
  ],
};

const ofGroups: Table['columns'] = {
  squads: [
    "uuid[] not null default '{}'",
    'Squads of the panel that its people have beside those that a plan names',
  ],
};

/** Plans are for some people; a group has servers of its own; who is in a group is listed in the order of coming. */
export const planAudience: Migration = {
  name: '275-plan-audience',
  up: async (run) => {
    await addColumns(run, 'bot_plans', ofPlans);
    await run(
      'create unique index bot_plans_link on bot_plans (bot_id, link_code) where link_code is not null',
    );
    await addColumns(run, 'promo_groups', ofGroups);
    await addColumns(run, 'user_promo_groups', idColumn);
    await run(`alter table user_promo_groups drop constraint user_promo_groups_pkey,
      add constraint user_promo_groups_pkey primary key (bot_id, id),
      add constraint user_promo_groups_once unique (bot_id, user_id, group_id)`);
    await run('drop index user_promo_groups_group');
    await run('create index user_promo_groups_group on user_promo_groups (bot_id, group_id, id)');
  },
  down: async (run) => {
    await run('drop index user_promo_groups_group');
    await run('create index user_promo_groups_group on user_promo_groups (bot_id, group_id)');
    await run(`alter table user_promo_groups drop constraint user_promo_groups_once,
      drop constraint user_promo_groups_pkey,
      add constraint user_promo_groups_pkey primary key (bot_id, user_id, group_id)`);
    await dropColumns(run, 'user_promo_groups', idColumn);
    await dropColumns(run, 'promo_groups', ofGroups);
    await run('drop index bot_plans_link');
    await dropColumns(run, 'bot_plans', ofPlans);
  },
};

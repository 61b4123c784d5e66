import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
} from './tenant-table.js';

const ofSubscriptions = {
  word_at: [
    // The rows that are there are looked at once; the value needs no rewrite of the table.
    'timestamptz default now()',
    'From when on something is due by its time (its end, a warning, a reminder); what was due before is done; null: nothing comes',
  ],
  traffic_told: [
    'integer not null default 0 check (traffic_told between 0 and 100)',
    'Percent of the used traffic that the owner was warned of since it last began anew; 0: of none',
  ],
} as const;

const ofUsers = {
  wants_reminders: [
    'boolean not null default true',
    'Does the person wish to be reminded and warned of subscriptions?',
  ],
} as const;

// Of one that is given up, switched off or not paid, time makes nothing. Whoever moves an end, in whatever way and version, has it looked at anew: a row that is lost here would never be told of.
const planWords = `
  create function plan_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    if tg_op = 'UPDATE' and new.traffic_limit_gb is distinct from old.traffic_limit_gb then new.traffic_told := 0; end if;
    if tg_op = 'UPDATE' and (old.ends_at, old.status, old.is_trial, old.removal_wanted_at)
        is not distinct from (new.ends_at, new.status, new.is_trial, new.removal_wanted_at) then
      return new;
    end if;
    new.word_at := case when new.status in ('active', 'expired') and new.removal_wanted_at is null
      then clock_timestamp() end;
    return new;
  end $$`;
// What becomes expired by time alone is on its way already.
const onInsert = `
  create trigger plan_words_of_new before insert on subscriptions for each row execute function plan_words()`;
const onUpdate = `
  create trigger plan_words before update of ends_at, status, is_trial, removal_wanted_at, traffic_limit_gb on subscriptions
  for each row when (
    old.ends_at is distinct from new.ends_at or old.is_trial is distinct from new.is_trial
    or old.removal_wanted_at is distinct from new.removal_wanted_at
    or old.traffic_limit_gb is distinct from new.traffic_limit_gb
    or (old.status is distinct from new.status and not (old.status = 'active' and new.status = 'expired')))
  execute function plan_words()`;

/** What a subscription's time brings, when it is due, and discounts that people have for a while. */
export const expiry: Migration = {
  name: '200-expiry',
  up: async (run) => {
    await addColumns(run, 'subscriptions', ofSubscriptions);
    await run('alter table subscriptions alter column word_at drop default');
    await run(
      'create index subscriptions_words on subscriptions (bot_id, word_at) where word_at is not null',
    );
    for (const text of [planWords, onInsert, onUpdate]) await run(text);
    await run(
      `comment on function plan_words() is 'Has what is due of a subscription looked at anew, since its end or what it depends on has changed'`,
    );
    await addColumns(run, 'users', ofUsers);
    await createTenantTable(run, {
      name: 'discount_offers',
      meaning: 'A discount that a person has on their next purchase of a plan, for a while',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Person who has it'],
        kind: ["text not null check (kind <> '')", 'Why it was given, such as winback_first'],
        percent: ['integer not null check (percent between 1 and 100)', 'Percent off the price of the plan'],
        valid_until: ['timestamptz not null', 'When it ends'],
        subscription_id: ['bigint', 'Subscription that it is about; null: none'],
        ends_at: ['timestamptz', 'The end of that subscription which it was given for'],
        used_at: ['timestamptz', 'When it was used; null: it was not'],
        used_order_id: ['bigint', 'Order whose sale used it'],
        ...timeColumns,
      },
      constraints: [
        'constraint discount_offers_pkey primary key (bot_id, id)',
        'constraint discount_offers_once unique (bot_id, subscription_id, kind, ends_at)',
        `constraint discount_offers_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
        `constraint discount_offers_subscription_fkey foreign key (bot_id, subscription_id)
           references subscriptions (bot_id, id) on delete cascade`,
        `constraint discount_offers_order_fkey foreign key (bot_id, used_order_id)
           references orders (bot_id, id) on delete cascade`,
        'constraint discount_offers_used check ((used_at is null) = (used_order_id is null))',
      ],
      indexes: [
        'create index discount_offers_user on discount_offers (bot_id, user_id)',
        'create unique index discount_offers_order on discount_offers (bot_id, used_order_id) where used_order_id is not null',
        'create index discount_offers_over on discount_offers (valid_until) where used_order_id is null',
      ],
    });
  },
  down: async (run) => {
    await run('drop table discount_offers');
    await dropColumns(run, 'users', ofUsers);
    await run('drop trigger plan_words on subscriptions');
    await run('drop trigger plan_words_of_new on subscriptions');
    await run('drop function plan_words()');
    await run('drop index subscriptions_words');
    await dropColumns(run, 'subscriptions', ofSubscriptions);
  },
};

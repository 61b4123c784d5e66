import type { Migration, Run } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Which kinds of orders there are, and that all of them but gifts are about a subscription once they are paid. */
async function allowKinds(run: Run, { kinds, sold }: { kinds: readonly string[]; sold: string }) {
  await run('alter table orders drop constraint orders_kind_check');
  await run(`alter table orders add constraint orders_kind_check check (kind in ('${kinds.join("', '")}'))`);
  await run('alter table orders drop constraint orders_sold');
  await run(`alter table orders add constraint orders_sold check (${sold})`);
}

const kindsBefore = ['plan', 'simple', 'trial', 'traffic', 'devices', 'reset'];
const soldBefore = 'paid_at is null or subscription_id is not null';

/** Plans that people buy for somebody else. */
export const gifts: Migration = {
  name: '290-gifts',
  up: async (run) => {
    await allowKinds(run, {
      kinds: [...kindsBefore, 'gift', 'taking'],
      sold: `${soldBefore} or kind = 'gift'`,
    });
    await createTenantTable(run, {
      name: 'gifts',
      meaning: 'A plan that a person has paid for somebody else, who takes it by its link',
      columns: {
        ...idColumn,
        ...botColumn,
        order_id: ['bigint not null', 'Order by which it was bought'],
        buyer_id: ['bigint not null', 'Who bought it'],
        code: [
          "text not null check (code ~ '^[A-Za-z0-9_-]{20,60}$')",
          'Secret of its link: who has it can take the gift',
        ],
        plan_id: ['bigint', 'Plan that was bought; null: deleted since'],
        sold: ['jsonb not null', 'What was bought: name, days, limits, servers, and what the plan cost'],
        price_toman: ['bigint not null check (price_toman >= 0)', 'What its buyer paid, in toman'],
        recipient_telegram_id: ['bigint', 'Who alone may take it, by the Telegram id'],
        recipient_username: [
          "text check (recipient_username ~ '^[a-z0-9_]{4,32}$')",
          'Who alone may take it, by the user name in lower case; both null: anybody',
        ],
        greeting: [
          "text check (greeting <> '' and length(greeting) <= 300)",
          'Words of its buyer; null: none',
        ],
        state: [
          "text not null default 'open' check (state in ('open', 'taken', 'ended', 'refunded', 'cancelled'))",
          'open; taken; ended: its time was over; refunded: the money is back in the wallet; cancelled: its payment went back',
        ],
        valid_until: ['timestamptz not null', 'Until when it can be taken'],
        refundable_until: [
          'timestamptz',
          'Until when its buyer may ask for the money while it is open; null: never',
        ],
        is_refunded_at_end: ['boolean not null', 'Does the money go back by itself once its time is over?'],
        due_at: [
          'timestamptz',
          'When it is looked at next: the word before its end, or the end; null: it is over',
        ],
        taken_by: ['bigint', 'Who took it'],
        taking_order_id: ['bigint', 'Order by which it was taken'],
        taken_at: ['timestamptz', 'When it was taken'],
        ended_at: ['timestamptz', 'When it ended without having been taken, or was taken away again'],
        ...timeColumns,
      },
      constraints: [
        'constraint gifts_pkey primary key (bot_id, id)',
        'constraint gifts_code unique (bot_id, code)',
        'constraint gifts_order unique (bot_id, order_id)',
        'constraint gifts_order_fkey foreign key (bot_id, order_id) references orders (bot_id, id)',
        'constraint gifts_taking_fkey foreign key (bot_id, taking_order_id) references orders (bot_id, id)',
        'constraint gifts_buyer_fkey foreign key (bot_id, buyer_id) references users (bot_id, id)',
        'constraint gifts_taker_fkey foreign key (bot_id, taken_by) references users (bot_id, id)',
        `constraint gifts_plan_fkey foreign key (bot_id, plan_id) references bot_plans (bot_id, id)
           on delete set null (plan_id)`,
        'constraint gifts_recipient check (recipient_telegram_id is null or recipient_username is null)',
        `constraint gifts_taken check (state <> 'taken' or (taken_by is not null and taken_at is not null
           and taking_order_id is not null))`,
        `constraint gifts_ended check ((ended_at is not null) = (state in ('ended', 'refunded', 'cancelled')))`,
        `constraint gifts_looked_at check ((due_at is not null) = (state = 'open'))`,
      ],
      indexes: [
        'create index gifts_buyer on gifts (bot_id, buyer_id, id)',
        'create unique index gifts_taking on gifts (bot_id, taking_order_id) where taking_order_id is not null',
        'create index gifts_taker on gifts (bot_id, taken_by, id) where taken_by is not null',
        'create index gifts_plan on gifts (bot_id, plan_id) where plan_id is not null',
        'create index gifts_due on gifts (due_at) where due_at is not null',
        'create index gifts_made on gifts (bot_id, created_at)',
      ],
    });
  },
  down: async (run) => {
    await dropTable('gifts')(run);
    await run(
      "update orders set kind = 'plan' where kind in ('gift', 'taking') and subscription_id is not null",
    );
    await run("delete from orders where kind in ('gift', 'taking')");
    await allowKinds(run, { kinds: kindsBefore, sold: soldBefore });
  },
};

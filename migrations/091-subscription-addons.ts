import type { Migration, Run } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  dropTable,
  idColumn,
  timeColumns,
} from './tenant-table.js';

const columns = {
  base_traffic_gb: [
    'integer check (base_traffic_gb >= 0)',
    'Traffic without add-ons, in gigabytes; 0: unlimited; null: traffic_limit_gb has none in it',
  ],
  base_device_limit: [
    'integer check (base_device_limit >= 1)',
    'Devices without add-ons; null: device_limit has none in it',
  ],
  value_until: [
    'timestamptz',
    'When the time ends that value_toman was paid for: time that was given comes after it; null: ends_at',
  ],
} as const;

const createAddons = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'subscription_addons',
    meaning: 'What a subscription has on top of what was sold as its plan; its limits are the sum',
    columns: {
      ...idColumn,
      ...botColumn,
      subscription_id: ['bigint not null', 'Subscription that has it'],
      kind: ["text not null check (kind in ('traffic', 'devices'))", 'What it is'],
      amount: ['integer not null check (amount >= 0)', 'Gigabytes (0: unlimited), or devices'],
      given_by: [
        "text not null check (given_by in ('bought', 'admin', 'promotion'))",
        'Who gave it; what was bought is renewed at its price, a gift ends with its period',
      ],
      order_id: ['bigint', 'Order that it was bought by; null: given, or older than the table'],
      value_toman: [
        'bigint not null default 0 check (value_toman >= 0)',
        'What was paid for the time from paid_from to paid_until, in toman',
      ],
      paid_from: ['timestamptz not null default now()', 'When the time began that value_toman was paid for'],
      paid_until: ['timestamptz not null', 'Until when it was bought or given'],
      ended_at: ['timestamptz', 'When the subscription lost it; null: it has it'],
      ...timeColumns,
    },
    constraints: [
      'constraint subscription_addons_pkey primary key (bot_id, id)',
      `constraint subscription_addons_subscription_fkey foreign key (bot_id, subscription_id)
         references subscriptions (bot_id, id)`,
      `constraint subscription_addons_order_fkey foreign key (bot_id, order_id) references orders (bot_id, id)`,
      `constraint subscription_addons_amount check (amount >= 1 or kind = 'traffic')`,
    ],
    indexes: [
      'create index subscription_addons_subscription on subscription_addons (bot_id, subscription_id, id)',
      'create index subscription_addons_order on subscription_addons (bot_id, order_id) where order_id is not null',
    ],
  });

/** What an admin has added to the end since the last sale of time was not paid for. */
const keepPaidTime = `
  update subscriptions s
  set value_until = greatest(s.value_from, (last.quote ->> 'endsAt')::timestamptz)
  from orders last
  where last.bot_id = s.bot_id and s.value_toman > 0
    and last.id = (
      select max(o.id) from orders o
      where o.bot_id = s.bot_id and o.subscription_id = s.id and o.state = 'paid' and o.kind in ('plan', 'simple'))
    and (last.quote ->> 'endsAt')::timestamptz < s.ends_at`;

/*
 * What a running subscription has beyond its plan: bought, as far as orders for it say so since it last began or changed
 * its plan; else an admin gave it. Traffic for life has grown by renewals: there, only what was bought is on top.
 */
const keepAddons = `
  insert into subscription_addons (bot_id, subscription_id, paid_until, kind, amount, given_by, order_id)
  select s.bot_id, s.id, greatest(s.ends_at, now()), extra.kind, extra.amount, extra.given_by, extra.order_id
  from subscriptions s
  join bot_plans p on p.bot_id = s.bot_id and p.id = s.plan_id
  cross join lateral (
    select coalesce(sum((o.wish ->> 'count')::int) filter (where o.kind = 'devices'), 0) as devices,
      coalesce(sum((o.wish ->> 'gb')::int) filter (where o.kind = 'traffic'), 0) as gb,
      max(o.id) filter (where o.kind = 'devices') as devices_order,
      max(o.id) filter (where o.kind = 'traffic') as traffic_order
    from orders o
    where o.bot_id = s.bot_id and o.subscription_id = s.id and o.state = 'paid' and o.kind in ('devices', 'traffic')
      and o.id > coalesce((
        select max(began.id) from orders began
        where began.bot_id = s.bot_id and began.subscription_id = s.id and began.state = 'paid'
          and began.quote ->> 'effect' in ('start', 'restart', 'change')), 0)
  ) as bought
  cross join lateral (
    values
      ('devices', least(bought.devices, s.device_limit - p.device_limit), 'bought', bought.devices_order),
      ('devices', s.device_limit - p.device_limit - bought.devices, 'admin', null),
      ('traffic', least(bought.gb, s.traffic_limit_gb - p.traffic_limit_gb), 'bought', bought.traffic_order),
      ('traffic', case when s.traffic_reset <> 'none'
        then s.traffic_limit_gb - p.traffic_limit_gb - bought.gb else 0 end, 'admin', null)
  ) as extra (kind, amount, given_by, order_id)
  where s.status <> 'pending' and s.removal_wanted_at is null and not s.is_trial and extra.amount > 0
    and (extra.kind = 'devices' or p.traffic_limit_gb > 0)
  union all
  select s.bot_id, s.id, greatest(s.ends_at, now()), 'traffic', 0, case when o.id is null then 'admin' else 'bought' end, o.id
  from subscriptions s
  join bot_plans p on p.bot_id = s.bot_id and p.id = s.plan_id
  left join lateral (
    select max(id) as id from orders
    where bot_id = s.bot_id and subscription_id = s.id and state = 'paid' and kind = 'traffic' and wish ->> 'gb' = '0'
  ) as o on true
  where s.status <> 'pending' and s.removal_wanted_at is null and not s.is_trial
    and s.traffic_limit_gb = 0 and p.traffic_limit_gb > 0`;
const keepBases = `
  update subscriptions s
  set base_traffic_gb = case when surplus.gb is null then null when s.traffic_limit_gb = 0 then surplus.plan_gb
      else s.traffic_limit_gb - surplus.gb end,
    base_device_limit = s.device_limit - surplus.devices
  from (
    select a.bot_id, a.subscription_id, max(p.traffic_limit_gb) as plan_gb,
      sum(a.amount) filter (where a.kind = 'traffic') as gb,
      sum(a.amount) filter (where a.kind = 'devices') as devices
    from subscription_addons a
    join subscriptions held on held.bot_id = a.bot_id and held.id = a.subscription_id
    join bot_plans p on p.bot_id = held.bot_id and p.id = held.plan_id
    group by a.bot_id, a.subscription_id
  ) as surplus
  where surplus.bot_id = s.bot_id and surplus.subscription_id = s.id`;

const read = ['subscriptions', 'subscription_addons', 'orders', 'bot_plans'];

/** The rows of all bots are the owner's to rewrite, also where it is an ordinary role: only within this transaction. */
async function withAllRows(run: Run, statements: readonly string[]): Promise<void> {
  for (const table of read) await run(`alter table ${table} no force row level security`);
  for (const statement of statements) await run(statement);
  for (const table of read) await run(`alter table ${table} force row level security`);
}

/** What was sold is kept with the sale: limits of the plan, add-ons on their own, and the time that was paid for. */
export const subscriptionAddons: Migration = {
  name: '091-subscription-addons',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await createAddons(run);
    await withAllRows(run, [keepPaidTime, keepAddons, keepBases]);
  },
  down: async (run) => {
    await dropTable('subscription_addons')(run);
    await dropColumns(run, 'subscriptions', columns);
  },
};

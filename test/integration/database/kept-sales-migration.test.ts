import { expect } from 'chai';
import { openMigrator } from '../../../migrations/migrator.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';

/** A row as the statements below make it, by what it says. */
interface Before {
  readonly name: string;
  readonly limit: number;
  readonly devices: number;
  readonly plan: { readonly gb: number; readonly devices: number };
  readonly reset?: string;
  readonly orders?: readonly { readonly kind: string; readonly wish: object; readonly effect: string }[];
}

describe('subscriptions that were sold before add-ons were kept on their own', function () {
  this.timeout(60_000);
  let database: OwnDatabase;
  before(async () => {
    database = await makeOwnDatabase();
  });
  after(() => database.drop());

  async function move(work: 'down' | 'up', to?: string): Promise<void> {
    const migrator = await openMigrator(database.url);
    try {
      await migrator[work](to);
    } finally {
      await migrator.close();
    }
  }
  const one = async (sql: string): Promise<string> => {
    const [row] = await database.query<{ id: string }>(sql);
    return (row as { id: string }).id;
  };

  async function makeOne({
    name,
    limit,
    devices,
    plan,
    reset = 'month',
    orders = [],
  }: Before): Promise<void> {
    const planId = await one(
      `insert into bot_plans (bot_id, name, period_days, price_toman, traffic_limit_gb, device_limit)
       values (1, '${name}', 30, 100, ${plan.gb}, ${plan.devices}) returning id`,
    );
    const userId = await one(
      `insert into users (bot_id, telegram_id, first_name, language, referral_code)
       values (1, ${1_000 + Number(planId)}, 'A', 'fa', 'code${planId}') returning id`,
    );
    const id = await one(
      `insert into subscriptions (bot_id, user_id, plan_id, status, ends_at, traffic_limit_gb, device_limit, traffic_reset, name,
         value_toman)
       values (1, ${userId}, ${planId}, 'active', now() + interval '100 days', ${limit}, ${devices}, '${reset}', '${name}', 100)
       returning id`,
    );
    const all = [{ kind: 'plan', wish: {}, effect: 'start' }, ...orders];
    for (const { kind, wish, effect } of all)
      await database.query(
        `insert into orders (bot_id, user_id, kind, wish, wish_key, state, quote, price_toman, expires_at, subscription_id, paid_at)
         values (1, ${userId}, '${kind}', '${JSON.stringify(wish)}', 'x', 'paid',
           jsonb_build_object('effect', '${effect}', 'endsAt', now() + interval '30 days'), 100, now(), ${id}, now())`,
      );
  }

  it('have what was bought as bought and the rest as a gift; given days are no longer counted as paid', async () => {
    await move('up', '090-kept-terms');
    await database.query(
      `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id)
       values ('one', 'x', repeat('a', 64), 1)`,
    );
    const plan = { gb: 50, devices: 2 };
    const devices = (count: number) => ({ kind: 'devices', wish: { count }, effect: 'add' });
    const traffic = (gb: number) => ({ kind: 'traffic', wish: { gb }, effect: 'add' });
    await makeOne({ name: 'plain', limit: 50, devices: 2, plan });
    await makeOne({ name: 'bought', limit: 60, devices: 4, plan, orders: [devices(2), traffic(10)] });
    await makeOne({ name: 'given', limit: 90, devices: 5, plan, orders: [devices(1)] });
    await makeOne({ name: 'endless', limit: 0, devices: 2, plan, orders: [traffic(0)] });
    await makeOne({ name: 'smaller', limit: 20, devices: 1, plan });
    await makeOne({ name: 'life', limit: 175, devices: 2, plan, reset: 'none', orders: [traffic(25)] });
    await move('up');
    const rows = await database.query<Record<string, unknown>>(
      `select s.name, coalesce(base_traffic_gb, traffic_limit_gb) as gb, coalesce(base_device_limit, device_limit) as devices,
         (select string_agg(kind || ' ' || amount || ' ' || given_by, ', ' order by kind, given_by)
           from subscription_addons a where a.subscription_id = s.id) as addons,
         round(extract(epoch from value_until - now()) / 86400)::int as paid_days
       from subscriptions s order by s.id`,
    );
    expect(rows.map((row) => Object.values(row))).to.deep.equal([
      ['plain', 50, 2, null, 30],
      ['bought', 50, 2, 'devices 2 bought, traffic 10 bought', 30],
      ['given', 50, 2, 'devices 2 admin, devices 1 bought, traffic 40 admin', 30],
      ['endless', 50, 2, 'traffic 0 bought', 30],
      ['smaller', 20, 1, null, 30],
      ['life', 150, 2, 'traffic 25 bought', 30],
    ]);
    const forced = await database.query(
      `select relname from pg_class where relforcerowsecurity and relname in
         ('subscriptions', 'subscription_addons', 'orders', 'bot_plans')`,
    );
    expect(forced, 'the walls between bots stand again').to.have.lengthOf(4);
    await move('down', '091-subscription-addons');
    const [kept] = await database.query<{ gb: number }>(
      `select traffic_limit_gb as gb from subscriptions where name = 'given'`,
    );
    expect(kept?.gb).to.equal(90);
  });
});

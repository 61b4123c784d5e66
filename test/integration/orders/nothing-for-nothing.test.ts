import { expect } from 'chai';
import fc from 'fast-check';
import { Subscription } from '#models/subscription.js';
import { PermanentError } from '#platform/errors.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import type { Giver } from '#services/orders/give-free.js';
import { refundOrders } from '#services/orders/refund-order.js';
import type { Wish } from '#services/orders/types.js';
import {
  changeSubscription,
  extendSubscription,
  switchSubscription,
} from '#services/subscriptions/change-subscription.js';
import { openShop, type Look, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { openGivenTraffic, type GivenTraffic } from '../../support/given-traffic.js';

const on = fc.nat({ max: 2 });
const who = fc.constantFrom('tenant' as const, 'operator' as const);
const gb = fc.integer({ min: 0, max: 3_000 });
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('buy' as const), plan: fc.nat({ max: 4 }), on }), weight: 5 },
  {
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      what: fc.constantFrom('traffic' as const, 'devices' as const, 'reset' as const),
      on,
    }),
    weight: 3,
  },
  fc.record({ do: fc.constantFrom('trial' as const, 'simple' as const) }),
  {
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 45 }) }),
    weight: 3,
  },
  { arbitrary: fc.record({ do: fc.constant('deliver' as const) }), weight: 3 },
  fc.record({ do: fc.constant('fail' as const), on }),
  fc.record({ do: fc.constant('use' as const), gb, isLimited: fc.boolean(), on }),
  {
    arbitrary: fc.record({
      do: fc.constant('extend' as const),
      who,
      days: fc.integer({ min: 1, max: 400 }),
      on,
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('limit' as const),
      who,
      gb,
      devices: fc.integer({ min: 1, max: 9 }),
      on,
    }),
    weight: 2,
  },
  fc.record({ do: fc.constant('plan-of' as const), who, plan: fc.nat({ max: 4 }), on }),
  fc.record({ do: fc.constant('switch' as const), who, isOn: fc.boolean(), on }),
  fc.record({
    do: fc.constant('settings' as const),
    period: fc.constantFrom('none', 'day', 'week', 'month', 'month_rolling'),
    resets: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('edit-plan' as const),
    plan: fc.nat({ max: 4 }),
    gb,
    days: fc.integer({ min: 1, max: 120 }),
    price: fc.constantFrom(0, 1, 50_000, 300_000),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A reset is bought while the panel still has the limit of before, which is higher. */
const resetOfAnotherLimit: Step[] = [
  { do: 'edit-plan', plan: 1, gb: 2_699, days: 51, price: 300_000 },
  { do: 'edit-plan', plan: 0, gb: 1_878, days: 51, price: 50_000 },
  { do: 'buy', plan: 1, on: 2 },
  { do: 'deliver' },
  { do: 'extend', who: 'operator', days: 232, on: 0 },
  { do: 'settings', period: 'week', resets: false },
  { do: 'buy', plan: 0, on: 0 },
  { do: 'add', what: 'reset', on: 0 },
];

/*
 * The tenant pays a toman a gigabyte. Over whatever the tenant and its buyers do, the panel is never asked to give more
 * than the tenant was charged for and the operator gave.
 */
describe('any sequence of what a tenant and its buyers can do', function () {
  this.timeout(120_000);
  const wallet = 50_000_000;
  let shop: Shop;
  let plans: string[];
  let offersAtFirst: unknown[];
  let events = 0;

  before(async () => {
    shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 1,
      walletBalanceToman: wallet,
    });
    await shop.switchFeature('simple_purchase', true);
    const offers = [
      { priceToman: 0, trafficLimitGb: 1_000, periodDays: 1 },
      { priceToman: 50_001, trafficLimitGb: 20 },
      { priceToman: 60_000, trafficLimitGb: 20, periodDays: 44 },
      { priceToman: 333_333, trafficLimitGb: 100, periodDays: 90, deviceLimit: 3 },
      { priceToman: 999_999, periodDays: 365, deviceLimit: 5 },
    ];
    plans = [];
    for (const offer of offers) plans.push((await shop.addPlan(offer)).id);
    offersAtFirst = await ownerQuery(
      'select id, traffic_limit_gb, period_days, price_toman from bot_plans where bot_id = $1',
      [shop.botId],
    );
  });

  /** So that a counterexample fails by itself too, not only after the ones before it. */
  const putPlansBack = (): Promise<unknown> =>
    ownerQuery(
      `update bot_plans as plan set traffic_limit_gb = one.traffic_limit_gb, period_days = one.period_days,
         price_toman = one.price_toman
       from jsonb_populate_recordset(null::bot_plans, $2::jsonb) as one where plan.bot_id = $1 and plan.id = one.id`,
      [shop.botId, JSON.stringify(offersAtFirst)],
    );

  const planOf = (index: number): string => plans[index] as string;

  async function buy(userId: string, wish: Wish | undefined, { subscriptions }: Look): Promise<void> {
    const drafted = wish && (await shop.draft(userId, wish));
    if (drafted?.kind !== 'quoted') return;
    if ((await shop.confirm(userId, drafted.order)).kind !== 'paid') return;
    const { subscriptionId } = drafted.order;
    const earlier = subscriptions.find(({ id }) => id === subscriptionId);
    const later = (await shop.look(userId)).subscriptions.find(({ id }) => id === subscriptionId);
    const lostMs = earlier && later ? earlier.endsAt.getTime() - later.endsAt.getTime() : 0;
    expect(lostMs, 'an end moves back only as it was said').to.be.at.most(
      (drafted.order.quote.lostDays ?? 0) * 86_400_000,
    );
  }

  /** An admin's deed by the token of either; a refusal changes nothing. */
  async function deed(
    subscriptionId: string | undefined,
    of: 'operator' | 'tenant',
    work: (given: { subscription: Subscription; giver: Giver }) => Parameters<Shop['tenant']['db']>[0],
  ): Promise<void> {
    if (subscriptionId === undefined) return;
    events += 1;
    const giver: Giver =
      of === 'operator' ? { by: 'operator' } : { by: 'tenant', event: `test ${events}`, about: 'a test' };
    try {
      await shop.tenant.db(async (tx) => {
        const subscription = (await Subscription.findOne({ where: { id: subscriptionId } }))!;
        await work({ subscription, giver })(tx);
      });
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
    }
  }

  async function take(
    userId: string,
    taken: Step,
    { look, panel }: { look: Look; panel: GivenTraffic },
  ): Promise<void> {
    const { tenant, botId } = shop;
    const subscriptionId = 'on' in taken ? look.subscriptions[taken.on]?.id : undefined;
    switch (taken.do) {
      case 'buy':
        return buy(
          userId,
          { kind: 'plan', planId: planOf(taken.plan), subscriptionId: subscriptionId ?? 'new' },
          look,
        );
      case 'add': {
        if (subscriptionId === undefined) return;
        const more = { traffic: { gb: 25 }, devices: { count: 2 }, reset: {} }[taken.what];
        return buy(userId, { kind: taken.what, subscriptionId, ...more } as Wish, look);
      }
      case 'trial':
      case 'simple':
        return buy(userId, { kind: taken.do }, look);
      case 'wait':
        await panel.deliver();
        panel.pass(taken.days);
        for (const { id } of look.subscriptions) await shop.age(id, taken.days);
        return;
      case 'deliver':
        return panel.deliver();
      case 'fail':
        if (subscriptionId)
          await tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId, reason: 'test' }));
        return;
      case 'use':
        return subscriptionId === undefined ? undefined : shop.use(subscriptionId, taken.gb, taken.isLimited);
      case 'extend':
        return deed(
          subscriptionId,
          taken.who,
          (given) => (tx) => extendSubscription(tenant, tx, { ...given, days: taken.days }),
        );
      case 'limit': {
        // The operator gives what can be counted; a tenant may try anything.
        const trafficLimitGb = taken.who === 'operator' ? Math.max(1, taken.gb) : taken.gb;
        const wish = { trafficLimitGb, deviceLimit: taken.devices };
        return deed(
          subscriptionId,
          taken.who,
          (given) => (tx) => changeSubscription(tenant, tx, { ...given, wish }),
        );
      }
      case 'plan-of': {
        const wish = { planId: planOf(taken.who === 'operator' ? taken.plan % 4 : taken.plan) };
        return deed(
          subscriptionId,
          taken.who,
          (given) => (tx) => changeSubscription(tenant, tx, { ...given, wish }),
        );
      }
      case 'switch':
        return deed(
          subscriptionId,
          taken.who,
          (given) => (tx) => switchSubscription(tenant, tx, { ...given, isOn: taken.isOn }),
        );
      case 'settings':
        return shop.configure({
          traffic_reset_period: taken.period,
          traffic_reset_on_payment: taken.resets,
        });
      case 'edit-plan':
        await ownerQuery(
          `update bot_plans set traffic_limit_gb = $3, period_days = $4, price_toman = $5 where bot_id = $1 and id = $2`,
          // The last stays as it is: the operator may give every other.
          [botId, planOf(taken.plan % 4), Math.max(1, taken.gb), taken.days, taken.price],
        );
        return;
    }
  }

  /** Gigabytes that the tenant paid for and the operator gave, and whether its wallet is its ledger. */
  async function paid(): Promise<number> {
    const [row] = await ownerQuery<{ paid: number; gifts: number; ledger: number }>(
      `select (${wallet} - wallet_balance_toman)::float8 as paid,
         (select coalesce(sum(gifted_bytes), 0)::float8 / 1073741824 from tenant_traffic_usage where bot_id = $1) as gifts,
         (select coalesce(-sum(amount_toman), 0)::float8 from tenant_wallet_transactions where bot_id = $1) as ledger
       from bots where id = $1`,
      [shop.botId],
    );
    expect(row!.paid, "the tenant's wallet is its ledger").to.equal(row!.ledger);
    return row!.paid + row!.gifts;
  }

  it('asks the panel for no more than was charged to the tenant and given by the operator', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), async (steps) => {
        await shop.configure({
          subscriptions_per_user: 2,
          simple_purchase_price_toman: 60_000,
          simple_purchase_traffic_gb: 30,
          traffic_reset_period: 'month_rolling',
          traffic_reset_on_payment: false,
          trial_rest_kept: true,
          max_devices: 0,
        });
        await putPlansBack();
        const { id: userId } = await shop.addBuyer();
        events += 1;
        const gift = { userId, amountToman: 9_000_000, reason: 'x', idempotencyKey: `gift ${events}` };
        await shop.tenant.db((tx) => adjustBalance(shop.tenant, tx, gift));
        const panel = openGivenTraffic(shop.botId, userId);
        const before = await paid();
        for (const taken of steps) {
          await take(userId, taken, { look: await shop.look(userId), panel });
          if (taken.do !== 'wait' && taken.do !== 'deliver') continue;
          expect(panel.sum(), 'so far').to.be.at.most((await paid()) - before + 0.01);
        }
        await panel.deliver();
        expect(panel.sum(), 'in the end').to.be.at.most((await paid()) - before + 0.01);
        const { balanceToman, ledger } = await shop.look(userId);
        expect(balanceToman, 'the balance is the ledger').to.equal(
          ledger.reduce((sum, { amountToman }) => sum + amountToman, 0),
        );
      }),
      { numRuns: 80, examples: [[resetOfAnotherLimit]] },
    );
  });
});

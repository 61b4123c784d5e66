import { expect } from 'chai';
import fc from 'fast-check';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { refundOrders } from '#services/orders/refund-order.js';
import type { Wish } from '#services/orders/types.js';
import { openShop, type Look, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

type Step =
  | { readonly do: 'credit'; readonly toman: number }
  | { readonly do: 'buy'; readonly plan: number; readonly on: number }
  | { readonly do: 'add'; readonly what: 'traffic' | 'devices' | 'reset'; readonly on: number }
  | { readonly do: 'trial' | 'simple' }
  | { readonly do: 'deliver' | 'fail'; readonly on: number }
  | { readonly do: 'wait'; readonly days: number };

const on = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('credit' as const), toman: fc.integer({ min: 1, max: 400_000 }) }),
  { arbitrary: fc.record({ do: fc.constant('buy' as const), plan: fc.nat({ max: 3 }), on }), weight: 3 },
  fc.record({
    do: fc.constant('add' as const),
    what: fc.constantFrom('traffic' as const, 'devices' as const, 'reset' as const),
    on,
  }),
  fc.record({ do: fc.constantFrom('trial' as const, 'simple' as const) }),
  fc.record({ do: fc.constantFrom('deliver' as const, 'fail' as const), on }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
);

describe('any sequence of top-ups, purchases, changes, refunds and days', () => {
  let shop: Shop;
  let plans: string[];
  let credits = 0;
  before(async () => {
    shop = await openShop({ billingModel: 'hybrid', trafficRateToman: 7, walletBalanceToman: 5_000_000 });
    await shop.configure({
      subscriptions_per_user: 3,
      simple_purchase_price_toman: 60_000,
      period_discounts: { 90: 15 },
      trial_rest_kept: true,
    });
    await shop.switchFeature('simple_purchase', true);
    const offers = [
      { priceToman: 0, trafficLimitGb: 1, periodDays: 7 },
      { priceToman: 50_001, trafficLimitGb: 20 },
      { priceToman: 333_333, trafficLimitGb: 100, periodDays: 90, deviceLimit: 3 },
      { priceToman: 999_999, periodDays: 365, deviceLimit: 5 },
    ];
    plans = [];
    for (const offer of offers) plans.push((await shop.addPlan(offer)).id);
  });

  const wishOf = (taken: Step, subscriptionId: string | undefined): Wish | undefined => {
    if (taken.do === 'trial' || taken.do === 'simple') return { kind: taken.do };
    if (taken.do === 'buy')
      return { kind: 'plan', planId: plans[taken.plan] ?? '0', subscriptionId: subscriptionId ?? 'new' };
    if (taken.do !== 'add' || subscriptionId === undefined) return undefined;
    if (taken.what === 'traffic') return { kind: 'traffic', subscriptionId, gb: 25 };
    return taken.what === 'devices'
      ? { kind: 'devices', subscriptionId, count: 2 }
      : { kind: 'reset', subscriptionId };
  };

  /** Does one step; returns whether it was a purchase that was paid. */
  async function take(userId: string, taken: Step, { subscriptions }: Look): Promise<boolean> {
    const subscription = 'on' in taken ? subscriptions[taken.on] : undefined;
    const subscriptionId = subscription?.id;
    const { tenant } = shop;
    switch (taken.do) {
      case 'credit':
        credits += 1;
        await tenant.db((tx) =>
          adjustBalance(tenant, tx, {
            userId,
            amountToman: taken.toman,
            reason: 'x',
            idempotencyKey: `c${credits}`,
          }),
        );
        return true;
      case 'wait':
        for (const { id } of subscriptions) await shop.age(id, taken.days);
        return false;
      case 'deliver':
        if (subscription)
          await tenant.db((tx) =>
            fulfilOrders(tenant, tx, {
              subscriptionId: subscription.id,
              revision: subscription.panelRevision,
            }),
          );
        return false;
      case 'fail':
        if (subscriptionId)
          await tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId, reason: 'test' }));
        return false;
      default: {
        const wish = wishOf(taken, subscriptionId);
        const drafted = wish && (await shop.draft(userId, wish));
        if (drafted?.kind !== 'quoted') return false;
        return (await shop.confirm(userId, drafted.order)).kind === 'paid';
      }
    }
  }

  function check(before: Look, after: Look, wasPurchase: boolean): void {
    const { balanceToman, ledger, orders, subscriptions } = after;
    expect(balanceToman, 'the balance is the ledger').to.equal(
      ledger.reduce((sum, row) => sum + row.amountToman, 0),
    );
    expect(balanceToman).to.be.at.least(0);
    for (const row of ledger) expect(row.balanceAfterToman).to.be.at.least(0);
    const paid = orders.filter(({ state }) => state === 'paid');
    const spent = ledger
      .filter(({ type }) => type === 'subscription_payment' || type === 'refund')
      .reduce((sum, row) => sum - row.amountToman, 0);
    expect(spent, 'what was spent is what was bought').to.equal(
      paid.reduce((sum, order) => sum + order.priceToman, 0),
    );
    for (const order of orders) expect(order.priceToman).to.be.at.least(0);
    for (const one of subscriptions) {
      const earlier = before.subscriptions.find(({ id }) => id === one.id);
      expect(one.valueToman).to.be.at.least(0);
      if (wasPurchase && earlier)
        expect(one.endsAt.getTime(), 'an end never moves back by a purchase').to.be.at.least(
          earlier.endsAt.getTime(),
        );
      if (one.removalWantedAt === null)
        expect(
          paid.some(({ subscriptionId }) => subscriptionId === one.id),
          'no service without a sale',
        ).to.equal(true);
    }
  }

  it('keeps balances equal to ledgers, ends moving forward, and money at zero or above', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { id: userId } = await shop.addBuyer();
        let before = await shop.look(userId);
        for (const taken of steps) {
          const wasPurchase = await take(userId, taken, before);
          const after = await shop.look(userId);
          check(before, after, wasPurchase);
          before = after;
        }
        const [wallet] = await ownerQuery<{ is_sound: boolean }>(
          `select wallet_balance_toman = 5000000 + coalesce((select sum(amount_toman) from tenant_wallet_transactions
             where bot_id = $1), 0) and wallet_balance_toman >= 0 as is_sound from bots where id = $1`,
          [shop.botId],
        );
        expect(wallet?.is_sound, "the tenant's wallet is its ledger").to.equal(true);
      }),
      { numRuns: 40 },
    );
  });
});

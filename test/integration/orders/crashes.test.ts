import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { refundOrders } from '#services/orders/refund-order.js';
import type { Wish } from '#services/orders/types.js';
import { changeSubscription, extendSubscription } from '#services/subscriptions/change-subscription.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const tables = [
  'users',
  'transactions',
  'subscriptions',
  'subscription_addons',
  'orders',
  'outbox',
  'tenant_wallet_transactions',
  'tenant_traffic_usage',
];

/** Everything that a bot has, as text. */
async function everything(botId: string): Promise<string> {
  const parts = [];
  for (const table of tables) {
    const sql = `select coalesce(jsonb_agg(to_jsonb(row) order by to_jsonb(row)::text), '[]')::text as rows from ${table} as row where bot_id = $1`;
    parts.push(await ownerQuery<{ rows: string }>(sql, [botId]));
  }
  const wallet = 'select wallet_balance_toman, traffic_sold_bytes from bots where id = $1';
  return JSON.stringify([parts, await ownerQuery(wallet, [botId])]);
}

/** Lets work die before each of its statements: nothing of it may be there then; at last it lives. Returns the deaths. */
async function dieEverywhere(shop: Shop, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const before = await everything(shop.botId);
  for (let at = 1; ; at += 1) {
    const fate = await dieBefore(shop.tenant, at, work);
    if (!fate.died) return at - 1;
    expect(await everything(shop.botId), `after a death before statement ${at}`).to.equal(before);
  }
}

describe('a process that dies between any two statements', () => {
  let shop: Shop;
  let userId: string;
  let small: string;
  let large: string;
  beforeEach(async () => {
    shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 100,
      walletBalanceToman: 1_000_000,
    });
    small = (await shop.addPlan({ trafficLimitGb: 10 })).id;
    large = (await shop.addPlan({ name: 'Large', trafficLimitGb: 50, priceToman: 300_000 })).id;
    userId = (await shop.addBuyer(2_900_000)).id;
  });

  const confirm = (order: { id: string; revision: number }) => (tx: Tx) =>
    confirmOrder(shop.tenant, tx, { userId, orderId: order.id, revision: order.revision });
  const own = async (): Promise<string> => (await shop.look(userId)).subscriptions[0]!.id;

  it('leaves nothing of a purchase, a renewal, a change or an addition; the next try makes it once', async () => {
    const wishes: ((id: string) => Wish)[] = [
      () => ({ kind: 'trial' }),
      () => ({ kind: 'plan', planId: small }),
      (subscriptionId) => ({ kind: 'plan', planId: small, subscriptionId }),
      (subscriptionId) => ({ kind: 'plan', planId: large, subscriptionId }),
      (subscriptionId) => ({ kind: 'traffic', subscriptionId, gb: 10 }),
      (subscriptionId) => ({ kind: 'devices', subscriptionId, count: 2 }),
      (subscriptionId) => ({ kind: 'reset', subscriptionId }),
      (subscriptionId) => ({ kind: 'plan', planId: large, subscriptionId }),
      (subscriptionId) => ({ kind: 'plan', planId: small, subscriptionId }),
    ];
    for (const [at, wishOf] of wishes.entries()) {
      const wish = wishOf(at === 0 ? '' : await own());
      await dieEverywhere(shop, (tx) => draftOrder(shop.tenant, tx, { userId, wish }));
      const { order } = await shop.quote(userId, wish);
      expect(await dieEverywhere(shop, confirm(order))).to.be.at.least(8);
      const after = await everything(shop.botId);
      expect((await shop.confirm(userId, order)).kind).to.equal('paid');
      expect(await everything(shop.botId), 'a repeat').to.equal(after);
    }
    const { orders, subscriptions } = await shop.look(userId);
    expect([
      orders.length,
      new Set(orders.map(({ state }) => state)).size,
      subscriptions.length,
    ]).to.deep.equal([9, 1, 1]);
  });

  it('leaves nothing of a credit that completes a cart; the next try credits and buys once', async () => {
    await ownerQuery('update users set balance_toman = 0 where id = $1', [userId]);
    await ownerQuery('delete from transactions where user_id = $1', [userId]);
    await shop.buy(userId, { kind: 'plan', planId: small });
    const credit = (tx: Tx) =>
      adjustBalance(shop.tenant, tx, {
        userId,
        amountToman: 100_000,
        reason: 'A gift',
        idempotencyKey: 'gift',
      });
    expect(await dieEverywhere(shop, credit)).to.be.at.least(12);
    const after = await everything(shop.botId);
    await shop.tenant.db(credit);
    expect(await everything(shop.botId), 'a repeat').to.equal(after);
    const { balanceToman, orders } = await shop.look(userId);
    expect([balanceToman, orders.map(({ state }) => state)]).to.deep.equal([0, ['paid']]);
  });

  it('leaves nothing of what a tenant gives, neither the charge nor the traffic; the next try gives it once', async () => {
    await shop.buy(userId, { kind: 'plan', planId: small });
    const id = await own();
    await ownerQuery('update orders set fulfilled_at = now() where subscription_id = $1', [id]);
    const give = (event: string, trafficLimitGb: number) => async (tx: Tx) => {
      const subscription = (await Subscription.findOne({ where: { id } }))!;
      const giver = { by: 'tenant', event, about: 'a test' } as const;
      await extendSubscription(shop.tenant, tx, {
        subscription,
        giver: { ...giver, event: `${event} days` },
        days: 30,
      });
      await changeSubscription(shop.tenant, tx, { subscription, giver, wish: { trafficLimitGb } });
    };
    expect(await dieEverywhere(shop, give('raise', 30))).to.be.at.least(12);
    expect(await dieEverywhere(shop, give('lower', 5))).to.be.at.least(12);
    const after = await everything(shop.botId);
    const again = await shop.tenant.db(give('raise', 30)).catch((error: unknown) => String(error));
    expect(again, 'an event is charged once').to.match(/idempotency\./);
    expect(await everything(shop.botId)).to.equal(after);
  });

  it('leaves nothing of a refund; the next try returns everything once', async () => {
    await shop.buy(userId, { kind: 'plan', planId: small });
    const subscriptionId = await own();
    await shop.buy(userId, { kind: 'devices', subscriptionId, count: 1 });
    const refund = (tx: Tx) => refundOrders(shop.tenant, tx, { subscriptionId, reason: 'panel.refused' });
    expect(await dieEverywhere(shop, refund)).to.be.at.least(10);
    const after = await everything(shop.botId);
    expect(await shop.tenant.db(refund)).to.equal(false);
    expect(await everything(shop.botId), 'a repeat').to.equal(after);
    expect((await shop.look(userId)).balanceToman).to.equal(2_900_000);
  });
});

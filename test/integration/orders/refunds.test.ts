import { expect } from 'chai';
import { Bot } from '#models/bot.js';
import { Subscription } from '#models/subscription.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { User } from '#models/user.js';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import { changeSubscription } from '#services/subscriptions/change-subscription.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { extendSubscription } from '../../support/give.js';

const refund = (shop: Shop, subscriptionId: string) =>
  shop.tenant.db((tx) => refundOrders(shop.tenant, tx, { subscriptionId, reason: 'panel.refused' }));
const reverse = (shop: Shop, orderId: string) =>
  shop.tenant.db((tx) => reverseOrder(shop.tenant, tx, { orderId, reason: 'payment.refunded' }));
const idOf = async (buying: ReturnType<Shop['buy']>): Promise<string> => {
  const bought = await buying;
  if (bought.kind !== 'paid') throw new Error(bought.kind);
  return bought.subscriptionId;
};

describe('a sale that the panel cannot follow', () => {
  let shop: Shop;
  let planId: string;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ trafficLimitGb: 20 })).id;
    userId = (await shop.addBuyer(500_000)).id;
  });
  const fulfil = async (subscriptionId: string) => {
    const { panelRevision: revision } = (await shop.look(userId)).subscriptions[0]!;
    await shop.tenant.db((tx) => fulfilOrders(shop.tenant, tx, { subscriptionId, revision }));
  };

  it('is taken back once, however many find it at once: money, subscription, and a word to buyer and admins', async () => {
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    const before = (await shop.jobs()).length;
    const answers = await Promise.all([1, 2, 3].map(() => refund(shop, subscriptionId)));
    expect(answers.filter(Boolean)).to.have.lengthOf(1);
    const { balanceToman, ledger, subscriptions, orders } = await shop.look(userId);
    expect(balanceToman).to.equal(500_000);
    expect(ledger.map(({ type, amountToman }) => [type, amountToman]).slice(1)).to.deep.equal([
      ['subscription_payment', -100_000],
      ['refund', 100_000],
    ]);
    expect(subscriptions[0]).to.include({ status: 'disabled', provisionedAt: null });
    expect(subscriptions[0]!.removalWantedAt).to.be.instanceOf(Date);
    expect(orders[0]).to.include({ state: 'refunded', refundReason: 'panel.refused' });
    expect(namesOf((await shop.jobs()).slice(before))).to.deep.equal([
      'notice order_refunded',
      'notice sale_refunded',
      'subscription.provision',
    ]);
    const user = await shop.tenant.db(() => User.findOne({ where: { id: userId } }));
    expect(user!.hasPaid).to.equal(false);
    expect((await shop.buy(userId, { kind: 'plan', planId })).kind).to.equal('paid');
  });

  it('leaves what the panel has taken over already, and undoes what came after it', async () => {
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    await fulfil(subscriptionId);
    const kept = (await shop.look(userId)).subscriptions[0]!;
    await shop.buy(userId, { kind: 'plan', planId, subscriptionId });
    await shop.buy(userId, { kind: 'devices', subscriptionId, count: 2 });
    expect(await refund(shop, subscriptionId)).to.equal(true);
    const { balanceToman, subscriptions, orders } = await shop.look(userId);
    expect(balanceToman).to.equal(400_000);
    expect(orders.map(({ state }) => state)).to.deep.equal(['paid', 'refunded', 'refunded']);
    const { endsAt, deviceLimit, valueToman, status } = subscriptions[0]!;
    expect([endsAt.getTime(), deviceLimit, valueToman, status]).to.deep.equal([
      kept.endsAt.getTime(),
      1,
      100_000,
      'active',
    ]);
    expect(await refund(shop, subscriptionId)).to.equal(false);
  });

  it('keeps what an admin gave meanwhile', async () => {
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    await fulfil(subscriptionId);
    const kept = (await shop.look(userId)).subscriptions[0]!.endsAt.getTime();
    await shop.buy(userId, { kind: 'plan', planId, subscriptionId });
    await shop.tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id: subscriptionId } }))!;
      await extendSubscription(shop.tenant, tx, { subscription, days: 3 });
      const giver = { by: 'operator' } as const;
      await changeSubscription(shop.tenant, tx, { subscription, giver, wish: { deviceLimit: 9 } });
    });
    await refund(shop, subscriptionId);
    const { endsAt, deviceLimit } = (await shop.look(userId)).subscriptions[0]!;
    expect([endsAt.getTime() - kept, deviceLimit]).to.deep.equal([3 * 86_400_000, 9]);
  });

  it('is taken back before those that were paid before it, though it was looked at first', async () => {
    const dear = (await shop.addPlan({ name: 'Dear', priceToman: 200_000, trafficLimitGb: 50 })).id;
    await shop.configure({ plan_change: true });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: dear });
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    const change = await shop.quote(userId, { kind: 'plan', planId: dear, subscriptionId });
    const looked = await shop.quote(userId, { kind: 'plan', planId: dear });
    const older = looked.order.id === order.id ? looked : change;
    expect((await shop.confirm(userId, older.order)).kind).to.equal('paid');
    expect(Number(older.order.id), 'the order is older than the sale before it').to.be.lessThan(
      Number(
        (await shop.look(userId)).orders.find(({ wish }) => JSON.stringify(wish).includes(`"${planId}"`))!.id,
      ),
    );
    expect(await reverse(shop, (await shop.look(userId)).orders.at(-1)!.id), 'more was sold since').to.equal(
      false,
    );
    expect(await refund(shop, subscriptionId)).to.equal(true);
    const { balanceToman, subscriptions } = await shop.look(userId);
    expect(balanceToman).to.equal(500_000);
    expect(subscriptions).to.have.lengthOf(1);
    expect(subscriptions[0]!.removalWantedAt, 'nothing is left of what was paid back').to.be.instanceOf(Date);
  });

  it('gives the trial back to who never had an account', async () => {
    const { id: newcomer } = await shop.addBuyer();
    const subscriptionId = await idOf(shop.buy(newcomer, { kind: 'trial' }));
    await refund(shop, subscriptionId);
    const again = await idOf(shop.buy(newcomer, { kind: 'trial' }));
    await ownerQuery('update subscriptions set panel_user_id = 5 where id = $1', [again]);
    await refund(shop, again);
    expect(await shop.draft(newcomer, { kind: 'trial' })).to.include({ reason: 'order.trial_used' });
  });

  it('moves no money to who was erased', async () => {
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    await ownerQuery(`update users set status = 'deleted' where id = $1`, [userId]);
    expect(await refund(shop, subscriptionId)).to.equal(true);
    expect((await shop.look(userId)).ledger.map(({ type }) => type)).to.deep.equal([
      'deposit',
      'subscription_payment',
    ]);
  });
});

describe("the tenant's wallet at a sale", () => {
  const wallet = async (shop: Shop) => {
    const bot = await shop.tenant.db(() => Bot.findOne({ where: { id: shop.botId } }));
    const rows = await shop.tenant.db(() => TenantWalletTransaction.findAll({ order: [['id', 'ASC']] }));
    const days = await shop.tenant.db(() => TenantTrafficUsage.findAll());
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(days.map((day) => Number(day.soldBytes))), 'by day').to.equal(Number(bot!.trafficSoldBytes));
    return {
      left: bot!.walletBalanceToman,
      soldGb: Number(bot!.trafficSoldBytes) / 1_073_741_824,
      charged: sum(days.map((day) => Number(day.chargedToman))),
      ledger: rows.map(({ type, amountToman }) => [type, amountToman]),
    };
  };

  it('pays for the sold traffic at the rate of the bot, and has it back with a refund', async () => {
    const shop = await openShop({
      billingModel: 'hybrid',
      trafficRateToman: 100,
      walletBalanceToman: 20_000,
    });
    const { id: planId } = await shop.addPlan({ trafficLimitGb: 50, periodDays: 90 });
    const { id: userId } = await shop.addBuyer(500_000);
    // 50 gigabytes a month, for three months.
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId }));
    expect(await wallet(shop)).to.deep.equal({
      left: 5_000,
      soldGb: 150,
      charged: 15_000,
      ledger: [['traffic_charge', -15_000]],
    });
    await refund(shop, subscriptionId);
    expect(await wallet(shop)).to.deep.equal({
      left: 20_000,
      soldGb: 0,
      charged: 0,
      ledger: [
        ['traffic_charge', -15_000],
        ['refund', 15_000],
      ],
    });
  });

  it('that is too small refuses the sale and takes no money; tenant and master are told once an hour', async () => {
    const shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 100,
      walletBalanceToman: 1_500,
    });
    const { id: planId } = await shop.addPlan({ trafficLimitGb: 10 });
    const { id: userId } = await shop.addBuyer(500_000);
    await shop.buy(userId, { kind: 'plan', planId });
    const refused = { kind: 'refused', reason: 'order.tenant_wallet' };
    for (let n = 0; n < 3; n += 1)
      expect(await shop.buy(userId, { kind: 'plan', planId })).to.deep.equal(refused);
    expect((await shop.look(userId)).balanceToman).to.equal(400_000);
    expect(await wallet(shop)).to.deep.include({ left: 500, soldGb: 10 });
    expect(namesOf(await shop.jobs()).filter((name) => name === 'notice wallet_empty')).to.have.lengthOf(1);
  });

  it('never goes below zero, whoever buys at once', async () => {
    const shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 100,
      walletBalanceToman: 2_500,
    });
    const { id: planId } = await shop.addPlan({ trafficLimitGb: 10 });
    const buyers = await Promise.all(Array.from({ length: 6 }, () => shop.addBuyer(100_000)));
    const answers = await Promise.all(buyers.map(({ id }) => shop.buy(id, { kind: 'plan', planId })));
    expect(answers.filter(({ kind }) => kind === 'paid')).to.have.lengthOf(2);
    expect((await wallet(shop)).left).to.equal(500);
  });

  it('below the least that the bot needs, it sells nothing; unlimited traffic has no price in this model', async () => {
    const shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 100,
      walletBalanceToman: 4_000,
      minWalletBalanceToman: 5_000,
      autoSuspendOnLowBalance: true,
    });
    const [limited, unlimited] = [await shop.addPlan({ trafficLimitGb: 10 }), await shop.addPlan()];
    const { id: userId } = await shop.addBuyer(500_000);
    for (const { id: planId } of [limited, unlimited])
      expect(await shop.draft(userId, { kind: 'plan', planId })).to.include({
        reason: 'order.tenant_wallet',
      });
  });

  it('pays nothing where the billing charges no sales', async () => {
    const shop = await openShop({ billingModel: 'none', trafficRateToman: 100 });
    const { id: planId } = await shop.addPlan({ trafficLimitGb: 10 });
    const { id: userId } = await shop.addBuyer(100_000);
    expect((await shop.buy(userId, { kind: 'plan', planId })).kind).to.equal('paid');
    expect(await wallet(shop)).to.deep.equal({ left: 0, soldGb: 10, charged: 0, ledger: [] });
  });

  it('pays for no sales where consumption is charged alone, and for both where the billing is hybrid', async () => {
    for (const [billingModel, left] of [
      ['traffic_consumption', 5_000],
      ['hybrid', 4_000],
    ] as const) {
      const shop = await openShop({ billingModel, trafficRateToman: 100, walletBalanceToman: 5_000 });
      const [limited, unlimited] = [await shop.addPlan({ trafficLimitGb: 10 }), await shop.addPlan()];
      const { id: userId } = await shop.addBuyer(500_000);
      const drafted = await shop.draft(userId, { kind: 'plan', planId: unlimited.id });
      expect(drafted.kind === 'quoted', 'unlimited traffic has no price at a sale').to.equal(
        billingModel === 'traffic_consumption',
      );
      await shop.buy(userId, { kind: 'plan', planId: limited.id });
      expect((await wallet(shop)).left).to.equal(left);
    }
  });

  it('pays for two plans in turn, each changed to on the last day, nearly the whole of each', async () => {
    const shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 1_000,
      walletBalanceToman: 1_000_000,
    });
    const [first, second] = [
      await shop.addPlan({ trafficLimitGb: 100 }),
      await shop.addPlan({ name: 'Same', trafficLimitGb: 100 }),
    ];
    const { id: userId } = await shop.addBuyer(500_000);
    const subscriptionId = await idOf(shop.buy(userId, { kind: 'plan', planId: first.id }));
    for (const { id: planId } of [second, first, second]) {
      await shop.age(subscriptionId, 29);
      await shop.buy(userId, { kind: 'plan', planId, subscriptionId });
    }
    const { ledger } = await wallet(shop);
    expect(ledger).to.deep.equal([
      ['traffic_charge', -100_000],
      ...Array.from({ length: 3 }, () => ['traffic_charge', -97_000]),
    ]);
  });

  it('and what was sold stay countable: a sale beyond that is not made, and the counter ends where numbers do', async () => {
    const shop = await openShop();
    const day = { traffic_reset_period: 'day' };
    const large = await shop.addPlan({ trafficLimitGb: 1_000_000, periodDays: 3_650, priceToman: 0 });
    const most = await shop.addPlan({ trafficLimitGb: 1_000_000, priceToman: 0 });
    const { id: userId } = await shop.addBuyer();
    expect(await shop.draft(userId, { kind: 'plan', planId: large.id })).to.include({
      reason: 'order.not_offered',
    });
    for (let time = 0; time < 10; time += 1) await shop.buy(userId, { kind: 'plan', planId: most.id });
    const bot = await shop.tenant.db(() => Bot.findOne({ where: { id: shop.botId } }));
    expect(Number(bot!.trafficSoldBytes)).to.equal(Number.MAX_SAFE_INTEGER);
    await shop.configure(day);
    const { id: other } = await shop.addBuyer();
    expect(await shop.draft(other, { kind: 'plan', planId: most.id })).to.include({
      reason: 'order.not_offered',
    });
  });
});

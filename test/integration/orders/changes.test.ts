import { expect } from 'chai';
import { readAddOns } from '#services/orders/offers.js';
import {
  askNewLink,
  renameSubscription,
  switchAutopay,
} from '#services/subscriptions/change-own-subscription.js';
import { listOwnSubscriptions } from '#services/subscriptions/own-subscriptions.js';
import { openShop, type Shop } from '../../support/bot/sales.js';

describe('changing a subscription', () => {
  let shop: Shop;
  let userId: string;
  let subscriptionId: string;
  let small: string;
  let large: string;

  beforeEach(async () => {
    shop = await openShop();
    small = (await shop.addPlan({ name: 'Small', priceToman: 90_000, trafficLimitGb: 30 })).id;
    large = (await shop.addPlan({ name: 'Large', priceToman: 180_000, trafficLimitGb: 100, deviceLimit: 3 }))
      .id;
    userId = (await shop.addBuyer(1_000_000)).id;
    const bought = await shop.buy(userId, { kind: 'plan', planId: small });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    subscriptionId = bought.subscriptionId;
  });
  const amounts = async (wish: Parameters<Shop['quote']>[1]) =>
    (await shop.quote(userId, wish)).order.quote.items.map(({ kind, amountToman }) => [kind, amountToman]);

  it('to another plan credits what is left of the first, by time', async () => {
    await shop.age(subscriptionId, 10);
    const { order } = await shop.quote(userId, { kind: 'plan', planId: large, subscriptionId });
    expect(order.quote.effect).to.equal('change');
    const credit = order.quote.items.find(({ kind }) => kind === 'credit')!.amountToman;
    expect(credit).to.be.within(-60_000, -59_990);
    await shop.confirm(userId, order);
    const { balanceToman, subscriptions } = await shop.look(userId);
    expect(balanceToman).to.equal(1_000_000 - 90_000 - 180_000 - credit);
    expect(subscriptions[0]).to.include({ planId: large, trafficLimitGb: 100, deviceLimit: 3 });
    expect((subscriptions[0]!.endsAt.getTime() - Date.now()) / 86_400_000).to.be.closeTo(30, 0.01);
  });

  it('to a larger plan with a long time left costs the difference up to the same end', async () => {
    await shop.buy(userId, { kind: 'plan', planId: small, subscriptionId });
    await shop.buy(userId, { kind: 'plan', planId: small, subscriptionId });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: large, subscriptionId });
    // 90 days of the large plan, less 90 days of the small one.
    expect(order.quote.totalToman).to.be.closeTo(270_000, 100);
    const before = (await shop.look(userId)).subscriptions[0]!.endsAt;
    await shop.confirm(userId, order);
    expect((await shop.look(userId)).subscriptions[0]!.endsAt.getTime()).to.equal(before.getTime());
  });

  it('to a smaller plan costs nothing, and what is left over becomes time', async () => {
    await shop.buy(userId, { kind: 'plan', planId: large, subscriptionId });
    const paid = (await shop.look(userId)).balanceToman;
    const { order } = await shop.quote(userId, { kind: 'plan', planId: small, subscriptionId });
    expect(order.quote.totalToman).to.equal(0);
    await shop.confirm(userId, order);
    const { balanceToman, subscriptions } = await shop.look(userId);
    expect(balanceToman).to.equal(paid);
    // 180,000 toman are 60 days of the small plan.
    expect((subscriptions[0]!.endsAt.getTime() - Date.now()) / 86_400_000).to.be.closeTo(60, 0.1);
  });

  it('to another plan leaves the used traffic as it is, though payments set it to zero', async () => {
    await shop.configure({ traffic_reset_on_payment: true });
    const isReset = async () => (await shop.look(userId)).subscriptions[0]!.trafficResetWantedAt !== null;
    await shop.buy(userId, { kind: 'plan', planId: large, subscriptionId });
    await shop.buy(userId, { kind: 'plan', planId: small, subscriptionId });
    expect(await isReset(), 'after changes').to.equal(false);
    await shop.buy(userId, { kind: 'plan', planId: small, subscriptionId });
    expect(await isReset(), 'after a renewal').to.equal(true);
  });

  it('adds traffic and devices for the months that are left, and renews them at their price', async () => {
    await shop.buy(userId, { kind: 'plan', planId: small, subscriptionId });
    expect(await amounts({ kind: 'traffic', subscriptionId, gb: 10 })).to.deep.equal([['traffic', 70_000]]);
    expect(await amounts({ kind: 'devices', subscriptionId, count: 2 })).to.deep.equal([
      ['devices', 200_000],
    ]);
    await shop.buy(userId, { kind: 'traffic', subscriptionId, gb: 10 });
    await shop.buy(userId, { kind: 'devices', subscriptionId, count: 2 });
    expect((await shop.look(userId)).subscriptions[0]).to.include({ trafficLimitGb: 40, deviceLimit: 3 });
    expect(await amounts({ kind: 'plan', planId: small, subscriptionId })).to.deep.equal([
      ['plan', 90_000],
      ['extra_traffic', 35_000],
      ['extra_devices', 100_000],
    ]);
  });

  it('sets the used traffic to zero for the price of a month', async () => {
    expect(await amounts({ kind: 'reset', subscriptionId })).to.deep.equal([['reset', 90_000]]);
    await shop.configure({ traffic_reset_price_toman: 5_000 });
    await shop.buy(userId, { kind: 'reset', subscriptionId });
    const { subscriptions, balanceToman } = await shop.look(userId);
    expect(balanceToman).to.equal(905_000);
    expect(subscriptions[0]!.trafficResetWantedAt).to.be.instanceOf(Date);
    expect(subscriptions[0]!.valueToman).to.equal(90_000);
  });

  it('takes a discount for the period, rounded up to the step of the bot', async () => {
    await shop.configure({ period_discounts: { 30: 7 }, price_step_toman: 1_000 });
    expect(await amounts({ kind: 'plan', planId: small, subscriptionId })).to.deep.equal([
      ['plan', 90_000],
      ['discount', -6_300],
      ['rounding', 300],
    ]);
  });

  it('refuses invented numbers and what the bot does not sell', async () => {
    const reasonOf = async (wish: Parameters<Shop['draft']>[1]) => {
      const drafted = await shop.draft(userId, wish);
      return drafted.kind === 'refused' ? drafted.reason : drafted.kind;
    };
    for (const count of [0, -1, 0.5, Number.NaN, 1e300, 2 ** 60])
      expect(await reasonOf({ kind: 'devices', subscriptionId, count })).to.match(
        /^order\.(not_offered|devices_most)$/,
      );
    expect(await reasonOf({ kind: 'devices', subscriptionId, count: 20 })).to.equal('order.devices_most');
    for (const gb of [-5, 11, Number.NaN])
      expect(await reasonOf({ kind: 'traffic', subscriptionId, gb })).to.equal('order.not_offered');
    expect(await reasonOf({ kind: 'reset', subscriptionId: '1 or 1=1' })).to.equal('order.subscription_gone');
    await shop.configure({
      device_addons: false,
      traffic_addons: false,
      traffic_reset_offered: false,
      plan_change: false,
    });
    for (const wish of [
      { kind: 'devices', subscriptionId, count: 1 },
      { kind: 'traffic', subscriptionId, gb: 10 },
      { kind: 'reset', subscriptionId },
      { kind: 'plan', planId: large, subscriptionId },
    ] as const)
      expect(await reasonOf(wish)).to.equal('order.not_offered');
    expect(
      await shop.tenant.db((tx) => readAddOns(shop.tenant, tx, { userId, subscriptionId })),
    ).to.deep.include({
      traffic: [],
      devices: null,
      resetToman: null,
      canChangePlan: false,
    });
    expect((await shop.look(userId)).balanceToman).to.equal(910_000);
  });

  it('keeps strangers away from it, and its owner within bounds', async () => {
    const { id: stranger } = await shop.addBuyer(1_000_000);
    expect(await shop.draft(stranger, { kind: 'devices', subscriptionId, count: 1 })).to.include({
      reason: 'order.subscription_gone',
    });
    const { tenant } = shop;
    const change = (of: string) =>
      tenant.db(async (tx) => [
        await renameSubscription(tenant, tx, { userId: of, subscriptionId, name: '  گوشی\u202e \n من  ' }),
        await switchAutopay(tenant, tx, { userId: of, subscriptionId, isOn: true, daysBefore: 7 }),
        await askNewLink(tenant, tx, { userId: of, subscriptionId }),
      ]);
    expect(await change(stranger)).to.deep.equal(Array(3).fill('order.subscription_gone'));
    expect(await change(userId)).to.deep.equal([undefined, undefined, 'order.not_offered']);
    const [own] = await tenant.db((tx) => listOwnSubscriptions(tenant, tx, { userId }));
    expect(own).to.include({
      name: 'گوشی من',
      planName: 'Small',
      state: 'preparing',
      isAutopayEnabled: true,
      autopayDaysBefore: 7,
    });
    const odd = await tenant.db((tx) =>
      switchAutopay(tenant, tx, { userId, subscriptionId, isOn: true, daysBefore: 29 }),
    );
    expect(odd).to.equal('order.not_offered');
  });
});

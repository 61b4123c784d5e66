import { expect } from 'chai';
import { SubscriptionAddon } from '#models/subscription-addon.js';
import { Subscription } from '#models/subscription.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { leaveOut } from '#services/orders/leave-out.js';
import { planOffersFor } from '#services/orders/offers.js';
import { readShop } from '#services/orders/read-menu-facts.js';
import { refundOrders } from '#services/orders/refund-order.js';
import type { Quote } from '#services/orders/types.js';
import { changeSubscription, type SubscriptionWish } from '#services/subscriptions/change-subscription.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { extendSubscription } from '../../support/give.js';

describe('what was sold', () => {
  let shop: Shop;
  let userId: string;
  let planId: string;
  let id: string;

  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 150_000, trafficLimitGb: 0, deviceLimit: 5 })).id;
    userId = (await shop.addBuyer(5_000_000)).id;
    const bought = await shop.buy(userId, { kind: 'plan', planId });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    id = bought.subscriptionId;
  });
  const renewal = () => ({ kind: 'plan', planId, subscriptionId: id }) as const;
  const draft = async () => (await shop.quote(userId, renewal())).order;
  const row = async () => (await shop.look(userId)).subscriptions[0]!;
  const limits = async () => {
    const { trafficLimitGb, deviceLimit } = await row();
    return [trafficLimitGb, deviceLimit];
  };
  const change = (wish: SubscriptionWish) =>
    shop.tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id } }))!;
      await changeSubscription(shop.tenant, tx, { subscription, giver: { by: 'operator' }, wish });
    });
  const changePlan = (values: object) =>
    shop.tenant.db((tx) =>
      tx.sql(`update bot_plans set traffic_limit_gb = $3, device_limit = $4 where bot_id = $1 and id = $2`, [
        ...[shop.botId, planId],
        ...Object.values(values),
      ]),
    );
  const addOns = () =>
    shop.tenant.db(async () => {
      const rows = await SubscriptionAddon.findAll({ where: { endedAt: null }, order: [['id', 'ASC']] });
      return rows.map(({ kind, amount, givenBy, valueToman }) => [kind, amount, givenBy, valueToman]);
    });
  const kinds = ({ items }: Quote) => items.map(({ kind, amountToman }) => [kind, amountToman]);

  it('stays as it was when the plan is lowered; a renewal takes the plan of today, at its price alone', async () => {
    await changePlan({ gb: 100, devices: 2 });
    expect(await limits()).to.deep.equal([0, 5]);
    const { quote } = await draft();
    expect(quote).to.deep.include({ totalToman: 150_000, trafficLimitGb: 100, deviceLimit: 2 });
    expect(quote.before).to.deep.include({ trafficLimitGb: 0, deviceLimit: 5 });
    const situation = await shop.tenant.db((tx) => readShop(shop.tenant, tx, { userId }));
    const offers = planOffersFor(situation, situation.plans, id);
    expect(
      offers.map(({ priceToman }) => priceToman),
      'the list says the same',
    ).to.deep.equal([150_000]);
    await shop.buy(userId, renewal());
    expect((await shop.look(userId)).balanceToman, 'the sale too').to.equal(5_000_000 - 2 * 150_000);
    expect(await limits()).to.deep.equal([100, 2]);
  });

  it('and given by an admin is free, said to end, and ends with the renewal', async () => {
    await change({ deviceLimit: 9 });
    expect(await addOns()).to.deep.equal([['devices', 4, 'admin', 0]]);
    const { quote } = await draft();
    expect(kinds(quote)).to.deep.equal([['plan', 150_000]]);
    expect(quote.ending).to.deep.equal([{ kind: 'devices', amount: 4 }]);
    await shop.buy(userId, renewal());
    expect([await limits(), await addOns()]).to.deep.equal([[0, 5], []]);
  });

  it('on top is renewed at its price by the month, each on its own, and the gift beside it is not', async () => {
    await changePlan({ gb: 50, devices: 1 });
    await shop.buy(userId, renewal());
    await shop.buy(userId, { kind: 'traffic', subscriptionId: id, gb: 10 });
    await shop.buy(userId, { kind: 'devices', subscriptionId: id, count: 2 });
    await change({ trafficLimitGb: 90 });
    expect(await limits()).to.deep.equal([90, 3]);
    const { quote } = await draft();
    expect(kinds(quote)).to.deep.equal([
      ['plan', 150_000],
      ['extra_traffic', 35_000],
      ['extra_devices', 100_000],
    ]);
    expect(quote).to.deep.include({ trafficLimitGb: 60, deviceLimit: 3 });
    expect(quote.ending).to.deep.equal([{ kind: 'traffic', amount: 30 }]);
    expect(
      quote.addOns?.map(({ kind, amount, priceToman, isKept }) => [kind, amount, priceToman, isKept]),
    ).to.deep.equal([
      ['traffic', 10, 35_000, true],
      ['devices', 2, 100_000, true],
    ]);
  });

  it('on top can be left out of a renewal, and taken in again; what is left of it is given back', async () => {
    await shop.buy(userId, { kind: 'devices', subscriptionId: id, count: 2 });
    await shop.age(id, 15);
    const order = await draft();
    const addOnId = order.quote.addOns![0]!.id;
    const toggle = (orderId: string, of = userId) =>
      shop.tenant.db((tx) => leaveOut(shop.tenant, tx, { userId: of, orderId, addOnId }));
    const without = await toggle(order.id);
    if (without?.kind !== 'quoted') throw new Error('refused');
    expect(without.order.quote).to.include({ deviceLimit: 5 });
    expect(kinds(without.order.quote)[0]).to.deep.equal(['plan', 150_000]);
    expect(without.order.quote.totalToman).to.be.closeTo(150_000 - 50_000, 10);
    const again = await toggle(without.order.id);
    expect(again?.kind === 'quoted' && again.order.quote).to.deep.include({
      totalToman: 250_000,
      deviceLimit: 7,
    });
    expect(again?.kind === 'quoted' && again.order.id, 'the first order').to.equal(order.id);
    await shop.confirm(userId, without.order);
    expect([await limits(), await addOns()]).to.deep.equal([[0, 5], []]);
    const [first] = (await shop.look(userId)).orders.filter(({ id: orderId }) => orderId === order.id);
    expect(first?.state, 'nothing else is bought').to.equal('draft');
    const stranger = await shop.addBuyer();
    expect(await toggle(order.id, stranger.id)).to.equal(undefined);
    for (const orderId of ['0', 'x', '1; drop', '99999999'])
      expect(await toggle(orderId)).to.equal(undefined);
  });

  it('on top, left out of a cart, leaves no cart behind that would buy it all the same', async () => {
    await shop.buy(userId, { kind: 'devices', subscriptionId: id, count: 2 });
    await shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, {
        ...{ userId, amountToman: -4_700_000, reason: 'x', idempotencyKey: 'spent' },
      }),
    );
    const order = await draft();
    expect((await shop.confirm(userId, order)).kind).to.equal('short');
    const addOnId = order.quote.addOns![0]!.id;
    const without = await shop.tenant.db((tx) =>
      leaveOut(shop.tenant, tx, { userId, orderId: order.id, addOnId }),
    );
    expect(without?.kind).to.equal('quoted');
    const states = (await shop.look(userId)).orders.map(({ state }) => state);
    expect(states.slice(-2)).to.deep.equal(['cancelled', 'draft']);
  });

  it('on top that is no longer sold is not renewed, and what is left of it is given back', async () => {
    await changePlan({ gb: 50, devices: 1 });
    await shop.buy(userId, renewal());
    await shop.age(id, 30);
    await shop.buy(userId, { kind: 'traffic', subscriptionId: id, gb: 10 });
    await shop.configure({ traffic_packages: [] });
    const { quote } = await draft();
    expect(quote.addOns).to.have.lengthOf(1);
    expect(quote.addOns![0]).to.include({ priceToman: null, isKept: false });
    expect(quote.totalToman).to.be.closeTo(150_000 - 35_000, 10);
    expect(quote.trafficLimitGb).to.equal(50);
  });

  it('on top comes back with its worth when a later sale is taken back, and what was bought by that goes', async () => {
    await shop.buy(userId, { kind: 'devices', subscriptionId: id, count: 2 });
    await shop.tenant.db((tx) =>
      tx.sql(`update orders set fulfilled_at = now() where bot_id = $1`, [shop.botId]),
    );
    const before = await addOns();
    const other = (await shop.addPlan({ name: 'Other', trafficLimitGb: 30, deviceLimit: 1 })).id;
    await shop.buy(userId, { kind: 'plan', planId: other, subscriptionId: id });
    await shop.buy(userId, { kind: 'devices', subscriptionId: id, count: 1 });
    expect(await limits()).to.deep.equal([30, 2]);
    await change({ deviceLimit: 3 });
    await shop.tenant.db((tx) =>
      refundOrders(shop.tenant, tx, { subscriptionId: id, reason: 'panel.refused' }),
    );
    expect(await limits(), 'with what an admin gave meanwhile').to.deep.equal([0, 8]);
    expect(await addOns()).to.deep.equal([...before, ['devices', 1, 'admin', 0]]);
    expect(await row()).to.include({ planId, baseTrafficGb: 0, baseDeviceLimit: 5 });
  });

  it('and given days are lost at a change of plan, which costs one period at most; both are said before', async () => {
    const dear = (await shop.addPlan({ name: 'Dear', priceToman: 200_000, deviceLimit: 3 })).id;
    const toDear = { kind: 'plan', planId: dear, subscriptionId: id } as const;
    await shop.tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id } }))!;
      await extendSubscription(shop.tenant, tx, { subscription, days: 365 });
    });
    await shop.age(id, 30);
    const { order } = await shop.quote(userId, toDear);
    expect(order.quote).to.deep.include({ totalToman: 200_000, lostDays: 335 });
    await shop.confirm(userId, order);
    expect(((await row()).endsAt.getTime() - Date.now()) / 86_400_000).to.be.closeTo(30, 0.01);
  });

  it('for nothing, again and again, need not be bought at a change either; what was paid is credited', async () => {
    const free = (await shop.addPlan({ name: 'Free', priceToman: 0, periodDays: 365 })).id;
    const dear = (await shop.addPlan({ name: 'Dear', priceToman: 200_000, deviceLimit: 3 })).id;
    for (let time = 0; time < 6; time += 1)
      await shop.buy(userId, { kind: 'plan', planId: free, subscriptionId: id });
    const { quote } = (await shop.quote(userId, { kind: 'plan', planId: dear, subscriptionId: id })).order;
    expect(quote.totalToman).to.be.closeTo(50_000, 10);
    expect(quote.lostDays).to.equal(6 * 365 - 30);
  });
});

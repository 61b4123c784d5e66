import { expect } from 'chai';
import { User } from '#models/user.js';
import { dayMs } from '#platform/units.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

const inDays = (from: number, days: number): [number, number] => [
  from + days * dayMs - 60_000,
  from + days * dayMs + 60_000,
];

describe('buying a plan', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });

  it('shows the price, takes it once, writes the subscription, and orders what follows', async () => {
    const plan = await shop.addPlan({
      priceToman: 120_000,
      trafficLimitGb: 50,
      deviceLimit: 2,
      name: 'Gold',
    });
    const { id: userId } = await shop.addBuyer(200_000);
    const drafted = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    expect(drafted).to.deep.include({ balanceToman: 200_000, missingToman: 0 });
    expect(drafted.order.quote).to.deep.include({
      items: [{ kind: 'plan', amountToman: 120_000, days: 30 }],
      totalToman: 120_000,
      effect: 'start',
      planName: 'Gold',
      trafficLimitGb: 50,
      deviceLimit: 2,
    });
    const before = await shop.jobs();
    const confirmed = await shop.confirm(userId, drafted.order);
    expect(confirmed.kind).to.equal('paid');
    const { balanceToman, ledger, subscriptions, orders } = await shop.look(userId);
    expect(balanceToman).to.equal(80_000);
    expect(ledger.map(({ type, amountToman }) => [type, amountToman])).to.deep.equal([
      ['deposit', 200_000],
      ['subscription_payment', -120_000],
    ]);
    expect(ledger[1]).to.include({ referenceKind: 'orders', referenceId: orders[0]!.id });
    expect(subscriptions).to.have.lengthOf(1);
    expect(subscriptions[0]).to.include({
      status: 'active',
      isTrial: false,
      planId: plan.id,
      trafficLimitGb: 50,
      deviceLimit: 2,
      provisionedAt: null,
      valueToman: 120_000,
    });
    expect(subscriptions[0]!.endsAt.getTime()).to.be.within(...inDays(Date.now(), 30));
    expect(orders[0]).to.include({
      state: 'paid',
      priceToman: 120_000,
      subscriptionId: subscriptions[0]!.id,
    });
    expect(namesOf((await shop.jobs()).slice(before.length))).to.deep.equal([
      'subscription.provision',
      'notice sale_made',
    ]);
    const user = await shop.tenant.db(() => User.findOne({ where: { id: userId } }));
    expect(user).to.include({ hasPaid: true, hasHadTrial: false });
  });

  it('is one purchase, however often and from how many devices at once it is confirmed', async () => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer(1_000_000);
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.confirm(userId, order)));
    const later = await shop.confirm(userId, order);
    expect([...answers, later].map(({ kind }) => kind)).to.deep.equal(Array(9).fill('paid'));
    expect(answers.filter((answer) => answer.kind === 'paid' && !answer.isRepeat)).to.have.lengthOf(1);
    const { balanceToman, subscriptions } = await shop.look(userId);
    expect([balanceToman, subscriptions.length]).to.deep.equal([900_000, 1]);
  });

  it('gives one order for the same wish, drafted twice at once', async () => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer();
    const drafts = await Promise.all(
      [1, 2, 3].map(() => shop.quote(userId, { kind: 'plan', planId: plan.id })),
    );
    expect(new Set(drafts.map(({ order }) => `${order.id} ${order.revision}`)).size).to.equal(1);
  });

  it('sells no more than the wallet holds when two different purchases are confirmed at once', async () => {
    await shop.configure({ subscriptions_per_user: 5 });
    const [first, second] = [await shop.addPlan(), await shop.addPlan({ name: 'Other' })];
    const { id: userId } = await shop.addBuyer(150_000);
    const orders = [];
    for (const plan of [first, second])
      orders.push((await shop.quote(userId, { kind: 'plan', planId: plan.id, subscriptionId: 'new' })).order);
    const answers = await Promise.all(orders.map((order) => shop.confirm(userId, order)));
    expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['paid', 'short']);
    const { balanceToman, subscriptions } = await shop.look(userId);
    expect([balanceToman, subscriptions.length]).to.deep.equal([50_000, 1]);
    await shop.configure({ subscriptions_per_user: 1 });
  });

  it('extends from the end, never from now, when the same plan is bought again', async () => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer(1_000_000);
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    expect(order.quote.effect).to.equal('extend');
    await shop.confirm(userId, order);
    const { subscriptions } = await shop.look(userId);
    expect(subscriptions).to.have.lengthOf(1);
    expect(subscriptions[0]!.endsAt.getTime()).to.be.within(...inDays(Date.now(), 60));
    expect(subscriptions[0]!.valueToman).to.be.within(199_990, 200_000);
  });

  it('begins anew from now when it is over', async () => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer(1_000_000);
    const bought = await shop.buy(userId, { kind: 'plan', planId: plan.id });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    await shop.age(bought.subscriptionId, 40);
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    const { subscriptions } = await shop.look(userId);
    expect(subscriptions).to.have.lengthOf(1);
    expect(subscriptions[0]!.endsAt.getTime()).to.be.within(...inDays(Date.now(), 30));
    expect(subscriptions[0]!.trafficResetWantedAt).to.be.instanceOf(Date);
  });

  it('shows a price that changed before the payment, and asks again', async () => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer(1_000_000);
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.tenant.db(() => plan.update({ priceToman: 130_000 }));
    const changed = await shop.confirm(userId, order);
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    expect(changed.order).to.include({ id: order.id, revision: order.revision + 1 });
    expect(changed.order.quote.totalToman).to.equal(130_000);
    expect((await shop.confirm(userId, order)).kind).to.equal('changed');
    expect((await shop.look(userId)).balanceToman).to.equal(1_000_000);
    expect((await shop.confirm(userId, changed.order)).kind).to.equal('paid');
    expect((await shop.look(userId)).balanceToman).to.equal(870_000);
  });

  it('refuses kindly what is not there: a plan off sale, a deleted one, invented numbers, orders of others', async () => {
    const { id: userId } = await shop.addBuyer(1_000_000);
    const { id: stranger } = await shop.addBuyer(1_000_000);
    const plan = await shop.addPlan();
    const foreign = await (await openShop()).addPlan();
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    expect(await shop.confirm(stranger, order)).to.deep.equal({ kind: 'gone' });
    for (const id of ['', '0', '-1', '99999999999999999999', '1; drop', order.id + '0'])
      expect(await shop.confirm(userId, { id, revision: 1 })).to.deep.equal({ kind: 'gone' });
    for (const planId of ['', 'x', '0', '123456789', foreign.id])
      expect(await shop.draft(userId, { kind: 'plan', planId })).to.deep.equal({
        kind: 'refused',
        reason: 'order.plan_gone',
      });
    expect(await shop.draft(userId, { kind: 'plan', planId: plan.id, subscriptionId: '77' })).to.include({
      reason: 'order.subscription_gone',
    });
    await shop.tenant.db(() => plan.update({ isActive: false }));
    expect(await shop.confirm(userId, order)).to.deep.equal({ kind: 'refused', reason: 'order.plan_gone' });
    await shop.tenant.db(() => plan.destroy());
    expect(await shop.confirm(userId, order)).to.deep.equal({ kind: 'refused', reason: 'order.plan_gone' });
    expect((await shop.look(userId)).balanceToman).to.equal(1_000_000);
  });

  it('sells nothing to a blocked person, and nothing from an order whose time is over', async () => {
    const plan = await shop.addPlan();
    const user = await shop.addBuyer(1_000_000);
    const { order } = await shop.quote(user.id, { kind: 'plan', planId: plan.id });
    await shop.tenant.db(() => user.update({ status: 'blocked' }));
    expect(await shop.confirm(user.id, order)).to.include({ reason: 'order.account_blocked' });
    await shop.tenant.db(() => user.update({ status: 'active' }));
    await ownerQuery(`update orders set expires_at = now() - interval '1 second' where id = $1`, [order.id]);
    expect(await shop.confirm(user.id, order)).to.deep.equal({ kind: 'gone' });
    expect((await shop.look(user.id)).orders.map(({ state }) => state)).to.deep.equal(['expired']);
  });
});

import { expect } from 'chai';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { readShelf } from '#services/orders/read-shelf.js';
import { openShop, type Shop } from '../../support/bot/sales.js';

describe('which subscription a purchase is about', () => {
  let shop: Shop;
  let planId: string;
  let other: string;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan()).id;
    other = (await shop.addPlan({ name: 'Other' })).id;
    userId = (await shop.addBuyer(2_000_000)).id;
  });

  const plan = (subscriptionId?: string) => ({ kind: 'plan', planId, subscriptionId }) as const;
  const outcome = async (subscriptionId?: string) => {
    const drafted = await shop.draft(userId, plan(subscriptionId));
    return drafted.kind === 'refused'
      ? drafted.reason
      : [drafted.order.quote.effect, drafted.order.subscriptionId];
  };
  const buy = async (subscriptionId?: string): Promise<string> => {
    const bought = await shop.buy(userId, plan(subscriptionId));
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    return bought.subscriptionId;
  };

  it('with one a person: the only one there is, also when it is over', async () => {
    const id = await buy();
    expect(await outcome()).to.deep.equal(['extend', id]);
    expect(await outcome('new')).to.equal('order.subscription_limit');
    await shop.age(id, 31);
    expect(await outcome()).to.deep.equal(['restart', id]);
    expect(await outcome('new')).to.deep.equal(['start', null]);
  });

  it('with several: a new one while there is room, then the person must say which', async () => {
    await shop.configure({ subscriptions_per_user: 2 });
    const first = await buy();
    const second = await buy();
    expect(first).to.not.equal(second);
    expect(await outcome()).to.equal('order.choose_subscription');
    expect(await outcome(first)).to.deep.equal(['extend', first]);
    expect(await outcome('new')).to.equal('order.subscription_limit');
    await shop.age(first, 31);
    expect(await outcome()).to.deep.equal(['start', null]);
    await buy('new');
    expect(await outcome(first)).to.equal('order.subscription_limit');
    const shelf = await shop.tenant.db((tx) => readShelf(shop.tenant, tx, { userId }));
    expect(shelf.plans.map(({ planId: id }) => id)).to.deep.equal([planId, other]);
  });

  it('never one that an admin switched off', async () => {
    const id = await buy();
    await shop.tenant.db((tx) =>
      tx.sql(`update subscriptions set status = 'disabled' where bot_id = $1`, [shop.botId]),
    );
    expect(await outcome(id)).to.equal('order.subscription_disabled');
    expect(await outcome()).to.equal('order.subscription_disabled');
  });

  it('of the simple offer likewise: bought in one tap, and extended by it', async () => {
    const simple = { kind: 'simple' } as const;
    const offer = async () => (await menu()).simple;
    const menu = () => shop.tenant.db((tx) => readMenuFacts(shop.tenant, tx, { userId }));
    expect(await offer()).to.equal(null);
    await shop.switchFeature('simple_purchase', true);
    expect(await offer()).to.equal(null);
    await shop.configure({
      simple_purchase_price_toman: 80_000,
      simple_purchase_days: 20,
      simple_purchase_devices: 2,
    });
    expect(await offer()).to.deep.equal({
      priceToman: 80_000,
      days: 20,
      trafficLimitGb: 0,
      deviceLimit: 2,
      ...{ deed: 'buy', effect: 'start', subscriptionId: null },
    });
    const { subscription, trial } = await menu();
    expect([subscription, trial?.priceToman]).to.deep.equal([null, 0]);
    expect((await shop.buy(userId, simple)).kind).to.equal('paid');
    expect((await offer())?.deed).to.equal('extend');
    expect((await shop.buy(userId, simple)).kind).to.equal('paid');
    const { subscriptions, balanceToman } = await shop.look(userId);
    expect([subscriptions.length, balanceToman]).to.deep.equal([1, 1_840_000]);
    expect((subscriptions[0]!.endsAt.getTime() - Date.now()) / 86_400_000).to.be.closeTo(40, 0.01);
    expect(await menu()).to.deep.include({ trial: null, count: 1, hasPlans: true });
  });

  it('gives the servers of the plan, within those that the bot may sell', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [
      string,
      string,
      string,
    ];
    const squadsOf = async (squads: string[], sellable: string[]) => {
      await shop.configure({ sellable_squads: sellable });
      const { id } = await shop.addPlan({ squads });
      const { id: buyer } = await shop.addBuyer(100_000);
      const drafted = await shop.draft(buyer, { kind: 'plan', planId: id });
      if (drafted.kind === 'refused') return drafted.reason;
      await shop.confirm(buyer, drafted.order);
      return (await shop.look(buyer)).subscriptions[0]!.squads;
    };
    expect(await squadsOf([], [])).to.deep.equal([]);
    expect(await squadsOf([a], [])).to.deep.equal([a]);
    expect(await squadsOf([], [b, c])).to.deep.equal([b, c]);
    expect(await squadsOf([a, b], [b, c])).to.deep.equal([b]);
    expect(await squadsOf([a], [b, c])).to.equal('order.not_offered');
  });
});

import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { PromoGroup } from '#models/promo-group.js';
import { UserPromoGroup } from '#models/user-promo-group.js';
import { joinBySpending } from '#services/orders/groups-by-spending.js';
import { readLevels } from '#services/orders/read-levels.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import { takeIntoGroups } from '#services/orders/take-into-groups.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import type { Wish } from '#services/orders/types.js';
import { emptyGroup, takeIntoGroup } from '#services/discounts/change-groups.js';
import { eraseUser } from '#services/people/erase-user.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';

describe('a group that is reached by spending', () => {
  let shop: Shop;
  let userId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 100_000 })).id;
    userId = (await shop.addBuyer(1_000_000)).id;
  });

  const addGroup = (group: Partial<PromoGroup> & { readonly name: string }) =>
    shop.tenant.db(async () => (await PromoGroup.create(group)).id);
  const setThreshold = (groupId: string, toman: number) =>
    ownerQuery('update promo_groups set spent_toman = $3 where bot_id = $1 and id = $2', [
      shop.botId,
      groupId,
      toman,
    ]);
  const plan = (subscriptionId?: string): Wish => ({ kind: 'plan', planId, subscriptionId });
  const buy = async (wish = plan()) => {
    const confirmed = await shop.buy(userId, wish);
    expect(confirmed.kind).to.equal('paid');
    return (confirmed as { subscriptionId: string }).subscriptionId;
  };
  const refund = (subscriptionId: string) =>
    shop.tenant.db((tx) => refundOrders(shop.tenant, tx, { subscriptionId, reason: 'panel.refused' }));
  const members = async (): Promise<[name: string, givenBy: string][]> => {
    const rows = await ownerQuery<{ name: string; given_by: string }>(
      `select name, given_by from user_promo_groups m
       join promo_groups g on g.bot_id = m.bot_id and g.id = m.group_id where m.bot_id = $1 order by m.id`,
      [shop.botId],
    );
    return rows.map(({ name, given_by: by }) => [name, by]);
  };
  const told = async (kind: string) =>
    (await shop.jobs())
      .filter(({ name, payload }) => name === 'notice.send' && payload.kind === kind)
      .map(({ payload }) => payload.about as Record<string, unknown>);

  it('is joined in the sale that reaches it, is told to the person and the admins, and counts from the next purchase', async () => {
    const silver = await addGroup({ name: 'Silver', spentToman: 200_000, periodPercents: { 30: 20 } });
    await addGroup({ name: 'By hand', periodPercents: { 30: 90 } });
    const subscriptionId = await buy();
    expect(await members()).to.eql([]);
    await buy(plan(subscriptionId));
    expect((await shop.look(userId)).ledger.at(-1)!.amountToman, 'the sale itself at its price').to.equal(
      -100_000,
    );
    expect(await members()).to.eql([['Silver', 'spending']]);
    expect(await told('group_joined')).to.eql([{ user_id: userId, group_id: silver }]);
    expect(await told('group_reached')).to.eql([{ user_id: userId, group_id: silver, count: 1 }]);
    await buy(plan(subscriptionId));
    expect((await shop.look(userId)).ledger.at(-1)!.amountToman).to.equal(-80_000);
    expect(await told('group_joined'), 'once').to.have.length(1);
  });

  it('is not reached by a trial, a gift of money or an order that waits', async () => {
    await addGroup({ name: 'Silver', spentToman: 1 });
    await shop.switchFeature('trial_subscription', true);
    await shop.credit(userId, 5_000_000);
    await shop.quote(userId, plan());
    await buy({ kind: 'trial' });
    expect(await members()).to.eql([]);
  });

  it('is neither reached by a gift that is bought, nor left by one that goes back', async () => {
    await addGroup({ name: 'Silver', spentToman: 100_000 });
    const gift = { kind: 'gift', planId } as const;
    await shop.credit(userId, 5_000_000);
    const given = await shop.buy(userId, gift);
    expect(given.kind).to.equal('given');
    expect(await members()).to.eql([]);
    await buy();
    expect(await members()).to.eql([['Silver', 'spending']]);
    const orderId = given.kind === 'given' ? given.order.id : '';
    const undo = { orderId, reason: 'payment.refunded' };
    expect(await shop.tenant.db((tx) => reverseOrder(shop.tenant, tx, undo))).to.equal(true);
    expect(await members()).to.eql([['Silver', 'spending']]);
  });

  it('counts what was paid, not what it would have cost', async () => {
    await shop.configure({ period_discounts: { 30: 50 } });
    await addGroup({ name: 'Silver', spentToman: 100_000 });
    const subscriptionId = await buy();
    expect(await members()).to.eql([]);
    await buy(plan(subscriptionId));
    expect(await members()).to.eql([['Silver', 'spending']]);
  });

  it('is told of once where a sale reaches several: of that which counts', async () => {
    await addGroup({ name: 'Silver', spentToman: 50_000, priority: 1 });
    const gold = await addGroup({ name: 'Gold', spentToman: 90_000, priority: 2 });
    await buy();
    expect((await members()).map(([name]) => name)).to.have.members(['Silver', 'Gold']);
    expect(await told('group_joined')).to.eql([{ user_id: userId, group_id: gold }]);
  });

  it('is left when a refund takes the sum below it, but not the one below that', async () => {
    await addGroup({ name: 'Silver', spentToman: 100_000, priority: 1 });
    await addGroup({ name: 'Gold', spentToman: 200_000, priority: 2 });
    const first = await buy();
    await ownerQuery('update orders set fulfilled_at = now() where bot_id = $1', [shop.botId]);
    await buy(plan(first));
    expect(await members()).to.have.length(2);
    expect(await refund(first)).to.equal(true);
    expect(await members()).to.eql([['Silver', 'spending']]);
    await buy(plan(first));
    expect((await members()).map(([name]) => name)).to.have.members(['Silver', 'Gold']);
  });

  it('stays after a refund where an admin gave it, or where it was lost to no refund', async () => {
    const gold = await addGroup({ name: 'Gold', spentToman: 100_000 });
    const silver = await addGroup({ name: 'Silver', spentToman: 90_000 });
    const subscriptionId = await buy();
    await shop.tenant.db((tx) => takeIntoGroup(shop.tenant, tx, { userId, groupId: gold }));
    await setThreshold(silver, 150_000);
    await refund(subscriptionId);
    expect(await members()).to.eql(
      [
        ['Silver', 'spending'],
        ['Gold', 'admin'],
      ].sort(),
    );
  });

  it('is joined once by sales at once, and takes in who has reached it already, on two workers and again', async () => {
    await buy();
    const others = await Promise.all(Array.from({ length: 3 }, () => shop.addBuyer(200_000)));
    for (const { id } of others) await shop.buy(id, plan());
    const poor = await shop.addBuyer(0);
    const gold = await addGroup({ name: 'Gold', spentToman: 100_000 });
    await Promise.all(Array.from({ length: 4 }, () => takeIntoGroups(shop.tenant)));
    await takeIntoGroups(shop.tenant);
    expect(await members()).to.have.length(4);
    expect((await told('group_joined')).map(({ user_id: id }) => id)).to.have.members([
      userId,
      ...others.map(({ id }) => id),
    ]);
    const toldAdmins = await told('group_reached');
    expect(toldAdmins.reduce((sum, { count }) => sum + Number(count), 0)).to.equal(4);
    expect(toldAdmins.every(({ group_id: id, user_id: who }) => id === gold && who === null)).to.equal(true);
    expect(await shop.tenant.db((tx) => joinBySpending(shop.tenant, tx, poor.id))).to.equal(undefined);
  });

  it('takes in a person a transaction: who is under way meanwhile keeps nobody else', async () => {
    const people = [userId, (await shop.addBuyer(200_000)).id];
    for (const id of people) await shop.buy(id, plan());
    await addGroup({ name: 'Gold', spentToman: 100_000 });
    const [, second] = people as [string, string];
    const events = new EventEmitter();
    const locked = once(events, 'locked');
    const underWay = shop.tenant.db(async (tx) => {
      await lockBuyer(shop.tenant, tx, second);
      const released = once(events, 'released');
      events.emit('locked');
      await released;
    });
    await locked;
    const taking = takeIntoGroups(shop.tenant);
    try {
      await waitFor(async () => (await members()).length === 1);
    } finally {
      events.emit('released');
      await Promise.all([underWay, taking]);
    }
    const all = await ownerQuery('select 1 from user_promo_groups where bot_id = $1', [shop.botId]);
    expect(all).to.have.length(2);
  });

  it('is left with the data of the person, and not joined by a look that found them before', async () => {
    const { id: erased } = await shop.addBuyer(200_000);
    for (const id of [userId, erased]) await shop.buy(id, plan());
    await addGroup({ name: 'Gold', spentToman: 100_000, periodPercents: { 30: 50 } });
    const friends = await addGroup({ name: 'Friends', periodPercents: { 30: 90 } });
    await shop.tenant.db((tx) => takeIntoGroup(shop.tenant, tx, { userId: erased, groupId: friends }));
    const events = new EventEmitter();
    const gone = once(events, 'gone');
    const underWay = shop.tenant.db(async (tx) => {
      await eraseUser(shop.tenant, tx, { userId: erased, mayForfeit: true, idempotencyKey: 'erased' });
      const released = once(events, 'released');
      events.emit('gone');
      await released;
    });
    await gone;
    const taking = takeIntoGroups(shop.tenant);
    try {
      await waitFor(async () => (await members()).some(([name]) => name === 'Gold'));
    } finally {
      events.emit('released');
      await Promise.all([underWay, taking]);
    }
    expect(await members(), 'those of the other').to.eql([['Gold', 'spending']]);
    await ownerQuery(`update users set status = 'active' where bot_id = $1 and id = $2`, [
      shop.botId,
      erased,
    ]);
    const { order } = await shop.quote(erased, plan());
    expect(order.quote.totalToman, 'when they come back').to.equal(100_000);
  });

  it('is never joined half: with a sale that comes to nothing, nothing of it is there', async () => {
    await addGroup({ name: 'Gold', spentToman: 100_000 });
    const { order } = await shop.quote(userId, plan());
    await Promise.all(Array.from({ length: 5 }, () => shop.confirm(userId, order)));
    expect(await members()).to.eql([['Gold', 'spending']]);
    expect(namesOf(await shop.jobs()).filter((name) => name === 'notice group_joined')).to.have.length(1);
  });

  it('stands among the levels with what is missing, and that which counts', async () => {
    await addGroup({ name: 'Silver', spentToman: 100_000, priority: 1 });
    const gold = await addGroup({ name: 'Gold', spentToman: 500_000, priority: 5 });
    const friends = await addGroup({ name: 'Friends', priority: 9 });
    await addGroup({ name: 'Hidden' });
    await shop.tenant.db((tx) => takeIntoGroup(shop.tenant, tx, { userId, groupId: friends }));
    await buy();
    const { levels, countingId, spentToman } = await shop.tenant.db((tx) =>
      readLevels(shop.tenant, tx, userId),
    );
    expect(levels.map(({ name, isMember }) => [name, isMember])).to.eql([
      ['Friends', true],
      ['Silver', true],
      ['Gold', false],
    ]);
    expect([countingId, spentToman]).to.eql([friends, 100_000]);
    expect(levels.find(({ id }) => id === gold)?.spentToman).to.equal(500_000);
  });

  it('that is deleted while it is reached keeps no sale from being made', async () => {
    const gold = await addGroup({ name: 'Gold', spentToman: 100_000 });
    const remove = shop.tenant.db(async (tx) => {
      const group = await PromoGroup.findOne({ where: { id: gold }, lock: true, rejectOnEmpty: true });
      await emptyGroup(shop.tenant, tx, { groupId: gold, mayDrop: true });
      await group.destroy();
    });
    const [confirmed] = await Promise.all([shop.buy(userId, plan()), remove.catch(() => undefined)]);
    expect(confirmed.kind).to.equal('paid');
    expect(await shop.tenant.db(() => UserPromoGroup.count())).to.be.at.most(1);
  });
});

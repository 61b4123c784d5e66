import { expect } from 'chai';
import { PromoGroup } from '#models/promo-group.js';
import { takeIntoGroup } from '#services/discounts/change-groups.js';
import { listPlanTargets, readShelf } from '#services/orders/read-shelf.js';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import type { Wish } from '#services/orders/types.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

const linkCode = 'AbCd_-123456';

describe('a plan that is for some people', () => {
  let shop: Shop;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer(1_000_000)).id;
  });

  const plan = (planId: string, more: { subscriptionId?: string; link?: string } = {}): Wish => ({
    ...{ kind: 'plan', planId },
    ...more,
  });
  const shelf = async (subscriptionId?: string) =>
    shop.tenant.db((tx) => readShelf(shop.tenant, tx, { userId, subscriptionId }));
  const offered = async (subscriptionId?: string) =>
    (await shelf(subscriptionId)).plans.map(({ name }) => name);
  const outcome = async (wish: Wish) => {
    const drafted = await shop.draft(userId, wish);
    return drafted.kind === 'refused' ? drafted.reason : drafted.kind;
  };
  const buy = async (wish: Wish) => {
    const confirmed = await shop.buy(userId, wish);
    expect(confirmed.kind).to.equal('paid');
    return (confirmed as { subscriptionId: string }).subscriptionId;
  };

  it('is shown to and sold to newcomers only, and to who has bought only', async () => {
    const hello = await shop.addPlan({ name: 'Hello', audience: 'new', priceToman: 10_000 });
    const loyal = await shop.addPlan({ name: 'Loyal', audience: 'existing' });
    expect(await offered()).to.eql(['Hello']);
    expect(await outcome(plan(loyal.id))).to.equal('order.not_for_you');
    const subscriptionId = await buy(plan(hello.id));
    expect(await offered(subscriptionId)).to.eql(['Loyal']);
    expect(await outcome(plan(hello.id, { subscriptionId }))).to.equal('order.not_for_you');
    expect((await shelf(subscriptionId)).offSaleId, 'it cannot be renewed as it is').to.equal(subscriptionId);
  });

  it('of newcomers is bought once by one who taps on two devices at once', async () => {
    await shop.configure({ subscriptions_per_user: 5 });
    const hello = await shop.addPlan({ name: 'Hello', audience: 'new', priceToman: 10_000 });
    const other = await shop.addPlan({ name: 'Hello again', audience: 'new', priceToman: 10_000 });
    const orders = [
      (await shop.quote(userId, plan(hello.id))).order,
      (await shop.quote(userId, plan(other.id))).order,
    ];
    const confirmed = await Promise.all(orders.map((order) => shop.confirm(userId, order)));
    expect(confirmed.map(({ kind }) => kind).sort()).to.eql(['paid', 'refused']);
    expect((await shop.look(userId)).balanceToman).to.equal(990_000);
  });

  it('is nobody’s to see where it is for others: as if nothing was on sale', async () => {
    await shop.addPlan({ name: 'Loyal', audience: 'existing' });
    expect(await shelf()).to.include({ refusal: null, offSaleId: null });
    const facts = await shop.tenant.db((tx) => readMenuFacts(shop.tenant, tx, { userId }));
    expect(facts.hasPlans).to.equal(false);
  });

  it('of a group is for any of a person’s groups, and no longer once they have left it, paid or not', async () => {
    const [gold, friends] = await shop.tenant.db(async () => [
      (await PromoGroup.create({ name: 'Gold', priority: 9 })).id,
      (await PromoGroup.create({ name: 'Friends' })).id,
    ]);
    const club = await shop.addPlan({ name: 'Club', audience: 'group', groupIds: [friends!] });
    expect(await offered()).to.eql([]);
    await shop.tenant.db(async (tx) => {
      for (const groupId of [gold!, friends!]) await takeIntoGroup(shop.tenant, tx, { userId, groupId });
    });
    expect(await offered()).to.eql(['Club']);
    const { order } = await shop.quote(userId, plan(club.id));
    await ownerQuery('delete from user_promo_groups where bot_id = $1 and group_id = $2', [
      shop.botId,
      friends,
    ]);
    expect(await shop.confirm(userId, order)).to.eql({ kind: 'refused', reason: 'order.not_for_you' });
    expect((await shop.look(userId)).balanceToman).to.equal(1_000_000);
  });

  it('by link is sold to who came by it, hidden from others, and renewed without it', async () => {
    const secret = await shop.addPlan({ name: 'Secret', audience: 'link', linkCode });
    expect(await offered()).to.eql([]);
    expect(await outcome(plan(secret.id))).to.equal('order.not_for_you');
    expect(await outcome(plan(secret.id, { link: 'AbCd_-123457' }))).to.equal('order.not_for_you');
    const subscriptionId = await buy(plan(secret.id, { link: linkCode }));
    expect(await offered(subscriptionId)).to.eql(['Secret']);
    await buy(plan(secret.id, { subscriptionId }));
    await shop.age(subscriptionId, 100);
    await buy(plan(secret.id, { subscriptionId }));
    await shop.configure({ subscriptions_per_user: 3 });
    expect(await outcome(plan(secret.id, { subscriptionId: 'new' })), 'one more').to.equal(
      'order.not_for_you',
    );
    expect(await outcome(plan(secret.id, { subscriptionId: 'new', link: linkCode }))).to.equal('quoted');
  });

  it('by link can change what a person has, whichever of several they choose', async () => {
    await shop.configure({ subscriptions_per_user: 2 });
    const month = await shop.addPlan();
    const secret = await shop.addPlan({ name: 'Secret', audience: 'link', linkCode });
    const ids = [await buy(plan(month.id)), await buy(plan(month.id, { subscriptionId: 'new' }))];
    expect(await outcome(plan(secret.id, { link: linkCode }))).to.equal('order.choose_subscription');
    const targets = (link?: string) =>
      shop.tenant.db((tx) => listPlanTargets(shop.tenant, tx, { userId, planId: secret.id, link }));
    expect(await targets(linkCode)).to.eql(ids);
    expect(await targets()).to.eql([]);
  });

  it('gives people of a group its servers too, beside those that it names and within what the bot may sell', async () => {
    const [own, ofGroup, foreign] = [1, 2, 3].map((n) => `7d1b4b6c-9c0a-4b3e-8f53-2f3d4b7a1c1${n}`);
    await shop.configure({ sellable_squads: [own, ofGroup] });
    const groupId = await shop.tenant.db(
      async () => (await PromoGroup.create({ name: 'Gold', squads: [ofGroup!, foreign!] })).id,
    );
    const month = await shop.addPlan({ squads: [own!] });
    await shop.tenant.db((tx) => takeIntoGroup(shop.tenant, tx, { userId, groupId }));
    const subscriptionId = await buy(plan(month.id));
    expect((await shop.look(userId)).subscriptions[0]!.squads).to.eql([own, ofGroup]);
    await ownerQuery('delete from user_promo_groups where bot_id = $1', [shop.botId]);
    const { order } = await shop.quote(userId, plan(month.id, { subscriptionId }));
    expect(order.quote.losesServers).to.equal(true);
  });
});

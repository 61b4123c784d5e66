import { expect } from 'chai';
import type { Gift } from '#models/gift.js';
import { dayMs, hourMs } from '#platform/units.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { openShop, namesOf, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { again, forId, give, look, take } from '../../support/gifts.js';

describe('a gift that somebody takes', () => {
  let shop: Shop;
  let buyerId: string;
  let planId: string;
  let gift: Gift;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10, deviceLimit: 3 })).id;
    buyerId = (await shop.addBuyer(1_000_000)).id;
    gift = await give(shop, { buyerId, planId });
    userId = (await shop.addBuyer(500_000)).id;
  });

  const mine = async () => (await shop.look(userId)).subscriptions;
  const reason = async (one: Gift, whose = userId) => {
    const taken = await take(shop, one, { userId: whose });
    return taken.kind === 'refused' ? taken.reason : taken.kind;
  };

  it('begins a subscription of theirs, costs them nothing, and is told to its buyer', async () => {
    expect((await take(shop, gift, { userId })).kind).to.equal('paid');
    const { balanceToman, subscriptions, ledger } = await shop.look(userId);
    expect({ balanceToman, rows: ledger.length }).to.eql({ balanceToman: 500_000, rows: 1 });
    expect(subscriptions[0]).to.include({
      ...{
        planId,
        status: 'active',
        isTrial: false,
        trafficLimitGb: 10,
        deviceLimit: 3,
        valueToman: 100_000,
      },
    });
    expect(subscriptions[0]?.endsAt.getTime()).to.be.closeTo(Date.now() + 30 * dayMs, hourMs);
    expect(await again(shop, gift)).to.include({ state: 'taken', takenBy: userId, dueAt: null });
    expect(namesOf(await shop.jobs())).to.include.members([
      ...['subscription.provision', 'notice gift_taken', 'notice gift_handed_over'],
    ]);
    expect(await reason(gift), 'and only once').to.equal('order.gift_gone');
  });

  it('is as it was sold, though the plan is dearer, smaller or gone by now', async () => {
    await ownerQuery(
      'update bot_plans set price_toman = 900000, traffic_limit_gb = 1, device_limit = 1, period_days = 1, is_active = false where id = $1',
      [planId],
    );
    const gone = await give(shop, { buyerId, planId: (await shop.addPlan({ trafficLimitGb: 7 })).id });
    await ownerQuery('delete from orders where plan_id = $1 and state <> $2', [gone.planId, 'paid']);
    await ownerQuery('delete from bot_plans where id = $1', [gone.planId]);
    await take(shop, gift, { userId });
    expect((await mine())[0]).to.include({ trafficLimitGb: 10, deviceLimit: 3 });
    const otherId = (await shop.addBuyer()).id;
    expect(await reason(gone, otherId)).to.equal('paid');
    const { subscriptions } = await shop.look(otherId);
    expect(subscriptions[0]).to.include({ trafficLimitGb: 7, planId: null });
  });

  it('extends a subscription of the same plan, with what was bought on top of it', async () => {
    await shop.configure({ subscriptions_per_user: 3 });
    await shop.buy(userId, { kind: 'plan', planId });
    const [own] = await mine();
    await shop.configure({ extra_device_price_toman: 1_000 });
    await shop.buy(userId, { kind: 'devices', subscriptionId: own!.id, count: 2 });
    const seen = await look(shop, gift, { userId, subscriptionId: own!.id });
    expect(seen.kind === 'quoted' && seen.order.quote).to.include({ effect: 'extend', totalToman: 0 });
    await take(shop, gift, { userId, subscriptionId: own!.id });
    const [after] = await mine();
    expect(after!.endsAt.getTime() - own!.endsAt.getTime()).to.equal(30 * dayMs);
    expect(after).to.include({ deviceLimit: 5, trafficLimitGb: 10 });
    expect(after!.valueToman, 'what both have paid').to.be.within(199_990, 200_000);
  });

  it('takes the place of another plan at once, and what is left of that becomes time', async () => {
    const large = await shop.addPlan({ name: 'Large', priceToman: 300_000, trafficLimitGb: 100 });
    await shop.buy(userId, { kind: 'plan', planId: large.id });
    const [own] = await mine();
    await shop.age(own!.id, 15);
    const seen = await look(shop, gift, { userId, subscriptionId: own!.id });
    expect(seen.kind === 'quoted' && seen.order.quote.effect).to.equal('change');
    await take(shop, gift, { userId, subscriptionId: own!.id });
    const [after] = await mine();
    expect(after).to.include({ planId, trafficLimitGb: 10 });
    // Half of 300,000 toman is 45 days of a plan that costs 100,000 for 30.
    const days = (after!.endsAt.getTime() - Date.now()) / dayMs;
    expect(days).to.be.closeTo(75, 0.1);
  });

  it('begins a trial or a subscription that is over anew', async () => {
    await shop.buy(userId, { kind: 'trial' });
    const [trial] = await mine();
    await take(shop, gift, { userId });
    const [after, ...others] = await mine();
    expect(others).to.have.length(0);
    expect(after).to.include({ id: trial!.id, isTrial: false, trafficLimitGb: 10 });
    await shop.age(after!.id, 100);
    await take(shop, await give(shop, { buyerId, planId }), { userId, subscriptionId: after!.id });
    const [revived] = await mine();
    expect(revived!.endsAt.getTime()).to.be.closeTo(Date.now() + 30 * dayMs, hourMs);
  });

  it('may be taken by whom it is for, and by its buyer, by nobody else', async () => {
    const friend = await shop.addBuyer();
    const byId = await give(shop, { buyerId, planId, ...forId(friend.telegramId) });
    expect(await reason(byId)).to.equal('order.gift_of_other');
    expect(await reason(byId, friend.id)).to.equal('paid');
    await ownerQuery("update users set username = 'Sara_K' where id = $1 and bot_id = $2", [
      friend.id,
      shop.botId,
    ]);
    const byName = await give(shop, { buyerId, planId, recipient: { username: 'sara_k' } });
    expect(await reason(byName)).to.equal('order.gift_of_other');
    const own = await give(shop, { buyerId, planId, ...forId('999') });
    expect(await reason(own, buyerId), 'it is theirs').to.equal('paid');
    expect(namesOf(await shop.jobs()).filter((name) => name === 'notice gift_taken')).to.have.length(1);
  });

  it('is not for people whom an admin blocked, nor of another bot', async () => {
    const other = await openShop();
    const stranger = await other.addBuyer();
    expect(await reason(gift, stranger.id)).to.equal('order.account_blocked');
    const wish = { kind: 'taking', giftId: gift.id } as const;
    const there = await other.draft(stranger.id, wish);
    expect(there).to.eql({ kind: 'refused', reason: 'order.gift_gone' });
    await ownerQuery("update users set status = 'blocked' where id = $1", [userId]);
    expect(await reason(gift)).to.equal('order.account_blocked');
    expect((await again(shop, gift)).state).to.equal('open');
  });

  it('goes to one of fifty people who take it at once', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => shop.addBuyer()));
    const drafts = await Promise.all(people.map(({ id }) => look(shop, gift, { userId: id })));
    const results = await Promise.all(
      drafts.map((drafted, at) => {
        if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
        return shop.confirm(people[at]!.id, drafted.order);
      }),
    );
    expect(results.filter(({ kind }) => kind === 'paid')).to.have.length(1);
    const others = results.filter(({ kind }) => kind !== 'paid');
    expect(others.every((one) => one.kind === 'refused' && one.reason === 'order.gift_gone')).to.equal(true);
    const made = 'select count(*)::int as count from subscriptions where bot_id = $1';
    expect(await ownerQuery(made, [shop.botId])).to.eql([{ count: 1 }]);
  }).timeout(60_000);

  it('waits, with a word to the admins, while the wallet of the tenant does not pay for it', async () => {
    await ownerQuery(
      "update bots set billing_model = 'subscription_sale', traffic_rate_toman = 10, wallet_balance_toman = 99 where id = $1",
      [shop.botId],
    );
    expect(await reason(gift)).to.equal('order.gift_waits');
    expect(await mine()).to.have.length(0);
    expect(namesOf(await shop.jobs())).to.include('notice gift_waits');
    await ownerQuery('update bots set wallet_balance_toman = 150 where id = $1', [shop.botId]);
    expect(await reason(gift)).to.equal('paid');
    const wallet = 'select wallet_balance_toman::int as left from bots where id = $1';
    expect(await ownerQuery(wallet, [shop.botId]), 'charged once, when it is taken').to.eql([{ left: 50 }]);
  });

  it('is taken once, whenever the process dies', async () => {
    const drafted = await look(shop, gift, { userId });
    if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
    const { id: orderId, revision } = drafted.order;
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(shop.tenant, at, (tx) =>
        confirmOrder(shop.tenant, tx, { userId, orderId, revision }),
      );
      if (!fate.died) {
        expect(fate.value.kind).to.equal('paid');
        expect(at).to.be.greaterThan(8);
        break;
      }
      expect([(await again(shop, gift)).state, (await mine()).length]).to.eql(['open', 0]);
    }
    expect((await shop.confirm(userId, drafted.order)).kind).to.equal('paid');
    expect(await mine()).to.have.length(1);
  }).timeout(30_000);
});

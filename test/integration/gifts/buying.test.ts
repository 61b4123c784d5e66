import { expect } from 'chai';
import { dayMs, hourMs } from '#platform/units.js';
import { giveDiscount } from '#services/discounts/give-discount.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { openShop, namesOf, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { give, giftOf, orderNow } from '../../support/gifts.js';
import { PromoGroup } from '#models/promo-group.js';
import { UserPromoGroup } from '#models/user-promo-group.js';

const squad = '6f1c6f0e-1111-4222-8333-444455556666';

describe('a plan that is bought for somebody else', () => {
  let shop: Shop;
  let buyerId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop();
    const plan = { priceToman: 100_000, trafficLimitGb: 10, deviceLimit: 3, squads: [squad] };
    planId = (await shop.addPlan(plan)).id;
    buyerId = (await shop.addBuyer(1_000_000)).id;
  });

  it('is paid from the wallet and makes a gift as it was sold, and no subscription', async () => {
    await shop.configure({ gift_days_valid: 90 });
    const gift = await give(shop, {
      ...{ buyerId, planId, greeting: 'Happy birthday!', recipient: { username: 'sara_k' } },
    });
    const { balanceToman, subscriptions, ledger, orders } = await shop.look(buyerId);
    expect({ balanceToman, subscriptions: subscriptions.length }).to.eql({
      balanceToman: 900_000,
      subscriptions: 0,
    });
    expect(ledger.map(({ type, amountToman }) => [type, amountToman])).to.eql([
      ['deposit', 1_000_000],
      ['subscription_payment', -100_000],
    ]);
    expect(orders[0]).to.include({ kind: 'gift', state: 'paid', subscriptionId: null });
    expect(orders[0]?.fulfilledAt, 'the panel has nothing to take over').not.to.equal(null);
    expect(gift).to.include({ state: 'open', priceToman: 100_000, greeting: 'Happy birthday!' });
    expect(gift.recipientUsername).to.equal('sara_k');
    expect(gift.code).to.match(/^[\w-]{22}$/);
    expect(gift.sold).to.eql({
      ...{ name: 'Month', periodDays: 30, listPriceToman: 100_000, trafficLimitGb: 10, deviceLimit: 3 },
      ...{ squads: [squad], trafficReset: 'month_rolling' },
    });
    expect(gift.validUntil.getTime()).to.be.closeTo(Date.now() + 90 * dayMs, hourMs);
    expect(namesOf(await shop.jobs())).to.eql(['notice sale_made']);
  });

  it('has the percents of all and of the group off it, but not a discount that is for the own subscriptions', async () => {
    await shop.tenant.db(async (tx) => {
      const { id } = await PromoGroup.create({ name: 'Friends', periodPercents: { 30: 20 } });
      await UserPromoGroup.create({ userId: buyerId, groupId: id, givenBy: 'admin' });
      await giveDiscount(shop.tenant, tx, {
        ...{ userId: buyerId, kind: 'winback_first', validUntil: new Date(Date.now() + hourMs) },
        ...{ percent: 50, cause: { event: 'test' } },
      });
    });
    const { order } = await shop.quote(buyerId, { kind: 'gift', planId });
    expect(order.quote).to.include({ totalToman: 80_000, effect: 'give' });
    await shop.confirm(buyerId, order);
    const left = 'select count(*)::int as count from discount_offers where bot_id = $1 and used_at is null';
    expect(await ownerQuery(left, [shop.botId])).to.eql([{ count: 1 }]);
  });

  it('is the same gift when it is confirmed again, and another one when it is bought again', async () => {
    const wish = { kind: 'gift', planId } as const;
    const { order } = await shop.quote(buyerId, wish);
    const [first, second] = [await shop.confirm(buyerId, order), await shop.confirm(buyerId, order)];
    expect(first).to.include({ kind: 'given', isRepeat: false });
    expect(second).to.include({ kind: 'given', isRepeat: true });
    expect((await shop.buy(buyerId, wish)).kind).to.equal('given');
    const count =
      'select count(*)::int as count, count(distinct code)::int as codes from gifts where bot_id = $1';
    expect(await ownerQuery(count, [shop.botId])).to.eql([{ count: 2, codes: 2 }]);
    expect((await shop.look(buyerId)).balanceToman).to.equal(800_000);
  });

  it('waits in the cart for money, and is bought when it comes', async () => {
    const poorId = (await shop.addBuyer()).id;
    const { order } = await shop.quote(poorId, { kind: 'gift', planId, greeting: 'Hi' });
    expect((await shop.confirm(poorId, order)).kind).to.equal('short');
    await shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, {
        ...{ userId: poorId, amountToman: 150_000, idempotencyKey: 'test', reason: 'money' },
      }),
    );
    expect(await orderNow(shop, order.id)).to.include({ state: 'paid' });
    expect(await giftOf(shop, order.id)).to.include({ state: 'open', greeting: 'Hi' });
    expect((await shop.look(poorId)).balanceToman).to.equal(50_000);
    expect(namesOf(await shop.jobs())).to.include('notice order_completed');
  });

  it('is not sold where gifts are off, of a plan that is gone, or while the tenant could not pay for it', async () => {
    const refusal = async (planned = planId) => {
      const drafted = await shop.draft(buyerId, { kind: 'gift', planId: planned });
      return drafted.kind === 'refused' ? drafted.reason : drafted.kind;
    };
    expect(await refusal('999999')).to.equal('order.plan_gone');
    await ownerQuery(
      "update bots set billing_model = 'subscription_sale', traffic_rate_toman = 10, wallet_balance_toman = 99 where id = $1",
      [shop.botId],
    );
    expect(await refusal()).to.equal('order.tenant_wallet');
    await ownerQuery('update bots set wallet_balance_toman = 100 where id = $1', [shop.botId]);
    expect(await refusal()).to.equal('quoted');
    for (const [audience, expected] of [
      ['existing', 'order.not_for_you'],
      ['link', 'order.not_for_you'],
      ['new', 'quoted'],
    ]) {
      await ownerQuery(
        "update bot_plans set audience = $2, link_code = case when $2 = 'link' then 'secretofplan' end where id = $1",
        [planId, audience],
      );
      expect(await refusal(), audience).to.equal(expected);
    }
    await shop.switchFeature('gifts', false);
    expect(await refusal()).to.equal('order.not_offered');
  });

  it('is another order for another person or with other words, and leaves the other orders alone', async () => {
    const wishes = [{}, { greeting: 'A' }, { greeting: 'B' }, { recipient: { telegramId: '12345' } }];
    const ids = new Set<string>();
    for (const more of wishes)
      ids.add((await shop.quote(buyerId, { kind: 'gift', planId, ...more })).order.id);
    expect(ids.size).to.equal(4);
    const same = await shop.quote(buyerId, { kind: 'gift', planId, greeting: 'A' });
    expect(ids.has(same.order.id)).to.equal(true);
  });
});

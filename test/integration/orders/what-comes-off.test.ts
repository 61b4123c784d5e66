import { expect } from 'chai';
import { PromoGroup } from '#models/promo-group.js';
import { UserPromoGroup } from '#models/user-promo-group.js';
import { hourMs } from '#platform/units.js';
import { giveDiscount, type NewDiscount } from '#services/discounts/give-discount.js';
import type { Quote, Wish } from '#services/orders/types.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

describe('what comes off a price', () => {
  let shop: Shop;
  let userId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 100_001, trafficLimitGb: 10 })).id;
    userId = (await shop.addBuyer(10_000_000)).id;
  });

  const join = (group: Partial<PromoGroup>) =>
    shop.tenant.db(async () => {
      const { id } = await PromoGroup.create({ name: `Group ${uniqueNumber()}`, ...group });
      await UserPromoGroup.create({ userId, groupId: id, givenBy: 'admin' });
    });
  const give = (discount: Partial<Omit<NewDiscount, 'amountToman' | 'percent'>> & Off) =>
    shop.tenant.db((tx) =>
      giveDiscount(shop.tenant, tx, {
        ...{ userId, kind: 'winback_first', validUntil: new Date(Date.now() + hourMs) },
        ...{ cause: { event: `test ${uniqueNumber()}` }, ...discount },
      }),
    );
  type Off = { readonly percent: number } | { readonly amountToman: number };
  const plan = (): Wish => ({ kind: 'plan', planId });
  const lines = ({ items }: Quote) => items.map(({ kind, amountToman }) => [kind, amountToman]);
  const quoted = async (wish: Wish = plan()) => lines((await shop.quote(userId, wish)).order.quote);

  it('is the greater of the percents of the bot and of the group, then the own discount, each rounded down', async () => {
    await shop.configure({ period_discounts: { 30: 10 }, price_step_toman: 1_000 });
    await join({ periodPercents: { 30: 33 } });
    await give({ percent: 7 });
    expect(await quoted()).to.eql([
      ['plan', 100_001],
      ['group', -33_000],
      ['offer', -4_690],
      ['rounding', 689],
    ]);
    await shop.configure({ period_discounts: { 30: 34 } });
    expect((await quoted())[1]).to.eql(['discount', -34_000]);
  });

  it('is no own discount that rounding eats: it stays for a price from which it takes something', async () => {
    await shop.configure({ price_step_toman: 700, period_discounts: { 30: 10 } });
    await give({ amountToman: 300 });
    expect(await quoted()).to.eql([
      ['plan', 100_001],
      ['discount', -10_000],
      ['rounding', 299],
    ]);
    await shop.buy(userId, plan());
    await shop.configure({ price_step_toman: 1, period_discounts: {} });
    expect((await quoted())[1], 'it was not used').to.eql(['offer', -300]);
  });

  it('is that of the group of the highest priority, not of the greatest percent', async () => {
    await join({ priority: 1, periodPercents: { 30: 90 } });
    await join({ priority: 2, periodPercents: { 30: 20 } });
    expect((await quoted())[1]).to.eql(['group', -20_000]);
    await join({ priority: 3, periodPercents: { 90: 50 } });
    expect(await quoted()).to.eql([['plan', 100_001]]);
  });

  it('is the discount that takes most, a sum or a percentage, and a sum is no more than the price', async () => {
    await give({ percent: 20 });
    await give({ amountToman: 30_000 });
    expect((await quoted())[1]).to.eql(['offer', -30_000]);
    await give({ amountToman: 900_000 });
    expect(await quoted()).to.eql([
      ['plan', 100_001],
      ['offer', -100_001],
    ]);
    expect((await shop.buy(userId, plan())).kind).to.equal('paid');
    const { ledger, subscriptions } = await shop.look(userId);
    expect(
      ledger.map(({ type }) => type),
      'nothing was paid',
    ).to.eql(['deposit']);
    expect(subscriptions[0]).to.include({ valueToman: 0, status: 'active' });
    const used = `select amount_toman::int as "off" from discount_offers where bot_id = $1 and used_at is not null`;
    expect(await ownerQuery(used, [shop.botId]), 'and it alone is used up').to.eql([{ off: 900_000 }]);
    expect((await quoted())[1]).to.eql(['offer', -30_000]);
  });

  it('is for what it was given for: some plans, what begins, or what goes on', async () => {
    const other = (await shop.addPlan({ name: 'Other', priceToman: 50_000 })).id;
    await give({ percent: 50, planIds: [other] });
    await give({ percent: 40, appliesTo: 'renewal' });
    await give({ percent: 30, appliesTo: 'purchase' });
    expect((await quoted())[1]).to.eql(['offer', -30_000]);
    expect((await quoted({ kind: 'plan', planId: other }))[1]).to.eql(['offer', -25_000]);
    await shop.buy(userId, plan());
    const subscriptionId = (await shop.look(userId)).subscriptions[0]!.id;
    expect((await quoted({ ...plan(), subscriptionId } as Wish))[1]).to.eql(['offer', -40_000]);
    await shop.age(subscriptionId, 40);
    expect((await quoted())[1], 'what is over is taken up again').to.eql(['offer', -40_000]);
  });

  it('is of the group for traffic and devices on top, also where a renewal keeps them', async () => {
    await shop.configure({
      price_step_toman: 1,
      traffic_addons: true,
      device_addons: true,
      extra_device_price_toman: 10_001,
      traffic_packages: [{ gb: 10, price_toman: 20_000, enabled: true }],
    });
    await join({ trafficPercent: 25, devicePercent: 50 });
    await shop.buy(userId, plan());
    const subscriptionId = (await shop.look(userId)).subscriptions[0]!.id;
    expect(await quoted({ kind: 'traffic', subscriptionId, gb: 10 })).to.eql([
      ['traffic', 20_000],
      ['group', -5_000],
    ]);
    expect((await shop.buy(userId, { kind: 'devices', subscriptionId, count: 1 })).kind).to.equal('paid');
    expect((await shop.look(userId)).ledger.at(-1)!.amountToman).to.equal(-5_001);
    const { quote } = (await shop.quote(userId, { ...plan(), subscriptionId } as Wish)).order;
    expect(lines(quote)).to.eql([
      ['plan', 100_001],
      ['extra_devices', 10_001],
      ['group', -5_000],
    ]);
    expect(quote.addOns).to.have.length(1);
    expect(quote.addOns![0]).to.include({ priceToman: 5_001, isKept: true });
  });

  it('of a group that is left meanwhile is asked again', async () => {
    await join({ periodPercents: { 30: 50 } });
    const { order } = await shop.quote(userId, plan());
    await ownerQuery('delete from user_promo_groups where bot_id = $1', [shop.botId]);
    const confirmed = await shop.confirm(userId, order);
    expect(confirmed.kind).to.equal('changed');
    expect((await shop.look(userId)).ledger).to.have.length(1);
  });
});

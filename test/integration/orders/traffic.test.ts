import { expect } from 'chai';
import { gigabyte } from '#platform/units.js';
import type { Quote, Wish } from '#services/orders/types.js';
import { openShop, type Shop } from '../../support/bot/sales.js';

/** What traffic a person has after paying, and what becomes of what they have used. */
describe('traffic that is paid for', () => {
  let shop: Shop;
  let userId: string;
  let planId: string;
  let id: string;

  async function open(settings: Record<string, unknown> = {}, trafficLimitGb = 50): Promise<void> {
    shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 1,
      walletBalanceToman: 90_000,
    });
    await shop.configure(settings);
    planId = (await shop.addPlan({ trafficLimitGb })).id;
    userId = (await shop.addBuyer(9_000_000)).id;
    id = await buy({ kind: 'plan', planId });
  }
  async function buy(wish: Wish): Promise<string> {
    const bought = await shop.buy(userId, wish);
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    return bought.subscriptionId;
  }
  const quoted = async (wish: Wish): Promise<Quote> => (await shop.quote(userId, wish)).order.quote;
  const renewal = (): Wish => ({ kind: 'plan', planId, subscriptionId: id });
  const row = async () => (await shop.look(userId)).subscriptions[0]!;
  const limit = async (): Promise<number> => (await row()).trafficLimitGb;
  const isReset = async (): Promise<boolean> => (await row()).trafficResetWantedAt !== null;
  /** Gigabytes that the tenant was charged for so far. */
  const charged = async (): Promise<number> =>
    (await shop.look(userId)).orders.reduce((sum, { soldGb }) => sum + Number(soldGb), 0);

  it('for life is added by a renewal, used up or not, and never begins at zero', async () => {
    await open({ traffic_reset_period: 'none', traffic_reset_on_payment: true });
    await shop.use(id, 27);
    expect(await quoted(renewal())).to.include({ traffic: 'adds', trafficLimitGb: 100 });
    await buy(renewal());
    expect([await limit(), await isReset(), await charged()]).to.deep.equal([100, false, 100]);
    await shop.use(id, 100, true);
    await buy(renewal());
    expect([await limit(), await isReset(), await charged()]).to.deep.equal([150, false, 150]);
  });

  it('for life is there to be used also where more was used than sold, and then the tenant pays for it', async () => {
    await open({ traffic_reset_period: 'none' });
    await shop.use(id, 53, true);
    await buy(renewal());
    expect([await limit(), await charged()]).to.deep.equal([103, 103]);
  });

  it('for life: a package comes on top once, and a renewal leaves it there without its price', async () => {
    await open({ traffic_reset_period: 'none' });
    await buy({ kind: 'traffic', subscriptionId: id, gb: 25 });
    const quote = await quoted(renewal());
    expect(quote.items.map(({ kind }) => kind)).to.deep.equal(['plan']);
    await buy(renewal());
    expect([await limit(), await charged()]).to.deep.equal([125, 125]);
  });

  it('that is reset is never added, and begins at zero where it is used up, by what we know or by what the panel says', async () => {
    await open();
    await shop.use(id, 20);
    expect(await quoted(renewal())).to.include({ traffic: 'keeps', trafficLimitGb: 50 });
    for (const [used, isLimited] of [
      [50, false],
      [49, true],
    ] as const) {
      await shop.use(id, used, isLimited);
      expect(await quoted(renewal())).to.include({ traffic: 'resets', trafficLimitGb: 50 });
    }
    await buy(renewal());
    expect([await limit(), await isReset()]).to.deep.equal([50, true]);
  });

  it('works at once after a change of plan: to a smaller one it begins at zero, to a larger one there is more', async () => {
    await open();
    const small = (await shop.addPlan({ name: 'Small', trafficLimitGb: 20, priceToman: 50_000 })).id;
    const large = (await shop.addPlan({ name: 'Large', trafficLimitGb: 200, priceToman: 300_000 })).id;
    await shop.use(id, 50, true);
    expect(await quoted({ kind: 'plan', planId: large, subscriptionId: id })).to.include({
      traffic: 'keeps',
    });
    expect(await quoted({ kind: 'plan', planId: small, subscriptionId: id })).to.include({
      traffic: 'resets',
    });
    await buy({ kind: 'plan', planId: small, subscriptionId: id });
    expect([await limit(), await isReset()]).to.deep.equal([20, true]);
  });

  it('works at once after a purchase of the simple offer', async () => {
    await open();
    await shop.switchFeature('simple_purchase', true);
    await shop.configure({ simple_purchase_price_toman: 10_000, simple_purchase_traffic_gb: 20 });
    await shop.use(id, 50, true);
    await buy({ kind: 'simple' });
    expect([await limit(), await isReset()]).to.deep.equal([20, true]);
  });

  it('that is used up is not credited, by a change to and fro neither', async () => {
    await open();
    const other = (await shop.addPlan({ name: 'Other', trafficLimitGb: 50 })).id;
    const unlimited = (await shop.addPlan({ name: 'All', trafficLimitGb: 0, priceToman: 100_000 })).id;
    await shop.age(id, 3);
    await shop.use(id, 50, true);
    expect((await quoted({ kind: 'plan', planId: other, subscriptionId: id })).totalToman).to.equal(100_000);
    // Unlimited traffic has no price for this tenant; for another one it counts the same.
    await shop.tenant.db((tx) =>
      tx.sql(`update bots set billing_model = 'none' where id = $1`, [shop.botId]),
    );
    expect((await quoted({ kind: 'plan', planId: unlimited, subscriptionId: id })).totalToman).to.equal(
      100_000,
    );
  });

  it('of a package is credited at a change by the smaller of time left and traffic left', async () => {
    await open({}, 5);
    const other = (await shop.addPlan({ name: 'Other', trafficLimitGb: 2_000, priceToman: 400_000 })).id;
    await buy({ kind: 'traffic', subscriptionId: id, gb: 1_000 });
    const credit = async (): Promise<number> => {
      const { items } = await quoted({ kind: 'plan', planId: other, subscriptionId: id });
      return -(items.find(({ kind }) => kind === 'credit')?.amountToman ?? 0);
    };
    await shop.age(id, 1);
    expect(await credit(), 'nothing used: 29 of 30 days').to.be.closeTo((295_000 * 29) / 30, 20);
    await shop.use(id, 505);
    expect(await credit(), 'half of it used').to.be.closeTo((100_000 * 29) / 30 + 195_000 / 2, 20);
    await shop.use(id, 1_005, true);
    expect(await credit(), 'all of it used').to.be.closeTo((100_000 * 29) / 30, 20);
  });

  it('that begins at zero for money costs the plan and the smallest packages that hold the rest', async () => {
    await open({}, 5);
    expect((await quoted({ kind: 'reset', subscriptionId: id })).totalToman).to.equal(100_000);
    await buy({ kind: 'traffic', subscriptionId: id, gb: 1_000 });
    expect((await quoted({ kind: 'reset', subscriptionId: id })).totalToman).to.equal(295_000);
    const before = await charged();
    await buy({ kind: 'reset', subscriptionId: id });
    expect((await charged()) - before).to.equal(1_005);
    await shop.configure({
      traffic_packages: [
        { gb: 100, price_toman: 7_000, enabled: true },
        { gb: 400, price_toman: 20_000, enabled: true },
      ],
    });
    expect(
      (await quoted({ kind: 'reset', subscriptionId: id })).totalToman,
      '400 + 400 + 100 … + 100',
    ).to.equal(100_000 + 2 * 20_000 + 20_000);
    await shop.configure({ traffic_packages: [] });
    expect(await shop.draft(userId, { kind: 'reset', subscriptionId: id })).to.include({
      reason: 'order.not_offered',
    });
  });

  it('counts anew as it was sold, whatever the bot is set to since, up to the next sale of another time', async () => {
    await open({ traffic_reset_period: 'none' });
    await shop.configure({ traffic_reset_period: 'day' });
    expect((await row()).trafficReset).to.equal('none');
    await buy(renewal());
    expect([(await row()).trafficReset, await limit(), await charged()]).to.deep.equal(['none', 100, 100]);
    await buy({ kind: 'traffic', subscriptionId: id, gb: 10 });
    expect([await limit(), await charged()]).to.deep.equal([110, 110]);
    await shop.age(id, 90);
    await buy(renewal());
    expect([(await row()).trafficReset, await limit(), await charged()]).to.deep.equal([
      'day',
      50,
      110 + 50 * 30,
    ]);
  });

  it('renewed three times with a package on top is what the tenant was charged for', async () => {
    await open({ traffic_reset_on_payment: true });
    await buy({ kind: 'traffic', subscriptionId: id, gb: 5 });
    for (let time = 0; time < 3; time += 1) await buy(renewal());
    expect(await limit()).to.equal(55);
    const days = ((await row()).endsAt.getTime() - Date.now()) / 86_400_000;
    expect(await charged()).to.be.at.least(Math.floor((55 * days) / 30));
    expect(Number((await row()).trafficUsedBytes) / gigabyte).to.equal(0);
  });
});

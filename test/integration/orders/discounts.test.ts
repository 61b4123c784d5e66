import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { giveDiscount } from '#services/discounts/give-discount.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { listPlanTargets, readShelf } from '#services/orders/read-shelf.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import type { Quote } from '#services/orders/types.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';

describe('a discount that a person has for a while', () => {
  let shop: Shop;
  let userId: string;
  let planId: string;
  let endedId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 })).id;
    userId = (await shop.addBuyer(1_000_000)).id;
    await shop.buy(userId, { kind: 'plan', planId });
    endedId = (await shop.look(userId)).subscriptions[0]!.id;
    await shop.age(endedId, 33);
  });
  afterEach(mendClock);

  const give = (percent: number, { hours = 24, kind = 'winback_first' as const } = {}) =>
    shop.tenant.db((tx) =>
      giveDiscount(shop.tenant, tx, {
        ...{ userId, kind, percent, validUntil: new Date(Date.now() + hours * hourMs) },
        cause: { subscriptionId: endedId, endsAt: new Date(Date.now() - percent * 1_000) },
      }),
    );
  const plan = () => ({ kind: 'plan', planId }) as const;
  const lines = ({ items }: Quote) => items.map(({ kind, amountToman }) => [kind, amountToman]);
  const offers = () =>
    ownerQuery<{ percent: number; used: boolean; order: string | null; valid: Date }>(
      `select percent, used_at is not null as used, used_order_id::text as "order", valid_until as valid
       from discount_offers where bot_id = $1 order by percent`,
      [shop.botId],
    );
  const paid = async () => (await shop.look(userId)).ledger.at(-1)!.amountToman;

  it('is in the price that is shown, in the list and in the sale, and is used once', async () => {
    await give(20);
    const [shown] = (
      await shop.tenant.db((tx) => readShelf(shop.tenant, tx, { userId, subscriptionId: endedId }))
    ).plans;
    expect([shown!.priceToman, shown!.listPriceToman]).to.eql([80_000, 100_000]);
    const { order } = await shop.quote(userId, plan());
    expect(lines(order.quote)).to.eql([
      ['plan', 100_000],
      ['offer', -20_000],
    ]);
    expect((await shop.confirm(userId, order)).kind).to.equal('paid');
    expect(await paid()).to.equal(-80_000);
    expect((await offers()).map(({ used, order: by }) => [used, by])).to.eql([[true, order.id]]);
    const [row] = (await shop.look(userId)).subscriptions;
    expect(row!.valueToman, 'what was paid is what it is worth').to.equal(80_000);
    const again = await shop.quote(userId, plan());
    expect(lines(again.order.quote)).to.eql([['plan', 100_000]]);
  });

  it('comes off what the discount of the period leaves, up to the step of prices, and of several the best counts', async () => {
    await shop.configure({ period_discounts: { 30: 15 }, price_step_toman: 1_000 });
    await give(10);
    await give(33);
    const { order } = await shop.quote(userId, plan());
    expect(lines(order.quote)).to.eql([
      ['plan', 100_000],
      ['discount', -15_000],
      ['offer', -28_050],
      ['rounding', 50],
    ]);
    await shop.confirm(userId, order);
    expect((await offers()).map(({ percent, used }) => [percent, used])).to.eql([
      [10, false],
      [33, true],
    ]);
  });

  it('counts for a renewal, and for no trial, addition, reset or change of plan', async () => {
    await shop.buy(userId, plan());
    await shop.use(endedId, 3);
    await shop.configure({ plan_change: true });
    const dear = (await shop.addPlan({ name: 'Large', priceToman: 300_000, trafficLimitGb: 50 })).id;
    await give(50);
    const renewal = { ...plan(), subscriptionId: endedId };
    expect((await shop.quote(userId, renewal)).order.quote.totalToman).to.equal(50_000);
    const kinds = async (wish: Parameters<Shop['quote']>[1]) =>
      (await shop.quote(userId, wish)).order.quote.items.map(({ kind }) => kind);
    expect(await kinds({ kind: 'plan', planId: dear, subscriptionId: endedId })).not.to.include('offer');
    for (const wish of [
      { kind: 'devices', subscriptionId: endedId, count: 1 },
      { kind: 'reset', subscriptionId: endedId },
    ] as const)
      expect(await kinds(wish), wish.kind).not.to.include('offer');
    expect(await shop.tenant.db((tx) => listPlanTargets(shop.tenant, tx, { userId, planId }))).to.eql([
      endedId,
    ]);
  });

  it('that ends while a price is looked at still holds for that price, and for no later one', async () => {
    await give(20, { hours: 1 });
    const { order } = await shop.quote(userId, plan());
    setClock(Date.now() + 1.1 * hourMs - 10 * 60_000);
    const soon = await shop.quote(userId, plan());
    expect(soon.order.quote.totalToman).to.equal(80_000);
    setClock(Date.now() + 20 * 60_000);
    expect((await shop.confirm(userId, soon.order)).kind).to.equal('paid');
    expect(await paid()).to.equal(-80_000);
    expect(order.id).to.equal(soon.order.id);
    await give(30, { hours: 1 });
    setClock(Date.now() + 2 * hourMs);
    expect((await shop.quote(userId, plan())).order.quote.totalToman).to.equal(100_000);
  });

  it('is used by one of two orders that are paid at once; the other is shown its full price', async () => {
    await give(20);
    const other = (await shop.addPlan({ name: 'Other', priceToman: 200_000 })).id;
    const orders = [
      (await shop.quote(userId, { ...plan(), subscriptionId: endedId })).order,
      (await shop.quote(userId, { kind: 'plan', planId: other, subscriptionId: 'new' })).order,
    ];
    await shop.configure({ subscriptions_per_user: 5 });
    const outcomes = await Promise.all(orders.map((order) => shop.confirm(userId, order)));
    expect(outcomes.map(({ kind }) => kind).sort()).to.eql(['changed', 'paid']);
    expect((await offers()).map(({ used }) => used)).to.eql([true]);
  });

  for (const [what, undo] of [
    [
      'the panel cannot follow',
      (orderId: string) =>
        shop.tenant.db((tx) =>
          refundOrders(shop.tenant, tx, {
            subscriptionId: endedId,
            reason: `panel.squad_unknown ${orderId}`,
          }),
        ),
    ],
    [
      'the money went back',
      (orderId: string) =>
        shop.tenant.db((tx) => reverseOrder(shop.tenant, tx, { orderId, reason: 'payment' })),
    ],
  ] as const)
    it(`is given back with what was left of its time when ${what}`, async () => {
      await give(20);
      await ownerQuery(`update orders set fulfilled_at = now() where bot_id = $1 and state = 'paid'`, [
        shop.botId,
      ]);
      const { order } = await shop.quote(userId, plan());
      await shop.confirm(userId, order);
      setClock(Date.now() + 100 * hourMs);
      expect(await undo(order.id)).to.equal(true);
      const [offer] = await offers();
      expect(offer!.used).to.equal(false);
      expect((offer!.valid.getTime() - Date.now()) / hourMs).to.be.closeTo(24, 0.1);
      expect((await shop.quote(userId, plan())).order.quote.totalToman).to.equal(80_000);
    });

  it('is neither used nor lost when the process dies anywhere in the sale', async () => {
    await give(20);
    const { order } = await shop.quote(userId, plan());
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(shop.tenant, at, (tx) =>
        confirmOrder(shop.tenant, tx, { userId, orderId: order.id, revision: order.revision }),
      );
      expect((await offers())[0]!.used, `died before statement ${at}`).to.equal(!died);
      if (!died) break;
    }
    expect(await paid()).to.equal(-80_000);
  });

  it('is given once for one end, and one of all is free', async () => {
    const endsAt = new Date();
    const again = () =>
      shop.tenant.db((tx) =>
        giveDiscount(shop.tenant, tx, {
          ...{
            userId,
            kind: 'winback_second' as const,
            percent: 100,
            cause: { subscriptionId: endedId, endsAt },
          },
          validUntil: new Date(Date.now() + hourMs),
        }),
      );
    const given = await Promise.all([again(), again(), again()]);
    expect(given.filter((id) => id !== undefined)).to.have.length(1);
    const { order } = await shop.quote(userId, plan());
    expect(order.quote.totalToman).to.equal(0);
    expect((await shop.confirm(userId, order)).kind).to.equal('paid');
    expect((await offers())[0]!.used).to.equal(true);
  });
});

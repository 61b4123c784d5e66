import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { hourMs } from '#platform/units.js';
import { endDueOffers, endDuePage } from '#services/personal-offers/end-offers.js';
import { eraseUser } from '#services/people/erase-user.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import { revokeOffer } from '#services/personal-offers/revoke-offer.js';
import { takeOffer } from '#services/personal-offers/take-offer.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { offersOf, type Offers } from '../../support/personal-offers.js';

describe('servers that a person tries for a while', () => {
  const [own, other, third] = [randomUUID(), randomUUID(), randomUUID()].sort() as [string, string, string];
  let shop: Shop;
  let offers: Offers;
  let userId: string;
  let planId: string;
  let subscriptionId: string;
  beforeEach(async () => {
    shop = await openShop();
    offers = offersOf(shop.tenant);
    await offers.atNoon();
    planId = (await shop.addPlan({ priceToman: 100_000, squads: [own] })).id;
    userId = (await shop.addBuyer(10_000_000)).id;
    await shop.buy(userId, { kind: 'plan', planId });
    subscriptionId = (await shop.look(userId)).subscriptions[0]!.id;
    await inStep();
  });
  afterEach(mendClock);

  /** The panel has taken over everything so far. */
  const inStep = () =>
    ownerQuery(
      `with sold as (update orders set fulfilled_at = now() where bot_id = $1)
       update subscriptions set provisioned_at = now() where bot_id = $1`,
      [shop.botId],
    );
  const give = (squads: readonly string[], wish = {}) =>
    offers.give(userId, { kind: 'test_access', squads: [...squads], ...wish });
  const has = async () => {
    const row = (await shop.look(userId)).subscriptions.find(({ id }) => id === subscriptionId)!;
    return [row.squads, row.testSquads] as const;
  };
  const owes = async () =>
    (
      await ownerQuery<{ owes: boolean }>(
        'select provisioned_at is null as owes from subscriptions where id = $1',
        [subscriptionId],
      )
    )[0]!.owes;
  const pass = async (hours: number) => {
    setClock(Date.now() + hours * hourMs);
    await endDueOffers(shop.tenant);
  };

  it('come beside its own for its hours, and the panel is to follow both times', async () => {
    const taken = await give([own, other], { holdsHours: 5 });
    expect(taken).to.include({ kind: 'test_access', subscriptionId });
    expect(await has()).to.eql([[own], [own, other]]);
    expect(await owes()).to.equal(true);
    await inStep();
    await pass(4.9);
    expect([await has(), await owes()]).to.eql([[[own], [own, other]], false]);
    await pass(0.2);
    expect([await has(), await owes()]).to.eql([[[own], []], true]);
    const [offer] = await offers.of(userId);
    expect([offer!.endReason, offer!.dueAt]).to.eql(['over', null]);
  });

  for (const [what, change, left] of [
    ['it is renewed', () => shop.buy(userId, { kind: 'plan', planId, subscriptionId }), () => [own]],
    [
      'another plan takes its place',
      async () => {
        await shop.configure({ plan_change: true });
        const { id } = await shop.addPlan({ name: 'Third', priceToman: 200_000, squads: [third] });
        await shop.buy(userId, { kind: 'plan', planId: id, subscriptionId });
      },
      () => [third],
    ],
    [
      'a plan is bought that has them',
      async () => {
        await shop.configure({ plan_change: true });
        const { id } = await shop.addPlan({ name: 'Both', priceToman: 200_000, squads: [own, other] });
        await shop.buy(userId, { kind: 'plan', planId: id, subscriptionId });
      },
      () => [own, other],
    ],
    ['it ends meanwhile', () => shop.age(subscriptionId, 40), () => [own]],
    [
      'it ends and is taken up again',
      async () => {
        await shop.age(subscriptionId, 40);
        await shop.buy(userId, { kind: 'plan', planId });
      },
      () => [own],
    ],
    [
      'a renewal is taken back, since the panel cannot follow',
      async () => {
        await shop.buy(userId, { kind: 'plan', planId, subscriptionId });
        await shop.tenant.db((tx) =>
          refundOrders(shop.tenant, tx, { subscriptionId, reason: 'panel.squad_unknown' }),
        );
      },
      () => [own],
    ],
    [
      'its newest sale is reversed',
      async () => {
        await shop.buy(userId, { kind: 'plan', planId, subscriptionId });
        const orderId = (await shop.look(userId)).orders.at(-1)!.id;
        await shop.tenant.db((tx) => reverseOrder(shop.tenant, tx, { orderId, reason: 'payment' }));
      },
      () => [own],
    ],
  ] as const)
    it(`go again, and nothing else, when ${what}`, async () => {
      await give([other]);
      await change();
      expect((await has())[1], 'they stay for their hours').to.eql([other]);
      await pass(25);
      const [squads, tried] = await has();
      expect([[...squads].sort(), tried]).to.eql([left(), []]);
    });

  it('of two offers go one after the other', async () => {
    await give([other], { holdsHours: 10 });
    await give([other, third], { holdsHours: 5 });
    expect((await has())[1]).to.eql([other, third]);
    await pass(6);
    expect((await has())[1]).to.eql([other]);
    await pass(5);
    expect((await has())[1]).to.eql([]);
  });

  it('are refused in words where nothing runs, or what runs has them, and the offer stays', async () => {
    expect((await give([own])).kind).to.equal('nothing_new');
    await ownerQuery(`update subscriptions set squads = '{}' where id = $1`, [subscriptionId]);
    expect((await give([other])).kind, 'it has every server').to.equal('nothing_new');
    await shop.age(subscriptionId, 40);
    expect((await give([other])).kind).to.equal('no_subscription');
    const rows = await offers.of(userId);
    expect(rows.map(({ takenAt }) => takenAt)).to.eql([null]);
    await shop.buy(userId, { kind: 'plan', planId });
    expect((await offers.take(userId, rows[0]!.id)).kind, 'once something runs').to.equal('test_access');
  });

  it('are those that the bot may sell', async () => {
    await shop.configure({ sellable_squads: [own, other] });
    await give([other, third]);
    expect((await has())[1]).to.eql([other]);
    await shop.configure({ sellable_squads: [own] });
    expect((await give([third])).kind).to.equal('nothing_new');
  });

  it('go at once when the offer is taken back', async () => {
    await give([other]);
    await inStep();
    const offerId = (await offers.of(userId))[0]!.id;
    await shop.tenant.db((tx) => revokeOffer(shop.tenant, tx, { offerId, at: new Date() }));
    expect([await has(), await owes()]).to.eql([[[own], []], true]);
    await pass(30);
    expect((await offers.of(userId))[0]!.endReason).to.equal('revoked');
  });

  it('go with the data of the person', async () => {
    await give([other]);
    await shop.tenant.db((tx) =>
      eraseUser(shop.tenant, tx, { userId, mayForfeit: true, idempotencyKey: 'erase' }),
    );
    expect((await has())[1]).to.eql([]);
    expect((await offers.of(userId))[0]!.endReason).to.equal('erased');
  });

  it('are lent wholly or not at all, and taken away so, wherever the process dies', async () => {
    const template = await offers.template({ kind: 'test_access', squads: [other] });
    await offers.send(template, { userId });
    const offerId = (await offers.of(userId))[0]!.id;
    for (const [doing, before, after] of [
      [
        (tx: Parameters<Parameters<typeof dieBefore>[2]>[0]) =>
          takeOffer(shop.tenant, tx, { userId, offerId }),
        [],
        [other],
      ],
      [(tx: Parameters<Parameters<typeof dieBefore>[2]>[0]) => endDuePage(shop.tenant, tx), [other], []],
    ] as const) {
      await inStep();
      for (let at = 1; ; at += 1) {
        const { died } = await dieBefore<unknown>(shop.tenant, at, doing);
        expect([(await has())[1], await owes()], `died before ${at}`).to.eql(
          died ? [before, false] : [after, true],
        );
        if (!died) break;
      }
      setClock(Date.now() + 25 * hourMs);
    }
  });

  it('come and go exactly when sales, ends and takings meet', async () => {
    for (let round = 0; round < 5; round += 1) {
      const template = await offers.template({ kind: 'test_access', squads: [other], holdsHours: 1 });
      await offers.send(template, { userId });
      const offerId = (await offers.of(userId)).at(-1)!.id;
      await Promise.all([
        offers.take(userId, offerId),
        offers.take(userId, offerId),
        shop.buy(userId, { kind: 'plan', planId, subscriptionId }),
        endDueOffers(shop.tenant),
      ]);
      expect((await has())[1]).to.eql([other]);
      setClock(Date.now() + 2 * hourMs);
      await Promise.all([
        endDueOffers(shop.tenant),
        endDueOffers(shop.tenant),
        shop.buy(userId, { kind: 'plan', planId, subscriptionId }),
      ]);
      await endDueOffers(shop.tenant);
      expect(await has()).to.eql([[own], []]);
      mendClock();
      await ownerQuery(`update personal_offers set due_at = null where bot_id = $1`, [shop.botId]);
    }
  });
});

import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { endDueOffers } from '#services/personal-offers/end-offers.js';
import { eraseUser } from '#services/people/erase-user.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { countSendings } from '#services/personal-offers/count-sendings.js';
import { revokeOffer } from '#services/personal-offers/revoke-offer.js';
import { takeOffer } from '#services/personal-offers/take-offer.js';
import type { Quote } from '#services/orders/types.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { offersOf, type Offers } from '../../support/personal-offers.js';

describe('a discount that is offered to one person', () => {
  let shop: Shop;
  let offers: Offers;
  let userId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop();
    offers = offersOf(shop.tenant);
    await offers.atNoon();
    planId = (await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 })).id;
    userId = (await shop.addBuyer(1_000_000)).id;
  });
  afterEach(mendClock);

  const total = async () => (await shop.quote(userId, { kind: 'plan', planId })).order.quote.totalToman;
  const lines = ({ items }: Quote) => items.map(({ kind, amountToman }) => [kind, amountToman]);
  const offered = async (wish = {}) => {
    const sendingId = await offers.send(await offers.template(wish), { userId });
    return { sendingId, offerId: (await offers.of(userId)).at(-1)!.id };
  };
  const discounts = () =>
    ownerQuery<{ kind: string; event: string; used: boolean; hours: number }>(
      `select kind, event, used_at is not null as used,
         round(extract(epoch from valid_until - created_at) / 3600)::int as hours
       from discount_offers where bot_id = $1 order by id`,
      [shop.botId],
    );
  const countsOf = (sendingId: string) =>
    shop.tenant.db(async (tx) => (await countSendings(shop.tenant, tx, [sendingId]))(sendingId));
  const revoke = (offerId: string) =>
    shop.tenant.db((tx) => revokeOffer(shop.tenant, tx, { offerId, at: new Date(Date.now()) }));

  it('counts once it is taken, is used by one sale, and is counted with what it brought', async () => {
    const { sendingId, offerId } = await offered({ holdsHours: 48 });
    expect(await total(), 'nothing is off before it is taken').to.equal(100_000);
    const taken = await offers.take(userId, offerId);
    expect(taken.kind).to.equal('discount');
    expect(await discounts()).to.eql([
      { kind: 'offer', event: `personal offer ${offerId}`, used: false, hours: 48 },
    ]);
    expect(await countsOf(sendingId)).to.eql({ taken: 1, used: 0, revenueToman: 0 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId });
    expect(lines(order.quote)).to.eql([
      ['plan', 100_000],
      ['offer', -25_000],
    ]);
    await shop.confirm(userId, order);
    expect(await countsOf(sendingId)).to.eql({ taken: 1, used: 1, revenueToman: 75_000 });
    expect(await total()).to.equal(100_000);
    expect((await offers.take(userId, offerId)).kind, 'used up').to.equal('gone');
    const subscriptionId = (await shop.look(userId)).subscriptions[0]!.id;
    await shop.tenant.db((tx) =>
      refundOrders(shop.tenant, tx, { subscriptionId, reason: 'panel.squad_unknown' }),
    );
    expect(await countsOf(sendingId), 'taken back').to.eql({ taken: 1, used: 0, revenueToman: 0 });
  });

  it('may be a sum, for some plans, for what begins or goes on', async () => {
    const other = (await shop.addPlan({ name: 'Other', priceToman: 50_000 })).id;
    await offers.give(userId, { amountToman: 30_000, planIds: [other], appliesTo: 'purchase' });
    expect(await total()).to.equal(100_000);
    const { quote } = (await shop.quote(userId, { kind: 'plan', planId: other })).order;
    expect(quote.totalToman).to.equal(20_000);
  });

  it('is given once, however often and from how many devices it is taken', async () => {
    const { offerId } = await offered();
    const taken = await Promise.all(Array.from({ length: 20 }, () => offers.take(userId, offerId)));
    expect(new Set(taken.map(({ kind }) => kind))).to.eql(new Set(['discount']));
    expect(await discounts()).to.have.length(1);
  });

  it('is given wholly or not at all when the process dies anywhere while it is taken', async () => {
    const { offerId } = await offered();
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(shop.tenant, at, (tx) =>
        takeOffer(shop.tenant, tx, { userId, offerId }),
      );
      const [offer] = await offers.of(userId);
      expect([offer!.takenAt !== null, (await discounts()).length], `died before ${at}`).to.eql(
        died ? [false, 0] : [true, 1],
      );
      if (!died) break;
    }
  });

  it('is nobody else’s, and nothing comes of a number that is none', async () => {
    const { offerId } = await offered();
    const other = (await shop.addBuyer()).id;
    expect((await offers.take(other, offerId)).kind).to.equal('gone');
    for (const odd of ['', '0', '-1', 'abc', '99999999999999999999', "1' or '1"])
      expect((await offers.take(userId, odd)).kind, odd).to.equal('gone');
    expect(await discounts()).to.eql([]);
  });

  it('is made anew by the next sending while it is open, under the same number and on its terms', async () => {
    const first = await offered({ percent: 10 });
    const second = await offered({ percent: 50 });
    expect(second.offerId).to.equal(first.offerId);
    expect((await offers.of(userId)).map(({ sendingId }) => sendingId)).to.eql([second.sendingId]);
    await offers.take(userId, first.offerId);
    expect(await total()).to.equal(50_000);
    expect(await countsOf(first.sendingId)).to.eql({ taken: 0, used: 0, revenueToman: 0 });
    expect((await countsOf(second.sendingId)).taken).to.equal(1);
    const third = await offered({ percent: 60 });
    expect(third.offerId, 'what was taken stays').not.to.equal(first.offerId);
  });

  it('has the terms that its template had when the sending began', async () => {
    const template = await offers.template({ percent: 20 });
    await offers.send(template, { userId });
    await shop.tenant.db(async () => void (await template.update({ percent: 90 })));
    await offers.take(userId, (await offers.of(userId))[0]!.id);
    expect(await total()).to.equal(80_000);
  });

  it('can be taken for its hours only, and then has ended', async () => {
    const { offerId } = await offered({ openHours: 3 });
    setClock(Date.now() + 2.9 * hourMs);
    await endDueOffers(shop.tenant);
    expect((await offers.of(userId))[0]!.endedAt).to.equal(null);
    setClock(Date.now() + 0.2 * hourMs);
    expect((await offers.take(userId, offerId)).kind, 'before the tick').to.equal('gone');
    await endDueOffers(shop.tenant);
    const [ended] = await offers.of(userId);
    expect([ended!.endReason, ended!.endedAt?.getTime(), ended!.dueAt]).to.eql([
      'over',
      ended!.openUntil.getTime(),
      null,
    ]);
    expect(await discounts()).to.eql([]);
  });

  it('that is taken back is gone at once, whether it was taken or not, but for a price that was shown', async () => {
    const first = await offered();
    expect(await revoke(first.offerId)).to.equal(true);
    expect((await offers.take(userId, first.offerId)).kind).to.equal('gone');
    expect(await revoke(first.offerId), 'once').to.equal(false);
    const second = await offered();
    await offers.take(userId, second.offerId);
    const { order } = await shop.quote(userId, { kind: 'plan', planId });
    expect(await revoke(second.offerId)).to.equal(true);
    expect((await shop.confirm(userId, order)).kind, 'what was shown holds').to.equal('paid');
    expect((await shop.look(userId)).ledger.at(-1)!.amountToman).to.equal(-75_000);
    expect(await total()).to.equal(100_000);
    expect((await offers.of(userId)).map(({ endReason }) => endReason)).to.eql(['revoked', 'revoked']);
  });

  it('ends with the data of its person, and is not there when they come back', async () => {
    await offered();
    const taker = (await shop.addBuyer()).id;
    await offers.give(taker);
    for (const id of [userId, taker])
      await shop.tenant.db((tx) =>
        eraseUser(shop.tenant, tx, { userId: id, mayForfeit: true, idempotencyKey: `erase ${id}` }),
      );
    expect((await offers.of(userId)).map(({ endReason, dueAt }) => [endReason, dueAt])).to.eql([
      ['erased', null],
    ]);
    await ownerQuery(`update users set status = 'active' where bot_id = $1`, [shop.botId]);
    userId = taker;
    expect(await total()).to.equal(100_000);
  });
});

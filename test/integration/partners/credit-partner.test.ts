import { expect } from 'chai';
import { applyAsPartner } from '#services/partners/apply-as-partner.js';
import { decideApplication } from '#services/partners/decide-partner.js';
import { creditPartner, takeBackFromPartner } from '#services/partners/credit-partner.js';
import { buildUser } from '../../factories/user.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf } from '../../support/partners/partners.js';

describe('who asks to become a partner', () => {
  it('asks once, is decided about by one of many at once, and hears of it once', async () => {
    const shop = await openShop();
    const { tenant } = shop;
    const { id: userId } = await buildUser(tenant);
    expect((await tenant.db((tx) => applyAsPartner(tenant, tx, userId))).kind).to.equal('closed');
    await shop.configure({ partner_applications: true });
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => tenant.db((tx) => applyAsPartner(tenant, tx, userId))),
    );
    expect(asked.filter(({ kind }) => kind === 'asked')).to.have.lengthOf(1);
    const decided = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        tenant.db((tx) =>
          decideApplication(tenant, tx, {
            userId,
            isAccepted: n % 2 === 0,
            decidedBy: { by: String(n + 1), byName: `R${n}` },
          }),
        ),
      ),
    );
    expect(decided.filter(Boolean)).to.have.lengthOf(1);
    expect(namesOf(await shop.jobs()).filter((name) => name.startsWith('notice'))).to.eql([
      'notice partner_asks',
      'notice partner_decided',
    ]);
  });
});

describe('what a partner earns', () => {
  let shop: Shop;
  let partners: ReturnType<typeof partnersOf>;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    partners = partnersOf(shop.tenant);
    userId = (await buildUser(shop.tenant)).id;
  });
  const takeBack = (event: string, refundedToman: number) =>
    shop.tenant.db((tx) => takeBackFromPartner(shop.tenant, tx, { event, refundedToman }));

  it('is the percentage of the bot of what came in, rounded down, held for the days of the bot', async () => {
    await partners.set(userId);
    expect(await partners.pay(userId, 99_999)).to.equal(true);
    expect(await partners.holding(userId)).to.eql({
      balance: 24_999,
      held: 24_999,
      reserved: 0,
      available: 0,
    });
    await partners.age(userId, 14);
    expect(await partners.holding(userId)).to.include({ held: 0, available: 24_999 });
  });

  it('goes by the terms of their own where they have some, and by those of the bot as they are now', async () => {
    await partners.set(userId, { commissionPercent: 40, holdDays: 0 });
    await partners.pay(userId, 100_000);
    expect(await partners.holding(userId)).to.eql({
      balance: 40_000,
      held: 0,
      reserved: 0,
      available: 40_000,
    });
    await partners.set(userId, { commissionPercent: null });
    await shop.configure({ referral_commission_percent: 7 });
    await partners.pay(userId, 100_000);
    expect(await partners.holding(userId)).to.include({ balance: 47_000 });
  });

  it('is nothing of who is no accepted partner, is blocked or erased', async () => {
    expect(await partners.pay(userId, 50_000)).to.equal(false);
    for (const state of ['refused', 'accepted', 'ended'] as const) {
      await partners.set(userId, { state });
      if (state !== 'accepted') expect(await partners.pay(userId, 50_000), state).to.equal(false);
    }
    await partners.set(userId);
    for (const status of ['blocked', 'deleted']) {
      await ownerQuery('update users set status = $2 where id = $1', [userId, status]);
      expect(await partners.pay(userId, 50_000), status).to.equal(false);
    }
    expect(await partners.ledger(userId)).to.eql([]);
  });

  it('is booked once for a payment, however often and at once it is settled', async () => {
    await partners.set(userId, { holdDays: 0 });
    const fromUserId = (await buildUser(shop.tenant)).id;
    const event = 'payment 12';
    const all = await Promise.all(
      Array.from({ length: 10 }, () => partners.pay(userId, 80_000, { event, fromUserId })),
    );
    expect(new Set(all)).to.eql(new Set([true]));
    expect(await partners.ledger(userId)).to.eql([['earned', 20_000, 0]]);
  });

  it('of which less than a toman is left is booked nowhere else either', async () => {
    await partners.set(userId, { commissionPercent: 0 });
    expect(await partners.pay(userId, 80_000)).to.equal(true);
    expect(await partners.ledger(userId)).to.eql([]);
  });

  it('is taken back with a refund, part by part, once each, and never more than was earned', async () => {
    await partners.set(userId, { commissionPercent: 33, holdDays: 0 });
    await partners.pay(userId, 100_001, { event: 'payment 7' });
    expect(await takeBack('payment 8', 50_000)).to.equal(false);
    await takeBack('payment 7', 50_000);
    expect(await partners.holding(userId)).to.include({ balance: 16_500 });
    await Promise.all(Array.from({ length: 8 }, () => takeBack('payment 7', 100_001)));
    await takeBack('payment 7', 300_000);
    expect(await partners.ledger(userId)).to.eql([
      ['earned', 33_000, 0],
      ['taken_back', -16_500, 0],
      ['taken_back', -16_500, 0],
    ]);
  });

  it('comes again where the money did not go back after all', async () => {
    await partners.set(userId, { holdDays: 0 });
    await partners.pay(userId, 100_000, { event: 'payment 7' });
    await takeBack('payment 7', 100_000);
    await takeBack('payment 7', 0);
    await takeBack('payment 7', 0);
    expect((await partners.ledger(userId)).map(([kind, amount]) => [kind, amount])).to.eql([
      ['earned', 25_000],
      ['taken_back', -25_000],
      ['given_again', 25_000],
    ]);
  });

  it('is taken back out of what is held while that is held, so that nothing else is touched', async () => {
    await partners.set(userId, { holdDays: 0 });
    await partners.pay(userId, 40_000);
    await partners.set(userId, { holdDays: 30 });
    await partners.pay(userId, 100_000, { event: 'payment 7' });
    await takeBack('payment 7', 100_000);
    expect(await partners.holding(userId)).to.eql({
      balance: 10_000,
      held: 0,
      reserved: 0,
      available: 10_000,
    });
  });

  it('is not there when the transaction that settles the payment dies', async () => {
    await partners.set(userId);
    const paid = {
      ...{ userId, fromUserId: (await buildUser(shop.tenant)).id, paidToman: 50_000, event: 'payment 9' },
      reference: { kind: 'gateway_payments', id: '9' },
    };
    await shop.tenant
      .db(async (tx) => {
        await creditPartner(shop.tenant, tx, paid);
        throw new Error('dies here');
      })
      .catch(() => undefined);
    expect(await partners.holding(userId)).to.include({ balance: 0 });
    expect(await partners.ledger(userId)).to.eql([]);
  });
});

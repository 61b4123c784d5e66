import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { endDueGifts } from '#services/gifts/end-due.js';
import { enqueueDueGifts } from '#services/gifts/enqueue-due.js';
import { returnGift } from '#services/gifts/return-gift.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { paymentRefunded, reverseOrder } from '#services/orders/reverse-order.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { eraseUser } from '#services/people/erase-user.js';
import { openShop, namesOf, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { again, give, look, orderNow, pass, take } from '../../support/gifts.js';

describe('a gift that nobody takes', () => {
  let shop: Shop;
  let buyerId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop();
    planId = (await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 })).id;
    buyerId = (await shop.addBuyer(1_000_000)).id;
    await shop.configure({ gift_days_valid: 60 });
  });

  const giveBack = (giftId: string, by: 'admin' | 'buyer' = 'buyer') =>
    shop.tenant.db((tx) => returnGift(shop.tenant, tx, { giftId, by, userId: buyerId }));
  const balance = async () => (await shop.look(buyerId)).balanceToman;
  const told = async () => namesOf(await shop.jobs()).filter((name) => name.startsWith('notice gift'));
  const end = () => endDueGifts(shop.tenant);

  it('is given back on demand as long as the rule of its sale says, whatever the rule is by now', async () => {
    const free = await give(shop, { buyerId, planId });
    await shop.configure({ gift_refund: 'first_days', gift_refund_days: 5 });
    const [early, late] = [await give(shop, { buyerId, planId }), await give(shop, { buyerId, planId })];
    await shop.configure({ gift_refund: 'never' });
    const never = await give(shop, { buyerId, planId });
    await pass(shop, late, 6);
    expect(await giveBack(never.id)).to.equal(undefined);
    expect(await giveBack(late.id)).to.equal(undefined);
    expect(await balance()).to.equal(600_000);
    expect(await giveBack(early.id)).to.equal(100_000);
    expect(await giveBack(free.id)).to.equal(100_000);
    expect(await giveBack(free.id), 'once').to.equal(undefined);
    expect(await balance()).to.equal(800_000);
    expect((await again(shop, free)).state).to.equal('refunded');
    expect(await orderNow(shop, free.orderId)).to.include({
      state: 'refunded',
      refundReason: 'gift.returned',
    });
    expect(await told(), 'who did it themselves sees it').to.eql([]);
    expect(await giveBack(never.id, 'admin'), 'an admin may always').to.equal(100_000);
    expect(await told()).to.eql(['notice gift_over']);
  });

  it('is not given back to somebody else, nor after it was taken, also at the same instant', async () => {
    const gift = await give(shop, { buyerId, planId });
    const other = await shop.addBuyer();
    const stolen = shop.tenant.db((tx) =>
      returnGift(shop.tenant, tx, { giftId: gift.id, by: 'buyer', userId: other.id }),
    );
    expect(await stolen.catch((error: unknown) => (error as { code: string }).code)).to.equal(
      'resource.unknown',
    );
    const drafted = await look(shop, gift, { userId: other.id });
    if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
    const [returned, taken] = await Promise.all([giveBack(gift.id), shop.confirm(other.id, drafted.order)]);
    const hasMoney = returned === 100_000;
    expect(taken.kind).to.equal(hasMoney ? 'refused' : 'paid');
    expect(await balance()).to.equal(hasMoney ? 1_000_000 : 900_000);
  });

  it('is spoken of a week before its end, and ends with its money in the wallet, once', async () => {
    const gift = await give(shop, { buyerId, planId });
    await end();
    expect(await told()).to.eql([]);
    await pass(shop, gift, 54);
    expect(await enqueueDueGifts()).to.be.greaterThan(0);
    await Promise.all([end(), end()]);
    expect(await told()).to.eql(['notice gift_ends_soon']);
    await pass(shop, gift, 7);
    await Promise.all([end(), end(), end()]);
    expect(await told()).to.eql(['notice gift_ends_soon', 'notice gift_over']);
    expect(await balance()).to.equal(1_000_000);
    expect(await again(shop, gift)).to.include({ state: 'refunded', dueAt: null });
  });

  it('keeps its money where the rule says so, and cannot be taken after its end even before it was swept', async () => {
    await shop.configure({ gift_refund: 'first_days' });
    const gift = await give(shop, { buyerId, planId });
    await pass(shop, gift, 61);
    const taker = await shop.addBuyer();
    expect(await take(shop, gift, { userId: taker.id })).to.eql({
      kind: 'refused',
      reason: 'order.gift_gone',
    });
    await end();
    expect((await again(shop, gift)).state).to.equal('ended');
    expect(await balance()).to.equal(900_000);
  });

  it('loses nothing whenever the process dies while its money goes back', async () => {
    const gift = await give(shop, { buyerId, planId });
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(shop.tenant, at, (tx) =>
        returnGift(shop.tenant, tx, { giftId: gift.id, by: 'admin' }),
      );
      if (!fate.died) break;
      expect([(await again(shop, gift)).state, await balance()]).to.eql(['open', 900_000]);
    }
    expect(await balance()).to.equal(1_000_000);
    const differences = 'select count(*)::int as count from money_differences where bot_id = $1';
    await auditMoney(shop.tenant);
    expect(await ownerQuery(differences, [shop.botId])).to.eql([{ count: 0 }]);
  }).timeout(30_000);

  for (const [how, giveItBack] of [
    ['its buyer', (id: string) => giveBack(id)],
    [
      'an admin',
      (giftId: string) => shop.tenant.db((tx) => returnGift(shop.tenant, tx, { giftId, by: 'admin' })),
    ],
    [
      'its end',
      async (id: string) => {
        await pass(shop, { id }, 61);
        await end();
      },
    ],
  ] as const)
    it(`buys what waits for money when ${how} brings its money back`, async () => {
      const gift = await give(shop, { buyerId, planId });
      const dear = await shop.addPlan({ priceToman: 950_000 });
      const { order } = await shop.quote(buyerId, { kind: 'plan', planId: dear.id });
      expect((await shop.confirm(buyerId, order)).kind).to.equal('short');
      await giveItBack(gift.id);
      expect(await balance()).to.equal(50_000);
      expect((await shop.look(buyerId)).subscriptions).to.have.length(1);
    });

  it('ends though one that was due before it cannot', async () => {
    const broken = await give(shop, { buyerId, planId });
    const other = await give(shop, { buyerId: (await shop.addBuyer(100_000)).id, planId });
    await ownerQuery(
      `update orders set state = 'refunded', refunded_at = now(), refund_reason = 'test' where bot_id = $1 and id = $2`,
      [shop.botId, broken.orderId],
    );
    await pass(shop, broken, 62);
    await pass(shop, other, 61);
    const failed = await end().catch((error: unknown) => String(error));
    expect(failed, 'the job is tried again').to.contain('is not paid though it is open');
    expect([(await again(shop, broken)).state, (await again(shop, other)).state]).to.eql([
      'open',
      'refunded',
    ]);
  });

  it('only ends when the data of its buyer were erased, and its words go with them', async () => {
    const gift = await give(shop, {
      buyerId,
      planId,
      greeting: 'For Sara',
      recipient: { username: 'sara_k' },
    });
    await shop.tenant.db((tx) =>
      eraseUser(shop.tenant, tx, { userId: buyerId, mayForfeit: true, idempotencyKey: 'erase' }),
    );
    expect((await again(shop, gift)).greeting).to.equal(null);
    expect((await orderNow(shop, gift.orderId)).wish).to.eql({ kind: 'gift', planId });
    await pass(shop, gift, 61);
    await end();
    expect((await again(shop, gift)).state).to.equal('ended');
    expect(await balance()).to.equal(0);
  });

  it('names nobody once it is over and who bought it, or whom it was for, was erased', async () => {
    const named = await shop.addBuyer();
    await ownerQuery(`update users set username = 'Sara_K' where id = $1`, [named.id]);
    const giveTo = (username: string) => give(shop, { buyerId, planId, recipient: { username } });
    const [forNamed, forAnother] = [await giveTo('sara_k'), await giveTo('reza_m')];
    for (const gift of [forNamed, forAnother]) await pass(shop, gift, 61);
    await end();
    const open = await giveTo('sara_k');
    const erase = (userId: string) =>
      shop.tenant.db((tx) =>
        eraseUser(shop.tenant, tx, { userId, mayForfeit: true, idempotencyKey: `erase ${userId}` }),
      );
    const recipients = async () => {
      const all = await Promise.all([forNamed, forAnother, open].map((gift) => again(shop, gift)));
      return all.map(({ recipientUsername }) => recipientUsername);
    };
    await erase(named.id);
    expect(await recipients()).to.eql([null, 'reza_m', 'sara_k']);
    await erase(buyerId);
    expect(await recipients(), 'one that can be taken still is one person’s').to.eql([null, null, 'sara_k']);
  });
});

describe('a gift whose payment goes back', () => {
  let shop: Shop;
  let buyerId: string;
  let planId: string;
  beforeEach(async () => {
    shop = await openShop({
      ...{ billingModel: 'subscription_sale', trafficRateToman: 10, walletBalanceToman: 10_000 },
    });
    planId = (await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 })).id;
    buyerId = (await shop.addBuyer(100_000)).id;
  });

  const reverse = (orderId: string) =>
    shop.tenant.db(async (tx) => {
      await lockBuyer(shop.tenant, tx, buyerId);
      return reverseOrder(shop.tenant, tx, { orderId, reason: paymentRefunded });
    });
  const wallet = async () => {
    const [row] = await ownerQuery<{ left: number }>(
      'select wallet_balance_toman::int as left from bots where id = $1',
      [shop.botId],
    );
    return row!.left;
  };

  it('is cancelled before it was taken', async () => {
    const gift = await give(shop, { buyerId, planId });
    expect(await reverse(gift.orderId)).to.equal(true);
    expect((await again(shop, gift)).state).to.equal('cancelled');
    expect((await shop.look(buyerId)).balanceToman).to.equal(100_000);
    const { id: userId } = await shop.addBuyer();
    expect(await take(shop, gift, { userId })).to.eql({ kind: 'refused', reason: 'order.gift_gone' });
    expect(await reverse(gift.orderId), 'once').to.equal(false);
    expect(namesOf(await shop.jobs()).filter((name) => name === 'notice gift_over')).to.have.length(1);
  });

  it('is taken away again from who took it, unless more was sold of that subscription', async () => {
    const { id: userId } = await shop.addBuyer(300_000);
    const gift = await give(shop, { buyerId, planId });
    await take(shop, gift, { userId });
    expect(await wallet()).to.equal(9_900);
    expect(await reverse(gift.orderId)).to.equal(true);
    const { subscriptions } = await shop.look(userId);
    expect(subscriptions[0]).to.include({ status: 'disabled' });
    expect(subscriptions[0]?.removalWantedAt).not.to.equal(null);
    expect(await again(shop, gift)).to.include({ state: 'cancelled', takenBy: userId });
    expect(await wallet(), 'the panel had not taken it over').to.equal(10_000);
    expect(namesOf(await shop.jobs())).to.include('notice order_refunded');
    const second = await give(shop, { buyerId, planId });
    await take(shop, second, { userId });
    const mine = (await shop.look(userId)).subscriptions.at(-1)!;
    await shop.buy(userId, { kind: 'plan', planId, subscriptionId: mine.id });
    expect(await reverse(second.orderId)).to.equal(false);
    expect((await again(shop, second)).state).to.equal('taken');
    expect((await shop.look(buyerId)).balanceToman).to.equal(0);
  });

  it('comes back to be taken again when the panel cannot set it up', async () => {
    const { id: userId } = await shop.addBuyer();
    const gift = await give(shop, { buyerId, planId });
    await take(shop, gift, { userId });
    const [mine] = await shop.tenant.db(() => Subscription.findAll({ where: { userId } }));
    const isRefunded = await shop.tenant.db((tx) =>
      refundOrders(shop.tenant, tx, { subscriptionId: mine!.id, reason: 'panel.squad_unknown' }),
    );
    expect(isRefunded).to.equal(true);
    expect(await again(shop, gift)).to.include({ state: 'open', takenBy: null });
    expect(await wallet()).to.equal(10_000);
    expect((await shop.look(buyerId)).balanceToman, 'its buyer has paid it').to.equal(0);
    expect((await take(shop, gift, { userId })).kind).to.equal('paid');
  });
});

import { expect } from 'chai';
import type { User } from '#models/user.js';
import { RetryableError } from '#platform/errors.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import type { Payment } from '#services/payments/payment.js';
import { lockInviter } from '#services/referrals/lock-inviter.js';
import { giftOf, take } from '../../support/gifts.js';
import { newPayment } from '../../support/payments/new-payment.js';
import { openReferring, type Referring } from '../../support/referring.js';

/** A value that somebody else gives later. */
function later<T = void>() {
  let give: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { value, give };
}

describe('a payment that goes back whose gift was taken by somebody whom its payer invited', function () {
  this.timeout(60_000);
  let bot: Referring;
  let giver: User;
  let taker: User;
  let payment: Payment;
  beforeEach(async () => {
    bot = await openReferring();
    const { shop } = bot;
    giver = await bot.join();
    taker = await bot.join(giver);
    const plan = await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 });
    const { order } = await shop.quote(giver.id, { kind: 'gift', planId: plan.id });
    expect(await shop.confirm(giver.id, order)).to.include({ kind: 'short' });
    payment = await newPayment(bot.botId, { userId: giver.id, orderId: order.id });
    await bot.payAgain(payment, 4);
    expect(await take(shop, await giftOf(shop, order.id), { userId: taker.id })).to.include({ kind: 'paid' });
  });
  afterEach(async () => expect(await bot.differences()).to.deep.equal([]));

  it('does not wait for who took it, who may be waiting for the payer, but is tried again', async () => {
    const { tenant } = bot;
    const [held, tried] = [later(), later()];
    const paying = tenant.db(async (tx) => {
      await lockBuyer(tenant, tx, taker.id);
      held.give();
      await tried.value;
      await lockInviter(tenant, tx, taker.id);
    });
    await held.value;
    const refusal = await bot.giveBack(payment).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(RetryableError).and.include({ code: 'gift.moved' });
    tried.give();
    await paying;
    await bot.giveBack(payment);
    expect(await bot.balanceOf(giver)).to.equal(0);
    expect((await bot.shop.look(taker.id)).subscriptions.map(({ status }) => status)).not.to.include(
      'active',
    );
  });

  it('comes to its end beside payments of both, and is the only one that is tried again', async () => {
    const refunded = async (): Promise<void> => {
      for (;;) {
        const fault = await bot.giveBack(payment).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (fault === undefined) return;
        expect(fault).to.include({ code: 'gift.moved' });
      }
    };
    const others = Array.from({ length: 6 }, (_, n) => bot.pay(n % 2 ? taker : giver, 4));
    await Promise.all([...others, refunded()]);
    expect(await bot.balanceOf(taker)).to.equal(3 * 100_000 + 10_000);
    expect((await bot.rewards()).filter(({ kind }) => kind === 'first')).to.have.lengthOf(1);
  });
});

import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { dayMs } from '#platform/units.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { findUser } from '#services/people/find-user.js';
import { sellPlan, fillWallet } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type CrashPoint } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { openStarShop, type StarShop } from '../../support/payments/star-shop.js';

describe('a subscription that is paid with Stars every 30 days', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let shop: StarShop;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    shop = await openStarShop(driver);
  });

  /** Sara confirms an order that her wallet is too small for. */
  const keepOrderOf = (ofPlan: string): Promise<void> =>
    shop.bot.tenant.db(async (tx) => {
      const userId = (await findUser(shop.bot.tenant, tx, shop.sara.person.id)) ?? '';
      const drafted = await draftOrder(shop.bot.tenant, tx, {
        userId,
        wish: { kind: 'plan', planId: ofPlan },
      });
      if (drafted.kind === 'refused') throw new Error(drafted.reason);
      expect(drafted.missingToman).to.be.within(1, 200_000);
      const { id: orderId, revision } = drafted.order;
      const { kind } = await confirmOrder(shop.bot.tenant, tx, { userId, orderId, revision });
      expect(kind).to.equal('short');
    });

  it('is offered for an order of that period, at its whole price, and bought with the first charge', async () => {
    await fillWallet(shop.bot, shop.sara.person, 50_000);
    await shop.keepOrder();
    expect(shop.sara.sees().some((text) => text.includes('200 ⭐ every 30 days'))).to.equal(true);
    await shop.sara.taps(shop.sara.dataOf('every 30 days'));
    expect(shop.sara.reads()).to.contain('every 30 days').and.to.contain('200 ⭐');
    expect(await shop.stars.pay(shop.sara.person, shop.linkOf())).to.equal('Paid');
    expect(shop.atTelegram()).to.have.length(1);
    expect(await shop.daysLeft()).to.equal(30);
    expect(await shop.balance(), 'what was in the wallet stays there').to.equal(50_000);
    const [row] = await shop.payments();
    expect(row).to.include({ status: 'paid', repeat_state: 'active' });
    expect(Math.round(((row?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs)).to.equal(30);
  });

  it('is not offered for other periods, or by a method that cannot repeat', async () => {
    await ownerQuery('update bot_plans set period_days = 60 where bot_id = $1', [shop.bot.botId]);
    await shop.keepOrder();
    expect(shop.sara.sees().join()).to.contain('Stars').and.not.to.contain('every');
    const [order] = await ownerQuery<{ id: string }>(
      `select id::text from orders where bot_id = $1 and state = 'waiting'`,
      [shop.bot.botId],
    );
    const said = shop.bot.said(shop.sara.person).length;
    await shop.bot.feed({
      callback_query: {
        id: 'forged',
        from: { id: Number(shop.sara.person.id), is_bot: false, first_name: 'Sara' },
        data: `pay-repeating:telegram_stars.${order?.id ?? ''}`,
        chat_instance: '1',
      },
    });
    expect(await shop.payments(), 'a forged button begins nothing').to.deep.equal([]);
    expect(shop.bot.said(shop.sara.person).length).to.be.at.least(said);
  });

  it('goes on by a period with each next charge, once a charge', async () => {
    const chargeId = await shop.subscribe();
    for (const days of [60, 90]) {
      driver.telegram.renewStars(shop.bot.token, chargeId);
      await shop.stars.settle();
      expect(await shop.daysLeft()).to.equal(days);
    }
    expect(await shop.subscriptions()).to.have.length(1);
    expect(await shop.balance()).to.equal(0);
    expect((await shop.payments()).map(({ status }) => status)).to.deep.equal(['paid', 'paid', 'paid']);
    const [first] = await shop.payments();
    expect(Math.round(((first?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs)).to.equal(90);
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const satisfies readonly CrashPoint[])
    it(`goes on by one period when the worker dies ${point}`, async () => {
      const chargeId = await shop.subscribe();
      driver.telegram.renewStars(shop.bot.token, chargeId);
      await shop.bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(await shop.daysLeft()).to.equal(60);
      expect(await shop.balance()).to.equal(0);
    });

  it('goes on though the update of a charge was lost, and another order does not take its money', async () => {
    const chargeId = await shop.subscribe();
    const year = await sellPlan(shop.bot, { name: 'Year', days: 365, priceToman: 390_000 });
    await keepOrderOf(year);
    driver.telegram.renewStars(shop.bot.token, chargeId);
    shop.stars.loseUpdates();
    await shop.bot.tenant.db(() => enqueue(shop.bot.tenant, 'payments.sweep-stars', {}));
    await driver.settle();
    expect(await shop.daysLeft()).to.equal(60);
    expect(await shop.balance()).to.equal(0);
  });

  it('ends at Telegram when it cannot be bought again, and the money is in the wallet', async () => {
    const chargeId = await shop.subscribe();
    await ownerQuery('update bot_plans set price_toman = 300000 where bot_id = $1 and id = $2', [
      shop.bot.botId,
      shop.planId,
    ]);
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(30);
    expect(await shop.balance()).to.equal(200_000);
    expect(shop.atTelegram()[0]?.isStoppedByBot).to.equal(true);
    expect((await shop.payments())[0]?.repeat_state).to.equal('canceled');
  });

  it('buys nothing at a price that its payer never agreed to, though the wallet has the rest', async () => {
    const chargeId = await shop.subscribe();
    await fillWallet(shop.bot, shop.sara.person, 150_000);
    await ownerQuery('update bot_plans set price_toman = 201000 where id = $1', [shop.planId]);
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(30);
    expect(await shop.balance()).to.equal(350_000);
    expect(shop.atTelegram()[0]?.isStoppedByBot).to.equal(true);
    const [first] = await shop.payments();
    expect(first?.repeat_state).to.equal('canceled');
    const paidFor = Math.round(((first?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs);
    expect(paidFor, 'what the charge did not buy is not paid').to.equal(30);
    expect(
      shop.bot.said(shop.sara.person).filter(({ text }) => text.includes('had charged you already')),
    ).to.have.length(1);
  });

  it('ends at Telegram when its money is given back', async () => {
    await shop.subscribe();
    const [first] = await shop.payments();
    await ownerQuery('update bot_plans set is_active = false where bot_id = $1', [shop.bot.botId]);
    await shop.bot.tenant.db((tx) => beginRefund(shop.bot.tenant, tx, { paymentId: first?.id ?? '' }));
    await driver.settle();
    await shop.stars.settle();
    expect(driver.telegram.starTransactions(shop.bot.token).map(({ kind }) => kind)).to.deep.equal([
      'payment',
      'refund',
    ]);
    expect(shop.atTelegram()[0]?.isStoppedByBot).to.equal(true);
  });

  it('follows what its payer does in Telegram, and says when a charge failed', async () => {
    const chargeId = await shop.subscribe();
    const [payment] = await shop.payments();
    const shown = async (): Promise<string> => {
      await shop.sara.taps(`payment:${payment?.id ?? ''}`).catch(() => undefined);
      const holder = shop.bot
        .said(shop.sara.person)
        .find(({ text }) => text.includes(`Payment ${payment?.id ?? ''}`));
      return holder?.text ?? '';
    };
    expect(await shown()).to.contain('Next charge');
    for (const [state, words] of [
      ['canceled', 'not charged again'],
      ['active', 'Next charge'],
      ['failed', 'did not go through'],
    ] as const) {
      driver.telegram.changeSubscription(shop.bot.token, chargeId, state);
      await shop.stars.settle();
      expect((await shop.payments())[0]?.repeat_state).to.equal(state);
      expect(await shown()).to.contain(words);
    }
    expect(
      shop.bot.said(shop.sara.person).some(({ text }) => text.includes('could not charge you')),
    ).to.equal(true);
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    expect((await shop.payments())[0]?.repeat_state, 'the charge that came wins').to.equal('active');
    expect(await shop.daysLeft()).to.equal(60);
  });

  it('of somebody else, of no payment of ours, or in a state that came later changes nothing', async () => {
    await shop.subscribe();
    const ivan = driver.telegram.person({ firstName: 'Ivan' });
    const [{ payload } = { payload: '' }] = driver.telegram.starTransactions(shop.bot.token);
    const user = { id: Number(shop.sara.person.id), is_bot: false, first_name: 'Sara' };
    for (const subscription of [
      { user: { ...user, id: Number(ivan.id) }, invoice_payload: payload, state: 'canceled' },
      { user, invoice_payload: 'f'.repeat(32), state: 'canceled' },
      { user, invoice_payload: 'a\u0000', state: 'canceled' },
      { user, invoice_payload: payload, state: 'paused' },
      'canceled',
      null,
    ])
      await shop.bot.feed({ subscription });
    expect((await shop.payments())[0]?.repeat_state).to.equal('active');
  });
});

import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { dayMs } from '#platform/units.js';
import { changeWallet } from '#services/billing/change-wallet.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { resumeCharges } from '#services/payments/agreements/resume-charges.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import { findUser } from '#services/people/find-user.js';
import { newCustomer, sellPlan, fillWallet, type Customer } from '../../support/bot/customer.js';
import {
  openBotDriver,
  type BotDriver,
  type CrashPoint,
  type DrivenBot,
} from '../../support/bot/drive-bot.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { uniqueNumber } from '../../factories/unique.js';

interface PaymentLine {
  readonly id: string;
  readonly status: string;
  readonly repeat_state: string | null;
  readonly repeat_until: Date | null;
  readonly problem: string | null;
  readonly bought: string | null;
}

describe('a subscription that is paid with Stars every 30 days', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let stars: ReturnType<typeof starPayments>;
  let sara: Customer;
  let planId: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    await bot.configure({ rate_toman_per_star: 1_000 });
    await bot.switchOn('telegram_stars');
    stars = starPayments(driver, bot);
    planId = await sellPlan(bot, { priceToman: 200_000 });
    sara = await newCustomer(driver, bot);
  });

  /** Sara's kept order, as she sees it. */
  async function keepOrder(): Promise<void> {
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Choose how'));
  }
  /** Sara confirms an order that her wallet is too small for. */
  const keepOrderOf = (ofPlan: string): Promise<void> =>
    bot.tenant.db(async (tx) => {
      const userId = (await findUser(bot.tenant, tx, sara.person.id)) ?? '';
      const drafted = await draftOrder(bot.tenant, tx, { userId, wish: { kind: 'plan', planId: ofPlan } });
      if (drafted.kind === 'refused') throw new Error(drafted.reason);
      expect(drafted.missingToman).to.be.within(1, 200_000);
      const { id: orderId, revision } = drafted.order;
      const { kind } = await confirmOrder(bot.tenant, tx, { userId, orderId, revision });
      expect(kind).to.equal('short');
    });
  const linkOf = (): string =>
    bot
      .last(sara.person)
      .buttons.flat()
      .find(({ url }) => url?.includes('/$'))?.url ?? '';
  /** Sara agrees to pay every 30 days, and pays for the first time; the first charge. */
  async function subscribe(): Promise<string> {
    await keepOrder();
    await sara.taps(sara.dataOf('every 30 days'));
    expect(await stars.pay(sara.person, linkOf())).to.equal('Paid');
    return driver.telegram.starTransactions(bot.token)[0]?.id ?? '';
  }
  const payments = () =>
    ownerQuery<PaymentLine>(
      `select id::text, status, repeat_state, repeat_until, problem, purchase->>'order_id' as bought
       from gateway_payments where bot_id = $1 order by gateway_payments.id`,
      [bot.botId],
    );
  const ordersPaid = async (): Promise<string[]> => {
    const rows = await ownerQuery<{ id: string }>(
      `select id::text from orders where bot_id = $1 and state = 'paid' order by orders.id`,
      [bot.botId],
    );
    return rows.map(({ id }) => id);
  };
  /** Money comes into the wallet of the bot with the fleet. */
  const fillTenant = async (amountToman: number): Promise<void> => {
    await bot.tenant.db((tx) =>
      changeWallet(bot.tenant, tx, {
        ...{ kind: 'add', amountToman, reason: 'A bank transfer' },
        idempotencyKey: `fill ${uniqueNumber()}`,
      }),
    );
    await driver.settle();
  };
  const subscriptions = () =>
    ownerQuery<{ ends_at: Date }>('select ends_at from subscriptions where bot_id = $1', [bot.botId]);
  const daysLeft = async (): Promise<number> => {
    const [row] = await subscriptions();
    return Math.round(((row?.ends_at.getTime() ?? 0) - Date.now()) / dayMs);
  };
  const balance = async (): Promise<number> => {
    const [row] = await ownerQuery<{ n: number }>(
      'select balance_toman::int as n from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, sara.person.id],
    );
    return row?.n ?? 0;
  };
  const atTelegram = () =>
    driver.telegram.world.bots.get(bot.token.split(':')[0] ?? '')?.stars.subscriptions ?? [];

  it('is offered for an order of that period, at its whole price, and bought with the first charge', async () => {
    await fillWallet(bot, sara.person, 50_000);
    await keepOrder();
    expect(sara.sees().some((text) => text.includes('200 ⭐ every 30 days'))).to.equal(true);
    await sara.taps(sara.dataOf('every 30 days'));
    expect(sara.reads()).to.contain('every 30 days').and.to.contain('200 ⭐');
    expect(await stars.pay(sara.person, linkOf())).to.equal('Paid');
    expect(atTelegram()).to.have.length(1);
    expect(await daysLeft()).to.equal(30);
    expect(await balance(), 'what was in the wallet stays there').to.equal(50_000);
    const [row] = await payments();
    expect(row).to.include({ status: 'paid', repeat_state: 'active' });
    expect(Math.round(((row?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs)).to.equal(30);
  });

  it('is not offered for other periods, or by a method that cannot repeat', async () => {
    await ownerQuery('update bot_plans set period_days = 60 where bot_id = $1', [bot.botId]);
    await keepOrder();
    expect(sara.sees().join()).to.contain('Stars').and.not.to.contain('every');
    const [order] = await ownerQuery<{ id: string }>(
      `select id::text from orders where bot_id = $1 and state = 'waiting'`,
      [bot.botId],
    );
    const said = bot.said(sara.person).length;
    await bot.feed({
      callback_query: {
        id: 'forged',
        from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
        data: `pay-repeating:telegram_stars.${order?.id ?? ''}`,
        chat_instance: '1',
      },
    });
    expect(await payments(), 'a forged button begins nothing').to.deep.equal([]);
    expect(bot.said(sara.person).length).to.be.at.least(said);
  });

  it('goes on by a period with each next charge, once a charge', async () => {
    const chargeId = await subscribe();
    for (const days of [60, 90]) {
      driver.telegram.renewStars(bot.token, chargeId);
      await stars.settle();
      expect(await daysLeft()).to.equal(days);
    }
    expect(await subscriptions()).to.have.length(1);
    expect(await balance()).to.equal(0);
    expect((await payments()).map(({ status }) => status)).to.deep.equal(['paid', 'paid', 'paid']);
    const [first] = await payments();
    expect(Math.round(((first?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs)).to.equal(90);
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const satisfies readonly CrashPoint[])
    it(`goes on by one period when the worker dies ${point}`, async () => {
      const chargeId = await subscribe();
      driver.telegram.renewStars(bot.token, chargeId);
      await bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(await daysLeft()).to.equal(60);
      expect(await balance()).to.equal(0);
    });

  it('goes on though the update of a charge was lost, and another order does not take its money', async () => {
    const chargeId = await subscribe();
    const year = await sellPlan(bot, { name: 'Year', days: 365, priceToman: 390_000 });
    await keepOrderOf(year);
    driver.telegram.renewStars(bot.token, chargeId);
    stars.loseUpdates();
    await bot.tenant.db(() => enqueue(bot.tenant, 'payments.sweep-stars', {}));
    await driver.settle();
    expect(await daysLeft()).to.equal(60);
    expect(await balance()).to.equal(0);
  });

  it('ends at Telegram when it cannot be bought again, and the money is in the wallet', async () => {
    const chargeId = await subscribe();
    await ownerQuery('update bot_plans set price_toman = 300000 where bot_id = $1 and id = $2', [
      bot.botId,
      planId,
    ]);
    driver.telegram.renewStars(bot.token, chargeId);
    await stars.settle();
    expect(await daysLeft()).to.equal(30);
    expect(await balance()).to.equal(200_000);
    expect(atTelegram()[0]?.isStoppedByBot).to.equal(true);
    expect((await payments())[0]?.repeat_state).to.equal('canceled');
  });

  it('buys nothing at a price that its payer never agreed to, though the wallet has the rest', async () => {
    const chargeId = await subscribe();
    await fillWallet(bot, sara.person, 150_000);
    await ownerQuery('update bot_plans set price_toman = 201000 where id = $1', [planId]);
    driver.telegram.renewStars(bot.token, chargeId);
    await stars.settle();
    expect(await daysLeft()).to.equal(30);
    expect(await balance()).to.equal(350_000);
    expect(atTelegram()[0]?.isStoppedByBot).to.equal(true);
    const [first] = await payments();
    expect(first?.repeat_state).to.equal('canceled');
    const paidFor = Math.round(((first?.repeat_until?.getTime() ?? 0) - Date.now()) / dayMs);
    expect(paidFor, 'what the charge did not buy is not paid').to.equal(30);
    expect(
      bot.said(sara.person).filter(({ text }) => text.includes('had charged you already')),
    ).to.have.length(1);
  });

  describe('while the sales of the bot are stopped', () => {
    const stopSales = (model: string) =>
      ownerQuery(
        `update bots set billing_model = $2, traffic_rate_toman = 100, wallet_balance_toman = 0, min_wallet_balance_toman = 5000,
           auto_suspend_on_low_balance = true where id = $1`,
        [bot.botId, model],
      );

    it('goes on: what its payer was charged for is delivered', async () => {
      const chargeId = await subscribe();
      await stopSales('traffic_consumption');
      driver.telegram.renewStars(bot.token, chargeId);
      await stars.settle();
      expect(await daysLeft()).to.equal(60);
      expect(await balance()).to.equal(0);
      expect(atTelegram()[0]?.isStoppedByBot).not.to.equal(true);
      expect((await payments())[0]?.repeat_state).to.equal('active');
      expect(bot.said(sara.person).some(({ text }) => text.includes('paused'))).to.equal(false);
    });

    it('keeps the money for its payer where the tenant cannot pay for it, and is not ended for that', async () => {
      await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [bot.botId]);
      const chargeId = await subscribe();
      await stopSales('subscription_sale');
      driver.telegram.renewStars(bot.token, chargeId);
      await stars.settle();
      expect(await daysLeft()).to.equal(30);
      expect(await balance()).to.equal(200_000);
      expect(atTelegram()[0]?.isStoppedByBot).not.to.equal(true);
      expect((await payments())[0]?.repeat_state).to.equal('active');
      expect((await payments())[1]).to.include({ problem: 'order.tenant_wallet', bought: null });
    });

    it('buys the period when the wallet of the bot is filled, once, and not while that is too little', async () => {
      await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [bot.botId]);
      const chargeId = await subscribe();
      await stopSales('subscription_sale');
      driver.telegram.renewStars(bot.token, chargeId);
      await stars.settle();
      await fillTenant(999);
      expect(await daysLeft()).to.equal(30);
      await fillTenant(1);
      expect(await daysLeft()).to.equal(60);
      expect(await balance()).to.equal(0);
      const bought = await ordersPaid();
      expect(bought).to.have.length(2);
      expect((await payments())[1]).to.include({ problem: null, bought: bought[1] });
      await fillTenant(100_000);
      await Promise.all([resumeCharges(bot.tenant), resumeCharges(bot.tenant)]);
      expect(await ordersPaid()).to.have.length(2);
    });

    it('buys it whole or not at all, wherever the process dies', async () => {
      await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [bot.botId]);
      const chargeId = await subscribe();
      await stopSales('subscription_sale');
      driver.telegram.renewStars(bot.token, chargeId);
      await stars.settle();
      await ownerQuery('update bots set wallet_balance_toman = 1000 where id = $1', [bot.botId]);
      const before = await everythingOf(bot.botId);
      for (let at = 1; ; at += 1) {
        const error = await resumeCharges(dyingRun(at).tenant(bot.tenant)).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (!(error instanceof SimulatedDeath)) break;
        expect(await everythingOf(bot.botId), `death ${at}`).to.equal(before);
        expect(at).to.be.below(100);
      }
      expect(await ordersPaid()).to.have.length(2);
      expect(await balance()).to.equal(0);
    });
  });

  it('ends at Telegram when its money is given back', async () => {
    await subscribe();
    const [first] = await payments();
    await ownerQuery('update bot_plans set is_active = false where bot_id = $1', [bot.botId]);
    await bot.tenant.db((tx) => beginRefund(bot.tenant, tx, { paymentId: first?.id ?? '' }));
    await driver.settle();
    await stars.settle();
    expect(driver.telegram.starTransactions(bot.token).map(({ kind }) => kind)).to.deep.equal([
      'payment',
      'refund',
    ]);
    expect(atTelegram()[0]?.isStoppedByBot).to.equal(true);
  });

  it('follows what its payer does in Telegram, and says when a charge failed', async () => {
    const chargeId = await subscribe();
    const [payment] = await payments();
    const shown = async (): Promise<string> => {
      await sara.taps(`payment:${payment?.id ?? ''}`).catch(() => undefined);
      const holder = bot.said(sara.person).find(({ text }) => text.includes(`Payment ${payment?.id ?? ''}`));
      return holder?.text ?? '';
    };
    expect(await shown()).to.contain('Next charge');
    for (const [state, words] of [
      ['canceled', 'not charged again'],
      ['active', 'Next charge'],
      ['failed', 'did not go through'],
    ] as const) {
      driver.telegram.changeSubscription(bot.token, chargeId, state);
      await stars.settle();
      expect((await payments())[0]?.repeat_state).to.equal(state);
      expect(await shown()).to.contain(words);
    }
    expect(bot.said(sara.person).some(({ text }) => text.includes('could not charge you'))).to.equal(true);
    driver.telegram.renewStars(bot.token, chargeId);
    await stars.settle();
    expect((await payments())[0]?.repeat_state, 'the charge that came wins').to.equal('active');
    expect(await daysLeft()).to.equal(60);
  });

  it('of somebody else, of no payment of ours, or in a state that came later changes nothing', async () => {
    await subscribe();
    const ivan = driver.telegram.person({ firstName: 'Ivan' });
    const [{ payload } = { payload: '' }] = driver.telegram.starTransactions(bot.token);
    const user = { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' };
    for (const subscription of [
      { user: { ...user, id: Number(ivan.id) }, invoice_payload: payload, state: 'canceled' },
      { user, invoice_payload: 'f'.repeat(32), state: 'canceled' },
      { user, invoice_payload: 'a\u0000', state: 'canceled' },
      { user, invoice_payload: payload, state: 'paused' },
      'canceled',
      null,
    ])
      await bot.feed({ subscription });
    expect((await payments())[0]?.repeat_state).to.equal('active');
  });
});

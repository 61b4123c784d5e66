import { expect } from 'chai';
import { changeWallet } from '#services/billing/change-wallet.js';
import { resumeCharges } from '#services/payments/agreements/resume-charges.js';
import { stopOwnAgreement } from '#services/payments/agreements/stop-repeating.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { openStarShop, type StarShop } from '../../support/payments/star-shop.js';
import { uniqueNumber } from '../../factories/unique.js';

describe('a subscription that is paid with Stars, while the sales of the bot are stopped', function () {
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

  const ordersPaid = async (): Promise<string[]> => {
    const rows = await ownerQuery<{ id: string }>(
      `select id::text from orders where bot_id = $1 and state = 'paid' order by orders.id`,
      [shop.bot.botId],
    );
    return rows.map(({ id }) => id);
  };
  /** Money comes into the wallet of the bot with the fleet. */
  const fillTenant = async (amountToman: number): Promise<void> => {
    await shop.bot.tenant.db((tx) =>
      changeWallet(shop.bot.tenant, tx, {
        ...{ kind: 'add', amountToman, reason: 'A bank transfer' },
        idempotencyKey: `fill ${uniqueNumber()}`,
      }),
    );
    await driver.settle();
  };
  const stopSales = (model: string) =>
    ownerQuery(
      `update bots set billing_model = $2, traffic_rate_toman = 100, wallet_balance_toman = 0, min_wallet_balance_toman = 5000,
         auto_suspend_on_low_balance = true where id = $1`,
      [shop.bot.botId, model],
    );

  it('goes on: what its payer was charged for is delivered', async () => {
    const chargeId = await shop.subscribe();
    await stopSales('traffic_consumption');
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(60);
    expect(await shop.balance()).to.equal(0);
    expect(shop.atTelegram()[0]?.isStoppedByBot).not.to.equal(true);
    expect((await shop.payments())[0]?.repeat_state).to.equal('active');
    expect(shop.bot.said(shop.sara.person).some(({ text }) => text.includes('paused'))).to.equal(false);
  });

  it('keeps the money for its payer where the tenant cannot pay for it, and is not ended for that', async () => {
    await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [shop.bot.botId]);
    const chargeId = await shop.subscribe();
    await stopSales('subscription_sale');
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(30);
    expect(await shop.balance()).to.equal(200_000);
    expect(shop.atTelegram()[0]?.isStoppedByBot).not.to.equal(true);
    expect((await shop.payments())[0]?.repeat_state).to.equal('active');
    expect((await shop.payments())[1]).to.include({ problem: 'order.tenant_wallet', bought: null });
  });

  it('buys the period when the wallet of the bot is filled, once, and not while that is too little', async () => {
    await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [shop.bot.botId]);
    const chargeId = await shop.subscribe();
    await stopSales('subscription_sale');
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    await fillTenant(999);
    expect(await shop.daysLeft()).to.equal(30);
    await fillTenant(1);
    expect(await shop.daysLeft()).to.equal(60);
    expect(await shop.balance()).to.equal(0);
    const bought = await ordersPaid();
    expect(bought).to.have.length(2);
    expect((await shop.payments())[1]).to.include({ problem: null, bought: bought[1] });
    await fillTenant(100_000);
    await Promise.all([resumeCharges(shop.bot.tenant), resumeCharges(shop.bot.tenant)]);
    expect(await ordersPaid()).to.have.length(2);
  });

  it('buys it also when its payer has ended the agreement meanwhile', async () => {
    await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [shop.bot.botId]);
    const chargeId = await shop.subscribe();
    await stopSales('subscription_sale');
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    const [first] = await ownerQuery<{ id: string; user_id: string }>(
      'select id::text, user_id::text from gateway_payments where bot_id = $1 and repeat_of is null',
      [shop.bot.botId],
    );
    const own = { userId: first!.user_id, paymentId: first!.id };
    await shop.bot.tenant.db((tx) => stopOwnAgreement(shop.bot.tenant, tx, own));
    await driver.settle();
    await fillTenant(1_000);
    expect(await shop.daysLeft()).to.equal(60);
    expect(await shop.balance()).to.equal(0);
    expect((await shop.payments())[0]?.repeat_state).to.equal('canceled');
    expect(shop.atTelegram()[0]?.isStoppedByBot).to.equal(true);
  });

  it('buys it whole or not at all, wherever the process dies', async () => {
    await ownerQuery('update bot_plans set traffic_limit_gb = 10 where bot_id = $1', [shop.bot.botId]);
    const chargeId = await shop.subscribe();
    await stopSales('subscription_sale');
    driver.telegram.renewStars(shop.bot.token, chargeId);
    await shop.stars.settle();
    await ownerQuery('update bots set wallet_balance_toman = 1000 where id = $1', [shop.bot.botId]);
    const before = await everythingOf(shop.bot.botId);
    for (let at = 1; ; at += 1) {
      const error = await resumeCharges(dyingRun(at).tenant(shop.bot.tenant)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof SimulatedDeath)) break;
      expect(await everythingOf(shop.bot.botId), `death ${at}`).to.equal(before);
      expect(at).to.be.below(100);
    }
    expect(await ordersPaid()).to.have.length(2);
    expect(await shop.balance()).to.equal(0);
  });
});

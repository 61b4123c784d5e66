import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { newCustomer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { openStarShop, type StarShop } from '../../support/payments/star-shop.js';

describe('Stars of a payment that an admin had settled by hand', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let shop: StarShop;
  let boss: Person;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    shop = await openStarShop(driver);
    boss = (await newCustomer(driver, shop.bot, 'Boss')).person;
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      shop.bot.botId,
      boss.id,
    ]);
    await shop.bot.publish();
  });

  /** Sara pays by a button of her order, of which the bot hears nothing, and an admin settles it; the link to pay. */
  async function payUnheard(button: string): Promise<string> {
    await shop.keepOrder();
    await shop.sara.taps(shop.sara.dataOf(button));
    const link = shop.linkOf();
    await shop.stars.slipThrough(shop.sara.person, link);
    const [payment] = await shop.payments();
    await shop.bot.tenant.db((tx) => settleByHand(shop.bot.tenant, tx, { paymentId: payment?.id ?? '' }));
    await driver.settle();
    return link;
  }
  const sweep = async (): Promise<void> => {
    await shop.bot.tenant.db(() => enqueue(shop.bot.tenant, 'payments.sweep-stars', {}));
    await driver.settle();
  };
  const told = (): number => shop.bot.said(boss).filter(({ text }) => text.includes('200 XTR')).length;
  const standings = async () => (await shop.payments()).map(({ status, problem }) => `${status} ${problem}`);

  for (const way of ['the update came late', 'the update was lost'] as const)
    it(`are credited to nobody, and told once: ${way}`, async () => {
      await ownerQuery('update bot_plans set period_days = 60 where bot_id = $1', [shop.bot.botId]);
      const link = await payUnheard('Stars');
      if (way === 'the update was lost') shop.stars.loseUpdates();
      await shop.stars.settle();
      for (let again = 0; again < 2; again += 1) await sweep();
      expect(await standings()).to.deep.equal(['paid settled_twice']);
      expect(await shop.balance()).to.equal(0);
      expect(await shop.daysLeft()).to.equal(60);
      expect(told()).to.equal(1);
      await shop.stars.slipThrough(shop.sara.person, link);
      await sweep();
      expect(await shop.balance(), 'what comes then is other money').to.equal(200_000);
    });

  it('buy no second period where they are charged again, and the charges after them do', async () => {
    await payUnheard('every 30 days');
    shop.stars.loseUpdates();
    await sweep();
    expect(await standings()).to.deep.equal(['paid settled_twice']);
    expect(await shop.daysLeft()).to.equal(30);
    expect(await shop.balance()).to.equal(0);
    expect((await shop.payments())[0]?.repeat_state).to.equal('active');
    const [charge] = driver.telegram.starTransactions(shop.bot.token);
    driver.telegram.renewStars(shop.bot.token, charge?.id ?? '');
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(60);
    expect(told()).to.equal(1);
  });

  it('of a later charge buy its period, though the first was never heard of', async () => {
    await payUnheard('every 30 days');
    const [charge] = driver.telegram.starTransactions(shop.bot.token);
    shop.stars.loseUpdates();
    await ownerQuery(`update gateway_payments set paid_at = now() - interval '30 days' where bot_id = $1`, [
      shop.bot.botId,
    ]);
    driver.telegram.renewStars(shop.bot.token, charge?.id ?? '');
    await shop.stars.settle();
    expect(await shop.daysLeft()).to.equal(60);
    expect(await standings()).to.deep.equal(['paid settled_by_hand', 'paid null']);
  });
});

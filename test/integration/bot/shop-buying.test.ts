import { expect } from 'chai';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('buying in the chat', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ supportUsername: 'shop_help' });
    sara = await newCustomer(driver, bot);
  });

  const balance = async (): Promise<number> => {
    const [row] = await ownerQuery<{ balance: string }>(
      'select balance_toman::text as balance from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, sara.person.id],
    );
    return Number(row?.balance);
  };
  const linkIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? '';

  it('takes two taps from the menu where one plan is on sale, and the link comes by itself', async () => {
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 150_000);
    await bot.send(sara.person, '/menu');
    const summary = await sara.taps('plans');
    expect(summary).to.contain('Traffic: 50 GB');
    expect(summary).to.contain('To pay: 100,000 toman').and.contain('In your wallet: 150,000 toman');
    await sara.taps(sara.dataOf('Pay 100,000'));
    const ready = sara.reads();
    expect(ready).to.contain('Your subscription is ready!').and.contain('Traffic: 0 MB of 50 GB');
    expect(linkIn(ready)).to.match(/^https?:/);
    expect(await balance()).to.equal(50_000);
    const paid = bot.said(sara.person).at(-2);
    expect(paid?.text).to.contain('its link comes in a moment');
  });

  it('shows the missing amount when the wallet is too small, keeps the order, and buys when the money is there', async () => {
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 30_000);
    await bot.send(sara.person, '/menu');
    expect(await sara.chooses('Month')).to.contain('Still missing: 70,000 toman');
    const pay = sara.dataOf('Choose how to pay');
    expect(await sara.taps(pay))
      .to.contain('70,000 toman are missing')
      .and.contain('kept until');
    expect(sara.sees()).to.include.members(['💬 Pay through support', '✅ Pay now']);
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('🧺 Your order: 100,000 toman');
    await fillWallet(bot, sara.person, 70_000);
    expect(await sara.taps('cart')).to.contain('To pay: 100,000 toman');
    await sara.taps(sara.dataOf('Pay'));
    expect(sara.reads()).to.contain('is ready');
    expect(await balance()).to.equal(0);
    await bot.send(sara.person, '/menu');
    expect(sara.sees().join()).to.not.contain('Your order');
  });

  it('drops a kept order when the person wants it so', async () => {
    await sellPlan(bot);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Choose how to pay'));
    expect(await sara.taps(sara.dataOf('Drop'))).to.contain('Shall the order be dropped');
    await sara.taps(sara.dataOf('Back'));
    expect(sara.reads()).to.contain('Your order is kept');
    await sara.taps(sara.dataOf('Drop'));
    expect(await sara.taps(sara.dataOf('Yes, drop it'))).to.contain('has been dropped');
    expect(sara.sees().join()).to.not.contain('Your order');
  });

  it('asks again when the price was changed between summary and pay, and takes nothing', async () => {
    const planId = await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await ownerQuery('update bot_plans set price_toman = 120000 where bot_id = $1 and id = $2', [
      bot.botId,
      planId,
    ]);
    const again = await sara.taps(sara.dataOf('Pay 100,000'));
    expect(again).to.contain('has changed since you saw it').and.contain('To pay: 120,000 toman');
    expect(await balance()).to.equal(500_000);
    await sara.taps(sara.dataOf('Pay 120,000'));
    expect(await balance()).to.equal(380_000);
  });

  it('shows the plans of today when the plan was deleted meanwhile', async () => {
    const planId = await sellPlan(bot);
    await sellPlan(bot, { name: 'Year', days: 360, priceToman: 900_000 });
    await bot.send(sara.person, '/menu');
    await sara.taps('plans');
    const month = sara.dataOf('Month');
    await ownerQuery('delete from bot_plans where bot_id = $1 and id = $2', [bot.botId, planId]);
    await sara.taps(month);
    expect(sara.sees().join()).to.contain('Year').and.not.contain('Month');
  });

  it('gives the free trial in one purchase, however often it is tapped', async () => {
    await sellPlan(bot);
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('trial'))
      .to.contain('3 days with 10 GB, on 2 devices')
      .and.contain('free');
    const { id } = bot.last(sara.person);
    for (let times = 0; times < 2; times += 1)
      driver.telegram.tap(bot.token, sara.person, { messageId: id, button: 'trial-start' });
    await bot.takeIn();
    await driver.settle();
    expect(sara.reads()).to.contain('is ready').and.contain('State: trial');
    expect(bot.said(sara.person).filter(({ text }) => text.includes('is ready'))).to.have.length(1);
    await bot.send(sara.person, '/menu');
    expect(sara.sees().join()).to.not.contain('Try for free');
    await bot.feed({
      callback_query: {
        id: 'again',
        from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
        chat_instance: '1',
        data: 'trial-start',
      },
    });
    expect(sara.reads()).to.contain('had your trial already');
  });

  it('sells the simple offer in one tap, and asks first where it would prolong what runs', async () => {
    await bot.configure({ simple_purchase_price_toman: 90_000 });
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'simple_purchase', true)`,
      [bot.botId],
    );
    await bot.publish();
    await fillWallet(bot, sara.person, 200_000);
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('⚡ Buy: 30 days, 90,000 toman');
    const { id } = bot.last(sara.person);
    for (let times = 0; times < 2; times += 1)
      driver.telegram.tap(bot.token, sara.person, { messageId: id, button: 'simple' });
    await bot.takeIn();
    await driver.settle();
    expect(sara.reads()).to.contain('is ready');
    expect(await balance()).to.equal(110_000);
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('simple'))
      .to.contain('Your order')
      .and.contain('To pay: 90,000');
    expect(await balance()).to.equal(110_000);
  });

  it('asks before it sells the simple offer once more within a minute, whichever message was tapped', async () => {
    await bot.configure({ simple_purchase_price_toman: 90_000, subscriptions_per_user: 5 });
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'simple_purchase', true)`,
      [bot.botId],
    );
    await bot.publish();
    await fillWallet(bot, sara.person, 300_000);
    await bot.send(sara.person, '/menu');
    await sara.taps('simple');
    expect(await balance()).to.equal(210_000);
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('simple')).to.contain('To pay: 90,000');
    expect(await balance()).to.equal(210_000);
    await ownerQuery(`update orders set paid_at = paid_at - interval '2 minutes' where bot_id = $1`, [
      bot.botId,
    ]);
    await bot.send(sara.person, '/menu');
    await sara.taps('simple');
    expect(await balance()).to.equal(120_000);
  });

  it('shows every movement of the wallet, page by page', async () => {
    for (let count = 1; count <= 18; count += 1) await fillWallet(bot, sara.person, count * 1_000);
    await bot.send(sara.person, '/menu');
    await sara.taps('wallet');
    expect(sara.reads()).to.contain('Balance: 171,000 toman');
    const amounts = () => [...sara.reads().matchAll(/\+([\d,]+) toman/g)].map(([, amount]) => amount);
    await sara.taps('wallet-history');
    expect(amounts()).to.deep.equal([18, 17, 16, 15, 14, 13, 12, 11].map((n) => `${n},000`));
    expect(sara.sees()).to.not.include('⬅️ Newer');
    await sara.taps(sara.dataOf('Older'));
    await sara.taps(sara.dataOf('Older'));
    expect(amounts()).to.deep.equal(['2,000', '1,000']);
    expect(sara.sees()).to.not.include('Older ➡️');
    await sara.taps(sara.dataOf('Newer'));
    expect(amounts()).to.deep.equal([10, 9, 8, 7, 6, 5, 4, 3].map((n) => `${n},000`));
    await sara.taps(sara.dataOf('Newer'));
    expect(sara.sees()).to.not.include('⬅️ Newer');
  });
});

import { expect } from 'chai';
import { notify } from '#services/notices/notify.js';
import { textsOf } from '#bot/texts/index.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('what replaces or loses something', function () {
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

  it('asks before the simple offer takes the place of a better plan, and says what is lost', async () => {
    await sellPlan(bot, { name: 'Big', gb: 500, devices: 5, priceToman: 200_000 });
    await offerSimple();
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Big');
    await sara.taps(sara.dataOf('Pay'));
    const paid = await balance();
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('⚡ Change plan: 30 days, nothing to pay');
    const asked = await sara.taps('simple');
    expect(asked)
      .to.contain('This changes what you have')
      .and.contain('Big\u2069 → Our offer')
      .and.contain('Traffic: 500 GB → 20 GB')
      .and.contain('Devices: 5 devices → 1 device')
      .and.contain('480 GB of your traffic')
      .and.contain('room for 4 devices');
    expect(sara.sees()).to.include.members(['♻️ Yes, change', '📱 See the devices']);
    expect([await balance(), await limits()]).to.eql([paid, [[500, 5]]]);
    const { id } = bot.last(sara.person);
    const button = sara.dataOf('Yes, change');
    for (let times = 0; times < 2; times += 1)
      driver.telegram.tap(bot.token, sara.person, { messageId: id, button });
    await bot.takeIn();
    await driver.settle();
    expect([await balance(), await limits()]).to.eql([paid, [[20, 1]]]);
  });

  it('asks once more when what would be replaced became another meanwhile', async () => {
    await sellPlan(bot, { name: 'Big', gb: 500, devices: 5, priceToman: 200_000 });
    await offerSimple();
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Big');
    await sara.taps(sara.dataOf('Pay'));
    await bot.send(sara.person, '/menu');
    await sara.taps('simple');
    await ownerQuery('update subscriptions set traffic_limit_gb = 900 where bot_id = $1', [bot.botId]);
    expect(await sara.taps(sara.dataOf('Yes, change')))
      .to.contain('has changed since you saw it')
      .and.contain('900 GB → 20 GB');
    expect(await limits()).to.eql([[900, 5]]);
  });

  it('asks before an order that has to wait takes the place of the kept one', async () => {
    await sellPlan(bot);
    await sellPlan(bot, { name: 'Year', days: 360, priceToman: 900_000 });
    await offerSimple();
    await bot.send(sara.person, '/menu');
    await sara.taps('plans');
    const year = sara.dataOf('Year');
    await sara.taps(sara.dataOf('Month'));
    const keepMonth = sara.dataOf('Choose how to pay');
    await bot.send(sara.person, '/menu');
    await sara.taps('plans');
    await sara.taps(year);
    const keepYear = sara.dataOf('Choose how to pay');
    await sara.taps(keepMonth);
    expect(bot.said(sara.person).some(({ text }) => text.includes('Your order is kept'))).to.equal(true);
    expect(await sara.taps(keepYear))
      .to.contain('It takes the place of the order that you have kept')
      .and.contain('Month\u2069, 100,000 toman');
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('simple')).to.contain('It takes the place of the order');
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('🧺 Your order: 100,000 toman');
    await sara.taps('simple');
    await sara.taps(sara.dataOf('Choose how to pay'));
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('🧺 Your order: 90,000 toman');
  });

  it('says that the plan which runs is sold no more, how long it runs, and what there is instead', async () => {
    const month = await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
    await ownerQuery('update bot_plans set is_active = false where bot_id = $1 and id = $2', [
      bot.botId,
      month,
    ]);
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).to.include('♻️ Renew or change plan');
    const gone = /The plan “\u2068Month\u2069” can no longer be renewed/;
    expect(await sara.taps('plans'))
      .to.match(gone)
      .and.contain('29 days left')
      .and.contain('nothing to choose in its place');
    await offerSimple();
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('plans'))
      .to.match(gone)
      .and.contain('what you can have instead');
    expect(sara.sees().join()).to.contain('⚡ Change plan: 30 days');
    await sellPlan(bot, { name: 'Year', days: 360, priceToman: 900_000 });
    await bot.send(sara.person, '/menu');
    await sara.taps('subscriptions');
    expect(await sara.taps(sara.dataOf('Renew or change')))
      .to.match(gone)
      .and.contain('Year');
  });

  it('offers a trial whose traffic is used up nothing that a trial cannot have', async () => {
    await sellPlan(bot);
    await bot.send(sara.person, '/menu');
    await sara.taps('trial');
    await sara.taps('trial-start');
    const [row] = await ownerQuery<{ id: string }>(
      `update subscriptions set panel_status = 'LIMITED' where bot_id = $1 returning id::text`,
      [bot.botId],
    );
    const { id: subscriptionId } = row as { id: string };
    const about = { subscription_id: subscriptionId };
    await bot.tenant.db((tx) => notify(bot.tenant, tx, { kind: 'subscription_limited', about }));
    await driver.settle();
    expect(sara.reads()).to.contain('is used up').and.contain('Choose what is on sale');
    expect(sara.sees()).to.eql(['🛒 Buy', '🔑 My subscription']);
    await sara.taps(`subscription:${subscriptionId}`);
    expect(sara.sees().join()).to.contain('Buy').and.not.contain('Traffic');
  });

  it('answers buttons of what was switched off meanwhile with the reason, and does nothing', async () => {
    await sellPlan(bot);
    await offerSimple();
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    const old = bot.last(sara.person).id;
    const press = async (button: string): Promise<string> => {
      driver.telegram.tap(bot.token, sara.person, { messageId: old, button });
      await bot.takeIn();
      await driver.settle();
      return bot.said(sara.person).find(({ id }) => id === old)?.text ?? '';
    };
    const switchOff = (feature: string) =>
      ownerQuery(
        `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, $2, false)
         on conflict (bot_id, feature_key) do update set enabled = false`,
        [bot.botId, feature],
      );
    await switchOff('simple_purchase');
    await switchOff('trial_subscription');
    const { errors, trial } = textsOf.en.shop;
    expect(await press('simple')).to.equal(errors['order.not_offered']);
    await bot.send(sara.person, '/menu');
    await forge('trial-start');
    expect(sara.reads()).to.equal(trial.off);
    expect([await balance(), await limits()]).to.eql([500_000, []]);
    await sara.taps(sara.dataOf('Buy'));
    await sara.taps(sara.dataOf('Pay'));
    const [{ id } = { id: '' }] = await ownerQuery<{ id: string }>(
      'select id::text from subscriptions where bot_id = $1',
      [bot.botId],
    );
    await switchOff('auto_renewal');
    await bot.configure({ link_reissue: false });
    for (const button of [`autopay:${id}`, `reissue:${id}`]) {
      await forge(button);
      expect(sara.reads(), button).to.equal(errors['order.not_offered']);
    }
  });

  /** A tap on a button of an old message. */
  async function forge(data: string): Promise<void> {
    const from = { id: Number(sara.person.id), is_bot: false, first_name: sara.person.firstName };
    await bot.feed({ callback_query: { id: `old${Math.random()}`, from, chat_instance: '1', data } });
  }

  /** Limits of what Sara has. */
  const limits = async (): Promise<[number, number][]> =>
    (
      await ownerQuery<{ gb: number; devices: number }>(
        'select traffic_limit_gb as gb, device_limit as devices from subscriptions where bot_id = $1',
        [bot.botId],
      )
    ).map(({ gb, devices }) => [gb, devices]);

  async function offerSimple(): Promise<void> {
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'simple_purchase', true)`,
      [bot.botId],
    );
    await bot.configure({
      simple_purchase_price_toman: 90_000,
      simple_purchase_traffic_gb: 20,
      simple_purchase_devices: 1,
    });
  }
});

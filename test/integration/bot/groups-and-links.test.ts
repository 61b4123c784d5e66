import { expect } from 'chai';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('groups and plans for some people in the chat', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    sara = await newCustomer(driver, bot);
  });

  const addGroup = (name: string, toman: number | null) =>
    ownerQuery(
      `insert into promo_groups (bot_id, name, spent_toman, period_percents, traffic_percent)
       values ($1, $2, $3, '{"30": 10, "90": 20, "7": 0}', 5)`,
      [bot.botId, name, toman],
    );
  const limitTo = (planId: string, audience: string, linkCode: string | null = null) =>
    ownerQuery('update bot_plans set audience = $3, link_code = $4 where bot_id = $1 and id = $2', [
      bot.botId,
      planId,
      audience,
      linkCode,
    ]);
  const menu = () => bot.send(sara.person, '/menu');
  const code = 'AbCd_-123456';

  it('tell a person that a purchase took them to a level, and show all levels with what is missing', async () => {
    await addGroup('Silver <1>', 100_000);
    await addGroup('Gold', 300_000);
    await addGroup('Friends', null);
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 200_000);
    await menu();
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
    const word = bot.said(sara.person).find(({ text }) => text.includes('You have reached the level'));
    expect(word?.text).to.contain('Silver <1>').and.contain('10 percent off plans for 30 days');
    await menu();
    await sara.taps('wallet');
    const levels = await sara.taps(sara.dataOf('Discount levels'));
    expect(levels)
      .to.contain('You have spent 100,000 toman so far')
      .and.contain('From 300,000 toman; 200,000 toman to go')
      .and.contain('✅ Your level now')
      .and.contain('5 percent off extra traffic')
      .and.not.contain('Friends');
    expect(levels).not.to.contain('0 percent off plans for 7 days');
    expect(await sara.taps(sara.dataOf('Back'))).to.contain('Your wallet');
  });

  it('have no levels to show where there are none, or where the bot does not wish it', async () => {
    await menu();
    await sara.taps('wallet');
    expect(sara.sees().join()).not.to.contain('levels');
    await addGroup('Gold', 300_000);
    await menu();
    await sara.taps('wallet');
    const button = sara.dataOf('Discount levels');
    await bot.configure({ promo_levels_shown: false });
    await menu();
    await sara.taps('wallet');
    expect(sara.sees().join()).not.to.contain('levels');
    await bot.feed({
      callback_query: {
        id: '1',
        from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
        chat_instance: '1',
        message: {
          message_id: bot.last(sara.person).id,
          date: 1,
          chat: { id: Number(sara.person.id), type: 'private' },
        },
        data: button,
      },
    });
    expect(sara.reads()).not.to.contain('Gold');
  });

  it('open the order of the one plan at once, and lead back to where the person came from', async () => {
    const month = await sellPlan(bot);
    await fillWallet(bot, sara.person, 1_000_000);
    await menu();
    expect(await sara.taps(sara.dataOf('Buy'))).to.contain('To pay: 100,000 toman');
    expect(sara.sees().join()).not.to.contain('Other plans');
    await sara.taps(sara.dataOf('Main menu'));
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
    await menu();
    await sara.taps('subscriptions');
    expect(await sara.taps(sara.dataOf('Renew or change'))).to.contain('To pay: 100,000 toman');
    expect(await sara.taps(sara.dataOf('Back'))).to.contain('Month');
    expect(sara.sees().join()).to.contain('Renew or change');
    await sellPlan(bot, { name: 'Year', days: 360, priceToman: 900_000 });
    await sara.taps(sara.dataOf('Renew or change'));
    await sara.taps(sara.dataOf('Month'));
    expect(await sara.taps(sara.dataOf('Other plans')), 'there are several now').to.contain('Year');
    await limitTo(month, 'existing');
    expect(await sara.taps(sara.dataOf('Year'))).to.contain('Year');
  });

  it('sell a plan by its link to who is registered, and to who registers by it', async () => {
    const secret = await sellPlan(bot, { name: 'Secret', priceToman: 40_000 });
    await sellPlan(bot);
    await limitTo(secret, 'link', code);
    await fillWallet(bot, sara.person, 100_000);
    await menu();
    expect(await sara.taps('plans'), 'the one that anybody may buy').to.contain('100,000 toman');
    await bot.send(sara.person, `/start plan_${code}`);
    expect(sara.reads()).to.contain('Secret').and.contain('To pay: 40,000 toman');
    await sara.taps(sara.dataOf('Pay'));
    expect(sara.reads()).to.contain('Your subscription is ready!');
    await bot.send(sara.person, '/start plan_nobodyknows1');
    expect(sara.reads()).to.contain('no longer on sale');

    const omid = driver.telegram.person({ firstName: 'Omid' });
    await bot.send(omid, `/start plan_${code}`);
    await bot.tap(omid, 'English');
    expect(bot.last(omid).text).to.contain('Secret').and.contain('To pay: 40,000 toman');
  });

  it('ask which subscription a plan by link is for, and keep to the link', async () => {
    await bot.configure({ subscriptions_per_user: 2 });
    const secret = await sellPlan(bot, { name: 'Secret', priceToman: 40_000 });
    await limitTo(secret, 'link', code);
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 1_000_000);
    for (const _ of [1, 2]) {
      await menu();
      await sara.chooses('Month');
      await sara.taps(sara.dataOf('Pay'));
    }
    await bot.send(sara.person, `/start plan_${code}`);
    expect(sara.reads()).to.contain('Which of your subscriptions');
    expect(await sara.taps(sara.dataOf('Month'))).to.contain('Secret');
    expect(sara.sees().join()).to.contain('hange');
  });
});

import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../support/drive-bot.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../support/customer.js';

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

  it('takes three taps from the menu, and the link comes by itself', async () => {
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 150_000);
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('plans')).to.contain('50 GB, 2 devices');
    const summary = await sara.taps(sara.dataOf('Month'));
    expect(summary).to.contain('To pay: 100,000 toman').and.contain('In your wallet: 150,000 toman');
    await sara.taps(sara.dataOf('Pay 100,000'));
    const ready = sara.reads();
    expect(ready).to.contain('Your subscription is ready!').and.contain('Traffic: 0 MB of 50 GB');
    expect(linkIn(ready)).to.match(/^https?:/);
    expect(await balance()).to.equal(50_000);
    const paid = bot.said(sara.person).at(-2);
    expect(paid?.text).to.contain('its link comes in a moment');
  });
});

import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { User } from '#models/user.js';
import { newCustomer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';
import { openCardBot } from '../../support/payments/card-bot.js';

const { en } = textsOf;

describe('payments under maintenance', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  it('from card to card take their receipts, with every button of the payment', async () => {
    const shop = await openCardBot(driver);
    const { bot, sara } = shop;
    await shop.order();
    const pay = bot.last(sara.person).buttons.flat();
    await bot.configure({ maintenance_mode: true });
    expect(await shop.sends('hello')).to.equal(en.maintenance.people);
    expect(await shop.sends(shop.picture())).to.contain('under review');
    expect(await shop.receipts()).to.have.length(1);
    const check = pay.find(({ data }) => data?.startsWith('receipt'))!;
    expect((await bot.tap(sara.person, check.data!)).text).not.to.equal(en.maintenance.alert);
    expect((await bot.tap(sara.person, 'menu')).text).to.equal(en.maintenance.alert);
  });

  it('in Stars are asked about and credited', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'en' });
    const { person } = await newCustomer(driver, bot);
    const stars = starPayments(driver, bot);
    const user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: person.id } })))!;
    const { url } = await stars.begin(user.id);
    await bot.configure({ maintenance_mode: true });
    expect(await stars.pay(person, url)).to.equal('Paid');
    expect(await stars.balance(user.id)).to.equal(500_000);
    expect(await ownerQuery('select 1 from maintenance_askers where bot_id = $1', [bot.botId])).to.eql([]);
  });
});

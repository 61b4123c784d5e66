import { expect } from 'chai';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('the picture of the main menu', () => {
  let driver: BotDriver;
  let customer: Customer;
  beforeEach(async () => {
    driver = await openBotDriver();
    customer = await newCustomer(driver, await driver.addBot());
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      customer.bot.botId,
      customer.person.id,
    ]);
  });
  afterEach(() => driver.close());

  const setPicture = async (): Promise<void> => {
    await customer.bot.send(customer.person, '/logo');
    await customer.bot.send(customer.person, { photo: true });
    await customer.bot.publish();
  };
  const chat = () => customer.bot.said(customer.person);
  const last = () => customer.bot.last(customer.person);

  it('is asked of an owner by /logo, and goes with the menu from then on', async () => {
    const { bot, person } = customer;
    await bot.send(person, '/logo');
    await bot.send(person, 'no picture');
    expect(customer.reads()).to.include('That is no photo');
    await bot.send(person, { photo: true });
    expect(last()).to.have.property('photo').that.is.a('string');
    await bot.publish();
    await bot.send(person, '/menu');
    expect(last().photo).to.be.a('string');
    expect(last().text).to.include('Hello');
    await bot.send(person, '/logo');
    expect(await customer.taps('no-logo')).to.include('has no picture');
    await bot.publish();
    await bot.send(person, '/menu');
    expect(last().photo).to.equal(undefined);
  });

  it('is an owner’s to set and to take away', async () => {
    await setPicture();
    const { bot } = customer;
    const { person: stranger } = await newCustomer(driver, bot, 'Reza');
    await bot.send(stranger, '/logo');
    expect(bot.last(stranger).text).not.to.include('photo');
    await bot.send(stranger, '/menu');
    const menu = bot.last(stranger);
    const query = {
      id: 'strange',
      from: { id: Number(stranger.id), is_bot: false, first_name: 'Reza' },
      data: 'no-logo',
    };
    await bot.feed({
      update_id: 920_000_001,
      callback_query: { ...query, chat_instance: '1', message: menu.raw },
    });
    await bot.publish();
    await bot.send(stranger, '/menu');
    expect(bot.last(stranger).photo).to.be.a('string');
  });

  it('goes when a tap leads to words, and comes into their message when a tap leads back', async () => {
    await setPicture();
    await customer.bot.send(customer.person, '/menu');
    const menu = last().id;
    expect(await customer.taps('profile')).to.include('Your account');
    expect(last().photo).to.equal(undefined);
    expect(chat().map(({ id }) => id)).not.to.include(menu);
    const words = last().id;
    await customer.taps('menu');
    expect(last()).to.include({ id: words }).and.have.property('photo').that.is.a('string');
    await customer.taps('help');
    expect(last().photo).to.equal(undefined);
    expect(chat().map(({ id }) => id)).not.to.include(words);
  });

  it('is left out where the words are too long to stand below it', async () => {
    await setPicture();
    await customer.bot.configure({ menu_note: { en: 'x'.repeat(1_000) } });
    await customer.bot.send(customer.person, '/menu');
    expect(last().photo).to.equal(undefined);
    expect(last().text).to.include('xxx').and.include('Hello');
  });

  it('that Telegram refuses is left out for everybody, and the admins hear of it once', async () => {
    const { bot, person } = customer;
    const admin = driver.telegram.person({ firstName: 'Admin' });
    await bot.send(admin, '/start');
    await ownerQuery('update bots set admin_chat_id = $2, updated_at = clock_timestamp() where id = $1', [
      bot.botId,
      admin.id,
    ]);
    await bot.configure({ logo_file_id: 'AgACAgQAAxkBAAIBZ2-of-another-bot' });
    await customer.taps('profile');
    await customer.taps('menu');
    expect(last().photo).to.equal(undefined);
    expect(last().text).to.include('Hello');
    await bot.publish();
    await bot.send(person, '/menu');
    await bot.send(person, '/menu');
    const refused = driver.telegram
      .calls({ token: bot.token })
      .filter(({ method }) => method === 'sendPhoto' || method === 'editMessageMedia');
    expect(refused).to.have.length(1);
    expect(bot.said(admin).filter(({ text }) => text.includes('/logo'))).to.have.length(1);
    const kept = `select 1 from bot_configurations where bot_id = $1 and config_key = 'logo_file_id'`;
    expect(await ownerQuery(kept, [bot.botId])).to.deep.equal([]);
  });

  it('a double tap on a button below it does once what ends something', async () => {
    await setPicture();
    await customer.bot.send(customer.person, '/menu');
    const menu = last().id;
    const { person, bot } = customer;
    driver.telegram.tap(bot.token, person, { messageId: menu, button: 'profile' });
    driver.telegram.tap(bot.token, person, { messageId: menu, button: 'profile' });
    await bot.takeIn();
    await driver.settle();
    expect(chat().map(({ id }) => id)).not.to.include(menu);
    expect(customer.reads()).to.include('Your account');
  });
});

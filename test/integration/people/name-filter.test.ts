import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { languages } from '#platform/language.js';
import { newCustomer, sellPlan } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const { name: words } = en.gates;

describe('a person whose name the bot does not allow', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
  });

  const rename = (person: ReturnType<BotDriver['telegram']['person']>, names: object) =>
    driver.telegram.person({ ...person, ...names });
  const registered = async (): Promise<number> =>
    (await ownerQuery('select 1 from users where bot_id = $1 and registered_at is not null', [bot.botId]))
      .length;

  for (const [firstName, says] of [
    ['Shop @vpn', words.sign],
    ['т.ме/vpn', words.link],
    ['joingroup', words.word],
  ] as const)
    it(`is not registered as ${firstName}, reads what to change, and is served once it is changed`, async () => {
      await bot.configure({ language_selection: false });
      const person = driver.telegram.person({ firstName });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.equal(`${says}\n\n${words.ask}`);
      expect(await registered()).to.equal(0);
      const { text, showAlert } = await bot.tap(person, 'renamed');
      expect(text).to.equal(`${says} ${words.ask}`);
      expect(showAlert).to.equal(true);
      rename(person, { firstName: 'Sara' });
      await bot.tap(person, 'renamed');
      expect(await registered()).to.equal(1);
      expect(bot.last(person).text).to.contain(en.menu.ask);
    });

  it('is told of the user name, where that is at fault', async () => {
    const person = driver.telegram.person({ firstName: 'Sara', username: 'tme_vpn' });
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(words.username);
  });

  it('keeps what they have bought, buys nothing, and hears that nothing is lost', async () => {
    await sellPlan(bot);
    const { person } = await newCustomer(driver, bot);
    rename(person, { firstName: 't.me/vpn' });
    const before = bot.said(person).length;
    const { showAlert } = await bot.tap(person, 'profile');
    expect(showAlert).to.equal(true);
    expect(bot.said(person)).to.have.length(before);
    await bot.send(person, 'hello');
    expect(bot.last(person).text).to.contain(words.paid);
    rename(person, { firstName: 'Sara' });
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });

  it('may have any name who runs the bot, and everybody where the filter is off', async () => {
    const owner = driver.telegram.person({ firstName: '@owner' });
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      owner.id,
    ]);
    await bot.configure({ language_selection: false });
    await bot.send(owner, '/start');
    expect(bot.last(owner).text).to.contain(en.menu.ask);
    await bot.configure({ name_filter: false });
    const person = driver.telegram.person({ firstName: '@anybody' });
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });

  it('is refused before Telegram takes money, and money that came is taken over all the same', async () => {
    await bot.configure({ rate_toman_per_star: 2_000 });
    await bot.switchOn('telegram_stars');
    const stars = starPayments(driver, bot);
    const { person } = await newCustomer(driver, bot);
    const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
      bot.botId,
    ]);
    const { url } = await stars.begin(user!.id);
    rename(person, { firstName: 'join group' });
    expect(await stars.pay(driver.telegram.person({ ...person, firstName: 'join group' }), url)).to.equal(
      en.stars.alerts.name,
    );
    // Another process had said yes a moment before the name changed.
    const { payment } = await stars.begin(user!.id);
    await bot.feed({
      message: {
        ...{ message_id: 900, date: 1, chat: { id: Number(person.id), type: 'private' } },
        from: { id: Number(person.id), is_bot: false, first_name: 'join group' },
        successful_payment: {
          ...{ currency: 'XTR', total_amount: 250, invoice_payload: payment.reference },
          ...{ telegram_payment_charge_id: `charge-${payment.id}`, provider_payment_charge_id: 'p' },
        },
      },
    });
    const [{ balance_toman: balance } = { balance_toman: '' }] = await ownerQuery<{ balance_toman: string }>(
      'select balance_toman::text from users where bot_id = $1',
      [bot.botId],
    );
    expect(balance).to.equal('500000');
  });

  it('is told so in a way that fits an alert, in every language', () => {
    for (const language of languages) {
      const { sign, link, word, username, ask } = textsOf[language].gates.name;
      for (const says of [sign, link, word, username])
        expect(`${says} ${ask}`.length, `${language} ${says}`).to.be.at.most(200);
    }
  });
});

import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const oneLanguage = { language_selection: false };

interface Row {
  first_name: string;
  last_name: string | null;
  username: string | null;
  can_receive: boolean;
  unreachable_since: Date | null;
  status: string;
  registered_at: Date | null;
  balance_toman: string;
}

describe('a person whom the bot knows', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en', supportUsername: '@shop_help' });
    await bot.configure(oneLanguage);
  });
  after(() => driver.close());

  const rowOf = async (person: { id: string }): Promise<Row> => {
    const rows = await ownerQuery<Row>('select * from users where bot_id = $1 and telegram_id = $2', [
      bot.botId,
      person.id,
    ]);
    expect(rows).to.have.length(1);
    return rows[0] as Row;
  };
  const setStatus = (status: string): Promise<unknown> =>
    ownerQuery('update users set status = $2 where bot_id = $1', [bot.botId, status]);

  it('has the name that Telegram told last', async () => {
    const person = driver.telegram.person({ firstName: 'Sara', lastName: 'Old', username: 'sara_1' });
    await bot.send(person, '/start');
    driver.telegram.person({ ...person, firstName: 'Sarah', lastName: '', username: '' });
    await bot.send(person, '/menu');
    expect(await rowOf(person)).to.include({ first_name: 'Sarah', last_name: null, username: null });
    expect(bot.last(person).text).to.equal(`Hello, \u2068Sarah\u2069 👋\n\n${en.menu.ask}`);
    await bot.tap(person, 'profile');
    expect(bot.last(person).text).to.contain('Name: \u2068Sarah\u2069\n');
  });

  it('is unreachable from the moment they block the bot until they let it in again', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    driver.telegram.block(bot.token, person);
    await bot.takeIn();
    await driver.settle();
    const since = (await rowOf(person)).unreachable_since;
    expect(await rowOf(person)).to.include({ can_receive: false });
    expect(since).to.be.instanceOf(Date);
    driver.telegram.unblock(bot.token, person);
    await bot.takeIn();
    await driver.settle();
    expect(await rowOf(person)).to.include({ can_receive: true, unreachable_since: null });
    expect(bot.said(person), 'nobody is greeted for unblocking').to.have.length(1);
  });

  it('is unreachable once Telegram refuses a message to them, and reachable when they write again', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    driver.telegram.failNext({
      token: bot.token,
      method: 'sendMessage',
      error: { code: 403, description: 'Forbidden: bot was blocked by the user' },
    });
    await bot.send(person, '/menu');
    expect(await rowOf(person)).to.include({ can_receive: false });
    await bot.send(person, '/menu');
    expect(await rowOf(person)).to.include({ can_receive: true, unreachable_since: null });
    expect(driver.outcomes).not.to.include('message.send fail');
  });

  it('is refused everything when an admin blocked them, with the way to support', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    await setStatus('blocked');
    await bot.send(person, '/start ref12345');
    expect(bot.last(person).text).to.equal(en.notices.blockedWithSupport);
    expect(
      bot
        .last(person)
        .buttons.flat()
        .map(({ url }) => url),
    ).to.deep.equal(['https://t.me/shop_help']);
    expect(await bot.tap(person, 'profile')).to.deep.equal({
      text: en.shared.alerts.blocked,
      showAlert: true,
    });
    expect(bot.said(person)).to.have.length(2);
    await setStatus('active');
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.contain(en.menu.ask);
  });

  it('registers anew after deleting themselves, and keeps their money', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await buildUser(bot.tenant, {
      telegramId: person.id,
      status: 'deleted',
      language: 'en',
      balanceToman: 5_000,
    });
    await bot.configure({ rules_required: true });
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.contain(en.registration.rules.ask);
    expect(await rowOf(person)).to.include({ status: 'active', registered_at: null, balance_toman: '5000' });
    await bot.tap(person, 'accept-rules');
    expect((await rowOf(person)).registered_at).to.be.instanceOf(Date);
    expect(await rowOf(person)).to.include({ balance_toman: '5000' });
  });

  it('does not come to be by blocking a bot they never wrote to', async () => {
    const person = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.block(bot.token, person);
    await bot.takeIn();
    await driver.settle();
    expect(await ownerQuery('select 1 from users where bot_id = $1', [bot.botId])).to.deep.equal([]);
  });
});

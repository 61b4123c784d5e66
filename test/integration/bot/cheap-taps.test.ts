import { expect } from 'chai';
import { fillWallet, newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { countStatements } from '../../support/count-statements.js';
import { ownerQuery } from '../../support/database.js';
import { relayFor } from '../../support/relay-for.js';
import { telegramUpdate } from '../../../src/workers/handlers/telegram-update.js';

describe('a tap of a known person', () => {
  let driver: BotDriver;
  let customer: Customer;
  beforeEach(async () => {
    driver = await openBotDriver();
    customer = await newCustomer(driver, await driver.addBot());
  });
  afterEach(() => driver.close());

  /** The tap as an update, made by Telegram's stand-in but not taken in. */
  function tapped(data: string, n: number) {
    const { person, bot } = customer;
    const { id } = bot.last(person);
    const from = { id: Number(person.id), is_bot: false, first_name: person.firstName, language_code: 'en' };
    const chat = { id: Number(person.id), type: 'private', first_name: person.firstName };
    const message = {
      message_id: id,
      date: 1_790_000_000,
      chat,
      from: { id: 1, is_bot: true },
      text: 'Menu',
    };
    const query = { id: `tap${n}`, from, chat_instance: '1', data, message };
    return { chat_id: person.id, update: { update_id: 900_000_000 + n, callback_query: query } };
  }
  const tapDirectly = (data: string, n: number) =>
    telegramUpdate(customer.bot.tenant, tapped(data, n), driver.means);
  /** Which version of their rows PostgreSQL has. */
  const versions = () =>
    ownerQuery(
      `select users.xmin as person, conversations.xmin as conversation, users.last_seen_at
       from users join conversations on conversations.bot_id = users.bot_id and chat_id = telegram_id
       where users.bot_id = $1`,
      [customer.bot.botId],
    );
  const edits = () => driver.telegram.calls({ token: customer.bot.token, method: 'editMessageText' });
  const answers = () => driver.telegram.calls({ token: customer.bot.token, method: 'answerCallbackQuery' });
  const owed = () => ownerQuery('select id from outbox where bot_id = $1', [customer.bot.botId]);

  it('that changes nothing costs two statements in two round trips, and writes the mark and its answer only', async () => {
    await tapDirectly('profile', 1); // The statements are prepared, and the bot is known, from now on.
    const before = await versions();
    const { statements, roundTrips } = await countStatements(() => tapDirectly('profile', 2));
    expect(statements.map((text) => text.slice(0, 48))).to.deep.equal([
      'with mark as ( insert into processed_updates (bo',
      'insert into outbox (bot_id, job_name, ordering_k',
    ]);
    expect(roundTrips).to.equal(2);
    expect(await versions()).to.deep.equal(before);
    const again = await countStatements(() => tapDirectly('profile', 2));
    expect([again.statements.length, again.roundTrips]).to.deep.equal([1, 2]);
  });

  it('whose screen is there already is answered, and the message is left alone', async () => {
    await customer.taps('profile');
    const shown = customer.reads();
    expect(edits()).to.have.length(2); // The menu in place of the question for the language, and this.
    const answered = answers().length;
    expect(await customer.taps('profile').catch(() => customer.reads())).to.equal(shown);
    await tapDirectly('profile', 1);
    await driver.settle();
    expect(edits()).to.have.length(2);
    expect(answers().length).to.be.above(answered);
    expect(await owed()).to.deep.equal([]);
  });

  it('leaves what was not needed to the relay where nothing takes note of it', async () => {
    await customer.taps('profile');
    delete driver.jobs.inlineSender;
    await tapDirectly('profile', 1);
    await driver.settle();
    expect(await owed()).to.have.length(1);
    await relayFor(customer.bot, driver.jobs);
    expect(await owed()).to.deep.equal([]);
  });

  it('that leads back, or to something new since, changes the message', async () => {
    await customer.taps('profile');
    for (const [at, data] of ['menu', 'profile', 'menu'].entries()) await tapDirectly(data, at);
    await driver.settle();
    expect(edits()).to.have.length(5);
    await tapDirectly('profile', 11);
    await fillWallet(customer.bot, customer.person, 70_000);
    await tapDirectly('profile', 12);
    await driver.settle();
    expect(edits()).to.have.length(7);
    expect(customer.reads()).to.include('70,000');
  });

  it('changes the message again after Telegram refused to', async () => {
    const error = { code: 400, description: 'Bad Request: message to edit not found' };
    driver.telegram.failNext({ token: customer.bot.token, method: 'editMessageText', error });
    await tapDirectly('profile', 1);
    await driver.settle();
    await tapDirectly('profile', 2);
    await driver.settle();
    expect(edits()).to.have.length(3);
  });
});

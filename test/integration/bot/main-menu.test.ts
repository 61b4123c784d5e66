import { expect } from 'chai';
import type { MenuButton } from '#services/menus/menu-button.js';
import { refuseAddresses, refusePicture } from '#services/menus/note-refusal.js';
import { readMenu, replaceMenu } from '#services/menus/replace-menu.js';
import { newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { countStatements } from '../../support/count-statements.js';
import { ownerQuery } from '../../support/database.js';
import { telegramUpdate } from '../../../src/workers/handlers/telegram-update.js';

const shown = { isShown: true, isWide: false, labels: {} };
const builtIn = (action: string, more: object = {}): MenuButton => ({
  ...{ kind: 'built_in', action, ...shown },
  ...more,
});
const own = { ...shown, audience: 'everybody' } as const;
const link = (url: string, text: string, more: object = {}): MenuButton => ({
  ...{ kind: 'link', url, ...own, labels: { en: text } },
  ...more,
});

describe('the main menu as admins lay it out', () => {
  let driver: BotDriver;
  let customer: Customer;
  beforeEach(async () => {
    driver = await openBotDriver();
    customer = await newCustomer(driver, await driver.addBot());
  });
  afterEach(() => driver.close());

  const lay = async (...buttons: MenuButton[]): Promise<void> => {
    const { bot } = customer;
    await bot.tenant.db((tx) => replaceMenu(bot.tenant, tx, buttons));
    await driver.settle();
    await bot.publish();
  };
  const rows = () =>
    customer.bot
      .last(customer.person)
      .buttons.map((row) => row.map(({ data, url, text }) => data ?? url ?? text));
  const makeAdmin = (role = 'owner') =>
    ownerQuery('insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, $3)', [
      customer.bot.botId,
      customer.person.id,
      role,
    ]);
  const calls = (method: string) => driver.telegram.calls({ token: customer.bot.token, method });
  /** A person of the bot's admins who hears what they are told. */
  async function hearAsAdmin(): Promise<{ id: string; words: () => string[] }> {
    const person = driver.telegram.person({ firstName: 'Admin' });
    await customer.bot.send(person, '/start');
    await ownerQuery('update bots set admin_chat_id = $2, updated_at = clock_timestamp() where id = $1', [
      customer.bot.botId,
      person.id,
    ]);
    await customer.bot.publish();
    return { id: person.id, words: () => customer.bot.said(person).map(({ text }) => text) };
  }

  it('has their order, words and rows, and all they left out at its usual place', async () => {
    await lay(
      builtIn('help', { isWide: true, labels: { en: 'How it works' } }),
      builtIn('wallet', { labels: { en: 'Money: {balance}' } }),
      builtIn('profile', { isShown: false }),
    );
    expect(await customer.taps('menu').catch(() => customer.bot.send(customer.person, '/menu'))).to.not.equal(
      '',
    );
    const seen = rows();
    expect(seen[0]).to.deep.equal(['help']);
    expect(seen.flat().filter((one) => one === 'wallet')).to.have.length(1);
    expect(seen.flat()).not.to.include('profile');
    expect(seen.flat()).to.include.members(['gifts', 'language']);
    expect(customer.sees()).to.include.members(['How it works', 'Money: 0 toman']);
    await customer.bot.tap(customer.person, 'language');
    await customer.bot.tap(customer.person, 'Русский');
    expect(customer.sees()).to.include('❓ Помощь');
  });

  it('shows buttons of their own to whom they are for, a link, a mini app and a page', async () => {
    await lay(
      link('https://t.me/news', 'News'),
      { kind: 'mini_app', url: 'https://app.example.com/', ...own, labels: { en: 'App' } },
      { kind: 'page', action: 'help', ...own, labels: { en: 'Read this' } },
      { kind: 'page', action: 'wallet', ...own, labels: { en: 'No page' } },
      link('https://example.com/a', 'Staff', { audience: 'admins' }),
      link('https://example.com/s', 'Mine', { audience: 'subscribers' }),
      link('https://example.com/n', 'New here', { audience: 'without_subscription' }),
      link('https://example.com/off', 'Off', { isShown: false }),
    );
    await customer.bot.send(customer.person, '/menu');
    expect(customer.sees().slice(0, 4)).to.deep.equal(['News', 'App', 'Read this', 'New here']);
    expect(customer.sees()).not.to.include.members(['No page', 'Staff', 'Mine', 'Off']);
    expect(await customer.taps('Read this')).to.include('Help');
    await makeAdmin();
    await sellPlan(customer.bot);
    await ownerQuery(
      `insert into subscriptions (bot_id, user_id, ends_at, status)
       select bot_id, id, now() + interval '9 days', 'active' from users where bot_id = $1 and telegram_id = $2`,
      [customer.bot.botId, customer.person.id],
    );
    await customer.bot.send(customer.person, '/menu');
    expect(customer.sees()).to.include.members(['News', 'Staff', 'Mine']);
    expect(customer.sees()).not.to.include('New here');
  });

  it('is sent without an address that Telegram refuses, to nobody again, and the admins hear of it once', async () => {
    const admin = await hearAsAdmin();
    await lay(link('https://localhost/x', 'Broken'), link('https://example.com/', 'Sound'));
    await customer.bot.send(customer.person, '/menu');
    expect(customer.sees()).not.to.include('Broken');
    expect(rows().flat()).to.include('wallet');
    await customer.bot.publish();
    await customer.bot.send(customer.person, '/menu');
    expect(customer.sees()).to.include('Sound').and.not.include('Broken');
    const told = admin.words().filter((text) => text.includes('localhost'));
    expect(told).to.have.length(1);
    const [broken, sound] = await customer.bot.tenant.db((tx) => readMenu(customer.bot.tenant, tx));
    expect(broken).to.have.nested.property('refusal.says').that.includes('Wrong HTTP URL');
    expect(sound).not.to.have.property('refusal');
  });

  it('finds the address that Telegram refuses without naming it, and leaves the others in', async () => {
    const admin = await hearAsAdmin();
    const { bot, person } = customer;
    await lay(
      link('https://example.com/1', 'One'),
      link('https://example.com/2', 'Two'),
      link('https://example.com/3', 'Three'),
    );
    const error = { code: 400, description: 'Bad Request: BUTTON_URL_INVALID' };
    driver.telegram.failNext({ token: bot.token, method: 'sendMessage', times: 2, error });
    await bot.send(person, '/menu');
    expect(customer.sees()).to.include.members(['One', 'Three']).and.not.include('Two');
    const refused = (await bot.tenant.db((tx) => readMenu(bot.tenant, tx))).filter((one) => 'refusal' in one);
    expect(refused.map((one) => 'url' in one && one.url)).to.deep.equal(['https://example.com/2']);
    const told = admin.words().filter((text) => text.includes('example.com'));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('example.com/2').and.not.contain('example.com/1');
  });

  it('leaves out all where none of them alone is to blame, and the admins read of all', async () => {
    const admin = await hearAsAdmin();
    const { bot, person } = customer;
    await lay(link('https://example.com/1', 'One'), link('https://example.com/2', 'Two'));
    const error = { code: 400, description: 'Bad Request: BUTTON_URL_INVALID' };
    driver.telegram.failNext({ token: bot.token, method: 'sendMessage', times: 3, error });
    await bot.send(person, '/menu');
    expect(customer.sees()).to.include('❓ Help').and.not.include.members(['One', 'Two']);
    const told = admin.words().filter((text) => text.includes('example.com'));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('example.com/1').and.contain('example.com/2');
  });

  it('leads to the mini app in place of what that does, and is the full one where Telegram refuses it', async () => {
    const { bot, person } = customer;
    await sellPlan(bot);
    await bot.configure({ menu_mode: 'mini_app', mini_app_url: 'https://app.example.com/' });
    await bot.send(person, '/menu');
    expect(rows().flat()).to.include('plans');
    await bot.switchOn('mini_app');
    await bot.send(person, '/menu');
    const sent = calls('sendMessage').at(-1)!.params as { reply_markup: { inline_keyboard: object[][] } };
    expect(sent.reply_markup.inline_keyboard.flat()).to.deep.include({
      text: '🛒 Buy',
      web_app: { url: 'https://app.example.com/' },
    });
    expect(rows().flat())
      .to.include.members(['wallet', 'help'])
      .and.not.include.members(['profile', 'gifts']);
    const error = { code: 400, description: 'Bad Request: BUTTON_URL_INVALID' };
    driver.telegram.failNext({ token: bot.token, method: 'sendMessage', error });
    await bot.send(person, '/menu');
    expect(rows().flat()).to.include.members(['plans', 'profile']);
    const mode = `select 1 from bot_configurations where bot_id = $1 and config_key = 'menu_mode'`;
    expect(await ownerQuery(mode, [bot.botId])).to.deep.equal([]);
  });

  it('has a note on top to the end of its last day', async () => {
    const { bot, person } = customer;
    await bot.configure({ menu_note: { en: '<b>Closed</b> on Friday' }, menu_note_until: '2999-01-01' });
    await bot.send(person, '/menu');
    expect(customer.reads()).to.match(/^Closed on Friday\n\nHello/);
    await bot.configure({ menu_note_until: '2020-01-01' });
    await bot.send(person, '/menu');
    expect(customer.reads()).to.match(/^Hello/);
  });

  it('costs no statement more than the menu as it comes', async () => {
    const { bot, person } = customer;
    const update = (n: number) => ({
      chat_id: person.id,
      update: {
        update_id: 910_000_000 + n,
        callback_query: {
          id: `tap${n}`,
          from: { id: Number(person.id), is_bot: false, first_name: 'Sara' },
          chat_instance: '1',
          data: 'menu',
          message: {
            ...{ message_id: bot.last(person).id, date: 1_790_000_000, text: 'Menu' },
            ...{ chat: { id: Number(person.id), type: 'private' }, from: { id: 1, is_bot: true } },
          },
        },
      },
    });
    const cost = async (n: number) => {
      await telegramUpdate(bot.tenant, update(n), driver.means);
      const { statements, roundTrips } = await countStatements(() =>
        telegramUpdate(bot.tenant, update(n + 1), driver.means),
      );
      return [statements.length, roundTrips];
    };
    const before = await cost(1);
    await lay(builtIn('help'), link('https://example.com/', 'Site'));
    await bot.configure({ menu_note: { en: 'Note' } });
    expect(await cost(3)).to.deep.equal(before);
  });

  it('whose refusal many workers meet at once is told once, and taken out once', async () => {
    const { bot } = customer;
    const admin = await hearAsAdmin();
    await lay(link('https://example.com/x', 'X'));
    await bot.configure({ logo_file_id: 'AgACAgQAAxkBAAIBZ2-of-another-bot' });
    const { vault } = driver;
    const addresses = ['https://example.com/x'];
    const at = { addresses, says: 'Bad Request: BUTTON_URL_INVALID', vault };
    const many = Array.from({ length: 6 });
    const [taken, pictures] = await Promise.all([
      Promise.all(many.map(() => bot.tenant.db((tx) => refuseAddresses(bot.tenant, tx, at)))),
      Promise.all(
        many.map(() =>
          bot.tenant.db((tx) =>
            refusePicture(bot.tenant, tx, { fileId: 'AgACAgQAAxkBAAIBZ2-of-another-bot', vault }),
          ),
        ),
      ),
    ]);
    expect(taken.flat()).to.deep.equal(addresses);
    expect(pictures.filter(Boolean)).to.have.length(1);
    // What was on its way by then has the picture still.
    await bot.configure({ logo_file_id: 'AgACAgQAAxkBAAIBZ2-of-another-bot' });
    const others = [customer.person, (await newCustomer(driver, bot, 'Reza')).person];
    await bot.configure({ logo_file_id: 'AgACAgQAAxkBAAIBZ2-of-another-bot' });
    const before = admin.words().length;
    for (const person of others) driver.telegram.send(bot.token, person, '/menu');
    await bot.takeIn();
    await driver.settle();
    expect(admin.words().slice(before)).to.have.length(1);
    for (const person of others) expect(bot.last(person).text).to.include('Hello');
  });

  it('keeps serving buttons of menus that were sent before it was laid out anew', async () => {
    const { bot, person } = customer;
    await bot.send(person, '/menu');
    await lay(builtIn('profile', { isShown: false }));
    expect(await customer.taps('profile')).to.include('Your account');
  });
});

import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { openVault } from '#platform/secrets.js';
import { enqueueLeft } from '#services/maintenance/enqueue-left.js';
import { noteAsker } from '#services/maintenance/note-asker.js';
import { tellSome } from '#services/maintenance/tell-end.js';
import { eraseUser } from '#services/people/erase-user.js';
import { changeSettings } from '#services/settings/change-settings.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const { en } = textsOf;
const word = en.maintenance.people;

describe('maintenance by hand', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  let group: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.publish();
    sara = await newCustomer(driver, bot);
  });

  /** As an admin does it over REST. */
  async function turn(isOn: boolean, reason?: Record<string, string>): Promise<void> {
    const means = {
      actor: { kind: 'master', id: null, name: 'Operator' } as const,
      vault: openVault('a secret of tests, of 32 characters'),
    };
    const more = reason ? [{ key: 'maintenance_reason', put: reason }] : [];
    await changeSettings(bot.tenant, [{ key: 'maintenance_mode', put: isOn }, ...more], means);
    await bot.publish();
    await driver.settle();
  }
  const heard = (): string[] => bot.said({ id: group }).map(({ text }) => text);
  const waiting = async (): Promise<number> =>
    (await ownerQuery('select 1 from maintenance_askers where bot_id = $1', [bot.botId])).length;
  const words = (person: Person): string[] => bot.said(person).map(({ text }) => text);

  it('answers everybody but the admins with one kind word a while and each tap with an alert', async () => {
    await sara.taps('profile');
    await turn(true, { en: 'We move to <b>better</b> servers.' });
    const before = bot.said(sara.person).length;
    for (const text of ['hello', '/menu', '/start', 'and?']) await bot.send(sara.person, text);
    const said = bot.said(sara.person).slice(before);
    expect(said.map(({ text }) => text)).to.eql([`${word}\n\nWe move to better servers.`]);
    for (let at = 0; at < 2; at += 1)
      expect(await bot.tap(sara.person, 'menu')).to.eql({ text: en.maintenance.alert, showAlert: true });
    expect(bot.said(sara.person)).to.have.length(before + 1);
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      sara.person.id,
    ]);
    await bot.send(sara.person, '/menu');
    expect(sara.reads()).to.contain(en.menu.ask);
  });

  it('tells the admins of begin and end once each, and who came meanwhile of the end, once', async () => {
    const ali = await newCustomer(driver, bot, 'Ali');
    await turn(true, { en: 'New servers.' });
    await turn(true);
    await bot.send(sara.person, 'hello');
    await bot.tap(sara.person, 'profile');
    expect(await waiting()).to.equal(1);
    await turn(false);
    await turn(false);
    expect(heard()).to.have.length(2);
    expect(heard()[0]).to.match(/Maintenance is on.*Reason: New servers\./s);
    expect(heard()[1]).to.match(/Maintenance is off.*lasted 1 minute.*served again/s);
    expect(words(sara.person).filter((text) => text === en.maintenance.over)).to.have.length(1);
    expect(words(ali.person)).not.to.include(en.maintenance.over);
    expect(await waiting()).to.equal(0);
    expect(await sara.taps('menu')).to.contain(en.menu.ask);
  });

  it('that is switched on and off before anybody followed is no news, and its people are told', async () => {
    await bot.configure({ maintenance_mode: true });
    await bot.send(sara.person, 'hello');
    expect(sara.reads()).to.equal(word);
    await turn(false);
    expect(heard()).to.eql([]);
    expect(sara.reads()).to.equal(en.maintenance.over);
  });

  it('that begins again within the hour says its word again, and its people hear of that end too', async () => {
    for (const way of ['message', 'tap first']) {
      await turn(true);
      if (way === 'tap first') await bot.tap(sara.person, 'profile');
      const before = words(sara.person).length;
      for (const text of ['hello', 'and?']) await bot.send(sara.person, text);
      expect(words(sara.person).slice(before), way).to.eql([word]);
      await turn(false);
      expect(sara.reads(), way).to.equal(en.maintenance.over);
    }
  });

  it('forgets who came when they are erased', async () => {
    await turn(true);
    await bot.send(sara.person, '/start spring');
    expect(await waiting()).to.equal(1);
    await bot.tenant.db(async (tx) => {
      const [user] = await tx.sql<{ id: string }>(
        'select id::text from users where bot_id = $1 and telegram_id = $2',
        [bot.botId, sara.person.id],
      );
      await eraseUser(bot.tenant, tx, { userId: user!.id, mayForfeit: true, idempotencyKey: 'erased' });
    });
    expect(await waiting()).to.equal(0);
  });

  it('shows the own text of the bot in the language of the person, and else ours', async () => {
    await bot.configure({
      maintenance_mode: true,
      maintenance_text: { fa: 'به‌زودی', en: 'Back at <b>six</b>.' },
    });
    await bot.send(sara.person, 'hello');
    expect(sara.reads()).to.equal('Back at six.');
    const vera = driver.telegram.person({ firstName: 'Vera', languageCode: 'ru' });
    await bot.send(vera, '/start');
    expect(bot.last(vera).text).to.equal(textsOf.ru.maintenance.people);
  });

  it('keeps the link by which somebody came, registered or not, and leads on by it afterwards', async () => {
    await turn(true);
    const newcomer = driver.telegram.person({ firstName: 'Ali', languageCode: 'en' });
    await bot.send(newcomer, '/start spring');
    await bot.send(sara.person, 'hello');
    await bot.send(sara.person, '/start gift_abcdefghijklmnopqrstuvwx');
    const [row] = await ownerQuery<{ start_payload: string }>(
      'select start_payload from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, newcomer.id],
    );
    expect(row!.start_payload).to.equal('spring');
    await turn(false);
    const linkOf = (person: Person) => bot.last(person).buttons.flat()[0];
    expect(linkOf(newcomer)!.url).to.match(/^https:\/\/t\.me\/\w+\?start=spring$/);
    expect(linkOf(sara.person)!.url).to.match(/\?start=gift_abcdefghijklmnopqrstuvwx$/);
  });

  it('lets payments under way and their receipts go on, and asks again afterwards what it had asked', async () => {
    await bot.configure({ promo_code_button: true });
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await sara.taps('wallet');
    const asked = await ownerQuery<{ data: { afterword?: unknown } }>(
      `update conversations set data = data || '{"afterword": {"asked": {"input": "promo-code", "about": ""}}}'
       where bot_id = $1 and chat_id = $2 returning data`,
      [bot.botId, sara.person.id],
    );
    expect(asked).to.have.length(1);
    await turn(true);
    await bot.send(sara.person, 'SPRING');
    expect(sara.reads()).to.equal(word);
    await bot.send(sara.person, 'SPRING again');
    const [kept] = await ownerQuery<{ data: { afterword: { asked?: unknown } } }>(
      'select data from conversations where bot_id = $1 and chat_id = $2',
      [bot.botId, sara.person.id],
    );
    expect(kept!.data.afterword.asked).to.eql({ input: 'promo-code', about: '' });
  });

  it('tells nobody twice or never, wherever the process dies while people are told', async () => {
    await turn(true);
    await bot.send(sara.person, 'hello');
    await ownerQuery("delete from bot_configurations where bot_id = $1 and config_key = 'maintenance_mode'", [
      bot.botId,
    ]);
    const pending = async (): Promise<number> =>
      (
        await ownerQuery(
          `select 1 from outbox where bot_id = $1 and job_name = 'notice.send'
             and payload ->> 'kind' = 'maintenance_over'`,
          [bot.botId],
        )
      ).length;
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(bot.tenant, at, (tx) => tellSome(bot.tenant, tx));
      if (!fate.died) break;
      expect([await waiting(), await pending()]).to.eql([1, 0]);
    }
    expect([await waiting(), await pending()]).to.eql([0, 1]);
    const both = [0, 1].map(() => bot.tenant.db((tx) => tellSome(bot.tenant, tx)));
    expect(await Promise.all(both)).to.eql([0, 0]);
  });

  it('has who is told while it begins again wait for the next end', async () => {
    await turn(true);
    await bot.send(sara.person, 'hello');
    await bot.configure({ maintenance_mode: false });
    expect(await bot.tenant.db((tx) => tellSome(bot.tenant, tx))).to.equal(1);
    await bot.configure({ maintenance_mode: true });
    await driver.settle();
    expect(words(sara.person)).not.to.include(en.maintenance.over);
    expect(await waiting()).to.equal(1);
    expect(await bot.tenant.db((tx) => tellSome(bot.tenant, tx))).to.equal(0);
    await turn(false);
    expect(sara.reads()).to.equal(en.maintenance.over);
  });

  it('finds who came in the very moment of the end', async () => {
    await turn(true);
    await turn(false);
    await bot.tenant.db(async (tx) => {
      const [user] = await tx.sql<{ id: string }>('select id::text from users where bot_id = $1', [
        bot.botId,
      ]);
      await noteAsker(bot.tenant, tx, { userId: user!.id });
    });
    expect(await enqueueLeft()).to.be.greaterThan(0);
    await driver.settle();
    expect(sara.reads()).to.equal(en.maintenance.over);
    expect(await waiting()).to.equal(0);
  });

  it('of a bot without a chat of admins is told to each of those who run it', async () => {
    await ownerQuery('update bots set admin_chat_id = null where id = $1', [bot.botId]);
    await bot.publish();
    const owner = await newCustomer(driver, bot, 'Owner');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      owner.person.id,
    ]);
    await turn(true);
    expect(owner.reads()).to.contain('Maintenance is on');
    await bot.configure({ admin_notice_kinds: ['purchase'] });
    await turn(false);
    expect(owner.reads(), 'they chose not to hear of it').to.contain('Maintenance is on');
  });
});

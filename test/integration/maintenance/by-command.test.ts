import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { readMaintenance } from '#services/maintenance/read-maintenance.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en, fa } = textsOf;

describe('maintenance by command', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let owner: Customer;
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
    owner = await newCustomer(driver, bot, 'Owner');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      owner.person.id,
    ]);
    sara = await newCustomer(driver, bot);
  });

  const asks = (): Promise<void> => bot.send(owner.person, '/maintenance');
  const heard = (): string[] => bot.said({ id: group }).map(({ text }) => text);
  const stored = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      (
        await ownerQuery<{ key: string; value: unknown }>(
          `select config_key as key, config_value as value from bot_configurations
           where bot_id = $1 and config_key like 'maintenance_%'`,
          [bot.botId],
        )
      ).map(({ key, value }) => [key, value]),
    );

  it('shows an owner how it stands, asks why, and switches it on and off as the settings do', async () => {
    await asks();
    expect(owner.reads()).to.contain('Maintenance is off');
    expect(await owner.taps('maintenance-on')).to.contain('What is the reason?');
    await bot.send(owner.person, 'We move to <better> servers.');
    expect(owner.reads()).to.match(/by hand just now.*Reason: We move to <better> servers\./s);
    expect(heard()).to.have.length(1);
    expect(heard()[0]).to.match(/Maintenance is on.*Reason: We move to <better> servers\./s);
    await bot.send(sara.person, 'hello');
    expect(sara.reads()).to.equal(`${en.maintenance.people}\n\nWe move to <better> servers.`);
    await asks();
    expect(owner.reads()).to.match(/by hand, since .*Reason: .*told of the end: 1/s);
    expect(await owner.taps('maintenance-off')).to.contain('Maintenance is off');
    expect(heard()).to.have.length(2);
    expect(heard()[1]).to.contain('Maintenance is off');
    expect(sara.reads()).to.equal(en.maintenance.over);
    const actor = { kind: 'person', id: owner.person.id, name: 'Owner' };
    const audit = await ownerQuery<object>(
      `select actor_kind as kind, actor_id as id, actor_name as name, action, subject, value_before as before,
         value_after as after
       from audit_log where bot_id = $1 order by audit_log.id`,
      [bot.botId],
    );
    const of = (key: string, before: unknown, after: unknown) => ({
      ...actor,
      ...{ action: 'config.change-many', subject: `setting ${key}`, before, after },
    });
    expect(audit).to.have.deep.members([
      of('maintenance_mode', null, true),
      of('maintenance_reason', null, { en: 'We move to &lt;better&gt; servers.' }),
      of('maintenance_mode', true, false),
    ]);
    const changes = await ownerQuery<{ actor: string }>(
      `select actor_id as actor from bot_setting_changes where bot_id = $1 and key like 'maintenance_%'`,
      [bot.botId],
    );
    expect(changes.map((change) => change.actor)).to.deep.equal(audit.map(() => owner.person.id));
  });

  it('is switched on without a reason as well, and forgets the one of before', async () => {
    await bot.configure({ maintenance_reason: { fa: 'قدیمی', en: 'Long ago.' } });
    await asks();
    await owner.taps('maintenance-on');
    expect(await owner.taps('maintenance-plain'))
      .to.contain('by hand just now')
      .and.not.contain('Reason');
    expect(await stored()).to.deep.equal({ maintenance_mode: true });
    await bot.send(sara.person, 'hello');
    expect(sara.reads()).to.equal(en.maintenance.people);
  });

  it('is not switched on by an old button, and asks again for what nobody could read', async () => {
    await asks();
    await owner.taps('maintenance-on');
    const question = bot.last(owner.person);
    await bot.send(owner.person, { photo: true });
    expect(owner.reads()).to.contain('cannot be the reason').and.contain('What is the reason?');
    await bot.send(owner.person, '\u2060');
    expect(owner.reads()).to.contain('cannot be the reason');
    await bot.send(owner.person, '/menu');
    driver.telegram.tap(bot.token, owner.person, { messageId: question.id, button: 'maintenance-plain' });
    await bot.takeIn();
    await driver.settle();
    expect(bot.said(owner.person).map(({ text }) => text)).to.include(
      en.maintenance.state.off.replace(/<[^>]*>/g, ''),
    );
    expect(await stored()).to.deep.equal({});
    expect(heard()).to.deep.equal([]);
  });

  it('gives the reason to who reads the language of its owner', async () => {
    await ownerQuery(`update users set language = 'fa' where bot_id = $1 and telegram_id = $2`, [
      bot.botId,
      owner.person.id,
    ]);
    await asks();
    await owner.taps('maintenance-on');
    expect(owner.reads()).to.contain('فارسی');
    await bot.send(owner.person, 'سرور عوض می‌شود.');
    expect(await stored()).to.deep.equal({
      maintenance_mode: true,
      maintenance_reason: { fa: 'سرور عوض می‌شود.' },
    });
    await bot.send(sara.person, 'hello');
    expect(sara.reads()).to.equal(en.maintenance.people);
    expect(fa.maintenance.buttons.off).to.equal(owner.sees()[0]);
  });

  it('says that it is on by itself, beside what is on by hand, and ends neither by the other', async () => {
    await ownerQuery(
      `insert into bot_maintenance (bot_id, automatic_since, automatic_reason) values ($1, now(), 'panel.timeout')`,
      [bot.botId],
    );
    await asks();
    expect(owner.reads()).to.contain('on by itself since').and.not.contain('by hand');
    await owner.taps('maintenance-on');
    expect(await owner.taps('maintenance-plain'))
      .to.contain('by hand')
      .and.contain('on by itself');
    expect(await owner.taps('maintenance-off'))
      .to.contain('on by itself')
      .and.not.contain('by hand');
    const stands = await bot.tenant.db((tx) => readMaintenance(bot.tenant, tx));
    expect(stands.byHand).to.equal(undefined);
    expect(stands.automatic).to.include({ reason: 'panel.timeout' });
  });

  it('is an owner’s alone: admins and people have neither the command nor its buttons', async () => {
    const admin = await newCustomer(driver, bot, 'Admin');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      admin.person.id,
    ]);
    await asks();
    const { raw: message } = bot.last(owner.person);
    for (const { person } of [admin, sara]) {
      await bot.send(person, '/maintenance');
      expect(bot.last(person).text).not.to.contain('Maintenance');
      for (const data of ['maintenance', 'maintenance-on', 'maintenance-plain', 'maintenance-off'])
        await bot.feed({
          callback_query: {
            ...{ id: `${person.id}-${data}`, chat_instance: '1', data },
            from: { id: Number(person.id), is_bot: false, first_name: person.firstName },
            message: { ...message, chat: { id: Number(person.id), type: 'private' } },
          },
        });
      expect(bot.said(person).filter(({ text }) => text.includes('Maintenance'))).to.deep.equal([]);
    }
    expect(await stored()).to.deep.equal({});
  });
});

import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { buildUser } from '../../factories/user.js';
import { newCustomer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('a report that is asked for', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot({ defaultLanguage: 'en' });
  });
  after(() => driver.close());
  const registered = (daysAgo: number) =>
    buildUser(bot.tenant, { registeredAt: new Date(Date.now() - daysAgo * dayMs) });

  it('is shown to admins alone, of a day, a week or a month, and the picture with it', async () => {
    const [admin, stranger] = [await newCustomer(driver, bot), await newCustomer(driver, bot, 'Ali')];
    await ownerQuery("update users set registered_at = now() - interval '90 days' where bot_id = $1", [
      bot.botId,
    ]);
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      admin.person.id,
    ]);
    await registered(1);
    await registered(5);
    await registered(20);
    await bot.send(admin.person, '/report');
    expect(admin.reads()).to.match(/Report of.*Registrations: 1 \(0 · 0\.1\)/s);
    expect(await admin.taps(admin.dataOf('Week'))).to.match(/Report, .* – .*Registrations: 2 \(0\)/s);
    expect(await admin.taps(admin.dataOf('Month'))).to.match(/Registrations: 3 \(0\)/);
    await bot.send(admin.person, '/report WEEK');
    expect(admin.reads()).to.include('Registrations: 2 (0)');
    await bot.send(admin.person, '/report of everything');
    expect(admin.reads()).to.include('Report of');
    await admin.taps(admin.dataOf('Chart'));
    expect(bot.last(admin.person).photo).to.be.a('string');
    expect(admin.reads()).to.include('the newest on the right');
    await bot.send(stranger.person, '/report');
    expect(stranger.reads()).to.include('did not understand');
  });
});

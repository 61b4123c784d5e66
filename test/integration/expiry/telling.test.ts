import { expect } from 'chai';
import { dayMs, gigabyte, hourMs } from '#platform/units.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { relayFor } from '../../support/relay-for.js';
import { zoneAt } from '../../support/zone-at.js';

describe('what people hear of the time of their subscriptions', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  beforeEach(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
    await bot.configure({ time_zone: zoneAt(14) });
    sara = await newCustomer(driver, bot);
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
  });
  afterEach(() => driver.close());

  /** Its end comes or was so long from now; whatever is due of it is due now. */
  const moveEnd = async (byMs: number) => {
    const endsAt = new Date(Date.now() + byMs);
    await ownerQuery(
      `update subscriptions set starts_at = $2::timestamptz - interval '30 days', ends_at = $2, status = 'active'
       where bot_id = $1`,
      [bot.botId, endsAt],
    );
    await ownerQuery(
      `update subscriptions set word_at = now() - interval '60 days', expiry_told_for = null where bot_id = $1`,
      [bot.botId],
    );
  };
  const tick = async () => {
    await enqueueDueWords();
    await driver.settle();
  };
  /** Texts that came while something was done. */
  const heardWhile = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = bot.said(sara.person).length;
    await work();
    return bot
      .said(sara.person)
      .slice(before)
      .map(({ text }) => text);
  };

  it('is a warning before the end that leads to the renewal, and then the end, once each', async () => {
    await moveEnd(dayMs - hourMs);
    const warning = await heardWhile(async () => {
      await tick();
      await tick();
    });
    expect(warning).to.have.length(1);
    expect(warning[0]).to.match(/ends in .*1 day/);
    expect(await sara.taps(sara.dataOf('Renew'))).to.contain('Month');
    await moveEnd(-hourMs);
    expect(await heardWhile(tick)).to.have.length(1);
    expect(sara.reads()).to.contain('is over');
    expect(await heardWhile(tick)).to.eql([]);
  });

  it('is an offer two days after the end, which the prices and the sale have in them', async () => {
    await moveEnd(-(2 * dayMs + 5 * hourMs));
    const offer = await heardWhile(tick);
    expect(offer).to.have.length(1);
    expect(offer[0]).to.contain('10 percent');
    expect(await sara.taps(sara.dataOf('Renew'))).to.contain('Your personal discount of 10 percent: -10,000');
    await sara.taps(sara.dataOf('Pay 90,000'));
    const [row] = await ownerQuery<{ price: string; used: boolean }>(
      `select o.price_toman::text as price, d.used_at is not null as used
       from discount_offers d join orders o on o.bot_id = d.bot_id and o.id = d.used_order_id where d.bot_id = $1`,
      [bot.botId],
    );
    expect(row).to.eql({ price: '90000', used: true });
  });

  it('is nothing of an end that was moved while the word waited for the morning', async () => {
    await bot.configure({ time_zone: zoneAt(23) });
    await moveEnd(12 * hourMs);
    expect(await heardWhile(tick), 'at night').to.eql([]);
    const owed = await ownerQuery<{ kind: string }>(
      `select payload ->> 'kind' as kind from outbox where bot_id = $1 and not_before is not null`,
      [bot.botId],
    );
    expect(owed).to.eql([{ kind: 'expiry_near' }]);
    await ownerQuery(`update subscriptions set ends_at = ends_at + interval '30 days' where bot_id = $1`, [
      bot.botId,
    ]);
    await bot.configure({ time_zone: zoneAt(14) });
    await ownerQuery(
      `update outbox set not_before = now() - interval '1 minute', created_at = now() - interval '1 hour' where bot_id = $1`,
      [bot.botId],
    );
    const morning = await heardWhile(async () => {
      await relayFor(bot, driver.jobs);
      await driver.settle();
    });
    expect(morning).to.eql([]);
    expect(await ownerQuery('select from outbox where bot_id = $1', [bot.botId])).to.eql([]);
  });

  it('costs one call where the bot was blocked, and none afterwards', async () => {
    driver.telegram.failNext({
      token: bot.token,
      method: 'sendMessage',
      error: { code: 403, description: 'Forbidden: bot was blocked by the user' },
    });
    await moveEnd(dayMs - hourMs);
    expect(await heardWhile(tick)).to.eql([]);
    await moveEnd(-hourMs);
    expect(await heardWhile(tick)).to.eql([]);
    await moveEnd(-(2 * dayMs + 5 * hourMs));
    expect(await heardWhile(tick)).to.eql([]);
    const [row] = await ownerQuery<{ status: string }>('select status from subscriptions where bot_id = $1', [
      bot.botId,
    ]);
    expect(row!.status).to.equal('expired');
  });

  it('is only the end for who wishes for no reminders, which is a tap in the account', async () => {
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('profile')).to.contain('Reminders: on');
    expect(await sara.taps(sara.dataOf('No reminders'))).to.contain('Reminders: off');
    await moveEnd(dayMs - hourMs);
    expect(await heardWhile(tick)).to.eql([]);
    await moveEnd(-hourMs);
    expect(await heardWhile(tick)).to.have.length(1);
    await bot.send(sara.person, '/menu');
    await sara.taps('profile');
    expect(await sara.taps(sara.dataOf('Remind me'))).to.contain('Reminders: on');
    await moveEnd(-(dayMs + 5 * hourMs));
    expect(await heardWhile(tick)).to.have.length(1);
    expect(sara.reads()).to.contain('ended on');
  });

  it('comes after everything else that the bot has to say', async () => {
    const busy = `${driver.jobs.prefix}:order:messages:current:${bot.botId}`;
    const chats = Array.from({ length: 28 }, (_, chat) => [`90${chat}`, '0 1 1']).flat();
    await driver.jobs.redis.hset(busy, ...chats);
    await moveEnd(dayMs - hourMs);
    expect(await heardWhile(tick)).to.eql([]);
    await driver.jobs.redis.del(busy);
    expect(await heardWhile(driver.hurry)).to.have.length(1);
  });

  it('is the traffic that runs out, once until it begins anew, whatever a panel tells meanwhile', async () => {
    const [row] = await ownerQuery<{ name: string }>(
      'select panel_username as name from subscriptions where bot_id = $1',
      [bot.botId],
    );
    const uses = (gb: number) =>
      heardWhile(async () => {
        driver.panel.edit(row!.name, { usedTrafficBytes: gb * gigabyte });
        await driver.settle();
      });
    const heard = [];
    for (const gb of [20, 41, 39, 0, 41, 44, 47.9, 46, 48, 10, 30, 40.5, 49])
      heard.push([gb, (await uses(gb)).map((text) => /\d+ percent/.exec(text)?.[0])]);
    expect(heard.filter(([, news]) => (news as string[]).length > 0)).to.eql([
      [41, ['80 percent']],
      [47.9, ['95 percent']],
      [40.5, ['80 percent']],
      [49, ['95 percent']],
    ]);
  });

  it('says an end once, though the panel tells of it too', async () => {
    const [row] = await ownerQuery<{ name: string }>(
      'select panel_username as name from subscriptions where bot_id = $1',
      [bot.botId],
    );
    await moveEnd(-2 * 60_000);
    const account = driver.panel.account(row!.name)!;
    account.expireAt = new Date(Date.now() - 2 * 60_000).toISOString();
    const heard = await heardWhile(async () => {
      await enqueueDueWords();
      driver.panel.runJobs();
      await driver.settle();
      await tick();
    });
    expect(heard).to.have.length(1);
    expect(account.status).to.equal('EXPIRED');
  });
});

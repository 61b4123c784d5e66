import { expect } from 'chai';
import { Bot } from '#models/bot.js';
import { BotPlan } from '#models/bot-plan.js';
import { dayMs, gigabyte, hourMs } from '#platform/units.js';
import { bookConsumption } from '#services/billing/book-consumption.js';
import { changeWallet } from '#services/billing/change-wallet.js';
import { watchWallet } from '#services/billing/watch-wallet.js';
import { findDueBots } from '#services/billing/find-due-bots.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { asFleet } from '#tenancy/scope.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { uniqueNumber } from '../../factories/unique.js';

describe("a tenant's wallet that is low", () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let person: Person;
  let group: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  beforeEach(async () => {
    bot = await driver.addBot({
      ...{ defaultLanguage: 'en', billingModel: 'traffic_consumption', trafficRateToman: 1_000 },
      ...{ walletBalanceToman: 20_000, minWalletBalanceToman: 10_000, autoSuspendOnLowBalance: true },
    });
    group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({ language_selection: false });
    await bot.tenant.db(() => BotPlan.create({ name: 'Month', periodDays: 30, priceToman: 100_000 }));
    await bot.publish();
    person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
  });
  const take = (amountToman: number): Promise<void> =>
    bot.tenant.db(async (tx) => {
      await moveTenantWallet(bot.tenant, tx, {
        ...{ type: 'adjustment', amountToman, description: 'test' },
        idempotencyKey: `test ${uniqueNumber()}`,
      });
    });
  const fill = (amountToman: number): Promise<unknown> =>
    bot.tenant.db((tx) =>
      changeWallet(bot.tenant, tx, {
        ...{ kind: 'add', amountToman, reason: 'A bank transfer', idempotencyKey: `test ${uniqueNumber()}` },
      }),
    );
  const botNow = async (): Promise<Bot> => (await bot.tenant.db(() => Bot.findByPk(bot.botId)))!;
  /** Works off what follows, and lets this process see the bot as it is then. */
  const settle = async (): Promise<void> => {
    await driver.settle();
    await bot.publish();
  };
  /** What those who run the bot heard. */
  const heard = (): string[] =>
    bot
      .said({ id: group })
      .map(({ text }) => text)
      .filter((text) => /wallet/.test(text));
  const stopped = async (hoursAgo: number): Promise<void> => {
    await take(-15_000);
    await ownerQuery('update bots set sales_stopped_at = $2 where id = $1', [
      bot.botId,
      new Date(Date.now() - hoursAgo * hourMs),
    ]);
    await settle();
  };

  it('stops sales first, which the menu, the plans and the wallet say, and they go on when it is filled', async () => {
    expect(bot.last(person).text).not.to.include('paused');
    await take(-10_001);
    await settle();
    await bot.send(person, '/menu');
    const menu = bot.last(person);
    expect(menu.text).to.include('Sales are paused for a while');
    expect(JSON.stringify(menu)).not.to.include('"plans"');
    await bot.tap(person, 'wallet');
    expect(bot.last(person).text).to.include('Sales are paused for a while');
    expect(heard()).to.have.lengthOf(1);
    expect(heard()[0]).to.match(/has stopped selling.*9,999 toman.*10,000 toman/s);
    await fill(1);
    await settle();
    await bot.send(person, '/menu');
    expect(bot.last(person).text).not.to.include('paused');
    expect(JSON.stringify(bot.last(person))).to.include('plans');
    expect(heard().at(-1)).to.include('sells again');
    expect((await botNow()).salesStoppedAt).to.equal(null);
  });

  it('lets the bot stand still after the grace, with one kind word a while, and lets it come back by itself', async () => {
    await stopped(25);
    const before = bot.said(person).length;
    for (const text of ['/start', '/menu', 'hello']) await bot.send(person, text);
    const said = bot.said(person).slice(before);
    expect(said).to.have.lengthOf(1);
    expect(said[0]!.text).to.include('taking a rest');
    const stranger = driver.telegram.person({ firstName: 'Ali' });
    await bot.send(stranger, '/start');
    expect(bot.last(stranger).text).to.include('taking a rest');
    await fill(100_000);
    await settle();
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.include('What can I do for you?');
  });

  it('before the grace is over only sells nothing', async () => {
    await stopped(23);
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.include('What can I do for you?');
  });

  it('keeps what people have within their reach, and payments under way, while the bot stands still', async () => {
    await stopped(25);
    await bot.send(person, '/menu');
    for (const [button, words] of [
      ['subscriptions', 'subscription'],
      ['payments', 'payment'],
    ] as const) {
      await bot.tap(person, button);
      expect(bot.last(person).text.toLowerCase(), button).to.include(words);
      expect(bot.last(person).text, button).not.to.include('rest');
      const { text } = await bot.tap(person, 'menu');
      expect(text, 'what is closed says why').to.include('taking a rest');
      await ownerQuery('update conversations set data = $2 where bot_id = $1', [bot.botId, {}]);
      await bot.send(person, '/menu');
    }
  });

  it('tells owners of a bot that stands still why, and shows them their account', async () => {
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      person.id,
    ]);
    await bot.send(person, '/start');
    const menu = driver.telegram.calls({ method: 'setMyCommands' }).at(-1)?.params as {
      readonly commands: readonly { readonly command: string }[];
      readonly scope: object;
    };
    expect(menu.scope).to.deep.equal({ type: 'chat', chat_id: Number(person.id) });
    expect(menu.commands.map(({ command }) => command)).to.include.members(['menu', 'receipts', 'statement']);
    await bot.send(person, '/help');
    expect(bot.last(person).text).to.include('/statement');
    await stopped(25);
    await bot.send(person, '/menu');
    expect(bot.last(person).text).to.include('below its minimum');
    await bot.send(person, '/statement');
    expect(bot.last(person).text).to.match(/Corrections: .*15,000/);
    expect(bot.last(person).text).to.match(/Closing balance: .*5,000/);
    await bot.send(person, '/statement 1999-13');
    expect(bot.last(person).text).to.include('There is no account for this month');
    const other = driver.telegram.person({ firstName: 'Ali' });
    await fill(100_000);
    await settle();
    await bot.send(other, '/start');
    await bot.send(other, '/statement');
    expect(bot.last(other).text, 'who is no owner').to.include('did not understand');
  });

  it('is accounted for by Persian months in Persian, and by those of the calendar in which one is asked for', async () => {
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      person.id,
    ]);
    await ownerQuery(`update bots set created_at = '2026-01-01' where id = $1`, [bot.botId]);
    await ownerQuery(`update users set language = 'fa' where bot_id = $1`, [bot.botId]);
    const says = async (text: string): Promise<string> => {
      await bot.send(person, text);
      return bot.last(person).text;
    };
    expect(await says('/statement ۱۴۰۵-۰۲')).to.contain('۱ اردیبهشت ۱۴۰۵ تا ۳۱ اردیبهشت ۱۴۰۵');
    const buttons = bot.last(person).buttons.flat();
    expect(buttons.map(({ data }) => data)).to.deep.equal(['statement:1405-01', 'statement:1405-03']);
    await bot.tap(person, 'statement:1405-01');
    expect(bot.last(person).text).to.contain('۱ فروردین ۱۴۰۵ تا ۳۱ فروردین ۱۴۰۵');
    expect(await says('/statement 2026-05')).to.contain('۱۱ اردیبهشت ۱۴۰۵ تا ۱۰ خرداد ۱۴۰۵');
    expect(await says('/statement')).to.match(/، ۱ \S+ ۱۴/);
    expect(await says('/statement 1405-13')).to.contain('/statement 14');
    await ownerQuery(`update users set language = 'en' where bot_id = $1`, [bot.botId]);
    expect(await says('/statement')).to.match(/, 1 \S+ 20/);
  });

  it('is told of once a day, and at once when it gets worse', async () => {
    await ownerQuery('update bots set wallet_balance_toman = 5000 where id = $1', [bot.botId]);
    const told: string[] = [];
    const start = Date.now();
    const isDue = (at: Date) => asFleet('test', (tx) => findDueBots(tx, at));
    for (let hour = 0; hour < 24 * 4; hour += 1) {
      const at = new Date(start + hour * hourMs);
      if (!(await isDue(at)).includes(bot.botId)) continue;
      await bot.tenant.db((tx) =>
        watchWallet(bot.tenant, tx, {
          ...{ at, graceHours: 24 },
          tell: (stage) => Promise.resolve(void told.push(`${hour} ${stage}`)),
        }),
      );
      expect(await isDue(at), `done at ${hour}`).not.to.include(bot.botId);
    }
    // The stop is noted a little after the start, so the grace is over a little after the second day began.
    expect(told).to.deep.equal(['0 stopped', '24 stopped', '25 still', '49 still', '73 still']);
  });

  it('without stopping anything where the bot shall go on', async () => {
    await ownerQuery('update bots set auto_suspend_on_low_balance = false where id = $1', [bot.botId]);
    await take(-15_000);
    await bot.tenant.db((tx) =>
      watchWallet(bot.tenant, tx, {
        ...{ at: new Date(), graceHours: 0 },
        tell: (stage) => Promise.resolve(expect(stage).to.equal('low')).then(() => undefined),
      }),
    );
    expect(await botNow()).to.include({ salesStoppedAt: null, lowToldStage: 'low' });
  });

  it('counts what is owed for consumed traffic, which money that comes in pays first', async () => {
    await bot.tenant.db((tx) => bookConsumption(bot.tenant, tx, 30 * gigabyte));
    const at = new Date();
    const stages: string[] = [];
    const watch = () =>
      bot.tenant.db((tx) =>
        watchWallet(bot.tenant, tx, {
          ...{ at, graceHours: 24 },
          tell: (stage) => Promise.resolve(void stages.push(stage)),
        }),
      );
    await watch();
    expect((await botNow()).walletBalanceToman).to.equal(0);
    expect(Number((await botNow()).trafficOwed) / gigabyte).to.equal(10_000);
    expect(stages).to.deep.equal(['stopped']);
    await fill(19_999);
    expect(await botNow()).to.include({ walletBalanceToman: 9_999 });
    expect((await botNow()).salesStoppedAt).to.be.instanceOf(Date);
    await fill(1);
    expect(await botNow()).to.deep.include({ walletBalanceToman: 10_000, salesStoppedAt: null });
    await watch();
    expect(stages).to.deep.equal(['stopped', 'filled']);
  });

  it('is charged and told of together, or not at all; twice and at once is once', async () => {
    await bot.tenant.db((tx) => bookConsumption(bot.tenant, tx, 15.5 * gigabyte));
    const at = new Date();
    let told = 0;
    const watch = (die: number) =>
      dieBefore(bot.tenant, die, (tx) =>
        watchWallet(bot.tenant, tx, {
          ...{ at, graceHours: 24 },
          tell: async () => {
            await tx.sql('select 1');
            told += 1;
          },
        }),
      );
    const everything = async () =>
      JSON.stringify([
        await ownerQuery('select * from bots where id = $1', [bot.botId]),
        await ownerQuery('select * from tenant_wallet_transactions where bot_id = $1', [bot.botId]),
        await ownerQuery('select usage_date, charged_toman from tenant_traffic_usage where bot_id = $1', [
          bot.botId,
        ]),
      ]);
    const before = await everything();
    let die = 1;
    for (; (await watch(die)).died; die += 1) expect(await everything(), `before ${die}`).to.equal(before);
    expect(die).to.be.above(8);
    await Promise.all(Array.from({ length: 5 }, () => watch(1_000)));
    const rows = await ownerQuery<{ amount: string }>(
      `select amount_toman::text as amount from tenant_wallet_transactions where bot_id = $1`,
      [bot.botId],
    );
    expect(rows.map(({ amount }) => amount)).to.deep.equal(['-15500']);
    expect(told).to.be.above(0);
    expect(await botNow()).to.include({ walletBalanceToman: 4_500, lowToldStage: 'stopped' });
    expect((await botNow()).lowDueAt!.getTime()).to.be.closeTo(at.getTime() + dayMs, hourMs);
  });
});

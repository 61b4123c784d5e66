import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { openPace } from '../../../src/workers/read-pace.js';
import { newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { mendClock, setClock } from '../../support/move-clock.js';

const { en } = textsOf;
const { slower } = en.gates.pace;

describe('a person who sends faster than the bot serves', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ throttle_ms: 0 });
    await sellPlan(bot);
    sara = await newCustomer(driver, bot);
    await bot.configure({ throttle_ms: 10_000 });
  });
  afterEach(mendClock);

  const pass = (ms: number): number => setClock(Date.now() + ms);

  let number = 5_000;
  const said = (): string[] => bot.said(sara.person).map(({ text }) => text);
  const times = (text: string): number => said().filter((one) => one === text).length;
  /** A message as Telegram brings it, sent at that second. */
  const written = (
    text: string,
    {
      date = 1_000,
      id = (number += 1),
      ...more
    }: { readonly [field: string]: unknown; readonly date?: number; readonly id?: number } = {},
  ) => ({
    update_id: id,
    message: {
      ...{ message_id: id, date, chat: { id: Number(sara.person.id), type: 'private' } },
      from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara', language_code: 'en' },
      ...(text && { text }),
      ...more,
    },
  });
  const marks = async () =>
    (await ownerQuery('select 1 from processed_updates where bot_id = $1', [bot.botId])).length;

  it('hears one word for all messages in a row, and an alert for each tap; each is marked as done', async () => {
    await bot.feed(written('/menu'));
    const before = said().length;
    const marked = await marks();
    for (const text of ['/menu', '/help', 'hello']) await bot.feed(written(text));
    expect(said().slice(before)).to.deep.equal([slower]);
    expect(await marks()).to.equal(marked + 3);
    expect(await bot.tap(sara.person, 'profile')).to.deep.equal({
      text: en.gates.alerts.slower,
      showAlert: true,
    });
    expect(said()).to.have.length(before + 1);
  });

  it('is served again when the pause is over, and in another bot at once', async () => {
    await bot.feed(written('/menu'));
    pass(10_001);
    await bot.feed(written('/help', { date: 1_011 }));
    expect(times(slower)).to.equal(0);
    const other = await driver.addBot({ defaultLanguage: 'en' });
    await other.configure({ language_selection: false });
    await other.send(sara.person, '/start');
    expect(other.last(sara.person).text).to.contain(en.menu.ask);
  });

  it('is served what they sent apart, though it comes in together after an outage', async () => {
    await bot.feed(written('/menu', { date: 1_000 }));
    await bot.feed(written('/help', { date: 1_060 }));
    expect(times(slower)).to.equal(0);
    await bot.feed(written('/help', { date: 1_061 }));
    expect(times(slower)).to.equal(1);
  });

  it('has the same update again where a worker died, neither slowed down by itself nor done twice', async () => {
    for (const point of ['before', 'after-commit', 'at-end'] as const) {
      pass(20_000);
      const before = said().length;
      driver.telegram.send(bot.token, sara.person, '/help');
      await bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(said().slice(before), point).to.have.length(1);
      expect(said().at(-1), point).to.not.equal(slower);
    }
  });

  it('has the word that they are too fast once, also where the worker dies that says it', async () => {
    await bot.feed(written('/menu'));
    await driver.intake.updates(bot.botId, [written('/help')]);
    for (const point of ['before', 'after-commit'] as const) await driver.crash('updates', point);
    await driver.settle();
    expect(times(slower)).to.be.at.most(1);
  });

  it('may type what they were asked for at once, and what waits is not forgotten by what came too soon', async () => {
    await bot.configure({ throttle_ms: 0 });
    await bot.switchOn('promo_codes');
    await bot.send(sara.person, '/menu');
    await bot.tap(sara.person, 'promo-code');
    await bot.configure({ throttle_ms: 10_000 });
    await bot.feed(written('/menu', { date: 2_000 }));
    pass(11_000);
    await bot.configure({ throttle_ms: 0 });
    await bot.tap(sara.person, 'promo-code');
    await bot.configure({ throttle_ms: 10_000 });
    await bot.feed(written('', { date: 2_030, sticker: {} }));
    const before = said().length;
    await bot.feed(written('NOSUCHCODE', { date: 2_030 }));
    expect(said().slice(before)).to.have.length(1);
    expect(said().at(-1)).to.not.equal(slower);
  });

  it('sends an album that counts once', async () => {
    const photo = [{ file_id: 'a', file_unique_id: 'b', width: 9, height: 9 }];
    const before = said().length;
    for (let at = 0; at < 5; at += 1) await bot.feed(written('', { photo, media_group_id: 'g1' }));
    expect(said().slice(before)).to.have.length(1);
    expect(times(slower)).to.equal(0);
  });

  it('runs the bot at any pace', async () => {
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'admin')`, [
      bot.botId,
      sara.person.id,
    ]);
    for (const text of ['/menu', '/help', '/menu']) await bot.feed(written(text));
    expect(times(slower)).to.equal(0);
  });

  it('is judged by one command, and served while Redis refuses it', async () => {
    const { redis, prefix } = driver.jobs;
    const read = openPace(driver.jobs);
    const ask = (updateId: number, arrivedAt: number) =>
      read(bot.tenant, { updateId, telegramId: '5', arrivedAt, gapMs: 500 });
    expect(await ask(1, 1_000_000 + 1_000)).to.equal('served');
    expect(await ask(2, 1_000_000 + 1_100)).to.equal('warned');
    expect(await ask(3, 1_000_000 + 1_200)).to.equal('quiet');
    expect(await ask(2, 1_000_000 + 1_100)).to.equal('warned');
    expect(await ask(1, 1_000_000 + 1_000)).to.equal('served');
    expect(await ask(4, 1_000_000 + 1_600)).to.equal('served');
    expect(await redis.pttl(`${prefix}:pace:${bot.botId}:5`)).to.be.within(1, 5_500);
    await redis.del(`${prefix}:pace:${bot.botId}:5`);
    await redis.hset(`${prefix}:pace:${bot.botId}:5`, 'of', 'another kind');
    expect(await ask(5, 1_009_000)).to.equal('served');
    await redis.del(`${prefix}:pace:${bot.botId}:5`);
  });

  it('is judged once by workers that look at the same time', async () => {
    const read = openPace(driver.jobs);
    const paces = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        read(bot.tenant, { updateId: 100 + at, telegramId: '6', arrivedAt: 1_000_000 + at, gapMs: 500 }),
      ),
    );
    expect(paces.filter((pace) => pace === 'served')).to.have.length(1);
    expect(paces.filter((pace) => pace === 'warned')).to.have.length(1);
  });
});

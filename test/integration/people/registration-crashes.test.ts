import { expect } from 'chai';
import { apologize } from '#bot/apologize.js';
import { handleUpdate } from '#bot/handle-update.js';
import type { RawUpdate } from '#bot/read-update.js';
import { textsOf } from '#bot/texts/index.js';
import { UserFacingError } from '#platform/errors.js';
import {
  openBotDriver,
  type BotDriver,
  type CrashPoint,
  type DrivenBot,
} from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { waitFor } from '../../support/wait-for.js';
import { snapshotNow } from '../../support/snapshots.js';

const { en } = textsOf;

describe('an update takes effect once', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
  });
  after(() => driver.close());

  const startOf = (id: string, updateId: number, text = '/start'): RawUpdate => ({
    update_id: updateId,
    message: {
      ...{ message_id: 1, date: 1, text, chat: { id: Number(id), type: 'private' } },
      from: { id: Number(id), is_bot: false, first_name: 'Sara' },
    },
  });
  const counts = async (): Promise<Record<string, number>> => {
    const [row] = await ownerQuery<Record<string, number>>(
      `select (select count(*)::int from users where bot_id = $1 and registered_at is not null) as registered,
         (select count(*)::int from processed_updates where bot_id = $1) as done,
         (select count(*)::int from outbox where bot_id = $1) as owed`,
      [bot.botId],
    );
    return row as Record<string, number>;
  };

  it('though Telegram delivers it again and again', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(sara, '/start');
    const update = startOf(sara.id, 100);
    for (let time = 0; time < 3; time += 1) await bot.feed(update);
    for (let time = 0; time < 3; time += 1) await handleUpdate(bot.tenant, update, driver.means);
    await driver.settle();
    expect(bot.said(sara)).to.have.length(2);
    expect(await counts()).to.deep.equal({ registered: 1, done: 2, owed: 0 });
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const satisfies readonly CrashPoint[]) {
    it(`though its worker dies (${point})`, async () => {
      const sara = driver.telegram.person({ firstName: 'Sara' });
      driver.telegram.send(bot.token, sara, '/start');
      driver.telegram.send(bot.token, sara, '/help');
      await bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(bot.said(sara).map(({ text }) => text.split('\n')[0])).to.deep.equal([
        en.menu.registered.replace('{bot}', `\u2068Bot ${bot.token.split(':')[0] as string}\u2069`),
        en.help.title,
      ]);
      expect(await counts()).to.deep.equal({ registered: 1, done: 2, owed: 0 });
    });
  }

  it('though the worker of its message dies before the call', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.send(bot.token, sara, '/start');
    await bot.takeIn();
    await driver.crash('updates', 'at-end');
    await driver.crash('messages', 'before');
    await driver.settle();
    expect(bot.said(sara)).to.have.length(1);
    expect(await counts()).to.include({ registered: 1, owed: 0 });
  });

  it('though the database ends its session in the middle of the transaction', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await ownerQuery('select 1');
    driver.telegram.send(bot.token, sara, '/start');
    await bot.takeIn();
    const gate = await holdOutbox();
    const settling = driver.settle();
    await gate.endWhoeverWaits();
    await settling;
    expect(await counts()).to.deep.equal({ registered: 0, done: 0, owed: 0 });
    await gate.open();
    await driver.hurry();
    expect(bot.said(sara)).to.have.length(1);
    expect(await counts()).to.deep.equal({ registered: 1, done: 1, owed: 0 });
  });

  it('though two of a person run at the same time, past the order of the chat', async () => {
    const ids = Array.from({ length: 10 }, () => driver.telegram.person({ firstName: 'Sara' }).id);
    for (const id of ids)
      driver.telegram.send(bot.token, driver.telegram.person({ id, firstName: 'Sara' }), 'hello');
    await Promise.all(
      ids.flatMap((id, at) =>
        [1, 2, 1].map((n) => handleUpdate(bot.tenant, startOf(id, at * 10 + n), driver.means)),
      ),
    );
    await driver.settle();
    expect(await counts()).to.deep.equal({ registered: 10, done: 20, owed: 0 });
    for (const id of ids) expect(bot.said({ id })).to.have.length(2);
  });

  it('and in the order of the numbers, though they come in another', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(sara, '/start');
    for (const [updateId, text] of [
      [2_000_000_003, '/menu'],
      [2_000_000_001, '/help'],
      [2_000_000_002, '/language'],
    ] as const)
      driver.telegram.pushUpdate(bot.token, { ...startOf(sara.id, updateId, text) });
    await bot.takeIn();
    await driver.settle();
    const firstLines = bot.said(sara).map(({ text }) => text.split('\n')[0]);
    expect(firstLines.slice(1)).to.deep.equal([
      en.help.title,
      en.notices.languageIsFixed,
      'Hello, \u2068Sara\u2069 👋',
    ]);
  });

  it('also an older one that comes after a newer one was done', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(sara, '/start');
    await bot.feed(startOf(sara.id, 5, '/help'));
    await bot.feed(startOf(sara.id, 4, '/menu'));
    await handleUpdate(bot.tenant, startOf(sara.id, 4, '/menu'), driver.means);
    await driver.settle();
    expect(bot.said(sara)).to.have.length(3);
    expect(await counts()).to.include({ done: 3 });
  });

  it('also when it ends in words to the person, in their language', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(sara, '/start');
    await ownerQuery(`update users set language = 'ru' where bot_id = $1`, [bot.botId]);
    const error = new UserFacingError('server.bug');
    const { settings } = await snapshotNow(bot.tenant);
    for (let time = 0; time < 2; time += 1)
      await apologize(bot.tenant, startOf(sara.id, 7), { settings, error });
    await handleUpdate(bot.tenant, startOf(sara.id, 7), driver.means);
    await driver.settle();
    expect(bot.said(sara)).to.have.length(2);
    expect(bot.last(sara).text).to.equal(textsOf.ru.errors['server.bug']);
  });

  it('and fails with one neutral word to the person when it is poison, while their next one works', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(sara, '/start');
    await ownerQuery(
      `alter table outbox add constraint no_help check (payload::text not like '%Everything is done%') not valid`,
    );
    try {
      driver.telegram.send(bot.token, sara, '/help');
      driver.telegram.send(bot.token, sara, '/menu');
      await bot.takeIn();
      await driver.settle();
    } finally {
      await ownerQuery('alter table outbox drop constraint no_help');
    }
    expect(
      bot
        .said(sara)
        .map(({ text }) => text.split('\n')[0])
        .slice(1),
    ).to.deep.equal([en.errors['server.bug'], 'Hello, \u2068Sara\u2069 👋']);
    expect(driver.outcomes.filter((outcome) => outcome === 'telegram.update fail')).to.have.length(1);
  });
});

/** Keeps every transaction from writing to the outbox until `open`. */
async function holdOutbox() {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query('begin');
  await client.query('lock table outbox in exclusive mode');
  return {
    endWhoeverWaits: () =>
      waitFor(async () => {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database() and pid <> pg_backend_pid()`,
        );
        return (rowCount ?? 0) > 0;
      }),
    open: async () => {
      await client.query('rollback');
      await client.end();
    },
  };
}

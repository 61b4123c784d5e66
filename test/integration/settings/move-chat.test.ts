import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { listChanges } from '#services/settings/list-settings.js';
import { followChat, moveChat } from '#services/settings/move-chat.js';
import { openSnapshots } from '#services/snapshots/open-snapshots.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const [from, to] = ['-1234567', '-1009876543210'];

describe('a group that becomes a supergroup', () => {
  let tenant: Tenant;
  let other: Tenant;
  const snapshots = openSnapshots({ revisionOf: () => 'the same all the time' });
  before(() => useJobs(undefined));
  after(() => snapshots.close());
  beforeEach(async () => {
    [tenant, other] = [(await buildBot()).tenant, (await buildBot()).tenant];
  });

  /** Columns of `bots` that hold a chat of Telegram, as the schema has them. */
  const chatColumns = async () => {
    const rows = await ownerQuery<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = 'bots' and column_name ~ '_(chat|group)_id$' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const numbersOf = async (bot: Tenant) => {
    const [row] = await ownerQuery<Record<string, unknown>>('select * from bots where id = $1', [bot.botId]);
    return Promise.all((await chatColumns()).map((column) => row?.[column]));
  };
  async function nameEverywhere(bot: Tenant): Promise<void> {
    for (const column of await chatColumns())
      await ownerQuery(`update bots set ${column} = $2 where id = $1`, [bot.botId, from]);
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'channel_id', to_jsonb($2::text))`,
      [bot.botId, from],
    );
  }
  const publishes = (bot: Tenant) =>
    ownerQuery(`select 1 from outbox where bot_id = $1 and job_name = 'bot.publish'`, [bot.botId]);

  it('is followed by every column and setting of the bot that named it, at once, and by no other bot', async () => {
    await nameEverywhere(tenant);
    await nameEverywhere(other);
    expect((await snapshots.read(tenant))?.settings.adminChatId, 'cached').to.equal(from);
    await moveChat(tenant, { from, to });
    const columns = await chatColumns();
    expect(columns).to.include.members(['admin_chat_id', 'notification_group_id']);
    expect(await numbersOf(tenant)).to.deep.equal(columns.map(() => to));
    const settings = (await snapshots.read(tenant))?.settings;
    expect([settings?.adminChatId, settings?.values.channel_id]).to.deep.equal([to, to]);
    expect(await publishes(tenant)).to.have.lengthOf(1);
    const [change] = await tenant.db((tx) => listChanges(tenant, tx, { limit: 5 }));
    expect(change).to.deep.include({ key: 'channel_id', before: from, after: to });
    expect(await numbersOf(other)).to.deep.equal(columns.map(() => from));
    expect(await followChat(other, from)).to.equal(from);
  });

  it('changes nothing and publishes nothing when it is heard of again', async () => {
    await nameEverywhere(tenant);
    for (let times = 0; times < 3; times += 1) await moveChat(tenant, { from, to });
    expect(await publishes(tenant)).to.have.lengthOf(1);
    expect(await tenant.db((tx) => listChanges(tenant, tx, { limit: 5 }))).to.have.lengthOf(1);
  });

  it('is found under its new number by what waits for the old one, also when nothing names it', async () => {
    await moveChat(tenant, { from, to });
    expect(await followChat(tenant, from)).to.equal(to);
    expect(await publishes(tenant)).to.deep.equal([]);
    for (const chat of [to, '-7', '5', '-1001']) expect(await followChat(tenant, chat)).to.equal(chat);
  });
});

describe('a group whose bot is told that it becomes a supergroup', () => {
  let driver: BotDriver;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  it('costs no refused call at all: what waits and what comes later goes to the new number', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'en' });
    const owner = driver.telegram.person({ firstName: 'Owner' });
    const group = driver.telegram.addGroup({ isBasic: true, bots: [bot.token], members: [owner] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.publish();
    const moved = driver.telegram.migrateGroup(group, owner);
    await bot.takeIn();
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.configure({ channel_required: true, channel_id: '@nowhere_at_all' });
    await bot.send(person, '/start');
    expect(bot.said({ id: moved }), 'the word about the channel').to.have.lengthOf(1);
    expect((await driver.means.snapshots.read(bot.tenant))?.settings.adminChatId).to.equal(moved);
    expect(driver.telegram.calls({ token: bot.token, chatId: group })).to.deep.equal([]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { notify } from '#services/notices/notify.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { removeKeys } from '../../support/jobs.js';
import { relayFor } from '../../support/relay-for.js';
import { zoneAt } from '../../support/zone-at.js';

describe('sending a notice', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  let orderId: string;
  beforeEach(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
    sara = await newCustomer(driver, bot);
    await sellPlan(bot);
    await fillWallet(bot, sara.person, 500_000);
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Pay'));
    const [row] = await ownerQuery<{ order: string }>(
      `select id::text as order from orders where bot_id = $1 and state = 'paid'`,
      [bot.botId],
    );
    ({ order: orderId } = row!);
  });
  afterEach(() => driver.close());

  const decide = (kind: 'order_completed' | 'order_expired') =>
    bot.tenant.db((tx) => notify(bot.tenant, tx, { kind, about: { order_id: orderId } }));
  const said = (): number => bot.said(sara.person).length;
  const owed = () =>
    ownerQuery<{ id: string; not_before: Date | null }>(
      `select id::text, not_before from outbox where bot_id = $1 and job_name = 'notice.send'`,
      [bot.botId],
    );

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`comes once when its worker dies ${point.replace('-', ' ')}`, async () => {
      const before = said();
      await decide('order_completed');
      await driver.crash('bots', point);
      await driver.settle();
      await ownerQuery(
        `update outbox set created_at = now() - interval '1 hour', handed_at = null where bot_id = $1`,
        [bot.botId],
      );
      await relayFor(bot, driver.jobs);
      await driver.settle();
      expect(said() - before).to.equal(1);
      expect(await owed()).to.eql([]);
    });

  it('comes once when two workers have its job', async () => {
    const before = said();
    await decide('order_completed');
    const [row] = await owed();
    const [job] = await driver.jobs.queues.bots.getJobs(['waiting', 'prioritized']);
    await driver.jobs.queues.bots.add('notice.send', job!.data, { jobId: `${bot.botId}.twice` });
    await driver.settle();
    expect(row!.id).to.equal(job!.data.outbox_id);
    expect(said() - before).to.equal(1);
  });

  it('waits for the morning by the bot’s clocks where it can, also when Redis is emptied meanwhile', async () => {
    await bot.configure({ time_zone: zoneAt(23) });
    const before = said();
    await decide('order_expired');
    await decide('order_completed');
    await driver.settle();
    expect(said() - before, 'what cannot wait').to.equal(1);
    const [row] = await owed();
    const hours = (row!.not_before!.getTime() - Date.now()) / 3_600_000;
    expect(hours).to.be.within(9, 11);
    await removeKeys(driver.jobs.redis, driver.jobs.prefix);
    await bot.publish();
    await relayFor(bot, driver.jobs);
    await driver.settle();
    expect(said() - before, 'not before its time').to.equal(1);
    expect(await owed()).to.have.lengthOf(1);

    await bot.configure({ time_zone: zoneAt(10) });
    await ownerQuery(`update outbox set not_before = now() - interval '1 minute' where id = $1`, [row!.id]);
    await ownerQuery(
      `update outbox set handed_at = null, created_at = now() - interval '9 hours' where id = $1`,
      [row!.id],
    );
    await relayFor(bot, driver.jobs);
    await driver.settle();
    expect(said() - before, 'in the morning').to.equal(2);
    expect(await owed()).to.eql([]);
  });

  it('says nothing to people while the bot is switched off, and what is not too old when it is on again', async () => {
    const before = said();
    await ownerQuery('update bots set is_active = false where id = $1', [bot.botId]);
    await decide('order_completed');
    await driver.settle();
    expect(said() - before).to.equal(0);
    const [row] = await owed();
    expect((row!.not_before!.getTime() - Date.now()) / 60_000).to.be.within(28, 31);
    const comeAgain = async (daysLater: number): Promise<void> => {
      await ownerQuery(
        `update outbox set not_before = now() - interval '1 minute', handed_at = null, created_at = now() - interval '1 hour',
           payload = jsonb_set(payload, '{decided_at}', to_jsonb($2::text)) where bot_id = $1 and job_name = 'notice.send'`,
        [bot.botId, new Date(Date.now() - daysLater * 86_400_000).toISOString()],
      );
      await relayFor(bot, driver.jobs);
      await driver.settle();
    };
    await comeAgain(1);
    expect([said() - before, (await owed()).length], 'still off').to.deep.equal([0, 1]);
    await ownerQuery('update bots set is_active = true where id = $1', [bot.botId]);
    await comeAgain(2);
    expect([said() - before, (await owed()).length]).to.deep.equal([1, 0]);
    await ownerQuery('update bots set is_active = false where id = $1', [bot.botId]);
    await decide('order_completed');
    await driver.settle();
    await comeAgain(4);
    expect([said() - before, (await owed()).length], 'too old').to.deep.equal([1, 0]);
  });

  it('costs one call to a person who blocked the bot, however much there is to tell', async () => {
    driver.telegram.block(bot.token, sara.person);
    const refused = () => driver.telegram.calls().filter(({ error }) => error !== undefined).length;
    const before = refused();
    for (let n = 0; n < 4; n += 1) {
      await decide('order_completed');
      await driver.settle();
    }
    expect(refused() - before).to.equal(1);
  });

  it('of what happened goes into the group and topic for it, and of trouble into the chat of the admins', async () => {
    const { telegram } = driver;
    const [admins, news] = [1, 2].map(() => telegram.addGroup({ isForum: true, adminBots: [bot.token] }));
    const chats = [admins!, news!].map((id) => ({ id }));
    await fetch(`${telegram.url}/bot${bot.token}/createForumTopic`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: Number(news), name: 'News' }),
    });
    const topicId = telegram.topics(news!)[0]!.id;
    await bot.configure({ admin_notices: true });
    const set = async (adminChatId: string | null, groupId: string | null) => {
      await ownerQuery(
        `update bots set admin_chat_id = $2, notification_group_id = $3, notification_topic_id = $4 where id = $1`,
        [bot.botId, adminChatId, groupId, topicId],
      );
      await bot.publish();
    };
    const server = { uuid: randomUUID(), name: 'Frankfurt' };
    const tell = async (): Promise<number[]> => {
      const before = chats.map((chat) => bot.said(chat).length);
      await bot.tenant.db(async (tx) => {
        await notify(bot.tenant, tx, { kind: 'sale_made', about: { order_id: orderId } });
        const about = { ...server, uuid: randomUUID() };
        await notify(bot.tenant, tx, { kind: 'node_lost', about });
        const reason = 'Bad Request';
        await notify(bot.tenant, tx, {
          kind: 'channel_trouble',
          about: { channel_id: about.uuid, reason },
        });
      });
      await driver.settle();
      return chats.map((chat, index) => bot.said(chat).length - before[index]!);
    };
    await set(admins!, news!);
    expect(await tell()).to.deep.equal([1, 2]);
    expect(bot.last(chats[1]!).threadId).to.equal(topicId);
    await set(admins!, null);
    expect(await tell(), 'without the group').to.deep.equal([3, 0]);
    expect(bot.last(chats[0]!).threadId, 'its topic is of another group').to.equal(undefined);
    await set(null, news!);
    expect(await tell(), 'without the chat').to.deep.equal([0, 2]);
  });

  it('of trouble goes to those who run the bot, one by one, where it has no chat of admins', async () => {
    const { person: owner } = await newCustomer(driver, bot, 'Owner');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      bot.botId,
      owner.id,
    ]);
    const before = bot.said(owner).length;
    const reason = 'Bad Request';
    const fault = { host: 'lists.test', fault: 'away', status: null, since: null } as const;
    await bot.tenant.db(async (tx) => {
      await notify(bot.tenant, tx, { kind: 'channel_trouble', about: { channel_id: '@news', reason } });
      await notify(bot.tenant, tx, { kind: 'blacklist_broken', about: fault });
      await notify(bot.tenant, tx, { kind: 'menu_refused', about: { what: 'picture', reason } });
    });
    await driver.settle();
    expect(bot.said(owner).length - before).to.equal(3);
  });

  it('that is too old to be of use is dropped', async () => {
    const group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.publish();
    const send = async (hoursAgo: number) => {
      await enqueue(bot.tenant, 'notice.send', {
        kind: 'wallet_empty',
        about: {},
        line: 'admins',
        decided_at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      });
      await driver.settle();
      return bot.said({ id: group }).length;
    };
    expect(await send(25)).to.equal(0);
    expect(await send(23)).to.equal(1);
  });

  it('of a kind that only a newer version knows waits for it, and holds up no other audience', async () => {
    await enqueue(bot.tenant, 'notice.send', {
      kind: 'a_newer_kind',
      about: {},
      line: 'admins',
      decided_at: new Date().toISOString(),
    });
    const before = said();
    await decide('order_completed');
    await driver.settle();
    expect(said() - before).to.equal(1);
    expect(await owed()).to.have.lengthOf(1);
    expect(driver.outcomes).to.include('notice.send snooze');
  });

  it('that the version before enqueued is told by this one, once', async () => {
    const group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({ admin_notices: true });
    const before = said();
    await enqueue(bot.tenant, 'notice.admins', { event: 'sold', order_id: orderId });
    await enqueue(bot.tenant, 'notice.admins', { event: 'squads_removed', squads: [] });
    await enqueue(bot.tenant, 'notice.buyer', {
      event: 'refused',
      order_id: orderId,
      reason: 'order_plan_gone',
    });
    await enqueue(bot.tenant, 'notice.buyer', { event: 'completed', order_id: orderId });
    await enqueue(bot.tenant, 'notice.wallet-empty', {});
    await driver.crash('bots', 'at-end');
    await driver.settle();
    expect(bot.said({ id: group })).to.have.lengthOf(3);
    expect(said() - before).to.equal(2);
  });
});

import { expect } from 'chai';
import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { Subscription } from '#models/subscription.js';
import type { User } from '#models/user.js';
import { accountFacts } from '#panels/account-facts.js';
import { readAccount } from '#panels/read-account.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { enqueueForgotten } from '#services/provision/enqueue-forgotten.js';
import { requestNewLink } from '#services/provision/request-sync.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import type { RecordedCall } from '../../../scripts/sandbox/panel/serve.js';
import { viewOf } from '../../../scripts/sandbox/panel/views.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('what the panel tells', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let person: Person;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
    await ownerQuery('update bots set is_master = false where is_master');
    bot = await driver.addBot({ isMaster: true, adminChatId: '-1001234567' });
    await bot.configure({ admin_notices: true });
  });
  after(async () => {
    await ownerQuery('update bots set is_master = false where id = $1', [bot.botId]);
    await driver.close();
  });
  beforeEach(async () => {
    driver.panel.mend();
    person = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.send(bot.token, person, { text: '/start' });
    user = await buildUser(bot.tenant, { telegramId: person.id, language: 'en' });
  });

  const made = async (overrides: Parameters<typeof buildSubscription>[2] = {}): Promise<Subscription> => {
    const row = await buildSubscription(bot.tenant, user, {
      trafficLimitGb: 50,
      deviceLimit: 2,
      ...overrides,
    });
    await driver.settle();
    return read(row);
  };
  const read = async (row: Subscription): Promise<Subscription> =>
    (await bot.tenant.db(() => Subscription.findOne({ where: { id: row.id } })))!;
  const accountOf = (row: Subscription) => driver.panel.account(row.panelUsername!)!;
  const runJob = async <
    N extends 'panel.event' | 'panel.compare' | 'subscription.look' | 'subscription.remove-devices',
  >(
    name: N,
    payload: Payload<N>,
  ): Promise<void> => {
    await enqueue(bot.tenant, name, payload);
    await driver.settle();
  };
  const factsOf = (row: Subscription) =>
    accountFacts(readAccount(viewOf(driver.panel.world, accountOf(row))));
  const tell = (event: string, row: Subscription) => runJob('panel.event', { event, account: factsOf(row) });
  const texts = () => bot.said(person).map(({ text }) => text);
  const calls = (): number => driver.panel.calls.length;
  const walk = async (): Promise<void> => {
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    const panel = openFleetPanel(driver)();
    for (let tick = 0; tick < 2; tick += 1) {
      await walkPanel({ panel, pages: 1_000, everyMs: 0 });
      await driver.settle();
    }
  };

  it('of an account whose time is over, its person hears once', async () => {
    const row = await made();
    await ownerQuery(
      `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 minute' where id = $1`,
      [row.id],
    );
    Object.assign(accountOf(row), {
      status: 'EXPIRED',
      expireAt: new Date(Date.now() - 60_000).toISOString(),
    });
    const before = texts().length;
    await tell('user.expired', row);
    await tell('user.expired', row);
    expect(texts().length - before).to.equal(1);
    expect(await read(row)).to.include({ status: 'expired', panelStatus: 'EXPIRED' });
  });

  it('of an account that ended on the panel alone, nobody hears, and its end is set again', async () => {
    const row = await made();
    Object.assign(accountOf(row), {
      status: 'EXPIRED',
      expireAt: new Date(Date.now() - 60_000).toISOString(),
    });
    const before = texts().length;
    await tell('user.expired', row);
    expect(texts().length).to.equal(before);
    expect(accountOf(row)).to.include({ status: 'ACTIVE', expireAt: row.endsAt.toISOString() });
  });

  it('of used up traffic, its person hears once, when it flows again, and when it was used up again', async () => {
    const row = await made();
    const account = accountOf(row);
    const before = texts().length;
    Object.assign(account, { status: 'LIMITED', usedTrafficBytes: 50 * gigabyte });
    await tell('user.limited', row);
    await tell('user.limited', row);
    expect(texts().length - before).to.equal(1);
    Object.assign(account, { status: 'ACTIVE', usedTrafficBytes: 0 });
    await tell('user.enabled', row);
    await tell('user.enabled', row);
    expect(texts().length - before).to.equal(2);
    expect(texts().at(-1)).to.contain('has traffic again');
    Object.assign(account, { status: 'LIMITED', usedTrafficBytes: 50 * gigabyte });
    await tell('user.limited', row);
    expect(texts().length - before).to.equal(3);
    expect((await read(row)).trafficUsedBytes).to.equal(String(50 * gigabyte));
  });

  it('of the first connection is remembered', async () => {
    const row = await made();
    accountOf(row).firstConnectedAt = '2026-11-01T10:00:00.000Z';
    await tell('user.first_connected', row);
    expect((await read(row)).firstConnectedAt?.toISOString()).to.equal('2026-11-01T10:00:00.000Z');
  });

  it('as an echo of our own change leads to no call', async () => {
    const row = await made();
    const before = calls();
    await tell('user.modified', row);
    expect(calls()).to.equal(before);
  });

  it('of an account that somebody changed there is set back', async () => {
    const row = await made();
    Object.assign(accountOf(row), { trafficLimitBytes: 1, hwidDeviceLimit: 9, status: 'DISABLED' });
    await tell('user.modified', row);
    expect(accountOf(row)).to.include({
      trafficLimitBytes: 50 * gigabyte,
      hwidDeviceLimit: 2,
      status: 'ACTIVE',
    });
  });

  it('of an account that somebody removed there leads to another one', async () => {
    const row = await made();
    const facts = factsOf(row);
    driver.panel.dropAccount(row.panelUsername!);
    await runJob('panel.event', { event: 'user.deleted', account: facts });
    expect((await read(row)).subscriptionUrl).not.to.equal(row.subscriptionUrl);
    expect(accountOf(row).status).to.equal('ACTIVE');
  });

  it('of a link that was replaced there, its person hears', async () => {
    const row = await made();
    accountOf(row).shortUuid = 'replacedReplaced01';
    await tell('user.revoked', row);
    expect((await read(row)).subscriptionUrl).to.contain('replacedReplaced01');
    expect(texts().at(-1)).to.contain('replacedReplaced01');
  });

  it('of another domain for its links is taken over without a word', async () => {
    const row = await made();
    const told = texts().length;
    const elsewhere = { ...factsOf(row), subscription_url: `https://new.example/${row.panelShortUuid!}` };
    await runJob('panel.event', { event: 'user.modified', account: elsewhere });
    expect((await read(row)).subscriptionUrl).to.equal(elsewhere.subscription_url);
    expect(texts()).to.have.length(told);
  });

  it('of a link before it was replaced, late, brings the dead link back to nobody', async () => {
    const row = await made();
    const before = factsOf(row);
    await bot.tenant.db((tx) => requestNewLink(bot.tenant, tx, row.id));
    await driver.settle();
    const { subscriptionUrl: link } = await read(row);
    expect(link).to.not.equal(row.subscriptionUrl);
    const told = texts().length;
    await runJob('panel.event', { event: 'user.modified', account: before });
    await runJob('panel.compare', { accounts: [before] });
    expect((await read(row)).subscriptionUrl).to.equal(link);
    expect(texts()).to.have.length(told);
  });

  it('of a server that went, the admins of the master hear once an hour', async () => {
    const node = { uuid: '5dc1', name: 'Frankfurt <1>' };
    const sent = (): number => driver.outcomes.filter((one) => one.startsWith('message.send')).length;
    const before = sent();
    for (const event of ['node.connection_lost', 'node.connection_lost', 'node.connection_restored'])
      await enqueue(bot.tenant, 'panel.event', { event, node });
    await driver.settle();
    expect(sent() - before).to.equal(2);
  });

  it('of devices is shown where the person waits, and old when the panel is away', async () => {
    const row = await made();
    driver.panel.addDevice(row.panelUsername!, 'device-0001', 'Android');
    accountOf(row).usedTrafficBytes = 3 * gigabyte;
    await runJob('subscription.look', { subscription_id: row.id, view: 'devices' });
    const seen = await read(row);
    expect(seen.panelDevices).to.have.length(1);
    expect(seen.panelDevices![0]).to.include({ hwid: 'device-0001', platform: 'Android' });
    expect(seen.trafficUsedBytes).to.equal(String(3 * gigabyte));
    driver.panel.fail({ kind: 'status', status: 503 });
    await runJob('subscription.look', { subscription_id: row.id, view: 'detail' });
    expect(driver.outcomes.at(-1)).to.equal('subscription.look complete');
  });

  it('of devices follows their removal: one, a strange one, all', async () => {
    const row = await made();
    for (const hwid of ['device-0003', 'device-0002', 'device-0001'])
      driver.panel.addDevice(row.panelUsername!, hwid);
    await runJob('subscription.look', { subscription_id: row.id, view: 'devices' });
    const { key } = (await read(row)).panelDevices![0]!;
    const left = async () => (await read(row)).panelDevices!.map(({ hwid }) => hwid);
    for (let at = 0; at < 2; at += 1) {
      await runJob('subscription.remove-devices', { subscription_id: row.id, device: key });
      expect(await left()).to.eql(['device-0002', 'device-0003']);
    }
    await runJob('subscription.remove-devices', { subscription_id: row.id, device: '0123456789abcdef' });
    expect(await left()).to.have.length(2);
    await runJob('subscription.remove-devices', { subscription_id: row.id });
    expect(await left()).to.eql([]);
    expect(accountOf(row).devices).to.eql([]);
  });

  it('in a walk over all accounts mends ours, makes missing ones again, and touches no others', async function () {
    // Accounts of the bots of other tests are looked through too.
    this.timeout(120_000);
    const wrong = await made();
    const gone = await made();
    const right = await made();
    accountOf(wrong).expireAt = new Date(Date.now() + 400 * dayMs).toISOString();
    driver.panel.dropAccount(gone.panelUsername!);
    driver.panel.addAccount({ username: 'somebody_else', expireAt: '2031-01-01T00:00:00.000Z' });
    driver.panel.addAccount({
      username: `b${bot.botId}_s999999999_aa`,
      expireAt: '2031-01-01T00:00:00.000Z',
    });
    driver.panel.addAccount({ username: 'b999999_s1_aa', expireAt: '2031-01-01T00:00:00.000Z' });
    const others = () =>
      JSON.stringify(driver.panel.accounts().filter(({ username }) => /somebody|999999/.test(username)));
    const before = others();
    await walk();
    expect(accountOf(wrong).expireAt).to.equal(wrong.endsAt.toISOString());
    expect(driver.panel.account(gone.panelUsername!)).to.include({ status: 'ACTIVE' });
    expect((await read(right)).panelSeenAt!.getTime()).to.be.greaterThan(right.panelSeenAt!.getTime());
    expect(others()).to.equal(before);
    // Of a bot of another test that has many, each walk makes two hundred again.
    const names = [wrong, gone, right].map((row) => row.panelUsername!);
    const isOfOurs = ({ method, body, path }: RecordedCall): boolean =>
      method !== 'GET' &&
      names.some((name) =>
        [name, driver.panel.account(name)!.uuid].some((one) => (JSON.stringify(body) + path).includes(one)),
      );
    const changes = (): number => driver.panel.calls.filter(isOfOurs).length;
    const changed = changes();
    expect(changed).to.be.greaterThan(3);
    await walk();
    expect(changes(), 'a walk that finds all as it is').to.equal(changed);
  });

  it('is not needed to find what was forgotten: a sweep enqueues what has no job, and only that', async () => {
    const row = await made();
    const age = `update subscriptions set provisioned_at = null, updated_at = now() - interval '5 minutes' where id = $1`;
    const enqueued = async (): Promise<number> => {
      await enqueueForgotten({ callsPerSecond: 20 });
      const jobs = `select 1 from outbox where bot_id = $1 and ordering_key = $2 and job_name = 'subscription.provision'`;
      return (await ownerQuery(jobs, [bot.botId, row.id])).length;
    };
    await ownerQuery(age, [row.id]);
    expect(await enqueued()).to.equal(1);
    await ownerQuery(age, [row.id]);
    expect(await enqueued(), 'a job is on its way').to.equal(1);
    await driver.settle();
    expect((await read(row)).provisionedAt).to.be.instanceOf(Date);
    expect(await enqueued()).to.equal(0);
  });

  it('is ordered as fast as the panel may be called, within bounds', async () => {
    const { tenant, botId } = await driver.addBot();
    const { id } = await buildUser(tenant);
    await ownerQuery(
      `insert into subscriptions (bot_id, user_id, status, ends_at, updated_at)
       select $1, $2, 'active', now() + interval '30 days', now() - interval '1 day' from generate_series(1, 3500)`,
      [botId, id],
    );
    try {
      const ordered: number[] = [];
      for (const callsPerSecond of [1, 20, 1_000]) ordered.push(await enqueueForgotten({ callsPerSecond }));
      expect(ordered).to.eql([500, 1_200, 1_800]);
      expect(await enqueueForgotten({ callsPerSecond: 1_000 }), 'all have their job').to.equal(0);
    } finally {
      for (const table of ['outbox', 'subscriptions'])
        await ownerQuery(`delete from ${table} where bot_id = $1`, [botId]);
    }
  });
});

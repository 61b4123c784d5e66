import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { eraseUser } from '#services/people/erase-user.js';
import { requestUserSync, requestTrafficReset } from '#services/provision/request-sync.js';
import { reissueLink } from '#services/subscriptions/change-subscription.js';
import type { Tx } from '#tenancy/scope.js';
import { usualSquads } from '../../../scripts/sandbox/panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { extendSubscription, switchSubscription } from '../../support/give.js';

describe('the account on the panel', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
  });
  after(() => driver.close());
  beforeEach(async () => {
    driver.panel.mend();
    driver.panel.world.clockAheadMs = 0;
    user = await buildUser(bot.tenant);
  });

  const build = (overrides: Parameters<typeof buildSubscription>[2] = {}) =>
    buildSubscription(bot.tenant, user, { trafficLimitGb: 50, deviceLimit: 2, ...overrides });
  const read = async (row: Subscription): Promise<Subscription> =>
    (await bot.tenant.db(() => Subscription.findOne({ where: { id: row.id } })))!;
  const accountOf = async (row: Subscription) => driver.panel.account((await read(row)).panelUsername ?? '');
  const made = async (overrides: Parameters<typeof buildSubscription>[2] = {}): Promise<Subscription> => {
    const row = await build(overrides);
    await driver.settle();
    return read(row);
  };
  const change = (row: Subscription, work: (tx: Tx, fresh: Subscription) => Promise<void>) =>
    bot.tenant.db(async (tx) => work(tx, (await Subscription.findOne({ where: { id: row.id } }))!));
  const calls = (method: string) => driver.panel.calls.filter((call) => call.method === method).length;

  it('is made from the row, and its keys and link are saved with the answer', async () => {
    const row = await made({ squads: [usualSquads[1]!.uuid] });
    const account = (await accountOf(row))!;
    expect(account).to.deep.include({
      status: 'ACTIVE',
      expireAt: row.endsAt.toISOString(),
      trafficLimitBytes: 50 * gigabyte,
      trafficLimitStrategy: 'MONTH',
      hwidDeviceLimit: 2,
      squads: [usualSquads[1]!.uuid],
      telegramId: null,
    });
    expect(account.username).to.match(new RegExp(`^b${bot.botId}_s${row.id}_[0-9a-f]+$`));
    expect(row.provisionedAt).to.be.instanceOf(Date);
    expect(row).to.include({
      panelUserId: String(account.id),
      panelShortUuid: account.shortUuid,
      panelClaim: null,
    });
    expect(row.subscriptionUrl).to.equal(driver.panel.linkOf(account.username));
  });

  it('gets all squads of the panel when the row names none', async () => {
    expect((await accountOf(await made()))!.squads).to.eql(usualSquads.map(({ uuid }) => uuid));
  });

  it('follows an extension, and is the same account with the same link', async () => {
    const row = await made();
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 30 }));
    await driver.settle();
    const after = await read(row);
    expect((await accountOf(row))!.expireAt).to.equal(after.endsAt.toISOString());
    expect(after.endsAt.getTime() - row.endsAt.getTime()).to.equal(30 * dayMs);
    expect(after.subscriptionUrl).to.equal(row.subscriptionUrl);
  });

  it('is switched off and on with the subscription, and with its person', async () => {
    const row = await made();
    const status = async () => (await accountOf(row))!.status;
    await change(row, (tx, subscription) =>
      switchSubscription(bot.tenant, tx, { subscription, isOn: false }),
    );
    await driver.settle();
    expect(await status()).to.equal('DISABLED');
    await change(row, (tx, subscription) => switchSubscription(bot.tenant, tx, { subscription, isOn: true }));
    await driver.settle();
    expect(await status()).to.equal('ACTIVE');
    for (const [as, expected] of [
      ['blocked', 'DISABLED'],
      ['active', 'ACTIVE'],
    ] as const) {
      await bot.tenant.db(async (tx) => {
        await User.update({ status: as }, { where: { id: user.id } });
        await requestUserSync(bot.tenant, tx, user.id);
      });
      await driver.settle();
      expect(await status()).to.equal(expected);
    }
  });

  it('that the panel has limited stays limited through changes that raise no limit', async () => {
    const row = await made();
    const account = (await accountOf(row))!;
    account.usedTrafficBytes = 50 * gigabyte;
    driver.panel.runJobs();
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 1 }));
    await driver.settle();
    expect(account.status).to.equal('LIMITED');
    expect(await read(row)).to.include({ panelStatus: 'LIMITED', trafficUsedBytes: String(50 * gigabyte) });
    await bot.tenant.db((tx) => requestTrafficReset(bot.tenant, tx, row.id));
    await driver.settle();
    expect(account).to.include({ status: 'ACTIVE', usedTrafficBytes: 0 });
    expect((await read(row)).trafficResetWantedAt).to.equal(null);
  });

  it('gets a new link once, also when the answer was lost', async () => {
    const row = await made();
    await change(row, (tx, subscription) => reissueLink(bot.tenant, tx, subscription));
    driver.panel.fail({ on: /revoke/, kind: 'lost' });
    const before = driver.panel.calls.filter(({ path }) => path.endsWith('/revoke')).length;
    await driver.settle();
    await driver.hurry();
    const after = await read(row);
    expect(driver.panel.calls.filter(({ path }) => path.endsWith('/revoke')).length - before).to.equal(1);
    expect(after.subscriptionUrl).to.equal(driver.panel.linkOf(after.panelUsername!));
    expect(after.subscriptionUrl).not.to.equal(row.subscriptionUrl);
    expect(after.reissueWantedAt).to.equal(null);
  });

  it('is one though the answer to its making was lost, or never came', async () => {
    for (const kind of ['lost', 'cut', 'garbage'] as const) {
      driver.panel.fail({ on: /POST \/users$/, kind });
      const row = await build();
      await driver.settle();
      expect((await read(row)).provisionedAt, kind).to.equal(null);
      await driver.hurry();
      const after = await read(row);
      expect(after.provisionedAt, kind).to.be.instanceOf(Date);
      const named = driver.panel
        .accounts()
        .filter(({ username }) => username.startsWith(`b${bot.botId}_s${row.id}_`));
      expect(named, kind).to.have.length(1);
    }
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`is one when the worker dies ${point}`, async () => {
      const row = await build();
      await driver.crash('panel', point);
      await driver.settle();
      await driver.hurry();
      expect((await read(row)).provisionedAt).to.be.instanceOf(Date);
      expect((await accountOf(row))!.expireAt).to.equal(row.endsAt.toISOString());
    });

  it('of somebody else who has the name is never taken', async () => {
    const row = await build();
    const created = Math.floor(row.createdAt.getTime() / 1_000);
    for (const second of [created - 1, created, created + 1])
      driver.panel.addAccount({
        username: `b${bot.botId}_s${row.id}_${second.toString(16)}`,
        description: 'foreign',
        expireAt: '2031-01-01T00:00:00.000Z',
      });
    const before = JSON.stringify(
      driver.panel.accounts().filter(({ description }) => description === 'foreign'),
    );
    await driver.settle();
    const after = await read(row);
    expect(after).to.include({ panelFault: 'panel.name_taken', provisionedAt: null, subscriptionUrl: null });
    expect(
      JSON.stringify(driver.panel.accounts().filter(({ description }) => description === 'foreign')),
    ).to.equal(before);
    for (const { username } of driver.panel.accounts())
      if (username.startsWith(`b${bot.botId}_s${row.id}_`)) driver.panel.dropAccount(username);
  });

  it('that vanished is made again while the subscription lives, with another link', async () => {
    const row = await made();
    driver.panel.dropAccount(row.panelUsername!);
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 1 }));
    await driver.settle();
    const after = await read(row);
    expect(await accountOf(row)).to.include({ status: 'ACTIVE', expireAt: after.endsAt.toISOString() });
    expect(after.subscriptionUrl).not.to.equal(row.subscriptionUrl);
  });

  it('that vanished stays away when the subscription is off', async () => {
    const row = await made();
    driver.panel.dropAccount(row.panelUsername!);
    await change(row, (tx, subscription) =>
      switchSubscription(bot.tenant, tx, { subscription, isOn: false }),
    );
    await driver.settle();
    expect(await accountOf(row)).to.equal(undefined);
    expect((await read(row)).provisionedAt).to.be.instanceOf(Date);
  });

  it('goes when the person is erased, and no sooner than that is known to have worked', async () => {
    const row = await made();
    await bot.tenant.db((tx) =>
      eraseUser(bot.tenant, tx, { userId: user.id, mayForfeit: true, idempotencyKey: 'erase' }),
    );
    driver.panel.fail({ on: /DELETE/, kind: 'lost' });
    await driver.settle();
    await driver.hurry();
    expect(driver.panel.account(row.panelUsername!)).to.equal(undefined);
    expect(await read(row)).to.include({ panelUserId: null, subscriptionUrl: null });
    expect((await read(row)).provisionedAt).to.be.instanceOf(Date);
  });

  it('that was shortened until now is switched off, for the panel takes no end in its past', async () => {
    const row = await made();
    await change(row, async (tx, subscription) => {
      await subscription.update({
        startsAt: new Date(Date.now() - dayMs),
        endsAt: new Date(Date.now() - 1_000),
        status: 'expired',
      });
      await requestUserSync(bot.tenant, tx, user.id);
      await tx.sql(
        'update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1 where bot_id = $1 and id = $2',
        [bot.botId, row.id],
      );
      await requestTrafficReset(bot.tenant, tx, row.id);
    });
    await driver.settle();
    expect((await accountOf(row))!.status).to.equal('DISABLED');
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 30 }));
    await driver.settle();
    expect((await accountOf(row))!.status).to.equal('ACTIVE');
  });

  it('is not called for when nothing is owed', async () => {
    const row = await made();
    const before = driver.panel.calls.length;
    await bot.tenant.db(async () => {
      await enqueue(bot.tenant, 'subscription.provision', { subscription_id: row.id });
    });
    await driver.settle();
    expect(driver.panel.calls.length).to.equal(before);
    expect(calls('POST')).to.be.greaterThan(0);
  });

  it('takes over what changed while the panel was called', async () => {
    const row = await build();
    driver.panel.fail({ on: /POST \/users$/, kind: 'slow', ms: 200 });
    const settled = driver.settle();
    while (!(await read(row)).panelClaim) await new Promise((resolve) => setTimeout(resolve, 5));
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 5 }));
    await settled;
    await driver.settle();
    const after = await read(row);
    expect((await accountOf(row))!.expireAt).to.equal(after.endsAt.toISOString());
    expect(after.provisionedAt).to.be.instanceOf(Date);
  });
});

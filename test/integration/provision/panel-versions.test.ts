import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { standardPace } from '#panels/call-limits.js';
import { openPanel } from '#panels/open-panel.js';
import { eraseUser } from '#services/people/erase-user.js';
import { provisionSubscription } from '#services/provision/provision-subscription.js';
import { lookAtAccount, removeDevices } from '#services/reconcile/look-at-account.js';
import { reissueLink } from '#services/subscriptions/change-subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { startPanel, type RunningPanel } from '../../../scripts/sandbox/panel.js';
import { buildBot } from '../../factories/bot.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { extendSubscription, switchSubscription } from '../../support/give.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
import { snapshotNow } from '../../support/snapshots.js';

const tellers = {
  onNotice: () => Promise.resolve(),
  onNewLink: () => Promise.resolve(),
  onTraffic: () => Promise.resolve(),
};

describe('a panel of version 2.7', () => {
  let panel: RunningPanel;
  let jobs: TestJobs;
  let tenant: Tenant;
  beforeEach(async () => {
    panel = await startPanel({ version: '2.7.4' });
    jobs = openTestJobs();
    ({ tenant } = await buildBot());
  });
  afterEach(async () => {
    await jobs.close();
    await panel.close();
  });

  /** As a process that was started anew: it asks for the version again. */
  const client = () =>
    openPanel({
      address: { url: panel.url, token: panel.world.token, headers: {} },
      redis: jobs.redis,
      prefix: jobs.prefix,
      pace: { ...standardPace, callsPerSecond: 1_000, concurrency: 100 },
    });
  const read = async ({ id }: Subscription): Promise<Subscription> =>
    (await tenant.db(() => Subscription.findOne({ where: { id } })))!;
  const provision = async (row: Subscription): Promise<Subscription> => {
    const nothing = () => Promise.resolve();
    const onTakenOver = () => Promise.resolve(false);
    const { values } = (await snapshotNow(tenant)).settings;
    const how = { claim: 'job', panel: client(), values, onTakenOver, onLink: nothing, onFlow: nothing };
    await provisionSubscription(tenant, { subscriptionId: row.id, ...how });
    return read(row);
  };
  const change = async (row: Subscription, work: (tx: Tx, fresh: Subscription) => Promise<unknown>) => {
    await tenant.db(async (tx) => work(tx, (await Subscription.findOne({ where: { id: row.id } }))!));
    return provision(row);
  };
  const made = async () =>
    provision(await buildSubscription(tenant, await buildUser(tenant), { deviceLimit: 2 }));
  const account = (row: Subscription) => panel.account(row.panelUsername!);

  it('makes, extends, switches, reissues and removes accounts, and tells their devices', async () => {
    const row = await made();
    expect(row.panelUserUuid).to.equal(account(row)!.uuid);
    const longer = await change(row, (tx, subscription) =>
      extendSubscription(tenant, tx, { subscription, days: 3 }),
    );
    expect(account(row)!.expireAt).to.equal(longer.endsAt.toISOString());
    await change(row, (tx, subscription) => switchSubscription(tenant, tx, { subscription, isOn: false }));
    expect(account(row)!.status).to.equal('DISABLED');
    await change(row, (tx, subscription) => switchSubscription(tenant, tx, { subscription, isOn: true }));
    const other = await change(row, (tx, subscription) => reissueLink(tenant, tx, subscription));
    expect(other.subscriptionUrl).not.to.equal(row.subscriptionUrl);
    panel.addDevice(row.panelUsername!, 'device-0001');
    const look = { subscriptionId: row.id, panel: client(), tellers };
    await lookAtAccount(tenant, look);
    expect((await read(row)).panelDevices).to.have.length(1);
    await removeDevices(tenant, look);
    expect((await read(row)).panelDevices).to.eql([]);
    await change(row, (tx, { userId }) =>
      eraseUser(tenant, tx, { userId, mayForfeit: true, idempotencyKey: 'erase' }),
    );
    expect(account(row)).to.equal(undefined);
  });

  it('may become one of version 3: accounts and links stay, and their numbers are learnt', async () => {
    const row = await made();
    panel.world.version = '3.3.2';
    const after = await change(row, (tx, subscription) =>
      extendSubscription(tenant, tx, { subscription, days: 3 }),
    );
    expect(panel.accounts()).to.have.length(1);
    expect(after).to.include({
      panelUserId: String(account(row)!.id),
      panelUserUuid: null,
      subscriptionUrl: row.subscriptionUrl,
    });
    expect(account(row)!.expireAt).to.equal(after.endsAt.toISOString());
  });
});

import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { notify } from '#services/notices/notify.js';
import { Subscription } from '#models/subscription.js';
import { accountFacts } from '#panels/account-facts.js';
import { standardPace } from '#panels/call-limits.js';
import { openPanel } from '#panels/open-panel.js';
import type { Panel } from '#panels/panel.js';
import { eraseUser } from '#services/people/erase-user.js';
import { oweMend } from '#services/provision/owe-mend.js';
import { provisionSubscription } from '#services/provision/provision-subscription.js';
import { requestTrafficReset } from '#services/provision/request-sync.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { lookAtAccount } from '#services/reconcile/look-at-account.js';
import { reissueLink } from '#services/subscriptions/change-subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { startPanel, usualSquads, type RunningPanel } from '../../../scripts/sandbox/panel.js';
import { buildBot } from '../../factories/bot.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import { extendSubscription, switchSubscription } from '../../support/give.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
import { standardValues } from '#services/settings/values.js';

const mostSteps = 60;

describe('provisioning that dies between any two steps', () => {
  let panel: RunningPanel;
  let jobs: TestJobs;
  let client: Panel;
  let tenant: Tenant;
  before(async () => {
    panel = await startPanel();
    jobs = openTestJobs();
    client = openPanel({
      address: { url: panel.url, token: panel.world.token, headers: {} },
      redis: jobs.redis,
      prefix: jobs.prefix,
      pace: { ...standardPace, callsPerSecond: 10_000, concurrency: 100 },
    });
    ({ tenant } = await buildBot());
  });
  after(async () => {
    await jobs.close();
    await panel.close();
  });

  const provision = (
    row: Subscription,
    run: { tenant: Tenant; panel: Panel },
    claim = 'job 1',
  ): Promise<void> =>
    provisionSubscription(run.tenant, {
      subscriptionId: row.id,
      claim,
      panel: run.panel,
      values: standardValues,
      onTakenOver: () => Promise.resolve(false),
      onLink: (tx) => notify(run.tenant, tx, { kind: 'link_ready', about: { subscription_id: row.id } }),
      onFlow: () => Promise.resolve(),
    });
  const whole = () => ({ tenant, panel: client });
  const read = async ({ id }: Subscription): Promise<Subscription> =>
    (await tenant.db(() => Subscription.findOne({ where: { id } })))!;
  const build = async (): Promise<Subscription> => buildSubscription(tenant, await buildUser(tenant));
  const messages = async (): Promise<number> => {
    const sql = "select 1 from outbox where bot_id = $1 and job_name = 'notice.send'";
    return (await ownerQuery(sql, [tenant.botId])).length;
  };

  /** Lets a run die before each step, and its repeat live; returns how many deaths there were. */
  async function dieEverywhere(
    prepare: () => Promise<Subscription>,
    check: (row: Subscription) => Promise<void>,
  ): Promise<number> {
    for (let at = 1; at <= mostSteps; at += 1) {
      const row = await prepare();
      const run = dyingRun(at);
      const dying = { tenant: run.tenant(tenant), panel: run.panel(client) };
      const hasDied = await provision(row, dying).then(
        () => false,
        (error: unknown) => {
          if (error instanceof SimulatedDeath) return true;
          throw error;
        },
      );
      await provision(row, whole());
      await provision(row, whole());
      expect((await read(row)).provisionedAt, `after a death before step ${at}`).to.be.instanceOf(Date);
      await check(await read(row));
      if (!hasDied) return at - 1;
    }
    throw new Error('it has more steps than expected');
  }
  const accountsOf = (row: Subscription) =>
    panel.accounts().filter(({ username }) => username.startsWith(`b${tenant.botId}_s${row.id}_`));
  const expectOne = (row: Subscription): void => {
    const [account, ...more] = accountsOf(row);
    expect(more).to.eql([]);
    expect(account).to.include({ status: 'ACTIVE', expireAt: row.endsAt.toISOString() });
    expect(row.subscriptionUrl).to.equal(panel.linkOf(account!.username));
    expect(row.panelUserId).to.equal(String(account!.id));
  };

  it('makes one account, saves its link, and tells its person once', async () => {
    let before = await messages();
    const deaths = await dieEverywhere(build, async (row) => {
      expectOne(row);
      expect((await messages()) - before).to.equal(1);
      before = await messages();
    });
    expect(deaths).to.be.greaterThan(7);
  });

  const change = async (work: (tx: Tx, row: Subscription) => Promise<unknown>): Promise<Subscription> => {
    const row = await build();
    await provision(row, whole());
    await tenant.db(async (tx) => work(tx, (await Subscription.findOne({ where: { id: row.id } }))!));
    return read(row);
  };

  it('extends by what was sold, once', async () => {
    const extend = () =>
      change((tx, subscription) => extendSubscription(tenant, tx, { subscription, days: 7 }));
    expect(await dieEverywhere(extend, async (row) => expectOne(row))).to.be.greaterThan(5);
  });

  it('makes one new link of a reissue, with the reset that is owed as well', async () => {
    let old = '';
    let revokes = 0;
    const count = (): number => panel.calls.filter(({ path }) => path.endsWith('/revoke')).length;
    const reissue = async (): Promise<Subscription> => {
      const row = await change(async (tx, subscription) => {
        await reissueLink(tenant, tx, subscription);
        await requestTrafficReset(tenant, tx, subscription.id);
      });
      old = row.subscriptionUrl!;
      revokes = count();
      return row;
    };
    const deaths = await dieEverywhere(reissue, async (row) => {
      expectOne(row);
      expect(row.subscriptionUrl).not.to.equal(old);
      expect(row).to.include({ reissueWantedAt: null, trafficResetWantedAt: null });
      expect(count() - revokes).to.equal(1);
    });
    expect(deaths).to.be.greaterThan(8);
  });

  it('switches off an account that is LIMITED, and wakes one that is EXPIRED with its end ahead', async () => {
    const off = async (): Promise<Subscription> => {
      const row = await change((tx, subscription) =>
        switchSubscription(tenant, tx, { subscription, isOn: false }),
      );
      Object.assign(accountsOf(row)[0]!, { status: 'LIMITED', usedTrafficBytes: 1, trafficLimitBytes: 1 });
      return row;
    };
    const expectOff = async (row: Subscription) =>
      expect(accountsOf(row)[0]).to.include({ status: 'DISABLED' });
    expect(await dieEverywhere(off, async (row) => void (await expectOff(row)))).to.be.greaterThan(7);
    const lost = async (): Promise<Subscription> => {
      const row = await change((tx, { id }) =>
        oweMend(tenant, tx, { subscriptionId: id, differs: ['status'] }),
      );
      accountsOf(row)[0]!.status = 'EXPIRED';
      return row;
    };
    expect(await dieEverywhere(lost, async (row) => expectOne(row))).to.be.greaterThan(7);
  });

  it('goes on without a squad that was removed a moment ago', async () => {
    const squad = { uuid: randomUUID(), name: 'Short-lived' };
    const [kept] = usualSquads;
    const prepare = async (): Promise<Subscription> => {
      panel.world.squads.push(squad);
      await provision(await build(), whole());
      const row = await change((tx, subscription) =>
        subscription
          .update({ squads: [kept!.uuid, squad.uuid] })
          .then(() => extendSubscription(tenant, tx, { subscription, days: 1 })),
      );
      panel.dropSquad(squad.uuid);
      return row;
    };
    const deaths = await dieEverywhere(prepare, async (row) => {
      expectOne(row);
      expect(accountsOf(row)[0]!.squads).to.eql([kept!.uuid]);
    });
    expect(deaths).to.be.greaterThan(6);
  });

  it('counts its tries with an account that nothing moves, and ends in the same fault', async () => {
    const stuck = async (): Promise<Subscription> => {
      const row = await change((tx, { id }) =>
        oweMend(tenant, tx, { subscriptionId: id, differs: ['status'] }),
      );
      accountsOf(row)[0]!.status = 'EXPIRED';
      panel.world.stuck.add(row.panelUsername!);
      return row;
    };
    const deaths = await dieEverywhere(stuck, async (row) => {
      expect(row).to.include({ panelFault: 'panel.differs', panelClaim: null });
      expect(row.panelMends).to.have.nested.property('counts.status', 3);
    });
    expect(deaths).to.be.greaterThan(20);
  });

  it('removes what was given up', async () => {
    const erase = () =>
      change((tx, { userId }) => eraseUser(tenant, tx, { userId, mayForfeit: true, idempotencyKey: userId }));
    const deaths = await dieEverywhere(erase, async (row) => {
      expect(accountsOf(row)).to.eql([]);
      expect(row.subscriptionUrl).to.equal(null);
    });
    expect(deaths).to.be.greaterThan(5);
  });

  it('lets no other run call the panel while it may still do so itself', async () => {
    const row = await build();
    const run = dyingRun(4);
    await provision(row, { tenant: run.tenant(tenant), panel: run.panel(client) }).catch(() => undefined);
    expect((await read(row)).panelClaim).to.equal('job 1');
    const other = await provision(row, whole(), 'job 2').catch((error: unknown) => error);
    expect(other).to.have.property('code', 'panel.claimed');
    await ownerQuery(
      "update subscriptions set panel_claimed_at = now() - interval '3 minutes' where id = $1",
      [row.id],
    );
    await provision(row, whole(), 'job 2');
    expectOne(await read(row));
  });

  it('looks once more when somebody changed the account after our call, and the event came before our note', async () => {
    const row = await change((tx, subscription) => extendSubscription(tenant, tx, { subscription, days: 1 }));
    const tellers = {
      onNotice: () => Promise.resolve(),
      onNewLink: () => Promise.resolve(),
      onTraffic: () => Promise.resolve(),
    };
    let isUndone = false;
    const undone: Panel = {
      ...client,
      change: async (username, wish) => {
        const answer = await client.change(username, wish);
        if (isUndone) return answer;
        isUndone = true;
        panel.edit(username, { hwidDeviceLimit: 9 });
        const account = accountFacts((await client.find(username))!);
        const source = { kind: 'event', toldAt: new Date().toISOString() } as const;
        await tenant.db((tx) => compareAccounts(tenant, tx, { accounts: [account], source, tellers }));
        return answer;
      },
    };
    await provision(row, { tenant, panel: undone });
    expect(isUndone).to.equal(true);
    const looks = `select 1 from outbox where bot_id = $1 and ordering_key = $2 and job_name = 'subscription.look'`;
    expect(await ownerQuery(looks, [tenant.botId, row.id])).to.have.length(1);
    await lookAtAccount(tenant, { subscriptionId: row.id, panel: client, tellers });
    await provision(row, whole());
    expect(accountsOf(row)[0]!.hwidDeviceLimit).to.equal(row.deviceLimit);
    expect((await read(row)).provisionedAt).to.be.instanceOf(Date);
  });

  it('makes one account though many runs begin at once', async () => {
    const row = await build();
    const runs = ['a', 'b', 'c', 'd', 'd'].map((claim) =>
      provision(row, whole(), claim).catch((error: unknown) => (error as { code: string }).code),
    );
    for (const outcome of await Promise.all(runs)) expect([undefined, 'panel.claimed']).to.include(outcome);
    await provision(row, whole(), 'a');
    expectOne(await read(row));
  });
});

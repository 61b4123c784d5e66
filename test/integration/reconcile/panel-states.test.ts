import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { eraseUser } from '#services/people/erase-user.js';
import { requestUserSync, requestTrafficReset } from '#services/provision/request-sync.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import type { Tx } from '#tenancy/scope.js';
import { runFrequentJobs } from '../../../scripts/sandbox/panel/jobs.js';
import type { Account } from '../../../scripts/sandbox/panel/world.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { extendSubscription, switchSubscription } from '../../support/give.js';

describe('the state of an account on a panel that moves it by its own rules', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
  });
  after(() => driver.close());
  beforeEach(async () => {
    const { world } = driver.panel;
    driver.panel.mend();
    world.duringChange = () => undefined;
    world.stuck.clear();
    world.clockAheadMs = 0;
    user = await buildUser(bot.tenant);
  });

  const read = async (row: Subscription): Promise<Subscription> =>
    (await bot.tenant.db(() => Subscription.findOne({ where: { id: row.id } })))!;
  const made = async (overrides: Parameters<typeof buildSubscription>[2] = {}): Promise<Subscription> => {
    const row = await buildSubscription(bot.tenant, user, {
      trafficLimitGb: 50,
      deviceLimit: 2,
      ...overrides,
    });
    await driver.settle();
    return read(row);
  };
  const change = async (row: Subscription, work: (tx: Tx, fresh: Subscription) => Promise<unknown>) => {
    await bot.tenant.db(async (tx) => work(tx, (await Subscription.findOne({ where: { id: row.id } }))!));
    await driver.settle();
  };
  const accountOf = (row: Subscription): Account => driver.panel.account(row.panelUsername!)!;
  const callsWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const before = driver.panel.calls.length;
    await work();
    return driver.panel.calls.length - before;
  };
  const walk = async (): Promise<void> => {
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    await walkPanel({ panel: openFleetPanel(driver)(), pages: 1_000, everyMs: 0 });
    await driver.settle();
  };
  /** What the panel's job made of it, with the event that tells of it. */
  const used = async (row: Subscription, gb: number): Promise<void> => {
    accountOf(row).usedTrafficBytes = gb * gigabyte;
    driver.panel.runJobs();
    await driver.settle();
  };
  const end = async (row: Subscription): Promise<void> => {
    await ownerQuery(
      `update subscriptions set starts_at = now() - interval '30 days', ends_at = now() - interval '90 seconds' where id = $1`,
      [row.id],
    );
    accountOf(row).expireAt = new Date(Date.now() - 90_000).toISOString();
    driver.panel.runJobs();
    await driver.settle();
    expect(accountOf(row).status).to.equal('EXPIRED');
  };
  const extend = (row: Subscription) =>
    change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 30 }));

  it('is ACTIVE after a renewal, also when the job that ends accounts comes in between', async () => {
    const row = await made();
    await ownerQuery(
      `update subscriptions set starts_at = now() - interval '30 days', ends_at = now() - interval '90 seconds' where id = $1`,
      [row.id],
    );
    accountOf(row).expireAt = new Date(Date.now() - 90_000).toISOString();
    driver.panel.world.duringChange = () => runFrequentJobs(driver.panel.world);
    expect(await callsWhile(() => extend(row))).to.be.at.most(3);
    expect(accountOf(row)).to.include({
      status: 'ACTIVE',
      expireAt: (await read(row)).endsAt.toISOString(),
    });
  });

  it('is woken where it says EXPIRED with its end ahead: by an event, and by the walk', async () => {
    for (const notice of ['event', 'walk'] as const) {
      const row = await made();
      if (notice === 'event') driver.panel.edit(row.panelUsername!, { status: 'EXPIRED' });
      else accountOf(row).status = 'EXPIRED';
      const calls = await callsWhile(() => (notice === 'event' ? driver.settle() : walk()));
      expect(accountOf(row).status, notice).to.equal('ACTIVE');
      if (notice === 'event') expect(calls, notice).to.equal(2);
    }
  });

  it('is woken from LIMITED where traffic is left, and left alone where it is used up', async () => {
    const [left, up] = [await made(), await made()];
    await used(up, 50);
    const untouched = await callsWhile(async () => {
      driver.panel.edit(up.panelUsername!, {});
      await driver.settle();
    });
    expect(untouched, 'no fight with the panel').to.equal(0);
    expect(accountOf(up).status).to.equal('LIMITED');
    driver.panel.edit(left.panelUsername!, { status: 'LIMITED', usedTrafficBytes: gigabyte });
    await driver.settle();
    expect(accountOf(left).status).to.equal('ACTIVE');
  });

  it('is ACTIVE after a reset and after a larger limit, though it was LIMITED, and stays so without either', async () => {
    const row = await made();
    await used(row, 50);
    await extend(row);
    expect(accountOf(row).status, 'only time was bought').to.equal('LIMITED');
    await change(row, (tx) => requestTrafficReset(bot.tenant, tx, row.id));
    expect(accountOf(row)).to.include({ status: 'ACTIVE', usedTrafficBytes: 0 });
    await used(row, 50);
    await change(row, async (tx, subscription) => {
      await subscription.update({ trafficLimitGb: 80 });
      await requestUserSync(bot.tenant, tx, user.id);
    });
    expect(accountOf(row)).to.include({ status: 'ACTIVE', trafficLimitBytes: 80 * gigabyte });
  });

  it('is woken with a reset when it was both over and used up', async () => {
    const row = await made();
    await used(row, 50);
    await end(row);
    await bot.tenant.db((tx) => requestTrafficReset(bot.tenant, tx, row.id));
    await extend(row);
    expect(accountOf(row)).to.include({ status: 'ACTIVE', usedTrafficBytes: 0 });
  });

  for (const from of ['LIMITED', 'EXPIRED'] as const)
    it(`is DISABLED from ${from}: by an admin, with a blocked person, and with an erased one who keeps the account`, async () => {
      const reach = (row: Subscription) =>
        from === 'LIMITED'
          ? used(row, 50)
          : Promise.resolve(driver.panel.edit(row.panelUsername!, { status: 'EXPIRED' }));
      const byAdmin = await made();
      await reach(byAdmin);
      await change(byAdmin, (tx, subscription) =>
        switchSubscription(bot.tenant, tx, { subscription, isOn: false }),
      );
      expect(accountOf(byAdmin).status).to.equal('DISABLED');
      const blocked = await made();
      await reach(blocked);
      await change(blocked, async (tx) => {
        await User.update({ status: 'blocked' }, { where: { id: user.id } });
        await requestUserSync(bot.tenant, tx, user.id);
      });
      expect(accountOf(blocked).status).to.equal('DISABLED');
      user = await buildUser(bot.tenant);
      const erased = await made();
      await reach(erased);
      await bot.configure({ panel_removal: 'disable' });
      await change(erased, (tx) =>
        eraseUser(bot.tenant, tx, { userId: user.id, mayForfeit: true, idempotencyKey: `erase ${from}` }),
      );
      await bot.configure({ panel_removal: 'delete' });
      expect(accountOf(erased).status).to.equal('DISABLED');
    });

  it("is DISABLED again after the panel's monthly job woke it, at the first event", async () => {
    const row = await made({ trafficReset: 'month' });
    await used(row, 50);
    await change(row, (tx, subscription) =>
      switchSubscription(bot.tenant, tx, { subscription, isOn: false }),
    );
    driver.panel.edit(row.panelUsername!, { status: 'ACTIVE', usedTrafficBytes: 0 });
    await driver.settle();
    expect(accountOf(row).status).to.equal('DISABLED');
  });

  it('leads to no call when all that was told are our own calls', async () => {
    const row = await made();
    const heard = (): number => driver.outcomes.filter((one) => one === 'panel.event complete').length;
    const before = heard();
    expect(await callsWhile(() => extend(row)), 'a change').to.equal(1);
    const reset = () => change(row, (tx) => requestTrafficReset(bot.tenant, tx, row.id));
    expect(await callsWhile(reset), 'a change and a reset').to.equal(2);
    const off = () =>
      change(row, (tx, subscription) => switchSubscription(bot.tenant, tx, { subscription, isOn: false }));
    expect(await callsWhile(off), 'a change and a switch').to.equal(2);
    expect(heard() - before, 'the panel told of each').to.equal(5);
    expect((await read(row)).panelMends).to.equal(null);
  });

  it('that nothing moves is a fault after three tries: twenty of them settle within few calls', async () => {
    const rows: Subscription[] = [];
    for (let at = 0; at < 20; at += 1) rows.push(await made());
    for (const row of rows) {
      driver.panel.world.stuck.add(row.panelUsername!);
      driver.panel.edit(row.panelUsername!, { status: 'EXPIRED' });
    }
    const calls = await callsWhile(() => driver.settle());
    expect(calls, 'two calls a try, three tries each').to.equal(20 * 6);
    for (const row of rows) expect(await read(row)).to.include({ panelFault: 'panel.differs' });
    const later = await callsWhile(async () => {
      for (const row of rows) driver.panel.edit(row.panelUsername!, {});
      await driver.settle();
    });
    expect(later, 'nothing more is tried').to.equal(0);
  });

  it('that somebody sets back each time is mended three times in an hour, and again when its row changes', async () => {
    const row = await made();
    const undo = async (): Promise<number> =>
      callsWhile(async () => {
        driver.panel.edit(row.panelUsername!, { hwidDeviceLimit: 9 });
        await driver.settle();
      });
    expect([await undo(), await undo(), await undo(), await undo()]).to.eql([1, 1, 1, 0]);
    expect((await read(row)).panelFault).to.equal('panel.differs');
    await extend(row);
    expect(accountOf(row).hwidDeviceLimit).to.equal(2);
    expect((await read(row)).panelFault).to.equal(null);
    expect(await undo(), 'counted anew').to.equal(1);
    for (let at = 0; at < 3; at += 1) await undo();
    const hourAgo = `update subscriptions set panel_mends = jsonb_set(panel_mends, '{at}', to_jsonb(now() - interval '61 minutes')) where id = $1`;
    await ownerQuery(hourAgo, [row.id]);
    expect(await undo(), 'after an hour').to.equal(1);
  });

  it('that agrees again is no fault any more', async () => {
    const row = await made();
    for (let at = 0; at < 4; at += 1) {
      driver.panel.edit(row.panelUsername!, { hwidDeviceLimit: 9 });
      await driver.settle();
    }
    expect((await read(row)).panelFault).to.equal('panel.differs');
    driver.panel.edit(row.panelUsername!, { hwidDeviceLimit: 2 });
    await driver.settle();
    expect((await read(row)).panelFault).to.equal(null);
  });

  it('of an account that is removed each time is no storm either', async () => {
    const row = await made();
    const calls = await callsWhile(async () => {
      for (let at = 0; at < 6; at += 1) {
        driver.panel.dropAccount(row.panelUsername!);
        await driver.settle();
      }
    });
    expect(calls, 'three times a change that finds none, and a making').to.equal(6);
    expect((await read(row)).panelFault).to.equal('panel.differs');
  });

  it('that somebody extended in bulk is as it was sold after the next walk, running or over', async () => {
    const [running, over] = [await made(), await made()];
    await end(over);
    for (const row of [running, over]) {
      const account = accountOf(row);
      account.expireAt = new Date(Date.parse(account.expireAt) + 30 * dayMs).toISOString();
      account.status = 'ACTIVE';
    }
    await walk();
    expect(accountOf(running)).to.include({ status: 'ACTIVE', expireAt: running.endsAt.toISOString() });
    expect(accountOf(over).status, 'nobody paid for it').to.equal('DISABLED');
    await extend(over);
    expect(accountOf(over).status).to.equal('ACTIVE');
  });
});

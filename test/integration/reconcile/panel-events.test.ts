import { expect } from 'chai';
import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { eventFacts } from '#panels/event-facts.js';
import { readEvent } from '#panels/read-event.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { requestTrafficReset } from '#services/provision/request-sync.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { userEvent } from '../../../scripts/sandbox/panel/webhooks.js';
import type { Account } from '../../../scripts/sandbox/panel/world.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { extendSubscription } from '../../support/give.js';

describe('events of the panel, which come late, twice and in any order', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let person: Person;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
  });
  after(() => driver.close());
  beforeEach(async () => {
    driver.panel.mend();
    driver.panel.world.clockAheadMs = 0;
    driver.panel.world.deviceCheck = false;
    person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: person.id } })))!;
  });

  const read = async (row: Subscription): Promise<Subscription> =>
    (await bot.tenant.db(() => Subscription.findOne({ where: { id: row.id } })))!;
  const made = async (overrides: Parameters<typeof buildSubscription>[2] = {}): Promise<Subscription> => {
    const row = await buildSubscription(bot.tenant, user, {
      trafficLimitGb: 50,
      deviceLimit: 2,
      endsAt: new Date(Date.now() + 90 * dayMs),
      ...overrides,
    });
    await driver.settle();
    return read(row);
  };
  const accountOf = (row: Subscription): Account => driver.panel.account(row.panelUsername!)!;
  /** An event as it would be told now. */
  const eventNow = (event: string, row: Subscription, meta: object | null = null): Payload<'panel.event'> =>
    eventFacts(readEvent(userEvent(driver.panel.world, event, accountOf(row), meta))!);
  const take = async (event: Payload<'panel.event'>): Promise<void> => {
    await enqueue(bot.tenant, 'panel.event', event);
    await driver.settle();
  };
  const callsWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const before = driver.panel.calls.length;
    await work();
    return driver.panel.calls.length - before;
  };
  const told = (): string[] => bot.said(person).map(({ text }) => text);
  const toldWhile = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = told().length;
    await work();
    return told().slice(before);
  };
  const walk = async (): Promise<void> => {
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    await walkPanel({ panel: openFleetPanel(driver)(), pages: 1_000, everyMs: 0 });
    await driver.settle();
  };
  const useUp = async (row: Subscription): Promise<void> => {
    accountOf(row).usedTrafficBytes = 50 * gigabyte;
    driver.panel.runJobs();
    await driver.settle();
  };
  const reset = async (row: Subscription): Promise<void> => {
    await bot.tenant.db((tx) => requestTrafficReset(bot.tenant, tx, row.id));
    await driver.settle();
  };

  it('say nothing when traffic was bought before "used up" arrived', async () => {
    const row = await made();
    Object.assign(accountOf(row), { status: 'LIMITED', usedTrafficBytes: 50 * gigabyte });
    const late = eventNow('user.limited', row);
    await reset(row);
    expect(await toldWhile(() => take(late))).to.eql([]);
    expect(await read(row)).to.include({ panelStatus: 'ACTIVE', trafficUsedBytes: '0', limitToldAt: null });
  });

  it('lead to no call when an older one, with its old content, comes after a younger', async () => {
    const row = await made();
    accountOf(row).hwidDeviceLimit = 9;
    const older = eventNow('user.modified', row);
    await bot.tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id: row.id } }))!;
      await extendSubscription(bot.tenant, tx, { subscription, days: 5 });
    });
    await driver.settle();
    expect(await callsWhile(() => take(older))).to.equal(0);
    expect(accountOf(row).hwidDeviceLimit).to.equal(2);
  });

  it("are ordered by when they were told where the panel's jobs changed no date", async () => {
    const row = await made();
    const account = accountOf(row);
    Object.assign(account, { status: 'LIMITED', usedTrafficBytes: 50 * gigabyte });
    const limited = {
      ...eventNow('user.limited', row),
      told_at: new Date(Date.now() - 60_000).toISOString(),
    };
    Object.assign(account, { status: 'ACTIVE', usedTrafficBytes: 0 });
    await take(eventNow('user.enabled', row));
    expect(await toldWhile(() => take(limited))).to.eql([]);
    expect((await read(row)).panelStatus).to.equal('ACTIVE');
  });

  it('of a panel that was set back to a backup are old, and the walk looks and mends', async () => {
    const row = await made();
    const account = accountOf(row);
    Object.assign(account, { hwidDeviceLimit: 7, updatedAt: new Date(Date.now() - dayMs).toISOString() });
    expect(await callsWhile(() => take(eventNow('user.modified', row)))).to.equal(0);
    await walk();
    expect(account.hwidDeviceLimit).to.equal(2);
    driver.panel.edit(row.panelUsername!, { hwidDeviceLimit: 7 });
    await driver.settle();
    expect(account.hwidDeviceLimit, 'events count again').to.equal(2);
  });

  it('about an end that comes carry no servers, and none are sent for it', async () => {
    const row = await made();
    expect(await callsWhile(() => take(eventNow('user.expiration', row, { expiration: -24 })))).to.equal(0);
  });

  it('about a device that we removed lead to no call, about one that came to a look', async () => {
    driver.panel.world.deviceCheck = true;
    const row = await made();
    const link = driver.panel.linkOf(row.panelUsername!).replace('https:', 'http:');
    const came = await callsWhile(async () => {
      await fetch(link, { headers: { 'x-hwid': 'device-0001', 'x-device-os': 'Android' } });
      await driver.settle();
    });
    expect(came, 'the account and its devices are read').to.equal(2);
    const { key } = (await read(row)).panelDevices![0]!;
    const removed = await callsWhile(async () => {
      await enqueue(bot.tenant, 'subscription.remove-devices', { subscription_id: row.id, device: key });
      await driver.settle();
    });
    expect(removed, 'read twice, removed').to.equal(3);
    expect((await read(row)).panelDevices).to.eql([]);
  });

  it('of a daily reset bring the word that traffic flows again, and the row follows at the walk where none is told', async () => {
    const [limited, silent] = [await made({ trafficReset: 'day' }), await made({ trafficReset: 'day' })];
    accountOf(silent).usedTrafficBytes = 20 * gigabyte;
    await walk();
    expect(await toldWhile(() => useUp(limited))).to.have.length(1);
    const words = await toldWhile(async () => {
      driver.panel.passTime(dayMs);
      await driver.settle();
      await driver.settle();
    });
    expect(words).to.have.length(1);
    expect(words[0]).to.contain('has traffic again');
    expect(await read(limited)).to.include({
      trafficUsedBytes: '0',
      panelStatus: 'ACTIVE',
      limitToldAt: null,
    });
    expect((await read(silent)).trafficUsedBytes, 'nothing was told of it').to.equal(String(20 * gigabyte));
    driver.panel.world.clockAheadMs = 0;
    await walk();
    expect((await read(silent)).trafficUsedBytes).to.equal('0');
  });

  it('are not needed for that word where an admin had the traffic reset; a buyer was answered already', async () => {
    const row = await made();
    await useUp(row);
    const words = await toldWhile(() => reset(row));
    expect(words.filter((text) => text.includes('has traffic again'))).to.have.length(1);
    await useUp(row);
    await bot.tenant.db((tx) => requestTrafficReset(bot.tenant, tx, row.id));
    const order = `
      insert into orders (bot_id, user_id, kind, wish, wish_key, quote, price_toman, state, subscription_id, panel_revision, paid_at, expires_at)
      select bot_id, user_id, 'reset', '{"kind":"reset"}', 'reset', '{}', 0, 'paid', id, panel_revision, now(), now()
      from subscriptions where id = $1`;
    await ownerQuery(order, [row.id]);
    expect(await toldWhile(() => driver.settle())).to.eql([]);
    expect((await read(row)).limitToldAt).to.equal(null);
  });

  it('that the token may not ask the devices of a look keeps nobody from the account itself', async () => {
    const row = await made();
    accountOf(row).usedTrafficBytes = 3 * gigabyte;
    driver.panel.world.scopes = ['users:*', 'internal-squads:read', 'system:read'];
    await enqueue(bot.tenant, 'subscription.look', { subscription_id: row.id, view: 'detail' });
    await driver.settle();
    driver.panel.world.scopes = ['*'];
    const { trafficUsedBytes, panelDevices } = await read(row);
    expect({ trafficUsedBytes, panelDevices }).to.eql({
      trafficUsedBytes: String(3 * gigabyte),
      panelDevices: null,
    });
  });
});

import { expect } from 'chai';
import { BotPlan } from '#models/bot-plan.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import type { Tx } from '#tenancy/scope.js';
import { usualSquads } from '../../../scripts/sandbox/panel.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { reconcilePanelHandler } from '../../../src/workers/handlers/fleet-reconcile-panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { topUp } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { extendSubscription, switchSubscription } from '../../support/give.js';

const price = 100_000;
const [first, second] = usualSquads.map(({ uuid }) => uuid) as [string, string];

describe('the servers of a subscription', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let group: string;
  let person: Person;
  let user: User;
  beforeEach(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot({ defaultLanguage: 'en' });
    const owner = driver.telegram.person({ firstName: 'Owner' });
    group = driver.telegram.addGroup({ bots: [bot.token], members: [owner] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({ language_selection: false, admin_notices: true });
    person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: person.id } })))!;
    await walk();
  });
  afterEach(() => driver.close());

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
  const squadsOf = (row: Subscription): string[] => driver.panel.account(row.panelUsername!)!.squads;
  const callsWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const before = driver.panel.calls.length;
    await work();
    return driver.panel.calls.length - before;
  };
  /** As the minute's tick does, and the half hour's walk. */
  async function walk(): Promise<void> {
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    const { run } = reconcilePanelHandler(openFleetPanel(driver));
    await run({} as never, {} as never, {} as never);
    await driver.settle();
  }
  const heard = (): string[] =>
    bot.said({ id: group }).map(({ text }) => text.replace(/[\u2066-\u2069]/g, ''));
  const addPlan = (name: string, squads: string[]): Promise<BotPlan> =>
    bot.tenant.db(() =>
      BotPlan.create({ name, periodDays: 30, priceToman: price, trafficLimitGb: 50, squads }),
    );
  const buy = async (plan: BotPlan): Promise<void> => {
    await bot.tenant.db(async (tx) => {
      await topUp(bot.tenant, tx, user.id, price);
      const drafted = await draftOrder(bot.tenant, tx, {
        userId: user.id,
        wish: { kind: 'plan', planId: plan.id },
      });
      if (drafted.kind !== 'quoted') throw new Error(`refused: ${drafted.reason}`);
      const { id: orderId, revision } = drafted.order;
      await confirmOrder(bot.tenant, tx, { userId: user.id, orderId, revision });
    });
    await driver.settle();
  };

  it('are set back when somebody changes them: servers, traffic period, tag and description', async () => {
    await bot.configure({ paid_panel_tag: 'PAID' });
    const row = await made({ squads: [second] });
    const account = () => driver.panel.account(row.panelUsername!)!;
    const sold = {
      squads: [second],
      trafficLimitStrategy: 'MONTH',
      tag: 'PAID',
      description: account().description,
    };
    expect(account()).to.deep.include(sold);
    for (const fields of [
      { squads: [first, second] },
      { squads: [] },
      { trafficLimitStrategy: 'NO_RESET' },
      { tag: 'OTHER' },
      { description: 'a friend of mine' },
    ]) {
      driver.panel.edit(row.panelUsername!, fields);
      const calls = await callsWhile(() => driver.settle());
      expect(account(), JSON.stringify(fields)).to.deep.include(sold);
      expect(calls, JSON.stringify(fields)).to.equal(1);
    }
    account().squads = [first];
    await walk();
    expect(account()).to.deep.include(sold);
  });

  it('stay as they were sold when the settings change', async () => {
    const row = await made({ trafficReset: 'month_rolling' });
    await bot.configure({ traffic_reset_period: 'none', paid_panel_tag: 'LATER' });
    const calls = await callsWhile(async () => {
      driver.panel.edit(row.panelUsername!, {});
      await driver.settle();
    });
    expect(calls).to.equal(0);
    expect(driver.panel.account(row.panelUsername!)).to.include({
      trafficLimitStrategy: 'MONTH_ROLLING',
      tag: null,
    });
  });

  it('are not believed to be gone where an event about a device leaves them out', async () => {
    driver.panel.world.deviceCheck = true;
    const row = await made({ squads: [first] });
    await fetch(driver.panel.linkOf(row.panelUsername!).replace('https:', 'http:'), {
      headers: { 'x-hwid': 'device-0001' },
    });
    await driver.settle();
    const writes = driver.panel.calls.filter(({ method }) => method === 'PATCH').length;
    expect((await read(row)).panelDevices).to.have.length(1);
    await driver.settle();
    expect(driver.panel.calls.filter(({ method }) => method === 'PATCH').length).to.equal(writes);
    expect((await read(row)).panelMends).to.equal(null);
  });

  it('are asked for anew at once when the panel does not take one that was just removed', async () => {
    await made();
    driver.panel.dropSquad(second);
    const row = await made({ squads: [first, second] });
    expect(driver.outcomes.at(-1), 'no waiting').not.to.contain('snooze');
    expect(squadsOf(row)).to.eql([first]);
    driver.panel.dropSquad(first);
    driver.panel.world.squads.push({ uuid: '7d3c1c3e-0000-4000-8000-00000000aa03', name: 'Third' });
    await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 1 }));
    expect((await read(row)).panelFault, 'it named two, and both are gone').to.equal('panel.squad_unknown');
  });

  it('that are all gone are said to be the reason why a purchase is taken back, at once', async () => {
    const plan = await addPlan('Far away', [second]);
    await made();
    driver.panel.dropSquad(second);
    await buy(plan);
    const { balanceToman } = (await bot.tenant.db(() => User.findOne({ where: { id: user.id } })))!;
    expect(Number(balanceToman)).to.equal(price);
    expect(bot.last(person).text).to.contain('The servers of');
    expect(bot.last(person).text).to.contain('choose another plan');
  });

  it('that the panel removed are told to the admins of the bots that sell them, once', async () => {
    await addPlan('Germany only', [second]);
    const [both, only] = [await made({ squads: [first, second] }), await made({ squads: [second] })];
    driver.panel.dropSquad(second);
    const before = heard().length;
    await walk();
    await walk();
    const [notice, ...more] = heard().slice(before);
    expect(more).to.eql([]);
    for (const part of ['Servers were removed', 'Germany', 'that lose them:', 'Germany only'])
      expect(notice).to.contain(part);
    expect(squadsOf(both)).to.eql([first]);
    expect((await read(both)).panelFault).to.equal(null);
    expect((await read(only)).panelFault).to.equal('panel.squad_unknown');
  });

  it('that are gone do not keep an account from being switched off', async () => {
    const row = await made({ squads: [second] });
    driver.panel.dropSquad(second);
    await change(row, (tx, subscription) =>
      switchSubscription(bot.tenant, tx, { subscription, isOn: false }),
    );
    expect(driver.panel.account(row.panelUsername!)!.status).to.equal('DISABLED');
  });

  it('are asked for once however many subscriptions lack theirs', async () => {
    const rows: Subscription[] = [];
    for (let at = 0; at < 10; at += 1) rows.push(await made({ squads: [second] }));
    driver.panel.dropSquad(second);
    const asked = (): number => driver.panel.calls.filter(({ path }) => path === '/internal-squads').length;
    const before = asked();
    for (const row of rows)
      await change(row, (tx, subscription) => extendSubscription(bot.tenant, tx, { subscription, days: 1 }));
    for (const row of rows) expect((await read(row)).panelFault).to.equal('panel.squad_unknown');
    expect(asked() - before).to.be.at.most(5);
  });

  it('whose walk begins sooner after the calendar resets of the panel', async () => {
    const panel = openFleetPanel(driver)();
    const halfHour = 30 * 60_000;
    const lists = (): number => driver.panel.calls.filter(({ path }) => path === '/users/stream').length;
    const resetsAt = Math.floor((Date.now() - 21 * 60_000) / 86_400_000) * 86_400_000 + 21 * 60_000;
    const place = async (startedAt: number): Promise<number> => {
      const value = {
        started_at: new Date(startedAt).toISOString(),
        cursor: null,
        ended_at: new Date(Date.now() - 1_000).toISOString(),
        is_searched: true,
      };
      await ownerQuery(
        `insert into fleet_settings (key, value) values ('panel.walk', $1)
         on conflict (key) do update set value = excluded.value`,
        [JSON.stringify(value)],
      );
      const before = lists();
      await walkPanel({ panel, pages: 1, everyMs: halfHour });
      return lists() - before;
    };
    expect(await place(resetsAt + 1_000), 'begun after them').to.equal(0);
    expect(await place(resetsAt - 1_000), 'begun before them').to.equal(1);
  });
});

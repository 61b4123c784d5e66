import { expect } from 'chai';
import type { Subscription } from '#models/subscription.js';
import { accountFacts } from '#panels/account-facts.js';
import { dayMs, gigabyte, hourMs, minuteMs } from '#platform/units.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { watchHeavyUse, type Use } from '#services/reconcile/watch-heavy-use.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { tellersOf } from '../../../src/workers/handlers/panel-compare.js';
import { buildBot } from '../../factories/bot.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import type { Tenant } from '#tenancy/scope.js';

/** Ten in the morning in UTC. */
const morning = Math.floor(Date.now() / dayMs) * dayMs + dayMs + 10 * hourMs;

describe('the alarm of heavy traffic', () => {
  let tenant: Tenant;
  let ids: string[];
  const configure = async (values: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(values))
      await ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3::jsonb)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [tenant.botId, key, JSON.stringify(value)],
      );
  };
  beforeEach(async () => {
    setClock(morning);
    ({ tenant } = await buildBot());
    await configure({ time_zone: 'UTC', traffic_alarm: true, traffic_alarm_gb: 5 });
    const user = await buildUser(tenant);
    ids = [];
    for (let one = 0; one < 3; one += 1) ids.push((await buildSubscription(tenant, user)).id);
  });
  afterEach(mendClock);

  const since = () => new Date(Date.now() - hourMs);
  const use = (gigabytes: number, one = 0, more: Partial<Use> = {}): Use => ({
    ...{ subscriptionId: ids[one]!, bytes: gigabytes * gigabyte, since: since() },
    ...more,
  });
  const see = (...uses: Use[]) => tenant.db((tx) => watchHeavyUse(tenant, tx, uses));
  /** What each alarm named so far: subscription (by its place) and gigabytes. */
  const alarms = async (): Promise<string[][]> => {
    const rows = await ownerQuery<{ heavy: { subscription_id: string; bytes: number }[] }>(
      `select payload -> 'about' -> 'heavy' as heavy from outbox
       where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' = 'traffic_heavy' order by id`,
      [tenant.botId],
    );
    return rows.map(({ heavy }) =>
      heavy.map(
        ({ subscription_id, bytes }) =>
          `${ids.indexOf(subscription_id)}: ${Math.round((bytes / gigabyte) * 10) / 10}`,
      ),
    );
  };

  it('is told when one subscription used so much in a day, in one word for all of a page', async () => {
    await see(use(3), use(6, 1), use(1, 2));
    expect(await alarms()).to.eql([['1: 6']]);
    await see(use(2), use(2, 1), use(4, 2));
    expect((await alarms())[1]).to.eql(['0: 5', '2: 5']);
  });

  it('counts a day of the bot, and what was used since a look of long ago as the mean of a day', async () => {
    await configure({ time_zone: 'Asia/Tehran' });
    setClock(morning + 10 * hourMs + 20 * minuteMs);
    await see(use(4));
    setClock(morning + 10 * hourMs + 40 * minuteMs);
    await see(use(4));
    expect(await alarms(), 'midnight in Tehran lay between them').to.eql([]);
    await see(use(40, 1, { since: new Date(Date.now() - 10 * dayMs) }));
    expect(await alarms(), 'the panel was away for ten days').to.eql([]);
    await see(use(60, 2, { since: new Date(Date.now() - 10 * dayMs) }));
    expect(await alarms()).to.eql([['2: 6']]);
  });

  it('is not repeated for so many hours, whichever day it is, and however clocks jump', async () => {
    await configure({ traffic_alarm_repeat_hours: 30 });
    await see(use(6));
    for (const hours of [1, 24, -48, 0, 29.9]) {
      setClock(morning + hours * hourMs);
      await see(use(6));
    }
    expect(await alarms()).to.have.length(1);
    setClock(morning + 30.1 * hourMs);
    await see(use(1));
    expect(await alarms()).to.have.length(2);
  });

  it('is told once by any number of workers, and all there or not at all when one is killed', async () => {
    await Promise.all(Array.from({ length: 6 }, () => see(use(2), use(1, 1), use(0.5, 2))));
    expect((await alarms()).flat()).to.eql(['0: 6', '1: 5']);
    setClock(morning + 25 * hourMs);
    for (let at = 1; ; at += 1) {
      const { died } = await dieBefore(tenant, at, (tx) => watchHeavyUse(tenant, tx, [use(6)]));
      if (!died) break;
      expect((await alarms()).flat()).to.have.length(2);
    }
    expect((await alarms()).flat()).to.eql(['0: 6', '1: 5', '0: 6']);
  });

  it('counts nothing where it is off, and names some with the number of the others', async () => {
    await configure({ traffic_alarm: false });
    await see(use(50));
    await configure({ traffic_alarm: true, traffic_alarm_gb: 1 });
    const user = await buildUser(tenant);
    while (ids.length < 20) ids.push((await buildSubscription(tenant, user)).id);
    await see(...ids.map((_, one) => use(2 + one, one)));
    const [row] = await ownerQuery<{ more: number; named: number }>(
      `select (payload -> 'about' ->> 'more')::int as more, jsonb_array_length(payload -> 'about' -> 'heavy') as named
       from outbox where bot_id = $1 and job_name = 'notice.send'`,
      [tenant.botId],
    );
    expect(row).to.eql({ more: 5, named: 15 });
    expect((await alarms())[0]![0]).to.equal('19: 21');
  });
});

describe('heavy traffic that a walk over the panel finds', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  it('is told in the topic that is set, else in that of the admins, with who it is', async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    const group = driver.telegram.addGroup({ isForum: true, adminBots: [bot.token] });
    for (const name of ['Admins', 'Traffic'])
      await fetch(`${driver.telegram.url}/bot${bot.token}/createForumTopic`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: Number(group), name }),
      });
    const topics = driver.telegram.topics(group).map(({ id }) => id);
    await ownerQuery('update bots set admin_chat_id = $2, admin_topic_id = $3 where id = $1', [
      ...[bot.botId, group, topics[0]],
    ]);
    await bot.configure({ language_selection: false, traffic_alarm: true, traffic_alarm_gb: 5 });
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    const [user] = await ownerQuery<{ id: string }>('select id::text from users where bot_id = $1', [
      bot.botId,
    ]);
    const row: Subscription = await buildSubscription(bot.tenant, user as never);
    await driver.settle();
    const [{ name }] = (await ownerQuery<{ name: string }>(
      'select panel_username as name from subscriptions where id = $1',
      [row.id],
    )) as [{ name: string }];
    const account = driver.panel.account(name)!;
    account.usedTrafficBytes += 6 * gigabyte;
    account.lifetimeUsedTrafficBytes += 6 * gigabyte;
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    await walkPanel({ panel: openFleetPanel(driver)(), pages: 1_000, everyMs: 0 });
    await driver.settle();
    const said = () => bot.said({ id: group }).filter(({ text }) => text.includes('Heavy traffic'));
    const [first] = said();
    expect(first?.text).to.match(/Heavy traffic[^]*Sara[^]*6/);
    expect(first?.threadId).to.equal(topics[0]);
    await bot.configure({ traffic_topic_id: topics[1] });
    await ownerQuery(`update subscriptions set traffic_alarm_at = now() - interval '2 days' where id = $1`, [
      row.id,
    ]);
    account.usedTrafficBytes += gigabyte;
    account.lifetimeUsedTrafficBytes += gigabyte;
    const facts = accountFacts(
      (await openFleetPanel(driver)().page(null, 500)).accounts.find(({ username }) => username === name)!,
    );
    await bot.tenant.db((tx) =>
      compareAccounts(bot.tenant, tx, {
        accounts: [facts],
        source: { kind: 'walk' },
        tellers: tellersOf(bot.tenant),
      }),
    );
    await driver.settle();
    expect(said()).to.have.length(2);
    expect(said()[1]?.threadId).to.equal(topics[1]);
  });
});

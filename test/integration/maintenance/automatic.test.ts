import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { lookAtPanel } from '#services/maintenance/look-at-panel.js';
import { beginIn, endIn } from '#services/maintenance/follow-panel.js';
import { asFleet } from '#tenancy/scope.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { checkPanelHandler } from '../../../src/workers/handlers/maintenance-jobs.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { buildBot } from '../../factories/bot.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { openOwnFleet, type OwnFleet } from '../../support/own-fleet.js';

const { en } = textsOf;

describe('automatic maintenance', function () {
  this.timeout(60_000);
  let own: OwnFleet;
  let driver: BotDriver;
  let bot: DrivenBot;
  let group: string;
  let clock: number;
  before(async () => {
    own = await openOwnFleet();
    driver = await openBotDriver();
  });
  after(async () => {
    await driver.close();
    await own.close();
  });
  beforeEach(async () => {
    clock = Date.parse('2026-11-29T12:00:00Z');
    setClock(clock);
    await own.database.query('delete from bots');
    await own.database.query(`delete from fleet_settings where key = 'panel.health'`);
    driver.panel.mend();
    await forgetBreaker();
    bot = await driver.addBot({ defaultLanguage: 'en' });
    group = driver.telegram.addGroup({ adminBots: [bot.token] });
    await own.database.query(`update bots set admin_chat_id = ${group} where id = ${bot.botId}`);
    await set('language_selection', false);
  });
  afterEach(() => mendClock());

  async function forgetBreaker(): Promise<void> {
    const keys = await driver.jobs.redis.keys(`${driver.jobs.prefix}:panel:*`);
    if (keys.length > 0) await driver.jobs.redis.del(...keys);
  }
  async function set(key: string, value: unknown, of = bot.botId): Promise<void> {
    await own.database.query(
      `insert into bot_configurations (bot_id, config_key, config_value) values (${of}, '${key}', '${JSON.stringify(value)}')
       on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
    );
    await bot.publish();
  }
  /** Ticks of the fleet's job, ten seconds apart. */
  async function tick(times: number): Promise<void> {
    const { run } = checkPanelHandler({ panel: openFleetPanel(driver) });
    for (let at = 0; at < times; at += 1) {
      clock += 10_000;
      setClock(clock);
      await forgetBreaker();
      await run(undefined, {}, {} as never);
    }
    await driver.settle();
  }
  const goAway = (): void => driver.panel.fail({ kind: 'status', status: 503, times: 1_000 });
  const comeBack = (): void => driver.panel.mend();
  const isOn = async (of = bot.botId): Promise<boolean> =>
    (
      await own.database.query(
        `select 1 from bot_maintenance where bot_id = ${of} and automatic_since is not null`,
      )
    ).length > 0;
  const heard = (): string[] => bot.said({ id: group }).map(({ text }) => text);
  async function comes(firstName: string): Promise<Person> {
    const person = driver.telegram.person({ firstName });
    await bot.send(person, '/start');
    return person;
  }

  it('begins when the panel was away for as long as the settings say, ends likewise, and tells all once', async () => {
    const sara = await comes('Sara');
    await tick(2);
    goAway();
    await tick(6);
    expect(await isOn(), 'fifty seconds').to.equal(false);
    await tick(1);
    expect(await isOn(), 'a minute: three looks thirty seconds apart').to.equal(true);
    await tick(3);
    expect(heard()).to.have.length(1);
    expect(heard()[0]).to.contain('Maintenance began by itself');
    await bot.send(sara, 'hello');
    expect(bot.last(sara).text).to.equal(en.maintenance.people);
    comeBack();
    await tick(6);
    expect(await isOn(), 'it must stay well as long').to.equal(true);
    await tick(1);
    expect(await isOn()).to.equal(false);
    await tick(2);
    expect(heard()).to.have.length(2);
    expect(heard()[1]).to.match(/The panel is back.*away for 2 minutes/s);
    expect(bot.last(sara).text).to.equal(en.maintenance.over);
    expect(bot.said(sara).filter(({ text }) => text === en.maintenance.over)).to.have.length(1);
  });

  it('turns nothing while the panel flaps', async () => {
    for (let at = 0; at < 6; at += 1) {
      goAway();
      await tick(4);
      comeBack();
      await tick(2);
    }
    expect(await isOn()).to.equal(false);
    goAway();
    await tick(7);
    for (let at = 0; at < 6; at += 1) {
      comeBack();
      await tick(4);
      goAway();
      await tick(2);
    }
    expect(await isOn()).to.equal(true);
    expect(heard()).to.have.length(1);
  });

  it('goes by the settings of each bot, and leaves alone who does not want it', async () => {
    const [hasty, stoic] = [await buildBot(), await buildBot()];
    await set('maintenance_failures', 1, hasty.bot.id);
    await set('maintenance_auto', false, stoic.bot.id);
    goAway();
    await tick(1);
    expect([await isOn(), await isOn(hasty.bot.id)]).to.eql([false, true]);
    await tick(8);
    expect([await isOn(), await isOn(stoic.bot.id)]).to.eql([true, false]);
    await set('maintenance_auto', false);
    await tick(1);
    expect(await isOn(), 'switched off meanwhile').to.equal(false);
  });

  it('never ends what was switched on by hand, nor is it ended by that', async () => {
    const sara = await comes('Sara');
    await set('maintenance_mode', true);
    await bot.send(sara, 'hello');
    goAway();
    await tick(8);
    comeBack();
    await tick(8);
    expect(await isOn()).to.equal(false);
    await bot.send(sara, 'and now?');
    expect(bot.last(sara).text).to.equal(en.maintenance.people);
    expect(heard().join('\n')).not.to.contain('served again');
    goAway();
    await tick(8);
    await set('maintenance_mode', false);
    await tick(1);
    expect(bot.last(sara).text, 'the panel is still away').to.equal(en.maintenance.people);
    comeBack();
    await tick(8);
    expect(bot.last(sara).text).to.equal(en.maintenance.over);
  });

  it('looks once where two workers look at the same moment, and takes a look that died up again', async () => {
    const panel = openFleetPanel(driver);
    const looks = () => driver.panel.calls.filter(({ path }) => path === '/system/metadata').length;
    const before = looks();
    const both = await Promise.all([lookAtPanel(panel), lookAtPanel(panel)]);
    expect(both.filter((health) => health !== undefined)).to.have.length(1);
    expect(looks() - before).to.equal(1);
    await own.database.query(
      `update fleet_settings set value = value || '{"claimed_at": ${Date.now()}}' where key = 'panel.health'`,
    );
    setClock((clock += 30_000));
    expect(await lookAtPanel(panel), 'somebody may be at it still').to.equal(undefined);
    setClock((clock += 11_000));
    expect((await lookAtPanel(panel))!.good).to.equal(2);
  });

  it('counts anew after nobody looked for a while, and says nothing where no call could be made', async () => {
    const panel = openFleetPanel(driver);
    goAway();
    await tick(2);
    setClock((clock += 600_000));
    expect((await lookAtPanel(panel))!.failed).to.equal(1);
    comeBack();
    driver.panel.fail({ kind: 'status', status: 429 });
    setClock((clock += 10_000));
    expect(await lookAtPanel(panel)).to.equal(undefined);
  });

  it('takes a refusal for a panel that is away, and the word of an old panel that it has no such route for a well one', async () => {
    const panel = openFleetPanel(driver);
    driver.panel.fail({ kind: 'status', status: 400 });
    setClock((clock += 10_000));
    expect((await lookAtPanel(panel))!.failed).to.equal(1);
    driver.panel.fail({ kind: 'status', status: 404 });
    setClock((clock += 10_000));
    expect(await lookAtPanel(panel)).to.include({ failed: 0, good: 1 });
  });

  it('turns and tells a bot once, however often it is followed at once and wherever the process dies', async () => {
    const run = { looks: 3, ms: 60_000 };
    const begin = () => asFleet('test', (tx) => beginIn(tx, run, 'panel.timeout'));
    const notices = async (): Promise<number> =>
      (await own.database.query(`select 1 from outbox where payload ->> 'kind' like 'maintenance%'`)).length;
    const died = asFleet('test', async (tx) => {
      await beginIn(tx, run, 'panel.timeout');
      throw new Error('died before the commit');
    });
    await died.catch(() => undefined);
    expect([await isOn(), await notices()]).to.eql([false, 0]);
    const counts = await Promise.all([begin(), begin(), begin()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(1);
    const ends = await Promise.all([0, 1, 2].map(() => asFleet('test', (tx) => endIn(tx, run))));
    expect(ends.reduce((sum, count) => sum + count, 0)).to.equal(1);
    expect(await notices()).to.equal(2);
  });
});

import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { newNode, usualSquads } from '../../../scripts/sandbox/panel.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { lookAtNodesHandler } from '../../../src/workers/handlers/maintenance-jobs.js';
import { reconcilePanelHandler } from '../../../src/workers/handlers/fleet-reconcile-panel.js';

const { en, fa } = textsOf;
const [first] = usualSquads.map(({ uuid }) => uuid) as [string, string];

describe('the status of the servers', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  beforeEach(async () => {
    driver = await openBotDriver();
    await ownerQuery("delete from fleet_settings where key in ('panel.nodes', 'panel.squads', 'panel.walk')");
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.switchOn('server_status');
    sara = await newCustomer(driver, bot);
  });
  afterEach(async () => {
    mendClock();
    await driver.close();
  });

  const run = (handler: { run: (...args: never[]) => Promise<void> }): Promise<void> =>
    handler.run(undefined as never, {} as never, {} as never);
  /** As the minute's ticks do; what this process knew of the servers is over then. */
  async function look(): Promise<void> {
    const panel = openFleetPanel(driver);
    await run(reconcilePanelHandler(panel));
    await run(lookAtNodesHandler({ panel }));
    setClock(Date.now() + 11_000);
  }
  const shown = async (): Promise<string> => (await sara.taps('servers')).replace(/[\u2066-\u2069]/g, '');
  const calls = (): number => driver.panel.calls.filter(({ path }) => path === '/nodes').length;
  const addPlan = (squads: string[]) =>
    ownerQuery(
      `insert into bot_plans (bot_id, name, period_days, price_toman, traffic_limit_gb, device_limit, squads)
       values ($1, 'Month', 30, 1000, 5, 2, $2)`,
      [bot.botId, squads],
    );

  it('shows each server with its country and state, never an address, without asking the panel', async () => {
    const [helsinki, frankfurt] = driver.panel.world.nodes;
    helsinki!.isConnected = false;
    Object.assign(frankfurt!, { isConnected: false, isConnecting: true });
    await look();
    const before = calls();
    await sara.taps('info');
    const text = await shown();
    expect(text).to.contain('1 of 3 servers are up.');
    expect(text).to.contain('🔴 Down: 🇫🇮 Helsinki 1\n🟡 Coming back: 🇩🇪 Frankfurt 2\n🟢 Up: 🇳🇱 Amsterdam 1');
    expect(text).not.to.match(/\d+\.\d+\.\d+/);
    for (let at = 0; at < 5; at += 1) await shown();
    expect(calls()).to.equal(before);
  });

  it('shows those alone that serve what the bot sells, and none that is disabled', async () => {
    await bot.configure({ trial_squads: [first] });
    await addPlan([first]);
    driver.panel.world.nodes.push(
      newNode({
        uuid: '7d3c1c3e-0000-4000-8000-00000000dd09',
        countryCode: 'XX',
        name: 'Old',
        squads: [first],
      }),
    );
    driver.panel.world.nodes.at(-1)!.isDisabled = true;
    await look();
    await sara.taps('info');
    const text = await shown();
    expect(text).to.contain('All servers are up.');
    expect(text).to.contain('Helsinki').and.to.contain('Amsterdam');
    expect(text).not.to.contain('Frankfurt');
    expect(text).not.to.contain('Old');
    await bot.configure({ trial_squads: [] });
    expect(await shown(), 'the trial gives all').to.contain('Frankfurt');
  });

  it('shows none of squads that the bot may not sell, whether it offers nothing or what serves none', async () => {
    await bot.switchOff('trial_subscription');
    await bot.configure({ sellable_squads: [first] });
    await look();
    await sara.taps('info');
    expect(await shown(), 'nothing is offered')
      .to.contain('Amsterdam')
      .and.not.contain('Frankfurt');
    await addPlan(['7d3c1c3e-0000-4000-8000-00000000aa09']);
    await bot.configure({ sellable_squads: [] });
    expect(await shown(), 'a squad that the panel has not').to.contain(en.servers.none);
    await ownerQuery("update fleet_settings set value = '[]' where key = 'panel.squads'");
    setClock(Date.now() + 22_000);
    expect(await shown(), 'the panel tells of no squad').to.contain('Frankfurt');
  });

  it('says so kindly when the panel was never seen, and that what is old is old', async () => {
    driver.panel.fail({ kind: 'status', status: 503, times: 1_000 });
    await look();
    await sara.taps('info');
    expect(await shown()).to.contain(en.servers.unseen);
    driver.panel.mend();
    const keys = await driver.jobs.redis.keys(`${driver.jobs.prefix}:panel:*`);
    if (keys.length > 0) await driver.jobs.redis.del(...keys);
    await look();
    expect(await shown()).to.contain('All servers are up.');
    driver.panel.fail({ kind: 'status', status: 503, times: 1_000 });
    setClock(Date.now() + 240_000);
    await look();
    const text = await shown();
    expect(text).to.contain('We cannot see the servers at the moment. This is how they were on');
    expect(text).to.contain('Helsinki 1');
  });

  it('goes over to further pages where there are many', async () => {
    driver.panel.world.nodes = Array.from({ length: 65 }, (_, at) =>
      newNode({
        uuid: `7d3c1c3e-0000-4000-8000-0000000000${String(at + 10)}`,
        countryCode: 'DE',
        name: `Node <${at + 1}>`,
        squads: [first],
      }),
    );
    await look();
    await sara.taps('info');
    expect(await shown())
      .to.contain('Node <30>')
      .and.not.to.contain('Node <31>');
    expect(await sara.taps(en.servers.buttons.later)).to.contain('Node <31>');
    expect(await sara.taps(en.servers.buttons.later)).to.contain('Node <65>');
    expect(sara.sees()).not.to.include(en.servers.buttons.later);
    await bot.feed({
      callback_query: {
        ...{ id: '77', chat_instance: '1', data: 'servers:999' },
        from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
      },
    });
    expect(sara.reads(), 'a page that is not there').to.contain('Node <65>');
  });

  it('is a page of the bot where its admins say so, and nothing where it is off', async () => {
    await bot.configure({ server_status_mode: 'link', server_status_url: 'https://status.example/' });
    const open = async () => {
      await bot.send(sara.person, '/menu');
      await bot.tap(sara.person, 'info');
    };
    await open();
    const entry = () =>
      bot
        .last(sara.person)
        .buttons.flat()
        .find(({ text }) => text === en.servers.buttons.status);
    expect(entry()).to.include({ url: 'https://status.example/' });
    await bot.configure({ server_status_mode: 'mini_app' });
    await open();
    expect(entry()).not.to.equal(undefined);
    await ownerQuery('update bot_feature_flags set enabled = false where bot_id = $1', [bot.botId]);
    await bot.publish();
    await bot.send(sara.person, '/menu');
    expect(sara.sees(), 'nothing is left to read').not.to.include(en.info.buttons.info);
  });

  it('speaks Persian without a Latin letter of ours', async () => {
    await look();
    await ownerQuery("update users set language = 'fa' where bot_id = $1", [bot.botId]);
    await sara.taps('info');
    const text = await shown();
    expect(text).to.contain(fa.servers.title).and.to.contain('🟢 فعال: 🇫🇮 Helsinki 1');
  });
});

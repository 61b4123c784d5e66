import { expect } from 'chai';
import { Subscription } from '#models/subscription.js';
import { enqueueDueDevices } from '#services/provision/enqueue-due-devices.js';
import { changeSubscription } from '#services/subscriptions/change-subscription.js';
import { fillWallet, newCustomer, sellPlan, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { relayFor } from '../../support/relay-for.js';

const hwids = ['the-phone-1', 'the-tablet-2', 'the-laptop-3'] as const;

describe('devices above a lowered limit', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  let id: string;
  let account: string;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    // The fleet looks at what is due of all bots, those of tests before too: a worker shall die at one of ours.
    await ownerQuery('update subscriptions set devices_due_at = null where devices_due_at is not null');
    bot = await driver.addBot({ supportUsername: 'shop_help' });
    sara = await newCustomer(driver, bot);
    await sellPlan(bot, { name: 'Family', devices: 3 });
    await sellPlan(bot, { name: 'Single', devices: 1 });
    await fillWallet(bot, sara.person, 1_000_000);
    await buy('Family');
    const [row] = await ownerQuery<{ id: string; panel_username: string }>(
      'select id::text, panel_username from subscriptions where bot_id = $1',
      [bot.botId],
    );
    ({ id, panel_username: account } = row as { id: string; panel_username: string });
    hwids.forEach((hwid, at) => {
      driver.panel.addDevice(account, hwid);
      // The last one in the list is the first that was added.
      Object.assign(devices().at(-1) ?? {}, { createdAt: `2026-11-0${9 - at}T10:00:00.000Z` });
    });
  });
  afterEach(() => driver.panel.mend());

  const devices = () => driver.panel.account(account)!.devices;
  const left = () => devices().map(({ hwid }) => hwid);
  /** What the bot said after so many of its messages. */
  const saidAfter = (count: number): string =>
    bot
      .said(sara.person)
      .slice(count)
      .map(({ text }) => text)
      .join('\n');
  const due = async (): Promise<{ isDue: boolean; isTold: boolean }> => {
    const [row] = await ownerQuery<{ isDue: boolean; isTold: boolean }>(
      `select devices_due_at is not null as "isDue", devices_told_at is not null as "isTold"
       from subscriptions where bot_id = $1 and id = $2`,
      [bot.botId, id],
    );
    return row as { isDue: boolean; isTold: boolean };
  };
  const sweep = async (): Promise<void> => {
    await enqueueDueDevices();
    await driver.settle();
  };
  /** A day goes by, in which nothing is chosen any more. */
  const wait = () =>
    ownerQuery(
      `update subscriptions set devices_due_at = devices_due_at - interval '25 hours' where bot_id = $1`,
      [bot.botId],
    );
  /** The relay hands over what the dead worker did not. */
  const recover = async (): Promise<void> => {
    await ownerQuery(
      `update outbox set created_at = created_at - interval '1 minute' where bot_id = $1 and handed_at is null`,
      [bot.botId],
    );
    await relayFor(bot, driver.jobs);
    await driver.settle();
  };
  const lower = async (deviceLimit: number): Promise<void> => {
    await bot.tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id } }))!;
      await changeSubscription(bot.tenant, tx, {
        giver: { by: 'operator' },
        subscription,
        wish: { deviceLimit },
      });
    });
    await driver.settle();
  };

  async function buy(plan: string): Promise<void> {
    await bot.send(sara.person, '/menu');
    await sara.chooses(plan);
    await sara.taps(sara.dataOf('ay ').startsWith('pay') ? sara.dataOf('ay ') : sara.dataOf('hange'));
  }

  it('are told to their owner after a change to a smaller plan, who chooses which go', async () => {
    await buy('Single');
    expect(left()).to.have.length(3);
    const before = bot.said(sara.person).length;
    await sweep();
    expect(saidAfter(before)).to.contain('is for 1 device at most').and.contain('which of them go (2)');
    expect(left()).to.have.length(3);
    for (const number of [3, 1]) {
      await sara.taps(sara.dataOf(`Remove ${number}`));
      await sara.taps(sara.dataOf('Yes, remove it'));
    }
    expect(left()).to.eql(['the-tablet-2']);
    expect(sara.reads()).to.not.contain('at most');
    expect(await due()).to.eql({ isDue: false, isTold: false });
    await wait();
    await sweep();
    expect(left()).to.eql(['the-tablet-2']);
  });

  it('go after a day, the first added of them, and no more than are too many; the owner hears which', async () => {
    await lower(2);
    await sweep();
    await sweep();
    expect(left()).to.have.length(3);
    await wait();
    const before = bot.said(sara.person).length;
    await sweep();
    expect(left()).to.eql(['the-phone-1', 'the-tablet-2']);
    expect(saidAfter(before))
      .to.contain('have been removed')
      .and.match(/7 November/);
    await sweep();
    expect(left()).to.have.length(2);
    expect(await due()).to.eql({ isDue: false, isTold: false });
  });

  it('stay where room was bought meanwhile', async () => {
    await lower(1);
    await sweep();
    await ownerQuery('update subscriptions set device_limit = 3 where bot_id = $1', [bot.botId]);
    await wait();
    const before = bot.said(sara.person).length;
    await sweep();
    expect(left()).to.have.length(3);
    expect(saidAfter(before)).to.equal('');
    expect(await due()).to.eql({ isDue: false, isTold: false });
  });

  it('are counted anew, with a new day to choose, when the limit is lowered once more', async () => {
    await lower(2);
    await sweep();
    await wait();
    await lower(1);
    await sweep();
    expect(left()).to.have.length(3);
    expect(sara.reads()).to.contain('which of them go (2)');
    await wait();
    await sweep();
    expect(left()).to.eql(['the-phone-1']);
  });

  it('are found by their row whatever lowered it and whatever Redis lost, once the panel has the limit', async () => {
    await ownerQuery(
      `update subscriptions set device_limit = 1, provisioned_at = null, panel_revision = panel_revision + 1
       where bot_id = $1`,
      [bot.botId],
    );
    await sweep();
    expect(await due()).to.eql({ isDue: true, isTold: false });
    await ownerQuery('update subscriptions set provisioned_at = now() where bot_id = $1', [bot.botId]);
    await sweep();
    expect(await due()).to.eql({ isDue: true, isTold: true });
  });

  it('are not looked for where a limit was raised, or there is no account yet', async () => {
    await ownerQuery('update subscriptions set device_limit = 9 where bot_id = $1', [bot.botId]);
    expect((await due()).isDue).to.equal(false);
    await ownerQuery('update subscriptions set panel_username = null, device_limit = 1 where bot_id = $1', [
      bot.botId,
    ]);
    expect((await due()).isDue).to.equal(false);
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`go once, and are told of once, when the worker dies ${point}`, async () => {
      await lower(1);
      await enqueueDueDevices();
      await driver.crash('panel', point);
      await recover();
      await sweep();
      expect(bot.said(sara.person).filter(({ text }) => text.includes('which of them go'))).to.have.length(1);
      await wait();
      await enqueueDueDevices();
      await driver.crash('panel', point);
      await recover();
      await sweep();
      expect(left()).to.eql(['the-phone-1']);
      expect(bot.said(sara.person).filter(({ text }) => text.includes('have been removed'))).to.have.length(
        1,
      );
    });

  it('go, and are told of, when the panel’s answer to a removal was lost', async () => {
    await lower(1);
    await sweep();
    await wait();
    driver.panel.fail({ on: /POST \/hwid\/devices\/delete/, kind: 'lost' });
    await sweep();
    await wait();
    await sweep();
    expect(left()).to.eql(['the-phone-1']);
    expect(sara.reads()).to.contain('1. ').and.contain('2. ').and.contain('have been removed');
  });

  it('hold up nothing while the panel does not tell of devices', async () => {
    await lower(2);
    driver.panel.fail({ on: /GET \/hwid/, kind: 'status', status: 503, times: 100 });
    await sweep();
    expect(await due()).to.eql({ isDue: true, isTold: false });
    await lower(1);
    expect(driver.panel.account(account)?.hwidDeviceLimit).to.equal(1);
  });
});

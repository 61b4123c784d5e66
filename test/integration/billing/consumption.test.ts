import { expect } from 'chai';
import { Bot } from '#models/bot.js';
import { Subscription } from '#models/subscription.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { User } from '#models/user.js';
import { accountFacts } from '#panels/account-facts.js';
import { dayMs, gigabyte } from '#platform/units.js';
import { requestRemovals } from '#services/provision/request-sync.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import type { Account } from '../../../scripts/sandbox/panel/world.js';
import { watchBillingOfFleetHandler } from '../../../src/workers/handlers/fleet-watch-billing.js';
import { openFleetPanel } from '../../../src/workers/fleet-panel.js';
import { buildSubscription } from '../../factories/subscription.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const tellers = {
  onNotice: () => Promise.resolve(),
  onTraffic: () => Promise.resolve(),
  onNewLink: () => Promise.resolve(),
};

describe('consumed traffic, as the panel tells it', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let row: Subscription;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  const openBot = async (overrides: Parameters<BotDriver['addBot']>[0]): Promise<void> => {
    bot = await driver.addBot({ defaultLanguage: 'en', ...overrides });
    await bot.configure({ language_selection: false });
    row = await made();
  };
  beforeEach(() =>
    openBot({ billingModel: 'traffic_consumption', trafficRateToman: 1_000, walletBalanceToman: 50_000 }),
  );
  async function made(): Promise<Subscription> {
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    const user = (await bot.tenant.db(() => User.findOne({ where: { telegramId: person.id } })))!;
    const built = await buildSubscription(bot.tenant, user, {
      endsAt: new Date(Date.now() + 90 * dayMs),
    });
    await driver.settle();
    return (await bot.tenant.db(() => Subscription.findOne({ where: { id: built.id } })))!;
  }
  const accountOf = ({ panelUsername }: Subscription): Account => driver.panel.account(panelUsername!)!;
  const use = (one: Subscription, bytes: number): void => {
    const account = accountOf(one);
    account.usedTrafficBytes += bytes;
    account.lifetimeUsedTrafficBytes += bytes;
  };
  const walk = async (): Promise<void> => {
    await ownerQuery("delete from fleet_settings where key = 'panel.walk'");
    await walkPanel({ panel: openFleetPanel(driver)(), pages: 1_000, everyMs: 0 });
    await driver.settle();
  };
  /** What is booked of a bot: consumed by the day and in sum, owed in toman, and the ledger. */
  const booksOf = (one = bot) =>
    one.tenant.db(async () => {
      const found = (await Bot.findByPk(one.botId))!;
      const days = await TenantTrafficUsage.findAll();
      const ledger = await TenantWalletTransaction.findAll({ order: [['id', 'ASC']] });
      return {
        consumed: Number(found.trafficConsumedBytes),
        byDay: days.reduce((sum, day) => sum + Number(day.consumedBytes), 0),
        owed: Number(found.trafficOwed) / gigabyte,
        balance: found.walletBalanceToman,
        ledger: ledger.map(({ type, amountToman }) => [type, amountToman]),
        charged: days.reduce((sum, day) => sum + day.chargedToman, 0),
      };
    });
  const watchOfFleet = async (): Promise<void> => {
    await watchBillingOfFleetHandler().run(undefined, {}, {} as never);
    await driver.settle();
  };

  it('is booked once however often a walk tells it, and survives resets and accounts made anew', async () => {
    use(row, 3 * gigabyte);
    await walk();
    await walk();
    expect(await booksOf()).to.include({ consumed: 3 * gigabyte, byDay: 3 * gigabyte, owed: 3_000 });
    use(row, gigabyte);
    accountOf(row).usedTrafficBytes = 0;
    accountOf(row).lastTrafficResetAt = new Date().toISOString();
    await walk();
    expect((await booksOf()).consumed).to.equal(4 * gigabyte);
    use(row, 2 * gigabyte);
    driver.panel.dropAccount(row.panelUsername!);
    await driver.settle();
    expect((await booksOf()).consumed, 'what it had consumed when it was removed').to.equal(6 * gigabyte);
    use(row, 5);
    await walk();
    expect((await booksOf()).consumed, 'the one that was made anew').to.equal(6 * gigabyte + 5);
  });

  it('is counted to the last byte when the account of somebody who is erased goes', async () => {
    use(row, 7);
    await bot.tenant.db((tx) => requestRemovals(bot.tenant, tx, row.userId));
    await driver.settle();
    expect(driver.panel.account(row.panelUsername!)).to.equal(undefined);
    expect(await booksOf()).to.include({ consumed: 7, byDay: 7 });
  });

  it('less than yesterday is nothing, and what comes again up to there is not booked twice', async () => {
    use(row, 10);
    await walk();
    accountOf(row).lifetimeUsedTrafficBytes = 4;
    accountOf(row).usedTrafficBytes = 4;
    await walk();
    use(row, 6);
    await walk();
    expect((await booksOf()).consumed).to.equal(10);
    use(row, 1);
    await walk();
    expect(await booksOf()).to.include({ consumed: 11, byDay: 11 });
  });

  it('of subscriptions that are older than the counting is booked from the first look on', async () => {
    await ownerQuery('update subscriptions set panel_counted = null where id = $1', [row.id]);
    use(row, 500);
    await walk();
    expect((await booksOf()).consumed).to.equal(0);
    use(row, 3);
    await walk();
    expect((await booksOf()).consumed).to.equal(3);
  });

  it('is booked together with the counters, or not at all: a death before any statement loses nothing', async () => {
    use(row, 11);
    const panel = openFleetPanel(driver)();
    const accounts = [accountFacts((await panel.find(row.panelUsername!))!)];
    const compare = (at: number) =>
      dieBefore(bot.tenant, at, (tx) =>
        compareAccounts(bot.tenant, tx, { accounts, source: { kind: 'walk' }, tellers }),
      );
    let at = 1;
    for (; (await compare(at)).died; at += 1)
      expect(await booksOf(), `before statement ${at}`).to.include({ consumed: 0, byDay: 0 });
    expect(at).to.be.above(3);
    const again = () =>
      bot.tenant.db((tx) => compareAccounts(bot.tenant, tx, { accounts, source: { kind: 'walk' }, tellers }));
    await Promise.all([1, 2, 3, 4].map(again));
    expect(await booksOf()).to.include({ consumed: 11, byDay: 11 });
  });

  it('is booked once when many looks at growing counters meet at the same time', async () => {
    const panel = openFleetPanel(driver)();
    const seen = [];
    for (let n = 0; n < 6; n += 1) {
      use(row, 100 + n);
      seen.push(accountFacts((await panel.find(row.panelUsername!))!));
    }
    await Promise.all(
      [...seen, ...seen.toReversed()].map((one) =>
        bot.tenant.db((tx) =>
          compareAccounts(bot.tenant, tx, { accounts: [one], source: { kind: 'look' }, tellers }),
        ),
      ),
    );
    expect(await booksOf()).to.include({ consumed: 615, byDay: 615 });
  });

  it('is charged once an hour, in whole toman, and the rest is carried', async () => {
    use(row, 2.5 * gigabyte + 1);
    await walk();
    await watchOfFleet();
    await watchOfFleet();
    expect(await booksOf()).to.deep.include({
      balance: 47_500,
      charged: 2_500,
      ledger: [['consumption_charge', -2_500]],
    });
    expect((await booksOf()).owed).to.be.closeTo(1_000 / gigabyte, 1e-12);
    use(row, gigabyte);
    await walk();
    await watchOfFleet();
    expect((await booksOf()).ledger, 'in this hour it was charged').to.have.lengthOf(1);
    await ownerQuery(
      `update tenant_wallet_transactions set idempotency_key = 'traffic 2020-01-01T00' where bot_id = $1`,
      [bot.botId],
    );
    await ownerQuery(`update bots set traffic_charged_at = now() - interval '1 hour' where id = $1`, [
      bot.botId,
    ]);
    await watchOfFleet();
    expect(await booksOf()).to.deep.include({
      balance: 46_500,
      ledger: [
        ['consumption_charge', -2_500],
        ['consumption_charge', -1_000],
      ],
    });
  });

  it('is counted but not owed where the billing does not charge it, and sales cost nothing where it does', async () => {
    for (const [billingModel, owed] of [
      ['none', 0],
      ['subscription_sale', 0],
      ['hybrid', 1_000],
    ] as const) {
      await openBot({ billingModel, trafficRateToman: 1_000 });
      use(row, gigabyte);
      await walk();
      expect(await booksOf(), billingModel).to.include({ consumed: gigabyte, owed });
    }
  });

  it('of one bot leaves the books of another as they are', async () => {
    const [other, otherRow] = [bot, row];
    await openBot({ billingModel: 'traffic_consumption', trafficRateToman: 7 });
    use(row, 2 * gigabyte);
    use(otherRow, gigabyte);
    await walk();
    expect([(await booksOf()).owed, (await booksOf(other)).owed]).to.deep.equal([14, 1_000]);
  });
});

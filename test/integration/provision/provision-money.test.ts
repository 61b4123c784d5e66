import { expect } from 'chai';
import { followDirectory } from '#directory/directory.js';
import { BotPlan } from '#models/bot-plan.js';
import { Order } from '../../support/models/order.js';
import { Subscription } from '#models/subscription.js';
import { Transaction } from '#models/transaction.js';
import { User } from '#models/user.js';
import { openVault } from '#platform/secrets.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { topUp } from '../../support/bot/sales.js';
import { openWorkerDeps } from '../../../src/workers/worker-deps.js';

const price = 100_000;

describe('money and the panel', () => {
  let driver: BotDriver;
  let bot: DrivenBot;
  let plan: BotPlan;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
    plan = await bot.tenant.db(() =>
      BotPlan.create({ name: 'Month', periodDays: 30, priceToman: price, trafficLimitGb: 50 }),
    );
  });
  after(() => driver.close());
  beforeEach(async () => {
    driver.panel.mend();
    user = await buildUser(bot.tenant);
    await bot.tenant.db((tx) => topUp(bot.tenant, tx, user.id, price));
  });

  const buy = (): Promise<void> =>
    bot.tenant.db(async (tx) => {
      const wish = { kind: 'plan', planId: plan.id } as const;
      const drafted = await draftOrder(bot.tenant, tx, { userId: user.id, wish });
      if (drafted.kind !== 'quoted') throw new Error(`refused: ${drafted.reason}`);
      const { id: orderId, revision } = drafted.order;
      await confirmOrder(bot.tenant, tx, { userId: user.id, orderId, revision });
    });
  const look = () =>
    bot.tenant.db(async () => {
      const mine = { where: { userId: user.id } };
      return {
        balance: Number((await User.findOne({ where: { id: user.id } }))!.balanceToman),
        ledger: (await Transaction.findAll(mine)).reduce((sum, { amountToman }) => sum + amountToman, 0),
        refunds: await Transaction.count({ where: { userId: user.id, type: 'refund' } }),
        order: (await Order.findOne(mine))!,
        subscription: (await Subscription.findOne(mine))!,
      };
    });
  const accounts = (subscription: Subscription) =>
    driver.panel
      .accounts()
      .filter(({ username }) => username.startsWith(`b${bot.botId}_s${subscription.id}_`));

  it('bring a purchase to a link, and the order is delivered', async () => {
    await buy();
    await driver.settle();
    const { balance, order, subscription } = await look();
    expect(balance).to.equal(0);
    expect(order.state).to.equal('paid');
    expect(order.fulfilledAt).to.be.instanceOf(Date);
    expect(subscription.subscriptionUrl).to.contain('/sub/');
    expect(accounts(subscription)).to.have.length(1);
  });

  it('are back in the wallet, once, when the panel refuses for good, and no account is left', async () => {
    driver.panel.fail({ on: /POST \/users$/, kind: 'status', status: 409, errorCode: 'A777', times: 3 });
    await buy();
    await driver.settle();
    await driver.hurry();
    const { balance, ledger, refunds, order, subscription } = await look();
    expect({ balance, ledger, refunds, state: order.state }).to.eql({
      balance: price,
      ledger: price,
      refunds: 1,
      state: 'refunded',
    });
    expect(subscription.provisionedAt).to.be.instanceOf(Date);
    expect(accounts(subscription)).to.eql([]);
  });

  it('are back when the panel has none of the servers that were sold', async () => {
    await bot.tenant.db(() =>
      plan.update({ squads: ['7d3c1c3e-0000-4000-8000-0000000000ff'] } as Partial<BotPlan>),
    );
    try {
      await buy();
      await driver.settle();
      expect(await look()).to.include({ balance: price, refunds: 1 });
    } finally {
      await bot.tenant.db(() => plan.update({ squads: [] } as Partial<BotPlan>));
    }
  });

  it('stay with the sale while the panel is only away, and the account comes with it', async () => {
    driver.panel.fail({ kind: 'cut', times: 3 });
    await buy();
    await driver.settle();
    expect((await look()).order.state).to.equal('paid');
    await driver.hurry();
    await driver.hurry();
    await driver.hurry();
    const { balance, order, subscription } = await look();
    expect(balance).to.equal(0);
    expect(order.fulfilledAt).to.be.instanceOf(Date);
    expect(accounts(subscription)).to.have.length(1);
  });

  it('are back after a day of waiting, and an account whose making was never answered is removed', async () => {
    const { jobs, env } = driver;
    const deps = openWorkerDeps({
      jobs,
      env,
      vault: openVault(env.appSecret),
      directory: followDirectory(jobs.redis, jobs.prefix),
    });
    const { failed } = makeHandlers(deps)['subscription.provision'];
    driver.panel.fail({ on: /POST \/users$/, kind: 'lost' });
    await buy();
    await driver.settle();
    const { subscription } = await look();
    expect(accounts(subscription), 'made, but we do not know').to.have.length(1);
    const payload = { subscription_id: subscription.id };
    await Promise.all([failed!(bot.tenant, payload), failed!(bot.tenant, payload)]);
    await driver.hurry();
    await driver.settle();
    expect(await look()).to.include({ balance: price, ledger: price, refunds: 1 });
    expect(accounts(subscription)).to.eql([]);
  });
});

import { expect } from 'chai';
import { User } from '#models/user.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { asFleet } from '#tenancy/scope.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { expireOrdersOfFleetHandler } from '../../../src/workers/handlers/fleet-expire-orders.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { zoneAt } from '../../support/zone-at.js';
import { shopOf, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

describe('word of sales', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let shop: Shop;
  let sara: Person;
  let userId: string;
  let group: string;
  const fleetAdmin = { id: '9000000077', firstName: 'Fleet admin' };

  beforeEach(async () => {
    driver = await openBotDriver([fleetAdmin.id]);
    bot = await driver.addBot({ defaultLanguage: 'en' });
    shop = shopOf(bot.tenant);
    const owner = driver.telegram.person({ firstName: 'Owner' });
    group = driver.telegram.addGroup({ bots: [bot.token], members: [owner] });
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [bot.botId, group]);
    await bot.configure({ language_selection: false, admin_notices: true, time_zone: zoneAt(12) });
    sara = driver.telegram.person({ firstName: 'Sara', username: 'sara_ahmadi' });
    await bot.send(sara, '/start');
    const user = await bot.tenant.db(() => User.findOne({ where: { telegramId: sara.id } }));
    userId = user!.id;
  });
  afterEach(() => driver.close());

  const give = async (amountToman: number) => {
    await bot.tenant.db((tx) =>
      adjustBalance(bot.tenant, tx, {
        userId,
        amountToman,
        reason: 'A gift',
        idempotencyKey: `gift ${amountToman}`,
      }),
    );
    await driver.settle();
  };
  const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
  const said = (person: { id: string }) => bot.said(person).map(({ text }) => plain(text));
  const heard = () => said({ id: group });

  it('reaches the admins in their chat: who bought what, at which price, under which number', async () => {
    const plan = await shop.addPlan({ name: 'Gold <1>' });
    await give(150_000);
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await driver.settle();
    const [{ id: number } = { id: '' }] = (await shop.look(userId)).subscriptions;
    expect(heard()).to.have.lengthOf(1);
    expect(heard()[0]).to.include('A subscription was bought');
    for (const part of ['Gold <1>', 'Sara', sara.id, '@sara_ahmadi', '100,000 toman', number])
      expect(heard()[0]).to.include(part);
  });

  it('is only of the kinds that they chose', async () => {
    await bot.configure({ admin_notice_kinds: ['renewal'] });
    const plan = await shop.addPlan();
    await give(300_000);
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await driver.settle();
    expect(heard()).to.deep.equal([]);
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await driver.settle();
    expect(heard().map((text) => text.split('\n')[0])).to.deep.equal(['🔁 A subscription was renewed']);
  });

  it('reaches the buyer when a cart is bought by itself, with a way to the subscription', async () => {
    const plan = await shop.addPlan();
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    const before = bot.said(sara).length;
    await give(100_000);
    const [{ id } = { id: '' }] = (await shop.look(userId)).subscriptions;
    const bought = bot
      .said(sara)
      .slice(before)
      .find(({ text }) => text.includes('is bought'));
    expect(plain(bought?.text ?? '')).to.include('Month is bought');
    expect(bought?.buttons.flat().map(({ data }) => data)).to.deep.equal([`subscription:${id}`, 'menu']);
  });

  it('reaches buyer and admins when a sale is taken back', async () => {
    const plan = await shop.addPlan();
    await give(100_000);
    const bought = await shop.buy(userId, { kind: 'plan', planId: plan.id });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    const { subscriptionId } = bought;
    await bot.tenant.db((tx) => refundOrders(bot.tenant, tx, { subscriptionId, reason: 'panel.refused' }));
    await driver.settle();
    expect(said(sara).some((text) => text.includes('100,000 toman is in your wallet again'))).to.equal(true);
    expect(
      heard().some((text) => text.includes('A sale was taken back') && text.includes('panel.refused')),
    ).to.equal(true);
  });

  it('reaches the buyer when a cart expires: the fleet finds the bots, the bot ends its carts', async () => {
    const plan = await shop.addPlan();
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await ownerQuery(`update orders set expires_at = now() - interval '1 second' where bot_id = $1`, [
      bot.botId,
    ]);
    const run = {
      outboxId: undefined,
      startsAgain: false,
      isOurs: () => Promise.resolve(true),
      withoutSlot: <T>(work: () => Promise<T>) => work(),
    };
    await expireOrdersOfFleetHandler().run(undefined, {}, run);
    await driver.settle();
    expect(said(sara).at(-1)).to.include('Your order has expired: Month');
  });

  it('of an empty wallet reaches the tenant and the master, once an hour', async () => {
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
    const master = await driver.addBot({ isMaster: true, defaultLanguage: 'en' });
    const operator = driver.telegram.person(fleetAdmin);
    await master.configure({ language_selection: false });
    await master.send(operator, '/start');
    await ownerQuery(`update bots set billing_model = 'hybrid', traffic_rate_toman = 10 where id = $1`, [
      bot.botId,
    ]);
    const plan = await shop.addPlan({ trafficLimitGb: 5 });
    await give(500_000);
    for (let time = 0; time < 3; time += 1) await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await driver.settle();
    const isWord = ({ text }: { text: string }) => text.includes('has refused a sale');
    expect(bot.said({ id: group }).filter(isWord)).to.have.lengthOf(1);
    expect(master.said(operator).filter(isWord)).to.have.lengthOf(1);
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
  });
});

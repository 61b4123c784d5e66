import { expect } from 'chai';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { enqueueAutopay, enqueueAutopayBots } from '#services/subscriptions/autopay-due.js';
import { agreeToRenewal, switchAutopay } from '#services/subscriptions/change-own-subscription.js';
import { renewByItself } from '#services/subscriptions/renew-by-itself.js';
import type { Tx } from '#tenancy/scope.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';

const day = 86_400_000;

describe('autopay', function () {
  this.timeout(60_000);
  let shop: Shop;
  let userId: string;
  let planId: string;
  let subscriptionId: string;

  /** A person with a month for 100,000 toman, of which three days are left, and so much in the wallet. */
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer(100_000)).id;
    planId = (await shop.addPlan({ priceToman: 100_000 })).id;
    const bought = await shop.buy(userId, { kind: 'plan', planId });
    if (bought.kind !== 'paid') throw new Error(bought.kind);
    subscriptionId = bought.subscriptionId;
    await shop.age(subscriptionId, 27);
    await turn(true);
  });

  const turn = (isOn: boolean, agreedToman?: number) =>
    shop.tenant.db((tx) =>
      switchAutopay(shop.tenant, tx, { userId, subscriptionId, isOn, daysBefore: 7, agreedToman }),
    );
  const run = () => shop.tenant.db((tx) => renewByItself(shop.tenant, tx, subscriptionId));
  const read = async () => (await shop.look(userId)).subscriptions[0]!;
  const told = async (kind: string): Promise<number> =>
    namesOf(await shop.jobs()).filter((name) => name === `notice ${kind}`).length;
  const tries = async (): Promise<number> =>
    namesOf(await shop.jobs()).filter((name) => name === 'subscription.autopay').length;
  const credit = (amountToman: number) =>
    shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, {
        userId,
        amountToman,
        reason: 'x',
        idempotencyKey: `gift ${Math.random()}`,
      }),
    );
  const priced = (priceToman: number) =>
    ownerQuery('update bot_plans set price_toman = $2 where id = $1', [planId, priceToman]);

  it('renews at the present price of the plan, from the wallet, and tries next before the new end', async () => {
    await credit(150_000);
    await priced(110_000);
    const before = await read();
    await run();
    const { balanceToman, ledger } = await shop.look(userId);
    expect(balanceToman).to.equal(40_000);
    expect(ledger.at(-1)).to.include({ type: 'subscription_payment', amountToman: -110_000 });
    const after = await read();
    expect(after.endsAt.getTime() - before.endsAt.getTime()).to.equal(30 * day);
    expect(after.endsAt.getTime() - after.autopayAt!.getTime()).to.equal(7 * day);
    expect(await told('autopay_done')).to.equal(1);
    expect(await told('sale_made')).to.equal(2);
  });

  it('renews once, however often and from however many sides it is run', async () => {
    await credit(500_000);
    await Promise.all([
      run(),
      run(),
      run(),
      shop.buy(userId, { kind: 'plan', planId, subscriptionId }),
      run(),
    ]);
    await run();
    const { endsAt } = await read();
    const months = Math.round((endsAt.getTime() - Date.now()) / (30 * day));
    const { balanceToman } = await shop.look(userId);
    expect(500_000 - balanceToman, 'what was paid is what was given').to.equal(months * 100_000);
    expect(months).to.be.within(1, 2);
  });

  it('leaves nothing when the process dies between any two statements, and renews once after', async () => {
    await credit(100_000);
    const before = await everythingOf(shop.botId);
    const renewal = (tx: Tx) => renewByItself(shop.tenant, tx, subscriptionId);
    let at = 1;
    for (; (await dieBefore(shop.tenant, at, renewal)).died; at += 1)
      expect(await everythingOf(shop.botId)).to.equal(before);
    expect(at).to.be.above(12);
    expect((await shop.look(userId)).balanceToman).to.equal(0);
    await run();
    expect((await shop.look(userId)).orders.filter(({ state }) => state === 'paid')).to.have.length(2);
  });

  it('stays on while the bot sells nothing for want of money in its own wallet, and renews when it sells again', async () => {
    await credit(100_000);
    await ownerQuery(
      `update bots set billing_model = 'traffic_consumption', traffic_rate_toman = 1, min_wallet_balance_toman = 5,
         auto_suspend_on_low_balance = true where id = $1`,
      [shop.botId],
    );
    await run();
    const waiting = await read();
    expect(waiting.isAutopayEnabled).to.equal(true);
    expect(waiting.autopayAt!.getTime()).to.be.above(Date.now());
    expect((await shop.look(userId)).balanceToman).to.equal(100_000);
    await ownerQuery('update bots set wallet_balance_toman = 5 where id = $1', [shop.botId]);
    await ownerQuery(`update subscriptions set autopay_at = now() - interval '1 second' where id = $1`, [
      subscriptionId,
    ]);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(0);
    expect([await told('autopay_stopped'), await told('autopay_done')]).to.deep.equal([0, 1]);
  });

  it('renews nothing while the bot is switched off, and what still runs when it is on again', async () => {
    await credit(100_000);
    await ownerQuery('update bots set is_active = false where id = $1', [shop.botId]);
    await ownerQuery(`update subscriptions set autopay_at = now() - interval '1 second' where id = $1`, [
      subscriptionId,
    ]);
    await enqueueAutopayBots();
    expect(namesOf(await shop.jobs())).not.to.include('subscriptions.autopay-due');
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(100_000);
    await ownerQuery('update bots set is_active = true where id = $1', [shop.botId]);
    await enqueueAutopayBots();
    expect(namesOf(await shop.jobs())).to.include('subscriptions.autopay-due');
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(0);
  });

  it('tells of too little money once a day, tries again, and at once when money comes', async () => {
    await credit(60_000);
    await run();
    await run();
    expect(await told('autopay_short')).to.equal(1);
    const waiting = await read();
    expect(waiting.isAutopayShort).to.equal(true);
    expect(waiting.autopayAt!.getTime() - Date.now()).to.be.within(5.9 * 3_600_000, 6 * 3_600_000);
    expect((await shop.look(userId)).balanceToman).to.equal(60_000);
    const before = await tries();
    await credit(40_000);
    expect(await tries()).to.equal(before + 1);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(0);
    expect(await read()).to.include({ isAutopayShort: false });
    await credit(40_000);
    expect(await tries(), 'nothing waits any more').to.equal(before + 1);
  });

  it('tries a last time before the end, and never after it', async () => {
    await shop.age(subscriptionId, 2);
    await ownerQuery(`update subscriptions set ends_at = now() + interval '2 hours' where id = $1`, [
      subscriptionId,
    ]);
    await run();
    const { autopayAt, endsAt } = await read();
    expect(endsAt.getTime() - autopayAt!.getTime()).to.equal(5 * 60_000);
    await ownerQuery(`update subscriptions set ends_at = now() - interval '1 second' where id = $1`, [
      subscriptionId,
    ]);
    await credit(500_000);
    await run();
    expect((await read()).autopayAt).to.equal(null);
    expect((await shop.look(userId)).balanceToman).to.equal(500_000);
  });

  it('asks before it pays a price that rose beyond the bound, and pays it when its owner agrees', async () => {
    await credit(500_000);
    await priced(121_000);
    await run();
    await run();
    expect(await told('autopay_asks')).to.equal(1);
    expect((await shop.look(userId)).balanceToman).to.equal(500_000);
    await shop.tenant.db((tx) =>
      agreeToRenewal(shop.tenant, tx, { userId, subscriptionId, priceToman: 121_000 }),
    );
    await priced(130_000);
    await run();
    expect((await shop.look(userId)).balanceToman, 'it rose above what was agreed to').to.equal(500_000);
    await priced(121_000);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(379_000);
  });

  it('pays what the screen said when it was switched on, however much that is', async () => {
    await credit(900_000);
    await priced(300_000);
    await turn(true, 300_000);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(600_000);
  });

  it('is switched off and says so when its plan is gone', async () => {
    await credit(500_000);
    await ownerQuery('update bot_plans set is_active = false where id = $1', [planId]);
    await run();
    expect(await read()).to.include({ isAutopayEnabled: false, autopayAt: null });
    expect(await told('autopay_stopped')).to.equal(1);
  });

  it('waits while the bot or the person is off, and while the tenant has too little', async () => {
    await credit(500_000);
    await shop.switchFeature('auto_renewal', false);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(500_000);
    expect((await read()).autopayAt!.getTime()).to.be.above(Date.now());
    await shop.switchFeature('auto_renewal', true);
    await ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(500_000);
    await ownerQuery(`update users set status = 'active' where id = $1`, [userId]);
    await run();
    expect((await shop.look(userId)).balanceToman).to.equal(400_000);
  });

  it('is found when it is due, from PostgreSQL alone, and enqueued once', async () => {
    const jobsOf = async (name: string) => namesOf(await shop.jobs()).filter((one) => one === name).length;
    await enqueueAutopayBots();
    expect(await jobsOf('subscriptions.autopay-due')).to.equal(1);
    await Promise.all([enqueueAutopay(shop.tenant), enqueueAutopay(shop.tenant)]);
    expect(await tries()).to.equal(1);
    await turn(false);
    expect((await read()).autopayAt).to.equal(null);
    await enqueueAutopay(shop.tenant);
    expect(await tries()).to.equal(1);
  });
});

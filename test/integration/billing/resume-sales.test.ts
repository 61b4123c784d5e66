import { expect } from 'chai';
import { changeWallet } from '#services/billing/change-wallet.js';
import { noteStanding } from '#services/money/wallet-standing.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { completeWaiting } from '#services/orders/complete-waiting.js';
import { resumeCarts } from '#services/orders/resume-carts.js';
import { resumeOrdersHandler } from '#workers/handlers/orders-resume.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { uniqueNumber } from '../../factories/unique.js';

describe('what waited for the wallet of the bot', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop({
      ...{ billingModel: 'subscription_sale', trafficRateToman: 100, walletBalanceToman: 999 },
      autoSuspendOnLowBalance: true,
    });
  });

  /** A cart of 10 GB whose money came while the tenant could not pay 1,000 toman for it; its buyer. */
  const waiting = async (amountToman = 100_000): Promise<string> => {
    const plan = await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 10 });
    const { id: userId } = await shop.addBuyer();
    await setModel('none');
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    await setModel('subscription_sale');
    const idempotencyKey = `gift ${uniqueNumber()}`;
    await shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, { userId, amountToman, reason: 'A gift', idempotencyKey }),
    );
    expect((await shop.look(userId)).orders[0]!.state).to.equal('waiting');
    return userId;
  };
  const setModel = (model: string) =>
    ownerQuery('update bots set billing_model = $2 where id = $1', [shop.botId, model]);
  const fill = (amountToman: number) =>
    shop.tenant.db((tx) =>
      changeWallet(shop.tenant, tx, {
        ...{ kind: 'add', amountToman, reason: 'A bank transfer' },
        idempotencyKey: `fill ${uniqueNumber()}`,
      }),
    );
  const enqueued = async (name: string): Promise<unknown[]> =>
    (await shop.jobs()).filter((job) => job.name === name).map(({ payload }) => payload);
  const work = async (): Promise<void> => {
    for (const { user_id: userId } of (await enqueued('orders.complete-waiting')) as { user_id: string }[])
      await shop.tenant.db((tx) => completeWaiting(shop.tenant, tx, { userId }));
  };

  it('is bought when it is filled, once, for whoever has the money', async () => {
    const [rich, poor] = [await waiting(), await waiting(99_999)];
    expect(await enqueued('orders.resume')).to.have.length(0);
    await fill(1_000);
    expect(await enqueued('orders.resume')).to.have.length(1);
    await Promise.all([resumeCarts(shop.tenant), resumeCarts(shop.tenant)]);
    expect(
      new Set((await enqueued('orders.complete-waiting')).map((one) => JSON.stringify(one))),
    ).to.deep.equal(new Set([JSON.stringify({ user_id: rich })]));
    await Promise.all([work(), work()]);
    const { balanceToman, orders } = await shop.look(rich);
    expect([balanceToman, orders[0]!.state]).to.deep.equal([0, 'paid']);
    expect((await shop.look(poor)).orders[0]!.state).to.equal('waiting');
    const [bot] = await ownerQuery<{ wallet: string }>(
      'select wallet_balance_toman::text as wallet from bots where id = $1',
      [shop.botId],
    );
    expect(bot!.wallet).to.equal('999');
    expect(namesOf(await shop.jobs()).filter((name) => name === 'notice order_completed')).to.have.length(1);
  });

  it('is looked for by a job of its own, also where sales go on for another reason than money', async () => {
    const userId = await waiting();
    await ownerQuery(
      'update bots set min_wallet_balance_toman = 5000, sales_stopped_at = now() where id = $1',
      [shop.botId],
    );
    await setModel('none');
    await shop.tenant.db((tx) => noteStanding(shop.tenant, tx));
    expect(await enqueued('orders.resume')).to.have.length(1);
    await resumeOrdersHandler().run(shop.tenant, {}, {} as never);
    await work();
    expect((await shop.look(userId)).orders[0]!.state).to.equal('paid');
  });

  it('waits on for what is taken out of it', async () => {
    await waiting();
    await shop.tenant.db((tx) =>
      changeWallet(shop.tenant, tx, {
        ...{ kind: 'subtract', amountToman: 9, reason: 'A mistake', idempotencyKey: 'less' },
      }),
    );
    expect(await enqueued('orders.resume')).to.have.length(0);
  });
});

import { expect } from 'chai';
import { changeWallet } from '#services/billing/change-wallet.js';
import { noteStanding } from '#services/money/wallet-standing.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { refundTenant } from '#services/orders/charge-tenant.js';
import { resumeCart } from '#services/orders/complete-waiting.js';
import { resumeCarts } from '#services/orders/resume-carts.js';
import { resumeOrdersHandler } from '#workers/handlers/orders-resume.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { newPayment } from '../../support/payments/new-payment.js';
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
    for (const { user_id: userId } of (await enqueued('orders.resume-cart')) as { user_id: string }[])
      await shop.tenant.db((tx) => resumeCart(shop.tenant, tx, userId));
  };

  it('is bought when it is filled, once, for whoever has the money', async () => {
    const [rich, poor] = [await waiting(), await waiting(99_999)];
    expect(await enqueued('orders.resume')).to.have.length(0);
    await fill(1_000);
    expect(await enqueued('orders.resume')).to.have.length(1);
    await Promise.all([resumeCarts(shop.tenant), resumeCarts(shop.tenant)]);
    expect(new Set((await enqueued('orders.resume-cart')).map((one) => JSON.stringify(one)))).to.deep.equal(
      new Set([JSON.stringify({ user_id: rich })]),
    );
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

  const told = async (): Promise<string[]> =>
    namesOf(await shop.jobs()).filter((name) => name.startsWith('notice order_'));
  const resume = async (): Promise<void> => {
    await resumeCarts(shop.tenant);
    await work();
  };

  it('is refused to its buyer once, however often too little is filled in', async () => {
    await waiting();
    await ownerQuery('update bots set wallet_balance_toman = 0 where id = $1', [shop.botId]);
    for (const sum of [1, 2, 3]) {
      await fill(sum);
      await resume();
    }
    expect(await told()).to.deep.equal(['notice order_refused']);
  });

  it('is spoken of once where the bot buys nothing by itself, however often its wallet is filled', async () => {
    await shop.configure({ cart_auto_purchase: false });
    await waiting();
    for (const sum of [1, 2_000]) {
      await fill(sum);
      await resume();
    }
    expect(await told()).to.deep.equal(['notice order_funded']);
  });

  it('is bought there too if the order was paid itself', async () => {
    const userId = await waiting();
    await shop.configure({ cart_auto_purchase: false });
    const [cart] = (await shop.look(userId)).orders;
    await newPayment(shop.botId, { userId, orderId: cart!.id, status: 'paid' });
    await fill(1_000);
    await resume();
    expect((await shop.look(userId)).orders[0]!.state).to.equal('paid');
    expect(await told()).to.deep.equal(['notice order_refused', 'notice order_completed']);
  });

  it('is looked for when the panel refused another sale, whose price comes back', async () => {
    const userId = await waiting();
    const walletTransactionId = await shop.tenant.db(async (tx) => {
      const { id } = await moveTenantWallet(shop.tenant, tx, {
        ...{ type: 'traffic_charge', amountToman: -500, idempotencyKey: 'other sale', description: '5 GB' },
      });
      return id;
    });
    await fill(1);
    await resume();
    expect(await enqueued('orders.resume')).to.have.length(1);
    await shop.tenant.db((tx) =>
      refundTenant(shop.tenant, tx, { event: 'other sale', at: new Date(), soldGb: 5, walletTransactionId }),
    );
    expect(await enqueued('orders.resume')).to.have.length(2);
    await fill(500);
    await resume();
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

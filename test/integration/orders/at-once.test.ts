import { expect } from 'chai';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { dropCart } from '#services/orders/carts.js';
import { expireOrders } from '#services/orders/expire-orders.js';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { openShop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

describe('everything at once', () => {
  it('neither waits for itself for ever nor loses or makes money', async function () {
    this.timeout(30_000);
    const shop = await openShop({
      billingModel: 'hybrid',
      trafficRateToman: 3,
      walletBalanceToman: 1_000_000,
    });
    const { tenant } = shop;
    await shop.configure({ subscriptions_per_user: 2 });
    const plans = [
      (await shop.addPlan({ trafficLimitGb: 9 })).id,
      (await shop.addPlan({ priceToman: 70_000 })).id,
    ];
    const buyers = [await shop.addBuyer(300_000), await shop.addBuyer(90_000)];
    let credits = 0;
    for (let round = 0; round < 4; round += 1) {
      const doings = buyers.flatMap(({ id: userId }) => [
        ...plans.map((planId) => () => shop.draft(userId, { kind: 'plan', planId, subscriptionId: 'new' })),
        ...plans.map((planId) => async () => {
          const drafted = await shop.draft(userId, { kind: 'plan', planId });
          if (drafted.kind !== 'quoted') return;
          await Promise.all([1, 2].map(() => shop.confirm(userId, drafted.order)));
          if (round === 2)
            await tenant.db((tx) => dropCart(tenant, tx, { userId, orderId: drafted.order.id }));
        }),
        () => {
          credits += 1;
          const idempotencyKey = `credit ${credits}`;
          return tenant.db((tx) =>
            adjustBalance(tenant, tx, { userId, amountToman: 50_000, reason: 'x', idempotencyKey }),
          );
        },
        async () => {
          for (const { id: subscriptionId, panelRevision: revision } of (await shop.look(userId))
            .subscriptions)
            await Promise.all([
              tenant.db((tx) => fulfilOrders(tenant, tx, { subscriptionId, revision })),
              tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId, reason: 'test' })),
            ]);
        },
        () => expireOrders(tenant),
      ]);
      const ended = await Promise.allSettled(doings.map((doing) => doing()));
      const faults = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      expect(faults).to.deep.equal([]);
    }
    for (const { id: userId } of buyers) {
      const { balanceToman, ledger, orders } = await shop.look(userId);
      const sumOf = (rows: readonly { amountToman: number }[]) =>
        rows.reduce((sum, row) => sum + row.amountToman, 0);
      expect(balanceToman).to.equal(sumOf(ledger));
      const spent = -sumOf(ledger.filter(({ type }) => type === 'subscription_payment' || type === 'refund'));
      const paid = orders.filter(({ state }) => state === 'paid');
      expect(spent).to.equal(paid.reduce((sum, { priceToman }) => sum + priceToman, 0));
    }
    const [wallet] = await ownerQuery<{ is_sound: boolean }>(
      `select wallet_balance_toman = 1000000 + (select coalesce(sum(amount_toman), 0) from tenant_wallet_transactions
         where bot_id = $1) as is_sound from bots where id = $1`,
      [shop.botId],
    );
    expect(wallet?.is_sound).to.equal(true);
  });
});

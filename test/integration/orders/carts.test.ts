import { expect } from 'chai';
import type { Notice } from '#services/notices/catalog.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { dropCart, readCart } from '#services/orders/carts.js';
import { completeWaiting } from '#services/orders/complete-waiting.js';
import { expireOrders } from '#services/orders/expire-orders.js';
import { openShop, topUp, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

describe('a cart', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });

  const fill = async (balanceToman = 40_000) => {
    const plan = await shop.addPlan();
    const { id: userId } = await shop.addBuyer(balanceToman);
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    const confirmed = await shop.confirm(userId, order);
    return { plan, userId, order, confirmed };
  };
  const give = (userId: string, amountToman: number, key: string) =>
    shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, { userId, amountToman, reason: 'A gift', idempotencyKey: key }),
    );
  const words = async () =>
    (await shop.jobs())
      .flatMap(({ name, payload }) => (name === 'notice.send' ? [payload as unknown as Notice] : []))
      .filter(({ kind }) => kind.startsWith('order_'))
      .map(({ kind, about }) => [
        kind.slice('order_'.length),
        ...('reason' in about && about.reason !== undefined ? [about.reason] : []),
      ]);

  it('is what was confirmed while the wallet was too small, with the sum that is missing', async () => {
    const { userId, order, confirmed } = await fill();
    expect(confirmed).to.deep.include({ kind: 'short', balanceToman: 40_000, missingToman: 60_000 });
    const cart = await shop.tenant.db((tx) => readCart(shop.tenant, tx, { userId }));
    expect(cart?.order).to.include({ id: order.id, state: 'waiting' });
    expect(cart?.missingToman).to.equal(60_000);
  });

  it('is bought by itself when the money comes, once, and the person is told', async () => {
    const { userId } = await fill();
    await Promise.all([1, 2, 3].map(() => give(userId, 60_000, 'gift')));
    const { balanceToman, subscriptions, orders } = await shop.look(userId);
    expect([balanceToman, subscriptions.length, orders[0]!.state]).to.deep.equal([0, 1, 'paid']);
    expect(await words()).to.deep.equal([['completed']]);
  });

  it('goes on waiting while the money does not suffice, and survives', async () => {
    const { userId } = await fill();
    await give(userId, 59_999, 'almost');
    expect((await shop.look(userId)).orders[0]!.state).to.equal('waiting');
    await give(userId, 1, 'the rest');
    expect((await shop.look(userId)).orders[0]!.state).to.equal('paid');
  });

  it('is not bought at a price that nobody saw: it is shown again', async () => {
    const { plan, userId, order } = await fill();
    await shop.tenant.db(() => plan.update({ priceToman: 90_000 }));
    await give(userId, 60_000, 'gift');
    const { balanceToman, orders } = await shop.look(userId);
    expect([balanceToman, orders[0]!.state, orders[0]!.revision]).to.deep.equal([100_000, 'draft', 2]);
    expect(await words()).to.deep.equal([['changed']]);
    expect((await shop.confirm(userId, { id: order.id, revision: 1 })).kind).to.equal('changed');
    expect((await shop.confirm(userId, { id: order.id, revision: 2 })).kind).to.equal('paid');
  });

  it('is only spoken of where the bot buys nothing by itself', async () => {
    await shop.configure({ cart_auto_purchase: false });
    const { userId } = await fill();
    await give(userId, 60_000, 'gift');
    expect((await shop.look(userId)).balanceToman).to.equal(100_000);
    expect(await words()).to.deep.equal([['funded']]);
  });

  it('is given up, and the money kept, when what was in it is no longer sold', async () => {
    const { plan, userId } = await fill();
    await shop.tenant.db(() => plan.destroy());
    await give(userId, 60_000, 'gift');
    const { balanceToman, orders } = await shop.look(userId);
    expect([balanceToman, orders[0]!.state]).to.deep.equal([100_000, 'cancelled']);
    expect(await words()).to.deep.equal([['refused', 'order.plan_gone']]);
  });

  describe('of a bot whose sales are stopped since', () => {
    /** The fleet charges the bot, whose wallet is below the least that it needs. */
    const stopSales = (model: string, walletToman: number) =>
      ownerQuery(
        `update bots set billing_model = $2, traffic_rate_toman = 100, wallet_balance_toman = $3, min_wallet_balance_toman = 5000,
           auto_suspend_on_low_balance = true where id = $1`,
        [shop.botId, model, walletToman],
      );
    const fillOf = async (trafficLimitGb: number) => {
      const plan = await shop.addPlan({ trafficLimitGb });
      const { id: userId } = await shop.addBuyer(40_000);
      const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
      await shop.confirm(userId, order);
      return { userId, order };
    };
    const tenantWallet = async () => {
      const [bot] = await ownerQuery<{ left: string }>(
        'select wallet_balance_toman as left from bots where id = $1',
        [shop.botId],
      );
      return Number(bot?.left);
    };

    it('is bought with the money that comes for it, for the tenant at its price', async () => {
      for (const [model, left] of [
        ['traffic_consumption', 2_000],
        ['subscription_sale', 1_000],
      ] as const) {
        const { userId } = await fillOf(10);
        await stopSales(model, 2_000);
        await give(userId, 60_000, `gift ${model}`);
        expect((await shop.look(userId)).orders[0]!.state, model).to.equal('paid');
        expect(await tenantWallet(), model).to.equal(left);
        await ownerQuery(`update bots set billing_model = 'none' where id = $1`, [shop.botId]);
      }
      expect(await words()).to.deep.equal([['completed'], ['completed']]);
    });

    it('is refused to a tap, as any other wish is, with the money kept', async () => {
      const { userId, order } = await fillOf(10);
      await stopSales('traffic_consumption', 2_000);
      await ownerQuery('update users set balance_toman = 100000 where id = $1', [userId]);
      const refused = { kind: 'refused', reason: 'order.tenant_wallet' };
      expect(await shop.confirm(userId, order)).to.deep.equal(refused);
      const { balanceToman, orders } = await shop.look(userId);
      expect([balanceToman, orders[0]!.state]).to.deep.equal([100_000, 'waiting']);
    });

    it('goes on waiting where the tenant cannot pay its price at all', async () => {
      const { userId } = await fillOf(10);
      await stopSales('subscription_sale', 999);
      await give(userId, 60_000, 'gift');
      const { balanceToman, orders } = await shop.look(userId);
      expect([balanceToman, orders[0]!.state]).to.deep.equal([100_000, 'waiting']);
      expect(await tenantWallet()).to.equal(999);
      expect(await words()).to.deep.equal([['refused', 'order.tenant_wallet']]);
    });
  });

  it('of a blocked person waits', async () => {
    const { userId } = await fill();
    await ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);
    await give(userId, 60_000, 'gift');
    expect((await shop.look(userId)).orders[0]!.state).to.equal('waiting');
  });

  it('makes room for the next, and can be dropped by its owner alone', async () => {
    const { userId, order } = await fill();
    const other = await shop.addPlan({ priceToman: 70_000 });
    const { order: next } = await shop.quote(userId, { kind: 'plan', planId: other.id });
    await shop.confirm(userId, next);
    expect((await shop.look(userId)).orders.map(({ state }) => state)).to.deep.equal([
      'cancelled',
      'waiting',
    ]);
    const drop = (of: string, orderId: string) =>
      shop.tenant.db((tx) => dropCart(shop.tenant, tx, { userId: of, orderId }));
    const { id: stranger } = await shop.addBuyer();
    expect(await drop(stranger, next.id)).to.equal(false);
    expect(await drop(userId, 'x')).to.equal(false);
    expect(await drop(userId, order.id)).to.equal(false);
    expect(await drop(userId, next.id)).to.equal(true);
    expect(await shop.tenant.db((tx) => readCart(shop.tenant, tx, { userId }))).to.equal(undefined);
  });

  it('expires: its owner is told once, nothing is bought from it, and drafts go without a word', async () => {
    const { userId } = await fill();
    const draft = await shop.addPlan();
    await shop.quote(userId, { kind: 'plan', planId: draft.id });
    await ownerQuery(`update orders set expires_at = now() - interval '1 second' where bot_id = $1`, [
      shop.botId,
    ]);
    await Promise.all([expireOrders(shop.tenant), expireOrders(shop.tenant)]);
    await give(userId, 60_000, 'gift');
    const { orders, balanceToman } = await shop.look(userId);
    expect(orders.map(({ state }) => state)).to.deep.equal(['expired']);
    expect(balanceToman).to.equal(100_000);
    expect(await words()).to.deep.equal([['expired']]);
  });

  it('whose time is over when the money comes is not bought', async () => {
    const { userId } = await fill();
    await ownerQuery(`update orders set expires_at = now() - interval '1 second' where bot_id = $1`, [
      shop.botId,
    ]);
    await shop.tenant.db(async (tx) => {
      await topUp(shop.tenant, tx, userId, 60_000);
      await completeWaiting(shop.tenant, tx, { userId });
    });
    expect((await shop.look(userId)).balanceToman).to.equal(100_000);
    expect(await words()).to.deep.equal([['expired']]);
  });
});

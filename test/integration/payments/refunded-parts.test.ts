import { expect } from 'chai';
import type { GatewayState } from '#gateways/gateway-state.js';
import { applyState } from '#services/payments/apply-state.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { beginRefund, giveUpRefund } from '#services/payments/refund-payment.js';
import { takeRefunded } from '#services/payments/take-refunded.js';
import { lockWithPayer } from '#services/payments/lock-with-payer.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { newPayment } from '../../support/payments/new-payment.js';

/** A payment of 100,000 toman, 4.00 USD, that bought an order of the same price: the wallet is empty. */
describe('a part of a payment that goes back after all of it was spent', () => {
  let shop: Shop;
  let userId: string;
  let payment: Payment;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer()).id;
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    payment = await newPayment(shop.botId, { userId, orderId: order.id, method: 'yookassa' });
    await hear({ kind: 'paid', amount: '4.00', currency: 'USD', receipt: null });
  });

  const hear = (state: GatewayState) =>
    shop.tenant.db((tx) => applyState(shop.tenant, tx, payment, { state, checkMinutes: 10 }));
  const read = async (): Promise<Payment> =>
    (await shop.tenant.db((tx) => findPayment(shop.tenant, tx, payment.id)))!;
  const standing = async () => {
    const { balanceToman, orders, ledger } = await shop.look(userId);
    const moves = ledger.map(({ amountToman }) => amountToman);
    return { balanceToman, order: orders[0]!.state, moves };
  };
  const told = async (wanted: string): Promise<Record<string, unknown>[]> =>
    (await shop.jobs())
      .filter(({ payload }) => payload.kind === wanted)
      .map(({ payload }) => payload.about as Record<string, unknown>);
  const begin = (amountToman?: number) =>
    shop.tenant.db((tx) => beginRefund(shop.tenant, tx, { paymentId: payment.id, amountToman }));

  it('takes no sale back: what the wallet lacks is told, and made up for when all of it is back', async () => {
    await Promise.all([1, 2, 3].map(() => hear({ kind: 'refunded', amount: '1.00' })));
    expect(await standing()).to.deep.equal({ balanceToman: 0, order: 'paid', moves: [100_000, -100_000] });
    expect(await read()).to.include({ status: 'paid', problem: 'refund_not_covered', refundedToman: 25_000 });
    expect(await told('payment_reversed')).to.have.length(1);
    expect((await told('payment_reversed'))[0]).to.include({ missing_toman: 25_000 });
    expect((await told('payment_refunded'))[0]).to.not.have.property('is_sale_reversed');
    await hear({ kind: 'refunded' });
    expect(await standing()).to.deep.equal({
      balanceToman: 0,
      order: 'refunded',
      moves: [100_000, -100_000, 100_000, -100_000],
    });
    expect(await read()).to.include({ status: 'refunded', problem: null });
    expect((await told('payment_reversed'))[1]).to.include({ missing_toman: 0 });
    expect((await told('payment_refunded'))[1]).to.include({ is_sale_reversed: true });
  });

  it('is refused to who asks for it here, with what lacks; all of it is not', async () => {
    await shop.credit(userId, 20_000);
    const error = await begin(25_000).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'payment.not_refundable' });
    expect((error as Error).message).to.contain('lacks 5000 toman');
    expect(await standing()).to.deep.include({ balanceToman: 20_000, order: 'paid' });
    await begin(20_000);
    expect(await standing()).to.deep.include({ balanceToman: 0, order: 'paid' });
    await hear({ kind: 'refunded', amount: '0.80' });
    await begin();
    expect(await standing()).to.deep.include({ order: 'refunded' });
    await hear({ kind: 'refunded' });
    expect((await told('payment_refunded')).at(-1)).to.include({ is_sale_reversed: true });
    expect((await standing()).balanceToman).to.equal(20_000);
  });

  it('is made up for when an admin gives the rest back, and the sale with it', async () => {
    await hear({ kind: 'refunded', amount: '1.60' });
    expect(await read()).to.include({ problem: 'refund_not_covered', refundedToman: 40_000 });
    await begin();
    expect(await standing()).to.deep.include({ balanceToman: 0, order: 'refunded' });
    expect(await read()).to.include({ problem: 'refund_under_way', refundingToman: 60_000 });
    await hear({ kind: 'refunded' });
    expect(await standing()).to.deep.equal({
      balanceToman: 0,
      order: 'refunded',
      moves: [100_000, -100_000, 100_000, -100_000],
    });
    expect(await read()).to.include({ status: 'refunded', problem: null });
  });

  it('is made up for once, and stays so, where the gateway refuses the rest', async () => {
    await hear({ kind: 'refunded', amount: '1.60' });
    await begin();
    await shop.tenant.db((tx) => giveUpRefund(shop.tenant, tx, payment, 'no'));
    expect(await standing()).to.deep.include({ balanceToman: 60_000, order: 'refunded' });
    await begin();
    await hear({ kind: 'refunded' });
    expect(await standing()).to.deep.include({ balanceToman: 0 });
    expect(await read()).to.include({ status: 'refunded', problem: null });
  });

  it('stays noted as far as the wallet has it not when all is back', async () => {
    await ownerQuery(
      `update orders set state = 'refunded', refunded_at = now(), refund_reason = 'admin' where bot_id = $1`,
      [shop.botId],
    );
    await hear({ kind: 'refunded', amount: '1.60' });
    await shop.credit(userId, 50_000);
    expect(await begin().catch((thrown: unknown) => thrown)).to.include({ code: 'payment.not_refundable' });
    await shop.credit(userId, 20_000);
    await begin();
    expect((await standing()).balanceToman).to.equal(0);
    await hear({ kind: 'refunded' });
    expect(await read()).to.include({ status: 'refunded', problem: 'refund_not_covered' });
  });

  it('stays noted when another part was given back here', async () => {
    await hear({ kind: 'refunded', amount: '1.60' });
    await shop.credit(userId, 20_000);
    await begin(20_000);
    await hear({ kind: 'refunded', amount: '2.40' });
    expect(await read()).to.include({ problem: 'refund_not_covered', refundedToman: 60_000 });
  });

  it('of which only some was asked for here is taken out as far as the gateway says', async () => {
    await shop.credit(userId, 30_000);
    await begin(20_000);
    await hear({ kind: 'refunded', amount: '1.00' });
    expect(await standing()).to.deep.include({ balanceToman: 5_000, order: 'paid' });
    expect(await read()).to.include({ problem: 'refunded_in_part', refundedToman: 25_000 });
    await begin(5_000);
    await Promise.all([1, 2, 3].map(() => hear({ kind: 'refunded' })));
    expect(await standing()).to.deep.include({ balanceToman: 30_000, order: 'refunded' });
    expect(await read()).to.include({ status: 'refunded', problem: null });
  });

  it('leaves nothing of itself when the process dies between any two statements', async () => {
    const steps = [{ amount: '1.00' }, {}].map((part) => async (tx: Tx) => {
      const locked = await lockWithPayer(shop.tenant, tx, payment);
      await takeRefunded(shop.tenant, tx, locked!, part);
    });
    for (const step of steps) {
      const before = await everythingOf(shop.botId);
      let at = 1;
      for (; (await dieBefore(shop.tenant, at, step)).died; at += 1)
        expect(await everythingOf(shop.botId), `death ${at}`).to.equal(before);
    }
    expect(await standing()).to.deep.include({ balanceToman: 0, order: 'refunded' });
  });
});

import { expect } from 'chai';
import type { GatewayState } from '#gateways/gateway-state.js';
import { applyState } from '#services/payments/apply-state.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { newPayment } from '../../support/payments/new-payment.js';

const paid: GatewayState = { kind: 'paid', amount: '4.00', currency: 'USD', receipt: 'r1' };

describe('what a gateway says of a payment that an admin had settled', () => {
  let shop: Shop;
  let userId: string;
  const hear = (of: Payment, state: GatewayState) =>
    shop.tenant.db((tx) => applyState(shop.tenant, tx, of, { state, checkMinutes: 10 }));
  const read = async ({ id }: Payment): Promise<Payment> =>
    (await shop.tenant.db((tx) => findPayment(shop.tenant, tx, id)))!;
  const balance = async (): Promise<number> => (await shop.look(userId)).balanceToman;
  const told = async (): Promise<string[]> =>
    (await shop.jobs())
      .filter(({ name }) => name === 'notice.send')
      .map(({ payload }) => payload.kind as string);
  let payment: Payment;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer()).id;
    payment = await newPayment(shop.botId, { userId });
    await shop.tenant.db((tx) => settleByHand(shop.tenant, tx, { paymentId: payment.id }));
  });
  const nextQuestion = async (): Promise<Date | null> => {
    const [row] = await ownerQuery<{ at: Date | null }>(
      'select check_at as at from gateway_payments where id = $1',
      [payment.id],
    );
    return row!.at;
  };
  const toldTwice = async () => (await told()).filter((kind) => kind === 'payment_settled_twice').length;

  it('is asked for on until the time of the payment is over, and an end there is no contradiction', async () => {
    expect((await nextQuestion())!.getTime()).to.be.above(Date.now());
    await hear(payment, { kind: 'open' });
    expect(await read(payment)).to.include({ status: 'paid', problem: 'settled_by_hand', checks: 1 });
    expect(await nextQuestion()).to.be.instanceOf(Date);
    await hear(payment, { kind: 'ended', as: 'expired' });
    expect(await nextQuestion()).to.equal(null);
    expect(await told()).to.not.include('payment_contradicted');
    expect(await balance()).to.equal(100_000);
  });

  it('and that was paid too is told to the admins once, whoever says it how often, and credits nothing', async () => {
    await Promise.all(Array.from({ length: 20 }, () => hear(payment, paid)));
    expect(await read(payment)).to.include({ status: 'paid', problem: 'settled_twice', receipt: 'r1' });
    expect(await nextQuestion()).to.equal(null);
    expect(await toldTwice()).to.equal(1);
    expect((await shop.look(userId)).ledger).to.have.length(1);
    await hear(payment, { kind: 'refunded' });
    expect(await balance(), 'what went back was never credited').to.equal(100_000);
    expect(await told()).to.include('payment_contradicted');
  });

  it('and is in dispute there is told in the same way, once', async () => {
    for (let at = 0; at < 3; at += 1) await hear(payment, { kind: 'disputed', code: '-50' });
    expect(await read(payment)).to.include({ status: 'paid', problem: 'settled_twice' });
    expect(await toldTwice()).to.equal(1);
    expect(await told()).to.not.include('payment_held');
  });

  it('leaves nothing of itself when the process dies between any two statements', async () => {
    const step = (tx: Tx) => applyState(shop.tenant, tx, payment, { state: paid, checkMinutes: 10 });
    const before = await everythingOf(shop.botId);
    let at = 1;
    for (; (await dieBefore(shop.tenant, at, step)).died; at += 1)
      expect(await everythingOf(shop.botId), `death ${at}`).to.equal(before);
    expect(await toldTwice()).to.equal(1);
  });
});

import { expect } from 'chai';
import type { GatewayState } from '#gateways/gateway-state.js';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
import { findPayment } from '#services/payments/find-payment.js';
import { beginRefund, giveUpRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { newPayment } from '../../support/payments/new-payment.js';

const paid = (receipt: string | null, amount = '4.00'): GatewayState => ({
  ...{ kind: 'paid', amount, currency: 'USD', receipt },
});

describe('more money of a payment than was credited', () => {
  let shop: Shop;
  let userId: string;
  let payment: Payment;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer()).id;
    payment = await newPayment(shop.botId, { userId });
  });

  const hear = (state: GatewayState) =>
    shop.tenant.db((tx) => applyState(shop.tenant, tx, payment, { state, checkMinutes: 10 }));
  const read = async (): Promise<Payment> =>
    (await shop.tenant.db((tx) => findPayment(shop.tenant, tx, payment.id)))!;
  const row = async () => {
    const [found] = await ownerQuery<{ note: string | null; at: Date | null }>(
      'select note, check_at as at from gateway_payments where id = $1',
      [payment.id],
    );
    return found!;
  };
  /** What the admins were told that the gateway says. */
  const told = async (): Promise<unknown[]> =>
    (await shop.jobs())
      .filter(({ payload }) => payload.kind === 'payment_settled_twice')
      .map(({ payload }) => (payload.about as { says: string }).says);
  const moves = async (): Promise<number[]> =>
    (await shop.look(userId)).ledger.map(({ amountToman }) => amountToman);
  const byHand = () =>
    shop.tenant.db((tx) => settleByHand(shop.tenant, tx, { paymentId: payment.id, amountToman: 60_000 }));
  const refund = () => shop.tenant.db((tx) => beginRefund(shop.tenant, tx, { paymentId: payment.id }));
  const refuse = () => shop.tenant.db((tx) => giveUpRefund(shop.tenant, tx, payment, 'no'));

  it('by another transaction is noted and told once, credits nothing, and is nobody’s to take back by itself', async () => {
    await hear(paid('a'));
    await Promise.all(Array.from({ length: 20 }, () => hear(paid('b'))));
    await hear(paid('a'));
    expect(await read()).to.include({ status: 'paid', problem: 'settled_twice', receipt: 'a' });
    expect(await told()).to.deep.equal(['4.00 USD, b']);
    await hear(paid('c'));
    await hear(paid('b'));
    expect((await row()).note).to.equal('+ b + c');
    expect(await told()).to.deep.equal(['4.00 USD, b', '4.00 USD, c']);
    await hear({ kind: 'refunded' });
    expect(await moves()).to.deep.equal([100_000]);
  });

  it('by a larger sum is told once', async () => {
    await hear(paid(null, '2.00'));
    for (let at = 0; at < 3; at += 1) await hear(paid(null));
    expect(await read()).to.include({ status: 'paid', problem: 'settled_twice', creditedToman: 50_000 });
    expect(await told()).to.deep.equal(['4.00 USD']);
    expect(await moves()).to.deep.equal([50_000]);
  });

  it('is none by the name that a gateway gives the same money later', async () => {
    await hear(paid(payment.externalId));
    await hear(paid('number of the bank'));
    await hear(paid(null));
    expect(await read()).to.include({ status: 'paid', problem: null });
    expect(await told()).to.deep.equal([]);
  });

  it('is told while its refund is under way, which goes on', async () => {
    await hear(paid('a'));
    await refund();
    for (let at = 0; at < 3; at += 1) await hear(paid('b'));
    await hear(paid('a', '8.00'));
    expect(await read()).to.include({ problem: 'refund_under_way' });
    expect(await told()).to.deep.equal(['4.00 USD, b']);
  });

  it('that comes after all of it went back is noted and told once, and leaves it refunded', async () => {
    await hear(paid('a'));
    await hear({ kind: 'refunded' });
    await hear(paid('a'));
    await hear(paid('a', '8.00'));
    expect(await told()).to.deep.equal([]);
    await Promise.all([1, 2, 3].map(() => hear(paid('b'))));
    expect(await read()).to.include({ status: 'refunded', problem: 'settled_twice' });
    expect((await row()).note).to.equal('+ b');
    expect(await told()).to.deep.equal(['4.00 USD, b']);
    expect(await moves()).to.deep.equal([100_000, -100_000]);
  });

  it('that comes after all of it went back takes the place of no lack', async () => {
    await hear(paid('a'));
    await ownerQuery('update users set balance_toman = 0 where id = $1', [userId]);
    await hear({ kind: 'refunded' });
    await Promise.all([1, 2, 3].map(() => hear(paid('b'))));
    expect(await read()).to.include({ status: 'refunded', problem: 'refund_not_covered' });
    expect(await told()).to.deep.equal(['4.00 USD, b']);
  });

  it('by the sum of all transactions is told once with the transaction’s name, and more than the names say anew', async () => {
    await hear(paid('a'));
    await hear(paid('b'));
    await hear(paid('a', '8.00'));
    expect((await row()).note).to.equal('+ b + 8.00 USD');
    await hear(paid('c'));
    await hear(paid('a', '12.00'));
    expect(await told()).to.deep.equal(['4.00 USD, b', '4.00 USD, c']);
    for (let at = 0; at < 3; at += 1) await hear(paid('a', '16.00'));
    expect((await told()).slice(2)).to.deep.equal(['16.00 USD']);
  });

  it('by larger and larger sums alone is told of each', async () => {
    await hear(paid('a'));
    for (const sum of ['8.00', '12.00', '12.00']) await hear(paid('a', sum));
    expect(await told()).to.deep.equal(['8.00 USD', '12.00 USD']);
  });

  it('leaves nothing of itself when the process dies between any two statements', async () => {
    await hear(paid('a'));
    const step = (tx: Tx) => applyState(shop.tenant, tx, payment, { state: paid('b'), checkMinutes: 10 });
    const before = await everythingOf(shop.botId);
    let at = 1;
    for (; (await dieBefore(shop.tenant, at, step)).died; at += 1)
      expect(await everythingOf(shop.botId), `death ${at}`).to.equal(before);
    expect(await told()).to.have.length(1);
  });

  describe('of what an admin had settled, whose refund the gateway refused', () => {
    it('is asked for on, and told', async () => {
      await byHand();
      await refund();
      await Promise.all([refuse(), refuse(), refuse()]);
      expect(await read()).to.include({ status: 'paid', problem: 'settled_by_hand', checks: 0 });
      expect((await row()).at).to.be.instanceOf(Date);
      expect(await moves()).to.deep.equal([60_000, -60_000, 60_000]);
      await hear(paid('a'));
      expect(await read()).to.include({ status: 'paid', problem: 'settled_twice' });
      expect(await told()).to.deep.equal(['4.00 USD']);
      await hear(paid('a'));
      expect(await told(), 'again it is nothing').to.have.length(1);
    });

    it('is told though it came before the refusal', async () => {
      await byHand();
      await refund();
      await hear(paid('a'));
      expect(await told()).to.deep.equal(['4.00 USD, a']);
      await refuse();
      expect(await read()).to.include({ problem: 'settled_by_hand' });
      expect(await moves()).to.deep.equal([60_000, -60_000, 60_000]);
    });

    it('is refused whole or not at all, wherever the process dies', async () => {
      await byHand();
      await refund();
      const before = await everythingOf(shop.botId);
      const step = (tx: Tx) => giveUpRefund(shop.tenant, tx, payment, 'no');
      let at = 1;
      for (; (await dieBefore(shop.tenant, at, step)).died; at += 1)
        expect(await everythingOf(shop.botId), `death ${at}`).to.equal(before);
      expect(await read()).to.include({ problem: 'settled_by_hand' });
    });
  });
});

import { expect } from 'chai';
import type { GatewayState } from '#gateways/gateway-state.js';
import { applyState } from '#services/payments/apply-state.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { beginRefund, giveUpRefund } from '#services/payments/refund-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { newPayment } from '../../support/payments/new-payment.js';

const paid = (amount: string, currency = 'USD'): GatewayState => ({
  kind: 'paid',
  amount,
  currency,
  receipt: 'r1',
});

describe('what a gateway says of a payment', () => {
  let shop: Shop;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    userId = (await shop.addBuyer()).id;
  });

  /** 100,000 toman at 25,000 a dollar: 4.00 USD. */
  const begin = (more: Partial<Payment> = {}) => newPayment(shop.botId, { userId, ...more });
  const hear = (payment: Payment, state: GatewayState) =>
    shop.tenant.db((tx) => applyState(shop.tenant, tx, payment, { state, checkMinutes: 10 }));
  const read = async ({ id }: Payment): Promise<Payment> =>
    (await shop.tenant.db((tx) => findPayment(shop.tenant, tx, id)))!;
  const balance = async (): Promise<number> => (await shop.look(userId)).balanceToman;
  const told = async (): Promise<string[]> =>
    (await shop.jobs())
      .filter(({ name }) => name === 'notice.send')
      .map(({ payload }) => payload.kind as string);

  it('credits what was asked for when that was paid, however its amount is written', async () => {
    const payment = await begin();
    await hear(payment, paid('4.0000'));
    expect(await read(payment)).to.include({
      status: 'paid',
      creditedToman: 100_000,
      receipt: 'r1',
      problem: null,
    });
    expect(await balance()).to.equal(100_000);
    expect(await told()).to.include.members(['payment_credited', 'payment_received']);
  });

  it('credits what was paid when that is less or more, and says so', async () => {
    const [less, more] = [await begin(), await begin()];
    await hear(less, paid('3.10'));
    await hear(more, paid('5'));
    expect(await read(less)).to.include({ creditedToman: 77_500, problem: 'underpaid' });
    expect(await read(more)).to.include({ creditedToman: 125_000, problem: 'overpaid' });
    expect(await balance()).to.equal(202_500);
  });

  it('holds money of another currency, and a dispute, for an admin, who is told once', async () => {
    const [foreign, disputed] = [await begin(), await begin()];
    await hear(foreign, paid('4.00', 'EUR'));
    await hear(foreign, paid('4.00', 'EUR'));
    await hear(disputed, { kind: 'disputed', code: '-50' });
    expect(await read(foreign)).to.include({ status: 'held', problem: 'wrong_currency' });
    expect(await read(disputed)).to.include({ status: 'held', problem: '-50' });
    expect(await balance()).to.equal(0);
    expect((await told()).filter((kind) => kind === 'payment_held')).to.have.length(2);
    await hear(foreign, { kind: 'ended', as: 'failed' });
    await hear(foreign, { kind: 'open' });
    expect(await read(foreign)).to.include({ status: 'held' });
  });

  it('holds for an admin what is worth nothing, or more than can be counted', async () => {
    for (const amount of ['0', '0.00000001', '999999999999999999']) {
      const payment = await begin();
      await hear(payment, paid(amount));
      expect(await read(payment), amount).to.include({
        status: 'held',
        problem: 'wrong_amount',
        transactionId: null,
      });
    }
    expect((await shop.look(userId)).ledger).to.have.length(0);
    const rich = await begin();
    await shop.credit(userId, Number.MAX_SAFE_INTEGER - 10);
    await hear(rich, paid('4.00'));
    expect(await read(rich)).to.include({ status: 'held', problem: 'wrong_amount' });
  });

  it('is one event, whatever is said how often, in whatever order', async () => {
    const payment = await begin();
    const states: GatewayState[] = [
      { kind: 'open' },
      { kind: 'ended', as: 'failed' },
      paid('4.00'),
      paid('4.00'),
    ];
    await Promise.all([...states, ...states, ...states].map((state) => hear(payment, state)));
    expect(await balance()).to.equal(100_000);
    expect(await read(payment)).to.include({ status: 'paid' });
    expect((await shop.look(userId)).ledger).to.have.length(1);
  });

  it('turns a payment that failed, expired or was cancelled into a paid one, and none back', async () => {
    for (const status of ['failed', 'expired', 'cancelled'] as const) {
      const payment = await begin({ status });
      await hear(payment, paid('4.00'));
      expect(await read(payment)).to.include({ status: 'paid' });
      await hear(payment, { kind: 'ended', as: 'failed', code: '-51' });
      expect(await read(payment)).to.include({ status: 'paid' });
    }
    expect(await balance()).to.equal(300_000);
    expect(await told()).to.include('payment_contradicted');
  });

  it('asks again with growing pauses, says expired in time, and ends when the time to ask is over', async () => {
    const payment = await begin();
    await hear(payment, { kind: 'open' });
    const first = await read(payment);
    expect(first).to.include({ status: 'pending', checks: 1 });
    await ownerQuery(`update gateway_payments set expires_at = now() - interval '1 second' where id = $1`, [
      payment.id,
    ]);
    await hear(payment, { kind: 'open' });
    expect(await read(payment)).to.include({ status: 'expired', checks: 2 });
    const due = () =>
      ownerQuery<{ due: Date | null }>('select check_at as due from gateway_payments where id = $1', [
        payment.id,
      ]);
    expect((await due())[0]!.due).to.be.instanceOf(Date);
    await ownerQuery(`update gateway_payments set check_until = now() - interval '1 second' where id = $1`, [
      payment.id,
    ]);
    await hear(payment, { kind: 'open' });
    expect((await due())[0]!.due).to.equal(null);
  });

  it('takes money that went back out of the wallet, once', async () => {
    const payment = await begin();
    await hear(payment, paid('4.00'));
    await Promise.all([1, 2, 3].map(() => hear(payment, { kind: 'refunded' })));
    expect(await read(payment)).to.include({ status: 'refunded', problem: null });
    expect(await balance()).to.equal(0);
    expect(await told()).to.include.members(['payment_refunded', 'payment_reversed']);
    await hear(payment, paid('4.00'));
    expect(await balance()).to.equal(0);
  });

  it('takes each part that went back out of the wallet once, in whatever order and how often it is told', async () => {
    const payment = await begin();
    await hear(payment, paid('4.00'));
    const back = (amount?: string): GatewayState => ({ kind: 'refunded', ...(amount && { amount }) });
    await Promise.all(['1', '1.00', '1'].map((amount) => hear(payment, back(amount))));
    expect(await read(payment)).to.include({
      status: 'paid',
      problem: 'refunded_in_part',
      refundedToman: 25_000,
    });
    expect(await balance()).to.equal(75_000);
    await hear(payment, back('3'));
    await hear(payment, back('1'));
    expect(await balance()).to.equal(25_000);
    await Promise.all([hear(payment, back('4.00')), hear(payment, back())]);
    expect(await read(payment)).to.include({ status: 'refunded', problem: null, refundedToman: 100_000 });
    const { ledger, balanceToman } = await shop.look(userId);
    expect(balanceToman).to.equal(0);
    const moves = ledger.map(({ amountToman }) => amountToman);
    expect(moves).to.deep.equal([100_000, -25_000, -50_000, -25_000]);
    const kinds = await told();
    for (const kind of ['payment_refunded', 'payment_reversed'])
      expect(
        kinds.filter((one) => one === kind),
        kind,
      ).to.have.length(3);
  });

  it('gives back the rest only, where a part went back before, and puts no more than that in again', async () => {
    const payment = await begin();
    await hear(payment, paid('4.00'));
    await hear(payment, { kind: 'refunded', amount: '1' });
    const begun = await shop.tenant.db((tx) => beginRefund(shop.tenant, tx, { paymentId: payment.id }));
    expect(begun).to.include({ problem: 'refund_under_way', refundedToman: 25_000 });
    expect(await balance()).to.equal(0);
    await hear(payment, { kind: 'refunded', amount: '2' });
    expect(await read(payment), 'not the end yet').to.include({ problem: 'refund_under_way' });
    await shop.tenant.db((tx) => giveUpRefund(shop.tenant, tx, payment, 'no'));
    expect(await balance()).to.equal(50_000);
    await hear(payment, { kind: 'refunded' });
    expect(await read(payment)).to.include({ status: 'refunded' });
    expect(await balance()).to.equal(0);
  });

  it('holds a payment of which a part went back before it was credited', async () => {
    const payment = await begin();
    await hear(payment, { kind: 'refunded', amount: '1.50' });
    expect(await read(payment)).to.include({ status: 'held', problem: 'refunded_in_part' });
    const whole = await begin();
    await hear(whole, { kind: 'refunded', amount: '4' });
    expect(await read(whole)).to.include({ status: 'refunded' });
  });

  it('takes back what was bought where the wallet lacks the money that went back', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    const payment = await begin({ orderId: order.id });
    await hear(payment, paid('4.00'));
    const bought = await shop.look(userId);
    expect(bought.orders.map(({ state }) => state)).to.deep.equal(['paid']);
    expect(bought.balanceToman).to.equal(0);
    await hear(payment, { kind: 'refunded' });
    const after = await shop.look(userId);
    expect(after.orders.map(({ state }) => state)).to.deep.equal(['refunded']);
    expect(after.balanceToman).to.equal(0);
    expect(await read(payment)).to.include({ status: 'refunded', problem: null });
    expect(after.ledger.map(({ amountToman }) => amountToman)).to.deep.equal([
      100_000, -100_000, 100_000, -100_000,
    ]);
  });

  it('gives the tenant its share back where the panel had not taken the sale over, and keeps it where it had', async () => {
    for (const isFulfilled of [false, true]) {
      shop = await openShop({
        billingModel: 'subscription_sale',
        trafficRateToman: 1_000,
        walletBalanceToman: 90_000,
      });
      userId = (await shop.addBuyer()).id;
      const plan = await shop.addPlan({ priceToman: 100_000, trafficLimitGb: 30 });
      const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
      await shop.confirm(userId, order);
      const payment = await begin({ orderId: order.id });
      await hear(payment, paid('4.00'));
      if (isFulfilled) await ownerQuery('update orders set fulfilled_at = now() where id = $1', [order.id]);
      await hear(payment, { kind: 'refunded' });
      const [after] = await ownerQuery<{ wallet: string; paying: boolean }>(
        `select wallet_balance_toman::text as wallet, has_paid as paying
         from bots join users on users.bot_id = bots.id and users.id = $2 where bots.id = $1`,
        [shop.botId, userId],
      );
      expect(after).to.deep.equal({ wallet: isFulfilled ? '60000' : '90000', paying: false });
    }
  });

  it('tells the admins what of it the wallet no longer had', async () => {
    const payment = await begin();
    await hear(payment, paid('4.00'));
    const plan = await shop.addPlan({ priceToman: 70_000 });
    await shop.buy(userId, { kind: 'plan', planId: plan.id });
    await hear(payment, { kind: 'refunded' });
    expect(await read(payment)).to.include({ status: 'refunded', problem: 'refund_not_covered' });
    expect(await balance()).to.equal(0);
    const told = (await shop.jobs()).find(({ payload }) => payload.kind === 'payment_reversed');
    expect(told?.payload.about).to.deep.include({ missing_toman: 70_000 });
  });

  it('credits and asks again when the order became dearer, and when it is gone', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    await ownerQuery('update bot_plans set price_toman = 150000 where bot_id = $1 and id = $2', [
      shop.botId,
      plan.id,
    ]);
    const payment = await begin({ orderId: order.id });
    await hear(payment, paid('4.00'));
    expect(await balance()).to.equal(100_000);
    expect((await shop.look(userId)).subscriptions).to.have.length(0);
    expect(await told()).to.include('order_changed');
    const late = await begin({ orderId: '999999' });
    await hear(late, paid('4.00'));
    expect(await balance()).to.equal(200_000);
  });

  it('retires what else is open for the order that was paid', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    const first = await begin({ orderId: order.id, method: 'telegram_stars' });
    const second = await begin({ orderId: order.id, method: 'bridge' });
    await hear(first, paid('4.00'));
    expect(await read(second)).to.include({ status: 'cancelled' });
    await hear(second, paid('4.00'));
    expect(await balance()).to.equal(100_000);
    expect((await shop.look(userId)).subscriptions).to.have.length(1);
  });

  it('leaves nothing of itself when the process dies between any two statements, and is done once after', async () => {
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    const payment = await begin({ orderId: order.id });
    const steps: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => applyState(shop.tenant, tx, payment, { state: paid('4.00'), checkMinutes: 10 }),
      (tx) => applyState(shop.tenant, tx, payment, { state: { kind: 'refunded' }, checkMinutes: 10 }),
    ];
    for (const step of steps) {
      const before = await everythingOf(shop.botId);
      let at = 1;
      for (; (await dieBefore(shop.tenant, at, step)).died; at += 1)
        expect(await everythingOf(shop.botId), `death ${at}`).to.equal(before);
      expect(at).to.be.above(8);
      const after = await everythingOf(shop.botId);
      await shop.tenant.db(step);
      expect(await everythingOf(shop.botId)).to.equal(after);
    }
    expect((await shop.look(userId)).ledger.map(({ amountToman }) => amountToman)).to.deep.equal([
      100_000, -100_000, 100_000, -100_000,
    ]);
  });

  it('may be said by an admin, once, for what is held, failed or open, and for nothing that is over', async () => {
    const held = await begin();
    await hear(held, { kind: 'disputed', code: '-50' });
    const byHand = (paymentId: string, amountToman?: number) =>
      shop.tenant.db((tx) => settleByHand(shop.tenant, tx, { paymentId, amountToman }));
    await byHand(held.id, 60_000);
    expect(await read(held)).to.include({
      status: 'paid',
      creditedToman: 60_000,
      problem: 'settled_by_hand',
    });
    const error = await byHand(held.id).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'payment.not_open' });
  });
});

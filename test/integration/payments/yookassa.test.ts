import { expect } from 'chai';
import type { Payment } from '#services/payments/payment.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

/** What is YooKassa's alone, through the core. */
describe('at YooKassa, what is told', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('yookassa');
    control = till.stage.control!;
  });
  beforeEach(async () => {
    control.mend();
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
  });
  after(() => till.close());

  const idOf = ({ externalId }: Payment): string => externalId ?? '';
  /** Somebody posts to the bot's address what YooKassa did not say. */
  async function forge(body: string): Promise<void> {
    const { botId } = till.bot;
    const request = { method: 'POST', query: {}, body: Buffer.from(body), ip: '203.0.113.9' } as const;
    till.sink.heard.push({ gateway: 'yookassa', botId, headers: {}, request });
    await till.deliver();
  }
  const said = (of: Payment, more: object): string => {
    const notice = JSON.parse(control.yookassa.noticeOf(idOf(of))) as { object: object };
    return JSON.stringify({ ...notice, event: 'payment.succeeded', object: { ...notice.object, ...more } });
  };

  it('by anybody counts for nothing until YooKassa was asked', async () => {
    await forge(said(payment, { status: 'succeeded', paid: true }));
    expect(await till.read(payment.id)).to.include({ status: 'pending' });
    expect(await till.purse(payer)).to.include({ balanceToman: 0 });
    const asked = control.calls.filter(({ path }) => path.endsWith(idOf(payment)));
    expect(asked.length).to.equal(1);
  });

  it('of a payment that somebody else paid pays nothing here', async () => {
    const other = await till.open(await till.newPayer(), { topUpToman: sum });
    await till.pay(payer, other);
    const { metadata } = (
      JSON.parse(control.yookassa.noticeOf(idOf(payment))) as { object: { metadata: object } }
    ).object;
    await forge(said(other, { metadata }));
    expect(await till.purse(payer)).to.include({ balanceToman: 0 });
  });

  it('of money that the seller gave back in the dashboard is heard, though the payment is settled', async () => {
    await till.pay(payer, payment);
    await till.deliver();
    expect(await till.purse(payer)).to.include({ balanceToman: sum });
    for (const [value, inAll] of [
      ['50.00', 50_000],
      ['30.00', 80_000],
    ] as const) {
      await control.yookassa.refundInDashboard(idOf(payment), value);
      await till.deliver(3);
      expect(await till.read(payment.id)).to.include({ status: 'paid', refundedToman: inAll });
      expect(await till.purse(payer)).to.include({ balanceToman: sum - inAll });
    }
  });

  it('of a refund of ours is not taken out of the wallet once more', async () => {
    await till.pay(payer, payment);
    await till.deliver();
    control.yookassa.manner.refund = 'pending';
    await till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id }));
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'refund_under_way' });
    control.yookassa.manner.refund = 'succeeded';
    const [refund] = [...control.yookassa.refunds.values()].filter(
      ({ given }) => given.payment_id === payment.externalId,
    );
    await control.yookassa.endRefund(refund?.id ?? '', 'succeeded');
    await till.deliver(2);
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'refunded', problem: null });
    expect((await till.purse(payer)).moves).to.deep.equal([sum, -sum]);
  });

  it('of a part that we gave back takes nothing more', async () => {
    await till.pay(payer, payment);
    await till.deliver();
    const refund = (amountToman: number) =>
      till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id, amountToman }));
    await refund(50_005);
    await till.driver.settle();
    await till.deliver();
    await till.checkAll();
    expect((await till.purse(payer)).moves).to.deep.equal([sum, -50_005]);
    await refund(sum - 50_005);
    await till.driver.settle();
    await till.deliver();
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'refunded', problem: null });
    expect((await till.purse(payer)).moves).to.deep.equal([sum, -50_005, 50_005 - sum]);
    const parts = [...control.yookassa.refunds.values()]
      .filter(({ given }) => given.payment_id === payment.externalId)
      .map(({ given }) => given.amount.value);
    expect(parts).to.deep.equal(['50.00', '150.00']);
  });
});

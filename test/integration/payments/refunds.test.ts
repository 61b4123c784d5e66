import { expect } from 'chai';
import { beginRefund, giveUpRefund, refundAtGateway } from '#services/payments/refund-payment.js';
import type { Payment } from '#services/payments/payment.js';
import type { Tenant } from '#tenancy/scope.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('a refund through the gateway', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('zarinpal');
    control = till.stage.control!;
  });
  beforeEach(async () => {
    control.mend();
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.deliver();
  });
  after(() => till.close());

  const begin = () => till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id }));
  const setMerchant = (value: string | null) =>
    ownerQuery('update bots set zarinpal_merchant_id = $2 where id = $1', [till.bot.botId, value]);
  const moves = async () => (await till.purse(payer)).moves;

  it('is found in PostgreSQL alone, and asked for again after a fault', async () => {
    control.fail({ kind: 'status', on: /reverse\.json/ });
    await begin();
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'refund_under_way' });
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'refunded', problem: null });
    expect(await moves()).to.deep.equal([sum, -sum]);
  });

  it('waits while the bot has no credentials', async () => {
    const [bot] = await ownerQuery<{ merchant: string }>(
      'select zarinpal_merchant_id as merchant from bots where id = $1',
      [till.bot.botId],
    );
    await setMerchant(null);
    await begin();
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ problem: 'refund_under_way', checks: 1 });
    await setMerchant(bot!.merchant);
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'refunded' });
  });

  it('is held for an admin after a day without an answer, out of the wallet, and may be begun again', async () => {
    control.fail({ kind: 'lost', on: /reverse\.json/ });
    await begin();
    await ownerQuery('update zarinpal_payments set checks = 32 where id = $1', [payment.id]);
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'refund_unclear' });
    expect(await till.purse(payer)).to.include({ balanceToman: 0 });
    await begin();
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'refunded', problem: null });
    expect(await moves()).to.deep.equal([sum, -sum]);
  });

  it('is held where the wallet was erased before the gateway refused, and ends when the gateway gives it back', async () => {
    await begin();
    await ownerQuery(`update users set status = 'deleted' where bot_id = $1 and telegram_id = $2`, [
      till.bot.botId,
      payer.person.id,
    ]);
    const { tenant } = till;
    await tenant.db((tx) => giveUpRefund(tenant, tx, payment, '-63'));
    expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'refund_unclear' });
    await begin();
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'refunded', problem: null });
    expect(await moves()).to.deep.equal([sum, -sum]);
  });

  it('is out of the wallet once it went through, though another run had given it up', async () => {
    await begin();
    const { tenant } = till;
    let calls = 0;
    const late: Tenant = {
      ...tenant,
      db: async (work) => {
        calls += 1;
        // What it reads, what it notes of the gateway, and then its answer.
        if (calls === 3) await tenant.db((tx) => giveUpRefund(tenant, tx, payment, 'late'));
        return tenant.db(work);
      },
    };
    await refundAtGateway(late, { paymentId: payment.id, ...till.asking });
    expect(calls).to.equal(3);
    expect(await till.read(payment.id)).to.include({ status: 'refunded' });
    expect(await moves()).to.deep.equal([sum, -sum, sum, -sum]);
  });
});

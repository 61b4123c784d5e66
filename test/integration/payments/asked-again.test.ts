import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { cancelAtGateway } from '#services/payments/cancel-payment.js';
import { findLost } from '#services/payments/find-lost.js';
import { noteFault } from '#services/payments/gateway-health.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('a question to a gateway', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  before(async () => {
    till = await openTill('zarinpal');
    control = till.stage.control!;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
  });
  after(() => till.close());

  const callsOf = (operation: RegExp): number =>
    control.calls.filter(({ path }) => operation.test(path)).length;

  it('is asked a few times at most for a hundred callbacks of a payment, and not at all once it is settled', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    const [callback] = till.sink.heard;
    const before = callsOf(/verify/);
    await till.deliver(100);
    expect((await till.read(payment.id)).status).to.equal('paid');
    expect(callsOf(/verify/) - before).to.be.at.most(3);
    const settled = callsOf(/verify/);
    till.sink.heard.push(callback!);
    await till.deliver(100);
    expect(callsOf(/verify/)).to.equal(settled);
  });

  it('for a page to pay on is asked again where the job that asks was lost with Redis', async () => {
    useJobs(undefined);
    const begun = await till.begin(payer, { topUpToman: sum });
    useJobs(till.driver.jobs);
    await ownerQuery('delete from outbox where bot_id = $1', [till.bot.botId]);
    await till.driver.settle();
    expect(await till.read(begun.id)).to.include({ status: 'pending', url: null });
    await till.checkAll();
    expect((await till.read(begun.id)).url).to.match(/StartPay/);
  });

  it('of a bot without credentials is a fault of its gateway, which fails no job', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    const { tenant, means } = till;
    const merchant = (value: string | null) =>
      ownerQuery<{ merchant: string }>(
        `update bots set zarinpal_merchant_id = $2 from bots was where bots.id = $1 and was.id = $1
         returning was.zarinpal_merchant_id as merchant`,
        [till.bot.botId, value],
      );
    const [had] = await merchant(null);
    await findLost(tenant, { method: 'zarinpal', means });
    await cancelAtGateway(tenant, { paymentId: payment.id, means });
    await merchant(had!.merchant);
    const health = await ownerQuery('select last_fault from gateway_health where bot_id = $1', [
      till.bot.botId,
    ]);
    expect(health).to.deep.equal([{ last_fault: 'gateway.unauthorized' }]);
  });

  it('goes on after an admin settled a payment by hand: what is paid there too is told, and credited once', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.tenant.db((tx) => settleByHand(till.tenant, tx, { paymentId: payment.id }));
    await till.driver.settle();
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_by_hand' });
    await till.pay(payer, payment);
    await till.deliver();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_twice' });
    expect((await till.purse(payer)).moves).to.deep.equal([sum]);
    const marks = await ownerQuery(
      `select from notice_marks where bot_id = $1 and kind = 'payment_settled_twice'`,
      [till.bot.botId],
    );
    expect(marks).to.have.length(1);
  });

  it('that people choose too large a sum for hides its gateway from nobody', async () => {
    const { tenant } = till;
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
    for (let at = 0; at < 6; at += 1)
      await tenant.db((tx) => noteFault(tenant, tx, { gateway: 'zarinpal', code: 'gateway.amount' }));
    expect(await till.begin(payer, { topUpToman: sum })).to.include({ status: 'pending' });
  });
});

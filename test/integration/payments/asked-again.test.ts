import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
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
});

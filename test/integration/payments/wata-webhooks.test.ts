import { expect } from 'chai';
import type { Payment } from '#services/payments/payment.js';
import type { WataStandIn } from '../../../scripts/sandbox/gateways/wata/wata.js';
import type { Customer } from '../../support/bot/customer.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('what WATA tells of a payment', function () {
  this.timeout(120_000);
  let till: Till;
  let wata: WataStandIn;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('wata');
    wata = till.stage.control!.wata;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    till.sink.heard.length = 0;
    payment = await till.open(payer, { topUpToman: sum });
  });
  after(() => till.close());

  const told = () =>
    till.sink.heard.map(({ request }) => JSON.parse(request.body.toString()) as Record<string, unknown>);
  /** WATA signs what a test makes of its last webhook, and tells it instead. */
  function tellInstead(more: object): void {
    const last = till.sink.heard.at(-1)!;
    const { body, headers } = wata.sign({ ...told().at(-1), ...more });
    till.sink.heard.splice(0, Infinity, {
      ...last,
      headers: { 'x-signature': headers['x-signature'] },
      request: { ...last.request, body: Buffer.from(body) },
    });
  }
  const standing = async () => {
    const { status } = await till.read(payment.id);
    return [status, (await till.purse(payer)).balanceToman];
  };

  it('before the bank is asked credits nothing, and the same transaction credits once when it is paid', async () => {
    await till.pay(payer, payment);
    expect(told().map((one) => one.transactionStatus)).to.deep.equal(['Created', 'Paid']);
    const [, paid] = till.sink.heard.splice(0, Infinity, till.sink.heard[0]!);
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['pending', 0]);
    till.sink.heard.push(paid!);
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['paid', sum]);
  });

  it('as paid, of a refund, credits nothing', async () => {
    await till.stage.control!.press('wata', payment.externalId ?? '', 'cancel');
    tellInstead({ transactionStatus: 'Paid', kind: 'Refund' });
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['pending', 0]);
  });

  it('of a refund in the cabinet takes out what went back, part by part', async () => {
    await till.pay(payer, payment);
    await till.deliver();
    const { id } = wata.transactions.at(-1)!;
    await wata.giveBack(id, 50);
    await till.deliver(3);
    expect(await standing()).to.deep.equal(['paid', sum - 50_000]);
    await wata.giveBack(id, 150);
    await till.deliver(3);
    expect(await standing()).to.deep.equal(['refunded', 0]);
  });

  it('of another terminal, or by nobody’s key, changes nothing', async () => {
    await till.stage.control!.press('wata', payment.externalId ?? '', 'cancel');
    tellInstead({ transactionStatus: 'Paid', terminalPublicId: wata.addTerminal().publicId });
    await till.deliver();
    await till.stage.control!.press('wata', payment.externalId ?? '', 'cancel');
    tellInstead({ transactionStatus: 'Paid' });
    till.sink.heard[0] = { ...till.sink.heard[0]!, headers: { 'x-signature': 'Zm9v' } };
    await till.deliver();
    expect(await standing()).to.deep.equal(['pending', 0]);
  });
});

import { expect } from 'chai';
import type { Payment } from '#services/payments/payment.js';
import type { MulenpayStandIn } from '../../../scripts/sandbox/gateways/mulenpay/mulenpay.js';
import type { Customer } from '../../support/bot/customer.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('what MulenPay tells of a payment', function () {
  this.timeout(120_000);
  let till: Till;
  let mulenpay: MulenpayStandIn;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('mulenpay');
    mulenpay = till.stage.control!.mulenpay;
  });
  beforeEach(async () => {
    mulenpay.manner.sign = 'none';
    payer = await till.newPayer();
    till.sink.heard.length = 0;
    payment = await till.open(payer, { topUpToman: sum });
  });
  after(() => till.close());

  const standing = async () => {
    const { status } = await till.read(payment.id);
    return [status, (await till.purse(payer)).balanceToman];
  };
  const asked = () =>
    till.stage.control!.calls.filter(({ path }) => path === `/v2/payments/${payment.externalId ?? ''}`)
      .length;

  it('unsigned, as paid, credits nothing that is not paid', async () => {
    await till.stage.control!.press('mulenpay', payment.externalId ?? '', 'cancel');
    const last = till.sink.heard.at(-1)!;
    const body = Buffer.from(last.request.body.toString().replace('cancel', 'success'));
    till.sink.heard.splice(0, Infinity, { ...last, request: { ...last.request, body } });
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['cancelled', 0]);
  });

  it('unsigned or rightly signed is a reason to ask, and with a wrong signature it is none', async () => {
    for (const sign of ['none', 'right'] as const) {
      mulenpay.manner.sign = sign;
      payer = await till.newPayer();
      payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      await till.deliver();
      expect(await standing(), sign).to.deep.equal(['paid', sum]);
      expect(asked(), sign).to.equal(1);
    }
    mulenpay.manner.sign = 'wrong';
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.deliver(3);
    expect(await standing()).to.deep.equal(['pending', 0]);
    expect(asked()).to.equal(0);
  });

  it('of a cancellation after it was paid takes nothing out of the wallet by itself', async () => {
    await till.pay(payer, payment);
    await till.deliver();
    mulenpay.made.get(Number(payment.externalId))!.status = 2;
    await till.checkAll();
    expect(await standing()).to.deep.equal(['paid', sum]);
  });

  it('is found, and not made twice, when the answer to its making was lost', async () => {
    payer = await till.newPayer();
    till.stage.control!.fail({ kind: 'lost', on: /POST \/v2\/payments$/ });
    const begun = await till.begin(payer, { topUpToman: sum });
    await till.driver.settle();
    payment = await till.read(begun.id);
    const made = [...mulenpay.made.values()].filter(({ given }) => given.uuid === begun.reference);
    expect(made.length).to.equal(1);
  });
});

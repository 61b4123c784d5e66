import { expect } from 'chai';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import type { Payment } from '#services/payments/payment.js';
import type { PayButton } from '../../../scripts/sandbox/gateways/stand-in.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('what PayPalych tells of a payment', function () {
  this.timeout(120_000);
  let till: Till;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('pal24');
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    till.sink.heard.length = 0;
    payment = await till.open(payer, { topUpToman: sum });
  });
  after(() => till.close());

  const press = (button: PayButton) => till.stage.control!.press('pal24', payment.externalId ?? '', button);
  const standing = async () => {
    const { status } = await till.read(payment.id);
    return [status, (await till.purse(payer)).balanceToman];
  };
  /** Another word in the place of the last one, as somebody writes it who has seen that. */
  function retell(change: (fields: URLSearchParams) => void): void {
    const last = till.sink.heard.at(-1)!;
    const fields = new URLSearchParams(last.request.body.toString());
    change(fields);
    const body = Buffer.from(String(fields));
    till.sink.heard.splice(0, Infinity, { ...last, request: { ...last.request, body } });
  }
  const bearsFee = (isSo: boolean) =>
    ownerQuery(`update bot_feature_flags set config = $2 where bot_id = $1 and feature_key = 'pal24'`, [
      till.bot.botId,
      JSON.stringify({ payer_pays_fee: isSo }),
    ]);

  it('as paid in part credits nothing and keeps it open, and the rest credits it once', async () => {
    await press('pay_less');
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['pending', 0]);
    await press('pay');
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['paid', sum]);
  });

  it('as paid too much credits what was ordered', async () => {
    await press('pay_more');
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['paid', sum]);
  });

  it('of a failure, told again as a success by who has seen it, credits nothing', async () => {
    await press('cancel');
    retell((fields) => fields.set('Status', 'SUCCESS'));
    await till.deliver(5);
    expect(await standing()).to.deep.equal(['failed', 0]);
  });

  it('with a sum that is not signed changes nothing', async () => {
    await press('pay');
    retell((fields) => fields.set('OutSum', '1.00'));
    await till.deliver();
    expect(await standing()).to.deep.equal(['pending', 0]);
  });

  it('with the fee on top is what was ordered where the bot says that its payers bear it, and is held where not', async () => {
    await bearsFee(true);
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    await press('pay');
    await till.deliver();
    expect(await standing()).to.deep.equal(['paid', sum]);
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    await press('pay');
    await bearsFee(false);
    await till.deliver();
    expect(await standing()).to.deep.equal(['held', 0]);
  });

  it('of a refund takes nothing out of the wallet by itself', async () => {
    await press('pay');
    await till.deliver();
    till.stage.control!.pal24.giveBack(payment.externalId ?? '', 'refund');
    await till.deliver(3);
    expect(await standing()).to.deep.equal(['paid', sum]);
  });

  it('is not waited for where a payment is cancelled: its bill is switched off', async () => {
    const { tenant } = till;

    const userId = await till.userOf(payer);
    await tenant.db((tx) => cancelOwnPayment(tenant, tx, { userId, paymentId: payment.id }));
    await till.driver.settle();
    expect(till.stage.control!.pal24.bills.get(payment.externalId ?? '')?.isActive).to.equal(false);
  });
});

import { expect } from 'chai';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { offerMethods } from '#services/payments/offer-methods.js';
import type { AbangatewayStandIn } from '../../../scripts/sandbox/gateways/abangateway/abangateway.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { sellPlan } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('a payment through AbanGateway, in the bot', function () {
  this.timeout(120_000);
  let till: Till;
  let control: GatewayControl;
  let aban: AbangatewayStandIn;
  let payer: Customer;
  before(async () => {
    till = await openTill('abangateway');
    control = till.stage.control!;
    aban = control.abangateway;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    till.sink.heard.length = 0;
    await till.stage.setUp(till.driver, till.bot);
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
  });
  after(() => till.close());

  const shop = () => aban.shops.get([...aban.shops.keys()][0]!)!;
  const invoiceOf = (id: string | null) => aban.invoices.get(id ?? '')!;
  const standing = async (id: string) => {
    const { status } = await till.read(id);
    return [status, (await till.purse(payer)).balanceToman];
  };
  const verifications = () =>
    control.calls.filter(({ path }) => path.endsWith('/verify')).map(({ status }) => status);

  it('shows the sum to transfer as the provider gives it, and credits the price', async () => {
    await sellPlan(till.bot, { name: 'Month', priceToman: sum });
    await till.bot.send(payer.person, '/menu');
    await payer.chooses('Month');
    await payer.taps(payer.dataOf('Choose how to pay'));
    await payer.taps(payer.dataOf('AbanGateway'));
    await till.driver.settle();
    const invoice = [...aban.invoices.values()].at(-1)!;
    const payable = invoice.parts[0]!;
    expect(payable).to.be.above(invoice.given.amount_rial);
    expect(payer.reads()).to.contain(payable.toLocaleString('en-US'));
    const copied = till.bot.last(payer.person).buttons.flat();
    expect(copied.map(({ copyText }) => copyText)).to.include(String(payable));
    await control.press('abangateway', invoice.id, 'pay');
    await till.deliver();
    const { subscriptions, moves } = await till.purse(payer);
    expect(subscriptions).to.equal(1);
    expect(moves).to.deep.equal([invoice.given.amount_rial / 10, -sum]);
  });

  it('is verified after it is in the books, once, however often it is told of', async () => {
    const before = verifications().length;
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    expect(invoiceOf(payment.externalId).isVerified).to.equal(false);
    await till.deliver(10);
    expect(await standing(payment.id)).to.deep.equal(['paid', sum]);
    expect(invoiceOf(payment.externalId).isVerified).to.equal(true);
    expect(verifications().slice(before)).to.deep.equal([200]);
  });

  it('is verified though the answer of that was lost', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    control.fail({ kind: 'lost', on: /verify/ });
    await till.deliver();
    expect(await standing(payment.id)).to.deep.equal(['paid', sum]);
    await till.driver.hurry();
    expect(verifications().at(-1)).to.equal(409);
    expect(await standing(payment.id)).to.deep.equal(['paid', sum]);
  });

  it('comes in parts above the ceiling: it stays open, longer, with the sum of the next', async () => {
    const payment = await till.open(payer, { topUpToman: 30_000_000 });
    const { parts } = invoiceOf(payment.externalId);
    expect(payment.payable).to.equal(String(parts[0]));
    await control.press('abangateway', payment.externalId ?? '', 'pay_less');
    await till.deliver(3);
    const open = await till.read(payment.id);
    expect(open).to.include({ status: 'pending', payable: String(parts[1]) });
    expect(open.expiresAt.getTime()).to.be.above(payment.expiresAt.getTime());
    expect((await till.purse(payer)).balanceToman).to.equal(0);
    await till.pay(payer, payment);
    await till.deliver();
    expect(await standing(payment.id)).to.deep.equal(['paid', 30_000_000]);
  });

  it('by a test invoice is never settled where the key was a live one', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    const { externalId } = payment;
    Object.assign(invoiceOf(externalId), { isTest: true, liveKey: shop().liveKey });
    const testKey = shop().testKey;
    await till.bot.keepSecret('abangateway_api_key', testKey);
    await till.pay(payer, payment);
    await till.deliver(3);
    expect(await standing(payment.id)).to.deep.equal(['held', 0]);
    expect((await till.read(payment.id)).problem).to.equal('is_test');
  });

  it('is not credited by a webhook that somebody else signed, nor by one of what is not paid', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    const [told] = till.sink.heard.splice(0);
    Object.assign(invoiceOf(payment.externalId), { status: 'pending', paidParts: 0 });
    till.sink.heard.push(told!);
    await till.deliver(3);
    expect(await standing(payment.id)).to.deep.equal(['pending', 0]);
    Object.assign(invoiceOf(payment.externalId), { status: 'paid', paidParts: 1 });
    till.sink.heard.push({ ...told!, headers: { 'x-signature': 'ab'.repeat(32) } });
    await till.deliver(3);
    expect(await standing(payment.id)).to.deep.equal(['pending', 0]);
    till.sink.heard.push(told!);
    await till.deliver();
    expect(await standing(payment.id)).to.deep.equal(['paid', sum]);
  });

  it('is no way to pay while the fee wallet is empty, and the admins hear why', async () => {
    const had = shop().feeWalletRial;
    shop().feeWalletRial = 0;
    const begun = await till.begin(payer, { topUpToman: sum });
    await till.driver.settle();
    expect(await till.read(begun.id)).to.include({ status: 'failed', problem: 'gateway.account_empty' });
    const { settings, features } = (await till.driver.means.snapshots.read(till.tenant))!;
    const terms = { values: settings.values, features, publicUrl: till.sink.url };
    const offers = await till.tenant.db((tx) => offerMethods(till.tenant, tx, { amountToman: sum, terms }));
    expect(offers).to.deep.equal([]);
    const [row] = await ownerQuery<{ last_fault: string }>(
      'select last_fault from gateway_health where bot_id = $1 and make_hidden_until > now()',
      [till.bot.botId],
    );
    expect(row).to.deep.equal({ last_fault: 'gateway.account_empty' });
    shop().feeWalletRial = had;
  });

  it('that is given up is cancelled there, and its fee is free again', async () => {
    const had = shop().feeWalletRial;
    const payment = await till.open(payer, { topUpToman: sum });
    expect(shop().feeWalletRial).to.be.below(had);

    const userId = await till.userOf(payer);
    await till.tenant.db((tx) => cancelOwnPayment(till.tenant, tx, { userId, paymentId: payment.id }));
    await till.driver.settle();
    expect(invoiceOf(payment.externalId).status).to.equal('cancelled');
    expect(shop().feeWalletRial).to.equal(had);
  });
});

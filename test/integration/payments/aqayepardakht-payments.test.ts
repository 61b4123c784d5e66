import { expect } from 'chai';
import type { AqayepardakhtStandIn } from '../../../scripts/sandbox/gateways/aqayepardakht/aqayepardakht.js';
import type { Customer } from '../../support/bot/customer.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('a payment through Aqayepardakht, in the bot', function () {
  this.timeout(120_000);
  let till: Till;
  let aqayepardakht: AqayepardakhtStandIn;
  let payer: Customer;
  before(async () => {
    till = await openTill('aqayepardakht');
    ({ aqayepardakht } = till.stage.control!);
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    till.sink.heard.length = 0;
  });
  after(() => till.close());

  const statusOf = async (id: string) => (await till.read(id)).status;

  it('is not settled by the name of another paid one of the same sum, however often that is brought', async () => {
    const paid = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, paid);
    const [told] = till.sink.heard.splice(0);
    const other = await till.newPayer();
    const unpaid = await till.open(other, { topUpToman: sum });
    const bring = async (query: Record<string, string>) => {
      till.sink.heard.push({ ...told!, request: { ...told!.request, query } });
      await till.deliver(3);
    };
    const { query } = told!.request;
    await bring({ ...query, p: unpaid.reference ?? '' });
    await bring({ ...query, p: unpaid.reference ?? '', invoice_id: unpaid.reference ?? '' });
    expect(await statusOf(unpaid.id)).to.equal('pending');
    expect(aqayepardakht.transactions.get(paid.externalId ?? '')).to.include({ state: 'paid' });
    await bring(query);
    await bring({ ...query, p: unpaid.reference ?? '' });
    await till.checkAll();
    expect([await statusOf(paid.id), await statusOf(unpaid.id)]).to.deep.equal(['paid', 'pending']);
    expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum] });
    expect(await till.purse(other)).to.include({ balanceToman: 0 });
  });

  it('is not settled by what the browser claims', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.stage.control!.press('aqayepardakht', payment.externalId ?? '', 'cancel');
    const [told] = till.sink.heard.splice(0);
    const query = { ...told!.request.query, status: '1' };
    till.sink.heard.push({ ...told!, request: { ...told!.request, query } });
    await till.deliver(5);
    expect(await statusOf(payment.id)).to.equal('pending');
    expect(await till.purse(payer)).to.include({ balanceToman: 0 });
  });

  it('of the sandbox is settled in the sandbox, also when the bot has a pin of its own by now', async () => {
    await till.bot.keepSecret('aqayepardakht_pin', 'sandbox');
    const played = await till.open(payer, { topUpToman: sum });
    expect(played.url).to.contain('/startpay/sandbox/');
    await till.stage.setUp(till.driver, till.bot);
    await till.pay(payer, played);
    await till.deliver();
    expect(await statusOf(played.id)).to.equal('paid');
  });

  it('of real money is not asked about in the sandbox, and is settled once its pin is back', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.bot.keepSecret('aqayepardakht_pin', 'sandbox');
    await till.deliver(3);
    await till.checkAll();
    expect(await statusOf(payment.id)).to.equal('pending');
    await till.stage.setUp(till.driver, till.bot);
    await till.checkAll();
    expect(await statusOf(payment.id)).to.equal('paid');
  });
});

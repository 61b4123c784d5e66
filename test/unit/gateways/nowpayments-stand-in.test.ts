import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { nowpayments } from '#gateways/nowpayments/nowpayments.js';
import { RetryableError } from '#platform/errors.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { NowpaymentsStore } from '../../../scripts/sandbox/gateways/nowpayments/nowpayments-world.js';
import type { PayButton } from '../../../scripts/sandbox/gateways/stand-in.js';
import { waitFor } from '../../support/wait-for.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { invoice as exampleInvoice, payment as examplePayment } from './nowpayments-answers.js';
import { faultOf } from './speaking-gateway.js';

const hourMs = 3_600_000;

/** A payment through NOWPayments, from the adapter to the stand-in and back. */
describe('a payment through NOWPayments', () => {
  let sandbox: GatewaySandbox;
  let store: NowpaymentsStore;
  let shop: ListeningShop;
  let number = 0;
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    store = sandbox.control.nowpayments.addStore();
    shop = await openListeningShop(['x-nowpayments-sig']);
  });
  afterEach(async () => {
    shop.close();
    await sandbox.close();
  });

  const access = (more: { readonly apiKey?: string } = {}) => ({
    credentials: { apiKey: store.apiKey, ipnSecret: store.ipnSecret, ...more },
    ...{ root: `${sandbox.url}/nowpayments`, telegramRoot: '', mayCallPrivate: true },
  });
  const newAsk = (): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    ...{ number: String(number), amount: '4.99', currency: 'USD', description: 'اشتراک', language: 'fa' },
    ...{ payerId: '500100201', callbackUrl: `${shop.url}/hook`, returnUrl: 'https://t.me/shop_bot' },
    expiresAt: new Date(Date.now() + hourMs),
  });
  async function make() {
    const ask = newAsk();
    const { reference, amount, currency } = ask;
    const made = await nowpayments.create(ask, access());
    const payment: KnownPayment = {
      ...{ reference, amount, currency, externalId: made.externalId, receipt: null },
      ...{ account: nowpayments.accountOf(access().credentials), createdAt: new Date() },
    };
    return { ask, made, payment };
  }
  const press = (id: string, button: PayButton = 'pay') => sandbox.control.press('nowpayments', id, button);
  const stateOf = async (payment: KnownPayment) => nowpayments.inquire(payment, access());
  const judge = () => nowpayments.callback.judge(shop.heard.at(-1)!, access());

  it('is made as it was asked for, with a page that can be opened', async () => {
    const { ask, made } = await make();
    const page = await fetch(made.url).then((response) => response.text());
    expect(page).to.contain('4.99 USD').and.to.contain(ask.description);
  });

  it('is open, fails and is open still, then finished, and what is paid is the price', async () => {
    const { payment, made } = await make();
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
    await press(made.externalId, 'cancel');
    expect(judge()).to.equal('ask');
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
    await press(made.externalId);
    for (let again = 0; again < 2; again += 1)
      expect(await stateOf(payment)).to.include({ kind: 'paid', amount: '4.99', currency: 'USD' });
  });

  it('is settled once by two payments of its invoice, and says so', async () => {
    const { payment, made } = await make();
    const { begin, move } = sandbox.control.nowpayments;
    const [first, second] = [begin(made.externalId), begin(made.externalId)];
    await move(first.id, { status: 'confirming', share: 1 });
    expect(await stateOf(payment))
      .to.include({ kind: 'open' })
      .and.to.have.property('until');
    await move(second.id, { status: 'finished', share: 1 });
    expect(await stateOf(payment)).to.include({ kind: 'paid', receipt: String(second.id) });
    await move(first.id, { status: 'finished' });
    expect(await stateOf(payment)).to.include({
      receipt: String(first.id),
      note: `4.99 usdttrc20 + ${second.id}`,
    });
  });

  it('waits for the rest where too little came', async () => {
    const { payment, made } = await make();
    await press(made.externalId, 'pay_less');
    expect(judge()).to.equal('ask');
    expect(await stateOf(payment))
      .to.include({ kind: 'open' })
      .and.to.have.property('until');
    await press(made.externalId);
    expect(await stateOf(payment)).to.include({ kind: 'paid' });
  });

  it('is told of by signed IPN, which proves it, also where the key may not list', async () => {
    const { ask, made, payment } = await make();
    store.mayList = false;
    await press(made.externalId);
    const [callback] = shop.heard;
    expect(nowpayments.callback.read(callback!)).to.deep.equal({
      externalId: made.externalId,
      reference: ask.reference,
    });
    expect(judge()).to.include({ kind: 'paid', amount: '4.99', currency: 'USD' });
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
  });

  it('is told of as often as the store says, until it is heard', async () => {
    shop.status = 500;
    const { made } = await make();
    await press(made.externalId);
    shop.status = 200;
    await waitFor(() => shop.heard.length === 2);
    expect(shop.heard[1]!.body.equals(shop.heard[0]!.body)).to.equal(true);
  });

  it('is found when no IPN came, and of a late payer when he comes', async () => {
    const lost = await make();
    await press(lost.made.externalId, 'callback_lost');
    expect(shop.heard).to.deep.equal([]);
    expect(await stateOf(lost.payment)).to.include({ kind: 'paid' });
    const late = await make();
    await press(late.made.externalId, 'pay_late');
    expect(await stateOf(late.payment)).to.deep.equal({ kind: 'open' });
    sandbox.control.passTime(61_000);
    expect(await stateOf(late.payment)).to.include({ kind: 'paid' });
  });

  it('is made again when the answer was lost, and the first is never paid', async () => {
    sandbox.control.fail({ kind: 'lost', on: /invoice$/ });
    const ask = newAsk();
    expect(await faultOf(nowpayments.create(ask, access()))).to.be.instanceOf(RetryableError);
    const made = await nowpayments.create(ask, access());
    expect(sandbox.control.payments('nowpayments').at(-1)).to.include({ id: made.externalId });
  });

  it('tests a key without moving money', async () => {
    await nowpayments.test(access());
    const error = await faultOf(nowpayments.test(access({ apiKey: 'wrong' })));
    expect(error).to.include({ code: 'gateway.unauthorized' });
  });

  it('answers and tells what the examples have, refuses what is out of bounds, and remembers', async () => {
    const { made, payment } = await make();
    await press(made.externalId);
    const { answer } = sandbox.control.calls.find(({ path }) => path === '/v1/invoice')!;
    expect(answer).to.include.all.keys(Object.keys(exampleInvoice));
    expect(JSON.parse(shop.heard[0]!.body.toString())).to.have.all.keys(Object.keys(examplePayment));
    const call = (given: object) =>
      fetch(`${sandbox.url}/nowpayments/v1/invoice`, {
        method: 'POST',
        headers: { 'x-api-key': store.apiKey },
        body: JSON.stringify({ price_amount: 4.99, price_currency: 'usd', ...given }),
      }).then(async (response) => ({ status: response.status, body: await response.text() }));
    for (const given of [
      { price_amount: '4.99' },
      { price_amount: -1 },
      { price_currency: 'irr' },
      { colour: 1 },
    ])
      expect(await call(given), JSON.stringify(given)).to.include({ status: 400 });
    const saved = JSON.parse(JSON.stringify(sandbox.control.nowpayments.state())) as unknown;
    await sandbox.close();
    sandbox = await openGatewaySandbox();
    sandbox.control.nowpayments.restore(saved);
    expect(await stateOf(payment)).to.include({ kind: 'paid' });
  });
});

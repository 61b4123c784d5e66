import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { heleket } from '#gateways/heleket/heleket.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { HeleketMerchant } from '../../../scripts/sandbox/gateways/heleket/heleket-requests.js';
import type { PayButton } from '../../../scripts/sandbox/gateways/stand-in.js';
import { waitFor } from '../../support/wait-for.js';
import { invoice as exampleInvoice, webhook as exampleWebhook } from './heleket-answers.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { faultOf } from './speaking-gateway.js';

const hourMs = 3_600_000;

/** A payment through Heleket, from the adapter to the stand-in and back. */
describe('a payment through Heleket', () => {
  let sandbox: GatewaySandbox;
  let merchant: HeleketMerchant;
  let shop: ListeningShop;
  let number = 0;
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    merchant = sandbox.control.heleket.addMerchant();
    shop = await openListeningShop([]);
  });
  afterEach(async () => {
    shop.close();
    await sandbox.close();
  });

  const access = (more: Partial<{ apiKey: string; merchantId: string; markupPercent: number }> = {}) => ({
    credentials: { merchantId: merchant.id, apiKey: merchant.apiKey, markupPercent: 0, ...more },
    ...{ root: `${sandbox.url}/heleket`, telegramRoot: '', mayCallPrivate: true },
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    ...{ number: String(number), amount: '4.99', currency: 'USD', description: 'Plan', language: 'en' },
    ...{ payerId: '500100201', callbackUrl: `${shop.url}/hook`, returnUrl: 'https://t.me/shop_bot' },
    expiresAt: new Date(Date.now() + hourMs),
    ...more,
  });
  const known = ({ reference, amount, currency }: PaymentAsk, externalId: string): KnownPayment => ({
    ...{ reference, amount, currency, externalId, account: merchant.id },
    createdAt: new Date(),
    receipt: null,
  });
  async function make(more: Partial<PaymentAsk> = {}) {
    const ask = newAsk(more);
    const made = await heleket.create(ask, access());
    return { ask, made, payment: known(ask, made.externalId) };
  }
  const press = (id: string, button: PayButton = 'pay') => sandbox.control.press('heleket', id, button);
  const stateOf = async (payment: KnownPayment) => heleket.inquire(payment, access());
  const judge = (at = -1) => heleket.callback.judge(shop.heard.at(at)!, access());

  it('is made as it was asked for, with a page that can be opened', async () => {
    const { ask, made } = await make();
    expect(made.expiresAt?.getTime()).to.be.closeTo(ask.expiresAt.getTime(), 2_000);
    expect(await fetch(made.url).then((response) => response.text())).to.contain('4.99 USD');
  });

  it('is one however often it is made, also when the answer was lost, and keeps its first price', async () => {
    const ask = newAsk();
    for (const kind of ['lost', 'empty', 'html', 'truncated'] as const) {
      sandbox.control.fail({ kind, on: /payment$/ });
      expect(await faultOf(heleket.create(ask, access())), kind).to.be.instanceOf(RetryableError);
    }
    const made = await heleket.create(ask, access());
    expect(sandbox.control.payments('heleket').map(({ id }) => id)).to.deep.equal([made.externalId]);
    const dearer = await faultOf(heleket.create({ ...ask, amount: '9.99' }, access()));
    expect(dearer).to.be.instanceOf(PermanentError).that.includes({ code: 'gateway.refused' });
  });

  it('is open, then paid, and what is paid is the price', async () => {
    const { payment, made } = await make();
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
    await press(made.externalId);
    for (let again = 0; again < 2; again += 1)
      expect(await stateOf(payment)).to.include({ kind: 'paid', amount: '4.99', currency: 'USD' });
  });

  it('is worth its price where too much was sent, and a markup is not credited', async () => {
    const more = await make();
    await press(more.made.externalId, 'pay_more');
    expect(await stateOf(more.payment)).to.include({ kind: 'paid', amount: '4.99', note: '7.48500000 USDT' });
    const ask = newAsk();
    const made = await heleket.create(ask, access({ markupPercent: 10 }));
    await press(made.externalId);
    const state = await stateOf(known(ask, made.externalId));
    expect(state).to.include({ kind: 'paid', amount: '4.99', note: '5.48900000 USDT' });
  });

  it('may be topped up where too little was sent, and is for a person to decide about after its end', async () => {
    const topped = await make();
    await press(topped.made.externalId, 'pay_less');
    expect(await stateOf(topped.payment))
      .to.include({ kind: 'open' })
      .and.to.have.property('until');
    await press(topped.made.externalId, 'pay_less');
    expect(await stateOf(topped.payment)).to.include({ kind: 'paid', amount: '4.99' });
    const short = await make();
    await press(short.made.externalId, 'pay_less');
    sandbox.control.passTime(2 * hourMs);
    expect(await stateOf(short.payment)).to.deep.equal({ kind: 'disputed', code: 'wrong_amount' });
  });

  it('is paid when the coins come after it was cancelled', async () => {
    const { payment, made } = await make();
    sandbox.control.passTime(2 * hourMs);
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
    expect(sandbox.control.heleket.invoices.get(made.externalId)).to.include({ status: 'cancel' });
    await press(made.externalId);
    expect(await stateOf(payment)).to.include({ kind: 'paid' });
  });

  it('is told of by signed webhooks, which prove no money', async () => {
    const { payment, ask, made } = await make();
    await sandbox.control.heleket.move(made.externalId, { status: 'confirm_check' });
    await press(made.externalId, 'callback_lost');
    expect(shop.heard.length).to.equal(1);
    const [callback] = shop.heard;
    const { externalId } = made;
    expect(heleket.callback.read(callback!)).to.deep.equal({ externalId, reference: ask.reference });
    expect(judge()).to.equal('ask');
    const fromHeleket = { ...callback!, ip: '31.133.220.8' };
    expect(heleket.callback.judge(fromHeleket, access())).to.include({ kind: 'open' });
    expect(heleket.callback.judge(callback!, access({ apiKey: 'another' }))).to.equal('forged');
    expect(await stateOf(payment)).to.include({ kind: 'open' });
    await sandbox.control.heleket.move(externalId, { status: 'paid', isFinal: true });
    expect(judge()).to.equal('ask');
    expect(await stateOf(payment)).to.include({ kind: 'paid' });
  });

  it('is told of again and again until 200 is answered', async () => {
    shop.status = 202;
    const { made } = await make();
    await press(made.externalId);
    shop.status = 200;
    await waitFor(() => shop.heard.length === 2);
    expect(shop.heard[1]!.body.equals(shop.heard[0]!.body)).to.equal(true);
  });

  it('of a late payer is paid when he comes', async () => {
    const { payment, made } = await make();
    await press(made.externalId, 'pay_late');
    expect(await stateOf(payment)).to.deep.equal({ kind: 'open' });
    sandbox.control.passTime(61_000);
    expect(await stateOf(payment)).to.include({ kind: 'paid' });
  });

  it('tests a merchant without moving money', async () => {
    await heleket.test(access());
    for (const wrong of [{ apiKey: 'payout-key' }, { merchantId: randomUUID() }])
      expect(await faultOf(heleket.test(access(wrong)))).to.include({ code: 'gateway.unauthorized' });
    expect(sandbox.control.calls.at(-1)).to.include({ path: '/v1/payment/services', status: 401 });
  });

  describe('is as strict as Heleket', () => {
    const call = async (path: string, given: object, sign?: string) => {
      const body = JSON.stringify(given);
      const right = createHash('md5')
        .update(Buffer.from(body).toString('base64') + merchant.apiKey)
        .digest('hex');
      const response = await fetch(`${sandbox.url}/heleket/v1/${path}`, {
        method: 'POST',
        headers: { merchant: merchant.id, sign: sign ?? right },
        body,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const given = { amount: '4.99', currency: 'USD', order_id: 't7-8f2k' };

    it('answers and tells what the examples have', async () => {
      const { body } = await call('payment', given);
      expect(body).to.include({ state: 0 });
      const { uuid } = body.result as { uuid: string };
      expect(body.result).to.have.all.keys(Object.keys({ ...exampleInvoice }));
      const told = JSON.parse(sandbox.control.heleket.webhookOf(uuid)) as object;
      expect(told).to.have.all.keys([...Object.keys(exampleWebhook), 'sign']);
    });

    it('refuses what is signed otherwise, and what is out of its bounds', async () => {
      expect(await call('payment', given, 'f'.repeat(32))).to.deep.include({ status: 401 });
      for (const [field, value, said] of [
        ['order_id', 'no spaces', 'validation.alpha_dash'],
        ['amount', undefined, 'validation.required'],
        ['lifetime', 299, 'validation.min'],
        ['lifetime', 43_201, 'validation.max'],
        ['discount_percent', -100, 'validation.min'],
      ] as const)
        expect(await call('payment', { ...given, [field]: value }), field).to.deep.equal({
          status: 422,
          body: { state: 1, errors: { [field]: [said] } },
        });
      expect(await call('payment/info', { uuid: randomUUID() })).to.include({ status: 422 });
    });

    it('knows what it knew when it is started anew', async () => {
      const { payment, made } = await make();
      await press(made.externalId);
      const saved = JSON.parse(JSON.stringify(sandbox.control.heleket.state())) as unknown;
      await sandbox.close();
      sandbox = await openGatewaySandbox();
      sandbox.control.heleket.restore(saved);
      expect(await stateOf(payment)).to.include({ kind: 'paid' });
    });
  });
});

import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { nowpayments } from '#gateways/nowpayments/nowpayments.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { faults, finished, invoice, invoiceId, payment, reference, states } from './nowpayments-answers.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';

const credentials = { apiKey: 'AAAA-BBBB', ipnSecret: 'ipn-secret' };
const [hourMs, dayMs] = [3_600_000, 86_400_000];
const account = nowpayments.accountOf(credentials);
const known: KnownPayment = {
  ...{ reference, externalId: invoiceId, account, amount: '4.99', currency: 'USD' },
  createdAt: new Date(),
  receipt: null,
};
const ask: PaymentAsk = {
  ...{ reference, number: '7', amount: '4.99', currency: 'USD', description: 'Plan', language: 'en' },
  ...{ payerId: '1', callbackUrl: 'https://pay.example.com/payments/nowpayments/2?p=1' },
  returnUrl: 'https://t.me/shop_bot',
  get expiresAt() {
    return new Date(Date.now() + hourMs);
  },
};

let gateway: SpeakingGateway;
const access = () => ({ credentials, root: gateway.root, telegramRoot: '', mayCallPrivate: true });
before(async () => {
  gateway = await openSpeakingGateway();
});
beforeEach(() => gateway.hush());
after(() => gateway.close());

describe('what NOWPayments says of a payment', () => {
  for (const [form, { payments, state, hours, days = 0 }] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      gateway.say('/v1/payment/', { body: { data: payments() } });
      const createdAt = new Date(Date.now() - days * dayMs);
      const heard = await nowpayments.inquire({ ...known, createdAt }, access());
      const [{ query, headers }] = gateway.heard as [SpeakingGateway['heard'][number]];
      expect(headers).to.include({ 'x-api-key': credentials.apiKey });
      expect(query.get('dateFrom')! <= createdAt.toISOString()).to.equal(true);
      if (hours === undefined) return expect(heard).to.deep.equal(state);
      const { until, ...rest } = heard as { kind: string; until: Date };
      expect(rest).to.deep.equal(state);
      expect(until.getTime()).to.be.closeTo(Date.now() + hours * hourMs, 5_000);
    });

  it('is found behind hundreds of others', async () => {
    const others = Array.from({ length: 500 }, () => ({ ...finished, order_id: 'x' }));
    gateway.say('/v1/payment/', { body: { data: others } });
    expect(await nowpayments.inquire(known, access())).to.deep.equal({ kind: 'open' });
    expect(gateway.heard.slice(0, 3).map(({ query }) => query.get('page'))).to.deep.equal(['0', '1', '2']);
    expect(gateway.heard.length).to.equal(10);
  });

  for (const [form, { status, body, code, isFinal, said }] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      gateway.say('', { status, body });
      for (const work of [
        () => nowpayments.inquire(known, access()),
        () => nowpayments.create(ask, access()),
      ]) {
        const error = await faultOf(work());
        expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
        expect(error).to.include({ code });
        const { context } = error as PermanentError;
        expect(context).to.include({ gateway: 'nowpayments', money: 'untouched', ...(said && { said }) });
        expect(JSON.stringify(context)).to.not.contain(credentials.apiKey);
      }
    });

  it('is not known where the key is right but may not list, and that is no fault', async () => {
    const { status, body } = faults['no right to it']!;
    gateway.say('/v1/payment/', { status, body });
    gateway.say('/v1/min-amount', { body: { min_amount: 0.0001 } });
    expect(await nowpayments.inquire(known, access())).to.deep.equal({ kind: 'open' });
  });

  it('is believed of an invoice of another key, whose payments a key may not list: that there are none is no answer', async () => {
    const former = { ...known, account: 'key:another' };
    gateway.say('/v1/payment/', { body: { data: [finished] } });
    expect(await nowpayments.inquire(former, access())).to.include({ kind: 'paid' });
    gateway.say('/v1/payment/', { body: { data: [] } });
    expect(await faultOf(nowpayments.inquire(former, access()))).to.include({ code: 'gateway.unauthorized' });
    const { status, body } = faults['no right to it']!;
    gateway.say('/v1/payment/', { status, body });
    gateway.say('/v1/min-amount', { body: { min_amount: 0.0001 } });
    expect(await faultOf(nowpayments.inquire(former, access()))).to.include({ code: 'gateway.unauthorized' });
  });
});

describe('an invoice of NOWPayments', () => {
  const given = () => JSON.parse(gateway.heard.at(-1)!.body) as Record<string, unknown>;

  it('is made as it was asked for', async () => {
    for (const id of [invoiceId, Number(invoiceId)]) {
      gateway.say('/v1/invoice', { body: { ...invoice, id } });
      const made = await nowpayments.create(ask, access());
      expect(made).to.deep.equal({ externalId: invoiceId, url: invoice.invoice_url });
    }
    expect(given()).to.deep.equal({
      ...{ price_amount: 4.99, price_currency: 'usd', order_id: reference, order_description: 'Plan' },
      ...{ ipn_callback_url: ask.callbackUrl, success_url: ask.returnUrl, cancel_url: ask.returnUrl },
    });
    await nowpayments.create({ ...ask, callbackUrl: undefined }, access());
    expect(given()).to.not.have.property('ipn_callback_url');
  });

  it('without a page is none', async () => {
    gateway.say('/v1/invoice', { body: { ...invoice, invoice_url: null } });
    expect(await faultOf(nowpayments.create(ask, access()))).to.include({ code: 'gateway.garbage' });
  });
});

it('a key of NOWPayments names its account without telling the key', () => {
  const read = (nowpayments_api_key: string, nowpayments_ipn_secret = 's') =>
    nowpayments.accountOf(nowpayments.credentials.parse({ nowpayments_api_key, nowpayments_ipn_secret }));
  expect(read('one')).to.match(/^key:[0-9a-f]{16}$/);
  expect(read('one', 'newer')).to.equal(read('one'));
  expect(read('two')).to.not.equal(read('one'));
});

describe('an IPN of NOWPayments', () => {
  const { callback } = nowpayments;
  const hmac = (text: string, key = credentials.ipnSecret): string =>
    createHmac('sha512', key).update(text).digest('hex');
  const top = (told: object): string =>
    JSON.stringify(Object.fromEntries(Object.entries(told).sort(([one], [other]) => (one < other ? -1 : 1))));
  const request = (told: unknown, signature = hmac(top(told as object))): RawCallback => ({
    ...{ method: 'POST', query: {}, headers: { 'x-nowpayments-sig': signature }, ip: '' },
    body: Buffer.from(typeof told === 'string' ? told : JSON.stringify(told)),
  });
  const judge = (raw: RawCallback) => callback.judge(raw, { credentials });

  it('is about the order and the invoice that it names', () => {
    expect(callback.read(request(finished))).to.deep.equal({ reference, externalId: invoiceId });
    const { invoice_id: _, ...bare } = finished;
    expect(callback.read(request(bare))).to.deep.equal({ reference });
    expect(callback.read(request({ ...finished, order_id: 'made by hand' }))).to.deep.equal({
      externalId: invoiceId,
    });
    expect(callback.read(request({ ...bare, order_id: null }))).to.deep.equal({
      externalId: 'payment 4409701815',
    });
  });

  it('is none where it is no JSON of theirs, or came otherwise', () => {
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      '{"payment_id":1}',
      '{"payment_id":1.5,"payment_status":"x"}',
    ])
      expect(callback.read(request(body, 'x')), body).to.equal(undefined);
    expect(callback.read({ ...request(finished), method: 'GET' })).to.equal(undefined);
  });

  it('proves that a payment is finished, and of nothing else', () => {
    expect(judge(request(finished))).to.deep.equal({
      kind: 'paid',
      ...{ amount: '4.99', currency: 'USD', receipt: '4409701815', note: '5.1 usdttrc20' },
    });
    const others = 'waiting confirming confirmed sending partially_paid failed refunded expired frozen';
    for (const payment_status of others.split(' '))
      expect(judge(request({ ...payment, payment_status })), payment_status).to.equal('ask');
  });

  it('tells what was priced, so that a cheaper order pays no dearer one', () => {
    expect(judge(request({ ...finished, price_amount: 0.01 }))).to.include({ kind: 'paid', amount: '0.01' });
    expect(judge(request({ ...finished, price_amount: 'much' }))).to.equal('ask');
  });

  it('is right in each form that the samples sign', () => {
    const told = {
      ...finished,
      ...{
        order_description: 'اشتراک https://a.b',
        fee: { zone: 1, currency: 'usdt', all: [{ b: 1, a: 2 }] },
      },
    };
    const topSorted = top(told);
    const deep = top({
      ...told,
      fee: { all: [{ a: 2, b: 1 }], currency: 'usdt', zone: 1 },
    });
    const emptied = JSON.stringify(told, Object.keys(told).sort());
    expect(emptied).to.contain('"fee":{}');
    const slashed = (text: string): string => text.replaceAll('/', '\\/');
    const ascii = (text: string): string =>
      text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    for (const text of [topSorted, deep, emptied])
      for (const form of [text, slashed(text), ascii(text), slashed(ascii(text))])
        expect(judge(request(told, hmac(form))), form).to.include({ kind: 'paid' });
    expect(judge(request(told, hmac(topSorted).toUpperCase()))).to.include({ kind: 'paid' });
    expect(judge(request(JSON.stringify(told, undefined, 2), hmac(deep)))).to.include({ kind: 'paid' });
  });

  it('is forged without a signature, with another secret’s, and with a byte changed', () => {
    const right = hmac(top(finished));
    for (const signature of ['', 'zz', right.slice(0, 64), hmac(top(finished), 'another'), `${right}00`])
      expect(judge(request(finished, signature)), signature).to.equal('forged');
    expect(judge(request({ ...finished, price_amount: 5 }, right))).to.equal('forged');
    expect(judge({ ...request(finished), headers: {} })).to.equal('forged');
    expect(judge(request('[]', hmac('[]')))).to.equal('forged');
  });

  it('has the signature that the documentation describes', () => {
    // Computed once by `openssl dgst -sha512 -hmac`.
    expect(
      judge(
        request(
          '{"b":1,"a":"2"}',
          '48bfda1283ec639d6083daf9124cc687f68c7f5851a7ab1c1d38ffe62a648f9ec4221ccaab4584abb0a8c50de9c4bf1ee24c9b2034d23a882e54263dedbaca40',
        ),
      ),
    ).to.equal('ask');
  });

  it('of a payout is heard and ignored', () => {
    const told = { id: '1', batch_withdrawal_id: 5_000_000_000, status: 'FINISHED', amount: '4.99' };
    expect(callback.read(request(told))).to.deep.equal({ externalId: 'payout 5000000000' });
    expect(judge(request(told))).to.equal('nothing');
    expect(judge(request(told, 'x'))).to.equal('forged');
  });
});

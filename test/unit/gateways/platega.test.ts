import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { platega } from '#gateways/platega/platega.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';
import {
  apiKey,
  faults,
  hints,
  mandates,
  merchantId,
  paymentId,
  reference,
  states,
  subscriptionId,
  transaction,
} from './platega-answers.js';

const payment: KnownPayment = {
  reference,
  externalId: paymentId,
  account: merchantId,
  amount: '349.00',
  currency: 'RUB',
  createdAt: new Date(),
  receipt: null,
};
const credentialsOf = (config?: object) =>
  platega.credentials.parse({
    platega_api_key: apiKey,
    platega_merchant_id: merchantId.toUpperCase(),
    config,
  });

let gateway: SpeakingGateway;
const access = (config?: object) => ({
  credentials: credentialsOf(config),
  root: gateway.root,
  telegramRoot: '',
  mayCallPrivate: true,
});
const path = `/transaction/${paymentId}`;
before(async () => {
  gateway = await openSpeakingGateway();
});
beforeEach(() => gateway.hush());
after(() => gateway.close());

describe('what Platega says of a payment', () => {
  for (const [form, [answer, state]] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      gateway.say(path, { body: answer });
      expect(await platega.inquire(payment, access())).to.deep.equal(state);
      const [asked] = gateway.heard;
      expect(asked?.headers).to.include({ 'x-merchantid': merchantId, 'x-secret': apiKey });
    });

  for (const [form, { status, body, code, isFinal, said }] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      gateway.say(path, { status, body });
      const error = await faultOf(platega.inquire(payment, access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code });
      const { context } = error as PermanentError;
      expect(context).to.include({
        gateway: 'platega',
        money: 'untouched',
        ...(said !== undefined && { said }),
      });
      expect(JSON.stringify(context)).to.not.contain(apiKey);
    });

  it('is waited for where it does not know the payment', async () => {
    gateway.say(path, { status: 404, body: { statusCode: 404, message: 'Transaction not found' } });
    expect(await platega.inquire(payment, access())).to.deep.equal({ kind: 'open' });
  });

  it('is not asked by another merchant, who does not know it', async () => {
    const other = { ...payment, account: 'somebody' };
    const refund = { ...other, refundAmount: '349.00', refundReference: 'r', payerId: '1', description: '' };
    const repeating = { ...other, payerId: '1', mandate: null };
    for (const work of [
      platega.inquire(other, access()),
      platega.refund(refund, access()),
      platega.repeats.stop(repeating, access()),
      platega.repeats.standing(repeating, access()),
    ])
      expect(await faultOf(work)).to.include({ code: 'gateway.unauthorized' });
    expect(gateway.heard).to.deep.equal([]);
  });

  it('names the payment of ours that is called so there', async () => {
    gateway.say(path, { body: transaction });
    expect(await platega.identify(paymentId, access())).to.equal(reference);
    gateway.say(path, { body: { ...transaction, payload: 'o8841' } });
    expect(await platega.identify(paymentId, access())).to.equal(undefined);
    expect(await platega.identify(subscriptionId, access())).to.equal(undefined);
    expect(await platega.identify(`sub:${subscriptionId}`, access())).to.equal(undefined);
  });
});

describe('a payment that is made at Platega', () => {
  const ask: PaymentAsk = {
    ...{ reference, number: '7', amount: '349.50', currency: 'RUB', language: 'ru' },
    ...{ description: 'Подписка на тридцать дней и ещё немного', payerId: '500100200' },
    ...{ callbackUrl: undefined, returnUrl: 'https://t.me/demo_shop_bot', expiresAt: new Date() },
  };
  const page = 'https://pay.platega.io/?id=c0ffee00&mh=7b0c';
  const v1 = '/transaction/process';
  const v2 = '/v2/transaction/process';
  const made = (more: object) => ({ transactionId: paymentId, status: 'PENDING', ...more });
  const methodsOf = async (...methods: string[]) => {
    gateway.hush();
    gateway.say(v1, { body: made({ redirect: page, paymentDetails: '349.5 RUB' }) });
    gateway.say(v2, { body: made({ url: page, rate: 88.4 }) });
    await platega.create(ask, access({ methods }));
    const [{ path: asked, body } = { path: '', body: '' }] = gateway.heard;
    return [asked, (JSON.parse(body) as { paymentMethod?: number }).paymentMethod];
  };

  it('is of the one method that is on, or the payer chooses', async () => {
    for (const [method, number] of [
      ['sbp', 2],
      ['erip', 3],
      ['card', 11],
      ['card_mir', 11],
      ['international', 12],
      ['crypto', 13],
      ['sberpay', 14],
    ] as const)
      expect(await methodsOf(method), method).to.deep.equal([v1, number]);
    expect(await methodsOf('card', 'card_mir')).to.deep.equal([v1, 11]);
    expect(await methodsOf('card', 'sbp')).to.deep.equal([v2, undefined]);
  });

  it('is of the usual methods where its configuration is missing or wrong', async () => {
    for (const config of [undefined, {}, { methods: [] }, { methods: ['cash'] }, { repeats: 'yes' }]) {
      gateway.say(v2, { body: made({ url: page }) });
      await platega.create(ask, access(config));
      expect(gateway.heard.at(-1)?.path).to.equal(v2);
    }
  });

  it('says who pays, comes back by our name, and never brings an id', async () => {
    await methodsOf('sbp');
    const { description, ...sent } = JSON.parse(gateway.heard[0]!.body) as Record<string, unknown>;
    expect(sent).to.deep.equal({
      paymentMethod: 2,
      paymentDetails: { amount: 349.5, currency: 'RUB' },
      ...{ return: ask.returnUrl, failedUrl: ask.returnUrl, payload: reference },
      metadata: { userId: '500100200', userName: '500100200' },
    });
    expect(description).to.equal('Подписка на тридцать дней и ещё нем');
    expect(Buffer.byteLength(String(description))).to.be.at.most(64);
  });

  it('has its page by whichever name it is called, and ends when Platega says', async () => {
    for (const [body, minutes] of [
      [made({ redirect: page, expiresIn: '00:15:00' }), 15],
      [made({ url: page, expiresIn: '01:30:00' }), 90],
      [made({ redirect: null, url: page, expiresIn: null }), 15],
    ] as const) {
      gateway.say(v2, { body });
      const { expiresAt, ...one } = await platega.create(ask, access());
      expect(one).to.deep.equal({ externalId: paymentId, url: page });
      expect(expiresAt?.getTime()).to.be.closeTo(Date.now() + minutes * 60_000, 5_000);
    }
    gateway.say(v2, { body: made({}) });
    expect(await faultOf(platega.create(ask, access()))).to.include({ code: 'gateway.garbage' });
  });

  it('is made on the page where the shop has cards there alone', async () => {
    gateway.say(v1, { status: 400, body: { statusCode: 400, message: 'No available card cascades' } });
    gateway.say(v2, { body: made({ url: page }) });
    const one = await platega.create(ask, access({ methods: ['card'] }));
    expect(one.url).to.equal(page);
    gateway.say(v1, { status: 400, body: { statusCode: 400, message: 'No available requisites' } });
    const error = await faultOf(platega.create(ask, access({ methods: ['card'] })));
    expect(error).to.include({ code: 'gateway.amount' });
  });

  it('again and again is a mandate of whole roubles, with the period in its words', async () => {
    for (const [repeatDays, interval, intervalCount] of [
      [1, 1, 1],
      [31, 1, 31],
      [7, 2, 1],
      [28, 2, 4],
      [30, 3, 1],
      [90, 3, 3],
      [360, 3, 12],
      [365, 4, 1],
      [1095, 4, 3],
    ]) {
      gateway.hush();
      gateway.say(v1, { body: made({ transactionId: subscriptionId, redirect: page }) });
      const { expiresAt, ...one } = await platega.create({ ...ask, repeatDays: repeatDays! }, access());
      expect(one).to.deep.equal({ externalId: `sub:${subscriptionId}`, url: page, payable: '350' });
      expect(expiresAt?.getTime()).to.be.closeTo(Date.now() + 30 * 60_000, 5_000);
      const sent = JSON.parse(gateway.heard[0]!.body) as object;
      const paymentDetails = { amount: 350, currency: 'RUB', interval, intervalCount };
      expect(sent).to.deep.include({ paymentMethod: 6, paymentDetails, payload: reference });
      expect(platega.repeats.days).to.include(repeatDays);
    }
    const whole = await platega.create({ ...ask, amount: '349.00', repeatDays: 30 }, access());
    expect(whole).to.not.have.property('payable');
  });

  it('has no mandate for a period that Platega cannot express, and offers none', async () => {
    for (const repeatDays of [32, 45, 364, 366, 2000]) {
      const error = await faultOf(platega.create({ ...ask, repeatDays }, access()));
      expect(error).to.include({ code: 'gateway.refused' });
      expect(platega.repeats.days).to.not.include(repeatDays);
    }
    expect(gateway.heard).to.deep.equal([]);
    expect(platega.repeats.days).to.deep.equal([...new Set(platega.repeats.days)].sort((a, b) => a - b));
  });

  it('offers mandates where they are switched on alone', () => {
    for (const [config, isOn] of [
      [undefined, false],
      [{}, false],
      [{ repeats: true }, true],
      [{ repeats: 1 }, false],
    ] as const)
      expect(platega.repeats.isOn(config)).to.equal(isOn);
  });
});

describe('a mandate at Platega', () => {
  const named = { ...payment, externalId: `sub:${subscriptionId}`, payerId: '1', mandate: subscriptionId };
  const its = `/subscription/${subscriptionId}`;

  for (const [form, [answer, first, standing]] of Object.entries(mandates))
    it(`is understood: ${form}`, async () => {
      if (answer) gateway.say(its, { body: answer });
      expect(await platega.inquire(named, access())).to.deep.equal(first);
      expect(await platega.repeats.standing(named, access())).to.deep.equal(standing);
    });

  it('is paid by its first charge alone, once the name of that was told, and given back with it', async () => {
    const [answer] = mandates.charged!;
    gateway.say(its, { body: answer });
    const first = { ...named, receipt: paymentId };
    expect(await platega.inquire(first, access())).to.deep.equal({ kind: 'open' });
    gateway.say(path, { body: transaction });
    expect(await platega.inquire(first, access())).to.deep.include({
      ...{ kind: 'paid', amount: '349', receipt: paymentId, mandate: subscriptionId },
      paidUntil: new Date('2026-12-29T10:00:00.000Z'),
    });
    gateway.say(path, { body: { ...transaction, status: 'CANCELED' } });
    expect(await platega.inquire(first, access())).to.deep.equal({ kind: 'open' });
    gateway.say(path, { body: { ...transaction, status: 'CHARGEBACKED' } });
    expect(await platega.inquire(first, access())).to.deep.equal({ kind: 'refunded' });
  });

  it('has charges that are payments of their own, whatever payload they carry', async () => {
    const charged = { ...payment, reference: 'f'.repeat(32), chargeOf: named.externalId };
    gateway.say(path, { body: transaction });
    expect(await platega.inquire(charged, access())).to.include({ kind: 'paid', receipt: paymentId });
    gateway.say(path, { body: { ...transaction, status: 'CANCELED' } });
    expect(await platega.inquire(charged, access())).to.deep.equal({ kind: 'ended', as: 'cancelled' });
  });

  it('is ended, again and again, and where it is gone', async () => {
    gateway.say(`${its}/cancel`, { body: { subscriptionId, status: 'cancelled' } });
    await platega.repeats.stop(named, access());
    await platega.repeats.stop(named, access());
    expect(gateway.heard.map(({ method, path: asked }) => `${method} ${asked}`)).to.deep.equal(
      [1, 2].map(() => `POST ${its}/cancel`),
    );
    gateway.hush();
    await platega.repeats.stop(named, access());
    gateway.say(`${its}/cancel`, { status: 500, body: '' });
    expect(await faultOf(platega.repeats.stop(named, access()))).to.include({ code: 'gateway.unavailable' });
  });
});

describe('a callback of Platega', () => {
  const { callback } = platega;
  const right = { 'x-merchantid': merchantId, 'x-secret': apiKey };
  const request = (body: unknown, headers: Readonly<Record<string, string>> = right): RawCallback => ({
    ...{ method: 'POST', query: {}, headers, ip: '' },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const judge = (raw: RawCallback) => callback.judge(raw, { credentials: credentialsOf() });

  for (const [form, [body, hint]] of Object.entries(hints))
    it(`is about ${form}`, () => {
      expect(callback.read(request(body))).to.deep.equal(hint);
      expect(judge(request(body))).to.equal('ask');
    });

  it('is none where it is no JSON of theirs, or came otherwise', () => {
    for (const body of ['{', '[]', 'null', '{}', '"x"', '{"id":7}', '{"id":""}', '{"transaction":{}}'])
      expect(callback.read(request(body)), body).to.equal(undefined);
    const [told] = Object.values(hints)[0]!;
    expect(callback.read({ ...request(told), method: 'GET' })).to.equal(undefined);
  });

  it('that tries the address has nothing in it, is taken, and nothing follows', () => {
    expect(callback.read(request('', {}))).to.deep.equal({ externalId: 'probe' });
    expect(judge(request('', {}))).to.equal('nothing');
    expect(callback.read(request('', right))).to.equal(undefined);
    expect(callback.read(request('', { 'x-secret': 'guessed' }))).to.equal(undefined);
    expect(judge(request('', { 'x-secret': 'guessed' }))).to.equal('forged');
    expect(callback.reply).to.include({ status: 200 });
  });

  it('is forged without the merchant’s id and key, or with others', () => {
    const [told] = Object.values(hints)[0]!;
    const wrong: readonly Readonly<Record<string, string>>[] = [
      {},
      { 'x-merchantid': merchantId },
      { 'x-secret': apiKey },
      { ...right, 'x-secret': `${apiKey}x` },
      { ...right, 'x-secret': '' },
      { ...right, 'x-merchantid': subscriptionId },
    ];
    for (const headers of wrong)
      expect(judge(request(told, headers)), JSON.stringify(headers)).to.equal('forged');
    expect(judge(request(told, { ...right, 'x-merchantid': merchantId.toUpperCase() }))).to.equal('ask');
  });

  it('never proves that something is paid: its key may have leaked', () => {
    for (const status of ['CONFIRMED', 'CHARGEBACKED', 'CANCELED'])
      expect(judge(request({ id: paymentId, status, amount: 349 }))).to.equal('ask');
  });
});

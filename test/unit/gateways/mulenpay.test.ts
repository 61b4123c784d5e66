import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { mulenpay } from '#gateways/mulenpay/mulenpay.js';
import { plainWords } from '#gateways/mulenpay/plain-words.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { apiKey, asked, faults, reference, states, waiting } from './mulenpay-answers.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';

const secretKey = 's3cr3t';
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const payment: KnownPayment = {
  ...{ reference, externalId: '987654', account: '42', amount: '299.00', currency: 'RUB' },
  ...{ createdAt: new Date(), receipt: null },
};
const credentialsOf = (config?: object) =>
  mulenpay.credentials.parse({
    ...{ mulenpay_api_key: apiKey, mulenpay_secret_key: secretKey, mulenpay_shop_id: '42', config },
  });

let gateway: SpeakingGateway;
before(async () => {
  gateway = await openSpeakingGateway();
});
beforeEach(() => gateway.hush());
after(() => gateway.close());

const access = (config?: object) => ({
  credentials: credentialsOf(config),
  ...{ root: gateway.root, telegramRoot: '', mayCallPrivate: true },
});
const path = '/v2/payments/987654';
const refundAsk = {
  ...{ ...payment, refundAmount: '299.00', refundReference: 'r1', payerId: '1', description: 'Plan' },
};

describe('what MulenPay says of a payment', () => {
  for (const [form, [answer, state]] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      gateway.say(path, { body: answer });
      expect(await mulenpay.inquire(payment, access())).to.deep.equal(state);
      expect(gateway.heard[0]?.headers).to.include({ authorization: `Bearer ${apiKey}` });
    });

  for (const [form, { status, body, code, isFinal, said }] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      gateway.say(path, { ...(status !== undefined && { status }), body });
      const error = await faultOf(mulenpay.inquire(payment, access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code });
      const { context } = error as PermanentError;
      const wanted = { gateway: 'mulenpay', money: 'untouched', ...(said !== undefined && { said }) };
      expect(context).to.include(wanted);
      expect(JSON.stringify(context)).to.not.contain(apiKey).and.not.contain(secretKey);
    });

  it('is waited for where it does not know the payment', async () => {
    gateway.say(path, { status: 404, body: { success: false } });
    expect(await mulenpay.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    expect(await mulenpay.identify('987654', access())).to.equal(undefined);
  });

  it('names the payment of ours that is called so there', async () => {
    gateway.say(path, { body: asked() });
    expect(await mulenpay.identify('987654', access())).to.equal(reference);
    gateway.say(path, { body: asked({ uuid: 'mulen_7_ab' }) });
    expect(await mulenpay.identify('987654', access())).to.equal(undefined);
  });

  it('is not asked by another shop, which does not know it', async () => {
    const account = '43';
    for (const work of [
      mulenpay.inquire({ ...payment, account }, access()),
      mulenpay.refund({ ...refundAsk, account }, access()),
    ])
      expect(await faultOf(work)).to.include({ code: 'gateway.unauthorized' });
    expect(gateway.heard).to.deep.equal([]);
  });

  it('is given back whole alone, once it is paid, and by hand where MulenPay refuses it', async () => {
    const refund = (more: object = {}) => mulenpay.refund({ ...refundAsk, ...more }, access());
    gateway.say(`${path}/refund`, { body: { success: true } });
    gateway.say(path, { body: asked({ status: 3 }) });
    expect(await refund({ refundAmount: '1.00' })).to.deep.equal({ kind: 'by_hand', code: 'partial' });
    expect(await refund({ refundAmount: '299' })).to.deep.equal({ kind: 'sent' });
    expect(gateway.heard.at(-1)).to.include({ method: 'PUT', path: `${path}/refund`, body: '' });
    gateway.say(`${path}/refund`, { status: 400, body: { success: false, message: 'Too late' } });
    expect(await refund()).to.deep.equal({ kind: 'by_hand', code: 'Too late' });
    gateway.say(`${path}/refund`, { status: 502, body: '' });
    const error = await faultOf(refund());
    expect((error as RetryableError).context).to.include({ money: 'unknown' });
    gateway.say(path, { body: asked({ status: 1 }) });
    expect(await refund()).to.deep.equal({ kind: 'by_hand', code: 'not_paid' });
    const calls = gateway.heard.length;
    gateway.say(path, { body: asked({ status: 2 }) });
    expect(await refund(), 'the first answer was lost').to.deep.equal({ kind: 'sent' });
    expect(gateway.heard.length).to.equal(calls + 1);
  });
});

describe('a payment that is made at MulenPay', () => {
  const ask = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    ...{
      reference,
      number: '7',
      amount: '299.00',
      currency: 'RUB',
      language: 'ru',
      description: 'VPN 30 days',
    },
    ...{ payerId: '500100200', callbackUrl: undefined, returnUrl: 'https://t.me/demo_shop_bot' },
    expiresAt: new Date(),
    ...more,
  });
  const paymentUrl = 'https://mulenpay.ru/payment/widget/0f9d';
  const made = { success: true, paymentUrl, id: 987654 };
  async function sent(more: Partial<PaymentAsk> = {}, config?: object) {
    gateway.hush();
    gateway.say('/v2/payments', { status: 201, body: made });
    const created = await mulenpay.create(ask(more), access(config));
    expect(created).to.deep.equal({ externalId: '987654', url: paymentUrl });
    return JSON.parse(gateway.heard[0]!.body) as { description: string; items: object[]; language: string };
  }

  it('is signed over the sum as it is sent, has a receipt, and is called by our name', async () => {
    const item = { description: 'VPN 30 days', quantity: 1, price: 299, vat_code: 0 };
    expect(await sent()).to.deep.equal({
      ...{ currency: 'rub', amount: '299.00', uuid: reference, shopId: 42, description: 'VPN 30 days' },
      items: [{ ...item, payment_subject: 4, payment_mode: 4 }],
      language: 'ru',
      // Computed once by sha1sum over rub299.0042s3cr3t.
      sign: 'b6017109504f1f77328ff554be64fa0481bdeb6c',
    });
  });

  it('has two decimals, whatever the sum has, and is signed so', async () => {
    expect(await sent({ amount: '299' })).to.deep.equal(await sent());
    const sign = sha1(`rub299.5042${secretKey}`);
    expect(await sent({ amount: '299.5' })).to.include({ amount: '299.50', sign });
  });

  it('has the VAT code of the configuration, and the usual one where that is missing or wrong', async () => {
    for (const [config, vat] of [
      [{ vat_code: 6 }, 6],
      [{ vat_code: 'x' }, 0],
      [{ vat_code: 99 }, 0],
      [undefined, 0],
    ] as const)
      expect((await sent({}, config)).items[0]).to.include({ vat_code: vat });
  });

  it('is told of in words that its moderation lets pass, and briefly', async () => {
    expect((await sent({ description: 'Казино VIP, 30 дней' })).description).to.equal('VIP, 30 дней');
    expect((await sent({ description: 'CASINO' })).description).to.equal('Оплата 7');
    expect(await sent({ description: 'CASINO', language: 'fa' })).to.include({
      description: 'Payment 7',
      language: 'en',
    });
    expect((await sent({ description: '🌱'.repeat(5) + 'x'.repeat(200) })).description).to.have.length(133);
  });

  it('is none without an id or a page, and may be there all the same', async () => {
    for (const body of [
      { success: true, id: 5 },
      { success: true, paymentUrl },
      { ...made, paymentUrl: '' },
    ]) {
      gateway.say('/v2/payments', { status: 201, body });
      const error = await faultOf(mulenpay.create(ask(), access()));
      expect(error).to.include({ code: 'gateway.garbage' });
      expect((error as RetryableError).context).to.include({ money: 'unknown' });
    }
    gateway.say('/v2/payments', { body: { success: false, message: 'No' } });
    expect(await faultOf(mulenpay.create(ask(), access()))).to.include({ code: 'gateway.refused' });
  });

  it('is looked for by our name before it is made again', async () => {
    const listed = (more: object = {}) => ({ ...waiting, paymentUrl, ...more });
    for (const [items, found] of [
      [[], undefined],
      [[listed({ uuid: 'b'.repeat(32) })], undefined],
      [[listed({ paymentUrl: undefined })], undefined],
      [['?', listed({ paymentUrl: null, payment_url: paymentUrl })], paymentUrl],
      [[listed({ paymentUrl: null }), listed()], paymentUrl],
    ] as const) {
      gateway.hush();
      gateway.say('/v2/payments', { body: { items } });
      const one = await mulenpay.find(ask(), access());
      expect(one).to.deep.equal(found && { externalId: '987654', url: found });
      expect(gateway.heard[0]?.query.get('uuid')).to.equal(reference);
    }
  });

  it('needs credentials that are asked about without moving money', async () => {
    for (const body of [{ success: true, balances: [] }, []]) {
      gateway.say('/v2/shops/42/balances', { body });
      await mulenpay.test(access());
    }
    gateway.say('/v2/shops/42/balances', { status: 401, body: {} });
    expect(await faultOf(mulenpay.test(access()))).to.include({ code: 'gateway.unauthorized' });
    expect(mulenpay.accountOf(credentialsOf())).to.equal('42');
  });
});

describe('words for the moderation of MulenPay', () => {
  it('lose what it refuses, whole words of it, and nothing else', () => {
    for (const [text, kept] of [
      ['VPN 30 days', 'VPN 30 days'],
      ['Online-casinos & Poker', 'Online- &'],
      ['азартные игры', 'игры'],
      ['اشتراک ۳۰ روزه', 'اشتراک ۳۰ روزه'],
      ['Better forexample', 'Better'],
      ['Окейпокер', 'Окейпокер'],
      ['  two   lines\nhere ', 'two lines here'],
      ['Рулетка 🎲', 'instead'],
      ['', 'instead'],
    ])
      expect(plainWords(text!, 'instead')).to.equal(kept);
  });
});

describe('a callback of MulenPay', () => {
  const { callback } = mulenpay;
  const told = { id: 987654, amount: '299.00', currency: 'rub', uuid: reference, payment_status: 'success' };
  const raw = (body: string): RawCallback => ({
    ...{ method: 'POST', query: {}, headers: {}, body: Buffer.from(body), ip: '' },
  });
  const of = (json: object) => raw(JSON.stringify(json));
  const judge = (request: RawCallback) => callback.judge(request, { credentials: credentialsOf() });
  const right = sha1(`987654299.00rub${reference}success${secretKey}`);

  it('is about the payment that it names', () => {
    expect(callback.read(of(told))).to.deep.equal({ externalId: '987654', reference });
    expect(callback.read(of({ id: '987654' }))).to.deep.equal({ externalId: '987654' });
    expect(callback.read(of({ uuid: reference }))).to.deep.equal({ reference });
    expect(callback.read(of({ id: 5, uuid: 'mulen_7_ab' }))).to.deep.equal({ externalId: '5' });
  });

  it('is none where it names nothing, or is no JSON of theirs', () => {
    for (const body of ['', '{', '[]', 'null', '{}', '{"id":1.5}', '{"id":-1}', '{"uuid":"x"}', 'id=5'])
      expect(callback.read(raw(body)), body).to.equal(undefined);
    expect(callback.read({ ...of(told), method: 'GET' })).to.equal(undefined);
  });

  it('is a trigger and no more, signed or not, whatever it says', () => {
    for (const more of [{}, { sign: null }, { payment_status: 'cancel' }, { amount: '1.00' }])
      expect(judge(of({ ...told, ...more })), JSON.stringify(more)).to.equal('ask');
    expect(judge(of({ ...told, sign: right }))).to.equal('ask');
    expect(judge(of({ sign: right.toUpperCase(), ...told }))).to.equal('ask');
  });

  it('with a wrong signature is forged', () => {
    for (const json of [
      { ...told, sign: '' },
      { ...told, sign: 'f'.repeat(40) },
      { ...told, sign: right.slice(1) },
      { ...told, sign: 7 },
      { ...told, payment_status: 'cancel', sign: right },
      { ...told, amount: '1.00', sign: right },
      { ...told, sign: sha1(`rub299.0042${secretKey}`) },
      {
        payment_status: 'success',
        id: 987654,
        amount: '299.00',
        currency: 'rub',
        uuid: reference,
        sign: right,
      },
    ])
      expect(judge(of(json)), JSON.stringify(json)).to.equal('forged');
    expect(judge(raw(`${JSON.stringify({ ...told, sign: right }).slice(0, -1)},"sign":"x"}`))).to.equal(
      'forged',
    );
  });

  it('is signed over the text that was sent, in its order, or as JavaScript or Python would write it', () => {
    const body = (sign: string) =>
      `{ "10":"b", "2":"a", "id":987654, "amount":100.00, "isTest":true, "card":null, "sign":"${sign}" }`;
    for (const text of ['ba987654100.00truenull', 'ba987654100truenull', 'ba987654100.00TrueNone'])
      expect(judge(raw(body(sha1(text + secretKey)))), text).to.equal('ask');
    for (const text of ['ab987654100.00truenull', 'ba987654100.0truenull'])
      expect(judge(raw(body(sha1(text + secretKey)))), text).to.equal('forged');
  });
});

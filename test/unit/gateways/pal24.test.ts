import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { pal24 } from '#gateways/pal24/pal24.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { bill, billId, faults, made, reference, states, token } from './pal24-answers.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';

const shopId = '1g7WZ4k2Wz';
const payment: KnownPayment = {
  ...{ reference, externalId: billId, account: shopId, amount: '299.00', currency: 'RUB' },
  ...{ createdAt: new Date(), receipt: null },
};
const credentialsOf = (config?: object, signatureToken: string | null = null) =>
  pal24.credentials.parse({
    ...{ pal24_api_token: token, pal24_shop_id: shopId, pal24_signature_token: signatureToken, config },
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
const statusPath = '/api/v1/bill/status';
const createPath = '/api/v1/bill/create';
const togglePath = '/api/v1/bill/toggle_activity';

describe('what PayPalych says of a bill', () => {
  for (const [form, [answer, state]] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      gateway.say(statusPath, { body: answer });
      expect(await pal24.inquire(payment, access())).to.deep.equal(state);
      const [asked] = gateway.heard;
      expect(asked?.headers).to.include({ authorization: `Bearer ${token}` });
      expect(asked?.query.get('id')).to.equal(billId);
    });

  for (const [form, { status, body, code, isFinal, said }] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      gateway.say(statusPath, { ...(status !== undefined && { status }), body });
      const error = await faultOf(pal24.inquire(payment, access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code });
      const { context } = error as PermanentError;
      const wanted = { gateway: 'pal24', money: 'untouched', ...(said !== undefined && { said }) };
      expect(context).to.include(wanted);
      expect(JSON.stringify(context)).to.not.contain(token);
    });

  it('is larger than what was ordered only where the payer bears the fee, or paid too much', async () => {
    gateway.say(statusPath, { body: { ...bill, status: 'SUCCESS', amount: 310.96 } });
    const paid = { kind: 'paid', amount: '299.00', currency: 'RUB', receipt: billId, note: '310.96 RUB' };
    expect(await pal24.inquire(payment, access({ payer_pays_fee: true }))).to.deep.equal(paid);
    for (const config of [undefined, {}, { payer_pays_fee: false }, { payer_pays_fee: 'yes' }])
      expect(await pal24.inquire(payment, access(config))).to.include({ kind: 'disputed' });
    gateway.say(statusPath, { body: { ...bill, status: 'SUCCESS', amount: 298 } });
    expect(await pal24.inquire(payment, access({ payer_pays_fee: true }))).to.include({ kind: 'disputed' });
  });

  it('is waited for where it does not know the bill', async () => {
    gateway.say(statusPath, { status: 404, body: { success: false, message: 'Not found' } });
    expect(await pal24.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    expect(await pal24.identify(billId, access())).to.equal(undefined);
  });

  it('names the payment of ours that is called so there', async () => {
    gateway.say(statusPath, { body: bill });
    expect(await pal24.identify(billId, access())).to.equal(reference);
    gateway.say(statusPath, { body: { ...bill, order_id: 'order-7' } });
    expect(await pal24.identify(billId, access())).to.equal(undefined);
  });

  it('is not asked by another shop, which does not know it', async () => {
    const other = { ...payment, account: 'another' };
    for (const work of [pal24.inquire(other, access()), pal24.cancel(other, access())])
      expect(await faultOf(work)).to.include({ code: 'gateway.unauthorized' });
    expect(gateway.heard).to.deep.equal([]);
  });
});

describe('a bill that is made at PayPalych', () => {
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
    expiresAt: new Date(Date.now() + 3_600_000),
    ...more,
  });
  async function sent(config?: object, more: Partial<PaymentAsk> = {}) {
    gateway.hush();
    gateway.say(createPath, { body: made });
    await pal24.create(ask(more), access(config));
    const { headers, body } = gateway.heard[0]!;
    expect(headers['content-type']).to.equal('application/x-www-form-urlencoded');
    return Object.fromEntries(new URLSearchParams(body));
  }

  it('says what is ordered, by our name, and is paid once', async () => {
    const { ttl, ...rest } = await sent();
    expect(rest).to.deep.equal({
      ...{ amount: '299.00', shop_id: shopId, order_id: reference, type: 'normal', currency_in: 'RUB' },
      ...{ description: 'VPN 30 days', payer_pays_commission: '0', locale: 'ru' },
      return_url: 'https://t.me/demo_shop_bot',
    });
    expect(Number(ttl)).to.be.within(3_590, 3_600);
  });

  it('has two decimals, whatever the sum has', async () => {
    for (const [amount, said] of [
      ['299', '299.00'],
      ['299.5', '299.50'],
    ] as const)
      expect(await sent(undefined, { amount })).to.include({ amount: said });
  });

  it('is of the one way that is on, or the payer chooses, and bears the fee where he shall', async () => {
    expect(await sent({ methods: ['card'] })).to.include({ payment_method: 'BANK_CARD' });
    expect(await sent({ methods: ['sbp'] })).to.include({ payment_method: 'SBP' });
    expect(await sent({ methods: ['sbp', 'card'] })).to.not.have.property('payment_method');
    expect(await sent({ payer_pays_fee: true })).to.include({ payer_pays_commission: '1' });
  });

  it('is no longer told of, and lives no longer and no shorter, than PayPalych takes it', async () => {
    const long = await sent(undefined, {
      description: '🌱'.repeat(300),
      expiresAt: new Date(0),
      language: 'fa',
    });
    expect(long).to.include({ description: '🌱'.repeat(255), ttl: '60', locale: 'en' });
    expect(await sent(undefined, { expiresAt: new Date(Date.now() + 9e9) })).to.include({ ttl: '86400' });
  });

  it('has the page on which the payer chooses, else the next best', async () => {
    const [page, other] = [made.link_page_url, made.link_url];
    for (const [body, url] of [
      [{ ...made, transfer_url: 'https://pal24.pro/t', status: 'NEW', type: 'NORMAL' }, page],
      [{ ...made, success: true }, page],
      [{ ...made, success: undefined }, page],
      [{ ...made, link_page_url: null, transfer_url: 'https://pal24.pro/t' }, 'https://pal24.pro/t'],
      [{ ...made, link_page_url: 'no address' }, other],
    ] as const) {
      gateway.say(createPath, { body });
      expect(await pal24.create(ask(), access())).to.deep.equal({ externalId: billId, url });
    }
  });

  it('is none without an id or a page, whatever success says', async () => {
    for (const body of [
      { ...made, bill_id: undefined },
      { success: 'true', bill_id: billId },
      { ...made, success: 'perhaps' },
    ]) {
      gateway.say(createPath, { body });
      expect(await faultOf(pal24.create(ask(), access()))).to.include({ code: 'gateway.garbage' });
    }
  });

  it('is switched off when it shall not be paid any more, unless somebody has begun to pay', async () => {
    gateway.say(togglePath, { body: { success: 'true' } });
    for (const [status, isOff] of [
      ['NEW', true],
      ['FAIL', true],
      ['CANCELLED', true],
      ['PROCESS', false],
      ['UNDERPAID', false],
      ['SUCCESS', false],
      ['OVERPAID', false],
      ['FROZEN', false],
    ] as const) {
      gateway.say(statusPath, { body: { ...bill, status, active: false } });
      expect(await pal24.cancel(payment, access()), status).to.equal(isOff);
    }
    expect(gateway.heard[0]).to.include({ path: togglePath, body: `id=${billId}&active=0` });
    gateway.say(togglePath, { status: 422, body: { success: false, message: 'Bill is paid' } });
    expect(await pal24.cancel(payment, access())).to.equal(false);
    gateway.say(togglePath, { status: 401, body: { success: false } });
    expect(await faultOf(pal24.cancel(payment, access()))).to.include({ code: 'gateway.unauthorized' });
  });

  it('needs credentials that are asked about without moving money', async () => {
    const balances = [{ currency: 'RUB', balance_available: 1, balance_locked: 0, balance_hold: 0 }];
    gateway.say('/api/v1/merchant/balance', { body: { success: true, balances } });
    await pal24.test(access());
    gateway.say('/api/v1/merchant/balance', { body: { success: 'false', message: 'Unauthenticated.' } });
    expect(await faultOf(pal24.test(access()))).to.include({ code: 'gateway.unauthorized' });
  });

  it('is known by its shop, and never by a token', () => {
    expect(pal24.accountOf(credentialsOf())).to.equal(shopId);
  });
});

describe('a postback of PayPalych', () => {
  const { callback } = pal24;
  const md5 = (...parts: string[]) => createHash('md5').update(parts.join(':')).digest('hex').toUpperCase();
  const payment = {
    ...{ InvId: reference, OutSum: '299.00', Commission: '11.96', TrsId: '5Lq0Z', Status: 'SUCCESS' },
    ...{ CurrencyIn: 'RUB', custom: '', AccountType: 'BANK_CARD', AccountNumber: '220220******1234' },
    SignatureValue: md5('299.00', reference, token),
  };
  const back = { Id: 'R1', Status: 'SUCCESS', InvId: reference, BillId: billId, PaymentId: '5Lq0Z' };
  const refund = {
    ...{ ...back, Amount: '299.00', Currency: 'RUB' },
    SignatureValue: md5('299.00', 'RUB', billId, '5Lq0Z', 'R1', token),
  };
  const chargeback = { ...back, SignatureValue: md5(billId, '5Lq0Z', 'R1', token) };
  const raw = (body: string): RawCallback => ({
    ...{ method: 'POST', query: {}, headers: {}, body: Buffer.from(body), ip: '' },
  });
  const form = (fields: object) => raw(String(new URLSearchParams(fields as Record<string, string>)));
  const json = (fields: object) => raw(JSON.stringify(fields));
  const judge = (request: RawCallback, signatureToken: string | null = null) =>
    callback.judge(request, { credentials: credentialsOf(undefined, signatureToken) });

  it('is about the payment of our name, or about the bill where it has none', () => {
    for (const write of [form, json]) {
      expect(callback.read(write(payment))).to.deep.equal({ reference });
      expect(callback.read(write({ ...payment, InvId: billId }))).to.deep.equal({ externalId: billId });
      for (const told of [refund, chargeback])
        expect(callback.read(write(told))).to.deep.equal({ externalId: billId, reference });
      expect(callback.read(write({ ...refund, InvId: billId }))).to.deep.equal({ externalId: billId });
    }
  });

  it('is none where a field is missing, said twice in two ways, or it is no form of theirs', () => {
    for (const name of ['InvId', 'OutSum', 'Status', 'SignatureValue'])
      for (const value of ['', undefined]) {
        const { [name as 'InvId']: _, ...rest } = payment;
        const told = value === undefined ? rest : { ...rest, [name]: value };
        expect(callback.read(form(told)), `${name} ${value}`).to.equal(undefined);
      }
    for (const body of ['', '{', '[]', '{"a":1}', 'a=b', '{"InvId":{}}', 'null'])
      expect(callback.read(raw(body)), body).to.equal(undefined);
    const twice = form(payment).body.toString();
    expect(callback.read(raw(`${twice}&Status=FAIL`))).to.equal(undefined);
    expect(callback.read(raw(`${twice}&Status=SUCCESS`))).to.deep.equal({ reference });
    expect(callback.read({ ...form(payment), method: 'GET' })).to.equal(undefined);
  });

  it('about a payment proves nothing, whatever status it says: the status is not signed', () => {
    for (const Status of ['SUCCESS', 'OVERPAID', 'UNDERPAID', 'FAIL', 'FROZEN'])
      for (const write of [form, json]) expect(judge(write({ ...payment, Status })), Status).to.equal('ask');
  });

  it('is signed over the sum as it is written', () => {
    const short = { ...payment, OutSum: '299', SignatureValue: md5('299', reference, token) };
    expect(judge(form(short))).to.equal('ask');
    expect(judge(form({ ...short, OutSum: '299.00' }))).to.equal('forged');
    const number = JSON.stringify({ ...payment, OutSum: '@' }).replace('"@"', '299.00');
    expect(judge(raw(number))).to.equal('ask');
  });

  it('is signed by the token, with its bar, or by the one that is for signatures alone', () => {
    expect(judge(form({ ...payment, SignatureValue: payment.SignatureValue.toLowerCase() }))).to.equal('ask');
    // Computed once by md5sum over 299.00:t7-8f2k:777|tok.
    const example = { ...payment, InvId: 't7-8f2k', SignatureValue: '8D375CCCEAE4E20BE6F565B3F431F1EC' };
    expect(judge(form(example))).to.equal('ask');
    expect(judge(form(payment), 'another')).to.equal('forged');
    const other = { ...payment, SignatureValue: md5('299.00', reference, 'another') };
    expect(judge(form(other), 'another')).to.equal('ask');
    expect(judge(form(other))).to.equal('forged');
  });

  it('is forged by another sum, another name, and the signature of another kind', () => {
    for (const told of [
      { ...payment, OutSum: '1.00' },
      { ...payment, InvId: 'b'.repeat(32) },
      { ...payment, SignatureValue: 'a'.repeat(32) },
      { ...refund, Amount: '1.00' },
      { ...refund, Currency: 'USD' },
      { ...refund, PaymentId: 'x' },
      { ...refund, SignatureValue: chargeback.SignatureValue },
      { ...chargeback, BillId: 'x' },
      { ...chargeback, Id: 'x' },
      { ...chargeback, SignatureValue: refund.SignatureValue },
      { ...chargeback, SignatureValue: payment.SignatureValue },
    ])
      expect(judge(form(told)), JSON.stringify(told)).to.equal('forged');
  });

  it('about a refund or a chargeback is for people, for nothing can be asked about it', () => {
    expect(judge(form(refund))).to.deep.equal({ kind: 'disputed', code: 'refund_success' });
    expect(judge(json(chargeback))).to.deep.equal({ kind: 'disputed', code: 'chargeback_success' });
  });
});

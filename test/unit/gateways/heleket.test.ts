import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { heleket } from '#gateways/heleket/heleket.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { faults, invoice, reference, states, uuid, webhook } from './heleket-answers.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';

const merchantId = '8b03432e-385b-4670-8d06-064591096795';
const apiKey = 'payment-key';
const hourMs = 3_600_000;
const heleketIp = '31.133.220.8';
/** As the facts have it, computed apart from what is tested. */
const md5 = (text: string, key = apiKey): string =>
  createHash('md5')
    .update(Buffer.from(text).toString('base64') + key)
    .digest('hex');

const payment: KnownPayment = {
  ...{ reference, externalId: uuid, account: merchantId, amount: '4.99', currency: 'USD' },
  createdAt: new Date(),
  receipt: null,
};
const ask: PaymentAsk = {
  ...{ reference, number: '7', amount: '4.99', currency: 'USD', description: 'Plan', language: 'en' },
  ...{ payerId: '1', callbackUrl: 'https://pay.example.com/payments/heleket/2?p=1' },
  returnUrl: 'https://t.me/shop_bot',
  get expiresAt() {
    return new Date(Date.now() + hourMs);
  },
};

let gateway: SpeakingGateway;
const access = (more: { readonly markupPercent?: number } = {}) => ({
  credentials: { merchantId, apiKey, markupPercent: 0, ...more },
  ...{ root: gateway.root, telegramRoot: '', mayCallPrivate: true },
});
before(async () => {
  gateway = await openSpeakingGateway();
});
beforeEach(() => gateway.hush());
after(() => gateway.close());

const success = (result: unknown) => ({ body: { state: 0, result } });

describe('what Heleket says of a payment', () => {
  for (const [form, { answer, state, hours }] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      gateway.say('/v1/payment/info', success(answer));
      const heard = await heleket.inquire(payment, access());
      if (hours === undefined) return expect(heard).to.deep.equal(state);
      const { until, ...rest } = heard as { kind: string; until: Date };
      expect(rest).to.deep.equal(state);
      expect(until.getTime()).to.be.closeTo(Date.now() + hours * hourMs, 5_000);
    });

  it('is over where nobody paid in time and coins can hardly come any more', async () => {
    gateway.say('/v1/payment/info', success({ ...invoice, payment_status: 'cancel', is_final: true }));
    const createdAt = new Date(Date.now() - heleket.askedForMs - 1_000);
    const state = await heleket.inquire({ ...payment, createdAt }, access());
    expect(state).to.deep.equal({ kind: 'ended', as: 'expired' });
  });

  it('is kept open while coins are on their way, but not forever', async () => {
    gateway.say('/v1/payment/info', success({ ...invoice, payment_status: 'confirm_check' }));
    const createdAt = new Date(Date.now() - 2 * heleket.askedForMs);
    const until = new Date(createdAt.getTime() + heleket.askedForMs);
    const state = await heleket.inquire({ ...payment, createdAt }, access());
    expect(state).to.deep.equal({ kind: 'open', until });
  });

  for (const [form, { status, body, code, isFinal, said }] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      gateway.say('', { status, body });
      for (const work of [() => heleket.inquire(payment, access()), () => heleket.create(ask, access())]) {
        const error = await faultOf(work());
        expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
        expect(error).to.include({ code });
        const { context } = error as PermanentError;
        expect(context).to.include({ gateway: 'heleket', money: 'untouched', ...(said && { said }) });
        expect(JSON.stringify(context)).to.not.contain(apiKey);
      }
    });

  it('is asked by the merchant that made it alone', async () => {
    const error = await faultOf(heleket.inquire({ ...payment, account: 'another' }, access()));
    expect(error).to.include({ code: 'gateway.unauthorized' });
    expect(gateway.heard).to.deep.equal([]);
  });
});

describe('an invoice of Heleket', () => {
  const given = () => JSON.parse(gateway.heard.at(-1)!.body) as Record<string, unknown>;

  it('is asked for with the signature of the very bytes that are sent', async () => {
    gateway.say('/v1/payment', success(invoice));
    const made = await heleket.create(ask, access());
    const end = new Date(invoice.expired_at * 1_000);
    expect(made).to.deep.equal({ externalId: uuid, url: invoice.url, expiresAt: end });
    const [{ headers, body }] = gateway.heard as [SpeakingGateway['heard'][number]];
    expect(headers).to.include({ merchant: merchantId, sign: md5(body), 'content-type': 'application/json' });
    expect(given()).to.deep.include({ amount: '4.99', currency: 'USD', order_id: reference });
    expect(given()).to.include({ url_callback: ask.callbackUrl, url_success: ask.returnUrl });
    expect(given().lifetime).to.be.closeTo(3_600, 120);
    expect(given()).to.not.have.property('discount_percent');
  });

  it('is dearer for the payer by the markup of the bot', async () => {
    gateway.say('/v1/payment', success(invoice));
    await heleket.create(ask, access({ markupPercent: 5 }));
    expect(given().discount_percent).to.equal(-5);
  });

  it('lives as long as Heleket lets it, and is made where nobody can reach us', async () => {
    gateway.say('/v1/payment', success(invoice));
    for (const [ms, seconds] of [
      [-hourMs, 300],
      [24 * hourMs, 43_200],
    ] as const) {
      const expiresAt = new Date(Date.now() + ms);
      await heleket.create({ ...ask, expiresAt, callbackUrl: undefined }, access());
      expect(given().lifetime).to.equal(seconds);
      expect(given()).to.not.have.property('url_callback');
    }
  });

  it('that an older payment has already, at another price, is not given to a payer', async () => {
    for (const other of [{ amount: '2.99' }, { currency: 'EUR' }, { order_id: 'b'.repeat(32) }]) {
      gateway.say('/v1/payment', success({ ...invoice, ...other }));
      expect(await faultOf(heleket.create(ask, access()))).to.include({ code: 'gateway.refused' });
    }
    gateway.say('/v1/payment', success({ ...invoice, amount: '4.99000000' }));
    expect(await heleket.create(ask, access())).to.include({ externalId: uuid });
  });

  it('without a page is none', async () => {
    gateway.say('/v1/payment', success({ ...invoice, url: null }));
    expect(await faultOf(heleket.create(ask, access()))).to.include({ code: 'gateway.garbage' });
  });
});

describe('a merchant of Heleket', () => {
  const rows = { heleket_api_key: apiKey, heleket_merchant_id: merchantId.toUpperCase() };

  it('names its account, whatever its key is', () => {
    for (const heleket_api_key of [apiKey, 'newer'])
      expect(heleket.accountOf(heleket.credentials.parse({ ...rows, heleket_api_key }))).to.equal(merchantId);
  });

  it('has the markup of its configuration, and none where that is missing or wrong', () => {
    const read = (config?: unknown) => heleket.credentials.parse({ ...rows, config }).markupPercent;
    expect([undefined, {}, { markup_percent: 7 }, { markup_percent: 500 }, 'x'].map(read)).to.deep.equal([
      0, 0, 7, 0, 0,
    ]);
  });

  it('is tested by a question without a body, of which the empty text is signed', async () => {
    gateway.say('/v1/payment/services', success([]));
    await heleket.test(access());
    expect(gateway.heard[0]).to.include({ body: '' });
    expect(gateway.heard[0]!.headers.sign).to.equal(md5(''));
  });
});

describe('a webhook of Heleket', () => {
  const { callback } = heleket;
  const request = (body: string, ip = heleketIp): RawCallback => ({
    ...{ method: 'POST', query: {}, headers: {}, body: Buffer.from(body), ip },
  });
  /** What PHP writes, and what it signed. */
  const slashed = (text: string): string => text.replaceAll('/', '\\/');
  const ascii = (text: string): string =>
    text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const signed = (text: string, sign = md5(text)): string => `${text.slice(0, -1)},"sign":"${sign}"}`;
  const judge = (body: string, ip?: string) => callback.judge(request(body, ip), access());
  const open = JSON.stringify({ ...webhook, status: 'process', is_final: false });

  it('is about the invoice and the order that it names', () => {
    const read = (more: object) =>
      callback.read(request(JSON.stringify({ ...webhook, sign: 'a'.repeat(32), ...more })));
    expect(read({})).to.deep.equal({ externalId: uuid, reference });
    expect(read({ order_id: 'made by hand' })).to.deep.equal({ externalId: uuid });
    expect(read({ type: 'wallet', order_id: null })).to.deep.equal({ externalId: uuid });
  });

  it('is none without a signature that is one, and where it is no JSON of theirs', () => {
    const bodies = [
      ...['', '{', '[]', 'null', '{}', open],
      ...[[md5(open)], null, 5, '', 'x'.repeat(32), 'a'.repeat(31)].map((sign) =>
        JSON.stringify({ ...webhook, sign }),
      ),
    ];
    for (const body of bodies) {
      expect(callback.read(request(body)), body).to.equal(undefined);
      expect(judge(body), body).to.equal('forged');
    }
    expect(callback.read({ ...request(signed(open)), method: 'GET' })).to.equal(undefined);
  });

  it('is right in each form that PHP may have signed, however it is sent', () => {
    const plain = JSON.stringify({
      ...webhook,
      ...{ status: 'check', additional_data: 'https://пример.рф/اشتراک/\\u0441 "sign":"x"', ratio: 1.5 },
    });
    const forms = [plain, slashed(plain), ascii(plain), slashed(ascii(plain))];
    for (const sent of forms)
      for (const signedAs of forms)
        expect(judge(signed(sent, md5(signedAs))), `${sent} ${signedAs}`).to.deep.equal({ kind: 'open' });
  });

  it('is right with numbers as they were written, its members in their order, and its signature anywhere', () => {
    const text = open.replace('"4.99000000"', '4.99000000').replace('{', '{"zero":0.50,');
    expect(judge(signed(text))).to.include({ kind: 'open' });
    const linked = text.replace('TXyz', 'https://a.b');
    expect(judge(signed(linked, md5(slashed(linked))))).to.include({ kind: 'open' });
    const sign = `"sign":"${md5(text)}"`;
    expect(judge(`{${sign},${text.slice(1)}`)).to.include({ kind: 'open' });
    expect(judge(text.replace(',"uuid"', `,${sign},"uuid"`))).to.include({ kind: 'open' });
    const other = text.replace('"from":"TXyz"', `"convert":{"sign":"${'a'.repeat(32)}"}`);
    expect(judge(signed(other))).to.include({ kind: 'open' });
  });

  it('is right where it came with blanks that were not signed', () => {
    const sign = md5(slashed(open));
    expect(judge(JSON.stringify({ ...(JSON.parse(open) as object), sign }, undefined, 2))).to.include({
      kind: 'open',
    });
  });

  it('is forged by another key, by half a signature, with a byte changed or a member more', () => {
    const wrong = [
      signed(open, md5(open, 'payout-key')),
      signed(open.replace('4.99', '0.01'), md5(open)),
      signed(`${open.slice(0, -1)},"is_final":true}`, md5(open)),
    ];
    for (const body of wrong) expect(judge(body), body).to.equal('forged');
    expect(judge(signed(open, md5(open).toUpperCase()))).to.include({ kind: 'open' });
  });

  it('proves no money, nor an end, so that Heleket is asked', () => {
    for (const status of ['paid', 'paid_over', 'wrong_amount', 'locked', 'fail', 'refund_paid'])
      expect(judge(signed(JSON.stringify({ ...webhook, status }))), status).to.equal('ask');
  });

  it('says that it is open where it comes from Heleket itself, and is asked about from anywhere else', () => {
    const { until } = judge(signed(open)) as { until: Date };
    expect(until.getTime()).to.be.closeTo(Date.now() + hourMs, 5_000);
    expect(judge(signed(open), '::ffff:31.133.220.8')).to.include({ kind: 'open' });
    for (const ip of ['', '127.0.0.1', '31.133.220.80', '131.133.220.8'])
      expect(judge(signed(open), ip), ip).to.equal('ask');
  });

  it('is nothing of ours where it is about a wallet or a payout', () => {
    for (const type of ['wallet', 'payout'])
      expect(judge(signed(JSON.stringify({ ...webhook, type }))), type).to.equal('nothing');
  });

  it('has the signature that the documentation describes', () => {
    // Computed once by `base64` and `md5sum`.
    const text = '{"uuid":"1","url":"https:\\/\\/a.b"}';
    expect(judge(signed(text, '0000'.repeat(8)))).to.equal('forged');
    expect(judge(signed(text, '1282324078edcab248343e36f35f7274'))).to.equal('ask');
  });
});

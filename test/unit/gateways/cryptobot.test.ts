import { createHash, createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { cryptobot } from '#gateways/cryptobot/cryptobot.js';
import type { KnownPayment } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { faults, invoice, paidInvoice, reference, states } from './cryptobot-answers.js';

const token = '12345:AAtestTOKEN';
const credentials = { token, assets: [], isTestnet: true } as const;
const payment: KnownPayment = {
  reference,
  externalId: '528890',
  account: 'test:12345',
  amount: '4.99',
  currency: 'USD',
  createdAt: new Date(),
  receipt: null,
};

/** Answers every call with what is set. */
let said = { status: 200, body: '' };
let server: Server;
let root = '';
const asked: { path: string; body: string; token: unknown }[] = [];

before(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      asked.push({ path: request.url ?? '', body, token: request.headers['crypto-pay-api-token'] });
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const access = () => ({
  credentials: { ...credentials, assets: [] },
  root,
  telegramRoot: '',
  mayCallPrivate: true,
});
const answer = (body: unknown, status = 200): void => {
  said = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
};
const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('what CryptoBot says of an invoice', () => {
  for (const [form, body, state] of states)
    it(`is understood: ${form}`, async () => {
      answer(body);
      expect(await cryptobot.inquire(payment, access())).to.deep.equal(state);
      const { path, body: sent, token: shown } = asked.at(-1)!;
      expect([path, JSON.parse(sent), shown]).to.deep.equal([
        '/api/getInvoices',
        { invoice_ids: '528890' },
        token,
      ]);
    });

  for (const { form, status, body, code, isFinal, said: name } of faults)
    it(`is a fault where it is ${form}`, async () => {
      answer(body, status);
      const error = await faultOf(cryptobot.inquire(payment, access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code });
      const { context } = error as PermanentError;
      expect(context).to.include({ gateway: 'cryptobot', money: 'untouched' });
      if (name !== undefined) expect(context.said).to.equal(name);
      expect(JSON.stringify(context)).to.not.contain(token);
    });

  it('is not asked by the token of another app, which does not know it', async () => {
    const before = asked.length;
    const other = { ...payment, account: 'test:777' };
    for (const work of [cryptobot.inquire(other, access()), cryptobot.cancel(other, access())])
      expect(await faultOf(work))
        .to.be.instanceOf(PermanentError)
        .that.includes({ code: 'gateway.unauthorized' });
    expect(asked.length).to.equal(before);
  });

  it('leaves open whether the money moved when a refund is not answered as it should be', async () => {
    answer({ ok: true, result: { items: [paidInvoice] } });
    const ask = {
      ...payment,
      refundAmount: '4.99',
      refundReference: 'r1',
      description: 'Plan',
      payerId: '500100201',
    };
    const before = asked.length;
    // The one server answers every call alike: what is a list of invoices is no transfer.
    const error = await faultOf(cryptobot.refund(ask, access()));
    expect(asked.slice(before).map(({ path }) => path)).to.deep.equal(['/api/getInvoices', '/api/transfer']);
    expect(error).to.be.instanceOf(RetryableError).that.includes({ code: 'gateway.garbage' });
    expect((error as RetryableError).context).to.include({ money: 'unknown' });
  });
});

describe('a token of CryptoBot', () => {
  it('names its app for ever, whatever it is after it was made anew, and apart from the test network', () => {
    const read = (cryptobot_api_token: string, cryptobot_testnet: boolean) =>
      cryptobot.accountOf(
        cryptobot.credentials.parse({ cryptobot_api_token, cryptobot_testnet, cryptobot_assets: ['TON'] }),
      );
    expect(read('12345:AAone', false)).to.equal('main:12345');
    expect(read('12345:AAtwo', false)).to.equal('main:12345');
    expect(read('12345:AAone', true)).to.equal('test:12345');
  });
});

describe('a webhook of CryptoBot', () => {
  const { callback } = cryptobot;
  const sign = (body: string, by = token): string =>
    createHmac('sha256', createHash('sha256').update(by).digest()).update(body).digest('hex');
  const request = (body: string, signature = sign(body)): RawCallback => ({
    method: 'POST',
    query: {},
    headers: { 'crypto-pay-api-signature': signature },
    body: Buffer.from(body),
    ip: '',
  });
  const hourMs = 3_600_000;
  const update = (more: object = {}) => ({
    update_id: 77,
    update_type: 'invoice_paid',
    request_date: new Date().toISOString(),
    payload: paidInvoice,
    ...more,
  });
  const judge = (raw: RawCallback) => callback.judge(raw, { credentials: { ...credentials, assets: [] } });

  it('is about the invoice that it names, and about our payment where it gives our reference back', () => {
    expect(callback.read(request(JSON.stringify(update())))).to.deep.equal({
      externalId: '528890',
      reference,
    });
    const foreign = JSON.stringify(update({ payload: { ...paidInvoice, payload: 'made by hand' } }));
    expect(callback.read(request(foreign))).to.deep.equal({ externalId: '528890' });
    const unheard = JSON.stringify(update({ update_type: 'invoice_frozen', payload: { invoice_id: 5 } }));
    expect(callback.read(request(unheard))).to.deep.equal({ externalId: '5' });
  });

  it('is none where it is no JSON of theirs, or came otherwise', () => {
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      '{"update_type":"invoice_paid"}',
      '{"update_type":1,"payload":{"invoice_id":5}}',
      '{"update_type":"invoice_paid","payload":{"invoice_id":"5"}}',
    ])
      expect(callback.read(request(body)), body).to.equal(undefined);
    expect(callback.read({ ...request(JSON.stringify(update())), method: 'GET' })).to.equal(undefined);
  });

  it('signed by the token of the app proves that the invoice is paid', () => {
    expect(judge(request(JSON.stringify(update())))).to.deep.equal({
      kind: 'paid',
      amount: '4.99',
      currency: 'USD',
      receipt: '528890',
      note: '4.9921 USDT',
    });
  });

  it('is signed over its very bytes, however they are spaced, ordered and escaped', () => {
    const spaced = JSON.stringify(
      update({ payload: { ...paidInvoice, description: 'اشتراک' } }),
      undefined,
      2,
    );
    expect(judge(request(spaced))).to.include({ kind: 'paid' });
    const escaped = spaced.replace(
      /[\u0080-\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    expect(judge(request(escaped, sign(spaced)))).to.equal('forged');
    expect(judge(request(escaped))).to.include({ kind: 'paid' });
  });

  it('has the signature that the documentation describes', () => {
    // Computed once by `openssl dgst -sha256` with the hexadecimal SHA-256 of the token as the key.
    const signature = '28d9f218c41f2395891861db1937bfe4b94cac0637e802877a61b112ef14afcc';
    expect(judge({ ...request('{"update_id":1}', signature) })).to.equal('ask');
  });

  it('is forged without a signature, with another app’s, with half of one, and with a byte changed', () => {
    const body = JSON.stringify(update());
    const wrong = [
      '',
      'zz',
      sign(body).slice(0, 32),
      sign(body, '12345:AAother'),
      `${sign(body)}00`,
      sign(`${body} `),
    ];
    for (const signature of wrong) expect(judge(request(body, signature)), signature).to.equal('forged');
    const dearer = body.replace('"4.99"', '"0.01"');
    expect(judge(request(dearer, sign(body)))).to.equal('forged');
    expect(judge({ ...request(body), headers: {} })).to.equal('forged');
    expect(judge(request(body, sign(body).toUpperCase()))).to.include({ kind: 'paid' });
  });

  it('is taken for three days of repeats, and is somebody else’s copy after that', () => {
    const at = (ms: number) =>
      request(JSON.stringify(update({ request_date: new Date(Date.now() + ms).toISOString() })));
    for (const fresh of [0, -73 * hourMs, 24 * hourMs]) expect(judge(at(fresh))).to.include({ kind: 'paid' });
    expect(judge(at(-97 * hourMs))).to.equal('forged');
  });

  it('proves nothing where it says what nobody knows, so that CryptoBot is asked', () => {
    for (const more of [
      { update_type: 'invoice_frozen' },
      { payload: invoice },
      { payload: { invoice_id: 5 } },
      { request_date: 'yesterday' },
    ])
      expect(judge(request(JSON.stringify(update(more)))), JSON.stringify(more)).to.equal('ask');
  });
});

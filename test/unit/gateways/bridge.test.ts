import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bridge } from '#gateways/bridge/bridge.js';
import type { GatewayAccess } from '#gateways/gateway-access.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import type { BridgeCredentials } from '#gateways/bridge/bridge-settings.js';
import { PermanentError, RetryableError } from '#platform/errors.js';

const secret = 'the-secret-of-a-bridge-under-test';
const reference = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const ask: PaymentAsk = {
  reference,
  number: '7',
  amount: '250000',
  currency: 'IRT',
  description: 'اشتراک یک‌ماهه',
  language: 'fa',
  payerId: '500100200',
  callbackUrl: 'https://bots.example.com/payments/bridge/2',
  returnUrl: 'https://t.me/shop_bot',
  expiresAt: new Date('2026-12-01T00:00:00.000Z'),
};
let known: KnownPayment = {
  ...{ reference, externalId: 'p-1', account: '', amount: '250000', currency: 'IRT', receipt: null },
  createdAt: new Date(),
};
const payment = (more: object = {}) => ({
  ...{ id: reference, bridge_id: 'p-1', status: 'open', amount_toman: 250_000 },
  ...{ pay_url: 'https://pay.example.com/p-1', can: ['cancel'] },
  ...more,
});
const hmac = (...lines: readonly unknown[]): string =>
  createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );

const refundWords = { refundReference: 'r-1', description: 'Plan', payerId: '500100200' };

describe('the bridge', () => {
  let server: Server | undefined;
  let asked: { line: string; body: string; headers: IncomingMessage['headers'] }[] = [];
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  type Reply = readonly [status: number, body: object | string, isSigned?: boolean];
  /** A bridge that gives these answers, the last one again and again; objects are signed. */
  async function serve(...replies: readonly Reply[]): Promise<GatewayAccess<BridgeCredentials>> {
    asked = [];
    const started = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method, url, headers } = request;
        const [status, body, isSigned = typeof body === 'object'] =
          replies[Math.min(asked.length, replies.length - 1)]!;
        asked.push({ line: `${method} ${url}`, body: Buffer.concat(parts).toString(), headers });
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const signature = hmac('bridge-1 answer', headers['x-bridge-nonce'], status, text);
        response.writeHead(status, isSigned ? { 'x-bridge-signature': signature } : {}).end(text);
      });
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(started.address() as AddressInfo).port}/shop/`;
    known = { ...known, account: url.slice(0, -1) };
    return {
      credentials: { bridge_url: url, bridge_secret: secret },
      root: '',
      telegramRoot: '',
      mayCallPrivate: true,
    };
  }

  it('is asked for a payment with everything it needs, signed', async () => {
    const access = await serve([201, payment({ expires_at: '2026-11-30T12:00:00+03:30' })]);
    expect(await bridge.create(ask, access)).to.deep.equal({
      externalId: 'p-1',
      url: 'https://pay.example.com/p-1',
      expiresAt: new Date('2026-11-30T08:30:00.000Z'),
    });
    const [{ line, body, headers }] = asked as [(typeof asked)[number]];
    expect(JSON.parse(body)).to.deep.equal({
      ...{ id: reference, number: '7', amount_toman: 250_000, description: 'اشتراک یک‌ماهه', language: 'fa' },
      ...{ payer_id: '500100200', callback_url: 'https://bots.example.com/payments/bridge/2' },
      ...{ return_url: 'https://t.me/shop_bot', expires_at: '2026-12-01T00:00:00.000Z' },
    });
    const { 'x-bridge-timestamp': time, 'x-bridge-nonce': nonce } = headers;
    expect(headers['x-bridge-signature']).to.equal(hmac('bridge-1 request', time, nonce, line, body));
    expect(line).to.equal('POST /shop/payments');
  });

  it('says what became of a payment', async () => {
    const said = [
      [{}, { kind: 'open' }],
      [
        { status: 'paid', paid_toman: 249_000, receipt: 'R-5' },
        { kind: 'paid', amount: '249000', currency: 'IRT', receipt: 'R-5' },
      ],
      [
        { status: 'paid', paid_toman: 1 },
        { kind: 'paid', amount: '1', currency: 'IRT', receipt: null },
      ],
      [{ status: 'cancelled' }, { kind: 'ended', as: 'cancelled' }],
      [{ status: 'expired' }, { kind: 'ended', as: 'expired' }],
      [
        { status: 'failed', receipt: null, unknown: 1 },
        { kind: 'ended', as: 'failed' },
      ],
      [{ status: 'refunded' }, { kind: 'refunded' }],
    ] as const;
    const access = await serve(...said.map(([more]): Reply => [200, payment(more)]));
    for (const [, state] of said) expect(await bridge.inquire(known, access)).to.deep.equal(state);
  });

  it('is not believed without a signature, nor when it speaks of something else', async () => {
    const odd: readonly Reply[] = [
      [200, JSON.stringify(payment({ status: 'paid', paid_toman: 250_000 }))],
      [200, ''],
      [200, '<html>a proxy</html>'],
      [404, '{"code":"unknown_payment"}'],
      [200, 'null', true],
      [200, '{"id":', true],
      [200, { code: 'open' }],
      [200, payment({ id: 'f'.repeat(32), status: 'paid', paid_toman: 1 })],
      [200, payment({ status: 'paid' })],
      [200, payment({ status: 'paid', paid_toman: 0 })],
      [200, payment({ status: 'paid', paid_toman: 1e12 + 1 })],
      [200, payment({ status: 'paid', paid_toman: -1 })],
      [200, payment({ status: 'paid', paid_toman: 1.5 })],
      [200, payment({ status: 'paid', paid_toman: '250000' })],
      [200, payment({ status: 'done' })],
      [200, payment({ pay_url: 'javascript:alert(1)' })],
      [404, { code: 'unknown_payment' }],
    ];
    const access = await serve(...odd);
    for (const [status, body] of odd) {
      const fault = await faultOf(bridge.inquire(known, access));
      expect(fault, JSON.stringify([status, body])).to.be.instanceOf(RetryableError);
      expect(fault).to.include({ code: 'gateway.garbage' });
    }
  });

  it('cannot give an answer of before for one of now', async () => {
    const access = await serve([200, payment()]);
    await bridge.inquire(known, access);
    const nonce = asked[0]!.headers['x-bridge-nonce'];
    const text = JSON.stringify(payment({ status: 'paid', paid_toman: 250_000 }));
    server?.removeAllListeners('request').on('request', (_, response) => {
      response.writeHead(200, { 'x-bridge-signature': hmac('bridge-1 answer', nonce, 200, text) }).end(text);
    });
    expect(await faultOf(bridge.inquire(known, access))).to.include({ code: 'gateway.garbage' });
  });

  it('refuses a payment for good, or is asked again', async () => {
    const refusals = [
      [[401, '{"code":"signature"}'], PermanentError, 'gateway.unauthorized'],
      [[409, { code: 'conflict' }], PermanentError, 'gateway.refused'],
      [[422, { code: 'refused' }], PermanentError, 'gateway.refused'],
      [[422, { code: 'amount' }], PermanentError, 'gateway.amount'],
      [[201, payment({ amount_toman: 25_000 })], PermanentError, 'gateway.refused'],
      [[429, ''], RetryableError, 'gateway.flood'],
      [[503, { code: 'refused' }], RetryableError, 'gateway.unavailable'],
      [[302, ''], RetryableError, 'gateway.garbage'],
      [[200, 'x'.repeat(1_100_000)], RetryableError, 'gateway.unreachable'],
    ] as const;
    const access = await serve(...refusals.map(([reply]) => reply as Reply));
    for (const [reply, kind, code] of refusals) {
      const fault = await faultOf(bridge.create(ask, access));
      expect(fault, JSON.stringify(reply).slice(0, 60)).to.be.instanceOf(kind).and.to.include({ code });
      expect((fault as PermanentError).context).to.include({ money: 'untouched' });
    }
  });

  it('is found, or is not there', async () => {
    const access = await serve([200, payment()], [404, { code: 'unknown_payment' }], [200, payment()]);
    expect(await bridge.find(ask, access)).to.deep.include({ externalId: 'p-1' });
    expect(await bridge.find(ask, access)).to.equal(undefined);
    expect(await faultOf(bridge.test(access)), 'it knows everything').to.include({ code: 'gateway.garbage' });
  });

  it('cancels and gives back only what it says that it can', async () => {
    const asks = () => asked.map(({ line }) => line.replace(reference, 'id'));
    let access = await serve([200, payment({ can: [] })]);
    expect(await bridge.cancel(known, access)).to.be.false;
    expect(asks()).to.deep.equal(['GET /shop/payments/id']);
    server?.close();
    access = await serve([200, payment()], [200, payment({ status: 'paid', paid_toman: 1 })]);
    expect(await bridge.cancel(known, access), 'it was paid meanwhile').to.be.false;
    expect(asks()).to.deep.equal(['GET /shop/payments/id', 'POST /shop/payments/id/cancel']);
    server?.close();
    const refund = { ...known, refundAmount: '250000', ...refundWords };
    const paid = payment({ status: 'paid', paid_toman: 250_000, can: ['refund'] });
    access = await serve(
      ...([
        [200, { ...paid, can: [] }],
        [200, paid],
        [409, { code: 'too_late' }],
        [200, paid],
      ] as const),
      ...([[200, payment({ status: 'refunded' })]] as const),
    );
    expect(await bridge.refund(refund, access)).to.deep.equal({ kind: 'by_hand', code: 'unsupported' });
    expect(await bridge.refund(refund, access)).to.deep.equal({ kind: 'by_hand', code: 'too_late' });
    expect(await bridge.refund(refund, access)).to.deep.equal({ kind: 'sent' });
    expect(asked.at(-1)).to.include({ body: '{"refund_id":"r-1","amount_toman":250000}' });
    expect(await bridge.refund(refund, access), 'a repeat').to.deep.equal({ kind: 'sent' });
    expect(asked).to.have.length(6);
  });

  it('is asked at its address of before too, where the one of now does not know the payment', async () => {
    const unknown: Reply = [404, { code: 'unknown_payment' }];
    const paid = payment({ status: 'paid', paid_toman: 5, can: ['refund'] });
    const access = await serve(
      unknown,
      [200, paid],
      unknown,
      [200, paid],
      [200, payment({ status: 'refunded' })],
    );
    const before = { ...known, account: known.account.replace('/shop', '/before') };
    expect(await bridge.inquire(before, access)).to.deep.include({ kind: 'paid', amount: '5' });
    const refund = { ...before, refundAmount: '5', ...refundWords };
    expect(await bridge.refund(refund, access)).to.deep.equal({ kind: 'sent' });
    const paths = asked.map(({ line }) => line.replace(reference, 'id'));
    const [now, then] = ['GET /shop/payments/id', 'GET /before/payments/id'];
    expect(paths).to.deep.equal([now, then, now, then, 'POST /before/payments/id/refund']);
  });

  it('is never called in a private network unless the operator allows it', async () => {
    const access = { ...(await serve([200, payment()])), mayCallPrivate: false };
    expect(await faultOf(bridge.inquire(known, access))).to.include({ code: 'address.private' });
    expect(asked).to.deep.equal([]);
  });

  it('is at an https address, or inside', () => {
    const takes = (bridge_url: string) =>
      bridge.credentials.safeParse({ bridge_url, bridge_secret: secret }).success;
    const right = [
      'https://pay.example.com',
      'https://pay.example.com/shop/',
      'http://127.0.0.1:8787',
      'http://[::1]/',
    ];
    const inside = ['http://localhost:1', 'http://bridge:8787/x', 'http://10.1.2.3'];
    const wrong = [
      'http://pay.example.com',
      'http://8.8.8.8',
      'ftp://bridge',
      'https://a.example/?x=1',
      'https://a.example/#x',
    ];
    expect([...right, ...inside].filter((url) => !takes(url))).to.deep.equal([]);
    expect([...wrong, 'https://me:word@a.example', 'bridge', ''].filter(takes)).to.deep.equal([]);
    const short = { bridge_url: 'https://pay.example.com', bridge_secret: 'x'.repeat(31) };
    expect(bridge.credentials.safeParse(short).success).to.be.false;
  });

  describe('tells', () => {
    const callback = (
      said: unknown,
      { at = Date.now(), by = secret, method = 'POST' as const } = {},
    ): RawCallback => {
      const body = Buffer.from(typeof said === 'string' ? said : JSON.stringify(said));
      const [time, nonce] = [String(Math.floor(at / 1000)), 'a-nonce-of-this-test'];
      const signature = createHmac('sha256', by)
        .update(`bridge-1 callback\n${time}\n${nonce}\n${body.toString()}`)
        .digest('hex');
      const headers = {
        'x-bridge-timestamp': time,
        'x-bridge-nonce': nonce,
        'x-bridge-signature': signature,
      };
      return { method, query: {}, headers, body, ip: '' };
    };
    const credentials = { bridge_url: 'https://pay.example.com', bridge_secret: secret };
    const judge = (request: RawCallback) => bridge.callback.judge(request, { credentials });
    const paid = payment({ status: 'paid', paid_toman: 250_000 });

    it('that a payment is paid, and is believed when it says so now', () => {
      expect(bridge.callback.read(callback(paid))).to.deep.equal({ reference });
      const state = { kind: 'paid', amount: '250000', currency: 'IRT', receipt: null };
      expect(judge(callback(paid))).to.deep.equal(state);
      for (const minutes of [-4, 4])
        expect(judge(callback(paid, { at: Date.now() + minutes * 60_000 }))).to.deep.equal(state);
    });

    it('nothing by an old message, or by one about anything but money', () => {
      for (const minutes of [-6, 6, -60 * 24])
        expect(judge(callback(paid, { at: Date.now() + minutes * 60_000 }))).to.equal('ask');
      for (const status of ['open', 'cancelled', 'expired', 'failed', 'refunded'])
        expect(judge(callback(payment({ status })))).to.equal('ask');
    });

    it('nothing with a wrong signature', () => {
      const { headers, ...request } = callback(paid);
      const forged: readonly Readonly<Record<string, string>>[] = [
        {},
        { ...headers, 'x-bridge-signature': '' },
        { ...headers, 'x-bridge-signature': headers['x-bridge-signature']!.slice(1) },
        { ...headers, 'x-bridge-timestamp': String(Number(headers['x-bridge-timestamp']) + 1) },
        { ...headers, 'x-bridge-timestamp': '1e9' },
        { ...headers, 'x-bridge-nonce': 'another-nonce-of-this-test' },
        { ...headers, 'x-bridge-nonce': 'short' },
      ];
      for (const one of forged) expect(judge({ ...request, headers: one })).to.equal('forged');
      expect(judge(callback(paid, { by: `${secret}.` }))).to.equal('forged');
      expect(
        judge({ ...callback(paid), body: Buffer.from(JSON.stringify({ ...paid, paid_toman: 1 })) }),
      ).to.equal('forged');
    });

    it('nothing that is no payment', () => {
      for (const said of [
        '',
        'null',
        '[]',
        '{',
        payment({ id: '1' }),
        payment({ status: 'done' }),
        { id: reference },
      ])
        expect(bridge.callback.read(callback(said)), JSON.stringify(said)).to.equal(undefined);
      expect(bridge.callback.read({ ...callback(paid), method: 'GET' })).to.equal(undefined);
    });
  });
});

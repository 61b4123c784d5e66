import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { abangateway } from '#gateways/abangateway/abangateway.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { classify } from '#platform/errors.js';
import { hourMs } from '#platform/units.js';
import { faults, invoice, invoiceId, paidInvoice, reference, states } from './abangateway-answers.js';

const row = { abangateway_api_key: 'ag_live_0123456789', abangateway_webhook_secret: 'whs_abc' };
const credentials = abangateway.credentials.parse(row);
const testCredentials = abangateway.credentials.parse({ ...row, abangateway_api_key: 'ag_test_0123456789' });
const payment: KnownPayment = {
  ...{ reference, externalId: invoiceId, account: abangateway.accountOf(credentials) },
  ...{ amount: '2000000', currency: 'IRR', createdAt: new Date(), receipt: null },
};
const ask: PaymentAsk = {
  ...{ reference, number: '17', amount: '2000000', currency: 'IRR', language: 'fa', payerId: '500100201' },
  description: 'اشتراک ۳۰ روزه',
  callbackUrl: `https://bots.example.com/payments/abangateway/2?p=${reference}&l=fa`,
  returnUrl: 'https://t.me/shop_bot',
  get expiresAt() {
    return new Date(Date.now() + hourMs);
  },
};

let said: { status: number; body: unknown } = { status: 200, body: '' };
const asked: { method: string; path: string; key: unknown; body: string }[] = [];
let server: Server;
before(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, key: headers.authorization, body: Buffer.concat(parts).toString() });
      const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body);
      response.writeHead(said.status, { 'retry-after': '7' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(() => {
  server.closeAllConnections();
  server.close();
});
const access = (more: Partial<{ credentials: typeof credentials }> = {}) => ({
  ...{ credentials, telegramRoot: '', mayCallPrivate: true, ...more },
  root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
});
const answer = (body: unknown, status = 200): void => {
  said = { body, status };
};
async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    (value) => expect.fail(`no fault, but ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  const { outcome, code, retryAfterMs, context } = { ...classify(error), ...(error as { context: object }) };
  return { told: `${outcome} ${code}`, retryAfterMs, context: context as Record<string, unknown> };
}

describe('what AbanGateway says of an invoice', () => {
  for (const [form, [body, state]] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      answer(body);
      expect(await abangateway.inquire(payment, access())).to.deep.equal(state);
      expect(asked.at(-1)).to.include({
        ...{ method: 'GET', path: `/api/v1/invoices/${invoiceId}` },
        ...{ key: 'Bearer ag_live_0123456789', body: '' },
      });
    });

  for (const [form, { status, body, told, said: name, retryAfterMs }] of Object.entries(faults))
    it(`is a fault where it is ${form}, to every call`, async () => {
      answer(body, status);
      const calls = {
        create: abangateway.create(ask, access()),
        inquire: abangateway.inquire(payment, access()),
        confirm: abangateway.confirm(payment, access()),
        test: abangateway.test(access()),
      };
      for (const [call, work] of Object.entries(calls)) {
        const fault = await faultOf(work);
        expect(fault.told, call).to.equal(told);
        expect(fault.context, call).to.include({ gateway: 'abangateway', money: 'untouched' });
        if (name !== undefined) expect(fault.context.said, call).to.equal(name);
        if (retryAfterMs !== undefined) expect(fault.retryAfterMs, call).to.equal(retryAfterMs);
        expect(JSON.stringify(fault.context)).not.to.contain(row.abangateway_api_key);
      }
    });

  it('is its end where the shop has no such invoice, and nothing where another shop is asked', async () => {
    answer({ error: { code: 'invoice_not_found', message: '' } }, 404);
    const gone = await abangateway.inquire(payment, access());
    expect(gone).to.deep.equal({ kind: 'ended', as: 'failed', code: 'invoice_not_found' });
    const fault = await faultOf(abangateway.inquire({ ...payment, account: 'live:of another' }, access()));
    expect(fault.told).to.equal('fail gateway.unauthorized');
    answer({ error: { code: 'invoice_expired', message: '' } }, 410);
    expect(await abangateway.inquire(payment, access())).to.deep.equal({ kind: 'ended', as: 'expired' });
  });

  it('of a test key settles what was made by a test key, and nothing else', async () => {
    const played = { ...payment, account: abangateway.accountOf(testCredentials) };
    answer({ ...paidInvoice, is_test: true });
    const test = access({ credentials: testCredentials });
    expect(await abangateway.inquire(played, test)).to.include({ kind: 'paid' });
    expect(await abangateway.inquire(payment, test)).to.deep.equal({ kind: 'disputed', code: 'is_test' });
    answer(paidInvoice);
    expect(await abangateway.inquire(played, test)).to.deep.equal({ kind: 'disputed', code: 'is_test' });
  });
});

describe('an invoice of AbanGateway', () => {
  it('is asked for in rial, with our name, and has the sum to pay as it gives it', async () => {
    answer(invoice, 201);
    const made = await abangateway.create(ask, access());
    expect(made).to.deep.equal({
      ...{ externalId: invoiceId, url: invoice.payment_url, payable: '2000371' },
      expiresAt: new Date(invoice.expires_at),
    });
    const { body, ...call } = asked.at(-1)!;
    expect(call).to.include({ method: 'POST', path: '/api/v1/invoices' });
    expect(JSON.parse(body)).to.deep.equal({
      ...{ amount_rial: 2_000_000, order_id: reference, description: ask.description, expiry_minutes: 60 },
      ...{ callback_url: ask.callbackUrl, return_url: ask.returnUrl },
    });
  });

  it('lives as long as it may, and is told of nowhere where we cannot be reached', async () => {
    answer(invoice, 201);
    for (const [hours, minutes] of [
      [-1, 1],
      [100, 1_440],
    ] as const) {
      const expiresAt = new Date(Date.now() + hours * hourMs);
      await abangateway.create({ ...ask, expiresAt, callbackUrl: undefined }, access());
      const sent = JSON.parse(asked.at(-1)!.body) as object;
      expect(sent).to.include({ expiry_minutes: minutes }).and.not.have.property('callback_url');
    }
  });

  it('is not taken where it is of another sum, of a test, or has no page or sum', async () => {
    const wrong = [
      { amount_rial: 20_000 },
      { is_test: true },
      { payment_url: null },
      { payable_rial: 0 },
      { payment_url: 'pay' },
    ];
    for (const more of wrong) {
      answer({ ...invoice, ...more }, 201);
      const { told } = await faultOf(abangateway.create(ask, access()));
      expect(told, JSON.stringify(more)).to.equal('snooze gateway.garbage');
    }
  });

  it('is verified once it is in our books, and a repeat is as good', async () => {
    answer({
      verified: true,
      invoice_id: invoiceId,
      order_id: reference,
      amount_rial: 2_000_000,
      paid_at: 'x',
    });
    await abangateway.confirm(payment, access());
    expect(asked.at(-1)).to.include({ method: 'POST', path: `/api/v1/invoices/${invoiceId}/verify` });
    answer({ error: { code: 'already_verified', message: '' } }, 409);
    await abangateway.confirm(payment, access());
    answer({ error: { code: 'not_yet_paid', message: '' } }, 402);
    expect((await faultOf(abangateway.confirm(payment, access()))).told).to.equal('fail gateway.refused');
  });

  it('is taken back while it is pending, and is asked about where that is too late', async () => {
    for (const body of [{ ...invoice, status: 'cancelled' }, '']) {
      answer(body);
      expect(await abangateway.cancel(payment, access())).to.equal(true);
    }
    expect(asked.at(-1)).to.include({ method: 'POST', path: `/api/v1/invoices/${invoiceId}/cancel` });
    for (const [code, status] of [
      ['invoice_not_payable', 409],
      ['invoice_expired', 410],
      ['invoice_not_found', 404],
    ] as const) {
      answer({ error: { code, message: '' } }, status);
      expect(await abangateway.cancel(payment, access()), code).to.equal(false);
    }
    answer({ detail: 'Invalid API key' }, 401);
    expect((await faultOf(abangateway.cancel(payment, access()))).told).to.equal('fail gateway.unauthorized');
  });

  it('that there is not proves a key', async () => {
    answer({ error: { code: 'invoice_not_found', message: '' } }, 404);
    await abangateway.test(access());
    expect(asked.at(-1)).to.include({ method: 'GET' });
  });
});

describe('a shop of AbanGateway', () => {
  it('needs both its key and its webhook secret, and is named without either', () => {
    for (const missing of Object.keys(row))
      expect(abangateway.credentials.safeParse({ ...row, [missing]: undefined }).success).to.equal(false);
    const [live, test] = [credentials, testCredentials].map((one) => abangateway.accountOf(one));
    expect(live).to.match(/^live:[0-9a-f]{16}$/);
    expect(test).to.match(/^test:[0-9a-f]{16}$/);
  });
});

describe('a webhook of AbanGateway', () => {
  const { callback } = abangateway;
  const told = {
    ...{ event: 'invoice.paid', invoice_id: invoiceId, order_id: reference, amount_rial: 2_000_000 },
    ...{ payable_rial: 2_000_371, fee_rial: 30_000, status: 'paid', is_test: false, metadata: null },
    paid_at: '2026-09-01T12:05:10+03:30',
  };
  const sign = (body: string, by = row.abangateway_webhook_secret) =>
    createHmac('sha256', by).update(body).digest('hex');
  const request = (body: string, signature = sign(body)): RawCallback => ({
    ...{ method: 'POST', query: {}, headers: { 'x-signature': signature } },
    ...{ body: Buffer.from(body), ip: '' },
  });
  const judge = (raw: RawCallback) => callback.judge(raw, { credentials });

  it('names the invoice, and our payment where it gives our name back', () => {
    for (const event of ['invoice.paid', 'invoice.expired', 'invoice.cancelled', 'invoice.partially_paid'])
      expect(callback.read(request(JSON.stringify({ ...told, event })))).to.deep.equal({
        ...{ externalId: invoiceId, reference },
      });
    for (const order of [null, 'made by hand', undefined])
      expect(callback.read(request(JSON.stringify({ ...told, order_id: order })))).to.deep.equal({
        externalId: invoiceId,
      });
  });

  it('is none where it is no JSON of theirs, or came otherwise', () => {
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{}',
      '{"event":"invoice.paid"}',
      `{"invoice_id":"${invoiceId}"}`,
    ])
      expect(callback.read(request(body)), body).to.equal(undefined);
    const strange = JSON.stringify({ ...told, invoice_id: '../../etc' });
    expect(callback.read(request(strange))).to.equal(undefined);
    expect(callback.read({ ...request(JSON.stringify(told)), method: 'GET' })).to.equal(undefined);
  });

  it('is a reason to ask where its signature is right, whatever it says', () => {
    for (const more of [
      {},
      { status: 'paid', is_test: true },
      { event: 'invoice.moved' },
      { amount_rial: 1 },
    ])
      expect(judge(request(JSON.stringify({ ...told, ...more })))).to.equal('ask');
    const spaced = JSON.stringify(told, undefined, 2);
    expect(judge(request(spaced))).to.equal('ask');
    expect(judge(request(spaced, sign(spaced).toUpperCase()))).to.equal('ask');
  });

  it('has the signature that the documentation describes', () => {
    // Computed once by `openssl dgst -sha256 -hmac whs_abc`.
    const signature = 'd18f665110bd1cbf4f95655f95a98c1d763c16b546a0e5017e2c1222362993a3';
    expect(judge(request('{"event":"invoice.paid"}', signature))).to.equal('ask');
  });

  it('is forged without a signature, with another shop’s, with a prefix, with half of one, and with a byte changed', () => {
    const body = JSON.stringify(told);
    const wrong = ['', 'zz', sign(body).slice(0, 32), sign(body, 'whs_other'), `sha256=${sign(body)}`];
    for (const signature of wrong) expect(judge(request(body, signature)), signature).to.equal('forged');
    expect(judge(request(body.replace('2000000', '1'), sign(body)))).to.equal('forged');
    expect(judge({ ...request(body), headers: {} })).to.equal('forged');
  });
});

import { expect } from 'chai';
import { abangateway } from '#gateways/abangateway/abangateway.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { hourMs } from '#platform/units.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { createAbangateway } from '../../../scripts/sandbox/gateways/abangateway/abangateway.js';
import type { AbangatewayShop } from '../../../scripts/sandbox/gateways/abangateway/abangateway-world.js';
import { openCallbackSink, type CallbackSink } from '../../support/payments/callback-sink.js';
import { waitFor } from '../../support/wait-for.js';

/** A payment through AbanGateway, from the adapter to the stand-in and back. */
describe('a payment through AbanGateway', () => {
  let sandbox: GatewaySandbox;
  let sink: CallbackSink;
  let shop: AbangatewayShop;
  let number = 0;
  before(async () => {
    sink = await openCallbackSink();
  });
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    shop = sandbox.control.abangateway.addShop();
    sink.heard.length = 0;
  });
  afterEach(() => sandbox.close());
  after(() => sink.close());

  const access = (key = shop.liveKey) => ({
    credentials: abangateway.credentials.parse({
      ...{ abangateway_api_key: key, abangateway_webhook_secret: shop.webhookSecret },
    }),
    ...{ root: `${sandbox.url}/abangateway`, telegramRoot: '', mayCallPrivate: true },
  });
  async function make(more: Partial<PaymentAsk> = {}, key = shop.liveKey) {
    const ask: PaymentAsk = {
      reference: (number += 1).toString(16).padStart(32, '0'),
      ...{ number: String(number), amount: '2000000', currency: 'IRR', language: 'fa', payerId: '5' },
      description: 'اشتراک ۳۰ روزه',
      ...{ callbackUrl: `${sink.url}/payments/abangateway/2`, returnUrl: 'https://t.me/shop_bot' },
      expiresAt: new Date(Date.now() + hourMs),
      ...more,
    };
    const made = await abangateway.create(ask, access(key));
    const payment: KnownPayment = {
      ...{ reference: ask.reference, amount: ask.amount, currency: 'IRR', externalId: made.externalId },
      account: abangateway.accountOf(access(key).credentials),
      ...{ createdAt: new Date(), receipt: null },
    };
    return { made, payment };
  }
  const press = (id: string, button: 'callback_lost' | 'pay_late' | 'pay_less' | 'pay') =>
    sandbox.control.press('abangateway', id, button);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => (error as { code: string }).code,
    );
  const events = () =>
    sink.heard.map(({ request }) => (JSON.parse(request.body.toString()) as { event: string }).event);

  it('has a sum of its own to pay, a page that shows it, and is open until it is paid', async () => {
    const [{ made, payment }, { made: other }] = [await make(), await make()];
    expect(Number(made.payable)).to.be.within(2_000_001, 2_001_000);
    expect(other.payable).not.to.equal(made.payable);
    const page = await fetch(made.url).then((response) => response.text());
    expect(page)
      .to.contain((Number(made.payable) / 10).toLocaleString('fa-IR'))
      .and.to.contain('dir="rtl"');
    expect(await abangateway.inquire(payment, access())).to.deep.equal({
      ...{ kind: 'open', payable: made.payable },
    });
    await press(made.externalId, 'pay_less');
    expect(await abangateway.inquire(payment, access())).to.include({ kind: 'open' });
    await press(made.externalId, 'pay');
    expect(await abangateway.inquire(payment, access())).to.deep.equal({
      ...{ kind: 'paid', amount: '2000000', currency: 'IRR', receipt: made.externalId },
    });
  });

  it('is told of by a webhook that the shop’s secret signed, and by no other', async () => {
    const { made, payment } = await make();
    await press(made.externalId, 'pay');
    const [heard] = sink.heard;
    const raw = { ...heard!.request, headers: { 'x-signature': String(heard!.headers['x-signature']) } };
    expect(abangateway.callback.read(raw)).to.deep.equal({
      ...{ externalId: made.externalId, reference: payment.reference },
    });
    expect(abangateway.callback.judge(raw, access())).to.equal('ask');
    const other = abangateway.credentials.parse({
      ...{ abangateway_api_key: shop.liveKey, abangateway_webhook_secret: 'another' },
    });
    expect(abangateway.callback.judge(raw, { credentials: other })).to.equal('forged');
    const { body, signature } = sandbox.control.abangateway.webhookOf(made.externalId, 'invoice.paid');
    expect([body, signature]).to.deep.equal([String(raw.body), raw.headers['x-signature']]);
  });

  it('comes in parts above the ceiling, each with its sum, and its time goes on after the first', async () => {
    const { made, payment } = await make({ amount: '300000000' });
    const first = await abangateway.inquire(payment, access());
    expect(first).to.deep.equal({ kind: 'open', payable: made.payable });
    await press(made.externalId, 'pay_less');
    const second = await abangateway.inquire(payment, access());
    expect(second).to.include({ kind: 'open' }).and.to.not.include({ payable: made.payable });
    const { until } = second as { until: Date };
    expect(until.getTime() - made.expiresAt!.getTime()).to.equal(hourMs);
    await press(made.externalId, 'pay');
    expect(await abangateway.inquire(payment, access())).to.include({ kind: 'paid', amount: '300000000' });
    expect(events()).to.deep.equal(['invoice.partially_paid', 'invoice.partially_paid', 'invoice.paid']);
    const exact = await make({ amount: '150000000' });
    expect(Number(exact.made.payable)).to.be.below(80_000_000);
  });

  it('is verified once and said again, but not before it is paid', async () => {
    const { made, payment } = await make();
    expect(await codeOf(abangateway.confirm(payment, access()))).to.equal('gateway.refused');
    await press(made.externalId, 'callback_lost');
    expect(events()).to.deep.equal([]);
    await abangateway.confirm(payment, access());
    await abangateway.confirm(payment, access());
    const statuses = sandbox.control.calls.filter(({ path }) => path.endsWith('/verify'));
    expect(statuses.map(({ status }) => status)).to.deep.equal([402, 200, 409]);
  });

  it('that is taken back frees its fee and can no longer be paid; one that was paid is kept', async () => {
    const before = shop.feeWalletRial;
    const { made, payment } = await make();
    expect(shop.feeWalletRial).to.equal(before - 30_000);
    expect(await abangateway.cancel(payment, access())).to.equal(true);
    expect(shop.feeWalletRial).to.equal(before);
    await press(made.externalId, 'pay');
    expect(await abangateway.inquire(payment, access())).to.include({ kind: 'ended', as: 'cancelled' });
    await waitFor(() => events().includes('invoice.cancelled'));
    const paid = await make();
    await press(paid.made.externalId, 'pay');
    expect(await abangateway.cancel(paid.payment, access())).to.equal(false);
    expect(await abangateway.inquire(paid.payment, access())).to.include({ kind: 'paid' });
  });

  it('that nobody pays expires, is waited for a while, and is over then', async () => {
    const { payment } = await make();
    sandbox.control.passTime(hourMs + 1_000);
    expect(await abangateway.inquire(payment, access())).to.deep.include({ kind: 'open' });
    await waitFor(() => events().includes('invoice.expired'));
    expect(shop.feeWalletRial).to.equal(100_000_000);
    expect(await abangateway.cancel(payment, access())).to.equal(false);
  });

  it('paid late is found without a webhook', async () => {
    const { made, payment } = await make({ callbackUrl: undefined });
    await press(made.externalId, 'pay_late');
    expect(await abangateway.inquire(payment, access())).to.include({ kind: 'open' });
    sandbox.control.passTime(60_000);
    expect(await abangateway.inquire(payment, access())).to.include({ kind: 'paid' });
  });

  it('of a test key is a test there, can be simulated, and is nothing to the live key', async () => {
    const { made, payment } = await make({}, shop.testKey);
    const simulate = (key: string, id: string) =>
      fetch(`${sandbox.url}/abangateway/api/v1/invoices/${id}/simulate-payment`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${key}` } },
      });
    expect((await simulate(shop.testKey, made.externalId)).status).to.equal(200);
    expect(await abangateway.inquire(payment, access(shop.testKey))).to.include({ kind: 'paid' });
    await waitFor(() => events().includes('invoice.paid'));
    expect(await codeOf(abangateway.inquire(payment, access()))).to.equal('gateway.unauthorized');
    const real = await make();
    expect((await simulate(shop.liveKey, real.made.externalId)).status).to.equal(403);
    const asTest = { ...real.payment, account: payment.account };
    expect(await abangateway.inquire(asTest, access())).to.include({ kind: 'open' });
  });

  it('is not made where the shop cannot take it, and says whom to tell', async () => {
    const cases = [
      [{ feeWalletRial: 29_999 }, 'gateway.account_empty'],
      [{ isAtCeiling: true }, 'gateway.account_off'],
      [{ isFull: true }, 'gateway.unavailable'],
      [{ hasCard: false }, 'gateway.misconfigured'],
    ] as const;
    for (const [more, code] of cases) {
      shop = sandbox.control.abangateway.addShop(more);
      expect(await codeOf(make()), code).to.equal(code);
    }
    shop = sandbox.control.abangateway.addShop();
    expect(await codeOf(make({ amount: '9999' }))).to.equal('gateway.amount');
    for (const callbackUrl of ['http://shop.example.com/x', 'https://10.0.0.1/x', 'https://intranet/x'])
      expect(await codeOf(make({ callbackUrl })), callbackUrl).to.equal('gateway.misconfigured');
    expect(await codeOf(make({}, 'ag_live_wrong'))).to.equal('gateway.unauthorized');
    expect(await codeOf(abangateway.test(access('ag_live_wrong')))).to.equal('gateway.unauthorized');
    await abangateway.test(access());
  });

  it('whose making was not heard of is made anew, and the first is never paid', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated'] as const) {
      sandbox.control.fail({ kind, on: /POST \/api\/v1\/invoices$/ });
      expect(await codeOf(make()), kind).to.match(/^gateway\.(garbage|unreachable)$/);
    }
    const { made } = await make();
    expect(sandbox.control.payments('abangateway').at(-1)).to.include({
      ...{ id: made.externalId, amount: '2000000', state: 'pending' },
    });
  });

  it('goes through a shop that was made over HTTP, by either of its keys', async () => {
    const makeShop = (json: object) =>
      fetch(`${sandbox.url}/abangateway/shop`, { method: 'POST', body: JSON.stringify(json) });
    expect((await makeShop({ api_key: 'ag_test_demo', webhook_secret: 'first' })).status).to.equal(200);
    expect((await makeShop({ api_key: 'ag_live_demo', webhook_secret: 'second' })).status).to.equal(200);
    expect((await makeShop({ api_key: 'demo', webhook_secret: 'third' })).status).to.equal(400);
    expect(sandbox.control.abangateway.shops.get('ag_live_demo')).to.include({ webhookSecret: 'second' });
    for (const key of ['ag_test_demo', 'ag_live_demo']) await abangateway.test(access(key));
  });

  it('is remembered over a restart', async () => {
    const { made } = await make();
    const again = createAbangateway({ now: () => Date.now(), root: () => '' });
    again.restore(JSON.parse(JSON.stringify(sandbox.control.abangateway.state())));
    expect(again.payments()).to.deep.equal(sandbox.control.payments('abangateway'));
    expect(again.show(made.externalId)).to.include({ state: 'open' });
    expect(again.shops.get(shop.liveKey)).to.deep.equal(shop);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { cryptobot } from '#gateways/cryptobot/cryptobot.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { CryptobotRefusal } from '../../../scripts/sandbox/gateways/cryptobot/cryptobot-requests.js';
import type { CryptobotApp } from '../../../scripts/sandbox/gateways/cryptobot/cryptobot-calls.js';
import { waitFor } from '../../support/wait-for.js';

const hourMs = 3_600_000;

/** A payment through CryptoBot, from the adapter to the stand-in and back. */
describe('a payment through CryptoBot', () => {
  let sandbox: GatewaySandbox;
  let app: CryptobotApp;
  let number = 0;
  before(async () => {
    sandbox = await openGatewaySandbox();
    app = sandbox.control.cryptobot.addApp();
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.control.mend());

  const access = (more: Partial<{ token: string; assets: ('TON' | 'USDT')[] }> = {}) => ({
    credentials: { token: app.token, assets: [], isTestnet: true, ...more },
    root: `${sandbox.url}/cryptobot`,
    telegramRoot: '',
    mayCallPrivate: true,
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    number: String(number),
    amount: '4.99',
    currency: 'USD',
    description: 'اشتراک ۳۰ روزه',
    language: 'fa',
    payerId: '500100201',
    callbackUrl: undefined,
    returnUrl: 'https://t.me/shop_bot',
    expiresAt: new Date(Date.now() + hourMs),
    ...more,
  });
  const known = ({ reference, amount, currency }: PaymentAsk, externalId: string): KnownPayment => ({
    ...{ reference, amount, currency, externalId },
    account: cryptobot.accountOf(access().credentials),
    createdAt: new Date(),
    receipt: null,
  });
  async function make(more: Partial<PaymentAsk> = {}) {
    const ask = newAsk(more);
    const made = await cryptobot.create(ask, access());
    return { ask, made, payment: known(ask, made.externalId) };
  }
  const pay = (id: string) => sandbox.control.press('cryptobot', id, 'pay');
  const faultOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is made as it was asked for, with a page that can be opened', async () => {
    const { ask, made } = await make();
    expect(made.expiresAt?.getTime()).to.be.closeTo(ask.expiresAt.getTime(), 2_000);
    const page = await fetch(made.url).then((response) => response.text());
    expect(page).to.contain('$4.99').and.to.contain(ask.description).and.to.contain('dir="rtl"');
    const { given } = sandbox.control.cryptobot.invoices.get(Number(made.externalId))!;
    expect(given).to.deep.include({ payload: ask.reference, fiat: 'USD', paid_btn_url: ask.returnUrl });
    expect(given).to.not.have.property('accepted_assets');
  });

  it('takes only the coins that were chosen', async () => {
    const made = await cryptobot.create(newAsk(), access({ assets: ['TON', 'USDT'] }));
    const { given } = sandbox.control.cryptobot.invoices.get(Number(made.externalId))!;
    expect(given.accepted_assets).to.equal('TON,USDT');
  });

  it('stays payable as long as CryptoBot lets it, whatever was asked for', async () => {
    for (const [ms, seconds] of [
      [-hourMs, 60],
      [100 * 24 * hourMs, 2_678_400],
    ] as const) {
      const { made } = await make({ expiresAt: new Date(Date.now() + ms) });
      expect(sandbox.control.cryptobot.invoices.get(Number(made.externalId))!.given.expires_in).to.equal(
        seconds,
      );
    }
  });

  it('is open, then paid, and what is paid is what was asked for', async () => {
    const { payment, made } = await make();
    expect(await cryptobot.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    await pay(made.externalId);
    for (let again = 0; again < 2; again += 1) {
      const state = await cryptobot.inquire(payment, access());
      expect(state).to.include({ kind: 'paid', amount: '4.99', currency: 'USD', receipt: made.externalId });
    }
  });

  it('that expired without a word is found to be over, and a payer who comes later pays nothing', async () => {
    const { payment, made } = await make();
    sandbox.control.passTime(2 * hourMs);
    await pay(made.externalId);
    expect(await cryptobot.inquire(payment, access())).to.deep.equal({ kind: 'ended', as: 'expired' });
  });

  it('is found by our reference when the answer that it was made was lost, and is not made again', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated', 'huge'] as const) {
      const ask = newAsk();
      sandbox.control.fail({ kind, on: /createInvoice/ });
      const error = await faultOf(cryptobot.create(ask, access()));
      expect(error, kind).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).context, kind).to.include({ money: 'unknown' });
      const found = await cryptobot.find(ask, access());
      const { made } = {
        made: sandbox.control.payments('cryptobot').filter((one) => one.reference === ask.reference),
      };
      expect(
        made.map(({ id }) => id),
        kind,
      ).to.deep.equal([found?.externalId]);
    }
  });

  it('is found when it was paid meanwhile, also behind hundreds of others', async () => {
    const { ask, made } = await make();
    await pay(made.externalId);
    for (let other = 0; other < 201; other += 1) {
      const { made: newer } = await make();
      await pay(newer.externalId);
    }
    expect(await cryptobot.find(ask, access())).to.deep.include({ externalId: made.externalId });
  });

  it('is not found when nothing was made', async () => {
    sandbox.control.fail({ kind: 'cut', on: /createInvoice/ });
    const ask = newAsk();
    expect(await faultOf(cryptobot.create(ask, access()))).to.be.instanceOf(RetryableError);
    expect(await cryptobot.find(ask, access())).to.equal(undefined);
  });

  it('that is taken back can no longer be paid, and one that was paid cannot be taken back', async () => {
    const { payment, made } = await make();
    expect(await cryptobot.cancel(payment, access())).to.equal(true);
    expect(await cryptobot.inquire(payment, access())).to.include({ kind: 'ended', as: 'cancelled' });
    expect(await cryptobot.cancel(payment, access())).to.equal(false);
    expect((await fetch(made.url)).status).to.equal(404);
    const paid = await make();
    await pay(paid.made.externalId);
    expect(await cryptobot.cancel(paid.payment, access())).to.equal(false);
    expect(await cryptobot.inquire(paid.payment, access())).to.include({ kind: 'paid' });
  });

  it('that was paid is in the list of what was paid, the newest last', async () => {
    const made = [await make(), await make()];
    for (const { made: one } of made) await pay(one.externalId);
    const listed = await cryptobot.listPaid(access());
    expect(listed.slice(-2)).to.deep.equal(
      made.map(({ ask, made: one }) => ({ externalId: one.externalId, reference: ask.reference })),
    );
  });

  it('tests a token without moving money', async () => {
    await cryptobot.test(access());
    const error = await faultOf(cryptobot.test(access({ token: '1:wrong' })));
    expect(error).to.be.instanceOf(PermanentError).that.includes({ code: 'gateway.unauthorized' });
    expect(sandbox.control.calls.at(-1)).to.include({ path: '/api/getMe', status: 401 });
  });

  describe('that is given back', () => {
    const refundOf = (payment: KnownPayment, more: object = {}) => ({
      ...payment,
      refundAmount: payment.amount,
      refundReference: `r${payment.reference}`,
      description: 'Plan',
      payerId: '500100201',
      ...more,
    });
    const transfers = () =>
      sandbox.control.calls.filter(({ path, status }) => path === '/api/transfer' && status === 200);
    async function paidPayment(): Promise<KnownPayment> {
      const { payment, made } = await make();
      await pay(made.externalId);
      return payment;
    }

    it('sends the coins that were paid to the payer, once, however often it is asked for', async () => {
      const payment = await paidPayment();
      const before = transfers().length;
      for (let again = 0; again < 3; again += 1)
        expect(await cryptobot.refund(refundOf(payment), access())).to.deep.equal({ kind: 'sent' });
      const sent = transfers().slice(before);
      expect(sent.length).to.equal(1);
      const { paid_amount: coins } = { paid_amount: (4.99 / 0.9996).toFixed(8) };
      expect(JSON.parse(sent[0]!.body)).to.include({ user_id: 500100201, asset: 'USDT', amount: coins });
    });

    it('is sent once when the answer was lost', async () => {
      const payment = await paidPayment();
      const before = transfers().length;
      sandbox.control.fail({ kind: 'lost', on: /transfer$/ });
      const error = await faultOf(cryptobot.refund(refundOf(payment), access()));
      expect(error).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).context).to.include({ money: 'unknown' });
      expect(await cryptobot.refund(refundOf(payment), access())).to.deep.equal({ kind: 'sent' });
      expect(transfers().length).to.equal(before + 1);
    });

    it('in part sends its part of the coins, rounded down', async () => {
      const payment = await paidPayment();
      await cryptobot.refund(refundOf(payment, { refundAmount: '2.00' }), access());
      const whole = Number((4.99 / 0.9996).toFixed(8));
      const { amount } = JSON.parse(transfers().at(-1)!.body) as { amount: string };
      expect(Number(amount)).to.be.within((whole * 2) / 4.99 - 0.000_000_01, (whole * 2) / 4.99);
    });

    it('is left to people where CryptoBot cannot, which says why', async () => {
      const payment = await paidPayment();
      const { strangers, refuse } = sandbox.control.cryptobot;
      const refund = (more: object = {}) => cryptobot.refund(refundOf(payment, more), access());
      app.mayTransfer = false;
      expect(await refund()).to.deep.equal({ kind: 'by_hand', code: 'METHOD_DISABLED' });
      app.mayTransfer = true;
      strangers.add(500100201);
      expect(await refund()).to.deep.equal({ kind: 'by_hand', code: 'USER_NOT_FOUND' });
      strangers.clear();
      expect(await refund({ refundAmount: '0.50' })).to.deep.equal({
        kind: 'by_hand',
        code: 'AMOUNT_TOO_SMALL',
      });
      refuse('transfer', new CryptobotRefusal(401, 'UNAUTHORIZED'));
      expect(await faultOf(refund())).to.include({ code: 'gateway.unauthorized' });
      refuse('transfer', undefined);
      const { payment: open } = await make();
      expect(await cryptobot.refund(refundOf(open), access())).to.deep.equal({
        kind: 'by_hand',
        code: 'not_paid',
      });
    });
  });

  describe('is told of', () => {
    const heard: RawCallback[] = [];
    let status = 200;
    let server: Server;
    before(async () => {
      server = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const headers = { 'crypto-pay-api-signature': String(request.headers['crypto-pay-api-signature']) };
          heard.push({ method: 'POST', query: {}, headers, body: Buffer.concat(parts), ip: '' });
          response.writeHead(status).end();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      app.webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
      app.webhookUrl = null;
      server.close();
    });
    beforeEach(() => {
      heard.length = 0;
      status = 200;
    });

    it('by a webhook whose signature proves it', async () => {
      const { ask, made } = await make();
      await pay(made.externalId);
      const [callback] = heard;
      const { externalId } = made;
      expect(cryptobot.callback.read(callback!)).to.deep.equal({ externalId, reference: ask.reference });
      const judged = cryptobot.callback.judge(callback!, access());
      expect(judged).to.include({ kind: 'paid', amount: '4.99', currency: 'USD' });
      expect(cryptobot.callback.judge(callback!, access({ token: '12345:AAother' }))).to.equal('forged');
    });

    it('again and again until it is heard', async () => {
      status = 500;
      const { made } = await make();
      await pay(made.externalId);
      status = 200;
      await waitFor(() => heard.length === 2);
      expect(heard[1]?.body.equals(heard[0]!.body)).to.equal(true);
    });

    it('not when it is lost, but asking finds it; and of a late payer when he comes', async () => {
      const lost = await make();
      await sandbox.control.press('cryptobot', lost.made.externalId, 'callback_lost');
      expect(await cryptobot.inquire(lost.payment, access())).to.include({ kind: 'paid' });
      expect(heard).to.deep.equal([]);
      const late = await make();
      await sandbox.control.press('cryptobot', late.made.externalId, 'pay_late');
      expect(await cryptobot.inquire(late.payment, access())).to.include({ kind: 'open' });
      sandbox.control.passTime(61_000);
      expect(await cryptobot.inquire(late.payment, access())).to.include({ kind: 'paid' });
      await waitFor(() => heard.length === 1);
    });
  });
});

import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { wata } from '#gateways/wata/wata.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { WataRefusal } from '../../../scripts/sandbox/gateways/wata/wata-requests.js';
import type { WataTerminal } from '../../../scripts/sandbox/gateways/wata/wata-world.js';
import { waitFor } from '../../support/wait-for.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { faultOf } from './speaking-gateway.js';
import { link as exampleLink, transaction, webhook } from './wata-answers.js';

const minuteMs = 60_000;

/** A payment through WATA, from the adapter to the stand-in and back. */
describe('a payment through WATA', () => {
  let sandbox: GatewaySandbox;
  let terminal: WataTerminal;
  let number = 0;
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    terminal = sandbox.control.wata.addTerminal();
    sandbox.control.wata.manner.pollPauseMs = 0;
  });
  afterEach(() => sandbox.close());

  const access = (more: Partial<{ token: string; terminalId: string }> = {}) => ({
    credentials: { token: terminal.token, terminalId: terminal.publicId, isSandbox: false, ...more },
    root: `${sandbox.url}/wata`,
    telegramRoot: '',
    mayCallPrivate: true,
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    number: String(number),
    amount: '299.50',
    currency: 'RUB',
    description: 'Подписка на 30 дней',
    language: 'ru',
    payerId: '500100201',
    callbackUrl: undefined,
    returnUrl: 'https://t.me/shop_bot',
    expiresAt: new Date(Date.now() + 60 * minuteMs),
    ...more,
  });
  const known = ({ reference, amount, currency }: PaymentAsk, externalId: string): KnownPayment => ({
    ...{ reference, amount, currency, externalId },
    account: wata.accountOf(access().credentials),
    createdAt: new Date(),
    receipt: null,
  });
  async function make(more: Partial<PaymentAsk> = {}) {
    const ask = newAsk(more);
    const made = await wata.create(ask, access());
    return { ask, made, payment: known(ask, made.externalId) };
  }
  const press = (id: string, button: 'callback_lost' | 'cancel' | 'pay' | 'pay_late' = 'pay') =>
    sandbox.control.press('wata', id, button);
  const links = () => [...sandbox.control.wata.links.values()];

  it('is made as it was asked for, with a page that can be opened', async () => {
    const { ask, made } = await make();
    expect(made.expiresAt?.getTime()).to.be.closeTo(ask.expiresAt.getTime(), 1_000);
    const page = await fetch(made.url).then((response) => response.text());
    expect(page).to.contain('299.50 ₽').and.to.contain(ask.description);
    const { given } = sandbox.control.wata.links.get(made.externalId)!;
    expect(given).to.include({ type: 'OneTime', amount: 299.5, currency: 'RUB', orderId: ask.reference });
    expect(given).to.include({ successRedirectUrl: ask.returnUrl, failRedirectUrl: ask.returnUrl });
  });

  it('is payable as long as WATA lets it, whatever was asked for', async () => {
    for (const [asked, given] of [
      [-60, 15],
      [11, 15],
      [40 * 24 * 60, 30 * 24 * 60 - 5],
    ] as const) {
      const { made } = await make({ expiresAt: new Date(Date.now() + asked * minuteMs) });
      const { endsAt } = sandbox.control.wata.links.get(made.externalId)!;
      expect(endsAt).to.be.closeTo(Date.now() + given * minuteMs, 5_000);
    }
  });

  it('is open, declined and open still, then paid, and what is paid is what was asked for', async () => {
    const { payment, made } = await make();
    expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    await press(made.externalId, 'cancel');
    expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    await press(made.externalId);
    for (let again = 0; again < 2; again += 1)
      expect(await wata.inquire(payment, access())).to.include({
        ...{ kind: 'paid', amount: '299.5', currency: 'RUB', note: 'SBP' },
      });
  });

  it('that expired is over, and a payer who comes later pays nothing', async () => {
    const { payment, made } = await make();
    const { endsAt } = sandbox.control.wata.links.get(made.externalId)!;
    sandbox.control.passTime(endsAt - Date.now() + 1);
    await press(made.externalId);
    // Our own clock has not come so far, so that it looks closed before its time.
    expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'ended', as: 'cancelled' });
  });

  it('is found by our reference when the answer that it was made was lost, and its link is used again', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated', 'huge'] as const) {
      const ask = newAsk();
      sandbox.control.fail({ kind, on: /POST \/links/ });
      const error = await faultOf(wata.create(ask, access()));
      expect(error, kind).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).context, kind).to.include({ money: 'unknown' });
      const found = await wata.find(ask, access());
      const made = links().filter(({ given }) => given.orderId === ask.reference);
      expect(
        made.map(({ id }) => id),
        kind,
      ).to.deep.equal([found?.externalId]);
    }
  });

  it('is not found when nothing was made, or when its link is closed by now', async () => {
    sandbox.control.fail({ kind: 'cut', on: /POST \/links/ });
    const ask = newAsk();
    expect(await faultOf(wata.create(ask, access()))).to.be.instanceOf(RetryableError);
    expect(await wata.find(ask, access())).to.equal(undefined);
    const { ask: other, made } = await make();
    sandbox.control.wata.links.get(made.externalId)!.isPaid = true;
    expect(await wata.find(other, access())).to.equal(undefined);
  });

  it('is not made by a token of another terminal than the one whose webhooks are believed', async () => {
    const wrong = access({ terminalId: '4b11b2c3-0000-4000-8000-00000000000a' });
    const ask = newAsk();
    expect(await faultOf(wata.create(ask, wrong))).to.include({ code: 'gateway.misconfigured' });
    expect(await faultOf(wata.find(ask, wrong))).to.include({ code: 'gateway.misconfigured' });
    expect(await faultOf(wata.test(wrong))).to.include({ code: 'gateway.misconfigured' });
  });

  it('is refused for an amount that WATA does not take', async () => {
    for (const amount of ['9.99', '1000000.00'])
      expect(await faultOf(make({ amount })))
        .to.be.instanceOf(PermanentError)
        .that.include({
          code: 'gateway.amount',
        });
    expect([wata.limits.least, wata.limits.most]).to.deep.equal(['10.00', '999999.99']);
  });

  it('tests a token without moving money', async () => {
    await wata.test(access());
    const error = await faultOf(wata.test(access({ token: 'eyJ.old' })));
    expect(error).to.be.instanceOf(PermanentError).that.includes({ code: 'gateway.unauthorized' });
    expect(sandbox.control.calls.at(-1)).to.include({ path: '/finance/balance', status: 401 });
  });

  it('is asked about no more often than WATA likes, which says how long to wait', async () => {
    sandbox.control.wata.manner.pollPauseMs = 30_000;
    const { payment } = await make();
    await wata.inquire(payment, access());
    const error = await faultOf(wata.inquire(payment, access()));
    expect(error).to.include({ code: 'gateway.flood' });
    expect((error as RetryableError).retryAfterMs).to.be.within(29_000, 30_000);
    sandbox.control.passTime(wata.leastPauseMs + 1_000);
    await wata.inquire(payment, access());
  });

  describe('that is given back', () => {
    const refundOf = (payment: KnownPayment) => ({
      ...payment,
      ...{ refundAmount: payment.amount, refundReference: `r${payment.reference}` },
      ...{ description: 'Plan', payerId: '500100201' },
    });
    const refunds = () => sandbox.control.wata.transactions.filter(({ kind }) => kind === 'Refund');
    async function paidPayment(): Promise<KnownPayment> {
      const { payment, made } = await make();
      await press(made.externalId);
      return payment;
    }

    it('is sent once, however often it is asked for, and is seen as given back', async () => {
      const payment = await paidPayment();
      expect(await wata.refund(refundOf(payment), access())).to.deep.equal({ kind: 'waiting' });
      for (let again = 0; again < 3; again += 1)
        expect(await wata.refund(refundOf(payment), access())).to.deep.equal({ kind: 'sent' });
      expect(refunds().map(({ amount }) => amount)).to.deep.equal([299.5]);
      expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'refunded' });
    });

    it('is sent once when the answer was lost', async () => {
      const payment = await paidPayment();
      sandbox.control.fail({ kind: 'lost', on: /refunds$/ });
      const error = await faultOf(wata.refund(refundOf(payment), access()));
      expect((error as RetryableError).context).to.include({ money: 'unknown' });
      expect(await wata.refund(refundOf(payment), access())).to.deep.equal({ kind: 'sent' });
      expect(refunds().length).to.equal(1);
    });

    it('by the merchant in the cabinet, in parts, is seen as so much', async () => {
      const payment = await paidPayment();
      const { id } = sandbox.control.wata.transactions.at(-1)!;
      await sandbox.control.wata.giveBack(id, 100);
      await sandbox.control.wata.giveBack(id, 50.25);
      expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'refunded', amount: '150.25' });
    });

    it('is left to people where WATA cannot', async () => {
      const payment = await paidPayment();
      const { refuse } = sandbox.control.wata;
      refuse(/refunds$/, new WataRefusal(400, 'Not enough funds', 'TRA_NotEnoughFunds'));
      expect(await wata.refund(refundOf(payment), access())).to.deep.equal({
        ...{ kind: 'by_hand', code: 'TRA_NotEnoughFunds Not enough funds' },
      });
      const { payment: open } = await make();
      expect(await wata.refund(refundOf(open), access())).to.deep.equal({
        kind: 'by_hand',
        code: 'not_paid',
      });
    });
  });

  describe('is told of', () => {
    let shop: ListeningShop;
    before(async () => {
      shop = await openListeningShop(wata.callback.headers);
    });
    after(() => shop.close());
    beforeEach(() => {
      shop.heard.length = 0;
      shop.status = 200;
      terminal.webhookUrl = shop.url;
    });
    const judged = () => Promise.all(shop.heard.map((one) => wata.callback.judge(one, access())));

    it('before the bank is asked, from which nothing follows, and when it is paid, which is proved', async () => {
      const { ask, made } = await make();
      await press(made.externalId);
      const named = { reference: ask.reference, externalId: made.externalId };
      expect(shop.heard.map((one) => wata.callback.read(one))).to.deep.equal([named, named]);
      const [first, then] = await judged();
      expect(first).to.equal('nothing');
      expect(then).to.include({ kind: 'paid', amount: '299.5', currency: 'RUB' });
    });

    it('in vain where nobody answers 200, so that nothing is paid', async () => {
      shop.status = 500;
      const { payment, made } = await make();
      await press(made.externalId);
      expect(sandbox.control.wata.transactions.map((one) => one.status)).to.deep.equal(['Declined']);
      expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    });

    it('again until it is heard', async () => {
      terminal.asksFirst = false;
      shop.status = 500;
      const { made } = await make();
      await press(made.externalId);
      shop.status = 200;
      const bodies = () =>
        shop.heard.map(({ body }) => body.toString()).filter((body) => body.includes(made.externalId));
      await waitFor(() => bodies().length === 2);
      expect(new Set(bodies()).size).to.equal(1);
    });

    it('by whatever key is WATA’s at the time, and of another terminal to no avail', async () => {
      const { made } = await make();
      await press(made.externalId);
      const paid = shop.heard.at(-1)!;
      sandbox.control.wata.manner.pem = 'pkcs1';
      expect(await wata.callback.judge(paid, access())).to.include({ kind: 'paid' });
      const stranger = access({ terminalId: '4b11b2c3-0000-4000-8000-00000000000a' });
      expect(await wata.callback.judge(paid, stranger)).to.equal('forged');
    });

    it('when money went back, which is no payment and is asked about', async () => {
      const { payment, made } = await make();
      await press(made.externalId);
      shop.heard.length = 0;
      await sandbox.control.wata.giveBack(sandbox.control.wata.transactions.at(-1)!.id, 299.5);
      expect(await judged()).to.deep.equal(['ask']);
      expect(await wata.inquire(payment, access())).to.deep.equal({ kind: 'refunded' });
    });

    it('not when it is lost, but asking finds it; and of a late payer when he comes', async () => {
      const lost = await make();
      await press(lost.made.externalId, 'callback_lost');
      expect(await wata.inquire(lost.payment, access())).to.include({ kind: 'paid' });
      const late = await make();
      await press(late.made.externalId, 'pay_late');
      expect(await wata.inquire(late.payment, access())).to.include({ kind: 'open' });
      sandbox.control.passTime(61_000);
      expect(await wata.inquire(late.payment, access())).to.include({ kind: 'paid' });
      expect(shop.heard).to.deep.equal([]);
    });

    it('in the words of the facts, and so are the answers', async () => {
      const { ask, made } = await make();
      await press(made.externalId);
      const said = JSON.parse(shop.heard.at(-1)!.body.toString()) as object;
      expect(said).to.include.all.keys(Object.keys(webhook));
      const get = async (path: string) => {
        const headers = { authorization: `Bearer ${terminal.token}` };
        return (await fetch(`${access().root}${path}`, { headers })).json() as Promise<{ items: object[] }>;
      };
      expect(await get(`/links/${made.externalId}`)).to.include.all.keys(Object.keys(exampleLink));
      const { items } = await get(`/v2/transactions?orderId=${ask.reference}`);
      const { sbpLink: _, ...listed } = transaction;
      expect(items[0]).to.include.all.keys(Object.keys(listed));
    });
  });

  it('is remembered over a restart of the sandbox', async () => {
    const { payment, made } = await make();
    await press(made.externalId);
    const again = await openGatewaySandbox();
    again.control.wata.restore(JSON.parse(JSON.stringify(sandbox.control.wata.state())));
    const state = await wata.inquire(payment, { ...access(), root: `${again.url}/wata` });
    expect(state).to.include({ kind: 'paid' });
    await again.close();
  });
});

import { expect } from 'chai';
import type { PaymentAsk } from '#gateways/payment-at-gateway.js';
import { zarinpal } from '#gateways/zarinpal/zarinpal.js';
import { toCurrency } from '#platform/money.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { accessTo, ask, faultOf, known, merchantId, reference, refundOf } from './zarinpal-payments.js';

describe('Zarinpal, against its stand-in', () => {
  let sandbox: GatewaySandbox;
  const access = () => accessTo(`${sandbox.url}/zarinpal`);
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
  });
  afterEach(() => sandbox.close());
  const make = async (more: Partial<PaymentAsk> = {}) => {
    // Nobody listens there: the browser's way back is not this test's matter.
    const made = await zarinpal.create({ ...ask, ...more }, access());
    return { ...made, payment: known({ externalId: made.externalId }) };
  };
  const pressIn = (id: string, button: string) =>
    fetch(`${sandbox.url}/zarinpal/pg/StartPay/${id}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `button=${button}`,
    });

  it('asks for rial, names our reference, and keeps verification to us', async () => {
    expect(toCurrency(120_000, 'IRR', '0.1')).to.equal('1200000');
    const { externalId } = await make();
    expect(sandbox.control.calls.map(({ path, body }) => [path, JSON.parse(body)])).to.deep.equal([
      [
        '/pg/v4/payment/request.json',
        {
          merchant_id: merchantId,
          amount: 1_200_000,
          currency: 'IRR',
          callback_url: ask.callbackUrl,
          description: ask.description,
          metadata: { order_id: reference, auto_verify: 'false' },
        },
      ],
    ]);
    expect(sandbox.control.payments('zarinpal')).to.deep.equal([
      { id: externalId, reference, amount: '1200000', currency: 'IRR', state: 'IN_BANK' },
    ]);
  });

  it('has a payment paid on its page, led back with OK, verified once and said again', async () => {
    const { externalId, url, payment } = await make();
    const page = await fetch(url);
    expect(await page.text())
      .to.contain('dir="rtl"')
      .and.to.contain('۱۲۰٬۰۰۰ تومان');
    expect(await zarinpal.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    const led = await pressIn(externalId, 'pay');
    expect(led.headers.get('location')).to.equal(`${ask.callbackUrl}&Authority=${externalId}&Status=OK`);
    expect(await zarinpal.listPaid(access())).to.deep.equal([{ externalId, reference }]);
    const paid = await zarinpal.inquire(payment, access());
    expect(paid).to.deep.include({
      kind: 'paid',
      amount: '1200000',
      currency: 'IRR',
      note: '603799******1234',
    });
    expect(await zarinpal.inquire(payment, access()), 'a repeat').to.deep.equal(paid);
    expect(await zarinpal.listPaid(access())).to.deep.equal([]);
    expect(await (await fetch(url)).text(), 'the page afterwards').not.to.contain('<button');
  });

  it('hears of money whose verification was lost on the way', async () => {
    for (const kind of ['lost', 'html', 'empty', 'truncated', 'huge'] as const) {
      const { externalId, payment } = await make();
      await pressIn(externalId, 'callback_lost');
      sandbox.control.fail({ on: /verify/, kind });
      expect(await faultOf(zarinpal.inquire(payment, access())), kind).to.deep.include({ money: 'unknown' });
      expect(sandbox.control.zarinpal.sessions.get(externalId)!.state).to.equal('VERIFIED');
      expect(await zarinpal.inquire(payment, access()), kind).to.deep.include({ kind: 'paid' });
    }
    sandbox.control.fail({ kind: 'status' });
    expect((await faultOf(make())).money, 'of one that nobody can pay').to.equal('untouched');
  });

  it('has nothing of a payment that was cancelled, and still takes one that is paid later', async () => {
    const { externalId, payment } = await make();
    expect((await pressIn(externalId, 'cancel')).headers.get('location')).to.match(/&Status=NOK$/);
    expect(await zarinpal.inquire(payment, access())).to.deep.include({ kind: 'ended', as: 'failed' });

    sandbox.control.zarinpal.manner.cancelled = 'IN_BANK';
    const second = await make();
    await pressIn(second.externalId, 'cancel');
    expect(await zarinpal.inquire(second.payment, access())).to.deep.equal({ kind: 'open' });
    await pressIn(second.externalId, 'pay_late');
    expect(await zarinpal.inquire(second.payment, access())).to.deep.equal({ kind: 'open' });
    sandbox.control.passTime(60_000);
    expect(await zarinpal.inquire(second.payment, access())).to.deep.include({ kind: 'paid' });
  });

  it('asks with the merchant id that a payment was made with, and hears of another amount or owner', async () => {
    const { externalId, payment } = await make();
    await pressIn(externalId, 'pay');
    const credentials = { merchantId: 'ffffffff-1111-2222-3333-444455556666', isSandbox: false };
    const since = { ...access(), credentials };
    expect(await zarinpal.inquire({ ...payment, amount: '120000' }, since)).to.deep.equal({
      kind: 'disputed',
      code: '-50',
    });
    const foreign = { ...payment, account: credentials.merchantId };
    expect(await zarinpal.inquire(foreign, since)).to.deep.include({ kind: 'ended', code: '-53' });
    expect(await zarinpal.inquire(payment, since)).to.deep.include({ kind: 'paid' });
  });

  it('asks about real money at the real place when the bot is in the sandbox since, and never the other way', async () => {
    const roots = zarinpal.apiRoot as { standard: string; sandbox: string };
    const official = { ...roots };
    const { externalId, payment } = await make();
    await pressIn(externalId, 'pay');
    Object.assign(roots, { standard: access().root, sandbox: `${access().root}/sandbox` });
    try {
      const since = { ...access(), root: roots.sandbox };
      expect(await zarinpal.inquire(payment, since)).to.deep.include({ kind: 'paid' });
      const played = { ...payment, externalId: `S${externalId.slice(1)}` };
      expect(await zarinpal.inquire(played, access())).to.deep.include({ kind: 'ended', code: '-55' });
    } finally {
      Object.assign(roots, official);
    }
  });

  it('reverses a payment whole for half an hour, a repeat included', async () => {
    const { externalId, payment } = await make();
    await pressIn(externalId, 'pay');
    await zarinpal.inquire(payment, access());
    sandbox.control.fail({ on: /reverse/, kind: 'lost' });
    expect(await faultOf(zarinpal.refund(refundOf(payment), access()))).to.deep.include({ money: 'unknown' });
    expect(await zarinpal.refund(refundOf(payment), access())).to.deep.equal({ kind: 'sent' });
    expect(await zarinpal.inquire(payment, access())).to.deep.equal({ kind: 'refunded' });

    const late = await make();
    await pressIn(late.externalId, 'pay');
    sandbox.control.passTime(31 * 60_000);
    expect(await zarinpal.refund(refundOf(late.payment), access())).to.deep.include({ kind: 'by_hand' });
    const unpaid = await make();
    expect(await zarinpal.refund(refundOf(unpaid.payment), access())).to.deep.include({ kind: 'by_hand' });
  });

  it('tries credentials without moving money, and hears what is wrong with them in each manner', async () => {
    await zarinpal.test(access());
    const { manner, refuse } = sandbox.control.zarinpal;
    for (const errorsIn of ['object', 'list'] as const)
      for (const refusalStatus of ['4xx', '200'] as const) {
        Object.assign(manner, { errorsIn, refusalStatus });
        refuse(merchantId, -10);
        expect((await faultOf(zarinpal.test(access()))).told).to.equal('fail gateway.unauthorized');
        refuse(merchantId, undefined);
      }
    expect(sandbox.control.payments('zarinpal')).to.deep.equal([]);
  });

  it('refuses, as the real one, what it would refuse', async () => {
    const wrong: Partial<PaymentAsk>[] = [
      { amount: '999' },
      { amount: '1000000010' },
      { description: '' },
      { callbackUrl: undefined },
      { callbackUrl: '/payments' },
      { currency: 'USD' },
    ];
    const faults = await Promise.all(wrong.map((more) => faultOf(make(more))));
    expect(faults.map(({ told: means }) => means)).to.deep.equal([
      'fail gateway.refused',
      'fail gateway.amount',
      'fail gateway.refused',
      'fail gateway.misconfigured',
      'fail gateway.refused',
      'fail gateway.refused',
    ]);
    await make({ description: 'ا'.repeat(900) });
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { tribute } from '#gateways/tribute/tribute.js';
import { tributeFeature } from '#gateways/tribute/tribute-settings.js';
import { dayMs } from '#platform/units.js';
import {
  faults,
  json,
  order,
  reference,
  refused,
  sell,
  sells,
  standings,
  states,
  uuid,
  type WireAnswer,
} from './tribute-answers.js';
import { accessTo, apiKey, askOf, knownOf, refundOf } from './tribute-payments.js';
import { faultOf } from './zarinpal-payments.js';

interface Heard {
  readonly call: string;
  readonly key: unknown;
  readonly body: string;
}

/** Routes by what the path ends with, the longest first. */
type Routes = Readonly<Record<string, WireAnswer>>;

describe('Tribute, by every form of its answers', () => {
  let server: Server;
  let routes: Routes;
  const heard: Heard[] = [];
  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const call = `${request.method} ${request.url}`;
        heard.push({ call, key: request.headers['api-key'], body });
        const path = call.split('?')[0]!;
        const name = Object.keys(routes).find((one) => call.endsWith(one) || path.endsWith(one)) ?? '';
        const { status, body: said } = routes[name] ?? { status: 500, body: '' };
        response.writeHead(status, { 'content-type': 'application/json' }).end(said);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  function told(answers: Routes, more: Parameters<typeof accessTo>[1] = {}) {
    routes = answers;
    heard.length = 0;
    return accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, more);
  }
  const ofOrder = (shown: unknown, transactions: WireAnswer) => ({
    '/transactions': transactions,
    [uuid]: json(shown),
  });

  it('makes an order in kopecks, with our own name of it', async () => {
    for (const status of [200, 201]) {
      const made = await tribute.create(askOf(), told({ '/shop/orders': json(order, status) }));
      expect(made).to.deep.equal({ externalId: uuid, url: order.webappPaymentUrl });
    }
    expect(heard).to.have.length(1);
    expect(heard[0]).to.deep.include({ call: 'POST /api/v1/shop/orders', key: apiKey });
    expect(JSON.parse(heard[0]!.body)).to.deep.equal({
      amount: 34_900,
      currency: 'rub',
      title: 'اشتراک ۳۰ روزه',
      description: 'اشتراک ۳۰ روزه',
      period: 'onetime',
      customerId: reference,
      successUrl: 'https://t.me/shop_bot',
      failUrl: 'https://t.me/shop_bot',
    });
  });

  it('writes a sum in kopecks, however many places it is said with', async () => {
    for (const [amount, kopecks] of [
      ['1', 100],
      ['349.5', 34_950],
      ['349.05', 34_905],
      ['3000.00', 300_000],
    ] as const) {
      await tribute.create(askOf({ amount }), told({ '/shop/orders': json(order) }));
      expect((JSON.parse(heard[0]!.body) as { amount: number }).amount, amount).to.equal(kopecks);
    }
  });

  it('cuts long words between characters, and sends the period and an e-mail where there is one', async () => {
    const ask = askOf({ description: '🎉'.repeat(200), repeatDays: 90, email: 'payer@example.com' });
    await tribute.create(ask, told({ '/shop/orders': json(order) }));
    const sent = JSON.parse(heard[0]!.body) as Record<string, string>;
    expect(sent).to.include({ period: 'quarterly', email: 'payer@example.com' });
    expect(sent.title).to.equal(`${'🎉'.repeat(49)}…`);
    expect(sent.description).to.equal(`${'🎉'.repeat(149)}…`);
  });

  it('has an order paid in a browser where Telegram has no page for it, and not at all without any', async () => {
    const inBrowser = json({ ...order, webappPaymentUrl: undefined });
    const { url } = await tribute.create(askOf(), told({ '/shop/orders': inBrowser }));
    expect(url).to.equal(order.paymentUrl);
    const nowhere = json({ ...order, webappPaymentUrl: '', paymentUrl: null });
    const fault = await faultOf(tribute.create(askOf(), told({ '/shop/orders': nowhere })));
    expect(fault).to.include({ told: 'snooze gateway.garbage', money: 'untouched' });
  });

  it('knows of each form whether to wait, settle, end or take back', async () => {
    for (const [form, shown, transactions, state] of states)
      expect(await tribute.inquire(knownOf(), told(ofOrder(shown, transactions))), form).to.deep.equal(state);
  });

  it('waits longer for an order whose money is on its way', async () => {
    const state = await tribute.inquire(
      knownOf({ createdAt: new Date(Date.now() - dayMs) }),
      told(ofOrder({ ...order, status: 'prepaid' }, sells())),
    );
    expect(state.kind).to.equal('open');
    const until = state.kind === 'open' ? state.until?.getTime() : undefined;
    // Counted from its making: however often it is asked about, it is not waited for for ever.
    expect(until).to.be.closeTo(Date.now() + 2 * dayMs, 60_000);
  });

  it('waits for an order that another key opens, and makes nothing of it', async () => {
    for (const answer of [
      refused('error_not_found', 404),
      refused('error_not_permitted', 403),
      refused('no_access', 403),
    ])
      expect(await tribute.inquire(knownOf(), told({ [uuid]: answer }))).to.deep.equal({ kind: 'open' });
  });

  it('knows of every refusal and every senseless answer whether to wait or whom to tell, on each call', async () => {
    for (const [form, answer, means] of faults) {
      const at = told({ '': answer });
      const calls = { create: tribute.create(askOf(), at), inquire: tribute.inquire(knownOf(), at) };
      for (const [call, work] of Object.entries(calls)) {
        const fault = await faultOf(work);
        expect([fault.told, fault.money], `${form}, ${call}`).to.deep.equal([means, 'untouched']);
      }
    }
  });

  it('tells people that an account has no shop, or a key no right to it', async () => {
    for (const [answer, means] of [
      [refused('error_not_found', 404), 'fail gateway.account_off'],
      [refused('error_not_permitted', 403), 'fail gateway.unauthorized'],
      [refused('no_access', 403), 'fail gateway.unauthorized'],
    ] as const)
      for (const work of [
        tribute.create(askOf(), told({ '': answer })),
        tribute.listPaid(told({ '': answer })),
        tribute.test(told({ '': answer })),
      ])
        expect((await faultOf(work)).told).to.equal(means);
  });

  it('tests a key and the shop without moving money', async () => {
    const shop = { id: 7, recurrent: false, status: 1 };
    const test = (shops: object[], more = {}) => tribute.test(told({ '/shops': json(shops) }, more));
    await test([shop]);
    expect(heard.map(({ call }) => call)).to.deep.equal(['GET /api/v1/shops']);
    expect((await faultOf(test([]))).told).to.equal('fail gateway.account_off');
    expect((await faultOf(test([shop], { isRecurring: true }))).told).to.equal('fail gateway.misconfigured');
    await test([{ ...shop, recurrent: true }], { isRecurring: true });
    // A donation link needs no shop, but its webhooks need the right key.
    await test([], { link: 'https://t.me/tribute/app?startapp=d123' });
    const both = test([], { link: 'https://t.me/tribute/app?startapp=d123', isRecurring: true });
    expect((await faultOf(both)).told).to.equal('fail gateway.misconfigured');
    const wrong = tribute.test(told({ '': refused('error_unauthorized', 401) }, { link: 'https://t.me/x' }));
    expect((await faultOf(wrong)).told).to.equal('fail gateway.unauthorized');
  });

  it('finds an order by our name in the list of the days around now', async () => {
    const other = { ...order, uuid: uuid.replace('1d', '2e'), customerId: 'someone else' };
    const list = json([{ unreadable: true }, other, order]);
    const found = await tribute.find(askOf(), told({ '/shop/orders': list }));
    expect(found).to.deep.equal({ externalId: uuid, url: order.webappPaymentUrl });
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const asked = `GET /api/v1/shop/orders?dateFrom=${day(Date.now() - dayMs)}&dateTo=${day(Date.now() + dayMs)}`;
    expect(heard[0]?.call).to.equal(asked);
    expect(await tribute.find(askOf(), told({ '/shop/orders': json([other]) }))).to.equal(undefined);
  });

  it('lists what was paid, newest last, and only our names for it', async () => {
    const paid = { ...order, status: 'paid' };
    const later = { ...paid, uuid: uuid.replace('1d', '2e'), customerId: 'telegram:7' };
    const list = json([later, order, paid]);
    expect(await tribute.listPaid(told({ '/shop/orders': list }))).to.deep.equal([
      { externalId: uuid, reference },
      { externalId: later.uuid },
    ]);
  });

  describe('gives money back', () => {
    const path = `POST /api/v1/shop/orders/${uuid}/transactions`;
    const done = json({ success: true, message: 'ok', status: 'initiated' });

    it('by the transaction of the payment, be it the first or a charge', async () => {
      const three = sells(sell(9003), sell(9002), sell(9001));
      const answers = { '/refund': done, '/transactions': three };
      expect(await tribute.refund(refundOf(), told(answers))).to.deep.equal({ kind: 'sent' });
      expect(heard.at(-1)?.call).to.equal(`${path}/9001/refund`);
      const charge = refundOf({ externalId: '9002', chargeOf: uuid });
      expect(await tribute.refund(charge, told(answers))).to.deep.equal({ kind: 'sent' });
      expect(heard.at(-1)?.call).to.equal(`${path}/9002/refund`);
    });

    it('once: what is back already is not asked for again', async () => {
      const back = { '/transactions': sells(sell(9001, { isRefunded: true, isRefundable: false })) };
      expect(await tribute.refund(refundOf(), told(back))).to.deep.equal({ kind: 'sent' });
      expect(heard).to.have.length(1);
      const underWay = sells(sell(9001, { isRefundable: false }));
      const repeated = { '/refund': refused('error_already_refunded'), '/transactions': underWay };
      expect(await tribute.refund(refundOf(), told(repeated))).to.deep.equal({ kind: 'sent' });
    });

    it('by hand where Tribute cannot, which says why', async () => {
      for (const code of [
        'error_order_not_paid',
        'error_not_refundable',
        'error_transaction_mismatch',
        'error_refund_failed',
      ]) {
        const answers = { '/refund': refused(code), '/transactions': sells(sell(9001)) };
        const state = await tribute.refund(refundOf(), told(answers));
        expect(state).to.deep.equal({ kind: 'by_hand', code });
      }
      expect(await tribute.refund(refundOf(), told({ '/transactions': sells() }))).to.deep.equal({
        kind: 'by_hand',
        code: 'no_transaction',
      });
      const donated = refundOf({ externalId: `donation:123:500100201:10.00:2026-10-01T10:03:11.5Z` });
      expect(await tribute.refund(donated, told({}))).to.deep.equal({ kind: 'by_hand', code: 'no_order' });
      expect(heard).to.deep.equal([]);
    });

    it('or does not know whether it went when it is not answered', async () => {
      for (const answer of [{ status: 500, body: '' }, json({ success: false }), { status: 200, body: '' }]) {
        const answers = { '/refund': answer, '/transactions': sells(sell(9001)) };
        const fault = await faultOf(tribute.refund(refundOf(), told(answers)));
        expect([fault.told.split(' ')[0], fault.money]).to.deep.equal(['snooze', 'unknown']);
      }
    });
  });

  describe('that charges by itself', () => {
    it('is offered where it is switched on alone, for its own periods', async () => {
      const config = tributeFeature.config.parse({});
      expect(tribute.repeats.isOn(config)).to.equal(false);
      expect(tribute.repeats.isOn({ ...config, recurring: true })).to.equal(true);
      expect(tribute.repeats.isOn(undefined)).to.equal(false);
      const parsed = tribute.credentials.parse({ tribute_api_key: apiKey, config: { recurring: true } });
      expect(parsed).to.deep.equal({ apiKey, link: null, isRecurring: true });
      const periods = [];
      for (const repeatDays of tribute.repeats.days) {
        await tribute.create(askOf({ repeatDays }), told({ '/shop/orders': json(order) }));
        periods.push((JSON.parse(heard[0]!.body) as { period: string }).period);
      }
      expect(periods).to.deep.equal(['weekly', 'monthly', 'quarterly', 'halfyearly', 'yearly']);
      const odd = await faultOf(tribute.create(askOf({ repeatDays: 31 }), told({})));
      expect(odd.told).to.equal('fail gateway.refused');
    });

    it('says how it stands, the first charge by the order’s own name', async () => {
      for (const [form, shown, transactions, standing] of standings) {
        const at = told(ofOrder(shown, transactions));
        expect(await tribute.repeats.standing(knownOf(), at), form).to.deep.equal(standing);
      }
    });

    it('is read to its last page, and once where pages repeat', async () => {
      const page = (nextFrom: string, ...ids: number[]) =>
        json({ transactions: ids.map((id) => sell(id)), nextFrom });
      const pages = {
        '?startFrom=9002': page('', 9001),
        '?startFrom=9004': page('9002', 9003, 9002),
        '/transactions': page('9004', 9005, 9004),
        [uuid]: json({ ...order, status: 'paid' }),
      };
      const { charges } = await tribute.repeats.standing(knownOf(), told(pages));
      expect(charges).to.deep.equal([uuid, '9002', '9003', '9004', '9005']);
      const round = { '/transactions': page('9001', 9002, 9001), [uuid]: json({ ...order, status: 'paid' }) };
      expect((await tribute.repeats.standing(knownOf(), told(round))).charges).to.deep.equal([uuid, '9002']);
    });

    it('has a state of each charge, and none of the first one besides the order’s', async () => {
      const paidUntil = new Date('2100-11-01T10:00:00Z');
      const shown = { ...order, status: 'paid', firstPeriodAmount: 9900, memberExpiresAt: paidUntil };
      const three = sells(sell(9003), sell(9002, { isRefunded: true }), sell(9001));
      const of = (externalId: string) =>
        tribute.inquire(knownOf({ externalId, chargeOf: uuid }), told(ofOrder(shown, three)));
      const charge = { kind: 'paid', amount: '349.00', currency: 'RUB', receipt: '9003', paidUntil };
      expect(await of('9003')).to.deep.equal(charge);
      expect(await of('9002')).to.deep.equal({ kind: 'refunded' });
      expect(await of('9001')).to.deep.equal({ kind: 'ended', as: 'failed', code: 'first_charge' });
      expect(await of('9009')).to.deep.equal({ kind: 'open' });
    });

    it('is ended by a call, and one that has ended is no fault', async () => {
      const stop = (answers: Routes) => tribute.repeats.stop(knownOf(), told(answers));
      await stop({ '/cancel': json({ success: true, message: 'cancelled' }) });
      expect(heard.map(({ call }) => call)).to.deep.equal([`POST /api/v1/shop/orders/${uuid}/cancel`]);
      await stop({ '/cancel': refused('error_already_cancelled') });
      const cancelled = json({ ...order, status: 'paid', memberStatus: 'cancelled' });
      await stop({ '/cancel': refused('error_bad_request'), [uuid]: cancelled });
      await stop({ '/cancel': json({ success: false, message: 'already' }), [uuid]: cancelled });
      await stop({ '/cancel': refused('error_order_not_paid'), [uuid]: json(order) });
      const active = json({ ...order, status: 'paid', memberStatus: 'active' });
      for (const answer of [refused('error_bad_request'), json({ success: false, message: 'no' })])
        expect((await faultOf(stop({ '/cancel': answer, [uuid]: active }))).told).to.equal(
          'fail gateway.refused',
        );
      expect((await faultOf(stop({ '/cancel': { status: 503, body: '' } }))).told).to.equal(
        'snooze gateway.unavailable',
      );
    });
  });

  describe('without a shop', () => {
    const link = 'https://t.me/tribute/app?startapp=d123';

    it('sends the payer to the donation link, under our own name, and asks Tribute nothing', async () => {
      const at = told({}, { link });
      const made = { externalId: reference, url: link };
      expect(await tribute.create(askOf(), at)).to.deep.equal(made);
      expect(await tribute.find(askOf(), at)).to.deep.equal(made);
      expect(await tribute.inquire(knownOf({ externalId: reference }), at)).to.deep.equal({ kind: 'open' });
      expect(await tribute.listPaid(at)).to.deep.equal([]);
      expect(heard).to.deep.equal([]);
    });

    it('takes no payment that nobody would hear of, or that should repeat', async () => {
      for (const ask of [askOf({ callbackUrl: undefined }), askOf({ repeatDays: 30 })]) {
        const fault = await faultOf(tribute.create(ask, told({}, { link })));
        expect(fault).to.include({ told: 'fail gateway.misconfigured', money: 'untouched' });
      }
    });

    it('still asks about orders that were made when there was one', async () => {
      const at = told(ofOrder({ ...order, status: 'paid' }, sells(sell(9001))), { link });
      expect(await tribute.inquire(knownOf(), at)).to.include({ kind: 'paid', receipt: '9001' });
    });
  });
});

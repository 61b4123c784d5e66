import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { tribute } from '#gateways/tribute/tribute.js';
import { RetryableError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import type { TributeAccount } from '../../../scripts/sandbox/gateways/tribute/tribute-calls.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { waitFor } from '../../support/wait-for.js';
import { order, uuid } from './tribute-answers.js';
import { accessTo, askOf, knownOf, refundOf } from './tribute-payments.js';
import { paidPayload } from './tribute-webhook-examples.js';
import { faultOf } from './zarinpal-payments.js';

/** A payment through Tribute, from the adapter to the stand-in and back. */
describe('a payment through Tribute', () => {
  let sandbox: GatewaySandbox;
  let account: TributeAccount;
  let number = 0;
  const heard: RawCallback[] = [];
  let server: Server;
  before(async () => {
    sandbox = await openGatewaySandbox();
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const headers = { 'trbt-signature': String(request.headers['trbt-signature']) };
        heard.push({ method: 'POST', query: {}, headers, body: Buffer.concat(parts), ip: '' });
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    account = sandbox.control.tribute.addAccount({ webhookUrl });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await sandbox.close();
  });
  beforeEach(() => {
    heard.length = 0;
  });
  afterEach(() => sandbox.control.mend());

  const access = (more: Parameters<typeof accessTo>[1] = {}) =>
    accessTo(`${sandbox.url}/tribute`, { apiKey: account.apiKey, ...more });
  async function make(more: Partial<PaymentAsk> = {}) {
    const reference = (number += 1).toString(16).padStart(32, '0');
    const ask = askOf({ reference, ...more });
    const made = await tribute.create(ask, access());
    return { ask, made, payment: knownOf({ reference, externalId: made.externalId }) };
  }
  const press = (id: string, button: 'callback_lost' | 'cancel' | 'pay' | 'pay_late') =>
    sandbox.control.press('tribute', id, button);
  const names = () => heard.map(({ body }) => (JSON.parse(body.toString()) as { name: string }).name);
  const verdicts = () => heard.map((one) => tribute.callback.judge(one, access()));
  const call = (path: string, init: RequestInit = {}, key = account.apiKey) =>
    fetch(`${sandbox.url}/tribute/api/v1${path}`, { ...init, headers: { 'api-key': key } });

  it('is an order in the forms of the documentation, with a page that can be opened', async () => {
    const { ask, made } = await make();
    const page = await fetch(made.url).then((response) => response.text());
    expect(page).to.contain('349.00 RUB').and.to.contain(ask.description).and.to.contain('dir="rtl"');
    const shown = (await call(`/shop/orders/${made.externalId}`).then((answer) => answer.json())) as object;
    expect(shown).to.include.all.keys(Object.keys(order));
    expect(shown).to.include({ customerId: ask.reference, amount: 34_900, status: 'pending' });
    await press(made.externalId, 'pay');
    const { payload } = JSON.parse(heard.at(-1)!.body.toString()) as { payload: object };
    expect(payload).to.include.all.keys(Object.keys(paidPayload));
  });

  it('is open, paid once, and told by webhooks whose signatures prove it', async () => {
    const { ask, made, payment } = await make();
    expect(await tribute.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    await press(made.externalId, 'pay');
    await press(made.externalId, 'pay');
    expect(names()).to.deep.equal(['shop_order_payment_received', 'shop_order']);
    const hint = { externalId: made.externalId, reference: ask.reference };
    expect(heard.map((one) => tribute.callback.read(one))).to.deep.equal([hint, hint]);
    const [onItsWay, paid] = verdicts();
    expect(onItsWay).to.include({ kind: 'open' });
    expect(paid).to.include({ kind: 'paid', amount: '349.00', currency: 'RUB' });
    expect(await tribute.inquire(payment, access())).to.deep.equal(paid);
    const stranger = sandbox.control.tribute.addAccount();
    expect(tribute.callback.judge(heard[1]!, access({ apiKey: stranger.apiKey }))).to.equal('forged');
    expect(await tribute.inquire(payment, access({ apiKey: stranger.apiKey }))).to.deep.equal({
      kind: 'open',
    });
  });

  it('may be tried again after a card that was refused, and comes late', async () => {
    const { made, payment } = await make();
    await press(made.externalId, 'cancel');
    expect(names()).to.deep.equal(['shop_order_payment_failed']);
    expect(verdicts()).to.deep.equal(['ask']);
    expect(await tribute.inquire(payment, access())).to.deep.equal({ kind: 'open' });
    await press(made.externalId, 'pay_late');
    sandbox.control.passTime(61_000);
    expect(await tribute.inquire(payment, access())).to.include({ kind: 'open' });
    await waitFor(() => names().includes('shop_order'));
    expect(await tribute.inquire(payment, access())).to.include({ kind: 'paid' });
  });

  it('is found by our name when the answer was lost, and in the list when the webhook was', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated', 'huge'] as const) {
      const reference = (number += 1).toString(16).padStart(32, '0');
      sandbox.control.fail({ kind, on: /POST .*orders/ });
      const fault = await tribute.create(askOf({ reference }), access()).catch((error: unknown) => error);
      expect(fault, kind).to.be.instanceOf(RetryableError);
      const found = await tribute.find(askOf({ reference }), access());
      const made = sandbox.control.payments('tribute').filter((one) => one.reference === reference);
      expect(made, kind).to.have.length(1);
      expect(found?.externalId, kind).to.equal(made[0]!.id);
      await press(made[0]!.id, 'callback_lost');
      const listed = await tribute.listPaid(access());
      expect(listed.at(-1), kind).to.deep.equal({ externalId: made[0]!.id, reference });
    }
    expect(heard).to.deep.equal([]);
  });

  it('goes back whole and once, which is told when it begins and when it is done', async () => {
    const { made, payment } = await make();
    const refund = refundOf(payment);
    expect(await tribute.refund(refund, access())).to.include({ kind: 'by_hand' });
    await press(made.externalId, 'pay');
    heard.length = 0;
    sandbox.control.fail({ kind: 'lost', on: /refund$/ });
    expect((await faultOf(tribute.refund(refund, access()))).money).to.equal('unknown');
    for (let again = 0; again < 2; again += 1)
      expect(await tribute.refund(refund, access())).to.deep.equal({ kind: 'sent' });
    await waitFor(() => heard.length === 2);
    expect(verdicts()).to.deep.equal(['nothing', { kind: 'refunded' }]);
    expect(await tribute.inquire(payment, access())).to.deep.equal({ kind: 'refunded' });
  });

  it('is charged again and again, until it is ended, or three charges in a row fail', async () => {
    const { charge, endMember, takeBack } = sandbox.control.tribute;
    const { made, payment } = await make({ repeatDays: 30 });
    const standing = () => tribute.repeats.standing(payment, access());
    expect(await standing()).to.deep.equal({ state: 'waiting' });
    await press(made.externalId, 'pay');
    const first = await tribute.inquire(payment, access());
    expect(first).to.include({ kind: 'paid' });
    for (let month = 0; month < 12; month += 1) await charge(made.externalId, 'paid');
    const { state, charges = [], until } = await standing();
    expect([state, charges.length, charges[0]]).to.deep.equal(['active', 13, made.externalId]);
    expect(until?.getTime()).to.be.closeTo(Date.now() + 13 * 30 * dayMs, 10 * 60_000);
    for (const externalId of charges.slice(1)) {
      const asked = knownOf({ externalId, chargeOf: made.externalId });
      expect(await tribute.inquire(asked, access())).to.include({ kind: 'paid', receipt: externalId });
    }
    expect(new Set(names().slice(2))).to.deep.equal(new Set(['shop_order_charge_success']));
    const about = { externalId: made.externalId, chargeOf: made.externalId };
    expect(tribute.callback.read(heard.at(-1)!)).to.deep.equal(about);
    expect(verdicts().at(-1)).to.equal('ask');

    takeBack(made.externalId, Number(charges[3]));
    await waitFor(() => names().filter((name) => name === 'shop_order_refunded').length === 2);
    expect(tribute.callback.read(heard.at(-1)!)).to.deep.equal({
      externalId: charges[3],
      chargeOf: made.externalId,
    });
    const back = knownOf({ externalId: charges[3]!, chargeOf: made.externalId });
    expect(await tribute.inquire(back, access())).to.deep.equal({ kind: 'refunded' });
    expect(await tribute.inquire(payment, access())).to.include({ kind: 'paid' });

    for (let again = 0; again < 2; again += 1) await tribute.repeats.stop(payment, access());
    expect(await standing()).to.include({ state: 'canceled' });
    await waitFor(() => names().at(-1) === 'shop_order_cancelled');
    const other = await make({ repeatDays: 7 });
    await press(other.made.externalId, 'pay');
    endMember(other.made.externalId);
    expect(await tribute.repeats.standing(other.payment, access())).to.include({ state: 'canceled' });

    const failing = await make({ repeatDays: 30 });
    await press(failing.made.externalId, 'pay');
    sandbox.control.passTime(-40 * dayMs);
    const old = await make({ repeatDays: 30 });
    await press(old.made.externalId, 'pay');
    sandbox.control.passTime(40 * dayMs);
    for (const state of ['active', 'active', 'failed']) {
      await charge(old.made.externalId, 'failed');
      expect((await tribute.repeats.standing(old.payment, access())).state).to.equal(state);
    }
    expect((await tribute.repeats.standing(failing.payment, access())).state).to.equal('active');
  });

  it('tells of donations, which nobody asked for', async () => {
    const donated = { donation_request_id: 5, amount: 25_000, currency: 'rub', telegram_user_id: 500100201 };
    await sandbox.control.tribute.tell(account.apiKey, 'new_donation', { ...donated, anonymously: false });
    expect(verdicts()[0]).to.include({ kind: 'unasked', payerId: '500100201', amount: '250.00' });
    const { body, headers } = sandbox.control.tribute.webhookOf(account.apiKey, { name: '', payload: {} });
    const trial = { ...heard[0]!, body: Buffer.from(body), headers };
    expect(tribute.callback.judge(trial, access())).to.equal('nothing');
  });

  it('is refused as the documentation says', async () => {
    const { url } = sandbox;
    const post = async (more: object, key = account.apiKey) => {
      const json = { amount: 34_900, currency: 'rub', title: 'VPN', description: 'Order', ...more };
      const answer = await call('/shop/orders', { method: 'POST', body: JSON.stringify(json) }, key);
      return [answer.status, ((await answer.json()) as { error?: string }).error];
    };
    expect(await post({}, 'wrong')).to.deep.equal([401, 'error_unauthorized']);
    for (const [more, code] of [
      [{ amount: 99 }, 'error_amount_too_small'],
      [{ amount: 300_001 }, 'error_amount_too_large'],
      [{ amount: '349.00' }, 'error_bad_request'],
      [{ currency: 'RUB' }, 'error_invalid_currency'],
      [{ title: '' }, 'error_title_required'],
      [{ title: 'x'.repeat(101) }, 'error_title_too_long'],
      [{ description: undefined }, 'error_description_required'],
      [{ description: 'x'.repeat(301) }, 'error_description_too_long'],
      [{ successUrl: 'http://shop.example' }, 'error_invalid_url'],
      [{ customerId: 'x'.repeat(201) }, 'error_customer_id_too_long'],
      [{ period: 'daily' }, 'error_bad_request'],
      [{ colour: 'red' }, 'error_bad_request'],
      [{ firstPeriodAmount: 100 }, 'error_bad_request'],
    ] as const)
      expect(await post(more), code).to.deep.equal([400, code]);
    const off = sandbox.control.tribute.addAccount({ shops: [{ id: 9, isActive: false, recurrent: false }] });
    expect(await post({}, off.apiKey)).to.deep.equal([400, 'error_shop_inactive']);
    const none = sandbox.control.tribute.addAccount({ shops: [] });
    expect(await post({}, none.apiKey)).to.deep.equal([404, 'error_not_found']);
    expect((await call(`/shop/orders/${uuid}`)).status).to.equal(404);
    expect((await call('/shop/orders?dateFrom=yesterday')).status).to.equal(400);
    const { made } = await make();
    expect((await call(`/shop/orders/${made.externalId}`, {}, none.apiKey)).status).to.equal(403);
    expect((await fetch(`${url}/tribute/account`, { method: 'POST', body: '{}' })).status).to.equal(400);
  });

  it('keeps its orders over a restart', async () => {
    const { made, payment } = await make();
    await press(made.externalId, 'pay');
    const other = await openGatewaySandbox();
    try {
      const saved = JSON.parse(JSON.stringify(sandbox.control.tribute.state())) as unknown;
      other.control.tribute.restore(saved);
      const at = accessTo(`${other.url}/tribute`, { apiKey: account.apiKey });
      expect(await tribute.inquire(payment, at)).to.include({ kind: 'paid' });
    } finally {
      await other.close();
    }
  });
});

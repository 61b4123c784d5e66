import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RepeatingPayment } from '#gateways/repeats.js';
import { platega } from '#gateways/platega/platega.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { PlategaRefusal } from '../../../scripts/sandbox/gateways/platega/platega-requests.js';
import type { PlategaMerchant } from '../../../scripts/sandbox/gateways/platega/platega-world.js';
import { transaction } from './platega-answers.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { faultOf } from './speaking-gateway.js';

/** A payment through Platega, from the adapter to the stand-in and back. */
describe('a payment through Platega', () => {
  let sandbox: GatewaySandbox;
  let merchant: PlategaMerchant;
  let number = 0;
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    merchant = sandbox.control.platega.addMerchant();
  });
  afterEach(() => sandbox.close());

  const access = (config: object = {}, key = merchant.secret) => ({
    credentials: platega.credentials.parse({
      ...{ platega_merchant_id: merchant.id, platega_api_key: key, config },
    }),
    root: `${sandbox.url}/platega`,
    telegramRoot: '',
    mayCallPrivate: true,
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    number: String(number),
    ...{ amount: '349.00', currency: 'RUB', description: 'Подписка', language: 'ru' },
    ...{ payerId: '500100201', callbackUrl: undefined, returnUrl: 'https://t.me/shop_bot' },
    expiresAt: new Date(Date.now() + dayMs),
    ...more,
  });
  const known = ({ reference, amount, currency }: PaymentAsk, externalId: string): KnownPayment => ({
    ...{ reference, amount, currency, externalId },
    ...{ account: merchant.id, createdAt: new Date(), receipt: null },
  });
  async function make(more: Partial<PaymentAsk> = {}, config: object = {}) {
    const ask = newAsk(more);
    const made = await platega.create(ask, access(config));
    return { ask, made, payment: known(ask, made.externalId) };
  }
  const press = (id: string, button: 'callback_lost' | 'cancel' | 'pay' | 'pay_late' = 'pay') =>
    sandbox.control.press('platega', id, button);
  const inquire = (payment: KnownPayment) => platega.inquire(payment, access());

  it('is made by every method, with a page that can be opened', async () => {
    for (const methods of [['sbp'], ['card'], ['crypto', 'erip'], ['card', 'card_mir']]) {
      const { made, ask } = await make({}, { methods });
      const page = await fetch(made.url).then((response) => response.text());
      expect(page).to.contain('349.00 ₽').and.to.contain(ask.description);
      expect(made.expiresAt?.getTime()).to.be.closeTo(Date.now() + 15 * 60_000, 5_000);
    }
  });

  it('is refused where the shop has not the method, so that it is hidden and the admins are told', async () => {
    merchant.methods = [2];
    const error = await faultOf(make({}, { methods: ['card'] }));
    expect(error).to.be.instanceOf(PermanentError).that.includes({ code: 'gateway.misconfigured' });
    merchant.methods = [2, 11];
    merchant.hasNoCardRoute = true;
    expect((await make({}, { methods: ['card'] })).made.url).to.match(/^http/);
  });

  it('is open, then paid; and cancelled, or over, when it was not', async () => {
    const { payment, made } = await make();
    expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
    await press(made.externalId);
    expect(await inquire(payment)).to.include({ kind: 'paid', amount: '349', currency: 'RUB' });
    const given = await make();
    await press(given.made.externalId, 'cancel');
    expect(await inquire(given.payment)).to.deep.equal({ kind: 'ended', as: 'cancelled' });
    const late = await make();
    sandbox.control.passTime(16 * 60_000);
    await press(late.made.externalId);
    expect(await inquire(late.payment)).to.deep.equal({ kind: 'ended', as: 'cancelled' });
  });

  it('is what was asked for where the payer bears the commission', async () => {
    merchant.commissionPercent = 7.5;
    const { payment, made } = await make();
    await press(made.externalId);
    expect(sandbox.control.calls.at(-1)?.path).to.match(/process$/);
    expect(await inquire(payment)).to.include({ kind: 'paid', amount: '349.00' });
  });

  it('that was charged back is given back', async () => {
    const { payment, made } = await make();
    await press(made.externalId);
    await sandbox.control.platega.chargeBack(made.externalId);
    expect(await inquire(payment)).to.deep.equal({ kind: 'refunded' });
  });

  it('can be made again when the answer was lost: nobody has the page of the first', async () => {
    for (const kind of ['lost', 'cut', 'html', 'truncated'] as const) {
      sandbox.control.fail({ kind, on: /process$/ });
      const error = await faultOf(make());
      expect(error, kind).to.be.instanceOf(RetryableError).with.nested.property('context.money', 'untouched');
    }
  });

  it('tests the key without moving money', async () => {
    await platega.test(access());
    const error = await faultOf(platega.test(access({}, 'wrong')));
    expect(error).to.include({ code: 'gateway.unauthorized' });
    expect(sandbox.control.calls.at(-1)).to.include({ path: '/balance/all', status: 401 });
  });

  describe('that is given back', () => {
    const refund = (payment: KnownPayment) => {
      const more = {
        refundAmount: payment.amount,
        refundReference: 'r',
        description: 'Plan',
        payerId: '500100201',
      };
      return platega.refund({ ...payment, ...more }, access());
    };
    const cancels = () => sandbox.control.calls.filter(({ path }) => path.endsWith('/cancel'));
    async function paidPayment(): Promise<KnownPayment> {
      const { payment, made } = await make();
      await press(made.externalId);
      return payment;
    }

    it('is sent once, however often it is asked for, also when the answer was lost', async () => {
      const payment = await paidPayment();
      sandbox.control.fail({ kind: 'lost', on: /\/cancel$/ });
      const error = await faultOf(refund(payment));
      expect((error as RetryableError).context).to.include({ money: 'unknown' });
      for (let again = 0; again < 2; again += 1)
        expect(await refund(payment)).to.deep.equal({ kind: 'sent' });
      expect(cancels().length).to.equal(1);
      expect(await inquire(payment)).to.deep.equal({ kind: 'refunded' });
    });

    it('is left to people where Platega cannot, which says why', async () => {
      const payment = await paidPayment();
      const byHand = (code: string) => ({ kind: 'by_hand', code });
      merchant.blockReason = 'Insufficient funds';
      expect(await refund(payment)).to.deep.equal(byHand('Insufficient funds'));
      merchant.blockReason = null;
      merchant.needsSupport = true;
      expect(await refund(payment)).to.deep.equal(byHand('ask the support of Platega: Contact support'));
      merchant.needsSupport = false;
      const { refuse } = sandbox.control.platega;
      refuse(/\/cancel$/, new PlategaRefusal(400, 'Too late'));
      expect(await refund(payment)).to.deep.equal(byHand('Too late'));
      refuse(/\/cancel$/, new PlategaRefusal(401, 'Secret is wrong'));
      expect(await faultOf(refund(payment))).to.include({ code: 'gateway.unauthorized' });
      const { payment: open } = await make();
      expect(await refund(open)).to.deep.equal(byHand('not_paid'));
      expect(await refund(known(newAsk(), 'unknown'))).to.deep.equal(byHand('not_paid'));
    });
  });

  describe('is told of', () => {
    let shop: ListeningShop;
    before(async () => {
      shop = await openListeningShop(platega.callback.headers);
    });
    after(() => shop.close());
    beforeEach(() => {
      shop.heard.length = 0;
      merchant.callbackUrl = shop.url;
    });
    const hints = () => shop.heard.map((one) => platega.callback.read(one));
    const judged = () => shop.heard.map((one) => platega.callback.judge(one, access()));

    it('when it is paid, by our payload or without, and Platega says whose it is', async () => {
      const { ask, made } = await make();
      await press(made.externalId);
      const { externalId } = made;
      expect(hints()).to.deep.equal([{ externalId, reference: ask.reference }]);
      expect(judged()).to.deep.equal(['ask']);
      shop.heard.length = 0;
      sandbox.control.platega.manner.hasPayload = false;
      const other = await make();
      await press(other.made.externalId);
      expect(hints()).to.deep.equal([{ externalId: other.made.externalId }]);
      expect(await platega.identify(other.made.externalId, access())).to.equal(other.ask.reference);
    });

    it('with the key of its own shop, which is none of another', async () => {
      const { made } = await make();
      await press(made.externalId);
      merchant = sandbox.control.platega.addMerchant();
      expect(judged()).to.deep.equal(['forged']);
    });

    it('nothing, when the address is saved in the cabinet', async () => {
      expect(await sandbox.control.platega.saveCallbackUrl(merchant.id, merchant.callbackUrl!)).to.equal(
        true,
      );
      expect(hints()).to.deep.equal([{ externalId: 'probe' }]);
      expect(judged()).to.deep.equal(['nothing']);
    });

    it('not when it is lost, but asking finds it; and of a late payer when he comes', async () => {
      const lost = await make();
      await press(lost.made.externalId, 'callback_lost');
      expect(await inquire(lost.payment)).to.include({ kind: 'paid' });
      const late = await make();
      await press(late.made.externalId, 'pay_late');
      expect(await inquire(late.payment)).to.include({ kind: 'open' });
      sandbox.control.passTime(61_000);
      expect(await inquire(late.payment)).to.include({ kind: 'paid' });
      expect(shop.heard).to.deep.equal([]);
    });

    it('when a mandate is agreed on, charged, failed, tried again, and ended', async () => {
      for (const keys of ['camelCase', 'PascalCase'] as const) {
        shop.heard.length = 0;
        sandbox.control.platega.manner.keys = keys;
        const { made } = await make({ repeatDays: 30 });
        const chargeOf = made.externalId;
        const id = chargeOf.slice('sub:'.length);
        await press(chargeOf);
        const [first] = [...sandbox.control.platega.transactions.values()].slice(-1);
        const next = await sandbox.control.platega.charge(id);
        await sandbox.control.platega.charge(id, { fails: true });
        await sandbox.control.platega.chargeBack(next.id);
        expect(hints()).to.deep.equal([
          { externalId: chargeOf },
          { externalId: first!.id, chargeOf },
          { externalId: next.id, chargeOf },
          { externalId: chargeOf },
          { externalId: chargeOf },
          { externalId: next.id, chargeOf },
        ]);
        expect(new Set(judged())).to.deep.equal(new Set(['ask']));
      }
    });
  });

  describe('that is agreed to be charged again', () => {
    const named = (payment: KnownPayment): RepeatingPayment => ({
      ...payment,
      payerId: '500100201',
      mandate: null,
    });
    const standing = (payment: KnownPayment) => platega.repeats.standing(named(payment), access());
    const charge = (payment: KnownPayment, how: { fails?: boolean; retryAt?: Date } = {}) =>
      sandbox.control.platega.charge(payment.externalId.slice('sub:'.length), how);

    it('is paid by its first charge, and says until when', async () => {
      const { payment, made } = await make({ amount: '349.10', repeatDays: 30 });
      expect(made).to.include({ payable: '350' });
      expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
      expect(await standing(payment)).to.deep.equal({ state: 'waiting', chargeCount: 0 });
      await press(made.externalId);
      const first = await inquire(payment);
      expect(first).to.include({ kind: 'paid', amount: '350' });
      const stands = await standing(payment);
      expect(stands).to.include({ state: 'active', chargeCount: 1 });
      expect(stands.until?.getTime()).to.be.closeTo(Date.now() + 30 * dayMs, 5_000);
    });

    it('is over where the payer does not agree, or not in time', async () => {
      const refused = await make({ repeatDays: 30 });
      await press(refused.made.externalId, 'cancel');
      const late = await make({ repeatDays: 30 });
      sandbox.control.passTime(31 * 60_000);
      await press(late.made.externalId);
      for (const { payment } of [refused, late]) {
        expect(await inquire(payment)).to.include({ kind: 'ended', as: 'failed' });
        expect(await standing(payment)).to.include({ state: 'failed' });
      }
    });

    it('is charged again as a payment of its own, and a failed charge is tried again, or is the last', async () => {
      const { payment, made } = await make({ repeatDays: 7 });
      await press(made.externalId);
      const next = await charge(payment);
      const charged = { ...known(newAsk(), next.id), chargeOf: made.externalId };
      expect(await inquire(charged)).to.include({ kind: 'paid', amount: '349', receipt: next.id });
      const retryAt = new Date(Date.now() + dayMs);
      const failed = await charge(payment, { fails: true, retryAt });
      expect(await inquire({ ...charged, externalId: failed.id })).to.include({ kind: 'ended' });
      expect(await standing(payment)).to.deep.equal({ state: 'active', until: retryAt, chargeCount: 2 });
      await charge(payment, { fails: true });
      expect(await standing(payment)).to.deep.equal({ state: 'failed', chargeCount: 2 });
    });

    it('is charged no more once it was stopped, however often', async () => {
      const { payment, made } = await make({ repeatDays: 30 });
      await press(made.externalId);
      for (let again = 0; again < 2; again += 1) await platega.repeats.stop(named(payment), access());
      expect(await standing(payment)).to.deep.equal({ state: 'canceled', chargeCount: 1 });
    });

    it('can have each later charge given back, and the first one where it was named', async () => {
      const { payment, made } = await make({ repeatDays: 30 });
      await press(made.externalId);
      const next = await charge(payment);
      const ask = (one: KnownPayment) =>
        platega.refund(
          { ...one, refundAmount: one.amount, refundReference: 'r', description: '', payerId: '1' },
          access(),
        );
      const code = 'the charge of the mandate is not known by name';
      expect(await ask(payment)).to.deep.equal({ kind: 'by_hand', code });
      const [first] = [...sandbox.control.platega.transactions.values()];
      expect(await ask({ ...payment, receipt: first!.id })).to.deep.equal({ kind: 'sent' });
      const charged = { ...known(newAsk(), next.id), chargeOf: made.externalId };
      expect(await ask(charged)).to.deep.equal({ kind: 'sent' });
      expect(await inquire(charged)).to.deep.equal({ kind: 'refunded' });
    });
  });

  it('is answered about in the words of the facts, and what the real one refuses is refused', async () => {
    const { made } = await make();
    await press(made.externalId);
    const headers = { 'x-merchantid': merchant.id, 'x-secret': merchant.secret };
    const root = `${sandbox.url}/platega`;
    const shown = await fetch(`${root}/transaction/${made.externalId}`, { headers });
    const { amountUsdt: _a, return: _r, qr: _q, payformSuccessUrl: _p, ...told } = transaction;
    expect(await shown.json()).to.include.all.keys(Object.keys(told));
    const body = { id: 'x', paymentMethod: 2, paymentDetails: { amount: 1, currency: 'RUB' } };
    const refused = await fetch(`${root}/transaction/process`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { ...headers, 'content-type': 'application/json' },
    });
    expect(refused.status).to.equal(400);
    expect(await refused.json()).to.include({ statusCode: 400, code: 'VAL_0001' });
  });

  it('is remembered over a restart of the sandbox', async () => {
    const { payment, made } = await make();
    await press(made.externalId);
    const again = await openGatewaySandbox();
    again.control.platega.restore(JSON.parse(JSON.stringify(sandbox.control.platega.state())));
    const state = await platega.inquire(payment, { ...access(), root: `${again.url}/platega` });
    expect(state).to.include({ kind: 'paid' });
    await again.close();
  });
});

import { expect } from 'chai';
import type { KnownPayment, RefundAsk } from '#gateways/payment-at-gateway.js';
import { yookassa } from '#gateways/yookassa/yookassa.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { createGateways } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { faultOf, refundOf } from './yookassa-payments.js';
import { openYookassaTill, type YookassaTill } from './yookassa-till.js';

const hourMs = 3_600_000;

/** A payment through YooKassa, from the adapter to the stand-in and back. */
describe('a payment through YooKassa', () => {
  let till: YookassaTill;
  before(async () => {
    till = await openYookassaTill();
  });
  beforeEach(() => till.newShop());
  afterEach(() => till.mend());
  after(() => till.sandbox.close());

  it('has a page for an hour, is open, then paid, and what is paid is what was asked for', async () => {
    const { created, payment } = await till.make();
    expect(created.expiresAt?.getTime()).to.be.closeTo(Date.now() + hourMs, 5_000);
    const page = await fetch(created.url).then((response) => response.text());
    expect(page).to.contain('299,00 ₽').and.to.contain('lang="ru"');
    expect(await till.inquire(payment)).to.deep.equal({ kind: 'open' });
    await till.press(created.externalId);
    const state = await till.inquire(payment);
    expect(state).to.include({ kind: 'paid', amount: '299.00', currency: 'RUB', note: '555555******4444' });
    expect(state).to.not.have.property('mandate');
  });

  it('is over an hour later, or when the bank declines', async () => {
    const late = await till.make();
    till.sandbox.control.passTime(hourMs + 1_000);
    expect(await till.inquire(late.payment)).to.include({ kind: 'ended', as: 'expired' });
    const declined = await till.make();
    await till.press(declined.created.externalId, 'cancel');
    expect(await till.inquire(declined.payment)).to.include({ kind: 'ended', code: 'general_decline' });
  });

  it('is waited for as long as a credit is thought over', async () => {
    const { created, payment } = await till.make();
    const until = Date.now() + 100 * hourMs;
    till.standIn.suspend(created.externalId, until);
    till.sandbox.control.passTime(2 * hourMs);
    expect(await till.inquire(payment)).to.deep.equal({ kind: 'open', until: new Date(until) });
  });

  it('goes to the one way that was chosen; among several the payer chooses', async () => {
    const wayOf = async (methods: string[]) => {
      const { created } = await till.make({}, { methods });
      return till.given(created.externalId)?.payment_method_data;
    };
    expect(await wayOf(['card', 'sbp'])).to.equal(undefined);
    const names = {
      ...{ card: 'bank_card', sberpay: 'sberbank', sbp: 'sbp', tpay: 'tinkoff_bank', yoo_money: 'yoo_money' },
    };
    for (const [method, type] of Object.entries(names))
      expect(await wayOf([method]), method).to.deep.equal({ type });
  });

  it('says that a way is none of the shop, which is for its owner to mend', async () => {
    const shop = till.standIn.shops.get('100500');
    for (const work of [
      yookassa.create(till.ask(), till.access({ methods: ['sbp'] }, shop)),
      yookassa.test(till.access({ methods: ['sbp'] }, shop)),
    ])
      expect(await faultOf(work)).to.include({ code: 'gateway.misconfigured' });
    await yookassa.test(till.access({ methods: ['card'] }, shop));
  });

  it('is one, however often it is made, whatever became of the answers', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated', 'huge'] as const) {
      const asked = till.ask();
      till.sandbox.control.fail({ kind, on: /POST \/v3\/payments/ });
      expect(await faultOf(yookassa.create(asked, till.access())), kind).to.be.instanceOf(RetryableError);
      const again = await yookassa.create(asked, till.access());
      expect(till.countOf(asked.reference), kind).to.equal(1);
      expect(await yookassa.find(asked, till.access()), kind).to.deep.equal(again);
    }
  });

  it('is found where it was made with other words, which the key refuses', async () => {
    const { asked, created } = await till.make();
    const other = { ...asked, description: 'Иначе' };
    expect(await faultOf(yookassa.create(other, till.access()))).to.be.instanceOf(RetryableError);
    for (let newer = 0; newer < 101; newer += 1) await till.make();
    expect(await yookassa.find(other, till.access())).to.include({ externalId: created.externalId });
    expect(await yookassa.find(till.ask(), till.access())).to.equal(undefined);
  });

  it('that still is processed is made by the next try', async () => {
    till.standIn.manner.processing = 1;
    const asked = till.ask();
    expect(await faultOf(yookassa.create(asked, till.access()))).to.be.instanceOf(RetryableError);
    expect((await yookassa.create(asked, till.access())).url).to.contain('/pay/');
  });

  it('outside of the limits is refused for its sum', async () => {
    for (const amount of ['0.50', '350000.01'])
      expect(await faultOf(yookassa.create(till.ask({ amount }), till.access()))).to.include({
        code: 'gateway.amount',
      });
  });

  it('that was paid is in the list of what was paid, the newest last', async () => {
    const paid = [await till.makePaid(), await till.makePaid()];
    await till.make();
    expect(await yookassa.listPaid(till.access())).to.deep.equal(
      paid.map(({ externalId, reference }) => ({ externalId, reference })),
    );
  });

  it('is nothing to another shop', async () => {
    const payment = await till.makePaid();
    const wrong = till.access({}, { ...till.shop(), secretKey: 'live_wrong' });
    expect(await faultOf(yookassa.test(wrong)))
      .to.be.instanceOf(PermanentError)
      .that.includes({ code: 'gateway.unauthorized' });
    till.newShop();
    expect(await till.inquire({ ...payment, account: till.shop().id })).to.deep.equal({
      ...{ kind: 'ended', as: 'failed', code: 'not_found' },
    });
  });

  it('is remembered over a restart of the sandbox', async () => {
    const payment = await till.makePaid();
    await yookassa.refund(refundOf(payment, { refundAmount: '1.00' }), till.access());
    const saved: unknown = JSON.parse(JSON.stringify(till.standIn.state()));
    const again = createGateways({ root: () => till.sandbox.url }).control.yookassa;
    again.restore(saved);
    expect(JSON.parse(JSON.stringify(again.state()))).to.deep.equal(saved);
    expect(again.noticeOf(payment.externalId)).to.equal(till.standIn.noticeOf(payment.externalId));
  });

  describe('with receipts', () => {
    const config = { receipt: true, vat_code: 11, payment_mode: 'full_prepayment', tax_system_code: 2 };
    const email = 'buyer@example.com';
    const expected = (value: string) => ({
      customer: { email },
      items: [
        {
          ...{ description: 'VPN 30 days', quantity: '1.00', amount: { value, currency: 'RUB' } },
          ...{ vat_code: 11, payment_mode: 'full_prepayment', payment_subject: 'service' },
        },
      ],
      tax_system_code: 2,
    });
    beforeEach(() => till.newShop({ hasReceipts: true }));

    it('has one of the very sum, to the payer’s address, by the bot’s configuration', async () => {
      const { created } = await till.make({ email }, config);
      expect(till.given(created.externalId)?.receipt).to.deep.equal(expected('299.00'));
    });

    it('is not asked for without an address, nor without a receipt where the shop needs one', async () => {
      const { length } = till.sandbox.control.calls;
      expect(await faultOf(yookassa.create(till.ask(), till.access(config)))).to.include({
        code: 'gateway.refused',
      });
      expect(till.sandbox.control.calls.length).to.equal(length);
      for (const wrong of [
        yookassa.create(till.ask({ email }), till.access()),
        yookassa.create(till.ask({ email }), till.access(config, till.standIn.addShop())),
      ])
        expect(await faultOf(wrong)).to.include({ code: 'gateway.misconfigured' });
    });

    it('has one for a part that goes back; of the whole YooKassa makes it by itself', async () => {
      const payment = await till.makePaid({ email }, config);
      const refund = (of: KnownPayment, more: Partial<RefundAsk> = {}) =>
        yookassa.refund(refundOf(of, more), till.access(config));
      const part = { refundAmount: '100.00', refundReference: 'part' };
      expect(await refund(payment, part)).to.deep.equal({ kind: 'by_hand', code: 'no_email_for_receipt' });
      expect(await refund(payment, { ...part, email })).to.deep.equal({ kind: 'sent' });
      expect(await refund(await till.makePaid({ email }, config))).to.deep.equal({ kind: 'sent' });
      const made = [...till.standIn.refunds.values()].slice(-2);
      expect(made.map(({ given }) => given.receipt)).to.deep.equal([expected('100.00'), undefined]);
    });
  });
});

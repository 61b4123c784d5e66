import { expect } from 'chai';
import type { ChargeAsk } from '#gateways/repeats.js';
import type { KnownPayment, PaymentAsk, RefundAsk } from '#gateways/payment-at-gateway.js';
import { yookassa } from '#gateways/yookassa/yookassa.js';
import { RetryableError } from '#platform/errors.js';
import { faultOf, refundOf } from './yookassa-payments.js';
import { openYookassaTill, type YookassaTill } from './yookassa-till.js';

const hourMs = 3_600_000;

/** Money that moves at YooKassa with no payer there. */
describe('at YooKassa', () => {
  let till: YookassaTill;
  before(async () => {
    till = await openYookassaTill();
  });
  beforeEach(() => till.newShop());
  afterEach(() => till.mend());
  after(() => till.sandbox.close());

  describe('what is given back', () => {
    const refunds = ({ externalId }: KnownPayment) =>
      [...till.standIn.refunds.values()].filter(({ given }) => given.payment_id === externalId);
    const run = (payment: KnownPayment, more: Partial<RefundAsk> = {}) =>
      yookassa.refund(refundOf(payment, more), till.access());

    it('goes back once, however often it is asked for, also when the key’s day is over', async () => {
      const payment = await till.makePaid();
      till.sandbox.control.fail({ kind: 'lost', on: /POST \/v3\/refunds/ });
      expect(await faultOf(run(payment))).to.be.instanceOf(RetryableError);
      for (const hours of [0, 1, 25]) {
        till.sandbox.control.passTime(hours * hourMs);
        expect(await run(payment)).to.deep.equal({ kind: 'sent' });
      }
      expect(refunds(payment).length).to.equal(1);
      expect(await till.inquire(payment)).to.deep.equal({ kind: 'refunded' });
    });

    it('goes back in parts, each once also after the key’s day, and not more than was paid', async () => {
      const payment = await till.makePaid();
      for (const [refundReference, refundAmount, hours] of [
        ['one', '99.00', 0],
        ['two', '50.00', 0],
        ['one', '99.00', 25],
      ] as const) {
        till.sandbox.control.passTime(hours * hourMs);
        expect(await run(payment, { refundReference, refundAmount })).to.deep.equal({ kind: 'sent' });
      }
      expect(await till.inquire(payment)).to.deep.equal({ kind: 'refunded', amount: '149.00' });
      const more = await run(payment, { refundReference: 'three', refundAmount: '151.00' });
      expect(more).to.include({ kind: 'by_hand' });
      expect(refunds(payment).length).to.equal(2);
    });

    it('is waited for while it is pending, and is one refund', async () => {
      till.standIn.manner.refund = 'pending';
      const payment = await till.makePaid();
      for (let again = 0; again < 2; again += 1)
        expect(await run(payment)).to.deep.equal({ kind: 'waiting' });
      await till.standIn.endRefund(refunds(payment)[0]?.id ?? '', 'succeeded');
      expect(await run(payment)).to.deep.equal({ kind: 'sent' });
      expect(refunds(payment).length).to.equal(1);
    });

    it('is left to people where the balance does not suffice, and goes when it does', async () => {
      const payment = await till.makePaid();
      const shop = till.shop();
      shop.balance = 100;
      expect(await run(payment)).to.deep.equal({ kind: 'by_hand', code: 'insufficient_funds' });
      shop.balance = 100_000;
      expect(await run(payment)).to.deep.equal({ kind: 'sent' });
      expect(shop.balance).to.equal(100_000 - 29_900);
    });
  });

  describe('who is charged again', () => {
    const config = { repeats: true };
    async function agree(): Promise<string> {
      const state = await till.inquire(await till.makePaid({ repeatDays: 30 }, config));
      return state.kind === 'paid' ? (state.mandate ?? '') : '';
    }
    const charge = (asked: ChargeAsk, more: object = {}) =>
      yookassa.repeats.charge(asked, till.access({ ...config, ...more }));
    const newCharge = (mandate: string, more: Partial<PaymentAsk> = {}): ChargeAsk => ({
      ...till.ask({ expiresAt: new Date(Date.now() + 24 * hourMs), ...more }),
      mandate,
    });

    it('has agreed to it on the page: only then something is saved', async () => {
      expect(await agree()).to.match(/^[\w-]{36}$/);
      const { created } = await till.make();
      expect(till.given(created.externalId)).to.not.have.property('save_payment_method');
    });

    it('is charged once a reference, whatever became of the answers', async () => {
      const asked = newCharge(await agree());
      till.sandbox.control.fail({ kind: 'lost', on: /POST \/v3\/payments/ });
      expect(await faultOf(charge(asked))).to.be.instanceOf(RetryableError);
      const { externalId } = await charge(asked);
      // In another language since, or the plan has another name.
      expect(await charge({ ...asked, description: 'Иначе' })).to.deep.equal({ externalId });
      expect(till.countOf(asked.reference)).to.equal(1);
      expect(await till.inquire(till.known(asked, externalId))).to.include({
        kind: 'paid',
        amount: '299.00',
      });
    });

    it('is charged once, also when the key’s day is over', async () => {
      // Begun a day ago, by the fleet's clock.
      const asked = newCharge(await agree(), { expiresAt: new Date() });
      const { externalId } = await charge(asked);
      till.sandbox.control.passTime(25 * hourMs);
      expect(await charge(asked)).to.deep.equal({ externalId });
      expect(till.countOf(asked.reference)).to.equal(1);
    });

    it('is told why a charge came to nothing', async () => {
      const mandate = await agree();
      for (const code of ['permission_revoked', 'card_expired', 'insufficient_funds']) {
        till.standIn.manner.charge = code;
        const asked = newCharge(mandate);
        const { externalId } = await charge(asked);
        const state = await till.inquire(till.known(asked, externalId));
        expect(state).to.deep.equal({ kind: 'ended', as: 'failed', code });
      }
      till.standIn.manner.charge = 'pending';
      const asked = newCharge(mandate);
      const { externalId } = await charge(asked);
      expect(await till.inquire(till.known(asked, externalId))).to.deep.equal({ kind: 'open' });
      expect(await faultOf(charge(newCharge('nobody-agreed')))).to.include({ code: 'gateway.refused' });
    });

    it('gets the receipt of a sale', async () => {
      const email = 'buyer@example.com';
      const mandate = await agree();
      till.shop().hasReceipts = true;
      const { externalId } = await charge(newCharge(mandate, { email }), { receipt: true });
      expect(till.given(externalId)?.receipt?.customer).to.deep.equal({ email });
    });

    it('is not asked where the shop may not, which is for its owner to mend', async () => {
      till.shop().mayRepeat = false;
      const work = yookassa.create(till.ask({ repeatDays: 30 }), till.access(config));
      expect(await faultOf(work)).to.include({ code: 'gateway.misconfigured' });
    });

    it('is charged no more without a call', async () => {
      const { length } = till.sandbox.control.calls;
      await yookassa.repeats.stop();
      expect(till.sandbox.control.calls.length).to.equal(length);
    });
  });
});

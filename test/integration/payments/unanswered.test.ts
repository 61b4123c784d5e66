import { expect } from 'chai';
import { applyState } from '#services/payments/apply-state.js';
import { askAboutOwn } from '#services/payments/ask-about-own.js';
import { noteFailedCheck } from '#services/payments/check-payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Payment } from '#services/payments/payment.js';
import type { NowpaymentsStandIn } from '../../../scripts/sandbox/gateways/nowpayments/nowpayments.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

const timeIsOver = (table: 'gateway_payments' | 'zarinpal_payments', { id }: Payment) =>
  ownerQuery(`update ${table} set check_until = now() - interval '1 minute' where id = $1`, [id]);
const heldNotices = async ({ bot }: Till) =>
  ownerQuery(`select about from notice_marks where bot_id = $1 and kind = 'payment_held'`, [bot.botId]);

describe('a payment whose gateway does not answer until its time is over', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  let payment: Payment;
  let merchant: string;
  before(async () => {
    till = await openTill('zarinpal');
  });
  beforeEach(async () => {
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    const [bot] = await ownerQuery<{ id: string }>(
      'select zarinpal_merchant_id as id from bots where id = $1',
      [till.bot.botId],
    );
    merchant = bot!.id;
  });
  afterEach(() => setMerchant(merchant));
  after(() => till.close());

  /** The payer says that they have paid. */
  const tap = async () => {
    await ownerQuery(`update zarinpal_payments set updated_at = now() - interval '1 minute' where id = $1`, [
      payment.id,
    ]);
    expect(await till.tenant.db((tx) => askAboutOwn(till.tenant, tx, payment))).to.equal(true);
    await till.driver.settle();
  };
  const setMerchant = (id: string | null) =>
    ownerQuery('update bots set zarinpal_merchant_id = $2 where id = $1', [till.bot.botId, id]);

  it('is held for an admin, who is told once, and credited when it answers after all', async () => {
    await till.pay(payer, payment);
    till.sink.heard.splice(0);
    await setMerchant(null);
    await till.checkAll();
    expect(await till.read(payment.id), 'it has time').to.include({ status: 'pending' });
    await timeIsOver('zarinpal_payments', payment);
    await till.checkAll();
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'check_failed' });
    expect(await heldNotices(till)).to.have.length(1);
    await setMerchant(merchant);
    await till.driver.intake.paymentCallback(till.bot.botId, {
      gateway: 'zarinpal',
      method: 'GET',
      headers: {},
      body: '',
      ip: '',
      query: { p: payment.reference, Status: 'OK', Authority: payment.externalId ?? '' },
    });
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: null });
    expect((await till.purse(payer)).moves).to.deep.equal([sum]);
  });

  it('is left as it is where an admin has settled it', async () => {
    await till.tenant.db((tx) => settleByHand(till.tenant, tx, { paymentId: payment.id }));
    await till.driver.settle();
    await setMerchant(null);
    await timeIsOver('zarinpal_payments', payment);
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_by_hand' });
  });

  it('is not held where its gateway had ended it before', async () => {
    await till.tenant.db((tx) =>
      applyState(till.tenant, tx, payment, { state: { kind: 'ended', as: 'cancelled' }, checkMinutes: 10 }),
    );
    await setMerchant(null);
    await tap();
    await timeIsOver('zarinpal_payments', payment);
    await till.checkAll();
    await tap();
    expect(await till.read(payment.id)).to.include({ status: 'cancelled', checkAt: null });
  });

  describe('after its gateway had spoken to the end', () => {
    beforeEach(async () => {
      await ownerQuery(
        `update zarinpal_payments set expires_at = now() - interval '2 minutes', check_until = now() - interval '1 minute'
         where id = $1`,
        [payment.id],
      );
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'expired', checkAt: null });
    });

    it('stays as it is when its payer has it asked about and nobody answers', async () => {
      await setMerchant(null);
      for (let at = 0; at < 2; at += 1) await tap();
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'expired', checkAt: null });
    });

    it('stays as it is when a question by anybody’s wish fails by a fault of ours', async () => {
      await noteFailedCheck(till.tenant, payment.id);
      expect(await till.read(payment.id)).to.include({ status: 'expired', checkAt: null });
    });

    it('is credited all the same when the gateway says that it is paid', async () => {
      await till.pay(payer, payment);
      till.sink.heard.splice(0);
      await setMerchant(null);
      await tap();
      await setMerchant(merchant);
      await tap();
      expect(await till.read(payment.id)).to.include({ status: 'paid', problem: null });
    });
  });
});

describe('an invoice of NOWPayments after the key of its store was changed', function () {
  this.timeout(60_000);
  let till: Till;
  let store: NowpaymentsStandIn;
  /** The IPN secret, which stays. */
  let secret: string;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('nowpayments');
    store = till.stage.control!.nowpayments;
    const { stores } = store.state() as { stores: { ipnSecret: string }[] };
    secret = stores[0]!.ipnSecret;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    const { apiKey } = store.addStore({ ipnSecret: secret });
    await till.bot.keepSecret('nowpayments_api_key', apiKey);
  });
  after(() => till.close());

  it('is settled by a signed IPN that says finished, once', async () => {
    await till.pay(payer, payment);
    await till.deliver(5);
    expect(await till.read(payment.id)).to.include({ status: 'paid' });
    expect((await till.purse(payer)).moves).to.deep.equal([sum]);
  });

  it('is settled by no IPN of another secret', async () => {
    await till.bot.keepSecret('nowpayments_ipn_secret', 'of another store');
    await till.pay(payer, payment);
    await till.deliver();
    expect(await till.read(payment.id)).to.include({ status: 'pending', transactionId: null });
    await till.bot.keepSecret('nowpayments_ipn_secret', secret);
  });

  it('is held in the end where no IPN came, since the new key does not list it', async () => {
    await till.pay(payer, payment);
    till.sink.heard.splice(0);
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'pending' });
    await timeIsOver('gateway_payments', payment);
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'check_failed' });
  });

  it('that was paid by two payments in coins is credited once, and its admins are told of the other', async () => {
    await till.pay(payer, payment);
    const second = store.begin(payment.externalId ?? '');
    await store.move(second.id, { status: 'finished', share: 1 });
    await till.deliver(3);
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_twice' });
    expect((await till.purse(payer)).moves).to.deep.equal([sum]);
    const [row] = await ownerQuery<{ note: string }>('select note from gateway_payments where id = $1', [
      payment.id,
    ]);
    expect(row!.note).to.match(/\+ 44\d+/);
  });
});

import { expect } from 'chai';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { rejectPayment } from '#services/card-payments/reject-payment.js';
import { takeDue } from '#services/card-payments/take-due.js';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import type { Payment } from '#services/payments/payment.js';
import { parseTrackingNumber } from '#platform/tracking-number.js';
import type { Tx } from '#tenancy/scope.js';
import { namesOf } from '../../support/bot/sales.js';
import { openCardTill, type CardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';
import { zoneAt } from '../../support/zone-at.js';

describe('a payment from card to card', function () {
  this.timeout(60_000);
  let till: CardTill;
  let userId: string;
  beforeEach(async () => {
    till = await openCardTill();
    userId = (await till.shop.addBuyer()).id;
  });

  const balance = async (): Promise<number> => (await till.shop.look(userId)).balanceToman;
  const told = async (): Promise<string[]> => namesOf(await till.shop.jobs());
  const approve = (payment: Payment, more: { amountToman?: number } = {}) =>
    till.shop.tenant.db((tx) =>
      approvePayment(till.shop.tenant, tx, { paymentId: payment.id, by: '77', ...more }),
    );
  const reject = (payment: Payment) =>
    till.shop.tenant.db((tx) =>
      rejectPayment(till.shop.tenant, tx, {
        paymentId: payment.id,
        by: '78',
        reason: 'unreadable',
        openHours: 24,
      }),
    );
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'nothing',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
  const terms = { reminderMinutes: 30, timeZone: zoneAt(12) };
  const due = ({ id }: Payment) => till.shop.tenant.db((tx) => takeDue(till.shop.tenant, tx, id, terms));
  const passTime = (payment: Payment, column: 'check_at' | 'expires_at') =>
    ownerQuery(`update card_to_card_payments set ${column} = now() - interval '1 second' where id = $1`, [
      payment.id,
    ]);

  it('is offered while a card is there to take it, and shows the same card again', async () => {
    expect(await refusal(till.start(userId, { topUpToman: 50_000 }))).to.equal('payment.method_off');
    const cardId = await till.addCard();
    const payment = await till.begin(userId, { topUpToman: 50_000 });
    expect(payment).to.include({ method: 'card_to_card', amountToman: 50_000, status: 'pending' });
    expect(payment).to.include({ currency: 'IRR', currencyAmount: '500000', rateToman: '0.1' });
    expect(payment.onCard).to.include({ cardId, extraToman: 0, tries: 0 });
    expect(parseTrackingNumber(payment.reference)).to.equal(payment.reference);
    await till.addCard('6037990000000014');
    expect((await till.begin(userId, { topUpToman: 50_000 })).id).to.equal(payment.id);
  });

  it('begins once a minute, and is open so many times a person', async () => {
    await till.addCard();
    await till.start(userId, { topUpToman: 10_000 });
    expect(await refusal(till.start(userId, { topUpToman: 20_000 }))).to.equal('payment.too_soon');
    await ownerQuery(`update card_to_card_payments set created_at = created_at - interval '2 minutes'`);
    await till.begin(userId, { topUpToman: 20_000 });
    await till.begin(userId, { topUpToman: 30_000 });
    expect(await refusal(till.start(userId, { topUpToman: 40_000 }))).to.equal('payment.too_many_open');
  });

  it('has a sum of its own on its card where the bot wants that, however many begin at once', async () => {
    await till.addCard();
    await till.shop.configure({ card_unique_amount_toman: 40 });
    const people = await Promise.all(Array.from({ length: 24 }, () => till.shop.addBuyer()));
    const payments = await Promise.all(people.map(({ id }) => till.begin(id, { topUpToman: 50_000 })));
    const sums = payments.map(({ amountToman }) => amountToman);
    expect(new Set(sums).size).to.equal(24);
    expect(Math.min(...sums)).to.be.above(50_000);
    expect(Math.max(...sums)).to.be.at.most(50_040);
    const [first] = payments as [Payment];
    await till.submit(first);
    await approve(first);
    const person = people[0]!;
    expect((await till.shop.look(person.id)).balanceToman).to.equal(first.amountToman);
  });

  it('buys its order when it is approved, all in one, and counts on its card', async () => {
    const cardId = await till.addCard();
    const orderId = await till.newCart(userId);
    const payment = await till.begin(userId, { orderId });
    await till.submit(payment);
    expect((await approve(payment)).kind).to.equal('done');
    const { balanceToman, subscriptions, ledger } = await till.shop.look(userId);
    expect(balanceToman).to.equal(0);
    expect(subscriptions).to.have.length(1);
    expect(ledger.map(({ paymentMethod, amountToman }) => [paymentMethod, amountToman])).to.deep.equal([
      ['card_to_card', 200_000],
      [null, -200_000],
    ]);
    const [row] = await ownerQuery(
      `select status, admin_reviewed_by::text as by, transaction_id is not null as is_credited from card_to_card_payments where id = $1`,
      [payment.id],
    );
    expect(row).to.deep.equal({ status: 'approved', by: '77', is_credited: true });
    const [card] = await ownerQuery(
      'select success_count, failure_count from tenant_payment_cards where id = $1',
      [cardId],
    );
    expect(card).to.deep.equal({ success_count: 1, failure_count: 0 });
  });

  it('is decided once, by whoever is first of ten, and credited once', async () => {
    await till.addCard();
    const payment = await till.begin(userId, { topUpToman: 50_000 });
    await till.submit(payment);
    const decisions = await Promise.all(
      Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? approve(payment) : reject(payment))),
    );
    expect(decisions.filter(({ kind }) => kind === 'done')).to.have.length(1);
    const { status } = await till.read(payment);
    expect(await balance()).to.equal(status === 'paid' ? 50_000 : 0);
    expect(['paid', 'failed']).to.include(status);
    const outcomes = (await told()).filter((name) => /payment_received|receipt_rejected/.test(name));
    expect(outcomes).to.have.length(1);
  });

  it('leaves nothing of a decision when the process dies between any two statements, and is decided once after', async () => {
    await till.addCard();
    const payment = await till.begin(userId, { orderId: await till.newCart(userId) });
    await till.submit(payment);
    const { tenant, botId } = till.shop;
    const before = await everythingOf(botId);
    let at = 1;
    const approval = (tx: Tx) => approvePayment(tenant, tx, { paymentId: payment.id, by: '77' });
    for (; (await dieBefore(tenant, at, approval)).died; at += 1)
      expect(await everythingOf(botId)).to.equal(before);
    expect(at).to.be.above(8);
    expect((await approve(payment)).kind).to.equal('decided');
    expect((await till.shop.look(userId)).subscriptions).to.have.length(1);
  });

  it('credits another sum than was asked for, and says so', async () => {
    await till.addCard();
    const payment = await till.begin(userId, { topUpToman: 50_000 });
    await till.submit(payment);
    await approve(payment, { amountToman: 45_000 });
    expect(await till.read(payment)).to.include({
      creditedToman: 45_000,
      problem: 'underpaid',
      status: 'paid',
    });
    expect(await balance()).to.equal(45_000);
  });

  it('is approved after it expired or was cancelled, too: the money is there', async () => {
    await till.addCard();
    for (const status of ['expired', 'cancelled']) {
      const payment = await till.begin(userId, { topUpToman: 50_000 });
      await ownerQuery('update card_to_card_payments set status = $2 where id = $1', [payment.id, status]);
      expect((await approve(payment)).kind, status).to.equal('done');
    }
    expect(await balance()).to.equal(100_000);
  });

  it('tells why a receipt was rejected, gives time for another, and is not rejected twice', async () => {
    const cardId = await till.addCard();
    const payment = await till.begin(userId, { topUpToman: 50_000 });
    expect((await reject(payment)).kind, 'nothing came yet').to.equal('decided');
    await till.submit(payment);
    expect((await reject(payment)).kind).to.equal('done');
    expect((await reject(payment)).kind).to.equal('decided');
    const rejected = await till.read(payment);
    expect(rejected).to.include({ status: 'failed' });
    expect(rejected.onCard).to.include({ tries: 1, rejectReason: 'unreadable', reviewedBy: '78' });
    expect((await told()).filter((name) => name === 'notice receipt_rejected')).to.have.length(1);
    const [card] = await ownerQuery(
      'select success_count, failure_count from tenant_payment_cards where id = $1',
      [cardId],
    );
    expect(card).to.deep.equal({ success_count: 0, failure_count: 1 });
  });

  it('is told to end soon once, and ends; a receipt under review has no end', async () => {
    await till.addCard();
    const [open, reviewed] = [
      await till.begin(userId, { topUpToman: 50_000 }),
      await till.begin(userId, { topUpToman: 60_000 }),
    ];
    await till.submit(reviewed);
    await passTime(open, 'check_at');
    await enqueueDuePayments(till.shop.tenant);
    expect(await told()).to.include('card-payment.due');
    for (const payment of [open, reviewed, open, reviewed]) await due(payment);
    expect((await told()).filter((name) => name === 'notice card_payment_ends')).to.have.length(1);
    for (const payment of [open, reviewed]) {
      await passTime(payment, 'expires_at');
      await due(payment);
    }
    expect((await till.read(open)).status).to.equal('expired');
    expect((await till.read(reviewed)).status).to.equal('pending');
  });

  it('is cancelled by its payer while no receipt came, and not by another payment of the order while one did', async () => {
    await till.addCard();
    const { tenant } = till.shop;
    const open = await till.begin(userId, { topUpToman: 50_000 });
    const reviewed = await till.begin(userId, { orderId: await till.newCart(userId) });
    await till.submit(reviewed);
    const cancel = ({ id: paymentId }: Payment) =>
      tenant.db((tx) => cancelOwnPayment(tenant, tx, { userId, paymentId }));
    expect((await cancel(open))?.status).to.equal('cancelled');
    expect(await cancel(reviewed)).to.equal(undefined);
    const again = await till.start(userId, { orderId: reviewed.orderId! });
    expect(again).to.nested.include({ kind: 'started', 'payment.id': reviewed.id });
  });
});

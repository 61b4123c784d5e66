import { expect } from 'chai';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { byReviewer, type Decision } from '#services/card-payments/decision.js';
import { askPicture, rejectPayment } from '#services/card-payments/reject-payment.js';
import { findReviewer } from '#services/card-payments/reviewers.js';
import { undoDecision } from '#services/card-payments/undo-decision.js';
import type { Payment } from '#services/payments/payment.js';
import type { Tx } from '#tenancy/scope.js';
import { BotPlan } from '#models/bot-plan.js';
import { namesOf } from '../../support/bot/sales.js';
import { openCardTill, type CardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { everythingOf } from '../../support/payments/everything.js';

const reviewers = Array.from({ length: 10 }, (_, at) => String(9_000 + at));

describe('decisions about receipts', function () {
  this.timeout(180_000);
  let till: CardTill;
  let cardId: string;
  beforeEach(async () => {
    till = await openCardTill();
    cardId = await till.addCard();
    for (const id of reviewers)
      await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'reviewer')`, [
        ...[till.shop.botId, id],
      ]);
  });

  type Verb = 'approve' | 'picture' | 'reject';
  /** What a tap does: whoever taps is looked up in the transaction of the decision. */
  async function decideIn(tx: Tx, verb: Verb, { id: paymentId }: Payment, telegramId: string) {
    const { tenant } = till.shop;
    const reviewer = await findReviewer(tenant, tx, { telegramId, name: `R${telegramId}` });
    if (!reviewer) return undefined;
    const by = { paymentId, ...byReviewer(reviewer), openHours: 24 };
    if (verb === 'approve') return approvePayment(tenant, tx, by);
    return verb === 'reject'
      ? rejectPayment(tenant, tx, { ...by, reason: 'amount' })
      : askPicture(tenant, tx, by);
  }
  const decide = (verb: Verb, payment: Payment, telegramId = reviewers[0]!): Promise<Decision | undefined> =>
    till.shop.tenant.db((tx) => decideIn(tx, verb, payment, telegramId));
  const undo = ({ id: paymentId }: Payment) =>
    till.shop.tenant.db((tx) =>
      undoDecision(till.shop.tenant, tx, { paymentId, by: '9000', byName: 'Olga' }),
    );
  const balanceOf = async (userId: string) => (await till.shop.look(userId)).balanceToman;
  const countsOf = async () => {
    const [row] = await ownerQuery<{ success_count: number; failure_count: number }>(
      'select success_count, failure_count from tenant_payment_cards where id = $1',
      [cardId],
    );
    return [row!.success_count, row!.failure_count];
  };
  const newReceipt = async (wish: { topUpToman: number } | 'order' = { topUpToman: 50_000 }) => {
    const userId = (await till.shop.addBuyer()).id;
    const payment = await till.begin(
      userId,
      wish === 'order' ? { orderId: await till.newCart(userId) } : wish,
    );
    await till.submit(payment);
    return { userId, payment };
  };

  it('are one a payment, when ten reviewers approve and reject two hundred at once; all sums agree', async () => {
    const people = await Promise.all(Array.from({ length: 200 }, () => till.shop.addBuyer()));
    const payments: Payment[] = [];
    for (const [at, { id }] of people.entries()) {
      const payment = await till.begin(id, { topUpToman: 10_000 + at });
      await till.submit(payment);
      payments.push(payment);
    }
    const work = payments.flatMap((payment, at) =>
      reviewers.map((id, who) => ({
        payment,
        id,
        verb: (at + who) % 2 === 0 ? ('approve' as const) : ('reject' as const),
      })),
    );
    const decisions = await Promise.all(work.map(({ verb, payment, id }) => decide(verb, payment, id)));
    const done = decisions.filter((decision) => decision?.kind === 'done');
    expect(done).to.have.length(200);
    expect(new Set(done.map((decision) => decision!.payment.id)).size).to.equal(200);
    const [sums] = await ownerQuery<Record<string, string>>(
      `select
         (select sum(balance_toman) from users where bot_id = $1)::text as balances,
         (select sum(amount_toman) from transactions where bot_id = $1)::text as ledger,
         (select sum(amount_toman) from transactions where bot_id = $1 and type = 'deposit')::text as revenue,
         (select sum(credited_toman) from card_to_card_payments where bot_id = $1)::text as credited,
         (select sum(amount_toman) from card_to_card_payments where bot_id = $1 and status = 'approved')::text as approved,
         (select count(*) from audit_log where bot_id = $1 and action like 'receipt.%')::text as audited,
         (select count(*) from card_to_card_payments where bot_id = $1 and status = 'rejected')::text as rejected`,
      [till.shop.botId],
    );
    const { balances, ledger, revenue, credited, approved, audited, rejected } = sums!;
    expect(new Set([balances, ledger, revenue, credited, approved]).size, JSON.stringify(sums)).to.equal(1);
    expect(audited).to.equal('200');
    expect(await countsOf()).to.deep.equal([200 - Number(rejected), Number(rejected)]);
    const told = namesOf(await till.shop.jobs()).filter((name) =>
      /payment_received|receipt_rejected/.test(name),
    );
    expect(told).to.have.length(200);
  });

  for (const verb of ['approve', 'reject', 'picture'] as const)
    it(`leave nothing when the process dies before any statement of ${verb}, and are made once after`, async () => {
      const { payment } = await newReceipt('order');
      const { tenant, botId } = till.shop;
      const before = await everythingOf(botId);
      let at = 1;
      for (; (await dieBefore(tenant, at, (tx) => decideIn(tx, verb, payment, '9000'))).died; at += 1)
        expect(await everythingOf(botId)).to.equal(before);
      expect(at).to.be.above(6);
      expect((await decide(verb, payment))?.kind).to.equal('decided');
    });

  for (const verb of ['approve', 'reject', 'picture'] as const)
    it(`are undone whole or not at all, after ${verb}`, async () => {
      const { payment, userId } = await newReceipt('order');
      await decide(verb, payment);
      const { tenant, botId } = till.shop;
      const before = await everythingOf(botId);
      const undoing = (tx: Tx) => undoDecision(tenant, tx, { paymentId: payment.id, by: '9000' });
      let at = 1;
      for (; (await dieBefore(tenant, at, undoing)).died; at += 1)
        expect(await everythingOf(botId)).to.equal(before);
      expect(at).to.be.above(5);
      expect((await undo(payment)).kind).to.equal('nothing');
      expect(await balanceOf(userId)).to.equal(0);
      expect(await countsOf()).to.deep.equal([0, 0]);
    });

  it('of an approval are undone with the sale: the order is reversed, the money out, the payment never approved again', async () => {
    const { payment, userId } = await newReceipt('order');
    await decide('approve', payment);
    const undone = await undo(payment);
    expect(undone).to.include({ kind: 'undone', missingToman: 0 });
    const { balanceToman, ledger, orders, subscriptions } = await till.shop.look(userId);
    expect(balanceToman).to.equal(0);
    expect(ledger.map(({ amountToman }) => amountToman)).to.deep.equal([
      200_000, -200_000, 200_000, -200_000,
    ]);
    expect(orders[0]!.state).to.equal('refunded');
    expect(subscriptions[0]!.status).to.not.equal('active');
    const jobs = namesOf(await till.shop.jobs());
    expect(jobs).to.include('notice approval_undone').and.to.include('subscription.provision');
    const read = await till.read(payment);
    expect(read).to.include({ status: 'refunded', problem: null });
    expect(read.refundTransactionId).to.equal(ledger.at(-1)!.id);
    expect((await decide('approve', payment))?.kind).to.equal('decided');
    expect(await balanceOf(userId)).to.equal(0);
  });

  it('of an approval are undone though other money is there: the sale is reversed all the same', async () => {
    const { payment, userId } = await newReceipt('order');
    await decide('approve', payment);
    await till.shop.credit(userId, 500_000);
    await undo(payment);
    const { balanceToman, orders } = await till.shop.look(userId);
    expect([balanceToman, orders[0]!.state]).to.deep.equal([500_000, 'refunded']);
  });

  it('leave a sale alone that other money had paid before', async () => {
    const { payment, userId } = await newReceipt('order');
    await till.shop.credit(userId, 200_000);
    const [{ revision } = { revision: 0 }] = await ownerQuery<{ revision: number }>(
      'select revision from orders where id = $1',
      [payment.orderId],
    );
    expect((await till.shop.confirm(userId, { id: payment.orderId!, revision })).kind).to.equal('paid');
    await decide('approve', payment);
    expect(await undo(payment)).to.include({ kind: 'undone', missingToman: 0 });
    const { balanceToman, orders } = await till.shop.look(userId);
    expect([balanceToman, orders[0]!.state]).to.deep.equal([0, 'paid']);
  });

  it('leave such a sale alone also where the wallet lacks the money, which is said', async () => {
    const { payment, userId } = await newReceipt('order');
    await till.shop.credit(userId, 200_000);
    const [{ revision } = { revision: 0 }] = await ownerQuery<{ revision: number }>(
      'select revision from orders where id = $1',
      [payment.orderId],
    );
    await till.shop.confirm(userId, { id: payment.orderId!, revision });
    await decide('approve', payment);
    await ownerQuery('update users set balance_toman = 50000 where id = $1', [userId]);
    expect(await undo(payment)).to.include({ kind: 'undone', missingToman: 150_000 });
    const { balanceToman, orders } = await till.shop.look(userId);
    expect([balanceToman, orders[0]!.state]).to.deep.equal([0, 'paid']);
  });

  it('say how much of an undone approval is spent on what cannot be taken back', async () => {
    const { payment, userId } = await newReceipt();
    await decide('approve', payment);
    await ownerQuery('update users set balance_toman = 20000 where id = $1', [userId]);
    expect(await undo(payment)).to.include({ kind: 'undone', missingToman: 30_000 });
    expect(await till.read(payment)).to.include({ status: 'refunded', problem: 'refund_not_covered' });
    expect(await balanceOf(userId)).to.equal(0);
  });

  it('read as undone even where nothing is left to take out', async () => {
    const { payment, userId } = await newReceipt();
    await decide('approve', payment);
    await ownerQuery('update users set balance_toman = 0 where id = $1', [userId]);
    expect(await undo(payment)).to.include({ kind: 'undone', missingToman: 50_000 });
    expect(await till.read(payment)).to.include({ status: 'refunded', refundTransactionId: null });
    expect((await decide('approve', payment))?.kind).to.equal('decided');
  });

  it('of a rejection are undone to a receipt under review, which is decided anew', async () => {
    const { payment, userId } = await newReceipt();
    await decide('reject', payment);
    expect(await countsOf()).to.deep.equal([0, 1]);
    expect((await undo(payment)).kind).to.equal('undone');
    expect((await till.read(payment)).onCard).to.include({ tries: 0, rejectReason: null, reviewedBy: null });
    await decide('reject', payment);
    await undo(payment);
    expect((await decide('approve', payment))?.kind).to.equal('done');
    expect(await balanceOf(userId)).to.equal(50_000);
    expect(await countsOf()).to.deep.equal([1, 0]);
    const told = namesOf(await till.shop.jobs()).filter((name) => name === 'notice receipt_rejected');
    expect(told, 'each rejection is told').to.have.length(2);
  });

  it('are not undone after an hour, nor once another receipt came', async () => {
    const { payment } = await newReceipt();
    await decide('approve', payment);
    const age = `update card_to_card_payments set admin_reviewed_at = now() - interval '61 minutes' where id = $1`;
    await ownerQuery(age, [payment.id]);
    expect((await undo(payment)).kind).to.equal('too_late');
    const other = (await newReceipt()).payment;
    await decide('reject', other);
    await ownerQuery(`update card_to_card_payments set status = 'pending' where id = $1`, [other.id]);
    expect((await undo(other)).kind).to.equal('nothing');
  });

  it('are undone once, by whoever is first of ten, while others decide', async () => {
    const { payment, userId } = await newReceipt('order');
    await decide('approve', payment);
    const undos = await Promise.all(
      reviewers.flatMap((id) => [
        undo(payment),
        decide('approve', payment, id),
        decide('reject', payment, id),
      ]),
    );
    expect(undos.filter((one) => one?.kind === 'undone')).to.have.length(1);
    expect(undos.filter((one) => one?.kind === 'done')).to.deep.equal([]);
    expect(await balanceOf(userId)).to.equal(0);
  });

  it('are not made by who was removed while others decide', async () => {
    const { payment } = await newReceipt();
    const [, decision] = await Promise.all([
      ownerQuery('delete from bot_admins where bot_id = $1 and telegram_id = $2', [till.shop.botId, '9001']),
      new Promise((resolve) => setImmediate(resolve)).then(() => decide('approve', payment, '9001')),
    ]);
    const [left] = await ownerQuery(`select from bot_admins where bot_id = $1 and telegram_id = '9001'`, [
      till.shop.botId,
    ]);
    expect(left).to.equal(undefined);
    // Either they were in time, or nothing happened at all.
    expect((await till.read(payment)).status).to.equal(decision ? 'paid' : 'pending');
    expect(await decide('reject', (await newReceipt()).payment, '9001')).to.equal(undefined);
  });

  it('credit money for an order that is dearer by now, and ask its buyer again', async () => {
    const { payment, userId } = await newReceipt('order');
    await till.shop.tenant.db(() => BotPlan.update({ priceToman: 300_000 }, { where: {} }));
    await ownerQuery(`update orders set quoted_at = now() - interval '3 days' where id = $1`, [
      payment.orderId,
    ]);
    expect((await decide('approve', payment))?.kind).to.equal('done');
    const { balanceToman, subscriptions } = await till.shop.look(userId);
    expect([balanceToman, subscriptions.length]).to.deep.equal([200_000, 0]);
    expect(namesOf(await till.shop.jobs())).to.include('notice order_changed');
  });

  it('credit money that came on a card that is switched off or deleted by now', async () => {
    const [one, two] = [await newReceipt(), await newReceipt()];
    await ownerQuery('update tenant_payment_cards set is_active = false where id = $1', [cardId]);
    await decide('approve', one.payment);
    await ownerQuery('update tenant_payment_cards set deleted_at = now() where id = $1', [cardId]);
    await decide('approve', two.payment);
    expect([await balanceOf(one.userId), await balanceOf(two.userId)]).to.deep.equal([50_000, 50_000]);
    expect(await countsOf()).to.deep.equal([2, 0]);
  });
});

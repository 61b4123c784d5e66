import { expect } from 'chai';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import type { ReceiptPart } from '#services/card-payments/receipt-parts.js';
import { submitReceipt, type Submitted } from '#services/card-payments/submit-receipt.js';
import type { Payment } from '#services/payments/payment.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { namesOf } from '../../support/bot/sales.js';
import { openCardTill, type CardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const picture = (name: string): ReceiptPart => ({
  ...{ kind: 'image', fileId: `file ${name}`, fileUniqueId: `unique ${name}`, words: null },
});
const words = (text: string): ReceiptPart => ({
  kind: 'text',
  fileId: null,
  fileUniqueId: null,
  words: text,
});

describe('a receipt of a payment from card to card', function () {
  this.timeout(60_000);
  let till: CardTill;
  let userId: string;
  let payment: Payment;
  beforeEach(async () => {
    till = await openCardTill();
    await till.addCard();
    userId = (await till.shop.addBuyer()).id;
    payment = await till.begin(userId, { topUpToman: 50_000 });
  });

  const sent = (parts: readonly ReceiptPart[]) => ({
    ...{ paymentId: payment.id, userId, parts, openHours: 24 },
  });
  const submitIn = (tx: Tx, parts: readonly ReceiptPart[], tenant: Tenant = till.shop.tenant) =>
    submitReceipt(tenant, tx, sent(parts));
  const submit = (...parts: ReceiptPart[]): Promise<Submitted> =>
    till.shop.tenant.db((tx) => submitIn(tx, parts));
  const parts = () =>
    ownerQuery<{ kind: string; words: string | null; attempt: number }>(
      'select kind, words, attempt from card_receipts where bot_id = $1 order by id',
      [till.shop.botId],
    );
  const row = async () =>
    (
      await ownerQuery<{ status: string; submitted_at: Date | null; receipt_type: string | null }>(
        'select status, submitted_at, receipt_type from card_to_card_payments where id = $1',
        [payment.id],
      )
    )[0]!;
  const reviews = async (): Promise<number> =>
    namesOf(await till.shop.jobs()).filter((name) => name === 'card-payment.review').length;

  it('is there whole or not at all, before whichever statement the process dies, and once after that', async () => {
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(till.shop.tenant, at, (tx) => submitIn(tx, [picture('a'), words('b')]));
      if (!fate.died) {
        expect(at).to.be.above(6);
        expect(fate.value).to.include({ kind: 'taken', isFirst: true });
        break;
      }
      expect(await parts(), `before statement ${at}`).to.deep.equal([]);
      expect(await row()).to.include({ status: 'pending', submitted_at: null, receipt_type: null });
      expect(await reviews()).to.equal(0);
    }
    expect(await parts()).to.have.length(2);
    expect(await row()).to.include({ status: 'pending', receipt_type: 'both' });
    expect(await reviews()).to.equal(1);
    expect(await submit(picture('a'), words('b'))).to.include({ kind: 'known' });
    expect(await reviews()).to.equal(1);
  });

  it('begins one review of thirty parts that come at once, and keeps twenty of them', async () => {
    const done = await Promise.all(Array.from({ length: 30 }, (_, n) => submit(picture(String(n)))));
    const kinds = done.map((one) => (one.kind === 'taken' && one.isFirst ? 'first' : one.kind));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect([count('first'), count('taken'), count('full')]).to.deep.equal([1, 19, 10]);
    expect(await parts()).to.have.length(20);
  });

  it('is one of thirty that are the same', async () => {
    const done = await Promise.all(
      Array.from({ length: 30 }, (_, n) => submit(n % 2 === 0 ? picture('same') : words('the same'))),
    );
    expect(done.filter(({ kind }) => kind === 'taken')).to.have.length(2);
    expect(await parts()).to.have.length(2);
  });

  it('is not taken when the money was credited first, and is approved once where both come at once', async () => {
    const { tenant } = till.shop;
    const approve = () => tenant.db((tx) => approvePayment(tenant, tx, { paymentId: payment.id, by: null }));
    const [submitted] = await Promise.all([submit(picture('a')), approve(), approve()]);
    expect(await row()).to.include({ status: 'approved' });
    expect((await till.shop.look(userId)).balanceToman).to.equal(50_000);
    expect(await parts()).to.have.length(submitted.kind === 'taken' ? 1 : 0);
    expect(await submit(picture('b'))).to.deep.equal({ kind: 'over' });
  });

  it('is taken from nobody but the payer, who is not blocked, and in no other bot', async () => {
    const other = (await till.shop.addBuyer()).id;
    const { tenant } = till.shop;
    const of = (who: string, id: string, place = tenant) =>
      place.db((tx) => submitReceipt(place, tx, { ...sent([picture('a')]), userId: who, paymentId: id }));
    expect(await of(other, payment.id)).to.deep.equal({ kind: 'over' });
    for (const id of ['', '0', 'x', '9'.repeat(30)])
      expect(await of(userId, id)).to.deep.equal({ kind: 'over' });
    const elsewhere = await openCardTill();
    expect(await of(userId, payment.id, elsewhere.shop.tenant)).to.deep.equal({ kind: 'over' });
    await ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);
    expect(await of(userId, payment.id)).to.deep.equal({ kind: 'over' });
    expect(await parts()).to.deep.equal([]);
  });

  it('keeps the order while it waits for the review, also of a payment that expired', async () => {
    const orderId = await till.newCart(userId);
    payment = await till.begin(userId, { orderId });
    await ownerQuery(
      `update card_to_card_payments set status = 'expired', expires_at = now() - interval '1 second', check_at = null where id = $1`,
      [payment.id],
    );
    await ownerQuery(`update orders set expires_at = now() + interval '1 minute' where id = $1`, [orderId]);
    expect(await submit(words('late'))).to.include({ kind: 'taken', isFirst: true });
    const [kept] = await ownerQuery<{ hours: number }>(
      `select extract(epoch from expires_at - now())::int / 3600 as hours from orders where id = $1`,
      [orderId],
    );
    expect(kept!.hours).to.be.at.least(23);
  });
});

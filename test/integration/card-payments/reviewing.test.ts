import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { bankNotes } from '#services/card-payments/decision.js';
import type { MessageView } from '../../../scripts/sandbox/telegram.js';
import { openReviewDesk, type ReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';

const { reviews, notices } = textsOf.en;
const { buttons, alerts, heads } = reviews;
const plain = (html: string): string => html.replace(/<[^>]+>/g, '').split('{')[0]!;

describe('a receipt before its reviewers', function () {
  this.timeout(60_000);
  let desk: ReviewDesk;
  before(async () => {
    desk = await openReviewDesk();
  });
  after(() => desk.driver.close());

  const review = (): MessageView => desk.messageWith(buttons.approve);

  it('comes with its pictures, and says all that they need to decide', async () => {
    const { payer, payment } = await desk.newReceipt({ pictures: 2, words: 'ref 0123456789 <b>' });
    const messages = desk.said();
    expect(messages.map(({ photo }) => photo !== undefined)).to.deep.equal([true, true, false]);
    const albums = desk.driver.telegram.calls({ token: desk.bot.token, method: 'sendMediaGroup' });
    expect(albums.map(({ params }) => (params.media as object[]).length)).to.deep.equal([2]);
    const { text, replyToId } = messages.at(-1)!;
    expect(replyToId).to.equal(messages[0]!.id);
    expect(text).to.match(new RegExp(plain(heads.waiting)));
    for (const fact of [payment.reference, '50,000', '500,000', payer.person.id, 'Sara Ahmadi', 'Bank Melli'])
      expect(text).to.contain(fact);
    expect(text).to.contain('ref 0123456789 <b>').and.contain('0 approved, 0 rejected');
    expect(desk.buttonsOf(review())).to.deep.equal([
      ...[buttons.approve, buttons.reject, buttons.sum, buttons.picture, buttons.more, buttons.block],
    ]);
  });

  it('gets later parts as replies, and its message says them', async () => {
    const { payer, payment } = await desk.newReceipt();
    const message = review();
    await desk.submit(payer, payment, { pictures: 1, words: 'sorry, this one' });
    await desk.driver.settle();
    const later = desk.said().filter(({ id }) => id > message.id);
    expect(later.map(({ replyToId }) => replyToId)).to.deep.equal([message.id, message.id]);
    expect(later.at(-1)!.text).to.contain('sorry, this one');
    expect(review().text).to.contain('sorry, this one');
    expect(review().id).to.equal(message.id);
  });

  it('gets later parts as one album, too', async () => {
    const { payer, payment } = await desk.newReceipt();
    const message = review();
    await desk.submit(payer, payment, { pictures: 3 });
    await desk.driver.settle();
    const later = desk.said().filter(({ id }) => id > message.id);
    expect(later.map(({ replyToId }) => replyToId)).to.deep.equal([message.id, message.id, message.id]);
    expect(new Set(later.map(({ raw }) => raw.media_group_id)).size).to.equal(1);
    expect(await postedParts(payment.id)).to.deep.equal(later.map(({ id }) => String(id)));
  });

  it('says who decided about a receipt that others came after, however late that is asked', async () => {
    const { payer, payment } = await desk.newReceipt();
    const first = review();
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, reviews.reasons.not_received);
    await desk.submit(payer, payment, { words: 'second' });
    await desk.driver.settle();
    const second = review();
    const former = desk.said().find(({ id }) => id === first.id)!;
    expect(former.text).to.contain('Reza Karimi');
    expect(desk.buttonsOf(former), 'its rejection can be undone no more').to.deep.equal([]);
    await tapData(desk.owner, first, `review-approve:${payment.id}.0`);
    await desk.settled();
    const shown = (message: MessageView): string => desk.said().find(({ id }) => id === message.id)!.text;
    expect(shown(first)).to.contain('Rejected').and.contain('Reza Karimi');
    await desk.tap(desk.owner, buttons.picture);
    await desk.submit(payer, payment, { words: 'third' });
    await desk.driver.settle();
    await desk.tap(desk.reviewer, buttons.approve);
    for (const [attempt, message] of [first, second].entries())
      await tapData(desk.owner, message, `review-approve:${payment.id}.${attempt}`);
    await desk.settled();
    expect(shown(first))
      .to.contain('Rejected')
      .and.contain('Reza Karimi')
      .and.contain(reviews.reasons.not_received);
    expect(shown(second)).to.contain(plain(heads.pictureWanted)).and.contain('Olga');
    const answer = await tapData(desk.owner, second, `review-undo-yes:${payment.id}.1`);
    expect(answer).to.include({ text: alerts.nothing });
    expect((await desk.read(payment.id)).status).to.equal('paid');
  });

  it('is approved by one tap, once; the message says who did, has no buttons but undo, and everything is noted', async () => {
    const { payer, payment } = await desk.newReceipt();
    const message = review();
    const before = await desk.countsOf(desk.cardId);
    expect(await desk.tap(desk.reviewer, buttons.approve)).to.include({ text: alerts.approved });
    expect(await desk.balanceOf(payer)).to.equal(50_000);
    const [shown] = desk.said().filter(({ id }) => id === message.id);
    expect(shown!.text).to.contain(plain(heads.approved)).and.contain('Reza Karimi');
    expect(desk.buttonsOf(shown!)).to.deep.equal([buttons.undo]);
    const { onCard } = await desk.read(payment.id);
    expect(onCard).to.include({ reviewedBy: desk.reviewer.id, reviewedByName: 'Reza Karimi' });
    expect((await desk.audited()).at(-1)).to.deep.equal({
      action: 'receipt.approve',
      actor_id: desk.reviewer.id,
      actor_name: 'Reza Karimi',
    });
    const after = await desk.countsOf(desk.cardId);
    expect([after[0]! - before[0]!, after[1]! - before[1]!]).to.deep.equal([1, 0]);
  });

  it('tells who taps too late that somebody was first', async () => {
    const { payment } = await desk.newReceipt();
    const old = review();
    await desk.tap(desk.reviewer, buttons.approve);
    for (const data of [`review-because:${payment.id}.0.amount`, `review-approve:${payment.id}.0`])
      expect(await tapData(desk.owner, old, data)).to.include({ text: alerts.decided, show_alert: true });
    expect((await desk.read(payment.id)).status).to.equal('paid');
  });

  it('is rejected with a reason; the payer reads it, and another receipt is another attempt', async () => {
    const { payer, payment } = await desk.newReceipt();
    const first = review();
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, reviews.reasons.not_received);
    expect(payer.reads()).to.contain('the money has not arrived');
    const decided = desk.said().find(({ id }) => id === first.id)!;
    expect(decided.text).to.contain('Rejected').and.contain(reviews.reasons.not_received);
    await desk.submit(payer, payment, { words: 'second' });
    await desk.driver.settle();
    expect(review().text).to.contain('attempt 2').and.contain('1 rejected');
    const answer = await tapData(desk.reviewer, first, `review-approve:${payment.id}.0`);
    expect(answer).to.include({ text: alerts.moved });
    expect(await desk.balanceOf(payer)).to.equal(0);
    await desk.tap(desk.reviewer, buttons.approve);
    expect(await desk.balanceOf(payer)).to.equal(50_000);
    expect(desk.said().find(({ id }) => id === first.id)!.text).to.contain('Rejected');
  });

  it('is rejected in the words of the reviewer who was asked, in reply to the question, and of nobody else', async () => {
    const { payer, payment } = await desk.newReceipt();
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, buttons.words);
    const asked = desk.said().at(-1)!;
    expect(asked.text)
      .to.contain(payment.reference)
      .and.match(/^\u2068?Reza Karimi/);
    expect(asked.raw.reply_markup ?? {}).to.not.have.property('inline_keyboard');
    await desk.write(desk.owner, 'because I say so', asked.id);
    await desk.write(desk.stranger, 'because I say so', asked.id);
    await desk.write(desk.reviewer, 'not a reply');
    expect((await desk.read(payment.id)).status).to.equal('pending');
    await desk.write(desk.reviewer, 'Wrong day & month', asked.id);
    const { status, onCard } = await desk.read(payment.id);
    expect([status, onCard?.notes, onCard?.rejectReason]).to.deep.equal([
      'failed',
      'Wrong day & month',
      null,
    ]);
    expect(payer.reads()).to.contain('Wrong day & month');
    await desk.write(desk.reviewer, 'again', asked.id);
    expect((await desk.read(payment.id)).onCard?.notes).to.equal('Wrong day & month');
  });

  it('is approved with another sum, typed in Persian digits and confirmed', async () => {
    const { payer, payment } = await desk.newReceipt();
    await desk.tap(desk.reviewer, buttons.sum);
    const asked = desk.said().at(-1)!;
    await desk.write(desk.reviewer, 'a lot', asked.id);
    expect((await desk.read(payment.id)).status).to.equal('pending');
    // Another question takes the answer; the first one is over. A point before no group of three separates nothing.
    const question = () => desk.said().findLast(({ text }) => text === asked.text)!;
    expect(question().id).to.not.equal(asked.id);
    await desk.write(desk.reviewer, '45000.5', question().id);
    await desk.write(desk.reviewer, '۴۵ هزار', question().id);
    await desk.tap(desk.reviewer, 'review-sum-yes');
    expect(await desk.balanceOf(payer)).to.equal(45_000);
    expect(await desk.read(payment.id)).to.include({ problem: 'underpaid', creditedToman: 45_000 });
    const texts = desk.said().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('45,000 toman instead of 50,000'))).to.have.length(2);
  });

  it('shows all lines of the words that came, and the payer all of a reason', async () => {
    const words = [
      'Bank Melli',
      'amount 500,000 rial',
      `reference ${'9'.repeat(40)}`,
      '/start @someone',
    ].join('\n');
    const { payer } = await desk.newReceipt({ pictures: 0, words });
    for (const line of words.split('\n')) expect(review().text).to.contain(line);
    expect(JSON.stringify(review().raw.entities)).to.not.match(/bot_command|"mention"/);
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, buttons.words);
    const reason = `${'We see no transfer of this sum. '.repeat(4)}Please send the whole receipt <again>`;
    await desk.write(desk.reviewer, reason, desk.said().at(-1)!.id);
    expect(payer.reads()).to.contain(reason);
  });

  it('says in words of its reader that a message of the bank approved it', async () => {
    const { payment } = await desk.newReceipt();
    const { tenant } = desk.bot;
    await tenant.db((tx) =>
      approvePayment(tenant, tx, { paymentId: payment.id, by: null, notes: bankNotes('3') }),
    );
    await desk.driver.settle();
    const told = desk.said().findLast(({ text }) => text.includes(payment.reference))!.text;
    expect(told).to.contain(reviews.decided.byBank.split(',')[0]!).and.not.contain('bank message');
  });

  it('is asked for once more as a better picture, which is no failure', async () => {
    const { payer, payment } = await desk.newReceipt();
    const before = await desk.countsOf(desk.cardId);
    await desk.tap(desk.reviewer, buttons.picture);
    expect(await desk.countsOf(desk.cardId)).to.deep.equal(before);
    expect(payer.reads()).to.contain(notices.cards.pictureWanted.split('.')[1]!.trim());
    await desk.submit(payer, payment, { pictures: 1 });
    await desk.driver.settle();
    expect(review().text).to.contain('0 rejected');
  });

  it('shows details, and blocks its payer only after a question', async () => {
    const { payer } = await desk.newReceipt();
    await desk.tap(desk.reviewer, buttons.more);
    expect(review().text).to.contain('In the wallet now: 0 toman');
    await desk.tap(desk.reviewer, buttons.back);
    await desk.tap(desk.reviewer, buttons.block);
    expect(desk.messageWith(buttons.blockYes).text).to.contain(reviews.block);
    expect(await desk.tap(desk.reviewer, buttons.blockYes)).to.include({ text: alerts.blocked });
    const [row] = await ownerQuery('select status from users where bot_id = $1 and telegram_id = $2', [
      ...[desk.bot.botId, payer.person.id],
    ]);
    expect(row).to.deep.equal({ status: 'blocked' });
    expect(review().text).to.contain('This person is blocked.');
    expect((await desk.audited()).at(-1)).to.include({ action: 'payer.block' });
  });

  it('is decided by reviewers only; who was removed between seeing and tapping is none', async () => {
    const { payment } = await desk.newReceipt();
    expect(await desk.tap(desk.stranger, buttons.approve)).to.include({ text: alerts.notForYou });
    const late = desk.driver.telegram.person({ firstName: 'Lea' });
    desk.driver.telegram.joinChannel(late, desk.group);
    await desk.name(late, 'reviewer');
    await desk.tap(late, buttons.more);
    await desk.dismiss(late);
    expect(await desk.tap(late, buttons.approve)).to.include({ text: alerts.notForYou });
    expect((await desk.read(payment.id)).status).to.equal('pending');
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, reviews.reasons.amount);
  });

  it('undoes an approval for an owner, and for nobody else; the money is taken out again', async () => {
    const { payer, payment } = await desk.newReceipt();
    await desk.tap(desk.reviewer, buttons.approve);
    expect(await desk.tap(desk.reviewer, 'review-undo')).to.include({ text: alerts.ownersOnly });
    await desk.tap(desk.owner, 'review-undo');
    expect(desk.messageWith('review-undo-yes').text).to.contain(reviews.undoTopUp);
    expect(await desk.balanceOf(payer)).to.equal(50_000);
    expect(await desk.tap(desk.owner, 'review-undo-yes')).to.include({ text: alerts.undone });
    expect(await desk.balanceOf(payer)).to.equal(0);
    expect((await desk.read(payment.id)).status).to.equal('refunded');
    expect(payer.reads())
      .to.contain('confirmed by mistake')
      .and.contain('50,000 toman was taken out')
      .and.not.contain('bought');
    await desk.bot.send(payer.person, '/menu');
    await payer.taps('wallet');
    expect(await payer.taps('wallet-history')).to.contain(textsOf.en.wallet.undone.approval);
    const message = desk
      .said()
      .find(({ text }) => text.includes(payment.reference) && text.includes('undone'))!;
    expect(desk.buttonsOf(message)).to.deep.equal([]);
    expect(message.text, 'the question is answered').to.not.contain(reviews.undo);
  });

  /** Numbers of the posted parts of a receipt after the first, in their sequence. */
  async function postedParts(paymentId: string): Promise<string[]> {
    const rows = await ownerQuery<{ id: string }>(
      `select message_id::text as id from card_review_messages
       where payment_id = $1 and kind = 'part' order by card_review_messages.id offset 1`,
      [paymentId],
    );
    return rows.map(({ id }) => id);
  }

  /** Presses a button that the message may have no more. */
  async function tapData(person: { id: string; firstName: string }, message: MessageView, data: string) {
    const id = String(Math.floor(Math.random() * 1e9));
    await desk.bot.feed({
      callback_query: {
        ...{ id, chat_instance: '1', data, message: message.raw },
        from: { id: Number(person.id), is_bot: false, first_name: person.firstName },
      },
    });
    const calls = desk.driver.telegram.calls({ token: desk.bot.token, method: 'answerCallbackQuery' });
    return calls.findLast(({ params }) => params.callback_query_id === id)!.params as { text?: string };
  }

  it('does nothing on forged data', async () => {
    const { payer, payment } = await desk.newReceipt();
    for (const data of [
      ...['review-approve:999999.0', 'review-approve:1', 'review-approve:', 'review-because:1.0.nonsense'],
      ...[
        `review-sum-yes:${payment.id}.0.99999999999`,
        `review-sum-yes:${payment.id}.0.-5`,
        'review-page:abc',
      ],
      ...[`review-because:${payment.id}.0.better_picture`, 'review-approve:00.0', 'menu', 'x'.repeat(64)],
    ])
      await tapData(desk.reviewer, review(), data);
    expect((await desk.read(payment.id)).status).to.equal('pending');
    expect(await desk.balanceOf(payer)).to.equal(0);
  });

  it('says what is odd about it, with the payments that this points to', async () => {
    const first = await desk.newReceipt({ pictures: 1 });
    await desk.tap(desk.reviewer, buttons.reject);
    await desk.tap(desk.reviewer, reviews.reasons.duplicate);
    const second = await desk.newReceipt({ pictures: 1, words: 'مبلغ ۷۵٬۰۰۰ تومان واریز شد' });
    expect(review().text).to.contain(second.payment.reference);
    await ownerQuery(
      `update card_receipts set file_unique_id = 'same' where kind = 'image' and payment_id = any($1)`,
      [[first.payment.id, second.payment.id]],
    );
    await desk.submit(second.payer, second.payment, {});
    await desk.driver.settle();
    const { text } = review();
    expect(text).to.contain(reviews.flags.same_file.split('{')[0]!.trim());
    expect(text).to.contain(`${first.payment.reference} ${reviews.flags.states.duplicate}`);
    expect(text).to.contain('75,000 toman');
    await desk.tap(desk.reviewer, buttons.approve);
    const decided = desk
      .said()
      .find(({ text: shown }) => shown.includes(second.payment.reference) && shown.includes('Approved'))!;
    expect(decided.text).to.not.contain('🚩');
  });
});

import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { notify } from '#services/notices/notify.js';
import type { MessageView } from '../../../scripts/sandbox/telegram.js';
import { openReviewDesk, type ReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';

const { reviews } = textsOf.en;
const { buttons, alerts, heads, list } = reviews;
const plain = (html: string): string => html.replace(/<[^>]+>/g, '').split('{')[0]!;

describe('where a receipt leads its reviewers', function () {
  this.timeout(60_000);
  let desk: ReviewDesk;
  before(async () => {
    desk = await openReviewDesk();
  });
  after(() => desk.driver.close());

  const review = (): MessageView => desk.messageWith(buttons.approve);

  it('calls an approval that was undone neither approved nor rejected where it points to it', async () => {
    const first = await desk.newReceipt({ pictures: 1 });
    await desk.tap(desk.reviewer, buttons.approve);
    await desk.tap(desk.owner, 'review-undo');
    await desk.tap(desk.owner, 'review-undo-yes');
    const second = await desk.newReceipt({ pictures: 1 });
    await ownerQuery(
      `update card_receipts set file_unique_id = 'undone' where kind = 'image' and payment_id = any($1)`,
      [[first.payment.id, second.payment.id]],
    );
    await desk.submit(second.payer, second.payment, {});
    await desk.driver.settle();
    expect(review().text).to.contain(`${first.payment.reference} ${reviews.flags.states.undone}`);
  });

  it('pages through what waits, oldest first, by /receipts, and finds a tracking number', async () => {
    await ownerQuery(
      `update card_to_card_payments set status = 'cancelled' where bot_id = $1 and status = 'pending'`,
      [desk.bot.botId],
    );
    await desk.write(desk.owner, '/receipts');
    expect(desk.said().at(-1)!.text).to.equal(list.none);
    const [one, two] = [await desk.newReceipt(), await desk.newReceipt()];
    await desk.write(desk.stranger, '/receipts');
    await desk.write(desk.reviewer, '/receipts');
    const page = (): MessageView => desk.said().at(-1)!;
    expect(page().text).to.contain(one.payment.reference).and.contain('Receipt 1 of 2');
    const { id } = page();
    await desk.tap(desk.reviewer, buttons.next, page());
    expect(page().text).to.contain(two.payment.reference).and.contain('Receipt 2 of 2');
    expect(page().id).to.equal(id);
    await desk.tap(desk.reviewer, buttons.approve, page());
    expect(await desk.balanceOf(two.payer)).to.equal(50_000);
    expect(page().text).to.contain(plain(heads.approved));
    await desk.write(desk.reviewer, `/receipts ${one.payment.reference.slice(4)}`);
    expect(page().text).to.contain(one.payment.reference);
    for (const name of [buttons.next, buttons.last])
      expect(desk.buttonsOf(page()), 'it is the only one').to.not.include(name);
    await desk.tap(desk.reviewer, buttons.parts, page());
    expect(page().photo).to.not.equal(undefined);
    await desk.write(desk.reviewer, '/receipts C2C-00000');
    expect(page().text).to.equal(list.unknown);
  });

  it('has no button to a page that is decided elsewhere', async () => {
    await ownerQuery(
      `update card_to_card_payments set status = 'cancelled' where bot_id = $1 and status = 'pending'`,
      [desk.bot.botId],
    );
    await desk.newReceipt();
    await desk.newReceipt();
    const elsewhere = review();
    await desk.write(desk.reviewer, '/receipts');
    const { id } = desk.said().at(-1)!;
    const page = (): MessageView => desk.said().find((message) => message.id === id)!;
    expect(page().text).to.contain('Receipt 1 of 2');
    expect(desk.buttonsOf(page())).to.include(buttons.next);
    await desk.tap(desk.reviewer, buttons.approve, elsewhere);
    expect(desk.buttonsOf(page())).to.not.include(buttons.next);
  });

  it('comes by a button of what a bank told, once for each payment that the money may be of', async () => {
    const { payment } = await desk.newReceipt();
    const { tenant, botId } = desk.bot;
    const [row] = await ownerQuery<{ id: string }>(
      `insert into card_bank_messages (bot_id, digest, sender, text, amount_rial, sent_at, state)
       values ($1, 'd', 'Bank', 'text', 500000, now(), 'ambiguous') returning id::text`,
      [botId],
    );
    const about = { message_id: row!.id, payment_ids: [payment.id] };
    await tenant.db((tx) => notify(tenant, tx, { kind: 'bank_message_unclear', about }));
    await desk.driver.settle();
    const notice = desk.messageWith('review-open');
    expect(desk.buttonsOf(notice)).to.have.length(1);
    expect(await desk.tap(desk.stranger, 'review-open')).to.include({ text: alerts.notForYou });
    await desk.tap(desk.reviewer, 'review-open');
    expect(desk.said().at(-1)!.text).to.contain(payment.reference);
    expect(desk.buttonsOf(desk.said().at(-1)!)).to.include(buttons.approve);
    expect(desk.said().find(({ id }) => id === notice.id)!.text).to.equal(notice.text);
  });
});

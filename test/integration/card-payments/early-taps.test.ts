import { expect } from 'chai';
import {
  addReviewMessage,
  findReviewMessage,
  notePosted,
  rememberTapped,
  turnReview,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import { openReviewDesk, type ReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';

describe('a tap on a message to reviewers before the bot has noted its number', function () {
  this.timeout(60_000);
  let desk: ReviewDesk;
  before(async () => {
    desk = await openReviewDesk();
    for (const person of [desk.owner, desk.reviewer]) {
      await desk.bot.send(person, '/start');
      await desk.bot.tap(person, 'English');
    }
  });
  after(() => desk.driver.close());

  let messageId = 900_000;
  /** A message that Telegram has, under a number which nobody has noted, and how it would be tapped and noted. */
  async function unnoted() {
    const { tenant } = desk.bot;
    const { payment } = await desk.newReceipt({ words: 'sent' });
    const shown = { paymentId: payment.id, attempt: 0 };
    const place = { chatId: '-4242', messageId: (messageId += 1) };
    const fresh = { kind: 'review', chatId: place.chatId, ...shown } as const;
    const row = (await tenant.db((tx) => addReviewMessage(tenant, tx, fresh)))!;
    const tap = (menu = 'reasons') =>
      tenant.db(async (tx) => {
        const message = await rememberTapped(tenant, tx, { ...shown, ...place });
        await turnReview(tenant, tx, message!, { ...shown, menu });
      });
    const note = () => tenant.db((tx) => notePosted(tenant, tx, { id: row.id, ...place }));
    const read = () => tenant.db((tx) => findReviewMessage(tenant, tx, row.id));
    const count = async () =>
      (
        await ownerQuery(
          'select from card_review_messages where bot_id = $1 and chat_id = $2 and message_id = $3',
          [tenant.botId, place.chatId, place.messageId],
        )
      ).length;
    const puts = async () =>
      (
        await ownerQuery(
          `select from outbox where bot_id = $1 and job_name = 'card-review.put' and payload->>'row_id' = $2`,
          [tenant.botId, row.id],
        )
      ).length;
    return { tap, note, read, count, puts, place };
  }
  const holds = (row: ReviewMessage | undefined, { messageId: number }: { messageId: number }): void =>
    expect(row).to.include({ menu: 'reasons', messageId: String(number), kind: 'review' }) as never;

  it('shows what it chose, by the message that is noted then', async () => {
    const { tap, note, read, count, puts, place } = await unnoted();
    await tap();
    const before = await puts();
    await note();
    holds(await read(), place);
    expect(await count()).to.equal(1);
    expect(await puts()).to.equal(before + 1);
  });

  it('counts once, whichever of both comes first, also at the same moment', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { tap, note, read, count, place } = await unnoted();
      await Promise.all(round % 2 === 0 ? [tap(), note()] : [note(), tap()]);
      holds(await read(), place);
      expect(await count(), `round ${round}`).to.equal(1);
    }
  });

  it('is not lost when it is the second one, and comes with the number', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { tap, note, read, count, place } = await unnoted();
      await tap('block');
      await Promise.all(round % 2 === 0 ? [tap(), note()] : [note(), tap()]);
      holds(await read(), place);
      expect(await count(), `round ${round}`).to.equal(1);
    }
  });
});

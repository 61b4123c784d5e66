import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import type { MessageView } from '../../../scripts/sandbox/telegram.js';
import { openReviewDesk, type ReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';
import { relayFor } from '../../support/relay-for.js';
import { zoneAt } from '../../support/zone-at.js';

const { reviews, notices } = textsOf.en;
const { buttons, alerts } = reviews;

describe('receipts where the review chat makes trouble', function () {
  this.timeout(60_000);
  let desk: ReviewDesk;
  const open = async (shape: Parameters<typeof openReviewDesk>[0] = {}): Promise<void> => {
    desk = await openReviewDesk(shape);
    for (const person of [desk.owner, desk.reviewer]) {
      await desk.bot.send(person, '/start');
      await desk.bot.tap(person, 'English');
    }
  };
  afterEach(() => desk.driver.close());

  const inPrivate = (person: { id: string }): MessageView[] =>
    desk.bot
      .said(person)
      .filter(({ buttons: rows }) => rows.flat().some(({ data }) => data?.startsWith('review-')));
  const trouble = (person: { id: string }): string[] =>
    desk.bot
      .said(person)
      .map(({ text }) => text)
      .filter((text) => text.startsWith('⚠️'));

  it('go to each reviewer in private when there is none, who are told so once', async () => {
    await open({ hasGroup: false });
    await desk.newReceipt({ pictures: 1 });
    await desk.newReceipt({ pictures: 1 });
    for (const person of [desk.owner, desk.reviewer]) {
      expect(inPrivate(person)).to.have.length(2);
      expect(trouble(person)).to.deep.equal([notices.cards.noChat]);
    }
    expect(desk.bot.said(desk.reviewer).filter(({ photo }) => photo)).to.have.length(2);
  });

  it('are decided in private once, and every message says by whom', async () => {
    await open({ hasGroup: false });
    const { payer, payment } = await desk.newReceipt({ words: 'sent' });
    await desk.tap(desk.reviewer, buttons.approve, inPrivate(desk.reviewer).at(-1), desk.reviewer.id);
    expect(await desk.balanceOf(payer)).to.equal(50_000);
    for (const person of [desk.owner, desk.reviewer]) {
      const shown = desk.bot.said(person).find(({ text }) => text.includes(payment.reference))!;
      expect(shown.text).to.contain('Approved').and.contain('Reza Karimi');
      expect(desk.buttonsOf(shown), 'owners only').to.deep.equal(person === desk.owner ? [buttons.undo] : []);
    }
  });

  it('are rejected in own words, and approved with another sum, by what a reviewer types in private', async () => {
    await open({ hasGroup: false });
    const { payment } = await desk.newReceipt({ words: 'sent' });
    await desk.tap(desk.reviewer, buttons.reject, undefined, desk.reviewer.id);
    await desk.tap(desk.reviewer, buttons.words, undefined, desk.reviewer.id);
    await desk.bot.send(desk.reviewer, 'Yesterday’s date');
    expect((await desk.read(payment.id)).onCard).to.include({ notes: 'Yesterday’s date', tries: 1 });
    expect(desk.bot.last(desk.reviewer).text).to.equal(alerts.rejected);
    const { payer } = await desk.newReceipt({ words: 'sent' });
    await desk.tap(desk.reviewer, buttons.sum, undefined, desk.reviewer.id);
    await desk.bot.send(desk.reviewer, 'much');
    await desk.bot.send(desk.reviewer, '٤٥٠٠٠');
    await desk.tap(desk.reviewer, 'review-sum-yes', undefined, desk.reviewer.id);
    expect(await desk.balanceOf(payer)).to.equal(45_000);
    await desk.bot.send(desk.stranger, '/start');
    await desk.bot.tap(desk.stranger, 'English');
    await desk.bot.send(desk.stranger, '/receipts');
    expect(inPrivate(desk.stranger)).to.deep.equal([]);
    await desk.bot.send(desk.reviewer, '/receipts');
    expect(desk.bot.last(desk.reviewer).text).to.equal(reviews.list.none);
  });

  it('go to the reviewers when the bot was thrown out, with the reason; and to the chat again when it is back', async () => {
    await open();
    const place = { chatId: desk.group, by: desk.owner };
    desk.driver.telegram.setBotStatus(desk.bot.token, place, 'kicked');
    const { payment } = await desk.newReceipt({ pictures: 1 });
    await desk.newReceipt({ pictures: 1 });
    for (const person of [desk.owner, desk.reviewer]) {
      expect(inPrivate(person)).to.have.length(2);
      expect(trouble(person)).to.have.length(1);
      expect(trouble(person)[0]).to.contain('kicked');
    }
    await desk.tap(desk.owner, buttons.approve, inPrivate(desk.owner)[0], desk.owner.id);
    expect((await desk.read(payment.id)).status).to.equal('paid');
    desk.driver.telegram.setBotStatus(desk.bot.token, place, 'administrator');
    await desk.newReceipt({ pictures: 1 });
    expect(desk.messageWith(buttons.approve).id).to.be.above(0);
    expect(inPrivate(desk.owner)).to.have.length(2);
  });

  it('go to the reviewers when the bot may not write in the chat', async () => {
    await open();
    const error = {
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
    };
    desk.driver.telegram.failNext({
      token: desk.bot.token,
      method: 'sendMessage',
      chatId: desk.group,
      error,
    });
    await desk.newReceipt({ words: 'sent' });
    expect(inPrivate(desk.reviewer)).to.have.length(1);
    expect(trouble(desk.reviewer)[0]).to.contain('not enough rights');
  });

  it('come without a part that Telegram does not know, and say so', async () => {
    await open();
    const payer = await desk.newPayer();
    const payment = await desk.begin(payer, { topUpToman: 50_000 });
    await desk.submit(payer, payment, { pictures: 1 });
    await ownerQuery(`update card_receipts set file_id = 'AgACAgQAAxkBAAOtherBot' where payment_id = $1`, [
      payment.id,
    ]);
    await desk.driver.settle();
    expect(desk.messageWith(buttons.approve).text).to.contain(reviews.partLost);
  });

  it('come with all parts that Telegram knows, though one of an album is none of them', async () => {
    await open();
    const payer = await desk.newPayer();
    const payment = await desk.begin(payer, { topUpToman: 50_000 });
    await desk.submit(payer, payment, { pictures: 4 });
    await ownerQuery(
      `update card_receipts set file_id = 'AgACAgQAAxkBAAOtherBot'
       where id = (select id from card_receipts where payment_id = $1 order by id offset 1 limit 1)`,
      [payment.id],
    );
    await desk.driver.settle();
    expect(desk.said().filter(({ photo }) => photo)).to.have.length(3);
    expect(desk.messageWith(buttons.approve).text).to.contain(reviews.partLost);
  });

  it('take the sale back when their approval is undone, and the payer reads that', async () => {
    await open();
    const payer = await desk.newPayer();
    const payment = await desk.begin(payer, { orderId: await desk.newCart(payer) });
    await desk.submit(payer, payment, { words: 'sent' });
    await desk.driver.settle();
    await desk.tap(desk.reviewer, buttons.approve);
    await desk.tap(desk.owner, 'review-undo');
    expect(desk.messageWith('review-undo-yes').text).to.contain(reviews.undo);
    await desk.tap(desk.owner, 'review-undo-yes');
    const told = desk.bot
      .said(payer.person)
      .map(({ text }) => text)
      .join('\n');
    expect(told).to.contain('100,000 toman was taken out').and.contain('bought with it was taken back');
    expect(await desk.balanceOf(payer)).to.equal(0);
  });

  it('go into their topic, and beside it when it was deleted', async () => {
    await open();
    const call = async (method: string, params: object): Promise<void> => {
      await fetch(`${desk.driver.telegram.url}/bot${desk.bot.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: Number(desk.group), ...params }),
      });
    };
    await call('createForumTopic', { name: 'Receipts' });
    const topic = desk.driver.telegram.topics(desk.group)[0]!;
    await ownerQuery('update bots set card_receipt_topic_id = $2 where id = $1', [desk.bot.botId, topic.id]);
    await desk.bot.publish();
    await desk.newReceipt({ pictures: 1 });
    const threads = () =>
      desk
        .said()
        .filter(({ text }) => text.includes('C2C-'))
        .map(({ threadId }) => threadId);
    expect(threads()).to.deep.equal([topic.id, topic.id]);
    await call('deleteForumTopic', { message_thread_id: topic.id });
    const { payment } = await desk.newReceipt({ pictures: 1 });
    const shown = desk.said().filter(({ text }) => text.includes(payment.reference));
    expect(shown.map(({ threadId }) => threadId)).to.deep.equal([undefined, undefined]);
    expect(desk.said().filter(({ text }) => text.includes('card_receipt_topic_id'))).to.have.length(1);
    await desk.tap(desk.reviewer, buttons.approve);
    expect((await desk.read(payment.id)).status).to.equal('paid');
  });

  it('follow a group that becomes a supergroup', async () => {
    await open({ isBasic: true });
    const before = await desk.newReceipt({ words: 'before' });
    const next = desk.driver.telegram.migrateGroup(desk.group, desk.owner);
    const { payment } = await desk.newReceipt({ words: 'after' });
    await desk.tap(desk.reviewer, buttons.approve, undefined, next);
    expect((await desk.read(payment.id)).status).to.equal('paid');
    expect(desk.messageWith('review-undo', next).text).to.contain(payment.reference);
    await desk.settled();
    await desk.submit(before.payer, before.payment, { words: 'more' });
    await desk.driver.settle();
    expect(desk.messageWith(buttons.approve, next).text).to.contain(before.payment.reference);
  });

  it('are reminded of when they wait too long, with growing pauses, and not by night', async () => {
    await open();
    await desk.bot.configure({ time_zone: zoneAt(12) });
    const { payment } = await desk.newReceipt({ words: 'sent' });
    const pass = async (minutes: number): Promise<number> => {
      await ownerQuery(
        `update card_to_card_payments set submitted_at = now() - make_interval(mins => $2), check_at = now() - interval '1 second'
         where id = $1`,
        [payment.id, minutes],
      );
      await ownerQuery('delete from notice_marks where bot_id = $1', [desk.bot.botId]);
      await enqueueDuePayments(desk.bot.tenant);
      await desk.driver.settle();
      return desk.said().filter(({ text }) => text.startsWith('⏰')).length;
    };
    expect(await pass(29)).to.equal(0);
    expect(await pass(31)).to.equal(1);
    expect(await pass(60)).to.equal(1);
    await desk.bot.configure({ time_zone: zoneAt(2) });
    expect(await pass(95)).to.equal(1);
    await desk.bot.configure({ time_zone: zoneAt(12) });
    await desk.driver.hurry();
    expect((await desk.read(payment.id)).checks).to.equal(1);
    await desk.tap(desk.reviewer, 'review-receipts');
    expect(desk.said().at(-1)!.text).to.contain(payment.reference);
    await desk.bot.configure({ card_review_reminder_minutes: 0 });
    expect(await pass(9_000)).to.equal(1);
  });

  it('are nobody else’s: another bot’s reviewer decides nothing with forged data', async () => {
    await open();
    const { payment, payer } = await desk.newReceipt({ words: 'sent' });
    const other = await desk.driver.addBot({ defaultLanguage: 'en' });
    const eve = desk.driver.telegram.person({ firstName: 'Eve' });
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      other.botId,
      eve.id,
    ]);
    await other.send(eve, '/start');
    await other.tap(eve, 'English');
    const shown = desk.messageWith(buttons.approve);
    const forge = async (to: typeof other, message: object): Promise<void> => {
      for (const act of ['approve', 'because', 'sum-yes', 'undo-yes', 'block-yes', 'more', 'picture'])
        await to.feed({
          callback_query: {
            ...{ id: String(Math.floor(Math.random() * 1e9)), chat_instance: '1', message },
            data: `review-${act}:${payment.id}.0${act === 'because' ? '.amount' : act === 'sum-yes' ? '.5' : ''}`,
            from: { id: Number(eve.id), is_bot: false, first_name: 'Eve' },
          },
        });
    };
    await forge(other, other.last(eve).raw);
    await forge(desk.bot, shown.raw);
    expect(await desk.read(payment.id)).to.include({ status: 'pending', transactionId: null });
    const [row] = await ownerQuery('select status from users where bot_id = $1 and telegram_id = $2', [
      ...[desk.bot.botId, payer.person.id],
    ]);
    expect(row).to.deep.equal({ status: 'active' });
    await other.send(eve, `/receipts ${payment.reference}`);
    expect(other.last(eve).text).to.not.contain(payment.reference);
    const rows = await ownerQuery('select from card_review_messages where bot_id = $1', [other.botId]);
    expect(rows).to.deep.equal([]);
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`say what was decided though workers die ${point}`, async () => {
      await open();
      const { payment, payer } = await desk.newReceipt({ words: 'sent' });
      const shown = desk.messageWith(buttons.approve);
      const data = `review-approve:${payment.id}.0`;
      desk.driver.telegram.tap(desk.bot.token, desk.reviewer, {
        messageId: shown.id,
        button: data,
        chatId: desk.group,
      });
      await desk.bot.takeIn();
      await desk.driver.crash('updates', point);
      await ownerQuery(`update outbox set created_at = created_at - interval '1 minute' where bot_id = $1`, [
        desk.bot.botId,
      ]);
      await relayFor(desk.bot, desk.driver.jobs);
      await desk.driver.settle();
      expect(await desk.balanceOf(payer)).to.equal(50_000);
      const message = desk.said().find(({ id }) => id === shown.id)!;
      expect(message.text).to.contain('Approved');
      expect(desk.buttonsOf(message)).to.deep.equal([buttons.undo]);
    });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`are posted once though the workers that post their album die ${point}`, async () => {
      await open();
      const payer = await desk.newPayer();
      const payment = await desk.begin(payer, { topUpToman: 50_000 });
      await desk.submit(payer, payment, { pictures: 3 });
      if (point !== 'before') await desk.driver.crash('bots', 'at-end');
      await relayFor(desk.bot, desk.driver.jobs);
      if (point !== 'before') await desk.driver.crash('messages', point === 'at-end' ? 'at-end' : 'before');
      await desk.driver.settle();
      expect(desk.said().filter(({ photo }) => photo)).to.have.length(3);
      expect(desk.said().filter(({ text }) => text.includes('A receipt to review'))).to.have.length(1);
    });

  for (const point of ['before', 'after-commit', 'at-end'] as const)
    it(`are posted once though the workers that post them die ${point}`, async () => {
      await open();
      const payer = await desk.newPayer();
      const payment = await desk.begin(payer, { topUpToman: 50_000 });
      await desk.submit(payer, payment, { words: 'sent' });
      await desk.driver.crash('bots', point);
      await relayFor(desk.bot, desk.driver.jobs);
      if (point !== 'before') await desk.driver.crash('messages', point === 'at-end' ? 'at-end' : 'before');
      await desk.driver.settle();
      expect(desk.said().filter(({ text }) => text.includes(payment.reference))).to.have.length(1);
      await desk.tap(desk.reviewer, buttons.approve);
      expect(desk.messageWith('review-undo').text).to.contain('Approved');
    });
});

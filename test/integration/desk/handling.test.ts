import { expect } from 'chai';
import { findTappedCard } from '#services/tickets/ticket-copies.js';
import { ownerQuery } from '../../support/database.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

describe('what staff do about a ticket', function () {
  this.timeout(60_000);
  let desk: HelpDesk;
  let id: string;
  beforeEach(async () => {
    desk = await openHelpDesk();
    id = await desk.open();
  });
  afterEach(() => desk.driver.close());

  const card = () => desk.shown().findLast(({ text }) => text.startsWith('🎫 Ticket'))!;
  const ready = (word: string, texts: object) =>
    ownerQuery(`insert into canned_answers (bot_id, word, title, texts) values ($1, $2, $3, $4)`, [
      ...[desk.bot.botId, word, `Answer ${word}`, JSON.stringify(texts)],
    ]);
  const last = () => desk.answers().map(({ text }) => text.split('\n').at(-1));

  it('shows by buttons of its card: priority, who has it, that they work on it', async () => {
    await desk.taps(desk.reza, 'desk-priority');
    expect((await desk.taps(desk.reza, '🔥 urgent')).text).to.equal('The priority was changed.');
    expect(card().text).to.contain('Priority: 🔥 urgent');
    expect(desk.topics()[0]!.name).to.equal(`🔥 #${id} It does not work`);
    expect((await desk.taps(desk.reza, 'desk-take')).text).to.equal('The ticket is yours.');
    expect(card().text).to.contain('Taken over by').and.contain('Reza');
    await desk.taps(desk.mina, 'desk-take');
    expect(card().text).to.contain('has this ticket. Take it over?');
    await desk.taps(desk.mina, 'desk-take-yes');
    expect(card().text).to.contain('Mina');
    await desk.taps(desk.mina, 'desk-release');
    expect(card().text).to.contain('Taken over by nobody');
    await desk.taps(desk.mina, 'desk-pending');
    expect(await desk.ticket(id)).to.include({ status: 'pending', priority: 'urgent' });
    expect(desk.shown().filter(({ text }) => text.startsWith('🎫 Ticket'))).to.have.length(1);
  });

  it('finds the card of its ticket before the bot has noted its number, and no other', async () => {
    const { tenant, botId } = desk.bot;
    const { id: messageId } = card();
    const place = { chatId: desk.group, ticketId: id };
    const find = (at: Partial<typeof place> & { messageId: number }) =>
      tenant.db((tx) => findTappedCard(tenant, tx, { ...place, ...at }));
    const [known, other] = [await find({ messageId }), await find({ messageId: messageId + 100 })];
    expect([known?.ticketId, known?.kind, other]).to.deep.equal([id, 'card', undefined]);
    await ownerQuery(`update ticket_copies set message_id = null where bot_id = $1 and kind = 'card'`, [
      botId,
    ]);
    expect((await find({ messageId }))?.id).to.equal(known?.id);
    expect(await find({ messageId, ticketId: String(Number(id) + 1) })).to.equal(undefined);
    await ownerQuery(`update ticket_copies set lost_reason = 'gone' where bot_id = $1 and kind = 'card'`, [
      botId,
    ]);
    expect(await find({ messageId })).to.equal(undefined);
  });

  it('shows who asks, and keeps them from writing for a while', async () => {
    await desk.taps(desk.reza, 'desk-person');
    expect(desk.shown().at(-1)!.text).to.contain('Wallet').and.contain('No payments').and.contain('Sara');
    await desk.taps(desk.reza, 'desk-block');
    await desk.taps(desk.reza, '1 day');
    expect(card().text).to.contain('May not write to support until');
    await desk.bot.send(desk.sara.person, 'let me in');
    expect(desk.bot.last(desk.sara.person).text).to.contain('cannot write to support until');
    expect(desk.shown().map(({ text }) => text)).not.to.include('let me in');
    await desk.taps(desk.reza, 'desk-unblock');
    expect(card().text).not.to.contain('May not write');
    expect(
      (
        await ownerQuery<{ action: string }>('select action from audit_log where bot_id = $1 order by id', [
          desk.bot.botId,
        ])
      ).map((row) => row.action),
    ).to.include.members(['ticket.block', 'ticket.unblock']);
  });

  it('sends answers that are kept ready: by buttons once however often it is tapped, and by a word', async () => {
    await ready('hello', { en: 'Good <b>day</b>', fa: 'سلام' });
    await ready('wait', { en: 'One moment' });
    await desk.bot.send(desk.sara.person, 'anybody?');
    await desk.says(desk.reza, '/take');
    await desk.taps(desk.reza, 'desk-answers');
    const data = card()
      .buttons.flat()
      .find(({ text }) => text.includes('hello'))!.data!;
    const tap = () =>
      desk.driver.telegram.tap(desk.bot.token, desk.reza, {
        messageId: card().id,
        button: data,
        chatId: desk.group,
      });
    tap();
    tap();
    await desk.settled();
    expect(last()).to.deep.equal(['Good day']);
    await desk.says(desk.mina, '/answer Wait');
    await desk.says(desk.mina, '/answer nothing');
    expect(last()).to.deep.equal(['Good day', 'One moment']);
    expect(desk.shown().at(-1)!.text).to.contain('hello').and.contain('wait');
  });

  it('is done by commands as well, in the topic of the ticket', async () => {
    for (const [command, after] of [
      ['/priority high', { priority: 'high' }],
      ['/take', { assignee_name: 'Reza' }],
      ['/pending', { status: 'pending' }],
      ['/close', { status: 'closed' }],
      ['/reopen', { status: 'open' }],
    ] as const) {
      await desk.says(desk.reza, command);
      expect(await desk.ticket(id), command).to.include(after);
    }
    await desk.says(desk.reza, '/block 3h');
    expect(
      await ownerQuery('select until from ticket_blocks where bot_id = $1', [desk.bot.botId]),
    ).to.have.length(1);
    expect(desk.answers()).to.deep.equal([]);
  });

  it('is nobody else’s: a button that was carried elsewhere does nothing', async () => {
    const { telegram } = desk.driver;
    const other = telegram.addGroup({ title: 'Other', owner: desk.mina, adminBots: [desk.bot.token] });
    const from = { id: Number(desk.mina.id), is_bot: false, first_name: 'Mina' };
    const message = {
      message_id: 1,
      date: 1,
      text: 'x',
      chat: { id: Number(other), type: 'supergroup' },
      from: { id: 1, is_bot: true, first_name: 'b' },
    };
    await desk.bot.feed({
      callback_query: { id: 'forged', from, chat_instance: '1', data: `desk-close:${id}`, message },
    });
    await desk.bot.feed({
      callback_query: {
        id: 'forged2',
        from: { ...from, id: Number(desk.sara.person.id) },
        chat_instance: '1',
        data: `desk-close:${id}`,
      },
    });
    expect(await desk.ticket(id)).to.include({ status: 'open' });
  });

  it('goes to both when two answer at once, and to the person who writes at the same moment', async () => {
    const { telegram } = desk.driver;
    const threadId = desk.topics()[0]!.id;
    telegram.send(desk.bot.token, desk.reza, { chatId: desk.group, threadId, text: 'mine' });
    telegram.send(desk.bot.token, desk.mina, { chatId: desk.group, threadId, text: 'yours' });
    telegram.send(desk.bot.token, desk.sara.person, 'and me');
    await desk.settled();
    expect(last()).to.deep.equal(['mine', 'yours']);
    expect(desk.shown().at(-1)!.text).to.equal('and me');
  });

  it('relays an album as one, in both directions, and a note of several parts to nobody', async () => {
    const { telegram } = desk.driver;
    const { token } = desk.bot;
    const send = async (person: typeof desk.reza, albumId: string, captions: string[], place = {}) => {
      for (const caption of captions)
        telegram.send(token, person, { photo: true, caption, albumId, ...place });
      await desk.bot.takeIn();
      // All updates of an album are there before its first message leaves.
      for (const _ of captions) await desk.driver.crash('updates', 'at-end');
      await desk.driver.settle();
    };
    const group = { chatId: desk.group, threadId: desk.topics()[0]!.id };
    await send(desk.reza, 'a1', ['two pictures', '']);
    const got = () => desk.bot.said(desk.sara.person).filter(({ photo }) => photo);
    expect(got()).to.deep.equal([], 'a picture of nobody in the dialog with Reza');
    await send(desk.reza, 'a2', ['two pictures', ''], group);
    expect(new Set(got().map(({ albumId }) => albumId)).size).to.equal(1);
    expect(got()).to.have.length(2);
    expect(got()[0]!.text).to.contain('two pictures');
    await send(desk.reza, 'a3', ['// among us', ''], group);
    expect(got()).to.have.length(2);
    await send(desk.sara.person, 'a4', ['', 'second']);
    const shown = desk.shown().filter(({ photo }) => photo);
    expect(shown.map(({ text }) => text)).to.deep.equal(['', 'second']);
    expect(new Set(shown.map(({ albumId }) => albumId)).size).to.equal(1);
  });

  it('lists what waits in private, for those who help alone', async () => {
    await desk.bot.send(desk.reza, '/start');
    await desk.bot.tap(desk.reza, 'English');
    await desk.bot.send(desk.reza, '/tickets');
    expect(desk.bot.last(desk.reza).text).to.contain('Tickets that wait');
    await desk.bot.tap(desk.reza, `desk-open:${id}`);
    const own = desk.bot.said(desk.reza);
    expect(own.some(({ text }) => text.startsWith('🎫 Ticket'))).to.equal(true);
    expect(own.at(-1)!.text).to.contain('Since today');
    await desk.bot.tap(desk.reza, `desk-close:${id}`);
    expect(await desk.ticket(id)).to.include({ status: 'closed' });
    expect(card().text).to.contain('closed');
    await desk.bot.send(desk.sara.person, '/tickets');
    expect(desk.bot.last(desk.sara.person).text).not.to.contain('wait');
  });
});

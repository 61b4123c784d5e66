import { expect } from 'chai';
import { botBounds } from '#platform/bounds.js';
import { dayMs, minuteMs } from '#platform/units.js';
import { closeTicket } from '#services/tickets/close-ticket.js';
import { editTicketMessage } from '#services/tickets/edit-message.js';
import { openTicket } from '#services/tickets/open-ticket.js';
import { rateTicket } from '#services/tickets/rate-ticket.js';
import { blockFromTickets, readTicketBlock, unblockFromTickets } from '#services/tickets/ticket-blocks.js';
import { listTicketMessages } from '#services/tickets/ticket-messages.js';
import { listTickets } from '#services/tickets/ticket-rows.js';
import { atTime } from '../../support/at-time.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import {
  deskChat,
  helpedBotOf,
  openHelpedBot,
  sara,
  words,
  type HelpedBot,
} from '../../support/helped-bot.js';
import { buildUser } from '../../factories/user.js';

const refusalOf = (outcome: object): string =>
  'refused' in outcome ? String(outcome.refused) : 'nothing refused';
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minuteMs).toISOString();

describe('a person who asks for help', () => {
  let bot: HelpedBot;
  beforeEach(async () => {
    bot = await openHelpedBot();
  });
  const close = (ticketId: string) =>
    bot.run((tx) => closeTicket(bot.tenant, tx, { ticketId, by: 'staff', staff: sara }));

  it('opens a ticket, which waits, and is shown to staff: its card, then the words', async () => {
    const ticket = await bot.opened('  اتصال برقرار نمی‌شود ');
    expect(ticket).to.include({
      ...{ title: 'اتصال برقرار نمی‌شود', status: 'open', priority: 'normal', messageCount: 1, reopened: 0 },
    });
    expect(ticket.waitingSince).to.eql(ticket.lastMessageAt);
    const copies = await bot.copies(ticket.id);
    expect(copies.map(({ kind, chatId, html }) => [kind, chatId, html])).to.eql([
      ['card', deskChat, null],
      ['message', deskChat, 'Help me'],
    ]);
    expect(await bot.puts()).to.eql(copies.map(({ id }) => id));
  });

  it('opens one by two taps at once, and by the same message again', async () => {
    const message = words('Help', bot.person.telegramId, 5);
    const both = await Promise.all([bot.open('A', message), bot.open('A', message)]);
    expect(both.map(refusalOf)).to.eql(['nothing refused', 'nothing refused']);
    const different = await Promise.all([bot.open('B'), bot.open('C')]);
    expect(different.map(refusalOf)).to.eql(['too_many', 'too_many']);
    expect((await bot.run((tx) => listTickets(bot.tenant, tx, {}))).count).to.equal(1);
    const fresh = await openHelpedBot();
    const taps = await Promise.all([fresh.open('B'), fresh.open('C'), fresh.open('D')]);
    expect(taps.map(refusalOf).toSorted()).to.eql(['nothing refused', 'too_many', 'too_many']);
  });

  it('has as many open as the setting says, and is shown those when there is no room', async () => {
    bot.values.open_tickets_per_user = 2;
    const [one, two] = [await bot.opened('One'), await bot.opened('Two')];
    const third = await bot.open('Three');
    expect('open' in third && third.open.map(({ id }) => id)).to.eql([two.id, one.id]);
    await close(one.id);
    expect(refusalOf(await bot.open('Three'))).to.equal('nothing refused');
    expect(refusalOf(await bot.say(one.id, 'Once more')), 'a closed one is no way around').to.equal(
      'too_many',
    );
  });

  it('opens a closed one again by a new word, and waits from then on', async () => {
    const { id } = await bot.opened();
    await close(id);
    expect(await bot.ticket(id)).to.include({ status: 'closed', closedBy: 'staff', waitingSince: null });
    const taken = await bot.say(id, 'Still the same');
    expect('isReopened' in taken && taken.isReopened).to.equal(true);
    const ticket = await bot.ticket(id);
    expect(ticket).to.include({
      status: 'open',
      closedAt: null,
      closedBy: null,
      reopened: 1,
      messageCount: 2,
    });
    expect(ticket.waitingSince).not.to.equal(null);
    expect(refusalOf(await bot.say(id, 'Hello?'))).to.equal('nothing refused');
    expect((await bot.ticket(id)).waitingSince, 'since the first word').to.eql(ticket.waitingSince);
  });

  it('cannot write into a ticket of somebody else', async () => {
    const { id } = await bot.opened();
    const other = await buildUser(bot.tenant);
    const stolen = helpedBotOf(bot.tenant, other).say(id, 'Mine');
    expect(await stolen.catch((error: unknown) => (error as { code: string }).code)).to.equal(
      'resource.unknown',
    );
  });

  it('who sends a hundred messages a second has twenty of them taken, is told of all others, and goes on later', async () => {
    const { id } = await bot.opened();
    const all = await Promise.all(
      Array.from({ length: 100 }, async (_, at) => refusalOf(await bot.say(id, `Word ${at}`))),
    );
    expect(all.filter((one) => one === 'nothing refused')).to.have.length(19);
    expect(all.filter((one) => one === 'flood')).to.have.length(81);
    expect((await bot.ticket(id)).messageCount).to.equal(20);
    const copies = await bot.copies(id);
    expect(copies).to.have.length(21);
    expect(await bot.puts(), 'each is put once, the card not again').to.eql(copies.map((copy) => copy.id));
    const messages = await bot.run((tx) => listTicketMessages(bot.tenant, tx, { ticketId: id, limit: 100 }));
    expect(
      copies.slice(1).map(({ html }) => html),
      'in the order in which they were taken',
    ).to.eql(messages.map(({ html }) => html).toReversed());
    await atTime(inMinutes(2), async () => {
      expect(refusalOf(await bot.say(id, 'Later'))).to.equal('nothing refused');
    });
  });

  it('opens twenty tickets a day at most, however fast they are closed', async () => {
    for (let at = 0; at < botBounds.ticketsADay; at += 1)
      await atTime(inMinutes(at * 2), async () => {
        await close((await bot.opened()).id);
      });
    await atTime(inMinutes(60), async () => expect(refusalOf(await bot.open())).to.equal('flood'));
    await atTime(inMinutes(24 * 60 + 1), async () =>
      expect(refusalOf(await bot.open())).to.equal('nothing refused'),
    );
  });

  it('is told that a ticket is full, and opens another', async () => {
    const { id } = await bot.opened();
    await ownerQuery('update tickets set message_count = $3 where bot_id = $1 and id = $2', [
      ...[bot.botId, id, botBounds.messagesOfTicket],
    ]);
    expect(refusalOf(await bot.say(id, 'More'))).to.equal('full');
    const answered = await bot.answer(id, 'More').catch((error: unknown) => (error as { code: string }).code);
    expect(answered).to.equal('ticket.full');
    await close(id);
    expect(refusalOf(await bot.open('Another'))).to.equal('nothing refused');
  });

  it('is kept from writing for a time, or until it is lifted, and what they had is left alone', async () => {
    const { id } = await bot.opened();
    const userId = bot.person.id;
    const block = (minutes: number | null) =>
      bot.run((tx) => blockFromTickets(bot.tenant, tx, { userId, minutes, reason: 'Spam', by: sara }));
    const lift = () => bot.run((tx) => unblockFromTickets(bot.tenant, tx, { userId, by: sara }));
    await block(60);
    const refused = await bot.say(id, 'Let me in');
    expect(refused).to.have.property('refused', 'blocked');
    expect('until' in refused && refused.until?.getTime()).to.be.closeTo(Date.now() + 60 * minuteMs, 60_000);
    await atTime(inMinutes(61), async () =>
      expect(refusalOf(await bot.say(id, 'After an hour'))).to.equal('nothing refused'),
    );
    await block(null);
    await atTime(inMinutes(525_600), async () =>
      expect(refusalOf(await bot.say(id, 'A year'))).to.equal('blocked'),
    );
    expect(await bot.run((tx) => readTicketBlock(bot.tenant, tx, { userId }))).to.include({
      ...{ until: null, reason: 'Spam', blockedBy: 'Sara' },
    });
    expect([await lift(), await lift()]).to.eql([true, false]);
    await atTime(inMinutes(70), async () =>
      expect(refusalOf(await bot.say(id, 'Lifted'))).to.equal('nothing refused'),
    );
    const [log] = await ownerQuery<{ actions: string[] }>(
      'select array_agg(action order by id) as actions from audit_log where bot_id = $1',
      [bot.botId],
    );
    expect(log?.actions).to.eql(['ticket.block', 'ticket.block', 'ticket.unblock']);
  });

  it('edits what they wrote: it is put again, as often as is bearable, and not while they are kept from writing', async () => {
    const { id } = await bot.opened();
    const source = { chatId: bot.person.telegramId, messageId: 4242 };
    await bot.say(id, 'Teh', { kind: 'text', html: 'Teh', source });
    const edit = (html: string) => bot.run((tx) => editTicketMessage(bot.tenant, tx, { source, html }));
    const before = await bot.puts();
    const both = await Promise.all([edit('The'), edit('The')]);
    expect(both.filter(Boolean), 'the same edit counts once').to.have.length(1);
    expect(await edit('The')).to.equal(undefined);
    const copy = (await bot.copies(id)).at(-1)!;
    expect(copy.html).to.equal('The');
    expect(await bot.puts()).to.eql([...before, copy.id]);
    expect(
      await bot.run((tx) =>
        editTicketMessage(bot.tenant, tx, { source: { ...source, messageId: 1 }, html: 'x' }),
      ),
    ).to.equal(undefined);
    await ownerQuery(
      'update ticket_messages set revision = 100 where bot_id = $1 and source_message_id = 4242',
      [bot.botId],
    );
    expect(await edit('Again')).to.equal(undefined);
    await ownerQuery(
      'update ticket_messages set revision = 2 where bot_id = $1 and source_message_id = 4242',
      [bot.botId],
    );
    await bot.run((tx) => blockFromTickets(bot.tenant, tx, { userId: bot.person.id, minutes: 5, by: sara }));
    expect(await edit('Spam')).to.equal(undefined);
    await bot.run((tx) => unblockFromTickets(bot.tenant, tx, { userId: bot.person.id, by: sara }));
    for (const status of ['blocked', 'deleted']) {
      await ownerQuery('update users set status = $2 where bot_id = $1', [bot.botId, status]);
      expect(await edit('Still here'), status).to.equal(undefined);
    }
    expect((await bot.copies(id)).at(-1)!.html).to.equal('The');
  });

  it('rates a closed ticket, may say otherwise for a day, and anew when it was closed again', async () => {
    const { id } = await bot.opened();
    const rate = (rating: number, said?: string) =>
      bot.run((tx) =>
        rateTicket(bot.tenant, tx, { ticketId: id, userId: bot.person.id, rating, words: said }),
      );
    expect(refusalOf(await rate(5))).to.equal('not_closed');
    await close(id);
    await Promise.all([rate(4), rate(4)]);
    await rate(2, ' Slow ');
    expect(await bot.ticket(id)).to.include({ rating: 2, ratingWords: 'Slow' });
    await rate(3);
    expect(await bot.ticket(id), 'words stay').to.include({ rating: 3, ratingWords: 'Slow' });
    await atTime(new Date(Date.now() + dayMs + minuteMs).toISOString(), async () => {
      expect(refusalOf(await rate(1))).to.equal('late');
      await bot.say(id, 'Again');
      await close(id);
      expect(refusalOf(await rate(1))).to.equal('nothing refused');
    });
    expect((await bot.ticket(id)).rating).to.equal(1);
  });

  it('has a message taken wholly or not at all, wherever the process dies, and once in all', async () => {
    const message = words('Help', bot.person.telegramId, 9);
    const { person, values } = bot;
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const fate = await dieBefore(bot.tenant, at, (tx) =>
        openTicket(bot.tenant, tx, { person, title: 'A', message, values }),
      );
      isDone = !fate.died;
      const [count] = await ownerQuery<{ all: number }>(
        `select (select count(*) from tickets where bot_id = $1)::int + (select count(*) from ticket_copies where bot_id = $1)::int
           + (select count(*) from outbox where bot_id = $1)::int as all`,
        [bot.botId],
      );
      expect(count?.all, `before statement ${at}`).to.equal(isDone ? 5 : 0);
    }
    expect(await bot.open('A', message)).to.have.property('isRepeat', true);
    expect(await bot.puts()).to.have.length(2);
  });
});

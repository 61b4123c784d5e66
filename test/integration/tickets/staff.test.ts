import { expect } from 'chai';
import { eraseUser } from '#services/people/erase-user.js';
import { eraseIdle } from '#services/people/erase-idle.js';
import { addNote, addStaffMessage } from '#services/tickets/add-staff-message.js';
import { closeTicket, reopenTicket } from '#services/tickets/close-ticket.js';
import { editTicketMessage } from '#services/tickets/edit-message.js';
import { release, setPending, setPriority, takeOver } from '#services/tickets/handle-ticket.js';
import { listTicketMessages, type NewTicketMessage } from '#services/tickets/ticket-messages.js';
import type { Staff } from '#services/tickets/ticket-rows.js';
import { agedRows, removePage } from '../../../src/workers/retention.js';
import { asFleet } from '#tenancy/scope.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { deskChat, omid, openHelpedBot, sara, words, type HelpedBot } from '../../support/helped-bot.js';

describe('staff who help', () => {
  let bot: HelpedBot;
  let ticketId: string;
  beforeEach(async () => {
    bot = await openHelpedBot();
    ticketId = (await bot.opened()).id;
  });
  const answer = (html: string, staff: Staff = sara, message: NewTicketMessage = words(html)) =>
    bot.run((tx) => addStaffMessage(bot.tenant, tx, { ticketId, staff, message }));
  const close = (staff = sara) =>
    bot.run((tx) => closeTicket(bot.tenant, tx, { ticketId, by: 'staff', staff }));
  const shown = async () =>
    (await bot.copies(ticketId))
      .filter(({ kind }) => kind === 'message')
      .map(({ chatId, html }) => [chatId, html]);
  const actions = async () =>
    (
      await ownerQuery<{ action: string }>('select action from audit_log where bot_id = $1 order by id', [
        bot.botId,
      ])
    ).map(({ action }) => action);

  it('answer: the person gets it and waits no more; what was written in the group is not shown there again', async () => {
    const { ticket } = await answer('Try again');
    expect(ticket).to.include({ status: 'answered', waitingSince: null, messageCount: 2 });
    expect(ticket.firstAnsweredAt).to.eql(ticket.lastMessageAt);
    expect(await shown()).to.eql([
      [deskChat, 'Help me'],
      [bot.person.telegramId, 'Try again'],
    ]);
    const again = await answer('Once more');
    expect(again.ticket.firstAnsweredAt).to.eql(ticket.firstAnsweredAt);
  });

  it('answer over REST: the person and the group get it; a note goes to the group alone', async () => {
    const api = { telegramId: null, name: 'Panel' };
    await answer('From afar', api, { kind: 'text', html: 'From afar' });
    const note = { kind: 'text', html: 'Careful' } as const;
    await bot.run((tx) => addNote(bot.tenant, tx, { ticketId, staff: api, message: note }));
    expect((await shown()).slice(1)).to.eql([
      [deskChat, 'From afar'],
      [bot.person.telegramId, 'From afar'],
      [deskChat, 'Careful'],
    ]);
    expect((await bot.ticket(ticketId)).status).to.equal('answered');
  });

  it('answer both at once, and the same message of Telegram once', async () => {
    await Promise.all([answer('One'), answer('Two', omid)]);
    const same = words('Three');
    const both = await Promise.all([answer('Three', sara, same), answer('Three', sara, same)]);
    expect(both.map(({ isRepeat }) => isRepeat).toSorted()).to.eql([false, true]);
    const toPerson = (await shown()).filter(([chatId]) => chatId === bot.person.telegramId);
    expect(toPerson.map(([, html]) => html).toSorted()).to.eql(['One', 'Three', 'Two']);
    expect((await bot.ticket(ticketId)).messageCount).to.equal(4);
  });

  it('close while the person writes: it is closed, or open with the word in it, and never closed with somebody who waits', async () => {
    for (let time = 0; time < 5; time += 1) {
      const [closed, said] = await Promise.all([close(), bot.say(ticketId, `Word ${time}`)]);
      expect(closed.isChanged && 'message' in said).to.equal(true);
      const { status, waitingSince } = await bot.ticket(ticketId);
      expect(waitingSince === null).to.equal(status === 'closed');
      if (status === 'closed') await bot.say(ticketId, 'Wait');
    }
    const messages = await bot.run((tx) => listTicketMessages(bot.tenant, tx, { ticketId, limit: 100 }));
    expect(messages.map(({ html }) => html)).to.include.members([0, 1, 2, 3, 4].map((at) => `Word ${at}`));
  });

  it('close once, whoever is first, open it again, and answer a closed one, which is then open as answered', async () => {
    const both = await Promise.all([close(), close(omid)]);
    expect(both.map(({ isChanged }) => isChanged).toSorted()).to.eql([false, true]);
    const reopen = () => bot.run((tx) => reopenTicket(bot.tenant, tx, { ticketId, staff: sara }));
    expect((await reopen()).ticket).to.include({ status: 'open', reopened: 1 });
    expect((await bot.ticket(ticketId)).waitingSince, 'their word was last').not.to.equal(null);
    await answer('Here');
    await close();
    expect((await reopen()).ticket).to.include({ status: 'answered', waitingSince: null });
    await close();
    expect((await answer('One more thing')).ticket).to.include({
      status: 'answered',
      closedAt: null,
      reopened: 3,
    });
    expect(await actions()).to.eql([
      'ticket.close',
      'ticket.reopen',
      'ticket.close',
      'ticket.reopen',
      'ticket.close',
    ]);
  });

  it('are not closed by the person of another ticket', async () => {
    const stolen = bot.run((tx) =>
      closeTicket(bot.tenant, tx, { ticketId, by: 'person', userId: '999999999' }),
    );
    expect(await stolen.catch((error: unknown) => (error as { code: string }).code)).to.equal(
      'resource.unknown',
    );
  });

  it('take a ticket over once at the same time, hear who has it, and let it go', async () => {
    const take = (staff: typeof sara, isForced = false) =>
      bot.run((tx) => takeOver(bot.tenant, tx, { ticketId, staff, isForced }));
    const both = await Promise.all([take(sara), take(omid)]);
    const winner = both.findIndex(({ isChanged }) => isChanged);
    expect(both.filter(({ isChanged }) => isChanged)).to.have.length(1);
    expect(both[1 - winner]?.heldBy).to.equal(winner === 0 ? 'Sara' : 'Omid');
    expect((await take(omid, true)).ticket).to.include({
      assigneeName: 'Omid',
      assigneeTelegramId: omid.telegramId,
    });
    expect((await take(omid)).heldBy, 'who has it may take it again').to.equal(undefined);
    await bot.run((tx) => release(bot.tenant, tx, { ticketId, staff: sara }));
    expect(await bot.ticket(ticketId)).to.include({ assigneeName: null, assigneeTelegramId: null });
  });

  it('put the card again when it has something new to show, and not for each word', async () => {
    const card = (await bot.copies(ticketId))[0]!.id;
    const cards = async () => (await bot.puts()).filter((id) => id === card).length;
    await bot.say(ticketId, 'More');
    expect(await cards()).to.equal(1);
    const priority = (to: 'high' | 'urgent') =>
      bot.run((tx) => setPriority(bot.tenant, tx, { ticketId, priority: to, staff: sara }));
    expect((await priority('high')).isChanged).to.equal(true);
    expect((await priority('high')).isChanged).to.equal(false);
    expect(await cards()).to.equal(2);
    await bot.run((tx) => setPending(bot.tenant, tx, { ticketId, staff: sara }));
    expect((await bot.ticket(ticketId)).waitingSince, 'they still wait').not.to.equal(null);
    await bot.say(ticketId, 'And more');
    expect((await bot.ticket(ticketId)).status).to.equal('open');
  });

  it('edit an answer: what the person was sent is put again', async () => {
    const source = { chatId: deskChat, messageId: 77 };
    await answer('Tyr', sara, { kind: 'text', html: 'Tyr', source });
    await bot.run((tx) => editTicketMessage(bot.tenant, tx, { source, html: 'Try' }));
    const copy = (await bot.copies(ticketId)).find(({ html }) => html === 'Try')!;
    expect((await bot.puts()).filter((id) => id === copy.id)).to.have.length(2);
  });

  it('who get another group see the card and the last ten messages there, and then what is new', async () => {
    for (let at = 0; at < 12; at += 1) await answer(`Answer ${at}`);
    const moved = '-1009876543210';
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'ticket_group_id', to_jsonb($2::text))`,
      [bot.botId, moved],
    );
    await bot.say(ticketId, 'Hello?');
    await bot.say(ticketId, 'Anybody?');
    const there = (await bot.copies(ticketId)).filter(({ chatId }) => chatId === moved);
    expect(there.map(({ html }) => html)).to.eql([
      null,
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map((at) => `Answer ${at}`),
      ...['Hello?', 'Anybody?'],
    ]);
  });

  it('have an answer taken wholly or not at all, wherever the process dies', async () => {
    const message = words('Try');
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const fate = await dieBefore(bot.tenant, at, (tx) =>
        addStaffMessage(bot.tenant, tx, { ticketId, staff: sara, message }),
      );
      isDone = !fate.died;
      expect(await bot.ticket(ticketId)).to.include({ messageCount: isDone ? 2 : 1 });
      expect(await bot.copies(ticketId)).to.have.length(isDone ? 3 : 2);
    }
    expect((await answer('Try', sara, message)).isRepeat).to.equal(true);
  });

  it('see that the data of a person are erased: words and files are gone, the ticket is closed and its card says so', async () => {
    const file = {
      fileId: 'abc',
      fileUniqueId: 'u',
      fileName: 'me.pdf',
      mimeType: 'application/pdf',
      fileSize: 5,
    };
    const source = { chatId: bot.person.telegramId, messageId: 6 };
    await bot.say(ticketId, '', { kind: 'document', html: 'My passport', ...file, source });
    await answer('Thanks');
    const close = (id: string) =>
      bot.run((tx) => closeTicket(bot.tenant, tx, { ticketId: id, by: 'person' }));
    await close(ticketId);
    const { id: oldId } = await bot.opened();
    await close(oldId);
    await bot.run((tx) => reopenTicket(bot.tenant, tx, { ticketId, staff: sara }));
    await ownerQuery(`update tickets set desk_topic_name = '#1 My passport' where bot_id = $1`, [bot.botId]);
    const before = await bot.puts();
    const erase = () =>
      bot.run((tx) =>
        eraseUser(bot.tenant, tx, { userId: bot.person.id, mayForfeit: false, idempotencyKey: 'x' }),
      );
    await erase();
    await erase();
    expect(await bot.ticket(ticketId)).to.include({
      title: '—',
      status: 'closed',
      closedBy: 'rule',
      waitingSince: null,
    });
    const messages = await bot.run((tx) => listTicketMessages(bot.tenant, tx, { ticketId }));
    expect(
      messages.map(({ author, authorName, html, fileId, fileName }) => [
        author,
        authorName,
        html,
        fileId,
        fileName,
      ]),
    ).to.eql([
      ['staff', 'Sara', 'Thanks', null, null],
      ['person', '', '', null, null],
      ['person', '', '', null, null],
    ]);
    const kept = await ownerQuery<{ found: boolean }>(
      `select exists (select from ticket_messages where bot_id = $1 and search_key ~ 'passport') as found`,
      [bot.botId],
    );
    expect(kept[0]?.found).to.equal(false);
    const card = (await bot.copies(ticketId))[0]!.id;
    const oldCard = (await bot.copies(oldId))[0]!.id;
    expect((await bot.puts()).slice(before.length), 'the person is sent nothing').to.have.members([
      ...[card, oldCard],
    ]);
    const named = await ownerQuery(
      'select id from tickets where bot_id = $1 and desk_topic_name is not null',
      [bot.botId],
    );
    expect(named, 'topics get another name').to.eql([]);
    const [waits] = await ownerQuery<{ lost: string }>(
      'select lost_reason as lost from ticket_copies where bot_id = $1 and chat_id = $2',
      [bot.botId, bot.person.telegramId],
    );
    expect(waits?.lost, 'an answer that has not left yet').to.equal('the data of the person are erased');
    const late = await answer('Hello?').catch((error: unknown) => (error as { code: string }).code);
    expect(late).to.equal('user.deleted');
  });

  it('keep a person who waits from being erased for idleness, and not one whom they have answered', async () => {
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'inactive_user_months', '3')`,
      [bot.botId],
    );
    await ownerQuery("update users set last_seen_at = now() - interval '1 year' where bot_id = $1", [
      bot.botId,
    ]);
    expect(await eraseIdle(bot.tenant)).to.equal(0);
    await answer('Sorry');
    expect(await eraseIdle(bot.tenant)).to.equal(1);
    expect((await bot.ticket(ticketId)).status).to.equal('closed');
  });

  it('lose a ticket with all in it a year after it was closed, and a block long after its end', async () => {
    const clean = async () => {
      for (const rows of agedRows.filter(({ what }) => what.includes('ticket')))
        await asFleet('test', (tx) => removePage(tx, rows));
    };
    await close();
    await ownerQuery("update tickets set closed_at = now() - interval '364 days' where bot_id = $1", [
      bot.botId,
    ]);
    await ownerQuery(
      "insert into ticket_blocks (bot_id, user_id, until, blocked_by) values ($1, $2, now() - interval '91 days', 'Sara')",
      [bot.botId, bot.person.id],
    );
    await clean();
    expect(await bot.ticket(ticketId)).to.include({ id: ticketId });
    await ownerQuery("update tickets set closed_at = now() - interval '366 days' where bot_id = $1", [
      bot.botId,
    ]);
    await clean();
    const [left] = await ownerQuery(
      `select (select count(*) from tickets where bot_id = $1)::int as tickets, (select count(*) from ticket_messages where bot_id = $1)::int
         as messages, (select count(*) from ticket_copies where bot_id = $1)::int as copies,
         (select count(*) from ticket_blocks where bot_id = $1)::int as blocks`,
      [bot.botId],
    );
    expect(left).to.eql({ tickets: 0, messages: 0, copies: 0, blocks: 0 });
  });
});

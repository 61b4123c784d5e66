import { addPersonMessage } from '#services/tickets/add-person-message.js';
import { addNote, addStaffMessage } from '#services/tickets/add-staff-message.js';
import { findReadyAnswer, findReadyAnswerById, listReadyAnswers } from '#services/tickets/canned-answers.js';
import { closeTicket, reopenTicket } from '#services/tickets/close-ticket.js';
import { countTickets } from '#services/tickets/count-tickets.js';
import { editTicketMessage } from '#services/tickets/edit-message.js';
import { eraseTickets } from '#services/tickets/erase-tickets.js';
import { followTopic } from '#services/tickets/follow-topic.js';
import { assignTicket, setPending, setPriority } from '#services/tickets/handle-ticket.js';
import { enqueueDueTickets, lookAtDueTickets } from '#services/tickets/look-at-due.js';
import { openTicket } from '#services/tickets/open-ticket.js';
import {
  countOpenTickets,
  findAnsweredTicket,
  findTicketOfMessage,
  listOwnMessages,
  listOwnTickets,
  readOwnTicket,
} from '#services/tickets/own-tickets.js';
import { readDeskChat } from '#services/tickets/put-ticket.js';
import { rateTicket } from '#services/tickets/rate-ticket.js';
import { readAsker } from '#services/tickets/read-asker.js';
import { readTicketFacts } from '#services/tickets/read-ticket-facts.js';
import { searchTickets } from '#services/tickets/search-tickets.js';
import { blockFromTickets, unblockFromTickets } from '#services/tickets/ticket-blocks.js';
import * as copies from '#services/tickets/ticket-copies.js';
import { findAlbumPart, findTicketMessage, listTicketMessages } from '#services/tickets/ticket-messages.js';
import * as place from '#services/tickets/ticket-place.js';
import { findTicket, findTicketOfTopic, listTickets } from '#services/tickets/ticket-rows.js';
import { walkOpenTickets } from '#services/tickets/walk-open.js';
import { listWaitingTickets } from '#services/tickets/waiting-tickets.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
/** Another person each time: nobody opens so many tickets in a day. */
let number = 33;
const staff = { telegramId: '777001', name: 'Sara' };
const values = { open_tickets_per_user: 20 };

/** What is shown of a ticket, wherever it is. */
async function show(tx: Tx, ticketId: string): Promise<void> {
  const chatId = '-1001234567890';
  const [card, first] = await copies.listDueCopies(tenant, tx, { ticketId, chatId });
  await copies.findCopy(tenant, tx, card!.id);
  const messageId = uniqueNumber();
  await copies.noteCopyPosted(tenant, tx, { id: first!.id, posted: [messageId, uniqueNumber()] });
  await findTicketOfMessage(tenant, tx, { userId: '1', chatId, messageId });
  await copies.findCopyAt(tenant, tx, { chatId, messageId: 5 });
  await copies.findTappedCard(tenant, tx, { ticketId, chatId, messageId: 5 });
  await copies.noteShown(tenant, tx, { id: first!.id, revision: 1 });
  await copies.turnCard(tenant, tx, card!, 'priority');
  await copies.wasLostBefore(tenant, tx, first!);
  await copies.noteCopyLost(tenant, tx, { id: first!.id, reason: 'lost' });
  await place.settleTicket(tenant, tx, { ticketId, chatId, topic: { id: uniqueNumber(), name: 'Help' } });
  const deskTopicId = (await findTicket(tenant, tx, { ticketId }))!.deskTopicId;
  await place.noteTopicName(tenant, tx, { id: ticketId, deskTopicId }, 'Helped');
  const turned = { chatId, topicId: Number(deskTopicId), messageId: uniqueNumber(), isClosed: true, staff };
  await followTopic(tenant, tx, turned);
  await place.loseTopic(tenant, tx, { id: ticketId, deskTopicId });
  await place.losePlace(tenant, tx, { ticketId, chatId });
  await place.showAnew(tenant, tx, { ticketId, chatId });
  await copies.forgetCard(tenant, tx, { id: card!.id });
  await copies.moveCopies(tenant, tx, { ticketId, from: chatId, to: '-1009876543210' });
  await findAlbumPart(tenant, tx, { chatId, albumId: '5' });
}

/** A ticket that is opened, answered, handled, closed, rated, and erased with its person. */
async function help({ database }: Means): Promise<void> {
  number += 3;
  const userId = String(number);
  const [user] = await database.query<{ telegram_id: string }>(
    `select telegram_id::text from users where bot_id = 1 and id = ${userId}`,
  );
  await database.query('update bots set admin_chat_id = -1001234567890 where id = 1');
  await database.query(`delete from ticket_blocks where bot_id = 1 and user_id = ${userId}`);
  const person = { id: userId, telegramId: user!.telegram_id, firstName: 'Person' };
  const words = (html: string) => ({
    ...{ kind: 'text' as const, html, source: { chatId: person.telegramId, messageId: uniqueNumber() } },
  });
  const first = words('Help');
  await tenant.db(async (tx) => {
    const opened = await openTicket(tenant, tx, { person, title: 'Plans', message: first, values });
    if (!('ticket' in opened)) throw new Error(opened.refused);
    const ticketId = opened.ticket.id;
    const said = await addPersonMessage(tenant, tx, { ticketId, person, message: words('More'), values });
    if (!('message' in said)) throw new Error(said.refused);
    await findTicketMessage(tenant, tx, said.message.id);
    await editTicketMessage(tenant, tx, { source: first.source, html: 'Please help' });
    await addStaffMessage(tenant, tx, { ticketId, staff, message: { kind: 'text', html: 'Try' } });
    await addNote(tenant, tx, { ticketId, staff, message: { kind: 'text', html: 'Careful' } });
    await setPriority(tenant, tx, { ticketId, staff, priority: 'high' });
    await setPending(tenant, tx, { ticketId, staff });
    await assignTicket(tenant, tx, { ticketId, staff, assignee: staff });
    await closeTicket(tenant, tx, { ticketId, by: 'staff', staff });
    await rateTicket(tenant, tx, { ticketId, userId, rating: 5 });
    await reopenTicket(tenant, tx, { ticketId, staff });
    await blockFromTickets(tenant, tx, { userId, minutes: 5, by: staff });
    await unblockFromTickets(tenant, tx, { userId, by: staff });
    await listTickets(tenant, tx, { userId, statuses: ['open'] });
    await listTicketMessages(tenant, tx, { ticketId });
    await listOwnTickets(tenant, tx, { userId, isClosed: false, page: 1 });
    await readOwnTicket(tenant, tx, { userId, ticketId });
    await countOpenTickets(tenant, tx, { userId });
    await listOwnMessages(tenant, tx, { ticketId, page: 1 });
    await findTicketOfMessage(tenant, tx, { userId, chatId: person.telegramId, messageId: 1 });
    await findAnsweredTicket(tenant, tx, { userId, since: new Date(0) });
    await readTicketFacts(tenant, tx, ticketId);
    await findTicketOfTopic(tenant, tx, { chatId: '-1001234567890', topicId: 5 });
    await readDeskChat(tenant, tx);
    await readAsker(tenant, tx, userId);
    await listWaitingTickets(tenant, tx, { page: 1, pageSize: 5 });
    await show(tx, ticketId);
    await eraseTickets(tenant, tx, { userId });
  });
}

const helping = { run: help };

/** What people ask those who help. */
export const ticketQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/tickets/add-person-message.ts': helping,
  'src/services/tickets/add-staff-message.ts': helping,
  'src/services/tickets/canned-answers.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const [answer] = await listReadyAnswers(tenant, tx);
        await findReadyAnswer(tenant, tx, 'WORD1');
        await findReadyAnswerById(tenant, tx, answer!.id);
      }),
  },
  'src/services/tickets/close-ticket.ts': helping,
  'src/services/tickets/count-tickets.ts': {
    run: () => tenant.db((tx) => countTickets(tenant, tx, { from: new Date(0), to: new Date() })),
    walks: { tickets: 'all tickets of one bot are counted' },
  },
  'src/services/tickets/edit-message.ts': helping,
  'src/services/tickets/erase-tickets.ts': helping,
  'src/services/tickets/follow-topic.ts': helping,
  'src/services/tickets/handle-ticket.ts': helping,
  'src/services/tickets/look-at-due.ts': {
    run: async ({ database }) => {
      await database.query(
        `update tickets set reminder_due_at = now() - interval '1 hour', waiting_since = now() - interval '2 hours' where bot_id = 1
           and id in (select id from tickets where bot_id = 1 and waiting_since is not null order by tickets.id limit 3)`,
      );
      // By the settings of now it is too early for these.
      await database.query(
        `update tickets set reminder_due_at = now() - interval '1 hour', waiting_since = now() where bot_id = 1 and id in (
           select id from tickets where bot_id = 1 and waiting_since is not null order by tickets.id offset 3 limit 3)`,
      );
      await enqueueDueTickets();
      await lookAtDueTickets(tenant);
    },
  },
  'src/services/tickets/note-due.ts': helping,
  'src/services/tickets/open-ticket.ts': helping,
  'src/services/tickets/own-tickets.ts': helping,
  'src/services/tickets/person-may-write.ts': helping,
  'src/services/tickets/put-ticket.ts': helping,
  'src/services/tickets/rate-ticket.ts': helping,
  'src/services/tickets/read-asker.ts': helping,
  'src/services/tickets/read-ticket-facts.ts': helping,
  'src/services/tickets/read-ticket-values.ts': helping,
  'src/services/tickets/search-tickets.ts': {
    run: () => tenant.db((tx) => searchTickets(tenant, tx, { search: 'help' })),
    walks: {
      tickets: 'the newest five thousand of one bot are looked through',
      ticket_messages: 'what was written in the newest five thousand tickets of one bot is looked through',
    },
  },
  'src/services/tickets/show-change.ts': helping,
  'src/services/tickets/ticket-blocks.ts': helping,
  'src/services/tickets/ticket-copies.ts': helping,
  'src/services/tickets/ticket-messages.ts': helping,
  'src/services/tickets/ticket-place.ts': helping,
  'src/services/tickets/ticket-rows.ts': {
    run: help,
    walks: { tickets: 'a list without conditions counts all tickets of one bot' },
  },
  'src/services/tickets/walk-open.ts': {
    run: () => walkOpenTickets(tenant, () => Promise.resolve()),
    walks: { tickets: 'each open ticket of one bot has its turn' },
  },
  'src/services/tickets/waiting-tickets.ts': helping,
};

import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { ticketEndpoints } from '#api/tickets.js';
import { SupportTicketMessage } from '#models/support-ticket-message.js';
import { SupportTicket } from '#models/support-ticket.js';
import { addDays, startOfDay } from '#platform/calendar.js';
import type { Actor } from '#services/access/actor.js';
import { readPersonFace } from '#services/people/find-user.js';
import {
  addNote,
  addStaffMessage,
  type AddedMessage,
  type StaffMessage,
} from '#services/tickets/add-staff-message.js';
import { closeTicket, reopenTicket } from '#services/tickets/close-ticket.js';
import { countTickets } from '#services/tickets/count-tickets.js';
import { assignTicket, setPending, setPriority } from '#services/tickets/handle-ticket.js';
import { searchTickets } from '#services/tickets/search-tickets.js';
import { blockFromTickets, readTicketBlock, unblockFromTickets } from '#services/tickets/ticket-blocks.js';
import type { Staff } from '#services/tickets/ticket-rows.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { periodOf } from './period.js';
import { readTicketFile } from './ticket-files.js';
import {
  presentBlock,
  presentCounts,
  presentMessage,
  presentTicket,
  type SupportTicketView,
} from './ticket-views.js';
import { refuse } from './refuse.js';
import { zoneOf } from './wallet-statements.js';

type Contract = typeof ticketEndpoints;
type Handlers = HandlersOf<Contract>;

const staffOf = ({ name }: Actor): Staff => ({ telegramId: null, name: name ?? 'Admin' });
const subjectOf = (ticketId: string): string => `ticket ${ticketId}`;

const findRow = async (id: string): Promise<SupportTicket> =>
  (await SupportTicket.findOne({ where: { id } })) ?? refuse('resource.unknown');
const readOne = async (id: string): Promise<SupportTicketView> => presentTicket(await findRow(id));

type Listed = Call<Contract['tickets.list']>['query'];

async function conditionsOf(tenant: Tenant, tx: Tx, query: Listed): Promise<Record<string, unknown>> {
  const { search, is_waiting: isWaiting } = query;
  return given({
    id: search === undefined ? undefined : { [Op.in]: await searchTickets(tenant, tx, { search }) },
    status: query.status,
    priority: query.priority,
    userId: query.user_id,
    assigneeTelegramId: query.assignee_telegram_id,
    waitingSince: isWaiting === undefined ? undefined : isWaiting ? { [Op.ne]: null } : null,
    createdAt: between(query.created_from, query.created_to),
  });
}

type Written = 'tickets.answer' | 'tickets.note';

/** Takes what is written over the API into a ticket. */
async function write(
  tenant: Tenant,
  tx: Tx,
  {
    call: { params, body, actor, note },
    add,
  }: {
    readonly call: Call<Contract[Written]>;
    readonly add: (tenant: Tenant, tx: Tx, written: StaffMessage) => Promise<AddedMessage>;
  },
): Promise<EndpointOutput<Contract[Written]>> {
  const { ticket_id: ticketId } = params;
  const message = { kind: 'text', html: body.html } as const;
  const added = await add(tenant, tx, { ticketId, staff: staffOf(actor), message });
  const row = await SupportTicketMessage.findOne({ where: { id: added.message.id } });
  note({ subject: subjectOf(ticketId), after: { message_id: added.message.id } });
  return presentMessage(row ?? refuse('resource.unknown'));
}

const update: Handlers['tickets.update'] = async (
  tenant,
  tx,
  { params, body, actor, note, requireMatch },
) => {
  const { ticket_id: ticketId } = params;
  const before = presentTicket(await lockRow(SupportTicket, ticketId, rowLock.forChange));
  requireMatch('tickets.get', before);
  const deed = { ticketId, staff: staffOf(actor) };
  if (body.priority) await setPriority(tenant, tx, { ...deed, priority: body.priority });
  if (body.status) await setPending(tenant, tx, deed);
  if (body.assignee !== undefined) {
    const assignee = body.assignee && {
      telegramId: body.assignee.telegram_id ?? null,
      name: body.assignee.name,
    };
    await assignTicket(tenant, tx, { ...deed, assignee });
  }
  const after = await readOne(ticketId);
  note({ subject: subjectOf(ticketId), before, after });
  return after;
};

/** What users ask those who help, and what is done about it. */
export const ticketHandlers = (deps: WorkerDeps): Handlers => ({
  'tickets.answer': (tenant, tx, call) => write(tenant, tx, { call, add: addStaffMessage }),
  'tickets.block': async (tenant, tx, { params, body, actor, note }) => {
    const { user_id: userId } = params;
    const before = await readTicketBlock(tenant, tx, { userId });
    const block = await blockFromTickets(tenant, tx, {
      ...{ userId, minutes: body.minutes, reason: body.reason ?? null, by: staffOf(actor) },
    });
    const after = presentBlock(userId, block);
    note({ subject: `user ${userId}`, before: presentBlock(userId, before), after });
    return after;
  },
  'tickets.close': async (tenant, tx, { params, body, actor, note }) => {
    const { ticket_id: ticketId } = params;
    const before = await readOne(ticketId);
    await closeTicket(tenant, tx, { ticketId, by: 'staff', staff: staffOf(actor) });
    const after = await readOne(ticketId);
    note({
      subject: subjectOf(ticketId),
      before: { status: before.status },
      after: { status: after.status, ...given({ reason: body.reason }) },
    });
    return after;
  },
  'tickets.get': (_tenant, _tx, { params }) => readOne(params.ticket_id),
  'tickets.list': async (tenant, tx, { query }) => {
    const { rows, next_cursor } = await readPage(SupportTicket, query, await conditionsOf(tenant, tx, query));
    return { items: rows.map(presentTicket), next_cursor };
  },
  'tickets.message-file': {
    ask: async (tenant, { params }) => {
      const file = await readTicketFile(deps, tenant, {
        ticketId: params.ticket_id,
        messageId: params.message_id,
      });
      return () => Promise.resolve(file);
    },
  },
  'tickets.messages': async (_tenant, _tx, { params, query }) => {
    const { id: ticketId } = await findRow(params.ticket_id);
    const { rows, next_cursor } = await readPage(SupportTicketMessage, query, { ticketId });
    return { items: rows.map(presentMessage), next_cursor };
  },
  'tickets.note': (tenant, tx, call) => write(tenant, tx, { call, add: addNote }),
  'tickets.read-block': async (tenant, tx, { params }) => {
    const { user_id: userId } = params;
    if (!(await readPersonFace(tenant, tx, userId))) refuse('resource.unknown');
    return presentBlock(userId, await readTicketBlock(tenant, tx, { userId }));
  },
  'tickets.reopen': async (tenant, tx, { params, actor, note }) => {
    const { ticket_id: ticketId } = params;
    const before = await readOne(ticketId);
    await reopenTicket(tenant, tx, { ticketId, staff: staffOf(actor) });
    const after = await readOne(ticketId);
    note({
      subject: subjectOf(ticketId),
      before: { status: before.status },
      after: { status: after.status },
    });
    return after;
  },
  'tickets.statistics': async (tenant, tx, { query }) => {
    const timeZone = await zoneOf(tenant, tx);
    const { from, to } = periodOf(query, timeZone);
    const counts = await countTickets(tenant, tx, {
      from: new Date(startOfDay(from, timeZone)),
      to: new Date(startOfDay(addDays(to, 1), timeZone)),
    });
    return { from, to, time_zone: timeZone, ...presentCounts(counts) };
  },
  'tickets.unblock': async (tenant, tx, { params, actor, note }) => {
    const { user_id: userId } = params;
    const before = await readTicketBlock(tenant, tx, { userId });
    const isLifted = await unblockFromTickets(tenant, tx, { userId, by: staffOf(actor) });
    if (!isLifted) refuse('resource.unknown');
    note({ subject: `user ${userId}`, before: presentBlock(userId, before) });
    return undefined;
  },
  'tickets.update': update,
});

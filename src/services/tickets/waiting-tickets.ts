import type { Tenant, Tx } from '#tenancy/scope.js';
import { findTicket, type Ticket, type TicketPage } from './ticket-rows.js';

const counted = `
  select count(*)::int as count from tickets where bot_id = $1 and waiting_since is not null`;
const listed = `
  select id::text from tickets where bot_id = $1 and waiting_since is not null
  order by waiting_since, tickets.id limit $2 offset $3`;

/** The tickets of a bot whose people wait for an answer, who waits longest first; a page, counted from 1. */
export async function listWaitingTickets(
  tenant: Tenant,
  tx: Tx,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<TicketPage> {
  const { botId } = tenant;
  const [total] = await tx.sql<{ count: number }>(counted, [botId]);
  const rows = await tx.sql<{ id: string }>(listed, [botId, pageSize, (page - 1) * pageSize]);
  const tickets: Ticket[] = [];
  for (const { id } of rows) {
    const ticket = await findTicket(tenant, tx, { ticketId: id });
    if (ticket) tickets.push(ticket);
  }
  return { tickets, count: total?.count ?? 0 };
}

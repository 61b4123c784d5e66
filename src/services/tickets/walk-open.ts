import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockTicket } from './ticket-rows.js';

/** Tickets that one look finds. */
const page = 200;

const findPage = `
  select id::text from tickets where bot_id = $1 and status <> 'closed' and id > $2 order by tickets.id limit $3`;

/** Does something with each ticket of a bot that is not closed, the oldest first: a transaction each, the ticket being locked. */
export async function walkOpenTickets(
  tenant: Tenant,
  work: (tx: Tx, ticketId: string) => Promise<void>,
): Promise<void> {
  for (let after: string | undefined = '0'; after !== undefined;) {
    const from: string = after;
    const found = await tenant.db((tx) => tx.sql<{ id: string }>(findPage, [tenant.botId, from, page]));
    for (const { id } of found)
      await tenant.db(async (tx) => {
        if (await lockTicket(tenant, tx, { ticketId: id })) await work(tx, id);
      });
    after = found.at(-1)?.id;
  }
}

import { foldText } from '#platform/fold-text.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** How many tickets are looked through: those in which was written last. */
const lookedThrough = 5_000;
const mostFound = 1_000;

// Behind row-level security no index serves LIKE: what is compared is bounded instead.
const find = `
  select ticket.id::text from (
    select id, title_key, last_message_at from tickets where bot_id = $1
    order by last_message_at desc, tickets.id desc limit $3) as ticket
  where ticket.title_key like $2 or exists (
    select from ticket_messages message
    where message.bot_id = $1 and message.ticket_id = ticket.id and message.search_key like $2)
  order by ticket.last_message_at desc limit $4`;

/** Numbers of the tickets whose title or messages have these words in them; the newest thousand of the newest five thousand. */
export async function searchTickets(
  { botId }: Tenant,
  tx: Tx,
  { search }: { readonly search: string },
): Promise<string[]> {
  // Letters, digits and blanks are left of it: none of them means anything to LIKE.
  const words = foldText(search);
  if (words === '') return [];
  const rows = await tx.sql<{ id: string }>(find, [botId, `%${words}%`, lookedThrough, mostFound]);
  return rows.map(({ id }) => id);
}

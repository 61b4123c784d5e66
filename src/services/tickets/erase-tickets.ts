import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { putTicket } from './put-ticket.js';

const forgetWords = `
  update ticket_messages set html = '', search_key = '', file_id = null, file_unique_id = null, file_name = null, mime_type = null,
    file_size = null, author_name = '', updated_at = clock_timestamp()
  where bot_id = $1 and author = 'person' and ticket_id in (select id from tickets where bot_id = $1 and user_id = $2)`;
const forgetTitles = `
  with before as (
    select id, title <> '—' or status <> 'closed' as shows from tickets
    where bot_id = $1 and user_id = $2 order by tickets.id for no key update
  )
  update tickets ticket set title = '—', title_key = '', desk_topic_name = null, rating_words = null, revision = revision + 1,
    status = 'closed', closed_at = coalesce(closed_at, $3), closed_by = coalesce(closed_by, 'rule'), waiting_since = null,
    reminder_due_at = null, reminders = 0, escalated_at = null, updated_at = clock_timestamp()
  from before where ticket.bot_id = $1 and ticket.id = before.id
  returning ticket.id::text, before.shows`;
// An answer that has not left yet shall not reach who is gone.
const keepFromPerson = `
  update ticket_copies copy set lost_reason = 'the data of the person are erased', updated_at = clock_timestamp()
  from tickets ticket join users person on person.bot_id = $1 and person.id = ticket.user_id
  where copy.bot_id = $1 and ticket.bot_id = $1 and ticket.user_id = $2 and copy.ticket_id = ticket.id
    and copy.chat_id = person.telegram_id and copy.message_id is null and copy.lost_reason is null`;
const forgetReason = `
  update ticket_blocks set reason = null, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and reason is not null`;

/**
 * Erases what a person wrote into tickets, words and files, and closes those that are open, in the open transaction, the person being
 * locked; staff see it on the cards of all of them, and their topics lose the title. What staff wrote stays, and so does a block. Doing it twice changes nothing.
 */
export async function eraseTickets(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<void> {
  const { botId } = tenant;
  await tx.sql(forgetWords, [botId, userId]);
  const rows = await tx.sql<{ id: string; shows: boolean }>(forgetTitles, [botId, userId, new Date(now())]);
  await tx.sql(keepFromPerson, [botId, userId]);
  await tx.sql(forgetReason, [botId, userId]);
  for (const { id, shows } of rows) if (shows) await putTicket(tenant, tx, { ticketId: id });
}

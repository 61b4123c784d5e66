import { ownerQuery } from './database.js';

/** A ticket that waits and one that is closed, and what notices of a bot say about them. */
export async function writeTicketsToTell(botId: string, userId: string) {
  const rows = await ownerQuery<{ id: string; closed: Date | null }>(
    `insert into tickets (bot_id, user_id, title, title_key, status, waiting_since, reminders, last_message_at, closed_at, closed_by,
       desk_chat_id, desk_topic_id, desk_state)
     select $1, $2, 'No <connection>', 'no connection', status, case status when 'open' then now() end, 3, now(),
       case status when 'closed' then date_trunc('milliseconds', now()) end, case status when 'closed' then 'staff' end, -1001234567890,
       case status when 'open' then 55 end, case status when 'open' then 'topic' else 'plain' end
     from unnest(array['open', 'closed']) as status returning id::text, closed_at as closed`,
    [botId, userId],
  );
  const waits = { ticket_id: rows.find(({ closed }) => closed === null)!.id, reminder: 3 };
  const { id, closed } = rows.find((one) => one.closed !== null)!;
  return {
    ticket_closed: { ticket_id: id, user_id: userId, closed: closed!.toISOString(), by: 'staff' as const },
    ticket_escalated: waits,
    ticket_waits: waits,
  };
}

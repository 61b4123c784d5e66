import type { Tx } from '#tenancy/scope.js';

const key = 'conversations.swept';

/** Rows of one page, which is a transaction. */
const page = 5_000;

const readPlace = 'select value from fleet_settings where key = $1';
const writePlace = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()`;
const findEnd = `
  select bot_id::text, chat_id::text from conversations where (bot_id, chat_id) > ($1, $2)
  order by conversations.bot_id, conversations.chat_id offset $3 limit 1`;

/** Removes those of a page that nobody went on with; a group that moved is remembered (`settings/move-chat`). */
export const removeStale = `
  delete from conversations where (bot_id, chat_id) > ($1, $2) and ($3::bigint is null or (bot_id, chat_id) <= ($3, $4))
    and updated_at < now() - interval '7 days' and not data ? 'moved_to'
  returning 1`;

interface Place {
  readonly bot_id: string;
  readonly chat_id: string;
}

const beginning: Place = { bot_id: '0', chat_id: '-9223372036854775808' };

/**
 * Goes on with the walk over all conversations by a page, in the fleet's open transaction, and removes what is stale; after the
 * last page it begins anew. An index by their age would make each answer to a person dearer than the walk is. Returns how
 * many went, and whether the walk is at its end.
 */
export async function sweepConversations(
  tx: Tx,
): Promise<{ readonly removed: number; readonly isAtEnd: boolean }> {
  const [known] = await tx.sql<{ value: Place }>(readPlace, [key]);
  const from = known?.value ?? beginning;
  const place = [from.bot_id, from.chat_id];
  const [end] = await tx.sql<Place>(findEnd, [...place, page - 1]);
  const removed = await tx.sql(removeStale, [...place, end?.bot_id ?? null, end?.chat_id ?? null]);
  await tx.sql(writePlace, [key, JSON.stringify(end ?? beginning)]);
  return { removed: removed.length, isAtEnd: end === undefined };
}

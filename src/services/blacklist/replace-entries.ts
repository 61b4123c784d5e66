import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Listed } from './parse-list.js';

const dropIds = `
  delete from blacklist_entries as entry where bot_id = $1 and telegram_id is not null
    and not exists (select from unnest($2::bigint[]) as kept (id) where kept.id = entry.telegram_id)`;
const dropNames = `
  delete from blacklist_entries as entry where bot_id = $1 and telegram_id is null
    and not exists (select from unnest($2::text[]) as kept (name) where kept.name = entry.username)`;
const putIds = `
  insert into blacklist_entries (bot_id, telegram_id, username, reason)
  select $1, * from unnest($2::bigint[], $3::text[], $4::text[])
  on conflict (bot_id, telegram_id) do update
    set username = excluded.username, reason = excluded.reason, updated_at = now()
  where (blacklist_entries.username, blacklist_entries.reason) is distinct from (excluded.username, excluded.reason)`;
const putNames = `
  insert into blacklist_entries (bot_id, username, reason)
  select $1, * from unnest($2::text[], $3::text[])
  on conflict (bot_id, username) where telegram_id is null do update set reason = excluded.reason, updated_at = now()
  where blacklist_entries.reason is distinct from excluded.reason`;

/** Makes a bot's list exactly this one; what stays is not written anew. Its caller holds the row of the list. */
export async function replaceEntries({ botId }: Tenant, tx: Tx, entries: readonly Listed[]): Promise<void> {
  const byId = entries.filter(({ telegramId }) => telegramId !== null);
  const byName = entries.filter(({ telegramId }) => telegramId === null);
  const ids = byId.map(({ telegramId }) => telegramId);
  const names = byName.map(({ username }) => username);
  const reasonsOf = (some: readonly Listed[]) => some.map(({ reason }) => reason);
  await tx.sql(dropIds, [botId, ids]);
  await tx.sql(dropNames, [botId, names]);
  await tx.sql(putIds, [botId, ids, byId.map(({ username }) => username), reasonsOf(byId)]);
  await tx.sql(putNames, [botId, names, reasonsOf(byName)]);
}

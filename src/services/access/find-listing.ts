import type { Tenant, Tx } from '#tenancy/scope.js';

/**
 * SQL: is the person whose row of `users` is named so on the list of `$1`, and does not run the bot? Whether the bot heeds its list is
 * a setting. By the Telegram id; by the user name where the list knows no id, since a name may be somebody else's tomorrow.
 */
export const listedText = (users: string): string => `((
    exists (select from blacklist_entries as listed where listed.bot_id = $1 and listed.telegram_id = ${users}.telegram_id)
    or exists (select from blacklist_entries as listed
      where listed.bot_id = $1 and listed.telegram_id is null and listed.username = ${users}.username_key))
    and not exists (select from bot_admins as runner
      where runner.bot_id = $1 and runner.telegram_id = ${users}.telegram_id))`;

const find = `
  select reason from blacklist_entries
  where bot_id = $1 and (telegram_id = $2 or (telegram_id is null and username = $3))
  order by telegram_id nulls last limit 1`;

/** How a person stands on a bot's black list, and why; undefined: they are not on it. */
export async function findListing(
  { botId }: Tenant,
  tx: Tx,
  { telegramId, username }: { readonly telegramId: string; readonly username: string | null },
): Promise<{ readonly reason: string | null } | undefined> {
  const [row] = await tx.sql<{ reason: string | null }>(find, [
    botId,
    telegramId,
    username?.toLowerCase() ?? null,
  ]);
  return row;
}

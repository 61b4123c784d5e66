import type { Tx } from '#tenancy/scope.js';

// More are not told: a tenant may name anybody an admin, and any number.
const find = `
  select admin.telegram_id::text as id from bot_admins admin
  join users person on person.bot_id = $2 and person.telegram_id = admin.telegram_id
  where admin.bot_id = $1 and admin.role in ('owner', 'admin') and person.can_receive
  order by admin.role = 'owner' desc, admin.id
  limit 10`;

/**
 * Telegram ids of those who run a bot and may be told of its trouble by another bot, or by itself: they have started the
 * one that speaks and not blocked it, so that nobody else can be made to hear of it. Owners first, at most ten.
 */
export async function findAdminsToTell(
  tx: Tx,
  { botId, speakerId }: { readonly botId: string; readonly speakerId: string },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(find, [botId, speakerId]);
  return rows.map(({ id }) => id);
}

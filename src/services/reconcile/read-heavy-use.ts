import type { Tenant, Tx } from '#tenancy/scope.js';

/** Whose subscription it is, and what it is for. */
export interface HeavyUser {
  readonly subscriptionId: string;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly telegramId: string;
}

const text = `
  select s.id::text as "subscriptionId", u.first_name as "firstName", u.last_name as "lastName", u.username,
    u.telegram_id::text as "telegramId"
  from subscriptions s join users u on u.bot_id = s.bot_id and u.id = s.user_id
  where s.bot_id = $1 and s.id = any($2::bigint[]) and s.removal_wanted_at is null`;

/** The owners of subscriptions, by the number of each; what was removed meanwhile is left out. */
export async function readHeavyUsers(
  { botId }: Tenant,
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<ReadonlyMap<string, HeavyUser>> {
  const rows = await tx.sql<HeavyUser>(text, [botId, subscriptionIds]);
  return new Map(rows.map((row) => [row.subscriptionId, row]));
}

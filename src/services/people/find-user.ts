import type { Tenant, Tx } from '#tenancy/scope.js';

const find = 'select id::text from users where bot_id = $1 and telegram_id = $2';
const balance = 'select balance_toman::text as balance from users where bot_id = $1 and id = $2';

/** The number of a person by their Telegram id; undefined when they never wrote to the bot. */
export async function findUser({ botId }: Tenant, tx: Tx, telegramId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>(find, [botId, telegramId]);
  return row?.id;
}

/** What is in a person's wallet, in toman. */
export async function readBalance({ botId }: Tenant, tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.sql<{ balance: string }>(balance, [botId, userId]);
  return Number(row?.balance ?? 0);
}

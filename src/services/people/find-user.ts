import type { Tenant, Tx } from '#tenancy/scope.js';

const find = 'select id::text from users where bot_id = $1 and telegram_id = $2';
const face = `
  select telegram_id::text as "telegramId", first_name as "firstName", last_name as "lastName", username
  from users where bot_id = $1 and id = $2`;
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

/** Who a person is, as admins read it. */
export interface PersonFace {
  readonly telegramId: string;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
}

/** A person by their number; undefined: there is none. */
export async function readPersonFace(
  { botId }: Tenant,
  tx: Tx,
  userId: string,
): Promise<PersonFace | undefined> {
  const [row] = await tx.sql<PersonFace>(face, [botId, userId]);
  return row;
}

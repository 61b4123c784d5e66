import type { Tenant, Tx } from '#tenancy/scope.js';

const read = 'select telegram_bot_id::text as id from bots where id = $1';

/** Telegram's id of a bot as its row has it now; undefined: the bot is gone. */
export async function readTelegramBotId({ botId }: Tenant, tx: Tx): Promise<string | undefined> {
  return (await tx.sql<{ id: string }>(read, [botId]))[0]?.id;
}

import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  with mark as (
    insert into processed_updates (bot_id, update_id, chat_id) values ($1, $2, $3)
    on conflict do nothing returning update_id
  )
  update users set can_receive = $5, updated_at = now(),
    unreachable_since = case when $5 then null else coalesce(unreachable_since, now()) end
  from mark where bot_id = $1 and telegram_id = $4 and can_receive <> $5`;

/** Notes that a person blocked the bot in Telegram or let it in again, and marks that update as done. */
export async function markReachable(
  tenant: Tenant,
  tx: Tx,
  input: {
    readonly updateId: number;
    readonly chatId: string;
    readonly telegramId: string;
    readonly canReceive: boolean;
  },
): Promise<void> {
  const { updateId, chatId, telegramId, canReceive } = input;
  await tx.sql(text, [tenant.botId, updateId, chatId, telegramId, canReceive]);
}

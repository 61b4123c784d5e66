import type { Tenant } from '#tenancy/scope.js';

/** Telegram says that this person cannot be written to by this bot (blocked it, left, or never started it). */
export async function markUnreachable(tenant: Tenant, chatId: string): Promise<void> {
  await tenant.db((tx) =>
    tx.sql(
      `update users set can_receive = false, unreachable_since = coalesce(unreachable_since, now()), updated_at = now()
       where telegram_id = $1 and can_receive`,
      [chatId],
    ),
  );
}

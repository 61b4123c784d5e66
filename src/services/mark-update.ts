import type { Tenant, Tx } from '#tenancy/scope.js';
import { isLanguage, type Language } from '#platform/language.js';

const text = `
  with mark as (
    insert into processed_updates (bot_id, update_id, chat_id) values ($1, $2, $3)
    on conflict do nothing returning update_id
  )
  select users.language from mark left join users on users.bot_id = $1 and users.telegram_id = $4`;

/**
 * Marks an update as done without any effect; returns the sender's language (undefined: not met before), or
 * undefined when the update was done before.
 */
export async function markUpdate(
  tenant: Tenant,
  tx: Tx,
  input: { readonly updateId: number; readonly chatId: string; readonly telegramId: string | null },
): Promise<{ readonly language: Language | undefined } | undefined> {
  const values = [tenant.botId, input.updateId, input.chatId, input.telegramId];
  const [row] = await tx.sql<{ language: string | null }>(text, values);
  return row && { language: isLanguage(row.language) ? row.language : undefined };
}

import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  with mark as (
    insert into processed_updates (bot_id, update_id, chat_id, outcome) values ($1, $2, $3, $5)
    on conflict (bot_id, update_id) do update set outcome = 'done', processed_at = now()
    where processed_updates.outcome = 'failed' and excluded.outcome = 'done' returning update_id
  )
  select users.language from mark left join users on users.bot_id = $1 and users.telegram_id = $4`;

/**
 * Marks an update as done without any effect, or as failed for good, after which it may be done once more; returns
 * the sender's language (undefined: not seen before), or undefined when it had that mark or was done before.
 */
export async function markUpdate(
  tenant: Tenant,
  tx: Tx,
  input: {
    readonly updateId: number;
    readonly chatId: string;
    readonly telegramId: string | null;
    readonly outcome?: 'done' | 'failed';
  },
): Promise<{ readonly language: Language | undefined } | undefined> {
  const { updateId, chatId, telegramId, outcome = 'done' } = input;
  const values = [tenant.botId, updateId, chatId, telegramId, outcome];
  const [row] = await tx.sql<{ language: string | null }>(text, values);
  return row && { language: isLanguage(row.language) ? row.language : undefined };
}

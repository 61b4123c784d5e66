import type { Tenant, Tx } from '#tenancy/scope.js';

const find = `
  select 1 from users where bot_id = $1 and telegram_id = $2 and (has_had_trial or exists (
    select from subscriptions where bot_id = $1 and user_id = users.id and is_trial))`;

/**
 * Has the person ever had a trial in this bot? Also after their data were erased: the row of a deleted user stays, with
 * the Telegram id and this fact.
 */
export async function hasUsedTrial(tenant: Tenant, tx: Tx, telegramId: string): Promise<boolean> {
  return (await tx.sql(find, [tenant.botId, telegramId])).length > 0;
}

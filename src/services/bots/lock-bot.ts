import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/**
 * Lets changes of one bot's settings and features follow each other until the transaction ends; foreign keys to the
 * bot do not wait for it. Throws PermanentError('bot.unknown').
 */
export async function lockBot({ botId }: Tenant, tx: Tx): Promise<void> {
  const [bot] = await tx.sql('select id from bots where id = $1 for no key update', [botId]);
  if (!bot) throw new PermanentError('bot.unknown', { context: { bot_id: botId } });
}

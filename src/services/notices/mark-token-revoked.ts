import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { notify } from './notify.js';

const markRevoked = `
  insert into bot_connections (bot_id, token_revoked_at, last_error, last_error_at)
  select id, now(), 'Unauthorized', now() from bots where id = $1 and telegram_bot_token_hash = $2
  on conflict (bot_id) do update set token_revoked_at = now(), last_error = 'Unauthorized', last_error_at = now(),
    updated_at = now()
  where bot_connections.token_revoked_at is null
  returning bot_id`;

/**
 * Marks a bot whose token of this SHA-256 Telegram refused, and lets the master bot tell those who run it and the fleet's
 * owners: once, and not again within an hour, however many tokens it is given and loses. Another token in the meantime
 * makes it stale. Tells if it was news.
 */
export async function markTokenRevoked(
  botId: string,
  { tokenHash }: { readonly tokenHash: string },
): Promise<boolean> {
  return asFleet('mark a revoked token', async (tx) => {
    const marked = await tx.sql(markRevoked, [botId, tokenHash]);
    if (!marked.length) return false;
    const tenant = tenantOf(botId);
    await enqueue(tenant, 'bot.publish', {});
    await notify(tenant, tx, { kind: 'token_revoked', about: {} });
    return true;
  });
}

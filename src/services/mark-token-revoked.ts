import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';

interface RevokedBot {
  readonly name: string;
  readonly username: string;
  readonly language: 'fa' | 'en' | 'ru';
}

export interface Revocation {
  /** SHA-256 of the token that Telegram refused; another token in the meantime makes this stale. */
  readonly tokenHash: string;
  /** People who hear of every bot's trouble (`ADMIN_IDS`). */
  readonly fleetAdminIds: readonly string[];
  /** Text (HTML) of the notice. */
  readonly noticeOf: (bot: RevokedBot) => string;
}

const markRevoked = `
  insert into bot_connections (bot_id, token_revoked_at, last_error, last_error_at)
  select id, now(), 'Unauthorized', now() from bots where id = $1 and telegram_bot_token_hash = $2
  on conflict (bot_id) do update set token_revoked_at = now(), last_error = 'Unauthorized', last_error_at = now(),
    updated_at = now()
  where bot_connections.token_revoked_at is null
  returning bot_id`;

/** Marks a bot whose token Telegram refused and tells its admins once, through the master bot. Tells if it was news. */
export async function markTokenRevoked(botId: string, revocation: Revocation): Promise<boolean> {
  return asFleet('mark a revoked token', async (tx) => {
    const marked = await tx.sql(markRevoked, [botId, revocation.tokenHash]);
    if (!marked.length) return false;
    await enqueue(tenantOf(botId), 'bot.publish', {});
    await tellAdmins(tx, botId, revocation);
    return true;
  });
}

async function tellAdmins(tx: Tx, botId: string, revocation: Revocation): Promise<void> {
  const [bot] = await tx.sql<RevokedBot>(
    `select name, coalesce(username, '') as username, default_language as language from bots where id = $1`,
    [botId],
  );
  const [master] = await tx.sql<{ id: string }>(
    'select id from bots where is_master and is_active and id <> $1',
    [botId],
  );
  if (!bot || !master) return;
  const admins = await tx.sql<{ telegram_id: string }>(
    `select telegram_id from bot_admins where bot_id = $1 and role in ('owner', 'admin')
     union select unnest($2::bigint[])`,
    [botId, revocation.fleetAdminIds],
  );
  const text = revocation.noticeOf(bot);
  for (const { telegram_id: chat_id } of admins)
    await enqueue(tenantOf(master.id), 'message.send', {
      chat_id,
      method: 'sendMessage',
      params: { chat_id, text, parse_mode: 'HTML' },
    });
}

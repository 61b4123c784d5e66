import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { findAdminsToTell } from './find-admins-to-tell.js';
import { mayNotify } from './throttle-notice.js';

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

/**
 * Marks a bot whose token Telegram refused, and lets the master bot tell those who run it and the fleet's admins: once, and
 * not again within an hour, however many tokens it is given and loses. Tells if it was news.
 */
export async function markTokenRevoked(botId: string, revocation: Revocation): Promise<boolean> {
  return asFleet('mark a revoked token', async (tx) => {
    const marked = await tx.sql(markRevoked, [botId, revocation.tokenHash]);
    if (!marked.length) return false;
    const tenant = tenantOf(botId);
    await enqueue(tenant, 'bot.publish', {});
    // The notice is the bot's, not that of a chat: no chat has the number 0.
    if (await mayNotify(tenant, tx, { chatId: '0', kind: 'token_revoked_at' }))
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
  const admins = await findAdminsToTell(tx, { botId, speakerId: master.id });
  const text = revocation.noticeOf(bot);
  for (const chat_id of new Set([...admins, ...revocation.fleetAdminIds]))
    await enqueue(tenantOf(master.id), 'message.send', {
      chat_id,
      method: 'sendMessage',
      params: { chat_id, text, parse_mode: 'HTML' },
    });
}

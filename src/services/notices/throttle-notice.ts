import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  insert into conversations (bot_id, chat_id, data) values ($1, $2, jsonb_build_object($3::text, now()))
  on conflict (bot_id, chat_id) do update set data = conversations.data || excluded.data, updated_at = now()
  where coalesce((conversations.data ->> $3)::timestamptz, '-infinity') < now() - interval '1 hour'
  returning chat_id`;

const hourMs = 3_600_000;
const mostRemembered = 10_000;
const claimed = new Map<string, number>();

/** May a notice of this kind go to a chat now? True at most once an hour over all processes. */
export async function mayNotify(
  tenant: Tenant,
  tx: Tx,
  { chatId, kind }: { readonly chatId: string; readonly kind: string },
): Promise<boolean> {
  const key = `${tenant.botId} ${chatId} ${kind}`;
  if ((claimed.get(key) ?? 0) > now()) return false;
  const rows = await tx.sql(text, [tenant.botId, chatId, kind]);
  tx.afterCommit(() => {
    if (claimed.size >= mostRemembered) claimed.clear();
    claimed.set(key, now() + hourMs);
    return Promise.resolve();
  });
  return rows.length > 0;
}

import type { Tenant, Tx } from '#tenancy/scope.js';
import { orderCalls } from './say.js';

const find = `
  select u.telegram_id::text as chat_id, s.subscription_url as url from subscriptions s
  join users u on u.bot_id = s.bot_id and u.id = s.user_id where s.bot_id = $1 and s.id = $2`;

/** Tells a person that a link is ready, or that it was replaced. */
export async function tellLinkReady(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId }: { readonly subscriptionId: string; readonly isNew: boolean },
): Promise<void> {
  const [row] = await tx.sql<{ chat_id: string; url: string | null }>(find, [tenant.botId, subscriptionId]);
  if (!row?.url) return;
  const params = { chat_id: Number(row.chat_id), text: row.url };
  await orderCalls(tenant, row.chat_id, [{ method: 'sendMessage', params }]);
}

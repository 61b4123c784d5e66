import type { Tenant, Tx } from '#tenancy/scope.js';

const find = `
  select 1 from orders
  where bot_id = $1 and user_id = $2 and kind = 'simple' and paid_at > now() - interval '1 minute'
  limit 1`;

/**
 * Did the person buy the simple offer within the last minute? Then another tap on its button, on whatever message, may be
 * the same wish again, and is asked about before it is paid.
 */
export const hasJustBoughtSimple = async (
  { botId }: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<boolean> => (await tx.sql(find, [botId, userId])).length > 0;

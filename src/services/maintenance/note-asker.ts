import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  insert into maintenance_askers (bot_id, user_id, start_payload) values ($1, $2, $3)
  on conflict (bot_id, user_id) do update set start_payload = excluded.start_payload, updated_at = now()
  where excluded.start_payload is not null
  returning xmax = 0 as is_new`;

/**
 * Notes that a person came while the bot serves its admins alone, so that they are told of the end; and by which link, if by one.
 * Returns whether they came for the first time since the last end.
 */
export async function noteAsker(
  { botId }: Tenant,
  tx: Tx,
  { userId, startPayload }: { readonly userId: string; readonly startPayload?: string | undefined },
): Promise<boolean> {
  const [row] = await tx.sql<{ is_new: boolean }>(text, [botId, userId, startPayload ?? null]);
  return row?.is_new === true;
}

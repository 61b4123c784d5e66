import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  insert into maintenance_askers (bot_id, user_id, start_payload) values ($1, $2, $3)
  on conflict (bot_id, user_id) do update set start_payload = excluded.start_payload, updated_at = now()
  where excluded.start_payload is not null`;

/** Notes that a person came while the bot serves its admins alone, so that they are told of the end; and by which link, if by one. */
export async function noteAsker(
  { botId }: Tenant,
  tx: Tx,
  { userId, startPayload }: { readonly userId: string; readonly startPayload?: string | undefined },
): Promise<void> {
  await tx.sql(text, [botId, userId, startPayload ?? null]);
}

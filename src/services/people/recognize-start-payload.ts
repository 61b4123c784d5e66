import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  select 1 from users
  where bot_id = $1 and referral_code = $2 and status = 'active' and registered_at is not null`;

/** What the payload of a link stands for in this bot: the code of a person who may invite, or undefined for nothing. */
export async function recognizeStartPayload(
  tenant: Tenant,
  tx: Tx,
  { payload }: { readonly payload: string },
): Promise<'referral' | undefined> {
  const rows = await tx.sql(text, [tenant.botId, payload]);
  return rows.length > 0 ? 'referral' : undefined;
}

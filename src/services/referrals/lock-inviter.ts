import type { Tenant, Tx } from '#tenancy/scope.js';

const lock = `
  select from users where bot_id = $1
    and id = (select referred_by from users where bot_id = $1 and id = $2)
  for no key update`;

/**
 * Locks who invited a payer, right after the payer: what is settled for one person moves money of the other. The locks of several
 * transactions go up the line of inviters, which has no circles, so none waits for another in turn.
 */
export async function lockInviter({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  await tx.sql(lock, [botId, userId]);
}

import type { Tenant, Tx } from '#tenancy/scope.js';

const readText = 'select from bots where id = $1 and is_active';

/** Is a bot switched on? One that is off charges and renews nothing, and says nothing to people. */
export const isBotOn = async ({ botId }: Tenant, tx: Tx): Promise<boolean> =>
  (await tx.sql(readText, [botId])).length > 0;

import { z } from 'zod';
import type { Tenant, Tx } from '#tenancy/scope.js';

const email = z.email().max(200);
const keep = `
  update users set email = $3, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

const find = 'select from users where bot_id = $1 and id = $2 and email is not null';

/** Has a person given an e-mail? */
export const hasEmail = async ({ botId }: Tenant, tx: Tx, userId: string): Promise<boolean> =>
  (await tx.sql(find, [botId, userId])).length > 0;

/** Keeps the e-mail that a person typed, for receipts. False: it is none. */
export async function keepEmail(
  { botId }: Tenant,
  tx: Tx,
  { userId, typed }: { readonly userId: string; readonly typed: string },
): Promise<boolean> {
  const { data } = email.safeParse(typed.trim());
  if (data === undefined) return false;
  await tx.sql(keep, [botId, userId, data]);
  return true;
}

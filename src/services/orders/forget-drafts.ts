import { botBounds } from '#platform/bounds.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const removeOldest = `
  delete from orders where bot_id = $1 and id = any(array(
    select id from orders where bot_id = $1 and user_id = $2 and state in ('draft', 'waiting')
    order by state desc, id desc offset $3)) and state = 'draft'`;

/** Removes the oldest drafts of a person who looks at one more; the buyer's row is locked. */
export async function forgetOldDrafts({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  await tx.sql(removeOldest, [botId, userId, botBounds.openOrdersOfPerson - 1]);
}

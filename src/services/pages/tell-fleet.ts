import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { announceBotChange } from '../bots/bot-changes.js';

// The row's time is the revision that the fleet follows.
const touchBot = 'update bots set updated_at = clock_timestamp() where id = $1';

/** Pages of the bot were changed in the open transaction, under the lock of its row: its fleet follows within a second. */
export async function tellFleetOfPages(tenant: Tenant, tx: Tx): Promise<void> {
  await tx.sql(touchBot, [tenant.botId]);
  tx.afterCommit(() => announceBotChange(tenant.botId));
  await enqueue(tenant, 'bot.publish', {});
}

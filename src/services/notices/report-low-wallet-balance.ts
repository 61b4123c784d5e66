import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { mayNotify } from './throttle-notice.js';

/** A sale was refused for want of money in the tenant's wallet: the tenant and the master hear of it, once an hour at most. */
export async function reportLowWalletBalance(tenant: Tenant, tx: Tx): Promise<void> {
  // The notice is the bot's, not that of a chat: no chat has the number 0.
  if (await mayNotify(tenant, tx, { chatId: '0', kind: 'wallet_empty_at' }))
    await enqueue(tenant, 'notice.wallet-empty', {});
}

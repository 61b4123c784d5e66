import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { movePartner } from './move-partner.js';
import { availableOf, hasBalance, lockPartner, newestMovement, readPartnerHold } from './partner-rows.js';
import { settleOwed } from './settle-owed.js';

const lockPerson = 'select status from users where bot_id = $1 and id = $2 for no key update';

/**
 * Moves all that is available to a partner into the wallet, for purchases: a row of either ledger in the open transaction. `after`: the
 * newest row of the ledger when it was offered; when there is another by now (also when it was done before), it is stale and nothing
 * moves. The wallet's row is no deposit: nobody earns on it. Call `orders/complete-waiting` after it. Returns the toman; 0: nothing moved.
 */
export async function moveToWallet(
  tenant: Tenant,
  tx: Tx,
  { userId, after }: { readonly userId: string; readonly after: string },
): Promise<number> {
  const [person] = await tx.sql<{ status: string }>(lockPerson, [tenant.botId, userId]);
  const partner = await lockPartner(tenant, tx, userId);
  if (!partner || !hasBalance(partner) || person?.status !== 'active') return 0;
  if ((await newestMovement(tenant, tx, userId)) !== after) return 0;
  // What is available stays what it was.
  await settleOwed(tenant, tx, { userId });
  const amountToman = availableOf(
    partner,
    await readPartnerHold(tenant, tx, { userId, at: new Date(now()) }),
  );
  if (amountToman <= 0) return 0;
  const rowId = await movePartner(tenant, tx, {
    userId,
    kind: 'moved_to_wallet',
    amountToman: -amountToman,
    event: `moved to wallet after ${after}`,
  });
  if (rowId === undefined) return 0;
  await moveBalance(tenant, tx, {
    userId,
    type: 'referral_reward',
    amountToman,
    idempotencyKey: `partner transaction ${rowId}`,
    reference: { kind: 'partner_transactions', id: rowId },
  });
  return amountToman;
}

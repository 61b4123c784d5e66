import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { movePartner } from './move-partner.js';
import { availableOf, hasBalance, lockPartner, newestMovement, readPartnerHold } from './partner-rows.js';

const payDebt = `
  update referral_accounts set owed_toman = owed_toman - $3, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2`;

/**
 * Settles what a partner owes of rewards for invitations that were taken back after they were spent, in the open transaction: out of what
 * of the balance is neither held nor reserved, as far as it goes, by a row of the ledger. What is available does not change by it, since so much
 * of it was kept before. Call it with the person locked. Returns the toman; 0: nothing is owed, or nothing is free.
 */
export async function settleOwed(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<number> {
  const partner = await lockPartner(tenant, tx, userId);
  if (!partner || !hasBalance(partner) || partner.owedToman <= 0) return 0;
  const heldToman = await readPartnerHold(tenant, tx, { userId, at: new Date(now()) });
  const freeToman = availableOf({ ...partner, owedToman: 0 }, heldToman);
  const amountToman = Math.min(partner.owedToman, freeToman);
  if (amountToman <= 0) return 0;
  await movePartner(tenant, tx, {
    userId,
    kind: 'owed_settled',
    amountToman: -amountToman,
    event: `owed settled after ${await newestMovement(tenant, tx, userId)}`,
  });
  await tx.sql(payDebt, [tenant.botId, userId, amountToman]);
  return amountToman;
}

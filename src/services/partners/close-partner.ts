import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { decidedElsewhere } from './decide-partner.js';
import { rejectPayout } from './decide-payout.js';
import { movePartner } from './move-partner.js';
import { lockPartner, newestMovement } from './partner-rows.js';
import { readOpenPayout } from './payout-rows.js';

const end = `
  update partners set state = 'ended', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and state = 'accepted'`;
// Who comes back can ask anew.
const forgetApplication = `
  delete from partners where bot_id = $1 and user_id = $2 and state = 'asked' and not exists (
    select from partner_transactions where bot_id = $1 and user_id = $2)`;
const forgetRequisites = `
  update partner_payouts set requisites_sealed = null, requisites_tail = '', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2`;

/**
 * A person is about to be erased, in the open transaction: an open payout is rejected, what is left of the balance is forfeited,
 * the requisites and an application are forgotten; the ledger stays. Returns the toman that were forfeited. Throws PermanentError
 * 'user.has_balance' where there is something left that may not be lost, 'partner_payout.maybe_sent' where a payout may have been
 * sent that nobody noted. Call it with the person locked.
 */
export async function closePartner(
  tenant: Tenant,
  tx: Tx,
  { userId, mayForfeit }: { readonly userId: string; readonly mayForfeit: boolean },
): Promise<number> {
  const partner = await lockPartner(tenant, tx, userId);
  if (!partner) return 0;
  if (partner.balanceToman > 0 && !mayForfeit) throw new PermanentError('user.has_balance');
  const open = await readOpenPayout(tenant, tx, userId);
  if (open?.shownAt) throw new PermanentError('partner_payout.maybe_sent');
  if (open) await rejectPayout(tenant, tx, { payoutId: open.id, ...decidedElsewhere });
  const forfeitedToman = Math.max(0, partner.balanceToman);
  if (forfeitedToman > 0)
    await movePartner(tenant, tx, {
      userId,
      kind: 'forfeited',
      amountToman: -forfeitedToman,
      event: `forfeited after ${await newestMovement(tenant, tx, userId)}`,
    });
  await tx.sql(end, [tenant.botId, userId]);
  await tx.sql(forgetApplication, [tenant.botId, userId]);
  await tx.sql(forgetRequisites, [tenant.botId, userId]);
  return forfeitedToman;
}

import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { notify } from '../notices/notify.js';
import type { Payment } from '../payments/payment.js';
import { requestUserSync } from '../provision/request-sync.js';
import { refreshReviews } from './review-messages.js';
import { actorOf, type Reviewer } from './reviewers.js';

const block = `
  update users set status = 'blocked', updated_at = now() where bot_id = $1 and id = $2 and status = 'active'
  returning id`;

/**
 * A reviewer blocks the payer of a payment: they can use the bot no more, and their accounts on the panel are switched off. False:
 * they were blocked already, or are deleted.
 */
export async function blockPayer(
  tenant: Tenant,
  tx: Tx,
  { payment, reviewer }: { readonly payment: Payment; readonly reviewer: Reviewer },
): Promise<boolean> {
  const { userId } = payment;
  if ((await tx.sql(block, [tenant.botId, userId])).length === 0) return false;
  await requestUserSync(tenant, tx, userId);
  await notify(tenant, tx, { kind: 'account_blocked', about: { user_id: userId } });
  writeAudit(tx, tenant.botId, {
    actor: actorOf(reviewer),
    action: 'payer.block',
    subject: `user ${userId}`,
    before: { status: 'active' },
    after: { status: 'blocked', payment: payment.id },
  });
  await refreshReviews(tenant, tx, payment);
  return true;
}

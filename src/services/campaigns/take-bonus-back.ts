import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';

const noteRefusal = `
  update campaign_people set bonus_kind = null, bonus_refusal = 'panel', updated_at = now()
  where bot_id = $1 and campaign_id = $2 and user_id = $3 and bonus_kind = 'subscription' returning 1`;

/**
 * The panel refuses for good the subscription that a campaign gave a person, who is locked: noted as not given, and they and the
 * admins are told; once.
 */
export async function takeBonusBack(
  tenant: Tenant,
  tx: Tx,
  { campaignId, userId }: { readonly campaignId: string; readonly userId: string },
): Promise<void> {
  if ((await tx.sql(noteRefusal, [tenant.botId, campaignId, userId])).length === 0) return;
  const about = { campaign_id: campaignId, user_id: userId };
  await notify(tenant, tx, { kind: 'campaign_bonus_returned', about });
  await notify(tenant, tx, { kind: 'campaign_bonus_failed', about });
}

import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { DecidedBy } from './decide-partner.js';
import type { PayoutDecision } from './decide-payout.js';
import { hindranceOf, isOwnMoney } from './payout-hindrance.js';
import { lockPayout, readPayout } from './payout-rows.js';

const stamp = `
  update partner_payouts set shown_at = $3, shown_by = $4, shown_by_name = $5, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and shown_at is null`;

/**
 * Notes that somebody is shown where an approved payout shall be sent, in the open transaction; call it before they are. The first
 * time, money must be free to leave as when it was approved; from then on it may have been sent, so that nothing hinders that it is seen again. Throws
 * PermanentError 'resource.unknown'.
 */
export async function showRequisites(
  tenant: Tenant,
  tx: Tx,
  { payoutId, ...shownTo }: DecidedBy & { readonly payoutId: string },
): Promise<PayoutDecision> {
  const locked = await lockPayout(tenant, tx, payoutId);
  if (!locked) throw new PermanentError('resource.unknown');
  const { payout, partner } = locked;
  if (payout.state !== 'approved' || !payout.hasRequisites) return { kind: 'decided', payout };
  if (isOwnMoney(shownTo, partner)) return { kind: 'own', payout };
  if (payout.shownAt) return { kind: 'done', payout };
  const hindrance = await hindranceOf(tenant, tx, partner);
  if (hindrance) return { kind: hindrance, payout };
  await tx.sql(stamp, [tenant.botId, payoutId, new Date(now()), shownTo.by, shownTo.byName]);
  return { kind: 'done', payout: (await readPayout(tenant, tx, payoutId)) ?? payout };
}

import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { DecidedBy } from './decide-partner.js';
import type { PayoutDecision } from './decide-payout.js';
import { hindranceOf, isOwnMoney } from './payout-hindrance.js';
import { lockPayout, readPayout } from './payout-rows.js';

const stamp = `
  update partner_payouts set shown_at = coalesce(shown_at, $3), shown_by = case when shown_at is null then $4 else shown_by end,
    shown_by_name = case when shown_at is null then $5 else shown_by_name end, showings = showings + 1,
    shown_to = case when $4::bigint is null or $4 = any(shown_to) then shown_to else shown_to || $4::bigint end,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * Notes that somebody is shown where an approved payout shall be sent, in the open transaction; call it before they are. The first
 * time, money must be free to leave as when it was approved; from then on it may have been sent, so that nothing hinders that it is seen again. Each
 * time counts: who said before that nothing was sent knew nothing of it. Throws PermanentError 'resource.unknown'.
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
  const hindrance = payout.shownAt ? undefined : await hindranceOf(tenant, tx, partner);
  if (hindrance) return { kind: hindrance, payout };
  await tx.sql(stamp, [tenant.botId, payoutId, new Date(now()), shownTo.by, shownTo.byName]);
  return { kind: 'done', payout: (await readPayout(tenant, tx, payoutId)) ?? payout };
}

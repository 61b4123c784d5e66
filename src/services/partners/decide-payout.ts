import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { notify } from '../notices/notify.js';
import type { DecidedBy } from './decide-partner.js';
import { movePartner } from './move-partner.js';
import { availableOf, readPartnerHold } from './partner-rows.js';
import { lockPayout, readPayout, type LockedPayout, type Payout, type PayoutReason } from './payout-rows.js';

/**
 * What became of a decision. `decided`: somebody was first, and the payout is as they left it. `not_covered`: refunds took of what was
 * earned meanwhile, and the balance does not pay for it. `person`: the partner is blocked or deleted. In all but `done` nothing was done.
 */
export interface PayoutDecision {
  readonly kind: 'decided' | 'done' | 'not_covered' | 'person';
  readonly payout: Payout;
}

interface Decision extends DecidedBy {
  readonly payoutId: string;
}

const write = `
  update partner_payouts set state = $3, reject_reason = $4, words = coalesce($5, words), decided_by = $6, decided_by_name = $7,
    approved_at = case when $3 = 'approved' then $8 else approved_at end,
    closed_at = case when $3 = 'approved' then closed_at else $8 end, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

interface Step {
  readonly to: 'approved' | 'cancelled' | 'paid' | 'rejected';
  readonly from: readonly Payout['state'][];
  readonly reason?: PayoutReason | undefined;
  readonly words?: string | undefined;
}

async function take(tenant: Tenant, tx: Tx, decision: Decision, step: Step): Promise<PayoutDecision> {
  const locked = await lockPayout(tenant, tx, decision.payoutId);
  if (!locked) throw new PermanentError('resource.unknown');
  const { payout } = locked;
  if (!step.from.includes(payout.state)) return { kind: 'decided', payout };
  const hindrance = await hindranceOf(tenant, tx, locked, step);
  if (hindrance) return { kind: hindrance, payout };
  const { by, byName } = decision;
  await tx.sql(write, [
    ...[tenant.botId, payout.id, step.to, step.reason ?? null, step.words ?? null],
    ...[by, byName, new Date(now())],
  ]);
  await movePartner(tenant, tx, {
    userId: payout.userId,
    kind: `payout_${step.to}`,
    ...(step.to === 'paid' && { amountToman: -payout.amountToman }),
    ...(step.to !== 'approved' && { reservedToman: -payout.amountToman }),
    event: `payout ${payout.id} ${step.to}`,
    payoutId: payout.id,
  });
  const after = (await readPayout(tenant, tx, payout.id)) ?? payout;
  if (by !== null)
    writeAudit(tx, tenant.botId, {
      actor: { kind: 'person', id: by, name: byName },
      action: `payout.${step.to}`,
      subject: `payout ${payout.id}`,
      before: payoutStanding(payout),
      after: payoutStanding(after),
    });
  if (step.to !== 'cancelled')
    await notify(tenant, tx, {
      kind: 'payout_decided',
      about: { user_id: payout.userId, payout_id: payout.id, state: step.to },
    });
  return { kind: 'done', payout: after };
}

/** Money leaves only for a person who is there, and never more than the balance has. */
async function hindranceOf(
  tenant: Tenant,
  tx: Tx,
  { partner }: LockedPayout,
  { to }: Step,
): Promise<'not_covered' | 'person' | undefined> {
  if (to !== 'approved' && to !== 'paid') return undefined;
  if (partner.personStatus !== 'active') return 'person';
  const { userId } = partner;
  const heldToman = await readPartnerHold(tenant, tx, { userId, at: new Date(now()) });
  return availableOf(partner, heldToman) < 0 ? 'not_covered' : undefined;
}

/** What the audit log keeps of a payout: no requisites. */
export const payoutStanding = ({ state, amountToman, reason, words }: Payout) => ({
  state,
  amount_toman: amountToman,
  reason,
  words,
});

/** A reviewer will pay it: the partner cannot take it back from now on. Throws PermanentError 'resource.unknown', as the others do. */
export const approvePayout = (tenant: Tenant, tx: Tx, decision: Decision): Promise<PayoutDecision> =>
  take(tenant, tx, decision, { to: 'approved', from: ['requested'] });

/** The money of an approved one was sent; `words`: what the partner should know of it, such as the number of the transfer. */
export const payPayout = (
  tenant: Tenant,
  tx: Tx,
  { words, ...decision }: Decision & { readonly words?: string | undefined },
): Promise<PayoutDecision> => take(tenant, tx, decision, { to: 'paid', from: ['approved'], words });

/** It is not paid: the sum is available again. */
export const rejectPayout = (
  tenant: Tenant,
  tx: Tx,
  {
    reason,
    words,
    ...decision
  }: Decision & { readonly reason?: PayoutReason | undefined; readonly words?: string | undefined },
): Promise<PayoutDecision> =>
  take(tenant, tx, decision, { to: 'rejected', from: ['requested', 'approved'], reason, words });

/** The partner takes it back while nobody has approved it. Undefined: it is not theirs. */
export async function cancelPayout(
  tenant: Tenant,
  tx: Tx,
  { payoutId, userId }: { readonly payoutId: string; readonly userId: string },
): Promise<PayoutDecision | undefined> {
  const payout = await readPayout(tenant, tx, payoutId);
  if (payout?.userId !== userId) return undefined;
  return take(tenant, tx, { payoutId, by: null, byName: null }, { to: 'cancelled', from: ['requested'] });
}

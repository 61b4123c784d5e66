import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { notify } from '../notices/notify.js';
import type { DecidedBy } from './decide-partner.js';
import { movePartner } from './move-partner.js';
import { hindranceOf, isOwnMoney } from './payout-hindrance.js';
import { lockPayout, readPayout, type LockedPayout, type Payout, type PayoutReason } from './payout-rows.js';

/**
 * What became of a decision. `decided`: somebody was first, and the payout is as they left it. `maybe_sent`: it was shown where the money
 * shall go, so that a rejection must say that nothing was sent. `not_covered`: refunds took of what was earned meanwhile, and the balance
 * does not pay for it. `own`: it is paid to who decides. `person`: the partner is blocked or deleted. In all but `done` nothing was done.
 */
export interface PayoutDecision {
  readonly kind: 'decided' | 'done' | 'maybe_sent' | 'not_covered' | 'own' | 'person';
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

const findPeople = 'select id::text from users where bot_id = $1 and telegram_id = any($2::bigint[])';

/**
 * The word of who rejects a payout that nothing was sent of it, and how often it had been shown when they gave it: one who was shown it
 * since may have sent it. `true`: however often that is by now.
 */
export type NothingWasSent = { readonly showings: number } | true;

interface Step {
  readonly to: 'approved' | 'cancelled' | 'paid' | 'rejected';
  readonly from: readonly Payout['state'][];
  readonly reason?: PayoutReason | undefined;
  readonly words?: string | undefined;
  readonly nothingWasSent?: NothingWasSent | undefined;
}

async function take(tenant: Tenant, tx: Tx, decision: Decision, step: Step): Promise<PayoutDecision> {
  const locked = await lockPayout(tenant, tx, decision.payoutId);
  if (!locked) throw new PermanentError('resource.unknown');
  const { payout } = locked;
  if (!step.from.includes(payout.state)) return { kind: 'decided', payout };
  const refusal = await refusalOf(tenant, tx, { locked, decision, step });
  if (refusal) return { kind: refusal, payout };
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
      after: {
        ...payoutStanding(after),
        ...(step.nothingWasSent !== undefined && { nothing_was_sent: true }),
      },
    });
  await tell(tenant, tx, { payout, by, state: step.to });
  return { kind: 'done', payout: after };
}

/** The partner hears of each step; whoever was shown where the money shall go may be about to send it, and hears that somebody else has decided. */
async function tell(
  tenant: Tenant,
  tx: Tx,
  { payout, by, state }: Pick<DecidedBy, 'by'> & { readonly payout: Payout; readonly state: Step['to'] },
): Promise<void> {
  if (state === 'cancelled') return;
  await notify(tenant, tx, {
    kind: 'payout_decided',
    about: { user_id: payout.userId, payout_id: payout.id, state },
  });
  const others = payout.shownTo.filter((telegramId) => telegramId !== by);
  if (state === 'approved' || others.length === 0) return;
  for (const { id } of await tx.sql<{ id: string }>(findPeople, [tenant.botId, others]))
    await notify(tenant, tx, {
      kind: 'payout_seen_decided',
      about: { user_id: id, payout_id: payout.id, state },
    });
}

/**
 * Money leaves only for a person who is there, and never more than the balance has: that is judged before it can be sent. What was sent
 * is booked whatever came since; a balance below zero is filled by what is earned next.
 */
async function refusalOf(
  tenant: Tenant,
  tx: Tx,
  {
    locked: { payout, partner },
    decision,
    step,
  }: { readonly locked: LockedPayout; readonly decision: Decision; readonly step: Step },
): Promise<Exclude<PayoutDecision['kind'], 'decided' | 'done'> | undefined> {
  if (isOwnMoney(decision, partner)) return 'own';
  if (step.to === 'rejected' && !isUnsent(payout, step.nothingWasSent)) return 'maybe_sent';
  return step.to === 'approved' ? hindranceOf(tenant, tx, partner) : undefined;
}

/** Was it never shown where the money shall go, or is it said that nothing was sent since then? */
const isUnsent = ({ showings }: Payout, word: NothingWasSent | undefined): boolean =>
  showings === 0 || word === true || word?.showings === showings;

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

/** The money of an approved one was sent, which is booked in any case; `words`: what the partner should know of it, such as the number of the transfer. */
export const payPayout = (
  tenant: Tenant,
  tx: Tx,
  { words, ...decision }: Decision & { readonly words?: string | undefined },
): Promise<PayoutDecision> => take(tenant, tx, decision, { to: 'paid', from: ['approved'], words });

/** Why a payout is rejected. */
export interface PayoutRejection {
  readonly reason?: PayoutReason | undefined;
  readonly words?: string | undefined;
  /** Whoever rejects it says so; needed once it was shown where the money shall go. */
  readonly nothingWasSent?: NothingWasSent | undefined;
}

/** It is not paid: the sum is available again. */
export const rejectPayout = (
  tenant: Tenant,
  tx: Tx,
  { reason, words, nothingWasSent, ...decision }: Decision & PayoutRejection,
): Promise<PayoutDecision> =>
  take(tenant, tx, decision, {
    ...{ to: 'rejected', from: ['requested', 'approved'] },
    ...{ reason, words, nothingWasSent },
  });

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

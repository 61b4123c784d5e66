import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { movePartner, type PaymentReference } from './move-partner.js';
import { lockPartner } from './partner-rows.js';
import { readPartnerTerms } from './partner-terms.js';
import { settleOwed } from './settle-owed.js';

/** Money from outside that somebody paid whom a person brought. */
export interface PaidByBrought {
  /** The person who brought them. */
  readonly userId: string;
  /** The one who paid. */
  readonly fromUserId: string;
  /** All that came in, in toman: what is earned of it is reckoned here, by the partner's own terms. */
  readonly paidToman: number;
  /** Names the payment, for ever, such as `payment 12`: it is earned on once. */
  readonly event: string;
  readonly reference: PaymentReference;
}

/**
 * A partner earns on a payment, in the transaction that settles it; again, it is the same event and nothing moves. True: the person is
 * an accepted partner, so that nothing else is due to them for it (also where their part is less than a toman). False: they are
 * none, are blocked or deleted, and nothing was booked. What they owe of rewards is settled of what is available by now. Call it with the
 * payer and the person locked.
 */
export async function creditPartner(tenant: Tenant, tx: Tx, paid: PaidByBrought): Promise<boolean> {
  const { userId, fromUserId, paidToman, event, reference } = paid;
  const partner = await lockPartner(tenant, tx, userId);
  if (partner?.state !== 'accepted' || partner.personStatus !== 'active') return false;
  const terms = await readPartnerTerms(tenant, tx);
  const percent = partner.commissionPercent ?? terms.percent;
  const holdDays = partner.holdDays ?? terms.holdDays;
  const amountToman = partOf(paidToman, percent);
  if (amountToman === 0) return true;
  const movementId = await movePartner(tenant, tx, {
    userId,
    kind: 'earned',
    amountToman,
    event: earnedEvent(event),
    availableAt: holdDays === 0 ? null : new Date(now() + holdDays * dayMs),
    of: { fromUserId, paidToman, percent, reference },
  });
  if (movementId !== undefined) await settleOwed(tenant, tx, { userId });
  await tell(tenant, tx, { userId, movementId });
  return true;
}

/** The partner hears of what moved; undefined: nothing did. */
async function tell(
  tenant: Tenant,
  tx: Tx,
  { userId, movementId }: { readonly userId: string; readonly movementId: string | undefined },
): Promise<void> {
  if (movementId !== undefined)
    await notify(tenant, tx, {
      kind: 'partner_moved',
      about: { user_id: userId, movement_id: movementId },
    });
}

const earnedEvent = (event: string): string => `earned ${event}`;

/** Whole toman, rounded down; exact for any amount below 2^53. */
const partOf = (toman: number, percent: number): number => Number((BigInt(toman) * BigInt(percent)) / 100n);

interface Earned {
  readonly id: string;
  readonly userId: string;
  readonly fromUserId: string;
  readonly amountToman: number;
  readonly paidToman: number;
  readonly percent: number;
  readonly availableAt: Date | null;
  readonly referenceKind: string;
  readonly referenceId: string;
}

const findEarned = `
  select id::text, user_id::text as "userId", from_user_id::text as "fromUserId", amount_toman::float8 as "amountToman",
    paid_toman::float8 as "paidToman", percent, available_at as "availableAt", reference_kind as "referenceKind",
    reference_id::text as "referenceId"
  from partner_transactions where bot_id = $1 and event = $2`;
const sumTaken = `
  select count(*)::int as rows, coalesce(sum(amount_toman), 0)::float8 as "amountToman",
    coalesce(sum(paid_toman), 0)::float8 as "paidToman"
  from partner_transactions where bot_id = $1 and earned_id = $2 and kind <> 'forfeited'`;
const sumForfeited = `
  select count(*) filter (where earned_id is null)::int as times, coalesce(-sum(amount_toman), 0)::float8 as "leftToman",
    coalesce(sum(amount_toman) filter (where earned_id = $3), 0)::float8 as "usedToman"
  from partner_transactions where bot_id = $1 and user_id = $2 and kind = 'forfeited' and id > $3`;

/**
 * Of a payment on which somebody earned, so much has gone back in all: as much of what was earned is taken back as was not before,
 * and given again where less has gone back than was thought. However often it is said, it is done once. What is taken back was
 * perhaps paid out by then: the balance goes below zero, and what is earned next fills it. What was forfeited with an erasure since is not taken
 * a second time. True: a partner had earned on that payment.
 */
export async function takeBackFromPartner(
  tenant: Tenant,
  tx: Tx,
  { event, refundedToman }: { readonly event: string; readonly refundedToman: number },
): Promise<boolean> {
  const { botId } = tenant;
  const [earned] = await tx.sql<Earned>(findEarned, [botId, earnedEvent(event)]);
  if (!earned) return false;
  await lockPartner(tenant, tx, earned.userId);
  const [before] = await tx.sql<{ rows: number; amountToman: number; paidToman: number }>(sumTaken, [
    botId,
    earned.id,
  ]);
  const { rows = 0, amountToman: takenToman = 0, paidToman: goneToman = 0 } = before ?? {};
  const leftToman = Math.max(0, earned.paidToman - refundedToman);
  const dueToman = partOf(leftToman, earned.percent);
  const amountToman = dueToman - (earned.amountToman + takenToman);
  const paidToman = leftToman - (earned.paidToman + goneToman);
  if (paidToman === 0) return true;
  const forfeited = await readForfeited(tenant, tx, earned);
  const movementId = await movePartner(tenant, tx, {
    userId: earned.userId,
    kind: paidToman > 0 ? 'given_again' : 'taken_back',
    amountToman,
    event: `${earnedEvent(event)} moved ${rows + 1}`,
    availableAt: forfeited.times > 0 ? null : earned.availableAt,
    of: {
      fromUserId: earned.fromUserId,
      paidToman,
      percent: earned.percent,
      reference: { kind: earned.referenceKind, id: earned.referenceId },
    },
    earnedId: earned.id,
  });
  const coverToman = coverOf(amountToman, forfeited);
  if (coverToman !== 0)
    await movePartner(tenant, tx, {
      userId: earned.userId,
      kind: 'forfeited',
      amountToman: coverToman,
      event: `${earnedEvent(event)} forfeited ${rows + 1}`,
      earnedId: earned.id,
    });
  if (amountToman + coverToman !== 0) await tell(tenant, tx, { userId: earned.userId, movementId });
  return true;
}

interface Forfeited {
  /** How often it was all forfeited since something was earned. */
  readonly times: number;
  /** What was forfeited since something was earned, and was not taken back of it since. */
  readonly leftToman: number;
  /** What of it made up for what was taken back of this. */
  readonly usedToman: number;
}

/** What was lost with an erasure makes up for what is taken back after it; what is given again is lost likewise. */
function coverOf(amountToman: number, { times, leftToman, usedToman }: Forfeited): number {
  if (times === 0) return 0;
  return amountToman < 0 ? Math.min(-amountToman, Math.max(0, leftToman)) : -Math.min(amountToman, usedToman);
}

async function readForfeited(
  { botId }: Tenant,
  tx: Tx,
  { id, userId }: Pick<Earned, 'id' | 'userId'>,
): Promise<Forfeited> {
  const [row] = await tx.sql<Forfeited>(sumForfeited, [botId, userId, id]);
  return row as Forfeited;
}

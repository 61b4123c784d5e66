import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { notify } from '../notices/notify.js';
import { hasBalance, lockPartner, type PartnerStanding, type PartnerState } from './partner-rows.js';

/** Who decides about partners and payouts; whether they may is asked before. */
export interface DecidedBy {
  /** Telegram id of the reviewer; null: not in Telegram, and the caller notes it in the audit log. */
  readonly by: string | null;
  readonly byName: string | null;
  /** Owners of the bot decide also about themselves; absent: no. */
  readonly isOwner?: boolean;
}

/** Somebody outside of Telegram. */
export const decidedElsewhere: DecidedBy = { by: null, byName: null };

/** What becomes of a partner; fields that are left out stay. */
export interface PartnerChange {
  readonly state?: Exclude<PartnerState, 'asked'> | undefined;
  /** Null: the percentage of the bot. */
  readonly commissionPercent?: number | null | undefined;
  /** Null: the days of the bot. */
  readonly holdDays?: number | null | undefined;
}

const lockPerson = 'select status from users where bot_id = $1 and id = $2 for no key update';
const make = `
  insert into partners (bot_id, user_id, state, decided_at) values ($1, $2, 'refused', $3)
  on conflict (bot_id, user_id) do nothing`;
const write = `
  update partners set state = $3, commission_percent = $4, hold_days = $5,
    decided_at = case when $6 then $7 else decided_at end, decided_by = case when $6 then $8 else decided_by end,
    decided_by_name = case when $6 then $9 else decided_by_name end, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2`;

const mark = `
  update users set is_partner = is_partner or $3 in ('accepted', 'ended'), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and is_partner <> (is_partner or $3 in ('accepted', 'ended'))`;

/**
 * Accepts a person as partner, refuses or ends it, and sets their own terms, in the open transaction; who never asked becomes one
 * as well. The person hears of another state. Throws PermanentError 'resource.unknown', 'user.deleted',
 * 'partner.state_step' where who was accepted is refused, or who never was is ended.
 */
export async function setPartner(
  tenant: Tenant,
  tx: Tx,
  {
    userId,
    decidedBy,
    ...change
  }: PartnerChange & { readonly userId: string; readonly decidedBy: DecidedBy },
): Promise<{ readonly before: PartnerStanding | undefined; readonly after: PartnerStanding }> {
  const { botId } = tenant;
  await demandPerson(tenant, tx, userId);
  const at = new Date(now());
  const before = await lockPartner(tenant, tx, userId);
  demandStep(before, change.state);
  if (!before) await tx.sql(make, [botId, userId, at]);
  // Terms for a person who has not asked make them a partner.
  const state = change.state ?? before?.state ?? 'accepted';
  const isDecided = state !== before?.state;
  await tx.sql(write, [
    ...[botId, userId, state, ...termsOf(change, before)],
    ...[isDecided, at, decidedBy.by, decidedBy.byName],
  ]);
  await tx.sql(mark, [botId, userId, state]);
  // Who never asked need not hear that they are none.
  const isNews = isDecided && (before !== undefined || state === 'accepted');
  if (isNews && state !== 'asked')
    await notify(tenant, tx, { kind: 'partner_decided', about: { user_id: userId, state } });
  const after = await lockPartner(tenant, tx, userId);
  return { before, after: after ?? refuseUnknown() };
}

/** Who has a balance must go on to see it. */
function demandStep(before: PartnerStanding | undefined, state: PartnerChange['state']): void {
  const wasAccepted = before !== undefined && hasBalance(before);
  if ((state === 'refused' && wasAccepted) || (state === 'ended' && !wasAccepted))
    throw new PermanentError('partner.state_step');
}

async function demandPerson({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  const [person] = await tx.sql<{ status: string }>(lockPerson, [botId, userId]);
  if (!person) refuseUnknown();
  else if (person.status === 'deleted') throw new PermanentError('user.deleted');
}

function refuseUnknown(): never {
  throw new PermanentError('resource.unknown');
}

const termsOf = (
  { commissionPercent, holdDays }: PartnerChange,
  before: PartnerStanding | undefined,
): unknown[] => [valueOf(commissionPercent, before?.commissionPercent), valueOf(holdDays, before?.holdDays)];

const valueOf = (wish: number | null | undefined, present: number | null | undefined): number | null =>
  wish === undefined ? (present ?? null) : wish;

/**
 * A reviewer accepts or refuses who asked, in the open transaction. Whoever decides first wins: after them it is undefined, and
 * nothing is done. The audit log has it.
 */
export async function decideApplication(
  tenant: Tenant,
  tx: Tx,
  { userId, isAccepted, decidedBy }: ApplicationDecision,
): Promise<PartnerStanding | undefined> {
  const [person] = await tx.sql<{ status: string }>(lockPerson, [tenant.botId, userId]);
  const before = await lockPartner(tenant, tx, userId);
  if (before?.state !== 'asked' || person?.status === 'deleted') return undefined;
  const { after } = await setPartner(tenant, tx, {
    userId,
    state: isAccepted ? 'accepted' : 'refused',
    decidedBy,
  });
  const { by, byName } = decidedBy;
  writeAudit(tx, tenant.botId, {
    actor: { kind: 'person', id: by, name: byName },
    action: isAccepted ? 'partner.accept' : 'partner.refuse',
    subject: `partner ${userId}`,
    before: { state: before.state },
    after: { state: after.state },
  });
  return after;
}

interface ApplicationDecision {
  readonly userId: string;
  readonly isAccepted: boolean;
  readonly decidedBy: DecidedBy;
}

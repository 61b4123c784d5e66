import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import {
  availableOf,
  hasBalance,
  newestMovement,
  readPartnerHold,
  readPartner,
  type PartnerStanding,
} from './partner-rows.js';
import { readPartnerTerms } from './partner-terms.js';
import { readOpenPayout, type Payout } from './payout-rows.js';

/** What a partner sees of themselves. */
export interface Cabinet {
  readonly standing: PartnerStanding;
  readonly heldToman: number;
  readonly availableToman: number;
  /** When the next part of what is held is free; undefined: nothing is held. */
  readonly nextAt: Date | undefined;
  readonly percent: number;
  readonly holdDays: number;
  readonly leastToman: number;
  /** People whom they brought, and how many of them paid. */
  readonly people: number;
  readonly payers: number;
  /** By which those come: what follows `?start=` in the link. */
  readonly referralCode: string;
  /** Outside money that those paid, less what went back. */
  readonly revenueToman: number;
  /** What was earned of it in all. */
  readonly earnedToman: number;
  readonly paidOutToman: number;
  /** What was earned a day, latest first, days without left out; of about half a year. */
  readonly days: readonly { readonly day: Date; readonly toman: number }[];
  readonly open: Payout | undefined;
  /** The newest row of the ledger. */
  readonly newest: string;
}

const figures = `
  select (select count(*)::int from users where bot_id = $1 and referred_by = $2) as people,
    (select referral_code from users where bot_id = $1 and id = $2) as "referralCode",
    count(distinct from_user_id) filter (where kind = 'earned')::int as payers,
    coalesce(sum(paid_toman), 0)::float8 as "revenueToman",
    coalesce(sum(amount_toman) filter (where from_user_id is not null), 0)::float8 as "earnedToman",
    coalesce(-sum(amount_toman) filter (where kind = 'payout_paid'), 0)::float8 as "paidOutToman",
    min(available_at) filter (where available_at > $3) as "nextAt"
  from partner_transactions where bot_id = $1 and user_id = $2`;
const byDay = `
  select min(created_at) as day, sum(amount_toman)::float8 as toman from partner_transactions
  where bot_id = $1 and user_id = $2 and from_user_id is not null and created_at >= $3
  group by (created_at at time zone $4)::date order by min(created_at) desc`;

interface Figures {
  readonly people: number;
  readonly payers: number;
  readonly referralCode: string;
  readonly revenueToman: number;
  readonly earnedToman: number;
  readonly paidOutToman: number;
  readonly nextAt: Date | null;
}

/** About half a year of days. */
const shownMs = 185 * dayMs;

/** What a partner sees; undefined: the person is none, and never was. `timeZone`: by whose clocks days begin. */
export async function readCabinet(
  tenant: Tenant,
  tx: Tx,
  { userId, timeZone }: { readonly userId: string; readonly timeZone: string },
): Promise<Cabinet | undefined> {
  const { botId } = tenant;
  const standing = await readPartner(tenant, tx, userId);
  if (!standing || !hasBalance(standing)) return undefined;
  const at = new Date(now());
  const terms = await readPartnerTerms(tenant, tx);
  const heldToman = await readPartnerHold(tenant, tx, { userId, at });
  const [row] = await tx.sql<Figures>(figures, [botId, userId, at]);
  const days = await tx.sql<{ day: Date; toman: number }>(byDay, [
    ...[botId, userId, new Date(at.getTime() - shownMs), timeZone],
  ]);
  return {
    standing,
    heldToman,
    availableToman: availableOf(standing, heldToman),
    ...shapeFigures(row as Figures),
    percent: standing.commissionPercent ?? terms.percent,
    holdDays: standing.holdDays ?? terms.holdDays,
    leastToman: Math.max(1, terms.minPayoutToman),
    days,
    open: await readOpenPayout(tenant, tx, userId),
    newest: await newestMovement(tenant, tx, userId),
  };
}

/** A sum over no rows is one all the same. */
const shapeFigures = ({ nextAt, ...figures }: Figures) => ({ ...figures, nextAt: nextAt ?? undefined });

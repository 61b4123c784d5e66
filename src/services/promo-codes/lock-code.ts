import type { Tenant, Tx } from '#tenancy/scope.js';
import { effectOf, type CodeTerms, type EffectColumns, type PromoEffect } from './promo-code.js';

/** A code that nobody else uses or changes until the transaction ends. */
export interface LockedCode extends CodeTerms {
  readonly id: string;
  readonly code: string;
  readonly effect: PromoEffect;
  readonly useCount: number;
  /** Newest day on which it was used, and how often; null: it never was. */
  readonly countedDay: string | null;
  readonly dayCount: number;
}

type Row = Omit<LockedCode, 'effect'> & EffectColumns;

const lockByKey = `
  select id::text, code, kind, amount_toman::float8 as "amountToman", percent, valid_hours as "validHours",
    applies_to as "appliesTo", discount_plan_ids::text[] as "discountPlanIds", days, plan_id::text as "planId",
    traffic_gb as "trafficGb", group_id::text as "groupId", is_active as "isActive", starts_at as "startsAt",
    ends_at as "endsAt", most_uses as "mostUses", most_per_person as "mostPerPerson", most_per_day as "mostPerDay",
    audience, audience_plan_ids::text[] as "audiencePlanIds", use_count as "useCount",
    counted_day::text as "countedDay", day_count as "dayCount"
  from promocodes where bot_id = $1 and code_key = $2 and deleted_at is null for no key update`;

/** The code of a key, locked; undefined: this bot has none. One of another bot is none, in the same time and words. */
export async function lockCode({ botId }: Tenant, tx: Tx, key: string): Promise<LockedCode | undefined> {
  const [row] = await tx.sql<Row>(lockByKey, [botId, key]);
  return row && { ...row, effect: effectOf(row) };
}

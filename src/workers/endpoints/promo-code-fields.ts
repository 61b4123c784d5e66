import type { EndpointInput, EndpointOutput } from '#api/endpoint.js';
import type { promoCodeEndpoints } from '#api/promo-codes.js';
import type { PromoCode } from '#models/promo-code.js';
import { fitsLink } from '#platform/promo-code-key.js';
import type { CodeTerms, PromoEffect } from '#services/promo-codes/promo-code.js';

type Endpoints = typeof promoCodeEndpoints;
type Body = EndpointInput<Endpoints['promo-codes.create']>['body'];
/** A code as the contract shows it. */
export type PromoCodeView = EndpointOutput<Endpoints['promo-codes.get']>;

/** A code as the contract shows it; `username`: the bot's at Telegram. */
export const presentCode = (row: PromoCode, username: string): PromoCodeView => ({
  id: row.id,
  code: row.code,
  link: username !== '' && fitsLink(row.code) ? `https://t.me/${username}?start=promo_${row.code}` : null,
  effect: {
    kind: row.kind,
    amount_toman: row.amountToman,
    days: row.days,
    plan_id: row.planId,
    percent: row.percent,
    valid_hours: row.validHours,
    applies_to: row.appliesTo,
    plan_ids: row.discountPlanIds,
    group_id: row.groupId,
    gb: row.trafficGb,
  },
  max_uses: row.mostUses,
  max_uses_per_person: row.mostPerPerson,
  max_uses_per_day: row.mostPerDay,
  starts_at: row.startsAt?.toISOString() ?? null,
  ends_at: row.endsAt?.toISOString() ?? null,
  audience: row.audience,
  audience_plan_ids: row.audiencePlanIds,
  is_active: row.isActive,
  use_count: row.useCount,
  batch_id: row.batchId,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** What a request wants a code to give. */
export function effectFrom(effect: Body['effect']): PromoEffect {
  switch (effect.kind) {
    case 'balance':
      return { kind: 'balance', amountToman: effect.amount_toman };
    case 'days':
      return { kind: 'days', days: effect.days, planId: effect.plan_id };
    case 'discount':
      return {
        kind: 'discount',
        percent: effect.percent,
        amountToman: effect.amount_toman,
        validHours: effect.valid_hours,
        appliesTo: effect.applies_to,
        planIds: effect.plan_ids,
      };
    case 'group':
      return { kind: 'group', groupId: effect.group_id };
    default:
      return effect;
  }
}

const usualTerms: CodeTerms = {
  ...{ isActive: true, startsAt: null, endsAt: null, mostUses: null, mostPerPerson: 1, mostPerDay: null },
  ...{ audience: 'everyone', audiencePlanIds: null },
};

const instantOf = (written: string | null): Date | null => (written === null ? null : new Date(written));

/** The terms that a request names, over those that a code has. */
export const codeTermsFrom = (
  body: Partial<Omit<Body, 'code' | 'effect'>>,
  before: CodeTerms = usualTerms,
): CodeTerms => ({
  isActive: body.is_active ?? before.isActive,
  startsAt: body.starts_at === undefined ? before.startsAt : instantOf(body.starts_at),
  endsAt: body.ends_at === undefined ? before.endsAt : instantOf(body.ends_at),
  mostUses: body.max_uses === undefined ? before.mostUses : body.max_uses,
  mostPerPerson: body.max_uses_per_person ?? before.mostPerPerson,
  mostPerDay: body.max_uses_per_day === undefined ? before.mostPerDay : body.max_uses_per_day,
  audience: body.audience ?? before.audience,
  audiencePlanIds: body.audience_plan_ids === undefined ? before.audiencePlanIds : body.audience_plan_ids,
});

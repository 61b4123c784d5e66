import { botBounds } from '#platform/bounds.js';
import { PermanentError } from '#platform/errors.js';
import type { WrittenCode } from '#platform/promo-code-key.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockBot } from '../bots/lock-bot.js';
import { effectColumns, type CodeTerms, type PromoEffect } from './promo-code.js';
import { demandSoundTerms } from './sound-terms.js';

/** Codes that give the same on the same terms. */
export interface NewCodes {
  readonly codes: readonly WrittenCode[];
  readonly effect: PromoEffect;
  readonly terms: CodeTerms;
  /** The batch that they are of; absent: none. */
  readonly batchId?: string;
}

const countCodes = 'select count(*)::int as count from promocodes where bot_id = $1 and deleted_at is null';
const countPlans =
  'select count(*)::int as count from bot_plans where bot_id = $1 and id = any($2::bigint[])';
const findGroup = 'select 1 from promo_groups where bot_id = $1 and id = $2 for key share';
const insertCodes = `
  insert into promocodes (bot_id, code, code_key, kind, amount_toman, percent, valid_hours, applies_to,
    discount_plan_ids, days, plan_id, traffic_gb, group_id, most_uses, most_per_person, most_per_day, starts_at, ends_at,
    audience, audience_plan_ids, is_active, batch_id)
  select $1::bigint, written.code, written.key, $4::text, $5::bigint, $6::int, $7::int, $8::text, $9::bigint[], $10::int,
    $11::bigint, $12::int, $13::bigint, $14::int, $15::int, $16::int, $17::timestamptz, $18::timestamptz, $19::text,
    $20::bigint[], $21::boolean, $22::bigint
  from unnest($2::text[], $3::text[]) as written (code, key)
  on conflict (bot_id, code_key) where deleted_at is null do nothing
  returning id::text`;

/**
 * Makes codes, in the open transaction, and returns the numbers of those that the bot did not have. Throws PermanentError
 * 'plan.unknown', 'promo_code.group_unknown', 'promo_code.terms_crossed' or 'promo_code.too_many'.
 */
export async function makeCodes(
  tenant: Tenant,
  tx: Tx,
  { codes, effect, terms, batchId }: NewCodes,
): Promise<string[]> {
  demandSoundTerms(terms);
  await demandRoomFor(tenant, tx, codes.length);
  await demandKnown(tenant, tx, { effect, terms });
  const columns = effectColumns(effect);
  const rows = await tx.sql<{ id: string }>(insertCodes, [
    ...[tenant.botId, codes.map(({ code }) => code), codes.map(({ key }) => key), columns.kind],
    ...[columns.amountToman, columns.percent, columns.validHours, columns.appliesTo, columns.discountPlanIds],
    ...[columns.days, columns.planId, columns.trafficGb, columns.groupId],
    ...[terms.mostUses, terms.mostPerPerson, terms.mostPerDay, terms.startsAt, terms.endsAt],
    ...[terms.audience, terms.audiencePlanIds, terms.isActive, batchId ?? null],
  ]);
  return rows.map(({ id }) => id);
}

async function demandRoomFor(tenant: Tenant, tx: Tx, wanted: number): Promise<void> {
  await lockBot(tenant, tx);
  const [row] = await tx.sql<{ count: number }>(countCodes, [tenant.botId]);
  if ((row?.count ?? 0) + wanted > botBounds.promoCodes) throw new PermanentError('promo_code.too_many');
}

async function demandKnown(
  tenant: Tenant,
  tx: Tx,
  { effect, terms }: Pick<NewCodes, 'effect' | 'terms'>,
): Promise<void> {
  const { planId, discountPlanIds, groupId } = effectColumns(effect);
  await demandPlans(tenant, tx, [
    ...(planId === null ? [] : [planId]),
    ...(discountPlanIds ?? []),
    ...(terms.audiencePlanIds ?? []),
  ]);
  if (groupId !== null && (await tx.sql(findGroup, [tenant.botId, groupId])).length === 0)
    throw new PermanentError('promo_code.group_unknown');
}

/** Makes sure that the bot has plans of all these numbers. Throws PermanentError('plan.unknown'). */
export async function demandPlans(tenant: Tenant, tx: Tx, planIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(planIds)];
  if (wanted.length === 0) return;
  const [row] = await tx.sql<{ count: number }>(countPlans, [tenant.botId, wanted]);
  if (row?.count !== wanted.length) throw new PermanentError('plan.unknown');
}

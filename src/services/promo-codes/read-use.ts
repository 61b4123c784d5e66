import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { effectOf, type EffectColumns, type PromoEffect } from './promo-code.js';

/** A use of a code, as the bot's admins are told of it. */
export interface UseFacts {
  readonly code: string;
  readonly effect: PromoEffect;
  readonly groupName: string | null;
  readonly useCount: number;
  readonly mostUses: number | null;
  /** Can nobody use the code any more, whoever they are? */
  readonly isOver: boolean;
  readonly person: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
  };
}

type Row = Omit<UseFacts, 'effect' | 'person'> & EffectColumns & UseFacts['person'];

const readText = `
  select promocodes.code, promocodes.kind, promocodes.amount_toman::float8 as "amountToman", promocodes.percent,
    promocodes.valid_hours as "validHours", promocodes.applies_to as "appliesTo",
    promocodes.discount_plan_ids::text[] as "discountPlanIds", promocodes.days, promocodes.plan_id::text as "planId",
    promocodes.traffic_gb as "trafficGb", promocodes.group_id::text as "groupId", promo_groups.name as "groupName",
    promocodes.use_count as "useCount", promocodes.most_uses as "mostUses",
    (promocodes.deleted_at is not null or not promocodes.is_active or coalesce(promocodes.ends_at <= $3, false)) as "isOver",
    person.telegram_id::text as "telegramId",
    person.username, person.first_name as "firstName", person.last_name as "lastName"
  from promo_code_uses
  join promocodes on promocodes.bot_id = $1 and promocodes.id = promo_code_uses.code_id
  join users as person on person.bot_id = $1 and person.id = promo_code_uses.user_id
  left join promo_groups on promo_groups.bot_id = $1 and promo_groups.id = promocodes.group_id
  where promo_code_uses.bot_id = $1 and promo_code_uses.id = $2 and person.status <> 'deleted'`;

/** A use by its number; undefined: there is none, or whose it was has been erased. */
export async function readUse({ botId }: Tenant, tx: Tx, useId: string): Promise<UseFacts | undefined> {
  const [row] = await tx.sql<Row>(readText, [botId, useId, new Date(now())]);
  if (!row) return undefined;
  const { code, groupName, useCount, mostUses, isOver, ...named } = row;
  const { telegramId, username, firstName, lastName } = named;
  const person = { telegramId, username, firstName, lastName };
  return { code, groupName, useCount, mostUses, isOver, person, effect: effectOf(row) };
}

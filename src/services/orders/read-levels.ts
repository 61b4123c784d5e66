import type { Tenant, Tx } from '#tenancy/scope.js';
import type { DiscountGroup } from '../discounts/read-group.js';
import { spentText } from './groups-by-spending.js';

/** A group, as a person stands to it. */
export interface Level extends Omit<DiscountGroup, 'squads'> {
  /** Who has paid so much, in toman, comes into it; null: it is given by the bot's admins. */
  readonly spentToman: number | null;
  readonly isMember: boolean;
}

/** The groups of a bot that a person is in or can come into by paying, those that need least first. */
export interface Levels {
  readonly levels: readonly Level[];
  /** The number of the group that they pay less with; null: they are in none. */
  readonly countingId: string | null;
  /** What they have paid for orders so far, in toman. */
  readonly spentToman: number;
}

const readAll = `
  select promo_groups.id::text, name, period_percents as "periodPercents", traffic_percent as "trafficPercent",
    device_percent as "devicePercent", spent_toman::float8 as "spentToman", member.user_id is not null as "isMember",
    ${spentText}::float8 as spent,
    member.user_id is not null and row_number() over (
      partition by member.user_id is not null order by priority desc, promo_groups.id) = 1 as counts
  from promo_groups
  left join user_promo_groups member
    on member.bot_id = $1 and member.user_id = $2 and member.group_id = promo_groups.id
  where promo_groups.bot_id = $1 and (spent_toman is not null or member.user_id is not null)
  order by spent_toman nulls first, priority, promo_groups.id`;
const readOne = `
  select promo_groups.id::text, name, period_percents as "periodPercents", traffic_percent as "trafficPercent",
    device_percent as "devicePercent"
  from promo_groups where bot_id = $1 and id = $2`;
const anyOf = `
  select exists (select from promo_groups where bot_id = $1 and spent_toman is not null)
    or exists (select from user_promo_groups where bot_id = $1 and user_id = $2) as "isThere"`;

interface Row extends Level {
  readonly spent: number;
  readonly counts: boolean;
}

/** The groups of a bot, as a person stands to them. */
export async function readLevels({ botId }: Tenant, tx: Tx, userId: string): Promise<Levels> {
  const rows = await tx.sql<Row>(readAll, [botId, userId]);
  return {
    levels: rows.map(({ spent: _spent, counts: _counts, ...level }) => level),
    countingId: rows.find(({ counts }) => counts)?.id ?? null,
    spentToman: rows[0]?.spent ?? 0,
  };
}

/** Is there any for this person to see? */
export async function hasLevels({ botId }: Tenant, tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.sql<{ isThere: boolean }>(anyOf, [botId, userId]);
  return row?.isThere ?? false;
}

/** What a group takes off; undefined: it is gone. */
export async function readGroupFace(
  { botId }: Tenant,
  tx: Tx,
  groupId: string,
): Promise<Omit<DiscountGroup, 'squads'> | undefined> {
  const [row] = await tx.sql<Omit<DiscountGroup, 'squads'>>(readOne, [botId, groupId]);
  return row;
}

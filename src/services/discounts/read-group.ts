import type { Tenant, Tx } from '#tenancy/scope.js';

/** The group of people that somebody pays less with. */
export interface DiscountGroup {
  readonly id: string;
  readonly name: string;
  /** Percent off a plan (0 to 100), by the days of its period. */
  readonly periodPercents: Readonly<Record<string, number>>;
  /** Percent off traffic that is bought on top. */
  readonly trafficPercent: number;
  /** Percent off devices that are bought on top. */
  readonly devicePercent: number;
  /** Squads of the panel that its people have beside those that a plan names; absent: none. */
  readonly squads?: readonly string[];
}

/** The group that counts for the person `user`, an expression, in the bot $1: a column of `DiscountGroup | null`. */
export const groupText = (user: string): string => `
    (select jsonb_build_object('id', promo_groups.id::text, 'name', name, 'periodPercents', period_percents,
        'trafficPercent', traffic_percent, 'devicePercent', device_percent, 'squads', squads)
      from user_promo_groups
      join promo_groups on promo_groups.bot_id = $1 and promo_groups.id = user_promo_groups.group_id
      where user_promo_groups.bot_id = $1 and user_promo_groups.user_id = ${user}
      order by priority desc, promo_groups.id limit 1)`;

/** The numbers of all groups of the person `user`, an expression, in the bot $1: a column of `string[] | null`. */
export const groupIdsText = (user: string): string => `
    (select array_agg(group_id::text) from user_promo_groups where bot_id = $1 and user_id = ${user})`;

const readText = `select ${groupText('$2')} as counting, ${groupIdsText('$2')} as ids`;

/** The groups of a person. */
export interface GroupsOf {
  /** Of theirs, that of the highest priority; null: they are in none. */
  readonly group: DiscountGroup | null;
  /** The numbers of all. */
  readonly groupIds: readonly string[];
}

/** The groups of a person, and which of them counts. */
export async function readGroups({ botId }: Tenant, tx: Tx, userId: string): Promise<GroupsOf> {
  const [row] = await tx.sql<{ counting: DiscountGroup | null; ids: string[] | null }>(readText, [
    botId,
    userId,
  ]);
  return { group: row?.counting ?? null, groupIds: row?.ids ?? [] };
}

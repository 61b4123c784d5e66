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
}

/** The group that counts for the person `user`, an expression, in the bot $1: a column of `DiscountGroup | null`. */
export const groupText = (user: string): string => `
    (select jsonb_build_object('id', promo_groups.id::text, 'name', name, 'periodPercents', period_percents,
        'trafficPercent', traffic_percent, 'devicePercent', device_percent)
      from user_promo_groups
      join promo_groups on promo_groups.bot_id = $1 and promo_groups.id = user_promo_groups.group_id
      where user_promo_groups.bot_id = $1 and user_promo_groups.user_id = ${user}
      order by priority desc, promo_groups.id limit 1)`;

const readText = `select ${groupText('$2')} as counting`;

/** The group that counts for a person: of theirs, that of the highest priority; null: they are in none. */
export async function readGroup({ botId }: Tenant, tx: Tx, userId: string): Promise<DiscountGroup | null> {
  const [row] = await tx.sql<{ counting: DiscountGroup | null }>(readText, [botId, userId]);
  return row?.counting ?? null;
}

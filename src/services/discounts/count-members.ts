import type { Tenant, Tx } from '#tenancy/scope.js';

/** How many people are in a group, by how they came into it. */
export interface MemberCounts {
  readonly groupId: string;
  readonly name: string;
  readonly byAdmin: number;
  readonly byPromoCode: number;
  readonly bySpending: number;
}

const countAll = `
  select promo_groups.id::text as "groupId", name,
    count(*) filter (where given_by = 'admin')::int as "byAdmin",
    count(*) filter (where given_by = 'promo_code')::int as "byPromoCode",
    count(*) filter (where given_by = 'spending')::int as "bySpending"
  from promo_groups
  left join user_promo_groups member on member.bot_id = $1 and member.group_id = promo_groups.id
  where promo_groups.bot_id = $1 group by promo_groups.id, name order by promo_groups.id`;

/** The same of each group of a bot, oldest first. */
export const countMembers = ({ botId }: Tenant, tx: Tx): Promise<MemberCounts[]> =>
  tx.sql<MemberCounts>(countAll, [botId]);

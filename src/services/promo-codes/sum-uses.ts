import type { Tenant, Tx } from '#tenancy/scope.js';
import type { PromoEffect } from './promo-code.js';

/** What codes of a kind gave in some time, and what was bought with it. */
export interface KindSums {
  readonly kind: PromoEffect['kind'];
  readonly useCount: number;
  readonly personCount: number;
  /** Toman into wallets; days; gigabytes. */
  readonly givenToman: number;
  readonly givenDays: number;
  readonly givenGb: number;
  /** Discounts that were used for a sale which stands, and what these sales brought in, in toman. */
  readonly discountedCount: number;
  readonly discountedToman: number;
}

const sumText = `
  select promocodes.kind, count(*)::int as "useCount", count(distinct promo_code_uses.user_id)::int as "personCount",
    coalesce(sum(promocodes.amount_toman) filter (where promocodes.kind = 'balance'), 0)::float8 as "givenToman",
    coalesce(sum(promocodes.days), 0)::float8 as "givenDays", coalesce(sum(promocodes.traffic_gb), 0)::float8 as "givenGb",
    count(sold.id)::int as "discountedCount", coalesce(sum(sold.price_toman), 0)::float8 as "discountedToman"
  from promo_code_uses
  join promocodes on promocodes.bot_id = $1 and promocodes.id = promo_code_uses.code_id
  left join discount_offers on discount_offers.bot_id = $1 and discount_offers.id = promo_code_uses.discount_id
  left join orders as sold on sold.bot_id = $1 and sold.id = discount_offers.used_order_id and sold.state = 'paid'
  where promo_code_uses.bot_id = $1 and promo_code_uses.created_at >= $2 and promo_code_uses.created_at < $3
    and promo_code_uses.taken_back_at is null
    and ($4::bigint is null or promo_code_uses.code_id = $4)
  group by promocodes.kind order by promocodes.kind`;

/** What a bot's codes, or one of them, gave from an instant to another; kinds that nobody used are left out. */
export const sumUses = (
  { botId }: Tenant,
  tx: Tx,
  { from, to, codeId = null }: { readonly from: Date; readonly to: Date; readonly codeId?: string | null },
): Promise<KindSums[]> => tx.sql<KindSums>(sumText, [botId, from, to, codeId]);

import type { Tx } from '#tenancy/scope.js';
import { inPeriod, type StatisticsWish } from './sum-period.js';

/** Of a day of the period, 1 for the first. */
export interface Trials {
  readonly day: number;
  /** Trials that began. */
  readonly trials: number;
  /** People who had a trial and bought for the first time. */
  readonly conversions: number;
}

// Who bought is asked for their earlier orders, of which a person has a few. Who takes a gift buys nothing.
const text = `
  select day, count(*) filter (where kind = 'trial')::int as trials,
    count(*) filter (where kind not in ('taking', 'trial') and had_trial and is_first)::int as conversions
  from (
    select width_bucket(sold.paid_at, $2::timestamptz[]) as day, sold.kind, past.had_trial, past.is_first
    from unnest($1::bigint[]) as bot (id) join orders as sold on sold.bot_id = bot.id
    left join lateral (
      select bool_or(earlier.kind = 'trial') as had_trial, bool_and(earlier.kind in ('taking', 'trial')) as is_first
      from orders as earlier
      where earlier.bot_id = bot.id and earlier.user_id = sold.user_id and earlier.id <> sold.id
        and (earlier.paid_at, earlier.id) < (sold.paid_at, sold.id)
    ) as past on sold.kind <> 'trial'
    where sold.paid_at is not null and sold.paid_at >= $3 and sold.paid_at < $4
  ) as sale
  group by 1 order by 1`;

/** Trials, and trials that led to a purchase, by day; days without any are left out. What is taken back later counts on. */
export const readTrials = (tx: Tx, wish: StatisticsWish): Promise<Trials[]> =>
  tx.sql<Trials>(text, inPeriod(wish));

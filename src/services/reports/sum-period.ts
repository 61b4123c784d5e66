import type { Tx } from '#tenancy/scope.js';

/*
 * Every statement names its bots, so the same one serves a tenant and the fleet, and walks the index of each bot. Sums of
 * PostgreSQL are of type numeric, which comes as text; float8 is exact up to 2^53.
 */

/** Which bots, and the instants (ISO 8601) at which the days begin, with the end of the last one behind them. */
export interface StatisticsWish {
  readonly botIds: readonly string[];
  readonly starts: readonly string[];
}

/** What belongs to a day of the period; `day` is 1 for the first. */
interface OfDay {
  readonly day: number;
}
export interface NewUsers extends OfDay {
  readonly count: number;
}
export interface Sales extends OfDay {
  readonly sales_count: number;
  readonly sales_toman: number;
  readonly refunds_count: number;
  readonly refunds_toman: number;
}
export interface Revenue extends OfDay {
  readonly method: string;
  readonly count: number;
  /** What came in less what went back. */
  readonly amount_toman: number;
  readonly returned_count: number;
  readonly returned_toman: number;
}
export interface Traffic {
  /** YYYY-MM-DD, in UTC. */
  readonly date: string;
  readonly consumed_bytes: number;
  readonly sold_bytes: number;
  readonly charged_toman: number;
}

const countNewUsers = `
  select width_bucket(registered_at, $2::timestamptz[]) as day, count(*)::int as count
  from unnest($1::bigint[]) as bot (id) join users on users.bot_id = bot.id
  where registered_at >= $3 and registered_at < $4
  group by 1 order by 1`;

const sumSales = `
  select width_bucket(created_at, $2::timestamptz[]) as day,
    count(*) filter (where type = 'subscription_payment')::int as sales_count,
    coalesce(-sum(amount_toman) filter (where type = 'subscription_payment'), 0)::float8 as sales_toman,
    count(*) filter (where type = 'refund')::int as refunds_count,
    coalesce(sum(amount_toman) filter (where type = 'refund'), 0)::float8 as refunds_toman
  from unnest($1::bigint[]) as bot (id) join transactions on transactions.bot_id = bot.id
  where created_at >= $3 and created_at < $4 and type in ('subscription_payment', 'refund')
    and payment_method is null
  group by 1 order by 1`;

const sumRevenue = `
  select width_bucket(created_at, $2::timestamptz[]) as day, payment_method as method,
    count(*) filter (where type = 'deposit')::int as count, sum(amount_toman)::float8 as amount_toman,
    (count(*) filter (where type = 'withdrawal') - count(*) filter (where type = 'refund'))::int as returned_count,
    coalesce(-sum(amount_toman) filter (where type in ('withdrawal', 'refund')), 0)::float8 as returned_toman
  from unnest($1::bigint[]) as bot (id) join transactions on transactions.bot_id = bot.id
  where created_at >= $3 and created_at < $4 and type in ('deposit', 'withdrawal', 'refund')
    and payment_method is not null
  group by 1, 2 order by 1, 2`;

const sumTraffic = `
  select usage_date::text as date, sum(consumed_bytes)::float8 as consumed_bytes,
    sum(sold_bytes)::float8 as sold_bytes, sum(charged_toman)::float8 as charged_toman
  from unnest($1::bigint[]) as bot (id) join tenant_traffic_usage as used on used.bot_id = bot.id
  where usage_date between $2 and $3
  group by usage_date order by usage_date`;

/** Parameters of a statement over a period: bots, starts of days, first instant, end. */
export const inPeriod = ({ botIds, starts }: StatisticsWish): unknown[] => [
  botIds,
  starts,
  starts[0],
  starts.at(-1),
];

/** Registrations by day; days without any are left out, here and below. */
export const readNewUsers = (tx: Tx, wish: StatisticsWish): Promise<NewUsers[]> =>
  tx.sql<NewUsers>(countNewUsers, inPeriod(wish));

/** What was bought from the wallets, and given back, by day. */
export const readSales = (tx: Tx, wish: StatisticsWish): Promise<Sales[]> =>
  tx.sql<Sales>(sumSales, inPeriod(wish));

/**
 * Money that came in from outside less what went back there, by day and method; each on its own day. What a gateway refused to
 * give back, so that it is in the wallet again, did not go.
 */
export const readRevenue = (tx: Tx, wish: StatisticsWish): Promise<Revenue[]> =>
  tx.sql<Revenue>(sumRevenue, inPeriod(wish));

/** Traffic by day; days are in UTC, as they are charged. */
export const readTraffic = (
  tx: Tx,
  { botIds, from, to }: { readonly botIds: readonly string[]; readonly from: string; readonly to: string },
): Promise<Traffic[]> => tx.sql<Traffic>(sumTraffic, [botIds, from, to]);

const readZone = `
  select config_value #>> '{}' as zone from bot_configurations where bot_id = $1 and config_key = 'time_zone'`;

/** The time zone that a bot is set to; undefined when it is set to none. */
export async function readTimeZone(tx: Tx, botId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ zone: string | null }>(readZone, [botId]);
  return row?.zone ?? undefined;
}

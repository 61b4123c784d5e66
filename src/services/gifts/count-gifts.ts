import type { Tenant, Tx } from '#tenancy/scope.js';

/** Gifts and what was paid for them, in toman. */
export interface GiftSum {
  readonly count: number;
  readonly toman: number;
}

/** What happened to gifts in some time: each by the day on which it happened. */
export interface GiftCounts {
  readonly sold: GiftSum;
  readonly taken: GiftSum;
  readonly refunded: GiftSum;
  readonly cancelled: GiftSum;
  readonly ended: GiftSum;
  /** Those that wait to be taken now. */
  readonly open: GiftSum;
}

const text = `
  select
    count(*) filter (where created_at >= $2 and created_at < $3)::int as sold_count,
    coalesce(sum(price_toman) filter (where created_at >= $2 and created_at < $3), 0)::float8 as sold_toman,
    count(*) filter (where taken_at >= $2 and taken_at < $3)::int as taken_count,
    coalesce(sum(price_toman) filter (where taken_at >= $2 and taken_at < $3), 0)::float8 as taken_toman,
    count(*) filter (where state = 'refunded' and ended_at >= $2 and ended_at < $3)::int as refunded_count,
    coalesce(sum(price_toman) filter (where state = 'refunded' and ended_at >= $2 and ended_at < $3), 0)::float8
      as refunded_toman,
    count(*) filter (where state = 'cancelled' and ended_at >= $2 and ended_at < $3)::int as cancelled_count,
    coalesce(sum(price_toman) filter (where state = 'cancelled' and ended_at >= $2 and ended_at < $3), 0)::float8
      as cancelled_toman,
    count(*) filter (where state = 'ended' and ended_at >= $2 and ended_at < $3)::int as ended_count,
    coalesce(sum(price_toman) filter (where state = 'ended' and ended_at >= $2 and ended_at < $3), 0)::float8 as ended_toman,
    count(*) filter (where state = 'open')::int as open_count,
    coalesce(sum(price_toman) filter (where state = 'open'), 0)::float8 as open_toman
  from gifts where bot_id = $1`;

type Row = Readonly<Record<`${keyof GiftCounts}_${keyof GiftSum}`, number>>;

/** Counts a bot's gifts from an instant up to, without, another. */
export async function countGifts(
  { botId }: Tenant,
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<GiftCounts> {
  const [row] = await tx.sql<Row>(text, [botId, from, to]);
  const of = (what: keyof GiftCounts): GiftSum => ({
    count: row?.[`${what}_count`] ?? 0,
    toman: row?.[`${what}_toman`] ?? 0,
  });
  return {
    ...{ sold: of('sold'), taken: of('taken'), refunded: of('refunded') },
    ...{ cancelled: of('cancelled'), ended: of('ended'), open: of('open') },
  };
}

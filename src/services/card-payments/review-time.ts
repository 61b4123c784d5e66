import type { Tenant, Tx } from '#tenancy/scope.js';

/** The last decisions of the bot among its newest payments: as many as a day or two have, however many rows there are. */
const median = `
  select percentile_cont(0.5) within group (order by extract(epoch from reviewed_at - submitted_at) / 60) as minutes,
    count(*)::int as reviews
  from (select submitted_at, admin_reviewed_at as reviewed_at
      from (select submitted_at, admin_reviewed_at from card_to_card_payments where bot_id = $1 order by id desc limit 500) as newest
      where admin_reviewed_at > submitted_at order by admin_reviewed_at desc limit 20) as reviewed`;

/** Reviews below this number teach nothing. */
const leastReviews = 3;

/** How long a review of this bot takes of late, in minutes: the median of its last twenty; undefined: nobody knows yet. */
export async function expectedReviewMinutes({ botId }: Tenant, tx: Tx): Promise<number | undefined> {
  const [row] = await tx.sql<{ minutes: number | null; reviews: number }>(median, [botId]);
  return row?.minutes == null || row.reviews < leastReviews ? undefined : row.minutes;
}

import type { Tenant, Tx } from '#tenancy/scope.js';

/** Gifts and what was paid for them, in toman. */
export interface Counted {
  readonly count: number;
  readonly toman: number;
}

/** What happened to gifts in some time: each by the day on which it happened. */
export interface GiftCounts {
  readonly sold: Counted;
  readonly taken: Counted;
  readonly refunded: Counted;
  readonly cancelled: Counted;
  readonly ended: Counted;
  /** Those that wait to be taken now. */
  readonly open: Counted;
}

const pair = (name: string, condition: string): string =>
  `jsonb_build_object('count', count(*) filter (where ${condition}),
    'toman', coalesce(sum(price_toman) filter (where ${condition}), 0)) as "${name}"`;
const within = (column: string): string => `${column} >= $2 and ${column} < $3`;

const text = `
  select ${pair('sold', within('created_at'))}, ${pair('taken', within('taken_at'))},
    ${pair('refunded', `state = 'refunded' and ${within('ended_at')}`)},
    ${pair('cancelled', `state = 'cancelled' and ${within('ended_at')}`)},
    ${pair('ended', `state = 'ended' and ${within('ended_at')}`)}, ${pair('open', "state = 'open'")}
  from gifts where bot_id = $1`;

/** Counts a bot's gifts from an instant up to, without, another. */
export async function countGifts(
  { botId }: Tenant,
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<GiftCounts> {
  const [row] = await tx.sql<GiftCounts>(text, [botId, from, to]);
  return row as GiftCounts;
}

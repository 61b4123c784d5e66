import type { Tenant, Tx } from '#tenancy/scope.js';

/** Tickets of some time, and how they stand now. */
export interface TicketCounts {
  readonly opened: number;
  readonly closed: number;
  /** Of the opened ones: answered by now. */
  readonly answeredFirst: number;
  /** Median of these, from opening to the first answer; null: none. */
  readonly firstAnswerSeconds: number | null;
  /** How many gave 1, 2, 3, 4 and 5. */
  readonly byStars: readonly number[];
  readonly open: number;
  readonly answered: number;
  readonly pending: number;
  /** People who wait for an answer. */
  readonly waiting: number;
  readonly longestWaitSince: Date | null;
}

const text = `
  select
    count(*) filter (where created_at >= $2 and created_at < $3)::int as opened,
    count(*) filter (where closed_at >= $2 and closed_at < $3)::int as closed,
    count(*) filter (where created_at >= $2 and created_at < $3 and first_answered_at is not null)::int as "answeredFirst",
    round(percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - created_at))
      filter (where created_at >= $2 and created_at < $3 and first_answered_at is not null))::float8 as "firstAnswerSeconds",
    array[
      count(*) filter (where rating = 1 and rated_at >= $2 and rated_at < $3),
      count(*) filter (where rating = 2 and rated_at >= $2 and rated_at < $3),
      count(*) filter (where rating = 3 and rated_at >= $2 and rated_at < $3),
      count(*) filter (where rating = 4 and rated_at >= $2 and rated_at < $3),
      count(*) filter (where rating = 5 and rated_at >= $2 and rated_at < $3)]::int[] as "byStars",
    count(*) filter (where status = 'open')::int as open,
    count(*) filter (where status = 'answered')::int as answered,
    count(*) filter (where status = 'pending')::int as pending,
    count(*) filter (where waiting_since is not null)::int as waiting,
    min(waiting_since) as "longestWaitSince"
  from tickets where bot_id = $1`;

/** Counts a bot's tickets from an instant up to, without, another. */
export async function countTickets(
  { botId }: Tenant,
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<TicketCounts> {
  const [row] = await tx.sql<TicketCounts>(text, [botId, from, to]);
  return row as TicketCounts;
}

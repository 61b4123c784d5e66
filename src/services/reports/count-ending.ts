import { dayMs } from '#platform/units.js';
import type { Tx } from '#tenancy/scope.js';

/** How many active subscriptions end soon; trials are left out. */
export interface Ending {
  readonly ending_24h: number;
  readonly ending_7d: number;
}

const text = `
  select count(*) filter (where ends_at <= $3)::int as ending_24h, count(*)::int as ending_7d
  from unnest($1::bigint[]) as bot (id) join subscriptions on subscriptions.bot_id = bot.id
  where status = 'active' and not is_trial and ends_at > $2 and ends_at <= $4`;

/** Counts those whose end is within a day, and within seven, of an instant (ms); from an index alone. */
export async function readEnding(tx: Tx, botIds: readonly string[], at: number): Promise<Ending> {
  const ends = [0, dayMs, 7 * dayMs].map((ms) => new Date(at + ms));
  const [row] = await tx.sql<Ending>(text, [botIds, ...ends]);
  return row as Ending;
}

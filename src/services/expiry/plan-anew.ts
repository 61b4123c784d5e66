import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';
import { longestAfter } from './list-words.js';

const page = 500;

// What is due already is left: it is said, or not, by the settings of now anyway.
const planPage = `
  with page as (
    select id from subscriptions where bot_id = $1 and id > $2 order by id limit $3
  ), planned as (
    update subscriptions s set word_at = $4 from page
    where s.bot_id = $1 and s.id = page.id and s.removal_wanted_at is null and s.status in ('active', 'expired')
      and s.ends_at > $5 and (s.word_at > $4 or s.word_at is null)
  )
  select max(id)::text as last, count(*)::int as count from page`;

/**
 * Lets what is due next of each subscription of a bot be found anew, since settings that it depends on have changed: words whose
 * time is over by then are not said. A page a transaction; doing it twice changes nothing.
 */
export async function planWordsAnew(tenant: Tenant): Promise<void> {
  const at = new Date(now());
  const since = new Date(at.getTime() - longestAfter);
  for (let after: string | undefined = '0'; after !== undefined;) {
    const from: string = after;
    after = await tenant.db(async (tx) => {
      const [done] = await tx.sql<{ last: string | null; count: number }>(planPage, [
        ...[tenant.botId, from, page],
        ...[at, since],
      ]);
      return done?.count === page && done.last !== null ? done.last : undefined;
    });
  }
}

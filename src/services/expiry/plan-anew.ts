import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';
import { longestAfter } from './list-words.js';

const page = 200;

// What is due already is left: it is said, or not, by the settings of now anyway.
const findPage = `
  select max(id)::text as last from (
    select id from subscriptions where bot_id = $1 and id > $2 order by id limit $3) as page`;
const planPage = `
  update subscriptions set word_at = $4
  where bot_id = $1 and id > $2 and id <= $3 and removal_wanted_at is null and status in ('active', 'expired')
    and ends_at > $5 and (word_at > $4 or word_at is null)`;

/**
 * Lets what is due next of each subscription of a bot be found anew, since settings that it depends on have changed: words whose
 * time is over by then are not said. A page a transaction; doing it twice changes nothing.
 */
export async function planWordsAnew(tenant: Tenant): Promise<void> {
  const at = new Date(now());
  const since = new Date(at.getTime() - longestAfter);
  for (let after: string | null = '0'; after !== null;) {
    const from: string = after;
    after = await tenant.db(async (tx) => {
      const [found] = await tx.sql<{ last: string | null }>(findPage, [tenant.botId, from, page]);
      const last = found?.last ?? null;
      if (last !== null) await tx.sql(planPage, [tenant.botId, from, last, at, since]);
      return last;
    });
  }
}

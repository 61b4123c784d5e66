import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';
import { longestAfter } from './list-words.js';

const page = 50;

// What is due already is left: it is said, or not, by the settings of now anyway.
const findPage = `
  select id::text from subscriptions where bot_id = $1 and id > $2 order by subscriptions.id limit $3`;
const planPage = `
  update subscriptions set word_at = $3
  where bot_id = $1 and id = any($2::bigint[]) and removal_wanted_at is null and status in ('active', 'expired')
    and ends_at > $4 and (word_at > $3 or word_at is null)`;

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
      const rows = await tx.sql<{ id: string }>(findPage, [tenant.botId, from, page]);
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await tx.sql(planPage, [tenant.botId, ids, at, since]);
      return ids.at(-1);
    });
  }
}

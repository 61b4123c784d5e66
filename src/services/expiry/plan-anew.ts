import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { longestAfter } from './list-words.js';

const page = 50;

const readSince = 'select words_since from bots where id = $1 and is_active';
const findPage = `
  select id::text from subscriptions where bot_id = $1 and id > $2 order by subscriptions.id limit $3`;
// What is due already is left: it is said, or not, by the settings of now anyway.
const planPage = `
  update subscriptions set word_at = case when ends_at > $3 then $5::timestamptz else $3 end
  where bot_id = $1 and id = any($2::bigint[]) and removal_wanted_at is null and status in ('active', 'expired')
    and ends_at > $4 and (word_at is null or word_at > case when ends_at > $3 then $5::timestamptz else $3 end)`;
const forgetSince = 'update bots set words_since = null where id = $1 and is_active and words_since = $2';

/**
 * Lets what is due next of each subscription of a bot be found anew, since settings that it depends on have changed: words whose
 * time is over by then are not said. Of a bot that comes back from being switched off they count from then on for what still
 * runs. A page a transaction; doing it twice changes nothing.
 */
export async function planWordsAnew(tenant: Tenant): Promise<void> {
  const at = new Date(now());
  const since = await tenant.db((tx) => readMissed(tenant, tx));
  for (let after: string | undefined = '0'; after !== undefined;) {
    const from: string = after;
    after = await tenant.db((tx) => planPageFrom(tenant, tx, { from, at, since: since ?? at }));
  }
  if (since) await tenant.db((tx) => tx.sql(forgetSince, [tenant.botId, since]));
}

async function readMissed({ botId }: Tenant, tx: Tx): Promise<Date | null> {
  const [bot] = await tx.sql<{ words_since: Date | null }>(readSince, [botId]);
  return bot?.words_since ?? null;
}

/** Returns after which subscription the next page is. */
async function planPageFrom(
  { botId }: Tenant,
  tx: Tx,
  { from, at, since }: { readonly from: string; readonly at: Date; readonly since: Date },
): Promise<string | undefined> {
  const rows = await tx.sql<{ id: string }>(findPage, [botId, from, page]);
  const ids = rows.map(({ id }) => id);
  const oldest = new Date(at.getTime() - longestAfter);
  if (ids.length > 0) await tx.sql(planPage, [botId, ids, at, oldest, since]);
  return ids.at(-1);
}

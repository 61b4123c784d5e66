import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { joinBySpending } from './groups-by-spending.js';
import { lockBuyer } from './weigh-order.js';

/** People whom one look goes over, and of them those whom it finds at most. */
const page = { looked: 1_000, found: 50 } as const;

const findEnd = `
  select max(id)::text as last from (
    select id from users where bot_id = $1 and id > $2 order by users.id limit $3) as looked`;
const findReached = `
  select reached.user_id::text as id from (
    select user_id, sum(price_toman) as toman from orders
    where bot_id = $1 and user_id > $2 and user_id <= $3 and state = 'paid' and kind <> 'gift'
    group by user_id) as reached
  join users on users.bot_id = $1 and users.id = reached.user_id and users.status <> 'deleted'
  where exists (select from promo_groups
    where promo_groups.bot_id = $1 and spent_toman <= reached.toman
      and promo_groups.id <> all (array(
        select group_id from user_promo_groups where bot_id = $1 and user_id = reached.user_id)))
  order by reached.user_id limit $4`;

interface Page {
  /** People who have reached a group that they are not in. */
  readonly reached: readonly string[];
  /** After whom the next page is; undefined: there is none. */
  readonly next: string | undefined;
}

/**
 * Takes everybody into the groups whose thresholds they have reached already: a group is new, or its threshold was changed. Each
 * of them is told; the admins are told how many. A person a transaction, so that nobody's purchase waits for somebody else's;
 * doing it twice, in parallel or again after a crash takes nobody in twice.
 */
export async function takeIntoGroups(tenant: Tenant): Promise<void> {
  const counts = new Map<string, number>();
  for (let after: string | undefined = '0'; after !== undefined;) {
    const from: string = after;
    const { reached, next } = await tenant.db((tx) => findPage(tenant, tx, from));
    for (const id of reached) {
      const groupId = await tenant.db((tx) => takeIn(tenant, tx, id));
      if (groupId !== undefined) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
    }
    after = next;
  }
  await tenant.db(async (tx) => {
    for (const [group_id, count] of counts)
      await notify(tenant, tx, { kind: 'group_reached', about: { group_id, user_id: null, count } });
  });
}

/** A page of them: people after a number. */
export async function findPage({ botId }: Tenant, tx: Tx, from: string): Promise<Page> {
  const [end] = await tx.sql<{ last: string | null }>(findEnd, [botId, from, page.looked]);
  if (end?.last == null) return { reached: [], next: undefined };
  const rows = await tx.sql<{ id: string }>(findReached, [botId, from, end.last, page.found]);
  const reached = rows.map(({ id }) => id);
  return { reached, next: rows.length === page.found ? reached.at(-1) : end.last };
}

async function takeIn(tenant: Tenant, tx: Tx, userId: string): Promise<string | undefined> {
  const person = await lockBuyer(tenant, tx, userId);
  // Their data may have been erased since they were found.
  if (!person || person.status === 'deleted') return undefined;
  return joinBySpending(tenant, tx, userId);
}

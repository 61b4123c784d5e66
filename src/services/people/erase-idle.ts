import { shiftMonths, dayOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { operator } from '../access/actor.js';
import { writeAudit } from '../access/write-audit.js';
import { valuesOf } from '../settings/values.js';
import { eraseUser } from './erase-user.js';

/** People whom one transaction looks at, and erases at most. */
const page = { looked: 250, erased: 100 } as const;

const readSettings = `
  select is_active, (
    select jsonb_object_agg(config_key, config_value) from bot_configurations
    where bot_id = $1 and config_key in ('inactive_user_months', 'time_zone')) as stored
  from bots where id = $1`;
const findEnd = `
  select max(id)::text as last from (
    select id from users where bot_id = $1 and id > $2 order by users.id limit $3) as looked`;
// Who pays, is paid or is sold something just now is locked, and is left for tomorrow. Money may come
// late of what is still asked about. Looked up person by person: joined as sets, all payments of the bot would be read.
const findIdle = `
  select u.id::text from users u
  where u.bot_id = $1 and u.id > $2 and u.id <= $3 and u.status = 'active' and u.last_seen_at < $4 and u.balance_toman = 0
    and (select true from bot_admins a where a.bot_id = $1 and a.telegram_id = u.telegram_id) is null
    and (select true from subscriptions s where s.bot_id = $1 and s.user_id = u.id and s.ends_at >= $4 limit 1) is null
    and (select true from orders o where o.bot_id = $1 and o.user_id = u.id and o.state = 'waiting') is null
    and (select true from gateway_payments p where p.bot_id = $1 and p.user_id = u.id
      and (p.status in ('pending', 'held') or p.check_at is not null) limit 1) is null
    and (select true from zarinpal_payments p where p.bot_id = $1 and p.user_id = u.id
      and (p.status in ('pending', 'held') or p.check_at is not null) limit 1) is null
    and (select true from card_to_card_payments p where p.bot_id = $1 and p.user_id = u.id
      and (p.status in ('pending', 'held') or p.check_at is not null) limit 1) is null
  order by u.id limit $5 for no key update of u skip locked`;

/**
 * Erases the data of a bot's people who have done nothing for its `inactive_user_months` (calendar months by its clocks), and have
 * neither money nor a subscription that runs or ended since, nor a payment or cart that is open; never who runs the bot or is
 * blocked. What stays of a person is what `eraseUser` says: the row, and the ledger. A page a transaction; doing it twice, in
 * parallel or again after a crash changes nothing more. Returns how many.
 */
export async function eraseIdle(tenant: Tenant): Promise<number> {
  const since = await tenant.db((tx) => readSince(tenant, tx));
  if (!since) return 0;
  let all = 0;
  for (let after: string | undefined = '0'; after !== undefined;) {
    const from: string = after;
    const done = await tenant.db((tx) => erasePage(tenant, tx, { from, since }));
    all += done.erased;
    after = done.next;
  }
  return all;
}

/** Who was seen since then is not idle; undefined: nobody is. */
async function readSince({ botId }: Tenant, tx: Tx): Promise<Date | undefined> {
  const [bot] = await tx.sql<{ is_active: boolean; stored: Record<string, unknown> | null }>(readSettings, [
    botId,
  ]);
  const { inactive_user_months: months, time_zone: zone } = valuesOf(botId, bot?.stored ?? {});
  if (!bot?.is_active || months === 0) return undefined;
  return new Date(startOfDay(shiftMonths(dayOf(now(), zone), -months), zone));
}

/** A page of it, in the open transaction: people after a number. Returns after which the next page is; undefined: there is none. */
export async function erasePage(
  tenant: Tenant,
  tx: Tx,
  { from, since }: { readonly from: string; readonly since: Date },
): Promise<{ readonly erased: number; readonly next: string | undefined }> {
  const { botId } = tenant;
  const [end] = await tx.sql<{ last: string | null }>(findEnd, [botId, from, page.looked]);
  if (end?.last == null) return { erased: 0, next: undefined };
  const rows = await tx.sql<{ id: string }>(findIdle, [botId, from, end.last, since, page.erased]);
  for (const { id: userId } of rows)
    await eraseUser(tenant, tx, { userId, mayForfeit: false, idempotencyKey: `idle ${userId}` });
  // Of so many people one entry: the log holds what others did, and no names.
  if (rows.length > 0)
    writeAudit(tx, botId, {
      actor: operator,
      action: 'people.erase-idle',
      after: { user_ids: rows.map(({ id }) => id), idle_since: since.toISOString() },
    });
  return { erased: rows.length, next: rows.length === page.erased ? rows.at(-1)?.id : end.last };
}

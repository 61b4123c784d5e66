import { shiftMonths, dayOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { operator } from '../access/actor.js';
import { writeAudit } from '../access/write-audit.js';
import { valuesOf } from '../settings/values.js';
import { eraseUser } from './erase-user.js';

/** People whom one transaction looks at, and of them the idle ones at most. */
const page = { looked: 1_000, idle: 50 } as const;

const readSettings = `
  select is_active, (
    select jsonb_object_agg(config_key, config_value) from bot_configurations
    where bot_id = $1 and config_key in ('inactive_user_months', 'time_zone')) as stored
  from bots where id = $1`;
const findEnd = `
  select max(id)::text as last from (
    select id from users where bot_id = $1 and id > $2 order by users.id limit $3) as looked`;
// Whom somebody pays, credits or serves just now is locked, and is left for tomorrow.
const lockIdle = `
  select id::text from users
  where bot_id = $1 and id > $2 and id <= $3 and status = 'active' and last_seen_at < $4 and balance_toman = 0
  order by users.id limit $5 for no key update skip locked`;
// Money may come late of what a gateway is still asked about, and again of what repeats.
const findKept = `
  select user_id::text as id from subscriptions where bot_id = $1 and user_id = any($2::bigint[]) and ends_at >= $3
  union select user_id::text from orders where bot_id = $1 and user_id = any($2::bigint[]) and state = 'waiting'
  union select user_id::text from tickets
    where bot_id = $1 and user_id = any($2::bigint[]) and waiting_since is not null
  union select buyer_id::text from gifts where bot_id = $1 and buyer_id = any($2::bigint[]) and state = 'open'
  union select user_id::text from gateway_payments
    where bot_id = $1 and user_id = any($2::bigint[])
      and (status in ('pending', 'held') or check_at is not null or repeat_state = 'active')
  union select user_id::text from zarinpal_payments
    where bot_id = $1 and user_id = any($2::bigint[]) and (status in ('pending', 'held') or check_at is not null)
  union select user_id::text from card_to_card_payments
    where bot_id = $1 and user_id = any($2::bigint[]) and (status in ('pending', 'held') or check_at is not null)
  union select user_id::text from partners
    where bot_id = $1 and user_id = any($2::bigint[]) and (state = 'accepted' or balance_toman <> 0 or reserved_toman <> 0)
  union select u.id::text from bot_admins a join users u on u.bot_id = a.bot_id and u.telegram_id = a.telegram_id
    where a.bot_id = $1`;

/**
 * Erases the data of a bot's people who have done nothing for its `inactive_user_months` (calendar months by its clocks), and have
 * neither money nor a subscription that runs or ended since, nor a payment, cart, gift or ticket that is open; never who runs the bot, earns
 * as a partner or is blocked. What stays of a person is what `eraseUser` says: the row, and the ledger. A page a transaction; doing it twice, in
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
  const rows = await tx.sql<{ id: string }>(lockIdle, [botId, from, end.last, since, page.idle]);
  const ids = rows.map(({ id }) => id);
  const kept = ids.length > 0 ? await tx.sql<{ id: string }>(findKept, [botId, ids, since]) : [];
  const erased = ids.filter((id) => !kept.some((one) => one.id === id));
  for (const userId of erased)
    await eraseUser(tenant, tx, { userId, mayForfeit: false, idempotencyKey: `idle ${userId}` });
  // Of so many people one entry: the log holds what others did, and no names.
  if (erased.length > 0)
    writeAudit(tx, botId, {
      actor: operator,
      action: 'people.erase-idle',
      after: { user_ids: erased, idle_since: since.toISOString() },
    });
  return { erased: erased.length, next: ids.length === page.idle ? ids.at(-1) : end.last };
}

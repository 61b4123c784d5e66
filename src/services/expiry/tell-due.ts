import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { giveDiscount } from '../discounts/give-discount.js';
import { notify } from '../notices/notify.js';
import { endOfQuiet } from '../notices/quiet-hours.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';
import type { Word } from './list-words.js';
import { nextWord } from './next-word.js';

/** Subscriptions of one transaction. */
const page = 40;

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly status: 'active' | 'expired';
  readonly is_trial: boolean;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly word_at: Date;
  readonly is_connected: boolean;
  readonly is_end_told: boolean;
  readonly can_hear: boolean;
  readonly wants_reminders: boolean;
  /** Does the trial stand still, since its owner is out of the channel? They were told that. */
  readonly is_stopped: boolean;
}

// What somebody is selling or changing just now comes with the next tick, as it is then.
const lockDue = `
  select s.id::text, s.user_id::text, s.status, s.is_trial, s.starts_at, s.ends_at, s.word_at,
    (s.first_connected_at is not null or s.traffic_used_bytes > 0) as is_connected, s.expiry_told_for is not distinct from s.ends_at as is_end_told,
    u.status = 'active' and u.can_receive as can_hear, u.wants_reminders,
    s.is_trial and s.channel_left_at is not null as is_stopped
  from subscriptions s join users u on u.bot_id = $1 and u.id = s.user_id
  where s.bot_id = $1 and s.word_at <= $2 and s.word_at >= $4 order by s.word_at limit $3
  for no key update of s skip locked`;
const findOutlived = `
  select s.id::text from subscriptions s where s.bot_id = $1 and s.id = any($2::bigint[]) and exists (
    select from subscriptions o where o.bot_id = $1 and o.user_id = s.user_id and o.id <> s.id
      and o.removal_wanted_at is null and o.status <> 'pending' and o.ends_at >= s.ends_at)`;
const readBot = `
  select is_active, (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1)
    as configuration
  from bots where id = $1`;
const note = `
  update subscriptions s set status = case when due.is_over then 'expired' else s.status end,
    expiry_told_for = case when due.is_over then s.ends_at else s.expiry_told_for end, word_at = due.next_at,
    updated_at = case when due.is_over and s.status = 'active' then clock_timestamp() else s.updated_at end
  from unnest($2::bigint[], $3::boolean[], $4::timestamptz[]) as due (id, is_over, next_at)
  where s.bot_id = $1 and s.id = due.id`;

/**
 * Does for a bot what the time of its subscriptions brings, a page a transaction: those that are over become expired, and
 * who can hear it is told. Doing it twice, in parallel, or again after a crash anywhere says nothing twice.
 */
export async function tellDueWords(tenant: Tenant): Promise<void> {
  for (let from: Date | undefined = new Date(0); from;) {
    const since: Date = from;
    from = await tenant.db((tx) => tellDuePage(tenant, tx, since));
  }
}

/**
 * A page of it, in the open transaction: what is due since an instant. Returns since when the next page is; undefined: there is
 * none.
 */
export async function tellDuePage(tenant: Tenant, tx: Tx, since: Date): Promise<Date | undefined> {
  const at = now();
  const rows = await tx.sql<Row>(lockDue, [tenant.botId, new Date(at), page, since]);
  if (rows.length === 0) return undefined;
  // Read once the rows are locked: a change of settings that is committed later looks at them after this.
  const [bot] = await tx.sql<{ is_active: boolean; configuration: Record<string, unknown> | null }>(readBot, [
    tenant.botId,
  ]);
  const values = valuesOf(tenant.botId, bot?.configuration ?? {});
  const due = rows.map((row) => ({ row, ...nextWord(timesOf(row), values, at) }));
  const outlived = await readOutlived(tenant, tx, due);
  for (const { row, word } of due)
    if (word && bot?.is_active && mayHear(row, word) && !outlived.has(row.id))
      await say(tenant, tx, { row, word, values, at });
  await tx.sql(note, [
    tenant.botId,
    rows.map(({ id }) => id),
    rows.map(({ ends_at: endsAt }) => endsAt.getTime() <= at),
    due.map(({ nextAt }) => (nextAt === undefined ? null : new Date(nextAt))),
  ]);
  return rows.length === page ? rows.at(-1)?.word_at : undefined;
}

const timesOf = (row: Row) => ({
  isTrial: row.is_trial,
  startsAt: row.starts_at.getTime(),
  endsAt: row.ends_at.getTime(),
  isConnected: row.is_connected,
  wordAt: row.word_at.getTime(),
  isEndTold: row.is_end_told || row.status === 'expired',
});

const mayHear = (row: Row, { kind }: Word): boolean =>
  row.can_hear && (kind === 'expired' || (row.wants_reminders && !row.is_stopped));

const afterEnd: ReadonlySet<Word['kind']> = new Set(['expiry_reminder', 'winback_first', 'winback_second']);

/** Nobody is asked back who has another subscription that lasts longer. */
async function readOutlived(
  { botId }: Tenant,
  tx: Tx,
  due: readonly { readonly row: Row; readonly word: Word | undefined }[],
): Promise<ReadonlySet<string>> {
  const ids = due.flatMap(({ row, word }) => (word && afterEnd.has(word.kind) ? [row.id] : []));
  if (ids.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }>(findOutlived, [botId, ids]);
  return new Set(rows.map(({ id }) => id));
}

interface Telling {
  readonly row: Row;
  readonly word: Word;
  readonly values: SettingValues;
  readonly at: number;
}

async function say(tenant: Tenant, tx: Tx, { row, word, values, at }: Telling): Promise<void> {
  const about = { subscription_id: row.id, ends_at: row.ends_at.toISOString() };
  switch (word.kind) {
    case 'expired':
      return notify(tenant, tx, {
        kind: 'subscription_expired',
        about: { subscription_id: about.subscription_id },
      });
    case 'expiry_near':
      return notify(tenant, tx, { kind: word.kind, about: { ...about, days: word.days } });
    case 'trial_unused':
      return notify(tenant, tx, { kind: word.kind, about: { ...about, hours: word.hours } });
    case 'trial_ends':
    case 'expiry_reminder':
      return notify(tenant, tx, { kind: word.kind, about });
    case 'winback_first':
    case 'winback_second': {
      const { kind, percent, hours } = word;
      // What is told in the morning holds as long as what is told by day.
      const validFrom = endOfQuiet(at, values.time_zone) ?? at;
      const discountId = await giveDiscount(tenant, tx, {
        ...{ userId: row.user_id, kind, percent, validUntil: new Date(validFrom + hours * hourMs) },
        cause: { subscriptionId: row.id, endsAt: row.ends_at },
      });
      if (discountId !== undefined)
        await notify(tenant, tx, { kind: 'winback_offer', about: { ...about, discount_id: discountId } });
    }
  }
}

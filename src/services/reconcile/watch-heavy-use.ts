import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { dayMs, gigabyte, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { valuesOf } from '../settings/values.js';

/** What a look at the panel adds to the traffic of a subscription. */
export interface Use {
  readonly subscriptionId: string;
  readonly bytes: number;
  /** When it was looked at before. */
  readonly since: Date | null;
}

/** A notice names so many; of the others it has the number. */
const mostNamed = 15;

const readSettings = `
  select jsonb_object_agg(config_key, config_value) as stored from bot_configurations
  where bot_id = $1 and config_key in ('time_zone', 'traffic_alarm', 'traffic_alarm_gb', 'traffic_alarm_repeat_hours')`;
const countDay = `
  with known as (
    select id, traffic_alarm_at, case when traffic_day = $2::date then traffic_day_bytes else 0 end as bytes
    from subscriptions where bot_id = $1 and id = any($3::bigint[]) order by id for no key update),
  seen as (
    select known.id, known.bytes + used.bytes as bytes, known.bytes + used.bytes >= $5
      and (traffic_alarm_at is null or traffic_alarm_at <= $6) as is_alarm
    from known join unnest($3::bigint[], $4::bigint[]) as used (id, bytes) on used.id = known.id)
  update subscriptions s set traffic_day = $2::date, traffic_day_bytes = seen.bytes,
    traffic_alarm_at = case when seen.is_alarm then $7 else s.traffic_alarm_at end
  from seen where s.bot_id = $1 and s.id = seen.id
  returning s.id::text as subscription_id, seen.bytes::float8 as bytes, seen.is_alarm`;

interface Counted {
  readonly subscription_id: string;
  readonly bytes: number;
  readonly is_alarm: boolean;
}

/**
 * Counts what subscriptions used on this day of the bot, and tells its admins of those that used too much in it: in the open
 * transaction that notes what was counted, so each byte counts once and each alarm is told once. Where the bot wants no alarms it
 * counts nothing.
 */
export async function watchHeavyUse(tenant: Tenant, tx: Tx, uses: readonly Use[]): Promise<void> {
  const used = uses.filter(({ bytes }) => bytes > 0);
  if (used.length === 0) return;
  const [row] = await tx.sql<{ stored: Record<string, unknown> | null }>(readSettings, [tenant.botId]);
  const values = valuesOf(tenant.botId, row?.stored ?? {});
  if (!values.traffic_alarm) return;
  const at = now();
  const day = dayOf(at, values.time_zone);
  const counted = await tx.sql<Counted>(countDay, [
    ...[tenant.botId, day, used.map(({ subscriptionId }) => subscriptionId)],
    used.map((use) => bytesInADay(use, at)),
    ...[values.traffic_alarm_gb * gigabyte, new Date(at - values.traffic_alarm_repeat_hours * hourMs)],
    new Date(at),
  ]);
  const heavy = counted
    .filter(({ is_alarm: isAlarm }) => isAlarm)
    .map(({ subscription_id, bytes }) => ({ subscription_id, bytes }))
    .sort((left, right) => right.bytes - left.bytes);
  if (heavy.length === 0) return;
  const about = { day, heavy: heavy.slice(0, mostNamed), more: Math.max(0, heavy.length - mostNamed) };
  await notify(tenant, tx, { kind: 'traffic_heavy', about });
}

/** Of what was used since a look of more than a day ago, as when the panel was away, the mean of a day. */
function bytesInADay({ bytes, since }: Use, at: number): number {
  const elapsedMs = since ? at - since.getTime() : 0;
  const countable = Math.min(bytes, Number.MAX_SAFE_INTEGER);
  return elapsedMs > dayMs ? Math.floor((countable / elapsedMs) * dayMs) : countable;
}

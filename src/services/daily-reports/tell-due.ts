import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { valuesOf } from '../settings/values.js';
import { reportTimes, type ReportTimes } from './report-times.js';

const lockDue = `
  select told_day::text from daily_reports where bot_id = $1 and due_at <= $2 for no key update`;
const readBot = `
  select is_active, is_master, configuration, changed_at from bots cross join (
    select jsonb_object_agg(config_key, config_value) as configuration, max(updated_at) as changed_at
    from bot_configurations
    where bot_id = $1 and config_key in ('daily_report', 'daily_report_time', 'time_zone')) as stored
  where id = $1`;
const note = `
  update daily_reports set due_at = $2, told_day = coalesce($3::date, told_day), updated_at = clock_timestamp()
  where bot_id = $1`;

interface Bot {
  readonly is_active: boolean;
  readonly is_master: boolean;
  readonly configuration: Readonly<Record<string, unknown>> | null;
  readonly changed_at: Date | null;
}

/**
 * Decides that a bot's report of the last day that is over is told, where it is due, and when the next one is, in the open
 * transaction: twice, in parallel, or again after a crash, it is told once. The master bot's owners hear of the whole fleet
 * too, with the `failedJobs` that somebody should look at. After a standstill only the last report is told; none is that
 * was due before it was switched on, or its time changed.
 */
export async function tellDueReport(tenant: Tenant, tx: Tx, failedJobs: number): Promise<void> {
  const at = now();
  const [row] = await tx.sql<{ told_day: string | null }>(lockDue, [tenant.botId, new Date(at)]);
  if (!row) return;
  // Read once the row is locked: a change of settings that is committed later makes it due again.
  const [bot] = await tx.sql<Bot>(readBot, [tenant.botId]);
  if (!bot) return;
  const values = valuesOf(tenant.botId, bot.configuration ?? {});
  const { last, nextAt } = reportTimes(at, values.daily_report_time, values.time_zone);
  const isNews = values.daily_report && isNewsOf(bot, last) && (row.told_day ?? '') < last.day;
  if (isNews) await tell(tenant, tx, { day: last.day, isMaster: bot.is_master, failedJobs });
  const nextLook = values.daily_report ? new Date(nextAt) : null;
  await tx.sql(note, [tenant.botId, nextLook, isNews ? last.day : null]);
}

/** Of a bot that is off nothing is told, nor what was due before its settings were as they are. */
const isNewsOf = (
  { is_active: isActive, changed_at: changedAt }: Bot,
  { at }: ReportTimes['last'],
): boolean => isActive && at > (changedAt?.getTime() ?? 0);

async function tell(
  tenant: Tenant,
  tx: Tx,
  { day, isMaster, failedJobs }: { day: string; isMaster: boolean; failedJobs: number },
): Promise<void> {
  await notify(tenant, tx, { kind: 'daily_report', about: { day } });
  if (isMaster) await notify(tenant, tx, { kind: 'fleet_report', about: { day, failed_jobs: failedJobs } });
}

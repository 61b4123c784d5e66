import { readBotView, readFleetView } from '../reports/open/read-view.js';
import { reportWithChart, type ReportView } from '../reports/screens/report.js';
import type { Said, Saying } from './saying.js';

/** Of a bot in which nothing happened and nothing runs, nothing is said. */
function sayReport(view: ReportView | undefined): Said | undefined {
  if (!view) return undefined;
  const { isQuiet, now, undone } = view.report;
  const isEmpty = now.subscriptions_active + now.subscriptions_trial + undone === 0;
  return isQuiet && isEmpty ? undefined : { screen: (voice) => reportWithChart(voice, view) };
}

/** What happened in a bot on a day. */
export const sayDailyReport: Saying<'daily_report'> = async ({ tenant, tx }, { day }) =>
  sayReport(await readBotView(tenant, tx, { span: 'day', day }));

/** What happened in all bots. */
export const sayFleetReport: Saying<'fleet_report'> = async (
  { tenant, tx },
  { day, failed_jobs: failedJobs },
) => sayReport(await readFleetView(tenant, tx, { span: 'day', day, failedJobs }));

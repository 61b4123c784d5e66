import { titleOf } from '#services/payments/offer-methods.js';
import { readFleet } from '#services/reports/count-totals.js';
import { readReport, type ReportSpan } from '#services/reports/read-report.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { ReportView } from '../screens/report.js';

interface Wish {
  readonly span: ReportSpan;
  /** Its last day, YYYY-MM-DD. */
  readonly day: string;
}

/** A bot's report, by its own clocks; undefined: the bot is gone. */
export const readBotView = (tenant: Tenant, tx: Tx, wish: Wish): Promise<ReportView | undefined> =>
  readView(tenant, tx, { ...wish, botIds: [tenant.botId] });

/** The whole fleet's, by the clocks of the bot that is asked, in a fleet scope. */
export async function readFleetView(
  tenant: Tenant,
  tx: Tx,
  { failedJobs, ...wish }: Wish & { readonly failedJobs: number },
): Promise<ReportView | undefined> {
  const { botIds } = await readFleet(tx);
  const view = await readView(tenant, tx, { ...wish, botIds });
  return view && { ...view, fleet: { bots: botIds.length, failedJobs } };
}

async function readView(
  tenant: Tenant,
  tx: Tx,
  wish: Wish & { readonly botIds: readonly string[] },
): Promise<ReportView | undefined> {
  const bot = await readSnapshot(tenant, tx);
  if (!bot) return undefined;
  const timeZone = bot.settings.values.time_zone;
  return {
    report: await readReport(tx, { ...wish, timeZone }),
    titleOf: (method) => titleOf(method, bot.features),
  };
}

import { addDays, dayOf } from '#platform/calendar.js';
import { reportSpans, type ReportSpan } from '#services/reports/read-report.js';
import type { BotContext } from '../../../context.js';
import { tapButton, type Button, type Screen } from '../../../screen.js';
import { chartOf, reportText, type ReportView } from '../screens/report.js';
import { readBotView } from './read-view.js';

const spans = Object.keys(reportSpans) as ReportSpan[];

/** May this person read the bot's figures? */
const mayRead = ({ person }: BotContext): boolean =>
  person.adminRole === 'owner' || person.adminRole === 'admin';

const readView = (ctx: BotContext, span: ReportSpan): Promise<ReportView | undefined> =>
  readBotView(ctx.tenant, ctx.tx, {
    span,
    day: addDays(dayOf(ctx.at.getTime(), ctx.settings.values.time_zone), -1),
  });

/** The report up to yesterday, of a day unless asked otherwise; undefined for who may not read it. What was asked for may be anything. */
export async function openReport(ctx: BotContext, asked: string): Promise<Screen | undefined> {
  if (!mayRead(ctx)) return undefined;
  const span = spans.find((one) => one === asked.toLowerCase()) ?? 'day';
  const view = await readView(ctx, span);
  if (!view) return undefined;
  const { buttons } = ctx.voice.texts.reports;
  const others: Button[] = spans
    .filter((one) => one !== span)
    .map((one) => tapButton(buttons[one], 'report', one));
  return {
    text: reportText(ctx.voice, view),
    keyboard: [others, [tapButton(buttons.chart, 'report-chart')]],
  };
}

/** Sends the picture of the last days; undefined for who may not see it. */
export async function sendChart(ctx: BotContext): Promise<'nothing' | undefined> {
  const view = mayRead(ctx) ? await readView(ctx, 'day') : undefined;
  if (!view) return undefined;
  ctx.send({ text: ctx.voice.texts.reports.legend, chart: chartOf(view.report) });
  return 'nothing';
}

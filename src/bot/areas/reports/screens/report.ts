import { startOfDay } from '#platform/calendar.js';
import type { LocalizedText } from '#platform/setting-kinds.js';
import { hourMs } from '#platform/units.js';
import type { Figures } from '#services/reports/read-figures.js';
import { meanOf, type Report } from '#services/reports/read-report.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** A report with what its readers call things. */
export interface ReportView {
  readonly report: Report;
  /** What a payment method is called. */
  readonly titleOf: (method: string) => LocalizedText;
  /** Of the fleet: how many bots it has, and how many of its jobs have failed and are kept. */
  readonly fleet?: { readonly bots: number; readonly failedJobs: number };
}

/** Methods that have a line of their own, those with the most money. */
const mostMethods = 5;

/** The figures of a report in words, all on one screen. */
export function reportText(voice: Voice, view: ReportView): string {
  const { report, fleet } = view;
  const { reports: texts } = voice.texts;
  return paragraphs(
    [`<b>${titleIn(voice, report)}</b>`, fleet && voice.say(texts.title.fleet, { bots: fleet.bots })]
      .filter(Boolean)
      .join('\n'),
    report.isQuiet ? texts.quiet : [...happened(voice, report), ...money(voice, view)].join('\n'),
    standing(voice, view).join('\n'),
    !report.isQuiet && `<i>${texts.brackets[report.span]}</i>`,
  );
}

/** The same with a picture of the last days; where nothing happened, in words alone. */
export function reportWithChart(voice: Voice, view: ReportView): Screen {
  const text = reportText(voice, view);
  if (view.report.isQuiet) return { text };
  return { text: `${text}\n<i>${voice.texts.reports.legend}</i>`, chart: chartOf(view.report) };
}

/** The bars of a report's picture. */
export const chartOf = ({ chart }: Report): NonNullable<Screen['chart']> => ({
  upper: chart.revenueToman,
  lower: chart.newUsers,
});

function titleIn(voice: Voice, { span, from, to, timeZone }: Report): string {
  const { title } = voice.texts.reports;
  const dateOf = (day: string): string => voice.date(new Date(startOfDay(day, timeZone) + 12 * hourMs));
  return span === 'day'
    ? voice.say(title.day, { day: dateOf(to) })
    : voice.say(title.days, { from: dateOf(from), to: dateOf(to) });
}

/** What stands in brackets behind a figure. */
function beside(voice: Voice, { before, week }: Report, valueOf: (figures: Figures) => number): string {
  const figures = [voice.number(valueOf(before))];
  if (week) {
    const mean = meanOf(week, valueOf);
    figures.push(Math.abs(mean) < 100 ? voice.decimal(mean) : voice.number(mean));
  }
  return figures.join(' · ');
}

function happened(voice: Voice, report: Report): string[] {
  const { reports: texts } = voice.texts;
  const { figures } = report;
  const { trials, conversions } = figures;
  const of = (valueOf: (figures: Figures) => number) => ({
    count: valueOf(figures),
    before: beside(voice, report, valueOf),
  });
  const converted = of((one) => one.conversions);
  return [
    voice.say(
      texts.newUsers,
      of((one) => one.new_users),
    ),
    voice.say(
      texts.trials,
      of((one) => one.trials),
    ),
    trials > 0 && conversions <= trials
      ? voice.say(texts.conversionsOf, {
          ...converted,
          percent: Math.round((100 * conversions) / trials),
        })
      : voice.say(texts.conversions, converted),
    voice.say(texts.sales, {
      ...of((one) => one.sales.count),
      amount: voice.toman(figures.sales.amount_toman),
    }),
    voice.say(texts.refunds, {
      ...of((one) => one.refunds.count),
      amount: voice.toman(figures.refunds.amount_toman),
    }),
  ];
}

function money(voice: Voice, { report, titleOf }: ReportView): string[] {
  const { reports: texts } = voice.texts;
  const { revenue } = report.figures;
  const methods = revenue.by_method
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.amount_toman - one.amount_toman);
  const others = methods.slice(mostMethods);
  const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return [
    voice.say(texts.revenue, {
      amount: voice.toman(revenue.amount_toman),
      before: beside(voice, report, (one) => one.revenue.amount_toman),
    }),
    ...methods.slice(0, mostMethods).map(({ method, count, amount_toman: amount }) =>
      voice.say(texts.method, {
        method: voice.foreign(titleOf(method)[voice.language]),
        count,
        amount: voice.toman(amount),
      }),
    ),
    ...(others.length === 0
      ? []
      : [
          voice.say(texts.otherMethods, {
            count: sumOf(others.map(({ count }) => count)),
            amount: voice.toman(sumOf(others.map(({ amount_toman: amount }) => amount))),
          }),
        ]),
    ...(revenue.returned_count === 0
      ? []
      : [
          voice.say(texts.returned, {
            count: revenue.returned_count,
            amount: voice.toman(revenue.returned_toman),
          }),
        ]),
  ];
}

/** How it stands now, and what somebody should look at. */
function standing(voice: Voice, { report: { now, undone }, fleet }: ReportView): string[] {
  const { reports: texts } = voice.texts;
  const failed = fleet?.failedJobs ?? 0;
  return [
    voice.say(texts.active, { active: now.subscriptions_active, trials: now.subscriptions_trial }),
    voice.say(texts.ending, { day: now.ending_24h, week: now.ending_7d }),
    ...(failed > 0 ? [voice.say(texts.failed, { count: failed })] : []),
    ...(undone > 0 ? [voice.say(texts.undone, { count: undone })] : []),
  ];
}

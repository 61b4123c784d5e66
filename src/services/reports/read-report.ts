import { addDays } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tx } from '#tenancy/scope.js';
import { readEnding, type Ending } from './count-ending.js';
import { readTotals, type Totals } from './count-totals.js';
import { countUndone } from './count-undone.js';
import { daysOf, readFigures, type Figures } from './read-figures.js';

/** What a report is about, and how many days that is. */
export const reportSpans = { day: 1, week: 7, month: 30 } as const;
export type ReportSpan = keyof typeof reportSpans;

/** Days of the chart, the last of the report the newest. */
const chartDays = 14;
/** A day is held against so many before it. */
const meanDays = 7;

/** Which bots, up to which day by the clocks of which time zone. */
export interface ReportWish {
  readonly botIds: readonly string[];
  readonly span: ReportSpan;
  /** Its last day, which is over. */
  readonly day: string;
  readonly timeZone: string;
}

/** Some days beside those before, and how it stands now. */
export interface Report {
  readonly span: ReportSpan;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly figures: Figures;
  /** Of as many days before. */
  readonly before: Figures;
  /** Of the seven days before, in all; told of a day only. */
  readonly week: Figures | undefined;
  readonly now: Totals & Ending;
  /** Jobs that could have run for an hour and have not ended; a thousand at most. */
  readonly undone: number;
  /** By day, oldest first. */
  readonly chart: { readonly revenueToman: number[]; readonly newUsers: number[] };
  /** Did nothing at all happen in its days? */
  readonly isQuiet: boolean;
}

/** A report of the days up to one that is over; all figures are those of `readFigures`. */
export async function readReport(tx: Tx, { botIds, span, day, timeZone }: ReportWish): Promise<Report> {
  const days = reportSpans[span];
  const from = addDays(day, 1 - days);
  const oldest = addDays(day, 1 - Math.max(2 * days, chartDays));
  const counted = await readFigures(tx, { botIds, from: oldest, to: day, timeZone });
  const ofChart = daysOf(addDays(day, 1 - chartDays), day).map((one) => counted.of(one, one));
  const figures = counted.of(from, day);
  return {
    span,
    from,
    to: day,
    timeZone,
    figures,
    before: counted.of(addDays(from, -days), addDays(from, -1)),
    week: span === 'day' ? counted.of(addDays(day, -meanDays), addDays(day, -1)) : undefined,
    now: { ...(await readTotals(tx, botIds)), ...(await readEnding(tx, botIds, now())) },
    undone: await countUndone(tx, botIds),
    chart: {
      revenueToman: ofChart.map(({ revenue }) => revenue.amount_toman),
      newUsers: ofChart.map(({ new_users: count }) => count),
    },
    isQuiet: isQuiet(figures),
  };
}

/** The mean of a figure over the days of `Report.week`. */
export const meanOf = (week: Figures, valueOf: (figures: Figures) => number): number =>
  valueOf(week) / meanDays;

const isQuiet = ({ new_users, trials, sales, refunds, revenue }: Figures): boolean =>
  [new_users, trials, sales.count, refunds.count, revenue.count, revenue.returned_count].every(
    (count) => count === 0,
  );

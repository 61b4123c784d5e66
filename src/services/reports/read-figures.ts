import { addDays, dayStarts, daysBetween } from '#platform/calendar.js';
import type { Tx } from '#tenancy/scope.js';
import { readTrials, type Trials } from './count-trials.js';
import {
  readNewUsers,
  readRevenue,
  readSales,
  readTraffic,
  type NewUsers,
  type Revenue,
  type Sales,
  type Traffic,
} from './sum-period.js';

interface Amount {
  readonly count: number;
  readonly amount_toman: number;
}
interface Money extends Amount {
  readonly returned_count: number;
  readonly returned_toman: number;
}

/** What happened in some days. */
export interface Figures {
  readonly new_users: number;
  readonly trials: number;
  readonly conversions: number;
  readonly sales: Amount;
  readonly refunds: Amount;
  readonly revenue: Money & { readonly by_method: ({ readonly method: string } & Money)[] };
  readonly traffic: {
    readonly consumed_bytes: number;
    readonly sold_bytes: number;
    readonly charged_toman: number;
  };
}

/** Which bots, and from which day to which by the clocks of a time zone, both included. */
export interface DaysWish {
  readonly botIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** What happened, as it was counted day by day; `of` sums up some of the days, both included. */
export interface CountedDays {
  readonly of: (from: string, to: string) => Figures;
}

/** Counts what happened in a period, once for all sums that are made of its days; the one place where figures come from. */
export async function readFigures(tx: Tx, { botIds, from, to, timeZone }: DaysWish): Promise<CountedDays> {
  const starts = dayStarts(from, to, timeZone).map((at) => new Date(at).toISOString());
  const rows: Rows = {
    users: await readNewUsers(tx, { botIds, starts }),
    trials: await readTrials(tx, { botIds, starts }),
    sales: await readSales(tx, { botIds, starts }),
    revenue: await readRevenue(tx, { botIds, starts }),
    traffic: await readTraffic(tx, { botIds, from, to }),
  };
  return { of: (first, last) => figuresOf(rowsOf(rows, { start: from, first, last })) };
}

/** The days from one to another, both included. */
export const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));

interface Rows {
  readonly users: readonly NewUsers[];
  readonly trials: readonly Trials[];
  readonly sales: readonly Sales[];
  readonly revenue: readonly Revenue[];
  readonly traffic: readonly Traffic[];
}

/** `start`: the day whose number in the rows is 1. */
function rowsOf(
  { users, trials, sales, revenue, traffic }: Rows,
  { start, first, last }: { readonly start: string; readonly first: string; readonly last: string },
): Rows {
  const [least, most] = [daysBetween(start, first) + 1, daysBetween(start, last) + 1];
  const isIn = ({ day }: { readonly day: number }): boolean => day >= least && day <= most;
  return {
    users: users.filter(isIn),
    trials: trials.filter(isIn),
    sales: sales.filter(isIn),
    revenue: revenue.filter(isIn),
    traffic: traffic.filter(({ date }) => date >= first && date <= last),
  };
}

const sum = <R>(rows: readonly R[], valueOf: (row: R) => number): number =>
  rows.reduce((total, row) => total + valueOf(row), 0);

const moneyOf = (rows: readonly Revenue[]): Money => ({
  count: sum(rows, (row) => row.count),
  amount_toman: sum(rows, (row) => row.amount_toman),
  returned_count: sum(rows, (row) => row.returned_count),
  returned_toman: sum(rows, (row) => row.returned_toman),
});

function figuresOf({ users, trials, sales, revenue, traffic }: Rows): Figures {
  const methods = [...new Set(revenue.map(({ method }) => method))].sort();
  return {
    new_users: sum(users, (row) => row.count),
    trials: sum(trials, (row) => row.trials),
    conversions: sum(trials, (row) => row.conversions),
    sales: {
      count: sum(sales, (row) => row.sales_count),
      amount_toman: sum(sales, (row) => row.sales_toman),
    },
    refunds: {
      count: sum(sales, (row) => row.refunds_count),
      amount_toman: sum(sales, (row) => row.refunds_toman),
    },
    revenue: {
      ...moneyOf(revenue),
      by_method: methods.map((method) => ({
        method,
        ...moneyOf(revenue.filter((row) => row.method === method)),
      })),
    },
    traffic: {
      consumed_bytes: sum(traffic, (row) => row.consumed_bytes),
      sold_bytes: sum(traffic, (row) => row.sold_bytes),
      charged_toman: sum(traffic, (row) => row.charged_toman),
    },
  };
}

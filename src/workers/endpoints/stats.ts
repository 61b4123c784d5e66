import type { EndpointOutput } from '#api/endpoint.js';
import type { statsEndpoints } from '#api/stats.js';
import { addDays, dayStarts, daysBetween } from '#platform/calendar.js';
import { spellTimeZone } from '#platform/time-zone.js';
import { readFleet, readTotals, type Totals } from '#services/reports/count-totals.js';
import {
  readNewUsers,
  readRevenue,
  readSales,
  readTimeZone,
  readTraffic,
  type NewUsers,
  type Revenue,
  type Sales,
  type Traffic,
} from '#services/reports/sum-period.js';
import { settingOf } from '#services/settings/catalog.js';
import type { Tx } from '#tenancy/scope.js';
import type { HandlersOf } from './handler.js';
import { periodOf, type PeriodWish } from './period.js';

type Report = EndpointOutput<(typeof statsEndpoints)['stats.get']>;
type Figures = Report['total'];

/** The zone of a bot that is set to none. */
const standardZone = settingOf('time_zone').default as string;

interface Wish extends PeriodWish {
  readonly time_zone?: string | undefined;
}

/** Totals and series by day. */
export const statsHandlers = (): HandlersOf<typeof statsEndpoints> => ({
  'stats.fleet': async (tx, { query }) => {
    const { botIds, masterId } = await readFleet(tx);
    const report = await reportOn(tx, { botIds, zoneOf: masterId, wish: query });
    return { bots: botIds.length, ...report };
  },
  'stats.get': async ({ botId }, tx, { query }) =>
    reportOn(tx, { botIds: [botId], zoneOf: botId, wish: query }),
});

interface About {
  readonly botIds: readonly string[];
  /** Whose time zone it is unless the wish names one. */
  readonly zoneOf: string | undefined;
  readonly wish: Wish;
}

async function reportOn(tx: Tx, { botIds, zoneOf, wish }: About): Promise<Report> {
  const timeZone = wish.time_zone ?? (await zoneOfBot(tx, zoneOf));
  const { from, to } = periodOf(wish, timeZone);
  const starts = dayStarts(from, to, timeZone).map((at) => new Date(at).toISOString());
  const rows: Rows = {
    users: await readNewUsers(tx, { botIds, starts }),
    sales: await readSales(tx, { botIds, starts }),
    revenue: await readRevenue(tx, { botIds, starts }),
    traffic: await readTraffic(tx, { botIds, from, to }),
  };
  const standing = await readTotals(tx, botIds);
  return {
    from,
    to,
    time_zone: timeZone,
    now: presentStanding(standing),
    total: figuresOf(rows),
    days: Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => {
      const date = addDays(from, n);
      return { date, ...figuresOf(rowsOfDay(rows, n + 1, date)) };
    }),
  };
}

async function zoneOfBot(tx: Tx, botId: string | undefined): Promise<string> {
  const set = botId === undefined ? undefined : await readTimeZone(tx, botId);
  return spellTimeZone(set ?? standardZone) ?? standardZone;
}

interface Rows {
  readonly users: readonly NewUsers[];
  readonly sales: readonly Sales[];
  readonly revenue: readonly Revenue[];
  readonly traffic: readonly Traffic[];
}

const rowsOfDay = ({ users, sales, revenue, traffic }: Rows, day: number, date: string): Rows => ({
  users: users.filter((row) => row.day === day),
  sales: sales.filter((row) => row.day === day),
  revenue: revenue.filter((row) => row.day === day),
  traffic: traffic.filter((row) => row.date === date),
});

function sum<R>(rows: readonly R[], valueOf: (row: R) => number): number {
  return rows.reduce((total, row) => total + valueOf(row), 0);
}

function figuresOf({ users, sales, revenue, traffic }: Rows): Figures {
  const methods = [...new Set(revenue.map(({ method }) => method))].sort();
  const amounts = (rows: readonly Revenue[]) => ({
    count: sum(rows, (row) => row.count),
    amount_toman: sum(rows, (row) => row.amount_toman),
    returned_count: sum(rows, (row) => row.returned_count),
    returned_toman: sum(rows, (row) => row.returned_toman),
  });
  return {
    new_users: sum(users, (row) => row.count),
    sales: {
      count: sum(sales, (row) => row.sales_count),
      amount_toman: sum(sales, (row) => row.sales_toman),
    },
    refunds: {
      count: sum(sales, (row) => row.refunds_count),
      amount_toman: sum(sales, (row) => row.refunds_toman),
    },
    revenue: {
      ...amounts(revenue),
      by_method: methods.map((method) => ({
        method,
        ...amounts(revenue.filter((row) => row.method === method)),
      })),
    },
    traffic: {
      consumed_bytes: sum(traffic, (row) => row.consumed_bytes),
      sold_bytes: sum(traffic, (row) => row.sold_bytes),
      charged_toman: sum(traffic, (row) => row.charged_toman),
    },
  };
}

const presentStanding = (standing: Totals): Report['now'] => ({
  users: {
    total: standing.users_total,
    blocked: standing.users_blocked,
    deleted: standing.users_deleted,
    unreachable: standing.users_unreachable,
    paying: standing.users_paying,
  },
  subscriptions: {
    active: standing.subscriptions_active,
    trial: standing.subscriptions_trial,
    expired: standing.subscriptions_expired,
    disabled: standing.subscriptions_disabled,
  },
});

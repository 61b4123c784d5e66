import { dayOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { dayOfPersian, monthOfPersian } from '#platform/persian-calendar.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { sumLedger, type LedgerSums, type Span } from './sum-ledger.js';

/** The calendar whose months are meant. */
export type Calendar = 'gregorian' | 'persian';

/** A month of a tenant's account with the fleet; months are those of the bot's time zone. */
export interface WalletStatement extends LedgerSums, Span {
  /** `2026-11`; of the Persian calendar `1405-08`. */
  readonly month: string;
  /** Is it over? Else it goes up to now. */
  readonly isOver: boolean;
}

/** Which months, both included; what lies before the bot was made or after this month is left out. */
export interface StatementWish {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Absent: Gregorian. */
  readonly calendar?: Calendar;
}

/** The month that is `count` months after another; before it when below zero. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The month that it is now. */
export const presentMonth = (timeZone: string, calendar: Calendar = 'gregorian'): string =>
  monthOf(dayOf(now(), timeZone), calendar);

const monthOf = (day: string, calendar: Calendar): string =>
  calendar === 'persian' ? monthOfPersian(day) : day.slice(0, 7);

/** The Gregorian day with which a month begins. */
function firstDayOf(month: string, calendar: Calendar): string {
  if (calendar === 'gregorian') return `${month}-01`;
  const [year, number] = month.split('-').map(Number) as [number, number];
  return dayOfPersian(year, number, 1) as string;
}

const readStart = 'select created_at as at from bots where id = $1';

/** The statements of a bot's months, the latest first, in the open transaction. */
export async function readStatements(
  tenant: Tenant,
  tx: Tx,
  { from, to, timeZone, calendar = 'gregorian' }: StatementWish,
): Promise<WalletStatement[]> {
  const [bot] = await tx.sql<{ at: Date }>(readStart, [tenant.botId]);
  if (!bot) return [];
  const present = presentMonth(timeZone, calendar);
  const first = latest(from, monthOf(dayOf(bot.at.getTime(), timeZone), calendar));
  const months: string[] = [];
  for (let month = first; month <= to && month <= present; month = addMonths(month, 1)) months.push(month);
  if (months.length === 0) return [];
  const spans = months.map((month) => ({
    from: startOfDay(firstDayOf(month, calendar), timeZone),
    to: startOfDay(firstDayOf(addMonths(month, 1), calendar), timeZone),
  }));
  const sums = await sumLedger(tenant, tx, spans);
  return months
    .map((month, at) => ({
      month,
      isOver: month < present,
      ...(spans[at] as Span),
      ...(sums[at] as LedgerSums),
    }))
    .toReversed();
}

const latest = (one: string, other: string): string => (one > other ? one : other);

import { dayOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { sumLedger, type LedgerSums, type Span } from './sum-ledger.js';

/** A month of a tenant's account with the fleet; months are those of the bot's time zone. */
export interface WalletStatement extends LedgerSums, Span {
  /** `2026-11`. */
  readonly month: string;
  /** Is it over? Else it goes up to now. */
  readonly isOver: boolean;
}

/** Which months, both included; what lies before the bot was made or after this month is left out. */
export interface StatementWish {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** The month that is `count` months after another; before it when below zero. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The month that it is now. */
export const presentMonth = (timeZone: string): string => dayOf(now(), timeZone).slice(0, 7);

const readStart = 'select created_at as at from bots where id = $1';

/** The statements of a bot's months, the latest first, in the open transaction. */
export async function readStatements(
  tenant: Tenant,
  tx: Tx,
  { from, to, timeZone }: StatementWish,
): Promise<WalletStatement[]> {
  const [bot] = await tx.sql<{ at: Date }>(readStart, [tenant.botId]);
  if (!bot) return [];
  const present = presentMonth(timeZone);
  const first = latest(from, dayOf(bot.at.getTime(), timeZone).slice(0, 7));
  const months: string[] = [];
  for (let month = first; month <= to && month <= present; month = addMonths(month, 1)) months.push(month);
  if (months.length === 0) return [];
  const spans = months.map((month) => ({
    from: startOfDay(`${month}-01`, timeZone),
    to: startOfDay(`${addMonths(month, 1)}-01`, timeZone),
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

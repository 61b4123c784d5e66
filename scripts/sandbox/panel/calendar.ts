const monthDays = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** Is today the monthly day of something that was made at `made`? A 31st counts as the last day of shorter months. */
export function isMonthDay(made: Date, today: Date): boolean {
  const months =
    (today.getUTCFullYear() - made.getUTCFullYear()) * 12 + (today.getUTCMonth() - made.getUTCMonth());
  const day = Math.min(made.getUTCDate(), monthDays(today.getUTCFullYear(), today.getUTCMonth()));
  return months >= 1 && today.getUTCDate() === day;
}

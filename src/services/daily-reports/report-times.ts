import { addDays, atTime, dayOf } from '#platform/calendar.js';

/** When reports are told around an instant. */
export interface ReportTimes {
  /** The last one that was to be told by then. */
  readonly last: {
    /** In ms since 1970. */
    readonly at: number;
    /** The day that it is about, which was over then: YYYY-MM-DD. */
    readonly day: string;
  };
  /** When the next one is, in ms. */
  readonly nextAt: number;
}

/**
 * The reports around an instant (ms) of a bot that hears of each day on the next, at a time of day (`HH:MM`) by its clocks. A
 * time that clocks skip is told as if they had not been changed, and one that they show twice the first time.
 */
export function reportTimes(at: number, time: string, timeZone: string): ReportTimes {
  const today = dayOf(at, timeZone);
  const timeOf = (day: string): number => atTime(day, time, timeZone);
  // Where clocks are put back over midnight, tomorrow's may have come already, or yesterday's be still to come.
  const told = [1, 0, -1, -2].map((count) => addDays(today, count)).find((day) => timeOf(day) <= at);
  const toldOn = told ?? addDays(today, -2);
  return {
    last: { at: timeOf(toldOn), day: addDays(toldOn, -1) },
    nextAt: timeOf(addDays(toldOn, 1)),
  };
}

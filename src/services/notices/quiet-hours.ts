import { addDays, atHour, dayOf, hourOf } from '#platform/calendar.js';
import { hourMs } from '#platform/units.js';

/** Full hours by the bot's clocks between which nobody is told what can wait for the morning. */
const quiet = { from: 22, to: 9 };

/** When the quiet hours in which an instant (ms) lies are over in a time zone, in ms; undefined: it lies in none. */
export function endOfQuiet(at: number, timeZone: string): number | undefined {
  const hour = hourOf(at, timeZone);
  if (hour >= quiet.to && hour < quiet.from) return undefined;
  const day = dayOf(at, timeZone);
  return atHour(hour < quiet.to ? day : addDays(day, 1), quiet.to, timeZone);
}

/** An hour before the quiet hours in which an instant (ms) lies begin: what must not wait for the morning is told then. */
export function beforeQuiet(at: number, timeZone: string): number {
  const day = dayOf(at, timeZone);
  const evening = hourOf(at, timeZone) < quiet.to ? addDays(day, -1) : day;
  return atHour(evening, quiet.from, timeZone) - hourMs;
}

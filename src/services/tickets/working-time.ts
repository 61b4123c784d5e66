import { addDays, atTime, dayOf } from '#platform/calendar.js';
import { minuteMs } from '#platform/units.js';
import type { SettingValues } from '../settings/catalog.js';

type WeekDay = SettingValues['ticket_work_days'][number];

/** The days of the week as `getUTCDay` counts them. */
const weekDays: readonly WeekDay[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** When staff work. */
export interface WorkingHours {
  /** `HH:MM` by the bot's clocks; the same as `to`: around the clock. */
  readonly from: string;
  /** `HH:MM`; earlier than `from`: on the next day. */
  readonly to: string;
  /** Days on which work begins; none counts as all. */
  readonly days: readonly WeekDay[];
  readonly timeZone: string;
}

const worksOn = ({ days }: WorkingHours, day: string): boolean =>
  days.length === 0 || days.some((one) => weekDays.indexOf(one) === new Date(day).getUTCDay());

/** Days that are looked at before it is given up: a minute of work a day would still do for the longest setting. */
const mostDays = 20_000;

/**
 * The instant (ms) at which so many minutes of working time have passed since another. Where clocks are changed, time counts as it passes,
 * not as they show it.
 */
export function afterWork(since: number, minutes: number, hours: WorkingHours): number {
  let left = minutes * minuteMs;
  const first = addDays(dayOf(since, hours.timeZone), -1);
  for (let n = 0; n < mostDays; n += 1) {
    const day = addDays(first, n);
    if (!worksOn(hours, day)) continue;
    const begin = Math.max(since, atTime(day, hours.from, hours.timeZone));
    const end = atTime(hours.to > hours.from ? day : addDays(day, 1), hours.to, hours.timeZone);
    if (end <= begin) continue;
    if (left <= end - begin) return begin + left;
    left -= end - begin;
  }
  return since + minutes * minuteMs;
}

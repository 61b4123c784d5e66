import type { Voice } from '../../../voice.js';

/** A length of time in minutes, roundly and rather too long: «۱۰ دقیقه», «۲ ساعت», «۳ روز». */
export function roughTime(voice: Voice, minutes: number): string {
  if (minutes <= 30) return voice.count('minutes', Math.max(5, 5 * Math.ceil(minutes / 5)));
  if (minutes <= 50) return voice.count('minutes', 10 * Math.ceil(minutes / 10));
  const hours = Math.ceil(minutes / 60);
  return hours < 24 ? voice.count('hours', hours) : voice.count('days', Math.ceil(hours / 24));
}

import type { Level } from '#services/orders/read-levels.js';
import type { Voice } from '../../../voice.js';

/** What a group takes off, a line each; '' where that is nothing. */
export function groupLines(
  voice: Voice,
  {
    periodPercents,
    trafficPercent,
    devicePercent,
  }: Pick<Level, 'devicePercent' | 'periodPercents' | 'trafficPercent'>,
): string {
  const { off } = voice.texts.levels;
  const periods = Object.entries(periodPercents)
    .map(([days, percent]) => ({ days: Number(days), percent }))
    .filter(({ percent }) => percent > 0)
    .sort((one, other) => one.days - other.days);
  return [
    ...periods.map(({ days, percent }) =>
      voice.say(off.period, { days: voice.count('days', days), percent }),
    ),
    trafficPercent > 0 && voice.say(off.traffic, { percent: trafficPercent }),
    devicePercent > 0 && voice.say(off.devices, { percent: devicePercent }),
  ]
    .filter(Boolean)
    .join('\n');
}

import { expect } from 'chai';
import { afterWork, type WorkingHours } from '#services/tickets/working-time.js';

const iran: WorkingHours = {
  from: '09:00',
  to: '17:00',
  days: ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday'],
  timeZone: 'Asia/Tehran',
};
const at = (local: string, offset = '+03:30'): number => Date.parse(`${local}:00${offset}`);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('working time of the support', () => {
  const cases: readonly (readonly [
    what: string,
    since: number,
    minutes: number,
    then: number,
    hours?: WorkingHours,
  ])[] = [
    ['within a day', at('2026-11-28T10:00'), 30, at('2026-11-28T10:30')],
    ['at night it begins in the morning', at('2026-11-28T22:00'), 30, at('2026-11-29T09:30')],
    ['before work it begins with it', at('2026-11-28T06:00'), 5, at('2026-11-28T09:05')],
    ['what is left goes on the next day', at('2026-11-28T16:50'), 30, at('2026-11-29T09:20')],
    ['over a weekend of Thursday and Friday', at('2026-12-02T16:50'), 30, at('2026-12-05T09:20')],
    ['written on a Friday', at('2026-12-04T12:00'), 60, at('2026-12-05T10:00')],
    ['exactly to the end of a day', at('2026-11-28T16:00'), 60, at('2026-11-28T17:00')],
    [
      'around the clock',
      at('2026-12-04T23:50'),
      30,
      at('2026-12-05T00:20'),
      { ...iran, from: '00:00', to: '00:00', days: [] },
    ],
    [
      'a shift over midnight',
      at('2026-11-29T02:00'),
      60,
      at('2026-11-29T20:30'),
      { ...iran, from: '20:00', to: '02:30' },
    ],
    [
      'a shift over midnight belongs to the day on which it began',
      at('2026-12-03T01:00'),
      30,
      at('2026-12-03T01:30'),
      { ...iran, from: '20:00', to: '02:00' },
    ],
  ];
  for (const [what, since, minutes, then, hours = iran] of cases)
    it(what, () => {
      expect(iso(afterWork(since, minutes, hours))).to.equal(iso(then));
    });

  it('counts time as it passes where clocks are put back', () => {
    const berlin: WorkingHours = { from: '00:00', to: '00:00', days: [], timeZone: 'Europe/Berlin' };
    const since = Date.parse('2026-10-25T00:30:00Z');
    expect(afterWork(since, 180, berlin)).to.equal(since + 180 * 60_000);
  });

  it('never comes earlier than the minutes that were to pass, and later for more of them', () => {
    const zones = ['Asia/Tehran', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'];
    for (let n = 0; n < 400; n += 1) {
      const hours: WorkingHours = {
        from: `${String(n % 24).padStart(2, '0')}:15`,
        to: `${String((n * 7) % 24).padStart(2, '0')}:45`,
        days: n % 3 === 0 ? [] : (['sunday', 'wednesday'] as const),
        timeZone: zones[n % zones.length] as string,
      };
      const since = Date.parse('2026-03-01T00:00:00Z') + n * 13 * 3_600_000;
      const sooner = afterWork(since, 5 + n, hours);
      expect(sooner, JSON.stringify(hours)).to.be.at.least(since + (5 + n) * 60_000);
      expect(afterWork(since, 25 + n, hours)).to.be.at.least(sooner + 20 * 60_000);
    }
  });
});

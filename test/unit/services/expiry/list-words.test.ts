import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs, hourMs } from '#platform/units.js';
import { hourOf } from '#platform/calendar.js';
import { listWords, longestAfter, type TimedSubscription } from '#services/expiry/list-words.js';
import { nextWord } from '#services/expiry/next-word.js';
import { valuesOf } from '#services/settings/values.js';

const defaults = valuesOf('1', {});
const named = (word: { kind: string; days?: number; hours?: number }): string =>
  [word.kind, word.days ?? (word.kind.startsWith('winback') ? undefined : word.hours)]
    .filter((part) => part !== undefined)
    .join(' ');
const at = (text: string): number => Date.parse(text);
const paid = (endsAt: string): TimedSubscription => ({
  ...{ isTrial: false, startsAt: at(endsAt) - 60 * dayMs, endsAt: at(endsAt), isConnected: true },
});
const words = (one: TimedSubscription, changed: Partial<typeof defaults>): [string, string][] =>
  listWords(one, { ...defaults, ...changed }).map((word) => [
    named(word),
    new Date(word.dueAt).toISOString().slice(0, 16),
  ]);

describe('the words of a subscription', () => {
  it('of a paid one come days before and after its end, at its time of day', () => {
    expect(words(paid('2026-06-15T12:00:00Z'), { time_zone: 'UTC' })).to.eql([
      ['expiry_near 3', '2026-06-12T12:00'],
      ['expiry_near 1', '2026-06-14T12:00'],
      ['expired', '2026-06-15T12:00'],
      ['expiry_reminder', '2026-06-16T12:00'],
      ['winback_first', '2026-06-17T12:00'],
      ['winback_second', '2026-06-20T12:00'],
    ]);
  });

  it('keep the time of day over the change of the clocks, the leap day and the end of a month', () => {
    const near = (end: string, zone: string) =>
      words(paid(end), { time_zone: zone, expiry_warning_days: [3] })[0];
    // 18:30 in Berlin, by summer time at the end and by winter time three days before.
    expect(near('2026-03-30T16:30:00Z', 'Europe/Berlin')).to.eql(['expiry_near 3', '2026-03-27T17:30']);
    expect(near('2026-10-26T17:30:00Z', 'Europe/Berlin')).to.eql(['expiry_near 3', '2026-10-23T16:30']);
    expect(near('2028-03-01T12:00:00Z', 'UTC')).to.eql(['expiry_near 3', '2028-02-27T12:00']);
    expect(near('2026-03-31T12:00:00Z', 'UTC')).to.eql(['expiry_near 3', '2026-03-28T12:00']);
  });

  it('wait for the morning, and of a trial that ends before it come in the evening', () => {
    expect(words(paid('2026-06-15T00:30:00Z'), { time_zone: 'UTC' }).map(([, due]) => due)).to.eql([
      '2026-06-12T09:00',
      '2026-06-14T09:00',
      '2026-06-15T00:30',
      '2026-06-16T09:00',
      '2026-06-17T09:00',
      '2026-06-20T09:00',
    ]);
    const trial = (endsAt: string, isConnected: boolean) =>
      words(
        { isTrial: true, startsAt: at(endsAt) - 3 * dayMs, endsAt: at(endsAt), isConnected },
        { time_zone: 'UTC' },
      );
    expect(trial('2026-06-15T04:00:00Z', true)).to.eql([
      ['trial_ends', '2026-06-14T21:00'],
      ['expired', '2026-06-15T04:00'],
    ]);
    expect(trial('2026-06-15T15:00:00Z', false)).to.eql([
      ['trial_unused 1', '2026-06-12T16:00'],
      ['trial_unused 24', '2026-06-13T15:00'],
      ['trial_ends', '2026-06-15T13:00'],
      ['expired', '2026-06-15T15:00'],
    ]);
  });

  it('warn nobody who has just bought so many days, by day or by night', () => {
    for (const startsAt of ['2026-06-15T12:00:00Z', '2026-06-15T23:00:00Z']) {
      const week = {
        ...{ isTrial: false, isConnected: true, startsAt: at(startsAt), endsAt: at(startsAt) + 7 * dayMs },
      };
      const kinds = words(week, { time_zone: 'Europe/Berlin', expiry_warning_days: [7, 1] });
      expect(kinds.map(([name]) => name).slice(0, 2)).to.eql(['expiry_near 1', 'expired']);
    }
  });

  it('are those that the settings want', () => {
    const off = { expired_reminder: false, winback_first: false, winback_second_percent: 0 };
    const kinds = (changed: Partial<typeof defaults>) =>
      words(paid('2026-06-15T12:00:00Z'), changed).map(([name]) => name);
    expect(kinds({ ...off, expiry_warning_days: [7] })).to.eql(['expiry_near 7', 'expired']);
    expect(kinds({ notifications_enabled: false })).to.eql(['expired']);
  });

  const zone = fc.constantFrom('UTC', 'Asia/Tehran', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia');
  const subscription = fc.record({
    isTrial: fc.boolean(),
    isConnected: fc.boolean(),
    startsAt: fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2029-01-01T00:00Z') }),
    lengthMs: fc.integer({ min: hourMs, max: 400 * dayMs }),
  });

  it('wake nobody, whenever it ends and wherever', () => {
    fc.assert(
      fc.property(subscription, zone, ({ lengthMs, ...one }, time_zone) => {
        const endsAt = one.startsAt + lengthMs;
        for (const { kind, dueAt, until } of listWords({ ...one, endsAt }, { ...defaults, time_zone })) {
          if (kind !== 'expired') expect(hourOf(dueAt, time_zone), kind).to.be.within(9, 21);
          expect(until).to.be.within(dueAt + 1, endsAt + longestAfter);
        }
      }),
    );
  });

  it('come each once, in their order, however often and seldom one looks and however the clock jumps', () => {
    const looks = fc.array(fc.integer({ min: -3 * dayMs, max: 20 * dayMs }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(subscription, zone, looks, ({ lengthMs, ...one }, time_zone, jumps) => {
        const values = { ...defaults, time_zone };
        const endsAt = one.startsAt + lengthMs;
        const said: number[] = [];
        let [wordAt, isEndTold, clock]: [number | undefined, boolean, number] = [
          one.startsAt,
          false,
          one.startsAt,
        ];
        for (const jump of jumps) {
          clock += jump;
          if (wordAt === undefined || wordAt > clock) continue;
          const { word, nextAt } = nextWord({ ...one, endsAt, wordAt, isEndTold }, values, clock);
          if (word) {
            expect(word.dueAt).to.be.at.most(clock);
            expect(word.until).to.be.above(clock);
            said.push(word.dueAt);
          }
          isEndTold ||= endsAt <= clock;
          wordAt = nextAt;
        }
        expect(said).to.eql([...new Set(said)].sort((left, right) => left - right));
      }),
    );
  });
});

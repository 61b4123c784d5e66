import { expect } from 'chai';
import fc from 'fast-check';
import { atTime } from '../../support/at-time.js';
import { openCardTable, type CardTable } from '../../support/card-table.js';
import { ownerQuery } from '../../support/database.js';

const minuteMs = 60_000;

/** The cards, by their place, that are picked at some instants. */
async function pickedAt(table: CardTable, instants: readonly number[]): Promise<number[]> {
  const picked: number[] = [];
  for (const at of instants) {
    const id = await atTime(new Date(at).toISOString(), () => table.begin());
    picked.push(table.cards.indexOf(id!));
  }
  return picked;
}
const everyMinutes = (from: string, step: number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => Date.parse(from) + n * step * minuteMs);

/** One card after another with how many picks in a row each had. */
const runsOf = (picked: readonly number[]): [card: number, length: number][] =>
  picked.reduce<[number, number][]>((runs, card) => {
    const last = runs.at(-1);
    if (last?.[0] === card) last[1] += 1;
    else runs.push([card, 1]);
    return runs;
  }, []);

/** Whose turn it is at an instant, counted through round by round. */
function turnAt(intervals: readonly number[], at: number): number {
  const round = intervals.reduce((all, one) => all + one);
  let left = Math.floor(at / minuteMs) % round;
  let card = 0;
  while (left >= intervals[card]!) left -= intervals[card++]!;
  return card;
}

describe('cards by time (time_based)', function () {
  this.timeout(60_000);

  it('stay for their whole interval, each its own, then comes the next', async () => {
    const table = await openCardTable(0, { rotationStrategy: 'time_based' });
    for (const minutes of [30, 60, 10]) await table.add({ rotationIntervalMinutes: minutes });
    const runs = runsOf(await pickedAt(table, everyMinutes('2026-11-29T08:00:00Z', 5, 60)));
    const whole = runs.slice(1, -1);
    expect(whole.length).to.be.at.least(6);
    for (const [card, length] of whole) expect(length * 5).to.equal([30, 60, 10][card]);
    for (const [at, [card]] of runs.slice(1).entries()) expect(card).to.equal((runs[at]![0] + 1) % 3);
  });

  it('change at no other moment, whatever their intervals are', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 3, maxLength: 8 }),
        async (intervals, minutes) => {
          const table = await openCardTable(0, { rotationStrategy: 'time_based' });
          for (const interval of intervals) await table.add({ rotationIntervalMinutes: interval });
          const base = Date.parse('2026-01-01T00:00:00Z');
          for (const minute of minutes) {
            const start = base + minute * minuteMs;
            const whose = turnAt(intervals, start);
            const inMinute = await pickedAt(table, [start, start + 30_000, start + minuteMs - 1]);
            expect(inMinute).to.deep.equal([whose, whose, whose]);
          }
        },
      ),
      { numRuns: 10, seed: 14 },
    ));

  it('are the same for all who pick at once, in whatever process and however often', async () => {
    const table = await openCardTable(5, { rotationStrategy: 'time_based', rotationIntervalMinutes: 60 });
    const at = '2026-11-29T08:59:59.999Z';
    const picked = await atTime(at, () => Promise.all(Array.from({ length: 64 }, () => table.begin())));
    expect(new Set(picked).size).to.equal(1);
    const [next] = await pickedAt(table, [Date.parse(at) + 1]);
    expect(next).to.equal((table.cards.indexOf(picked[0]!) + 1) % 5);
  });

  it('take no notice of clocks that are put forward or back', async () => {
    const table = await openCardTable(3, { rotationStrategy: 'time_based', rotationIntervalMinutes: 60 });
    await table.configure({ time_zone: 'Europe/Berlin' });
    for (const night of ['2026-03-28T22:00:00Z', '2026-10-24T21:00:00Z']) {
      const whole = runsOf(await pickedAt(table, everyMinutes(night, 20, 24))).slice(1, -1);
      expect(whole.map(([, length]) => length)).to.deep.equal(whole.map(() => 3));
    }
  });

  it('leave their time to the next one while they are over a limit, and come back to it', async () => {
    const table = await openCardTable(3, { rotationStrategy: 'time_based', rotationIntervalMinutes: 60 });
    const instants = everyMinutes('2026-11-29T08:00:00Z', 60, 3);
    const usual = await pickedAt(table, instants);
    const limit = (most: number | null) =>
      ownerQuery('update tenant_payment_cards set max_toman = $2 where bot_id = $1 and id = $3', [
        table.tenant.botId,
        most,
        table.cards[usual[0]!],
      ]);
    await limit(5);
    expect(await pickedAt(table, instants)).to.deep.equal([usual[1], usual[1], usual[2]]);
    await limit(null);
    expect(await pickedAt(table, instants)).to.deep.equal(usual);
  });
});

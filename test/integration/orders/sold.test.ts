import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs } from '#platform/units.js';
import { soldBetween, type Entitled } from '#services/orders/pricing/sold.js';

const at = new Date('2026-11-28T12:00:00Z');
const inDays = (days: number): Date => new Date(at.getTime() + days * dayMs);
const of = (
  trafficLimitGb: number,
  days: number,
  trafficReset: Entitled['trafficReset'] = 'month_rolling',
) => ({ trafficLimitGb, trafficReset, endsAt: inDays(days) });
const goesOn = (before: Entitled, after: Entitled) => soldBetween(before, after, { at, isFresh: false });
const begins = (after: Entitled, before?: Entitled) => soldBetween(before, after, { at, isFresh: true });

describe('the gigabytes that a tenant pays for', () => {
  it('are those of the periods, to the part of a gigabyte, and never less than what can be used at once', () => {
    expect(begins(of(50, 30))).to.equal(50);
    expect(begins(of(50, 90))).to.equal(150);
    expect(begins(of(30, 44)), '44 days are 44/30').to.equal(44);
    expect(begins(of(50, 44)), 'rounded up').to.equal(74);
    expect(begins(of(1_000, 1)), 'a day has the whole limit').to.equal(1_000);
    expect(begins(of(2, 30, 'day'))).to.equal(60);
    expect(begins(of(7, 14, 'week'))).to.equal(14);
    expect(begins(of(50, 365, 'none')), 'for life').to.equal(50);
    expect(begins(of(0, 30)), 'unlimited').to.equal(null);
  });

  it('of a change on the last day are those of the new time, but for that day', () => {
    expect(goesOn(of(100, 1), of(100, 30))).to.equal(97);
    expect(goesOn(of(100, 1), of(200, 30))).to.equal(197);
    expect(goesOn(of(100, 30), of(100, 30))).to.equal(0);
  });

  it('of a raise on the last day are the whole raise; what was unlimited pays for nothing later', () => {
    expect(goesOn(of(10, 1), of(1_010, 1))).to.equal(1_000);
    expect(goesOn(of(10, 60), of(20, 60))).to.equal(20);
    expect(goesOn(of(0, 300), of(100, 30))).to.equal(100);
    expect(goesOn(of(100, 30), of(50, 30)), 'less').to.equal(0);
    expect(goesOn(of(0, 30), of(0, 30)), 'as it was').to.equal(0);
    expect(goesOn(of(0, 30), of(0, 31)), 'longer').to.equal(null);
  });

  it('of what is over are counted anew, and of what stays over there are none', () => {
    expect(goesOn(of(100, -5), of(100, 1)), 'it could use all again').to.equal(100);
    expect(goesOn(of(100, -5), of(900, -5))).to.equal(0);
    expect(goesOn(of(100, -5, 'none'), of(900, -5, 'none')), 'for life it can be used later').to.equal(800);
    expect(goesOn(of(900, -5, 'none'), of(900, 30, 'none'))).to.equal(0);
  });

  it('of a reset are at least the limit, and what was paid for this period is not counted for the next', () => {
    expect(begins(of(100, 30), of(100, 30))).to.equal(100);
    expect(begins(of(100, 1), of(100, 1))).to.equal(100);
    expect(begins(of(100, 55), of(100, 25)), 'a renewal of what is used up').to.equal(184);
    expect(begins(of(100, 31), of(100, 1))).to.equal(104);
  });

  it('are never fewer in many small steps than in one', () => {
    const period = fc.constantFrom<Entitled['trafficReset']>('day', 'week', 'month', 'month_rolling', 'none');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 }),
        period,
        (gb, days, reset) => {
          let end = 30;
          let inSteps = 0;
          for (const more of days) {
            inSteps += goesOn(of(gb, end, reset), of(gb, end + more, reset)) ?? 0;
            end += more;
          }
          expect(inSteps).to.be.at.least(goesOn(of(gb, 30, reset), of(gb, end, reset)) ?? 0);
        },
      ),
    );
  });
});

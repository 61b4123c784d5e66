import { expect } from 'chai';
import fc from 'fast-check';
import { dayMs } from '#platform/units.js';
import { deedOf, lossesOf } from '#services/orders/losses.js';
import type { Quote } from '#services/orders/types.js';

const start = Date.UTC(2026, 10, 1);

const limits = fc.record({
  trafficLimitGb: fc.oneof(fc.constant(0), fc.nat(1_000)),
  deviceLimit: fc.integer({ min: 1, max: 20 }),
  endsAt: fc
    .integer({ min: 0, max: 400 * 24 })
    .map((hours) => new Date(start + hours * 3_600_000).toISOString()),
});
const quotes = fc.record({
  before: fc.option(limits),
  after: limits,
  losesServers: fc.boolean(),
  effect: fc.constantFrom<Quote['effect'][]>('start', 'extend', 'restart', 'change', 'add'),
});

type Limits = Pick<Quote, 'deviceLimit' | 'endsAt' | 'trafficLimitGb'>;
interface Drawn extends Required<Pick<Quote, 'effect' | 'losesServers'>> {
  readonly before: Limits | null;
  readonly after: Limits;
}
const quoteOf = ({ before, after, ...rest }: Drawn): Quote => ({
  ...{ items: [], totalToman: 0, planName: null, periodDays: 30 },
  ...{ ...after, ...rest, before },
});
const size = (gb: number): number => (gb === 0 ? Infinity : gb);

describe('what a purchase takes away', () => {
  it('is asked about whenever anything is less than now, and never called a purchase or an extension', () => {
    fc.assert(
      fc.property(quotes, (drawn) => {
        const { before, after, losesServers, effect } = drawn;
        const isLess =
          before !== null &&
          (size(after.trafficLimitGb) < size(before.trafficLimitGb) ||
            after.deviceLimit < before.deviceLimit ||
            after.endsAt < before.endsAt ||
            losesServers);
        const usual = effect === 'extend' ? 'extend' : 'buy';
        expect(deedOf(quoteOf(drawn))).to.equal(isLess || effect === 'change' ? 'change' : usual);
      }),
    );
  });

  it('is said by how much', () => {
    const day = (at: number) => new Date(start + at * dayMs).toISOString();
    const base = { losesServers: true, effect: 'change' } as const;
    const small = { trafficLimitGb: 20, deviceLimit: 1, endsAt: day(30) };
    const said = (trafficLimitGb: number) =>
      lossesOf(
        quoteOf({ ...base, after: small, before: { trafficLimitGb, deviceLimit: 5, endsAt: day(365) } }),
      );
    expect(said(500)).to.eql({ trafficGb: 480, devices: 4, servers: true, days: 335 });
    expect(said(0).trafficGb).to.equal(null);
    expect(said(10).trafficGb).to.equal(0);
  });

  it('is nothing where a subscription is made', () => {
    const after = { trafficLimitGb: 1, deviceLimit: 1, endsAt: new Date(start).toISOString() };
    expect(deedOf(quoteOf({ before: null, after, losesServers: false, effect: 'start' }))).to.equal('buy');
  });
});

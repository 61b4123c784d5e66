import { expect } from 'chai';
import fc from 'fast-check';
import { backoffMs, pause } from '#platform/clock.js';
import { patience } from '../../support/patience.js';

describe('the pause between tries', () => {
  it('doubles from the first, within a quarter, and never passes the longest by more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 10_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 3_600_000 }),
        (attempt, firstMs, maxMs) => {
          const plain = Math.min(maxMs, firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
          const given = backoffMs(attempt, { firstMs, maxMs });
          expect(given).to.be.within(Math.floor(plain * 0.75), Math.ceil(plain * 1.25));
          expect(Number.isInteger(given)).to.equal(true);
        },
      ),
    );
  });

  it('is half a second at first and half a minute at last', () => {
    expect(backoffMs(1)).to.be.within(375, 625);
    expect(backoffMs(50)).to.be.within(22_500, 37_500);
  });

  it('differs from one call to the next, so that what failed together does not return together', () => {
    expect(new Set(Array.from({ length: 50 }, () => backoffMs(8))).size).to.be.greaterThan(10);
  });

  it('ends at once when the signal fires, also one that has fired', async () => {
    const stop = new AbortController();
    const started = performance.now();
    const paused = pause(60_000, stop.signal);
    stop.abort();
    await paused;
    await pause(60_000, stop.signal);
    expect(performance.now() - started).to.be.lessThan(1_000 * patience);
  });
});

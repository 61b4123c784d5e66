import { expect } from 'chai';

const { createRestarts } = (await import('../../../scripts/embedded/restarts.mjs' as string)) as {
  createRestarts(clock: () => number): { next(): number | null };
};

describe('the restarts of a fleet that crashed', () => {
  it('come after longer and longer pauses, and no more after the fifth in ten minutes', () => {
    const { next } = createRestarts(() => 0);
    const pauses = Array.from({ length: 7 }, () => next());
    expect(pauses).to.deep.equal([1000, 2000, 4000, 8000, 16_000, null, null]);
  });

  it('begin anew once the crashes are ten minutes old', () => {
    const clock = { ms: 0 };
    const { next } = createRestarts(() => clock.ms);
    for (let crash = 0; crash < 5; crash += 1) next();
    clock.ms = 599_999;
    expect(next()).to.equal(null);
    clock.ms = 600_000;
    expect([next(), next()]).to.deep.equal([1000, 2000]);
  });
});

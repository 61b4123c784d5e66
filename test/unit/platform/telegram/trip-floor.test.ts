import { expect } from 'chai';
import { openTripFloor } from '#platform/telegram/trip-floor.js';

describe('how long the way to Telegram takes at least', () => {
  const after = (answers: readonly number[]) => {
    const floor = openTripFloor();
    return answers.map((ms) => floor.spares(ms)).at(-1);
  };
  const times = (count: number, ms: number) => Array<number>(count).fill(ms);

  it('is not known by the first nineteen answers', () => {
    expect(after(times(19, 60))).to.equal(0);
    expect(after(times(20, 60))).to.equal(54);
  });

  it('is what the shortest of late took, less a tenth, however long others took', () => {
    expect(after([50, ...times(250, 300)])).to.equal(45);
  });

  it('falls with the first shorter answer, and rises when none was so short for long', () => {
    expect(after([...times(300, 80), 10])).to.equal(9);
    expect(after([10, ...times(399, 80)])).to.equal(9);
    expect(after([10, ...times(400, 80)])).to.equal(72);
  });

  it('is nothing for a call without an answer, and never more than a quarter of a second', () => {
    const floor = openTripFloor();
    for (const ms of times(30, 4_000)) floor.spares(ms);
    expect([floor.spares(undefined), floor.spares(4_000)]).to.deep.equal([0, 250]);
  });
});

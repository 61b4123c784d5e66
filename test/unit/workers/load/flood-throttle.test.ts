import { expect } from 'chai';
import { openFloodThrottle } from '../../../../src/workers/load/flood-throttle.js';

/** A pace whose clock and utilization the test sets; it looks every 100 ms. */
function openWorld(used: number) {
  const world = { at: 0, used };
  const pace = openFloodThrottle({ clock: () => world.at, utilization: () => world.used, everyMs: 100 });
  const turned: string[] = [];
  void pace.turn('quiet', false);
  const ask = (name: string): Promise<void> => pace.turn('loud', true).then(() => void turned.push(name));
  const asked: Promise<void>[] = [];
  /** So many looks, each by somebody who asks for a turn; returns the gap. */
  const look = (times: number): number => {
    for (let n = 0; n < times; n += 1) {
      world.at += 100;
      asked.push(pace.turn('loud', true));
    }
    return pace.gapMs();
  };
  return { world, pace, turned, ask, asked, look };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the pace of floods', () => {
  it('lets chats of flooded bots go on one after the other, a gap between two, in the order of their asking', async () => {
    const { world, pace, turned, ask } = openWorld(0.6);
    const all = ['a', 'b', 'c'].map(ask);
    await settled();
    expect(turned).to.deep.equal(['a']);
    for (const [passed, names] of [
      [15, ['a']],
      [1, ['a', 'b']],
      [16, ['a', 'b', 'c']],
    ] as const) {
      world.at += passed;
      all.push(ask('last'));
      await settled();
      expect(turned).to.deep.equal(names);
    }
    pace.close();
    await Promise.all(all);
    expect(turned).to.deep.equal(['a', 'b', 'c', 'last', 'last', 'last']);
  });

  it('owes nothing for the turns that it took while it was alone', async () => {
    const { world, pace, turned, ask } = openWorld(0.6);
    world.at += 40_000;
    for (let n = 0; n < 500; n += 1) await ask('alone');
    await pace.turn('quiet', false);
    const asked = ask('beside another');
    world.at += 16;
    const last = ask('last');
    await asked;
    expect(turned.at(-1)).to.equal('beside another');
    pace.close();
    await last;
  });

  it('is slower while the machine is busy, and never stops a flood wholly', async () => {
    const { world, pace, look } = openWorld(1);
    const gaps = [16, look(1), look(1), look(1)];
    expect(gaps).to.deep.equal([...new Set(gaps)].sort((one, other) => one - other));
    expect(look(50)).to.equal(50);
    pace.close();
    const busy = openFloodThrottle({ clock: () => world.at, utilization: () => 1, everyMs: 100 });
    await busy.turn('quiet', false);
    for (let n = 0; n < 20; n += 1) {
      world.at += 200;
      await busy.turn('loud', true);
    }
    expect(busy.gapMs()).to.equal(50);
    busy.close();
  });

  it('lets everybody go on at once when it is closed', async () => {
    const { pace, turned, ask } = openWorld(1);
    const all = ['a', 'b', 'c'].map(ask);
    pace.close();
    await Promise.all([...all, ask('later')]);
    expect(turned).to.deep.equal(['a', 'b', 'c', 'later']);
  });

  it('stays as it is while the machine is as busy as it should be', () => {
    const { pace, look } = openWorld(0.6);
    expect(look(8)).to.equal(16);
    pace.close();
  });

  it('is gone within a second when the machine has time, and everybody who waits goes on', async () => {
    const { world, pace, asked, look } = openWorld(1);
    expect(look(60)).to.equal(50);
    world.used = 0.1;
    expect(look(10)).to.equal(0);
    await Promise.all(asked);
    pace.close();
  });

  it('begins gently with the next flood, whatever the machine did between', async () => {
    const { world, pace, look } = openWorld(0.1);
    expect(look(10)).to.equal(0);
    world.at += 60_000;
    await pace.turn('quiet', false);
    const first = pace.turn('loud', true);
    expect(pace.gapMs()).to.equal(16);
    await first;
    pace.close();
  });

  it('holds nobody up but flooded bots, and those only while others have work', async () => {
    const world = { at: 0 };
    const pace = openFloodThrottle({ clock: () => world.at, utilization: () => 1 });
    const turned: string[] = [];
    const ask = (name: string, isFlood: boolean) =>
      pace.turn(name, isFlood).then(() => void turned.push(name));
    await Promise.all([ask('one', false), ask('one', true), ask('two', true), ask('two', false)]);
    expect(turned, 'all the others flood').to.deep.equal(['one', 'one', 'two', 'two']);
    await Promise.all(Array.from({ length: 20 }, () => ask('quiet', false)));
    const held = [ask('one', true), ask('two', true), ask('two', true)];
    await ask('quiet', false);
    await ask('one', false);
    expect(turned.slice(24)).to.deep.equal(['quiet', 'one']);
    world.at += 31_000;
    await Promise.all([...held, ask('one', true)]);
    expect(turned.slice(26), 'the quiet bot had no work for long').to.deep.equal([
      'one',
      'two',
      'two',
      'one',
    ]);
    pace.close();
  });
});

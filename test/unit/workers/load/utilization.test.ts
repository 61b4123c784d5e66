import { expect } from 'chai';
import { watchUtilization } from '../../../../src/workers/load/utilization.js';

function keepBusy(): void {
  const until = performance.now() + 20;
  while (performance.now() < until);
}

describe('how busy a worker process and its machine are', () => {
  it('is the share of the machine since the last look, where that is more than the event loop', () => {
    let times = { idle: 1_000, total: 5_000 };
    const share = watchUtilization(() => times);
    times = { idle: 1_000, total: 5_400 };
    expect(share(), 'no idle time at all').to.equal(1);
    times = { idle: 1_008, total: 5_800 };
    expect(share(), '8 of 400 ms idle').to.be.within(0.98, 1);
  });

  it('is that of the event loop where the machine has more processors, or its times are unknown', () => {
    let times = { idle: 0, total: 0 };
    const share = watchUtilization(() => times);
    keepBusy();
    times = { idle: 3_900, total: 4_000 };
    expect(share(), 'this loop did nothing but work').to.be.greaterThan(0.5);
    keepBusy();
    expect(share(), 'the times stand still').to.be.greaterThan(0.5);
  });

  it('reads the times of this machine by itself', () => {
    const share = watchUtilization();
    keepBusy();
    expect(share()).to.be.within(0.5, 1);
  });
});

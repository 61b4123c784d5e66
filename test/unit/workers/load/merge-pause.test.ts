import { expect } from 'chai';
import { openMergePause } from '../../../../src/workers/load/merge-pause.js';

describe('the pause after a merged job', () => {
  it('is over when its time is, for each job by itself', async () => {
    const pause = openMergePause(30);
    const startedAt = performance.now();
    await Promise.all([pause.over(), pause.over()]);
    expect(performance.now() - startedAt).to.be.above(29);
  });

  it('holds up nobody when the process stops, whether the job ended before or after that', async () => {
    const pause = openMergePause(3_600_000);
    const before = pause.over();
    pause.close();
    await Promise.all([before, pause.over()]);
  });
});

import { expect } from 'chai';
import { openRankedGate } from '../../../../src/workers/load/ranked-gate.js';
import { waitFor } from '../../../support/wait-for.js';

const cap = 10;
const hang = () => new Promise<void>(() => undefined);

/** A gate of a process that has been busy for long. */
async function openBusy() {
  const gate = openRankedGate({ most: 64, cap, utilization: () => 1, everyMs: 0 });
  for (let n = 0; n < 20; n += 1)
    for (const rank of [1, cap + 1]) await gate.pass(rank, () => Promise.resolve());
  return gate;
}

describe('the gate by rank of a worker process', () => {
  it('stays wide for jobs within the cap while it is busy, and is narrow for those above', async () => {
    const gate = openRankedGate({ most: 64, cap, utilization: () => 1, everyMs: 0 });
    expect(gate.places()).to.deep.equal({ within: 64, above: 64 });
    expect((await openBusy()).places()).to.deep.equal({ within: 24, above: 3 });
  });

  it('lets a job within the cap in, however many of a flood are at work or wait', async () => {
    const gate = await openBusy();
    let floods = 0;
    for (let n = 0; n < 50; n += 1)
      void gate.pass(cap + 1 + n, () => {
        floods += 1;
        return hang();
      });
    await waitFor(() => floods === 3, { what: 'three of the flood to be at work' });
    expect(await gate.pass(cap, () => Promise.resolve('quiet'))).to.equal('quiet');
    expect(floods).to.equal(3);
  });

  it('has no more places than the process has slots', () => {
    expect(openRankedGate({ most: 2, cap }).places()).to.deep.equal({ within: 2, above: 2 });
  });
});

import { expect } from 'chai';
import { openGates, openRankedGate, type RankedGate } from '../../../../src/workers/load/ranked-gate.js';
import { waitFor } from '../../../support/wait-for.js';

const cap = 10;
const hang = () => new Promise<void>(() => undefined);
const busy = { utilization: () => 1, everyMs: 0 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The gate after so many of a flood's jobs that it is as narrow as it gets. */
async function narrowed(gate: RankedGate, rank = cap + 1): Promise<RankedGate> {
  for (let n = 0; n < 20; n += 1) await gate.pass(rank, () => Promise.resolve());
  return gate;
}

/** How many of 50 jobs of the rank are at work at once. */
async function atWork(gate: RankedGate, rank: number): Promise<number> {
  let count = 0;
  for (let n = 0; n < 50; n += 1)
    void gate.pass(rank, () => {
      count += 1;
      return hang();
    });
  await settled();
  return count;
}

describe('the gate by rank of a worker process', () => {
  it('is narrow for jobs above the cap while the process is busy, and lets all within it pass', async () => {
    const gate = openRankedGate({ most: 64, cap, ...busy });
    expect(gate.places()).to.equal(64);
    expect((await narrowed(gate)).places()).to.equal(3);
    expect(await atWork(gate, cap)).to.equal(50);
    expect(await atWork(gate, cap + 1)).to.equal(3);
  });

  it('lets a job within the cap in, however many of a flood are at work or wait', async () => {
    const gate = await narrowed(openRankedGate({ most: 64, cap, ...busy }));
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
    expect(openRankedGate({ most: 2, cap }).places()).to.equal(2);
  });
});

describe('the gates of a worker process', () => {
  const ordered = { updates: { cap: 4 }, messages: { cap: 7 } };

  it('have as many places as the queue has slots', () => {
    const { updates, messages } = openGates(ordered, 12);
    expect([updates.places(), messages.places()]).to.deep.equal([12, 12]);
  });

  for (const queue of ['updates', 'messages'] as const)
    it(`hold up exactly what the queue of ${queue} ranks above its cap`, async () => {
      const { cap: own } = ordered[queue];
      const gate = await narrowed(openGates(ordered, 64, busy)[queue], 100);
      expect(await atWork(gate, own), 'the last rank within').to.equal(50);
      expect(await atWork(gate, own + 1), 'the first above').to.equal(3);
    });
});

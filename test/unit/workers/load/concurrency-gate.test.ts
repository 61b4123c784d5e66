import { expect } from 'chai';
import { openConcurrencyGate, type ConcurrencyGate } from '../../../../src/workers/load/concurrency-gate.js';
import { waitFor } from '../../../support/wait-for.js';

/** Jobs that work until they are let go. */
function openJobs(gate: ConcurrencyGate) {
  const working = new Map<string, () => void>();
  const started: string[] = [];
  return {
    working,
    started,
    begin: (name: string, rank: number): Promise<void> =>
      gate.pass(rank, () => {
        started.push(name);
        return new Promise<void>((resolve) => working.set(name, resolve));
      }),
    end: (name: string): void => {
      working.get(name)?.();
      working.delete(name);
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate of a worker process', () => {
  it('lets as many work at once as it has places, the lowest rank first, equals in their order', async () => {
    const jobs = openJobs(openConcurrencyGate({ most: 2, utilization: () => 0.8 }));
    const all = [
      jobs.begin('a', 1),
      jobs.begin('b', 2),
      jobs.begin('third', 3),
      jobs.begin('second', 2),
      jobs.begin('first', 1),
      jobs.begin('second too', 2),
    ];
    await settled();
    expect(jobs.started).to.deep.equal(['a', 'b']);
    for (const name of ['a', 'b', 'first', 'second', 'second too', 'third']) {
      jobs.end(name);
      await settled();
      await settled();
    }
    expect(jobs.started).to.deep.equal(['a', 'b', 'first', 'second', 'second too', 'third']);
    await Promise.all(all);
  });

  it('narrows while the process is busy all the time, though never to nothing, and widens when it is not', async () => {
    let used = 1;
    const gate = openConcurrencyGate({ most: 16, utilization: () => used, everyMs: 0 });
    const places: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      await gate.pass(1, () => Promise.resolve());
      places.push(gate.places());
    }
    expect(places).to.deep.equal([12, 9, 6, 4, 3, 3, 3, 3, 3, 3, 3, 3]);
    used = 0.8;
    await gate.pass(1, () => Promise.resolve());
    expect(gate.places()).to.equal(3);
    used = 0.5;
    for (let n = 0; n < 5; n += 1) await gate.pass(1, () => Promise.resolve());
    expect(gate.places()).to.equal(16);
  });

  it('widens by itself when those inside hang, so that others pass', async () => {
    let used = 1;
    const gate = openConcurrencyGate({ most: 8, utilization: () => used, everyMs: 5 });
    const jobs = openJobs(gate);
    const narrowed = () => Promise.resolve(gate.places() === 3);
    while (!(await narrowed())) await gate.pass(1, settled);
    used = 0.1;
    const hanging = ['a', 'b', 'c'].map((name) => jobs.begin(name, 2));
    const other = jobs.begin('d', 2);
    await waitFor(() => Promise.resolve(jobs.started.includes('d')), { what: 'the fourth job to start' });
    for (const name of ['a', 'b', 'c', 'd']) jobs.end(name);
    await Promise.all([...hanging, other]);
  });

  it('gives the place back when the work throws', async () => {
    const gate = openConcurrencyGate({ most: 1, utilization: () => 0.8 });
    const failures = await Promise.allSettled(
      [1, 2, 3].map((rank) => gate.pass(rank, () => Promise.reject(new Error(`of ${rank}`)))),
    );
    expect(failures.map((failure) => (failure as PromiseRejectedResult).reason as Error))
      .to.have.property('length')
      .that.equals(3);
    expect(await gate.pass(1, () => Promise.resolve('free'))).to.equal('free');
  });

  it('gives the place away while a job waits for the outside, and lets that job on before new ones', async () => {
    const gate = openConcurrencyGate({ most: 1, utilization: () => 0.8 });
    const said: string[] = [];
    let answer = (): void => undefined;
    const asking = gate.pass(5, async (withoutSlot) => {
      said.push('asks');
      await withoutSlot(() => new Promise<void>((resolve) => (answer = resolve)));
      said.push('goes on');
    });
    await settled();
    const jobs = openJobs(gate);
    const all = [jobs.begin('second', 1), jobs.begin('third', 1)];
    await settled();
    expect([...said, ...jobs.started]).to.deep.equal(['asks', 'second']);
    answer();
    await settled();
    expect(said, 'its place is taken').to.deep.equal(['asks']);
    jobs.end('second');
    await waitFor(() => jobs.started.length === 2);
    expect(said).to.deep.equal(['asks', 'goes on']);
    jobs.end('third');
    await Promise.all([asking, ...all]);
  });
});

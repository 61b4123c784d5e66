import { Worker } from 'bullmq';
import { expect } from 'chai';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import { sweepQueuesHandler } from '../../../src/workers/handlers/fleet-sweep-queues.js';
import { keepSchedule } from '../../../src/workers/schedule.js';
import type { WorkerDeps } from '../../../src/workers/worker-deps.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { waitFor } from '../../support/wait-for.js';

const paces = Object.entries(catalog as Record<string, JobContract>).flatMap(([name, { everyMs }]) =>
  everyMs ? [[name, everyMs] as const] : [],
);

describe('the schedule', () => {
  let jobs: TestJobs;
  let stops: (() => Promise<void>)[];
  beforeEach(() => {
    jobs = openTestJobs();
    stops = [];
  });
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await jobs.close();
  });

  const keep = () => {
    const keeper = keepSchedule(jobs, 100);
    stops.push(() => keeper.stop());
  };
  const known = async () =>
    (await jobs.queues.fleet.getJobSchedulers(0, -1)).map(({ key, every }) => [key, Number(every)]).sort();
  const isWhole = async () => JSON.stringify(await known()) === JSON.stringify([...paces].sort());
  const repeat = () => jobs.queues.fleet.toKey('repeat');

  it('is that of the catalogue, though a process of another version left other jobs and paces', async () => {
    const { fleet } = jobs.queues;
    await fleet.upsertJobScheduler('fleet.gone', { every: 1_000 }, { name: 'fleet.gone' });
    await fleet.upsertJobScheduler('fleet.relay-outbox', { every: 77_000 }, { name: 'fleet.relay-outbox' });
    keep();
    await waitFor(isWhole, { what: 'the schedule' });
    expect(await known()).to.have.length(paces.length);
  });

  it('lets no two jobs come at the same moment, the first of them at once', async () => {
    const began = Date.now();
    keep();
    await waitFor(isWhole, { what: 'the schedule' });
    const due = await jobs.redis.zrange(repeat(), '0', '-1', 'WITHSCORES');
    const times = due.flatMap((value, at) => (at % 2 ? [Number(value)] : []));
    expect(new Set(times)).to.have.property('size', paces.length);
    expect(times[0]).to.be.within(began - 1_000, Date.now());
    expect(Math.max(...times) - Math.min(...times)).to.be.below(3_000);
  });

  it('comes back at the next look when a part is lost, a stranger comes in, or a job stands still', async () => {
    keep();
    await waitFor(isWhole, { what: 'the schedule' });
    await jobs.queues.fleet.removeJobScheduler('fleet.sweep-queues');
    await jobs.queues.fleet.upsertJobScheduler('fleet.gone', { every: 1_000 }, { name: 'fleet.gone' });
    await jobs.redis.zadd(repeat(), Date.now() - 120_000, 'fleet.relay-outbox');
    await waitFor(isWhole, { what: 'the lost part' });
    const nextOf = async () => Number(await jobs.redis.zscore(repeat(), 'fleet.relay-outbox'));
    await waitFor(async () => (await nextOf()) > Date.now() - 10_000, { what: 'the late job' });
  });

  it('has one tick of each job, however many processes keep it and work, also after all were away for an hour', async function () {
    this.timeout(30_000);
    const ran: { readonly name: string; readonly id: string | undefined }[] = [];
    const workers: Worker[] = [];
    const work = () => {
      for (let worker = 0; worker < 3; worker += 1)
        workers.push(
          new Worker('fleet', ({ name, id }) => Promise.resolve(void ran.push({ name, id })), {
            connection: jobs.redis,
            prefix: jobs.prefix,
            concurrency: 4,
          }),
        );
    };
    const rest = () => Promise.all(workers.splice(0).map((worker) => worker.close()));
    const countOf = (wanted: string) => ran.filter(({ name }) => name === wanted).length;
    /** Lets the most frequent job come twice; none may have come more often than its pace and a late one, or twice in one place. */
    const hold = async (what: string) => {
      const began = performance.now();
      work();
      await waitFor(() => countOf('fleet.relay-outbox') >= 2 && paces.every(([name]) => countOf(name) > 0), {
        what,
        timeoutMs: 12_000,
      });
      await rest();
      const passedMs = performance.now() - began;
      for (const [name, everyMs] of paces)
        expect(countOf(name), `${what}: ${name}`).to.be.within(1, 2 + Math.floor(passedMs / everyMs));
      expect(new Set(ran.map(({ id }) => id))).to.have.property('size', ran.length);
      ran.length = 0;
    };
    try {
      for (let keeper = 0; keeper < 3; keeper += 1) keep();
      await hold('at the start');
      setClock(Date.now() + 3_600_000);
      await hold('after an hour');
    } finally {
      mendClock();
      await rest();
    }
  });
});

describe('the sweep over all queues', () => {
  let jobs: TestJobs;
  beforeEach(() => {
    jobs = openTestJobs();
  });
  afterEach(() => jobs.close());

  const sweep = () =>
    sweepQueuesHandler({ jobs } as unknown as WorkerDeps).run(undefined as never, {}, {} as never);

  it('gives a chat whose job was removed by hand its job back, in whichever queue it is', async () => {
    for (const queue of ['updates', 'panel'] as const) {
      const data = { bot_id: '7', chat_id: '5', payload: {}, offered_at: Date.now() };
      await jobs.ordered[queue].offer([{ botId: '7', chatId: '5', id: '1', name: 'telegram.update', data }]);
      const job = () => jobs.queues[queue].getJob('7.1');
      await (await job())?.remove();
      expect(await job()).to.equal(undefined);
      await jobs.redis.zadd(`${jobs.prefix}:order:${queue}:released`, Date.now() - 60_000, '7 5');
      await sweep();
      expect(await job(), queue).to.not.equal(undefined);
    }
  });
});

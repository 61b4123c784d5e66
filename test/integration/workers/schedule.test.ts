import { expect } from 'chai';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import { sweepQueuesHandler } from '../../../src/workers/handlers/fleet-sweep-queues.js';
import { keepSchedule } from '../../../src/workers/schedule.js';
import type { WorkerDeps } from '../../../src/workers/worker-deps.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';
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

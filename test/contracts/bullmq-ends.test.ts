import { expect } from 'chai';
import { Worker } from 'bullmq';
import { bullmqScript } from '#jobs/ordered/inline-bullmq-add.js';
import { endingTogether, type SentEnd } from '../../src/workers/end-together.js';
import { leansOn } from '../support/bullmq-internals.js';
import { openTestJobs, type TestJobs } from '../support/jobs.js';
import { orderedItem } from '../support/ordered-item.js';
import { waitFor } from '../support/wait-for.js';

describe('what we lean on inside BullMQ when a job ends', () => {
  let jobs: TestJobs;
  let worker: Worker;
  let ends: SentEnd[];
  beforeEach(async () => {
    jobs = openTestJobs();
    ends = [];
    const { redis: connection, prefix } = jobs;
    const note = (_: unknown, sent: SentEnd) => void ends.push(sent);
    worker = new Worker('updates', () => Promise.resolve(), { connection, prefix }, endingTogether(note));
    worker.on('error', () => undefined);
    const { name, data } = orderedItem('1', '10', 1);
    await queue().add(name, data, { jobId: '1.1', priority: 1 });
    await waitFor(async () => (await queue().getJobState('1.1')) === 'completed', { what: 'the job ends' });
  });
  afterEach(async () => {
    await worker.close(true);
    await jobs.close();
  });
  const queue = () => jobs.queues.updates;

  leansOn(
    'the end of a completed job leaves by the backend’s execCommand, as fourteen keys and its arguments',
    () => {
      expect(ends, 'no other command leaves this way').to.have.length(1);
      const names = ['wait', 'active', 'prioritized', 'events', 'stalled', 'limiter', 'delayed', 'paused'];
      const others = ['meta', 'pc', 'completed', '1.1', 'metrics:completed', 'marker'];
      const keys = [...names, ...others].map((name) => queue().toKey(name));
      expect(ends[0]?.slice(0, 14)).to.deep.equal(keys);
      expect(ends[0]?.[14]).to.equal('1.1');
      expect(ends[0]?.slice(16, 19)).to.deep.equal(['returnvalue', 'null', 'completed']);
      return Promise.resolve();
    },
  );

  leansOn(
    'the script behind an end says by a negative number that the job is not the worker’s, and does nothing',
    async () => {
      const stored = () => jobs.redis.hgetall(queue().toKey('1.1'));
      const before = await stored();
      const lua = bullmqScript(jobs.redis, 'moveToFinished') ?? '';
      const again = await jobs.redis.eval(lua, 14, ...((ends[0] ?? []).map((one) => one ?? '') as string[]));
      expect(again).to.be.lessThan(0);
      expect(await stored()).to.deep.equal(before);
    },
  );
});

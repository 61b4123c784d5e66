import { expect } from 'chai';
import { Worker, type Job } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';
import { orderedKeys } from '#jobs/ordered/script-calls.js';
import { serversOf } from '#platform/redis.js';
import { endingTogether, type SentEnd } from '../../../../src/workers/end-together.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { orderedItem as item } from '../../../support/ordered-item.js';
import { findKeys } from '../../../support/servers/whole-redis.js';
import { waitFor } from '../../../support/wait-for.js';

describe('a job of an ordered queue that ends together with its turn', () => {
  let jobs: TestJobs;
  let worker: Worker<JobData> | undefined;
  let ends: { place: ReturnType<typeof placeOf>; sent: SentEnd }[];
  beforeEach(() => {
    jobs = openTestJobs(4);
    ends = [];
  });
  afterEach(async () => {
    await worker?.close(true);
    worker = undefined;
    await jobs.close();
  });

  const ordered = () => jobs.ordered.updates;
  const placeOf = ({ id = '', data }: Job<JobData>) => ({
    botId: String(data.bot_id),
    chatId: String(data.chat_id),
    id: id.slice(id.indexOf('.') + 1),
  });
  /** A worker whose jobs release their chats by their end alone; `before` runs when the end is about to leave. */
  function start(work: (job: Job<JobData>) => Promise<void>, before = () => Promise.resolve()): void {
    const end = async (job: Job<JobData>, sent: SentEnd) => {
      ends.push({ place: placeOf(job), sent });
      await before();
      return (await ordered().finishWithJob(placeOf(job), sent))?.reply;
    };
    const { redis: connection, prefix } = jobs;
    worker = new Worker('updates', work, { connection, prefix, concurrency: 8 }, endingTogether(end));
    worker.on('error', () => undefined);
  }
  const idle = () =>
    waitFor(
      async () => {
        const keys = await findKeys(jobs.redis, `${jobs.prefix}:order:*`);
        return keys.every((key) => key.includes(':seen:'));
      },
      { what: 'all chats idle' },
    );
  const stateOf = (id: string) => jobs.queues.updates.getJobState(id);

  it('lets each chat go on in its order, and leaves nothing behind', async () => {
    const done: string[] = [];
    start((job) => Promise.resolve(void done.push(String(job.id))));
    const numbers = [1, 2, 3, 4, 5];
    await ordered().offer(
      ['10', '11', '12'].flatMap((chat, at) => numbers.map((n) => item('1', chat, n * 10 + at))),
    );
    await idle();
    for (const at of [0, 1, 2])
      expect(done.filter((id) => id.endsWith(String(at)))).to.deep.equal(
        numbers.map((n) => `1.${n * 10 + at}`),
      );
    expect(await jobs.queues.updates.getCompletedCount()).to.equal(15);
  });

  it('asks Redis once for both', async () => {
    start(() => Promise.resolve());
    await ordered().offer([item('1', '5', 1)]);
    await idle();
    const monitors = await Promise.all(serversOf(jobs.redis).map((server) => server.monitor()));
    const ofEnds = `${jobs.prefix}:updates:stalled`;
    const sent: string[] = [];
    for (const monitor of monitors)
      monitor.on('monitor', (_: string, args: string[], source: string) => {
        if (source !== 'lua' && args.includes(`${jobs.prefix}:order:updates`))
          sent.push(args.includes(ofEnds) ? 'end' : 'take in');
      });
    await ordered().offer([item('1', '5', 2)]);
    await waitFor(() => sent.length >= 2, { what: 'the monitor to tell of the commands' });
    await idle();
    for (const monitor of monitors) monitor.disconnect();
    expect(sent).to.deep.equal(['take in', 'end']);
  });

  it('is refused as a whole when the worker has lost the job: its chat waits for the one that has it', async () => {
    const lock = `${jobs.queues.updates.toKey('1.1')}:lock`;
    start(
      () => Promise.resolve(),
      async () => void (await jobs.redis.set(lock, 'another')),
    );
    await ordered().offer([item('1', '5', 1), item('1', '5', 2)]);
    await waitFor(() => ends.length > 0);
    const [end] = ends;
    const refused = await ordered().finishWithJob(end?.place ?? item('1', '5', 1), end?.sent ?? []);
    expect(refused?.reply).to.be.lessThan(0);
    expect(refused?.isReleased).to.equal(false);
    expect([await stateOf('1.1'), await stateOf('1.2')]).to.deep.equal(['active', 'unknown']);
    const { mailbox } = orderedKeys(jobs.prefix, 'updates');
    expect(await jobs.redis.zcard(mailbox('1', '5'))).to.equal(2);
  });

  it('is done once, however often and at once it is said', async () => {
    let go: (() => void) | undefined;
    const said = new Promise<void>((resolve) => (go = resolve));
    start(
      () => Promise.resolve(),
      () => said,
    );
    await ordered().offer([item('1', '5', 1)]);
    await waitFor(() => ends.length > 0);
    const { place, sent } = ends[0] as (typeof ends)[number];
    const all = await Promise.all([1, 2, 3].map(async () => ordered().finishWithJob(place, sent)));
    expect(all.filter((one) => one?.isReleased)).to.have.length(1);
    await ordered().offer([item('1', '5', 2)]);
    expect((await ordered().finishWithJob(place, sent))?.isReleased).to.equal(false);
    expect(await jobs.redis.hgetall(orderedKeys(jobs.prefix, 'updates').backlog)).to.deep.equal({ 1: '1' });
    go?.();
  });

  it('of a worker that died before it gave BullMQ the next is gone on with by the sweep', async () => {
    start(
      () => Promise.resolve(),
      async () => {
        if (ends.length === 1) await jobs.queues.updates.pause();
      },
    );
    await ordered().offer([item('1', '5', 1), item('1', '5', 2)]);
    await waitFor(async () => (await stateOf('1.2')) !== 'unknown');
    await jobs.queues.updates.remove('1.2');
    expect(await ordered().sweep(-1_000)).to.equal(1);
    await jobs.queues.updates.resume();
    await idle();
    expect([await stateOf('1.1'), await stateOf('1.2')]).to.deep.equal(['completed', 'completed']);
  });
});

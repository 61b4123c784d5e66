import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { DelayedError, UnrecoverableError, Worker, type Job, type WorkerOptions } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';
import { bullmqAddArguments, bullmqAddScript } from '#jobs/ordered/inline-bullmq-add.js';
import { jobOptions } from '#jobs/queues.js';
import { joinTrace } from '#platform/tracing.js';
import { bullmqInternals, bullmqVersion, heldInternals, leansOn } from '../support/bullmq-internals.js';
import { noteSpans } from '../support/bullmq-spans.js';
import { openTestJobs, type TestJobs } from '../support/jobs.js';
import { orderedItem } from '../support/ordered-item.js';
import { waitFor } from '../support/wait-for.js';
import './bullmq-ends.test.js';

/** All workers of a queue look in the same rhythm: who looked last keeps the others from it for so long. */
const looksForStalled = { stalledInterval: 50 };
type Work = (job: Job<JobData>, token?: string) => Promise<unknown>;

describe('what we lean on inside BullMQ', () => {
  let jobs: TestJobs;
  let workers: Worker<JobData>[];
  beforeEach(() => {
    jobs = openTestJobs();
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close(true)));
    await jobs.close();
  });

  const queue = () => jobs.queues.updates;
  const { data } = orderedItem('1', '10', 1);
  const add = (jobId: string, opts: object = {}) =>
    queue().add('telegram.update', data, { jobId, priority: 1, attempts: 3, ...opts });
  const stateOf = (id: string) => queue().getJobState(id);
  const stored = (id: string) =>
    jobs.redis.hgetall(queue().toKey(id)) as Promise<Readonly<Record<string, string>>>;
  function startWorker(work: Work, options: Partial<WorkerOptions> = {}): Worker<JobData> {
    const { redis: connection, prefix } = jobs;
    const worker = new Worker<JobData>('updates', work, { connection, prefix, ...options });
    worker.on('error', () => undefined);
    workers.push(worker);
    return worker;
  }
  const stateIs = (id: string, state: string) =>
    waitFor(async () => (await stateOf(id)) === state, { what: `job ${id} is ${state}` });
  const unpack = async (packed: Buffer): Promise<unknown> => {
    const lua = 'return cjson.encode(cmsgpack.unpack(ARGV[1]))';
    return JSON.parse((await jobs.redis.eval(lua, 1, queue().toKey('meta'), packed)) as string);
  };
  /** A job at work whose worker is gone, and its lock with it. */
  async function leaveByDeath(id: string): Promise<void> {
    let isAtWork = false;
    const worker = startWorker(() => {
      isAtWork = true;
      return new Promise(() => undefined);
    }, looksForStalled);
    await add(id);
    await waitFor(() => isAtWork, { what: 'the job is at work' });
    await worker.close(true);
    await jobs.redis.del(`${queue().toKey(id)}:lock`);
  }

  leansOn('the script behind an add stands in the connection’s scriptsSet by name and version', async () => {
    await queue().waitUntilReady();
    const { scriptsSet } = jobs.redis as unknown as { scriptsSet: Record<string, { lua: string }> };
    const name = `addPrioritizedJob:${bullmqVersion}`;
    const ofAdds = Object.keys(scriptsSet).filter((one) => one.startsWith('addPrioritizedJob'));
    expect(ofAdds).to.deep.equal([name]);
    expect(bullmqAddScript(jobs.redis)).to.be.a('string').and.to.equal(scriptsSet[name]?.lua);
  });

  leansOn('an add sends nine keys, then the packed job, its data and its packed options', async () => {
    const opts = { ...jobOptions('telegram.update'), jobId: '1.5' };
    const sent = bullmqAddArguments(queue(), { name: 'telegram.update', opts });
    const names = ['marker', 'meta', 'id', 'prioritized', 'delayed', 'completed', 'active', 'events', 'pc'];
    expect(sent.keys).to.deep.equal(names.map((name) => queue().toKey(name)));
    expect((await unpack(sent.job)) as unknown[]).to.include.members([
      queue().toKey(''),
      '1.5',
      'telegram.update',
    ]);
    expect(await unpack(sent.options)).to.include({ priority: 1, attempts: 4 });
  });

  leansOn('a job added inside our script is the one that queue.add would have made', async () => {
    await queue().waitUntilReady();
    const item = orderedItem('1', '10', 7);
    await jobs.ordered.updates.offer([item]);
    expect(jobs.redis, 'the offer adds').to.have.property('orderedOfferAndAdd');
    await queue().add(item.name, item.data, { ...jobOptions(item.name), jobId: '1.8', priority: 1 });
    const [ours, theirs] = await Promise.all([stored('1.7'), stored('1.8')]);
    const optsOf = (job: Readonly<Record<string, string>>) =>
      JSON.parse(job.opts ?? '') as Record<string, unknown>;
    expect(optsOf(ours)).to.deep.equal({ ...optsOf(theirs), jobId: '1.7' });
    expect({ ...ours, opts: '', timestamp: '' }).to.deep.equal({ ...theirs, opts: '', timestamp: '' });
    expect(await jobs.redis.zrange(queue().toKey('prioritized'), '0', '-1')).to.deep.equal(['1.7', '1.8']);
    expect(await jobs.redis.zrange(queue().toKey('marker'), '0', '-1')).to.deep.equal(['0']);
    const events = await jobs.redis.xrange(queue().toKey('events'), '-', '+');
    const told = events.map(([, fields]) => fields.join(' '));
    for (const id of ['1.7', '1.8'])
      expect(told.filter((one) => one.includes(id)).map((one) => one.replaceAll(id, ''))).to.deep.equal([
        'event added jobId  name telegram.update',
        'event waiting jobId ',
      ]);
  });

  leansOn('an id that is there already is not added again, and keeps its first data', async () => {
    await add('1.1');
    await queue().add('another', { ...data, payload: { n: 2 } }, { jobId: '1.1', priority: 1 });
    await queue().addBulk([{ name: 'another', data, opts: { jobId: '1.1', priority: 2 } }]);
    expect(await queue().getJobCounts('prioritized', 'wait')).to.deep.equal({ prioritized: 1, wait: 0 });
    expect((await queue().getJob('1.1'))?.data.payload).to.deep.equal({ n: 1 });
  });

  leansOn('meta holds paused, concurrency and max while the queue is paused or limited', async () => {
    const limits = () => jobs.redis.hmget(queue().toKey('meta'), 'paused', 'concurrency', 'max');
    await queue().waitUntilReady();
    expect(await limits()).to.deep.equal([null, null, null]);
    await queue().pause();
    await queue().setGlobalConcurrency(3);
    await queue().setGlobalRateLimit(5, 1_000);
    expect(await limits()).to.deep.equal(['1', '3', '5']);
    await queue().resume();
    await queue().removeGlobalConcurrency();
    await queue().removeGlobalRateLimit();
    expect(await limits()).to.deep.equal([null, null, null]);
  });

  leansOn(
    'the states of a job have these names, and removing one that is not there is no error',
    async () => {
      await add('1.1');
      await add('1.2', { delay: 60_000 });
      await add('1.3', { priority: 0 });
      expect(await Promise.all(['1.1', '1.2', '1.3', '1.4'].map(stateOf))).to.deep.equal([
        'prioritized',
        'delayed',
        'waiting',
        'unknown',
      ]);
      const listed = await queue().getRanges(['wait', 'prioritized', 'delayed']);
      expect(listed).to.have.members(['1.1', '1.2', '1.3']);
      await queue().remove('1.4');
      startWorker(async (job) => {
        expect(await stateOf(job.id ?? '')).to.equal('active');
        if (job.id === '1.3') throw new UnrecoverableError('bad');
      });
      await stateIs('1.1', 'completed');
      await stateIs('1.3', 'failed');
    },
  );

  leansOn(
    'a lower priority number goes first, equal ones in their order, and jobs without one before all',
    async () => {
      const ids = ['1.1', '1.2', '1.3', '1.4', '1.5'];
      const priorities = [2, 1, 1, 3, 0];
      for (const [at, id] of ids.entries()) await add(id, { priority: priorities[at] });
      await (await queue().getJob('1.4'))?.changePriority({ priority: 1 });
      const seen: string[] = [];
      startWorker(async ({ id, priority }) => void seen.push(`${id} ${priority}`));
      await waitFor(() => seen.length === ids.length, { what: 'all have run' });
      expect(seen).to.deep.equal(['1.5 0', '1.2 1', '1.3 1', '1.4 1', '1.1 2']);
    },
  );

  leansOn(
    'a job that is delayed by its worker costs no try but counts as started, and keeps its priority',
    async () => {
      const seen: number[][] = [];
      startWorker(async (job, token) => {
        seen.push([job.attemptsMade, job.attemptsStarted, job.priority]);
        if (seen.length > 1) return;
        await job.moveToDelayed(Date.now() + 20, token);
        throw new DelayedError();
      });
      await add('1.1', { priority: 4 });
      await stateIs('1.1', 'completed');
      expect(seen).to.deep.equal([
        [0, 1, 4],
        [0, 2, 4],
      ]);
    },
  );

  leansOn('an error costs a try and asks our backoff; only the last failure sets finishedOn', async () => {
    const asked: unknown[][] = [];
    const failed: unknown[][] = [];
    const backoffStrategy = (made: number, type?: string, error?: Error, job?: { name: string }) => {
      asked.push([made, type, error?.message, job?.name]);
      return 5;
    };
    const worker = startWorker(() => Promise.reject(new Error('bad')), { settings: { backoffStrategy } });
    worker.on('failed', (job) => void failed.push([job?.attemptsMade, job?.finishedOn !== undefined]));
    await add('1.1', { backoff: { type: 'capped' } });
    await waitFor(() => failed.length === 3, { what: 'three tries have failed' });
    expect(asked).to.deep.equal([1, 2].map((made) => [made, 'capped', 'bad', 'telegram.update']));
    expect(failed).to.deep.equal([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect((await queue().getJob('1.1'))?.finishedOn).to.be.a('number');
  });

  leansOn(
    'an UnrecoverableError ends a job at once, with the data, message and stack that we gave it',
    async () => {
      startWorker(async (job) => {
        await job.updateData({ ...job.data, failed_at: 5 });
        throw Object.assign(new UnrecoverableError(), { message: 'shown', stack: 'where' });
      });
      await add('1.1');
      await stateIs('1.1', 'failed');
      const job = await queue().getJob('1.1');
      expect(job).to.include({ failedReason: 'shown', attemptsMade: 1 });
      expect(job?.data.failed_at).to.equal(5);
      expect(job?.stacktrace).to.deep.equal(['where']);
    },
  );

  leansOn('completed is told after Redis has noted it, also of a job that is not kept', async () => {
    const seen: unknown[] = [];
    const worker = startWorker(() => Promise.resolve());
    worker.on('completed', (job) => {
      const id = job.id ?? '';
      void stateOf(id).then((state) => seen.push([id, job.data.bot_id, state]));
    });
    await add('1.1');
    await add('1.2', { removeOnComplete: true });
    await waitFor(() => seen.length === 2, { what: 'both are told of' });
    expect(seen).to.have.deep.members([
      ['1.1', '1', 'completed'],
      ['1.2', '1', 'unknown'],
    ]);
  });

  leansOn('the lock of a job at work is <key of the job>:lock and holds the worker’s token', async () => {
    let held: unknown[] = [];
    startWorker(async (job, token) => {
      held = [token, await jobs.redis.get(`${queue().toKey('1.1')}:lock`), typeof job.processedOn];
    });
    await add('1.1');
    await stateIs('1.1', 'completed');
    expect(held[0]).to.be.a('string');
    expect(held.slice(1)).to.deep.equal([held[0], 'number']);
  });

  leansOn('a job whose worker died starts again with stalledCounter raised, and costs no try', async () => {
    await leaveByDeath('1.1');
    let seen: number[] = [];
    startWorker(async (job) => void (seen = [job.stalledCounter, job.attemptsStarted, job.attemptsMade]), {
      ...looksForStalled,
      maxStalledCount: 8,
    });
    await stateIs('1.1', 'completed');
    expect(seen).to.deep.equal([1, 2, 0]);
  });

  leansOn(
    'a job that stalled too often fails with “stalled more than”, told as failed with the job',
    async () => {
      await leaveByDeath('1.1');
      const seen: unknown[] = [];
      const worker = startWorker(() => Promise.resolve(), { ...looksForStalled, maxStalledCount: 0 });
      worker.on('failed', (job, error) => void seen.push(job?.id, job?.finishedOn, error.message));
      await waitFor(() => seen.length > 0, { what: 'it has failed' });
      expect(seen[0]).to.equal('1.1');
      expect(seen[1]).to.be.a('number');
      expect(seen[2]).to.match(/stalled more than/);
    },
  );

  leansOn('a failed job that a person retries starts with attemptsStarted above one', async () => {
    const seen: unknown[][] = [];
    startWorker(async (job) => {
      seen.push([job.attemptsStarted, job.finishedOn]);
      if (seen.length === 1) throw new UnrecoverableError('bad');
    });
    await add('1.1');
    await stateIs('1.1', 'failed');
    await (await queue().getJob('1.1'))?.retry();
    await stateIs('1.1', 'completed');
    expect(seen).to.deep.equal([
      [1, undefined],
      [2, undefined],
    ]);
  });

  leansOn(
    'the schedulers stand in the sorted set repeat, by name with the time of their next job',
    async () => {
      const fleet = jobs.queues.fleet;
      const read = () => jobs.redis.zrange(fleet.toKey('repeat'), '0', '-1', 'WITHSCORES');
      await fleet.upsertJobScheduler('tick', { every: 60_000 }, { name: 'tick', data, opts: {} });
      const [found] = await fleet.getJobSchedulers(0, -1);
      expect(found).to.include({ key: 'tick' });
      expect(Number(found?.every)).to.equal(60_000);
      expect(await read()).to.deep.equal(['tick', String(found?.next)]);
      expect(Number(found?.next)).to.be.within(Date.now() - 60_000, Date.now() + 120_000);
      await fleet.removeJobScheduler('tick');
      expect(await read()).to.deep.equal([]);
    },
  );

  leansOn('a deduplicated add makes no second job while the first one’s time runs', async () => {
    const deduplication = { id: '1.revoked.x', ttl: 60_000 };
    await add('1.revoked-1', { deduplication });
    await add('1.revoked-2', { deduplication });
    expect(await queue().getRanges(['prioritized'])).to.deep.equal(['1.revoked-1']);
  });

  leansOn(
    'a worker opens a consumer’s span for each job, joined to the metadata of its telemetry option',
    async () => {
      const { opened, joined, telemetry } = noteSpans();
      startWorker(() => Promise.resolve(), { telemetry });
      await add('1.1', joinTrace('00-trace'));
      await stateIs('1.1', 'completed');
      expect(opened).to.deep.equal(['process updates']);
      expect(joined).to.deep.equal([JSON.stringify({ traceparent: '00-trace' })]);
    },
  );

  it('is of the version that package.json names, exactly', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    expect(dependencies.bullmq, 'no range: a minor version may change what is tested here').to.equal(
      bullmqVersion,
    );
  });

  it('is a table whose every row is tested, and which names every file that goes beneath the surface', () => {
    expect([...heldInternals]).to.have.members(Object.keys(bullmqInternals));
    const named = new Set<string>(Object.values(bullmqInternals).flat());
    expect([...named].filter((file) => !existsSync(`src/${file}`))).to.deep.equal([]);
    const beneath = /from 'bullmq'|\.toKey\(|scriptsSet|\.getJobState\(|\.stalledCounter|\.attemptsStarted/;
    const missing = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !named.has(file))
      .filter((file) => beneath.test(readFileSync(`src/${file}`, 'utf8')));
    expect(missing).to.deep.equal([]);
  });
});

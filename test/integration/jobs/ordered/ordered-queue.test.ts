import { expect } from 'chai';
import { DelayedError, Worker, type Job } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';
import type { Place } from '#jobs/ordered/items.js';
import { orderedKeys } from '#jobs/ordered/script-calls.js';
import { jobOptions } from '#jobs/queues.js';
import { serversOf } from '#platform/redis.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { orderedItem as item } from '../../../support/ordered-item.js';
import { findKeys } from '../../../support/servers/whole-redis.js';
import { waitFor } from '../../../support/wait-for.js';

type Work = (job: Job<JobData>, token?: string) => Promise<void>;

const placeOfJob = (job: Job<JobData>): Place => ({
  botId: job.data.bot_id ?? '',
  chatId: job.data.chat_id ?? '',
  id: job.id?.split('.')[1] ?? '',
});

describe('the ordered queue', () => {
  let jobs: TestJobs;
  let workers: Worker[];
  beforeEach(() => {
    jobs = openTestJobs(4);
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close(true)));
    await jobs.close();
  });

  const ordered = () => jobs.ordered.updates;
  function startWorker(work: Work, concurrency = 8): Worker<JobData> {
    const worker = new Worker<JobData>('updates', (job, token) => work(job, token), {
      connection: jobs.redis,
      prefix: jobs.prefix,
      concurrency,
      settings: { backoffStrategy: () => 20 },
    });
    worker.on('error', () => undefined);
    worker.on('completed', (job) => void ordered().finish(placeOfJob(job)));
    worker.on('failed', (job) => {
      if (job?.finishedOn) void ordered().finish(placeOfJob(job));
    });
    workers.push(worker);
    return worker;
  }
  const keysLeft = async () => {
    const keys = await findKeys(jobs.redis, `${jobs.prefix}:order:*`);
    return keys.filter((key) => !key.includes(':seen:'));
  };
  const idle = () => waitFor(async () => (await keysLeft()).length === 0, { what: 'all chats idle' });

  it('runs the updates of one chat one at a time and in their order, while other chats run beside it', async () => {
    const seen = new Map<string, number[]>();
    let most = 0;
    const busy = new Map<string, number>();
    startWorker(async (job) => {
      const key = `${job.data.bot_id} ${job.data.chat_id}`;
      busy.set(key, (busy.get(key) ?? 0) + 1);
      most = Math.max(most, busy.size);
      expect(busy.get(key), 'two jobs of one chat at once').to.equal(1);
      await new Promise((resolve) => setImmediate(resolve));
      seen.set(key, [...(seen.get(key) ?? []), Number(job.data.payload.n)]);
      busy.delete(key);
    });
    const items = [1, 2, 3, 4, 5, 6].flatMap((n) =>
      ['1', '2'].flatMap((bot) => ['10', '11', '12'].map((chat) => item(bot, chat, n * 100 + Number(chat)))),
    );
    await ordered().offer(items);
    await idle();
    expect(seen.size).to.equal(6);
    for (const numbers of seen.values()) {
      expect(numbers).to.have.length(6);
      expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
    }
    expect(most).to.be.greaterThan(1);
  });

  it('takes an update once, however often it is offered, and keeps equal payloads apart', async () => {
    const done: string[] = [];
    expect(await ordered().offer([item('1', '5', 7), item('1', '5', 8)])).to.deep.equal([true, true]);
    expect(await ordered().offer([item('1', '5', 7)])).to.deep.equal([false]);
    startWorker((job) => {
      done.push(String(job.id));
      return Promise.resolve();
    });
    await idle();
    expect(await ordered().offer([item('1', '5', 8), item('1', '5', 7)])).to.deep.equal([false, false]);
    await idle();
    expect(done).to.deep.equal(['1.7', '1.8']);
  });

  it('takes a poll of updates in by one command each, with jobs like those of BullMQ itself', async () => {
    await ordered().offer([item('7', '5', 1), item('7', '5', 2)]); // Each server has the script from then on.
    const monitors = await Promise.all(serversOf(jobs.redis).map((server) => server.monitor()));
    const sent: string[] = [];
    for (const monitor of monitors)
      monitor.on('monitor', (_: string, [command = '']: string[], source: string) => {
        if (source !== 'lua') sent.push(command);
      });
    const second = item('1', '6', 9);
    await ordered().offer([item('1', '5', 7), item('1', '5', 8), second, item('2', '5', 7)]);
    await waitFor(() => Promise.resolve(sent.length >= 4), { what: 'the monitor to tell of the commands' });
    for (const monitor of monitors) monitor.disconnect();
    expect(sent).to.have.length(4);
    for (const command of sent) expect(command).to.match(/^eval/);
    const state = await jobs.queues.updates.getJobCountByTypes('prioritized');
    expect(state).to.equal(4);
    const { name, data } = item('9', '5', 1);
    const opts = { ...jobOptions(name), jobId: '9.1', priority: 2 };
    await jobs.queues.updates.add(name, data, opts);
    const field = async (id: string) => {
      const stored = (await jobs.redis.hgetall(jobs.queues.updates.toKey(id))) as Record<string, string>;
      const { timestamp: _, data: __, opts: stored_, ...others } = stored;
      const { jobId, ...options } = JSON.parse(stored_ ?? '') as { jobId: string };
      expect(jobId).to.equal(id);
      return { ...others, options };
    };
    expect(await field('1.9')).to.deep.equal(await field('9.1'));
    const kept = await jobs.queues.updates.getJob('1.9');
    expect(kept?.data).to.deep.equal(second.data);
  });

  it('keeps the order of a chat through tries that fail', async () => {
    const done: number[] = [];
    startWorker((job) => {
      const n = Number(job.data.payload.n);
      if (n % 3 === 0 && job.attemptsMade < 2) throw new Error('not yet');
      done.push(n);
      return Promise.resolve();
    });
    await ordered().offer([1, 2, 3, 4, 5, 6].map((n) => item('1', '5', n)));
    await idle();
    expect(done).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('goes on with the chat when a job failed for good, and keeps the failed one for people', async () => {
    const done: number[] = [];
    startWorker((job) => {
      if (Number(job.data.payload.n) === 2) throw new Error('broken');
      done.push(Number(job.data.payload.n));
      return Promise.resolve();
    });
    await ordered().offer([1, 2, 3].map((n) => item('1', '5', n)));
    await idle();
    expect(done).to.deep.equal([1, 3]);
    expect((await jobs.queues.updates.getFailed()).map((job) => job.id)).to.deep.equal(['1.2']);
  });

  it('gives one bot no more chats at once than its cap', async () => {
    let now = 0;
    let most = 0;
    startWorker(async () => {
      now += 1;
      most = Math.max(most, now);
      await waitFor(() => most >= 4, { what: 'the whole share is used' });
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    }, 20);
    await ordered().offer(Array.from({ length: 40 }, (_, n) => item('1', String(n + 1), n + 1)));
    await idle();
    expect(most).to.equal(4);
  });

  it('serves a quiet bot before the backlog of a bot that floods', async () => {
    const sequence: string[] = [];
    await ordered().offer(Array.from({ length: 60 }, (_, n) => item('1', String(n + 1), n + 1)));
    await ordered().offer([item('2', '500', 1)]);
    startWorker((job) => {
      sequence.push(String(job.data.bot_id));
      return Promise.resolve();
    }, 1);
    await idle();
    expect(sequence.indexOf('2')).to.be.lessThan(4);
    expect(sequence).to.have.length(61);
  });

  it('lets another chat of the bot go on while one waits for its later try', async () => {
    const done: string[] = [];
    let waits = 0;
    startWorker(async (job, token) => {
      if (job.data.chat_id === '1' && job.attemptsStarted < 3) {
        waits += 1;
        await ordered().park(placeOfJob(job), 40);
        await job.moveToDelayed(Date.now() + 40, token);
        throw new DelayedError();
      }
      done.push(`${job.data.chat_id}.${String(job.data.payload.n)}`);
    }, 1);
    await ordered().offer([
      item('1', '1', 1),
      item('1', '1', 2),
      ...[2, 3, 4, 5, 6, 7].map((n) => item('1', String(n), 10 + n)),
    ]);
    await idle();
    expect(waits).to.equal(4);
    expect(done.filter((one) => one.startsWith('1.'))).to.deep.equal(['1.1', '1.2']);
    expect(done).to.have.length(8);
  });

  it('gives back a job that was lost between two calls or removed by hand', async () => {
    await ordered().offer([item('1', '5', 1), item('1', '5', 2)]);
    await jobs.queues.updates.remove('1.1');
    expect(await ordered().sweep(-1_000)).to.equal(1);
    const done: string[] = [];
    startWorker((job) => {
      done.push(`${String(job.id)} again=${String(job.data.is_again ?? false)}`);
      return Promise.resolve();
    });
    await idle();
    expect(done).to.deep.equal(['1.1 again=true', '1.2 again=false']);
  });

  it('releases a chat whose job ended without notice', async () => {
    await ordered().offer([item('1', '5', 1), item('1', '5', 2)]);
    const silent = new Worker<JobData>('updates', () => Promise.resolve(), {
      connection: jobs.redis,
      prefix: jobs.prefix,
      concurrency: 1,
    });
    await waitFor(async () => (await jobs.queues.updates.getCompletedCount()) === 1);
    await silent.close();
    expect(await jobs.queues.updates.getJobState('1.2')).to.equal('unknown');
    await ordered().sweep(-1_000);
    const done: string[] = [];
    startWorker((job) => {
      done.push(String(job.id));
      return Promise.resolve();
    });
    await idle();
    expect(done).to.deep.equal(['1.2']);
  });

  it('leaves a chat alone whose job is at work or waits for a later try', async () => {
    let finish: (() => void) | undefined;
    startWorker(() => new Promise((resolve) => (finish = resolve)));
    await ordered().offer([item('1', '5', 1)]);
    await waitFor(() => finish);
    expect(await ordered().sweep(-1_000)).to.equal(0);
    finish?.();
    await idle();
  });

  it('lets a job that starts again run only when no other job of its chat is at work', async () => {
    const old = { botId: '1', chatId: '5', id: '1' };
    await ordered().offer([item('1', '5', 2)]);
    expect(await ordered().claim(old)).to.equal(false);
    await ordered().finish({ ...old, id: '2' });
    expect(await ordered().claim(old)).to.equal(true);
    expect(await ordered().claim(old)).to.equal(true);
    await ordered().finish(old);
    await idle();
  });

  it('ignores the end of a job that is not its chat’s present one', async () => {
    await ordered().offer([item('1', '5', 1), item('1', '5', 2)]);
    await ordered().finish({ botId: '1', chatId: '5', id: '2' });
    expect(await jobs.redis.zcard(orderedKeys(jobs.prefix, 'updates').mailbox('1', '5'))).to.equal(2);
    expect(await jobs.queues.updates.getJobState('1.2')).to.equal('unknown');
  });

  it('runs late arrivals with a lower number next, and loses none', async () => {
    const done: number[] = [];
    let open: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    startWorker(async (job) => {
      if (done.length === 0) await gate;
      done.push(Number(job.data.payload.n));
    });
    await ordered().offer([item('1', '5', 10)]);
    await ordered().offer([item('1', '5', 12), item('1', '5', 9), item('1', '5', 11)]);
    open?.();
    await idle();
    expect(done).to.deep.equal([10, 9, 11, 12]);
  });

  it('forgets everything of an idle bot but the numbers it has seen', async () => {
    startWorker(() => Promise.resolve());
    await ordered().offer([item('1', '5', 1), item('2', '6', 1)]);
    await idle();
    const seen = orderedKeys(jobs.prefix, 'updates').seen('1', '1');
    expect(await jobs.redis.ttl(seen)).to.be.within(80_000, 90_000);
  });

  it('forgets a bot at the end of its last chat once, whoever says so how often, and nothing that came since', async () => {
    const first = item('1', '5', 7_000_000_000_000_001);
    const end = () => ordered().finish(first);
    await ordered().offer([first, item('2', '6', 1)]);
    const { seen, mailbox, current, backlog } = orderedKeys(jobs.prefix, 'updates');
    expect(await jobs.redis.exists(seen('1', first.id)), 'the script derives the key of ids seen').to.equal(
      1,
    );
    await Promise.all([end(), end(), end()]);
    expect(await jobs.redis.exists(mailbox('1', '5'), current('1'))).to.equal(0);
    expect(await jobs.redis.hgetall(backlog)).to.deep.equal({ 2: '1' });
    await ordered().offer([item('1', '5', 7_000_000_000_000_002)]);
    await end();
    expect(await jobs.redis.hgetall(backlog)).to.deep.equal({ 1: '1', 2: '1' });
    expect(await jobs.redis.zcard(mailbox('1', '5'))).to.equal(1);
    await ordered().finish(item('1', '5', 7_000_000_000_000_002));
    await ordered().finish(item('2', '6', 1));
    await idle();
  });

  it('moves a job that has waited up to the rank that its bot has free, so that floods of others cannot starve it', async () => {
    const offeredAt = Date.now();
    await ordered().offer([item('1', '10', 1), item('1', '11', 2), item('1', '12', 3)]);
    const rankOf = async (id: string) => (await jobs.queues.updates.getJob(id))?.priority;
    expect(await rankOf('1.3')).to.equal(3);
    await waitFor(() => Date.now() - offeredAt > 250);
    await ordered().finish({ botId: '1', chatId: '10', id: '1' });
    expect([await rankOf('1.2'), await rankOf('1.3')]).to.deep.equal([2, 1]);
    await ordered().offer([item('1', '13', 4)]);
    expect(await rankOf('1.4'), 'the rank it left is free').to.equal(3);
  });

  it('leaves the ranks up to its cap to others while chats of a bot stand ready, but for one job of sixteen', async () => {
    const rankOf = async (id: number) => (await jobs.queues.updates.getJob(`1.${id}`))?.priority;
    const end = (id: number) => ordered().finish({ botId: '1', chatId: String(100 + id), id: String(id) });
    await ordered().offer(Array.from({ length: 18 }, (_, at) => item('1', String(101 + at), at + 1)));
    expect(await Promise.all([1, 2, 3, 4, 5].map(rankOf))).to.deep.equal([1, 2, 3, 4, undefined]);
    await end(1);
    expect(await rankOf(5), '17 are left').to.equal(5);
    await end(2);
    expect(await rankOf(6), '16 are left').to.equal(1);
    for (let id = 3; id <= 14; id += 1) await end(id);
    const later = await Promise.all([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map(rankOf));
    expect(later).to.deep.equal([6, 7, 5, 8, 6, 7, 5, 8, 6, 7, 5]);
    expect(await rankOf(18), 'the last one').to.equal(1);
  });
});

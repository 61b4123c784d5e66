import { expect } from 'chai';
import { announceSlots } from '#jobs/ordered/worker-slots.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { openWorkerSide } from '../../../support/open-worker-side.js';
import { orderedItem as item } from '../../../support/ordered-item.js';
import { waitFor } from '../../../support/wait-for.js';

describe('the ordered queue whose workers have told how many slots they have', () => {
  let jobs: TestJobs;
  const ordered = () => jobs.ordered.updates;
  const atWork = async () => {
    const found = await jobs.queues.updates.getJobs(['prioritized', 'waiting']);
    const counts: Record<string, number> = {};
    for (const { data } of found) counts[String(data.bot_id)] = (counts[String(data.bot_id)] ?? 0) + 1;
    return counts;
  };
  const flood = (botId: string, count = 40) =>
    ordered().offer(Array.from({ length: count }, (_, n) => item(botId, String(n + 1), n + 1)));
  /** One job of the bot ends. */
  async function end(botId: string): Promise<void> {
    const [job] = (await jobs.queues.updates.getJobs(['prioritized'])).filter(
      ({ data }) => data.bot_id === botId,
    );
    if (!job) throw new Error(`no job of ${botId}`);
    await job.remove();
    await ordered().finish({
      botId,
      chatId: String(job.data.chat_id),
      id: String(job.id).slice(botId.length + 1),
    });
  }

  beforeEach(async () => {
    jobs = openTestJobs(8);
    await announceSlots(jobs, 'updates', { processId: 'one', slots: 4 });
    expect(await announceSlots(jobs, 'updates', { processId: 'two', slots: 8 })).to.equal(12);
  });
  afterEach(() => jobs.close());

  it('keeps a quarter of them for bots that come with little, however many flood', async () => {
    const floods = ['1', '2', '3'];
    for (const bot of floods) await flood(bot);
    expect(await atWork(), 'the later ones find less').to.deep.equal({ 1: 5, 2: 3, 3: 1 });
    for (let n = 0; n < 20; n += 1) for (const bot of floods) await end(bot);
    const later = await atWork();
    for (const bot of floods) expect(later[bot], `flood ${bot}`).to.be.within(2, 3);
    await ordered().offer([item('4', '1', 1)]);
    const beside = await atWork();
    expect(beside).to.deep.equal({ ...later, 4: 1 });
    expect(Object.values(beside).reduce((sum, count) => sum + count)).to.be.at.most(9);
  });

  it('gives those that go on what the others no longer need', async () => {
    await flood('2', 10);
    await flood('3', 10);
    await flood('1', 80);
    for (let n = 0; n < 10; n += 1) for (const bot of ['1', '2', '3']) await end(bot);
    expect(Object.keys(await atWork())).to.deep.equal(['1']);
    for (let n = 0; n < 8; n += 1) await end('1');
    expect(await atWork(), 'half of three quarters').to.deep.equal({ 1: 5 });
  });

  it('moves no job up in place of a chat that stands ready and gets no slot', async () => {
    const ofTwo = async () =>
      (await jobs.queues.updates.getJobs(['prioritized'])).filter(({ data }) => data.bot_id === '2');
    await flood('1');
    await flood('2', 6);
    await ordered().offer(['3', '4', '5'].map((bot) => item(bot, '1', 1)));
    expect((await ofTwo()).map(({ priority }) => priority).sort()).to.deep.equal([1, 2, 3]);
    const since = Date.now();
    await waitFor(() => Date.now() - since > 250);
    const first = (await ofTwo()).find(({ priority }) => priority === 1);
    await first?.remove();
    await ordered().finish({
      botId: '2',
      chatId: String(first?.data.chat_id),
      id: String(first?.id).slice(2),
    });
    expect((await ofTwo()).map(({ priority }) => priority).sort()).to.deep.equal([2, 3]);
  });

  it('counts nothing of a bot whose jobs wait for a later try', async () => {
    await flood('1');
    expect(await atWork()).to.deep.equal({ 1: 5 });
    const found = await jobs.queues.updates.getJobs(['prioritized']);
    for (const { data } of found) {
      const place = { botId: '1', chatId: String(data.chat_id), id: '0' };
      await ordered().hold(place, 60_000);
    }
    await flood('2');
    expect(await atWork()).to.deep.equal({ 1: 5, 2: 5 });
  });

  it('counts a process no longer that ended or fell silent, and none is short of anything', async () => {
    const sayOnce = (processId: string, slots: number) =>
      announceSlots(jobs, 'updates', { processId, slots });
    await jobs.redis.zadd(`${jobs.prefix}:order:updates:workers`, Date.now() - 30_000, 'silent 100');
    expect(await sayOnce('two', 8), 'said twice').to.equal(12);
    expect(await sayOnce('two', 0)).to.equal(4);
    expect(await sayOnce('one', 0)).to.equal(0);
    for (const bot of ['1', '2', '3']) await flood(bot);
    expect(await atWork()).to.deep.equal({ 1: 8, 2: 8, 3: 8 });
  });
});

describe('workers', () => {
  it('tell how many slots they have, and when they end', async () => {
    const side = await openWorkerSide({ variables: { WORKER_CONCURRENCY: '16' } });
    try {
      const slots = async () => {
        const { redis, prefix } = side.jobs;
        return Promise.all(
          ['updates', 'messages'].map((queue) => redis.get(`${prefix}:order:${queue}:slots`)),
        );
      };
      const are = (updates: string | null, messages: string | null) => async () =>
        (await slots()).join() === [updates, messages].join();
      const one = side.start();
      await waitFor(are('16', '32'));
      const other = side.start();
      await waitFor(are('32', '64'));
      await one.close(1_000);
      await waitFor(are('16', '32'));
      await other.close(1_000);
      await waitFor(are(null, null));
    } finally {
      await side.close();
    }
  });
});

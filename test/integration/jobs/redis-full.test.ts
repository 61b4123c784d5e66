import { expect } from 'chai';
import { RetryableError } from '#platform/errors.js';
import { captureLog } from '../../support/capture-log.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { configureRedis } from '../../support/servers/whole-redis.js';
import { waitFor } from '../../support/wait-for.js';

describe('jobs while Redis is out of memory', () => {
  let side: WorkerSide;
  let done: number[];
  beforeEach(async () => {
    side = await openWorkerSide();
    done = [];
  });
  afterEach(async () => {
    await setMemory('0');
    await side.close();
  });

  const setMemory = (limit: string) => configureRedis(side.jobs.redis, 'maxmemory', limit);
  const startWith = (work: (n: number) => Promise<void>): void => {
    side.start({
      'telegram.update': {
        run: async (_, payload) => {
          await work(payload.update.update_id);
          done.push(payload.update.update_id);
        },
      },
    });
  };
  const writeIntoFullRedis = async (): Promise<void> => {
    await setMemory('1mb');
    await side.jobs.redis.set(`${side.jobs.prefix}:something`, 'new').finally(() => setMemory('0'));
  };

  it('wait without using up a try when it refuses what a handler writes', async () => {
    let refusals = 6;
    startWith(async (n) => {
      if (n === 1 && refusals-- > 0) await writeIntoFullRedis();
    });
    await side.offer('7', '5', [1, 2]);
    await side.hurry('updates', () => done.length === 2);
    expect(done).to.deep.equal([1, 2]);
    expect((await side.job('7', 1)).attemptsMade).to.equal(1);
    // One a refusal; a promotion in the same moment may be refused too and cost another wait, never a try.
    expect(side.runs.filter((run) => run.outcome === 'snooze').length).to.be.at.least(6);
  });

  it('wait without using up a try when it refuses to note that they start again', async () => {
    const captured = captureLog('warn');
    try {
      let starts = 0;
      startWith(async (n) => {
        starts += 1;
        if (n !== 1 || starts > 1) return;
        await setMemory('1mb');
        throw new RetryableError('database.unreachable', { retryAfterMs: 5 });
      });
      await side.offer('7', '5', [1, 2]);
      const refused = () => captured.lines().filter((line) => line.code === 'redis.out_of_memory').length;
      await waitFor(() => refused() >= 3, { timeoutMs: 15_000, what: 'three starts are refused' });
      expect(starts).to.equal(1);
      await setMemory('0');
      await side.hurry('updates', () => done.length === 2);
      expect(done).to.deep.equal([1, 2]);
      expect((await side.job('7', 1)).attemptsMade).to.equal(1);
    } finally {
      captured.restore();
    }
  });
});

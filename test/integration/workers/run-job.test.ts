import { expect } from 'chai';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import type { Handler } from '../../../src/workers/handlers/handler.js';
import { captureLog } from '../../support/capture-log.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

type Update = Handler<'telegram.update'>;
type Payload = Parameters<Update['run']>[1];

const numberOf = (payload: Payload): number => payload.update.update_id;
const day = 24 * 3_600_000;

describe('a job runs', () => {
  let side: WorkerSide;
  let done: string[];
  let failed: number[];
  beforeEach(async () => {
    side = await openWorkerSide();
    done = [];
    failed = [];
  });
  afterEach(() => side.close());

  /** Starts workers whose updates do `work`, and notes what ended as `chat.number` and what failed for good. */
  function startWith(work: (n: number, run: Parameters<Update['run']>[2]) => Promise<void> | void): void {
    side.start({
      'telegram.update': {
        run: async (_, payload, run) => {
          await work(numberOf(payload), run);
          done.push(`${payload.chat_id}.${numberOf(payload)}`);
        },
        failed: (_, payload) => Promise.resolve(void failed.push(numberOf(payload))),
      },
    });
  }
  const outcomes = () => side.runs.filter((run) => run.name === 'telegram.update').map((run) => run.outcome);
  /** Their work is done and their outcome reported. */
  const doneAre = (count: number) => () =>
    Math.min(done.length, outcomes().filter((one) => one === 'complete').length) >= count;
  const stateOf = (botId: string, n: number) => side.jobs.queues.updates.getJobState(`${botId}.${n}`);
  const isFailed = (botId: string, n: number) => async () => (await stateOf(botId, n)) === 'failed';

  it('to completion, with its bot, its payload and how long it waited and worked', async () => {
    startWith(() => undefined);
    await side.offer('7', '5', [1]);
    await waitFor(doneAre(1));
    await waitFor(async () => (await stateOf('7', 1)) === 'completed');
    const [run] = side.runs.filter((one) => one.queue === 'updates');
    expect(run).to.include({ name: 'telegram.update', botId: '7', outcome: 'complete' });
    expect(run?.waitMs).to.be.within(0, 5_000);
    expect(run?.workMs).to.be.within(0, 5_000);
  });

  it('again after a bug, in the order of its chat, until its tries are used up; then the person is told once', async () => {
    startWith((n) => {
      if (n === 2) throw new TypeError('x is not a function');
    });
    await side.offer('7', '5', [1, 2, 3]);
    await side.hurry('updates', doneAre(2));
    expect(done).to.deep.equal(['5.1', '5.3']);
    expect(failed).to.deep.equal([2]);
    expect(outcomes()).to.deep.equal(['complete', 'retry', 'retry', 'retry', 'fail', 'complete']);
    const job = await side.job('7', 2);
    expect(job.failedReason).to.equal('server.bug: TypeError: x is not a function');
    expect(job.stacktrace?.join('\n')).to.contain('run-job.test');
  });

  it('again after a fault of the world without using up a try, and keeps the order of its chat', async () => {
    let faults = 6;
    startWith((n) => {
      if (n === 1 && faults-- > 0) throw new RetryableError('database.unreachable', { retryAfterMs: 5 });
    });
    await side.offer('7', '5', [1, 2]);
    await waitFor(doneAre(2));
    expect(done).to.deep.equal(['5.1', '5.2']);
    expect((await side.job('7', 1)).attemptsMade).to.equal(1);
    expect(outcomes().filter((outcome) => outcome === 'snooze')).to.have.length(6);
  });

  it('later when its bot has to wait, and is not counted among those at work meanwhile', async () => {
    startWith(() => {
      throw new RetryableError('telegram.flood', { retryAfterMs: 60_000 });
    });
    await side.offer('7', '5', [1]);
    await waitFor(async () => (await stateOf('7', 1)) === 'delayed');
    const key = `${side.jobs.prefix}:order:updates:released`;
    expect(Number(await side.jobs.redis.zscore(key, '7 5'))).to.be.greaterThan(Date.now() + 30_000);
  });

  it('later when only its chat has to wait: the other chats of the bot go on in its place', async () => {
    await side.close();
    side = await openWorkerSide({ capPerBot: 1 });
    let isOpen = false;
    startWith((n) => {
      if (n === 1 && !isOpen)
        throw new RetryableError('telegram.paced_chat', { isLocal: true, retryAfterMs: 60_000 });
    });
    await side.offer('7', '1', [1, 2]);
    await side.offer('7', '2', [3, 4]);
    await side.offer('7', '3', [5]);
    await waitFor(doneAre(3));
    expect([...done].sort()).to.deep.equal(['2.3', '2.4', '3.5']);
    isOpen = true;
    await side.hurry('updates', doneAre(5));
    expect(done.slice(3)).to.deep.equal(['1.1', '1.2']);
  });

  it('once when it can never work: it is kept, told, and its chat goes on at once', async () => {
    startWith((n) => {
      if (n === 1) throw new PermanentError('panel.refused');
    });
    await side.offer('7', '5', [1, 2]);
    await waitFor(doneAre(1));
    expect(outcomes()).to.deep.equal(['fail', 'complete']);
    expect((await side.job('7', 1)).failedReason).to.equal('panel.refused');
    expect(failed).to.deep.equal([1]);
  });

  it('to completion when the person asked for what cannot be', async () => {
    startWith(() => {
      throw new UserFacingError('order.too_long');
    });
    await side.offer('7', '5', [1]);
    await waitFor(async () => (await stateOf('7', 1)) === 'completed');
    expect(outcomes()).to.deep.equal(['complete']);
    expect(failed).to.deep.equal([]);
  });

  it('no longer when the world was busy for a day, and then the chat goes on', async () => {
    startWith((n) => {
      if (n === 1) throw new RetryableError('database.unreachable', { retryAfterMs: 5 });
    });
    await side.offer('7', '5', [1, 2]);
    await waitFor(() => outcomes().length > 1);
    const job = await side.job('7', 1);
    await job.updateData({ ...job.data, offered_at: Date.now() - day - 1_000 });
    await waitFor(doneAre(1));
    expect(await stateOf('7', 1)).to.equal('failed');
    expect(failed).to.deep.equal([1]);
    expect(done).to.deep.equal(['5.2']);
  });

  it('not at all with a payload that the catalogue refuses: it is kept at once and the chat goes on', async () => {
    startWith(() => undefined);
    const broken = { bot_id: '7', chat_id: '5', payload: { chat_id: 'five' }, offered_at: Date.now() };
    await side.jobs.ordered.updates.offer([
      { botId: '7', chatId: '5', id: '1', name: 'telegram.update', data: broken },
    ]);
    await side.offer('7', '5', [2]);
    await waitFor(doneAre(1));
    expect(outcomes()).to.deep.equal(['fail', 'complete']);
    expect((await side.job('7', 1)).failedReason).to.match(/^job\.payload_refused/);
  });

  it('not in a version that does not know it: it waits for one that does, and other chats go on', async () => {
    await side.close();
    side = await openWorkerSide({ capPerBot: 1 });
    startWith(() => undefined);
    const data = { bot_id: '7', chat_id: '5', payload: {}, offered_at: Date.now() };
    await side.jobs.ordered.updates.offer([{ botId: '7', chatId: '5', id: '1', name: 'story.post', data }]);
    await side.offer('7', '5', [2]);
    await side.offer('7', '6', [3]);
    await waitFor(doneAre(1));
    expect(done).to.deep.equal(['6.3']);
    expect(await stateOf('7', 1)).to.equal('delayed');
    expect(await stateOf('7', 2)).to.equal('unknown');
    expect(outcomes()).to.deep.equal(['complete']);
  });

  it('apart from others that were under way when workers died, while innocent ones run beside it', async () => {
    await side.close();
    side = await openWorkerSide({ capPerBot: 8 });
    const quarantined = ['1', '2', '3', '4'];
    for (const chat of quarantined) {
      await side.offer('7', chat, [Number(chat), Number(chat) + 10]);
      await side.jobs.redis.hset(side.jobs.queues.updates.toKey(`7.${chat}`), 'stc', 3);
    }
    let atWork = 0;
    let most = 0;
    startWith(async (n) => {
      if (n > quarantined.length) return;
      most = Math.max(most, (atWork += 1));
      await waitFor(() => done.includes('5.5'));
      atWork -= 1;
    });
    await waitFor(() => atWork === 1);
    await side.offer('7', '5', [5]);
    await side.hurry('updates', doneAre(9));
    expect(most, 'in quarantine at once').to.equal(1);
    for (const chat of quarantined) {
      const ofChat = done.filter((one) => one.startsWith(`${chat}.`));
      expect(ofChat).to.deep.equal([`${chat}.${chat}`, `${chat}.${Number(chat) + 10}`]);
      expect((await side.job('7', Number(chat))).attemptsMade, 'tries').to.equal(1);
    }
  });

  it('again by hand after it failed for good, between the other jobs of its chat', async () => {
    let isMended = false;
    let atWork = 0;
    let finish: (() => void) | undefined;
    startWith(async (n) => {
      atWork += 1;
      expect(atWork, 'two jobs of one chat at once').to.equal(1);
      if (n === 2) await new Promise<void>((resolve) => (finish = resolve));
      atWork -= 1;
      if (n === 1 && !isMended) throw new PermanentError('panel.refused');
    });
    await side.offer('7', '5', [1, 2, 3]);
    await waitFor(() => finish);
    isMended = true;
    await (await side.job('7', 1)).retry('failed');
    await waitFor(async () => (await stateOf('7', 1)) === 'delayed', {
      what: 'the retried job waits its turn',
    });
    finish?.();
    await side.hurry('updates', doneAre(3));
    expect([...done].sort()).to.deep.equal(['5.1', '5.2', '5.3']);
    expect(done.indexOf('5.2')).to.be.lessThan(done.indexOf('5.3'));
    expect(failed).to.deep.equal([1]);
  });

  it('by hand a week later has a day of its own to wait for the world', async () => {
    let faults = 2;
    startWith((_n, run) => {
      if (!run.startsAgain) throw new PermanentError('panel.refused');
      if (faults-- > 0) throw new RetryableError('database.unreachable', { retryAfterMs: 5 });
    });
    await side.offer('7', '5', [1]);
    await waitFor(isFailed('7', 1));
    const job = await side.job('7', 1);
    await job.updateData({ ...job.data, offered_at: Date.now() - 7 * day });
    await job.retry('failed');
    await waitFor(doneAre(1));
    expect(outcomes()).to.deep.equal(['fail', 'snooze', 'snooze', 'complete']);
  });

  it('without a word at info when it is a tick of the schedule that found nothing to do', async () => {
    const captured = captureLog('debug');
    try {
      side.start({ 'fleet.sweep-queues': { run: () => Promise.resolve() } });
      const hasTicked = () => side.runs.some((run) => run.name === 'fleet.sweep-queues');
      await waitFor(hasTicked, { timeoutMs: 15_000, what: 'a tick' });
      const lines = captured.lines().filter((line) => line.job === 'fleet.sweep-queues');
      expect(lines.map(({ level, msg, outcome }) => [level, msg, outcome])).to.deep.include([
        'debug',
        'job',
        'complete',
      ]);
      expect(lines.filter((line) => line.level === 'info')).to.deep.equal([]);
    } finally {
      captured.restore();
    }
  }).timeout(20_000);

  it('with one log line that names job, bot, chat and outcome, and shows no secret', async () => {
    const token = `123456789:AA${'x'.repeat(33)}`;
    const captured = captureLog('info');
    try {
      startWith((n) => {
        if (n === 2)
          throw new PermanentError('panel.refused', { cause: new Error(`POST /bot${token}/sendMessage`) });
        if (n === 3) throw new Error(`POST https://api.telegram.org/bot${token}/sendMessage`);
      });
      await side.offer('7007', '5', [1, 2, 3, 4]);
      await side.hurry('updates', doneAre(2));
      const lines = captured.lines().filter((line) => line.outcome && line.bot === '7007');
      expect(lines.map((line) => [line.job_id, line.outcome])).to.deep.equal([
        ['7007.1', 'complete'],
        ['7007.2', 'fail'],
        ...['retry', 'retry', 'retry', 'fail'].map((outcome) => ['7007.3', outcome]),
        ['7007.4', 'complete'],
      ]);
      const says = { complete: /^job$/, retry: /tried again; report/, fail: /failed for good; mend/ };
      for (const { msg, outcome } of lines) expect(msg).to.match(says[outcome as keyof typeof says]);
      for (const line of lines) expect(line).to.include({ job: 'telegram.update', chat: '5' });
      expect(captured.text()).to.not.contain(token);
    } finally {
      captured.restore();
    }
    const kept = await side.job('7007', 3);
    expect(JSON.stringify(kept.toJSON())).to.contain('[token]').and.not.contain(token);
  });
});

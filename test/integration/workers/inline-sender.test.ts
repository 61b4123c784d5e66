import { expect } from 'chai';
import { enqueue, useJobs } from '#jobs/enqueue.js';
import type { TakenItem } from '#jobs/ordered/items.js';
import { handOverFresh, type OutboxRow } from '#jobs/outbox.js';
import { openSettler } from '#jobs/settle-outbox.js';
import { readQueueStats } from '#jobs/queue-stats.js';
import { RetryableError } from '#platform/errors.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import type { Run } from '../../../src/workers/handlers/handler.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { openInlineSender } from '../../../src/workers/inline-sender.js';
import { openConcurrencyGate } from '../../../src/workers/load/concurrency-gate.js';
import { openFloodThrottle } from '../../../src/workers/load/flood-throttle.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

type Bot = Awaited<ReturnType<WorkerSide['addBot']>>;

describe('a message that a worker sends itself', () => {
  let side: WorkerSide;
  let bot: Bot;
  let person: Person;
  let taken: TakenItem[];
  beforeEach(async () => {
    side = await openWorkerSide();
    bot = await side.addBot();
    person = newcomer('Sara');
    taken = [];
    // BullMQ gives its scripts to the connection with the first job.
    await side.jobs.queues.messages.count();
  });
  afterEach(() => side.close());

  /** Starts workers without the ticks of the fleet, which would bring messages to the bots of other tests. */
  function start(on = side) {
    const ticks = Object.keys(makeHandlers(on)).filter((name) => name.startsWith('fleet.'));
    return on.start(Object.fromEntries(ticks.map((name) => [name, { run: () => Promise.resolve() }])));
  }
  function newcomer(firstName: string): Person {
    const one = side.telegram.person({ firstName });
    side.telegram.send(bot.token, one, { text: '/start' });
    return one;
  }
  const say = (...texts: string[]) => sayTo(person, ...texts);
  const sayTo = (to: Person, ...texts: string[]) =>
    bot.tenant.db(async () => {
      for (const text of texts) {
        const params = { chat_id: to.id, text };
        await enqueue(bot.tenant, 'message.send', { chat_id: to.id, method: 'sendMessage', params });
      }
    });
  const heard = (by = person) =>
    side.telegram
      .chat(bot.token, by.id)
      .filter((message) => message.from === 'bot')
      .map((message) => message.text);
  const jobCount = async () => {
    // Only the bot's own: workers also take up what the bots of other tests left due.
    const jobs = await side.jobs.queues.messages.getJobs();
    return jobs.filter(({ data }) => data.bot_id === bot.botId).length;
  };
  const owed = () =>
    ownerQuery<OutboxRow>(
      'select id, bot_id, job_name, ordering_key, payload, trace from outbox where bot_id = $1 order by id',
      [bot.botId],
    );
  const heardAll = (...texts: string[]) =>
    waitFor(() => heard().length >= texts.length, { what: 'the messages arrive' }).then(() =>
      expect(heard()).to.deep.equal(texts),
    );
  const nothingOwed = () => waitFor(async () => (await owed()).length === 0, { what: 'all is settled' });
  const ordered = () => side.jobs.ordered.messages;
  const rowsLeft = async () => [
    await side.jobs.redis.zcard(`${side.jobs.prefix}:order:messages:released`),
    await side.jobs.redis.hlen(`${side.jobs.prefix}:order:messages:current:${bot.botId}`),
  ];
  /** Hands over what is owed as a process does that takes what it has room for, and then does nothing of it. */
  async function takeAll(room = 10): Promise<void> {
    const own = { takes: () => taken.length < room, run: (one: TakenItem) => void taken.push(one) };
    await handOverFresh(side.jobs, await owed(), own);
  }
  /** Messages to the person of which the first is in the hands of such a process. */
  async function begun(...texts: string[]): Promise<TakenItem> {
    useJobs(undefined);
    await say(...texts);
    useJobs(side.jobs);
    await takeAll();
    expect(taken).to.have.length(1);
    expect(await jobCount()).to.equal(0);
    return taken[0] as TakenItem;
  }
  const sink = { takes: () => false, run: () => expect.fail('there was no room') };

  it('leaves without a job in BullMQ, one chat in order, and is settled', async () => {
    start();
    await say('one', 'two', 'three');
    await heardAll('one', 'two', 'three');
    await nothingOwed();
    const outcomes = side.runs.filter(({ name }) => name === 'message.send').map(({ outcome }) => outcome);
    expect(outcomes).to.deep.equal(['complete', 'complete', 'complete']);
    const jobs = await side.jobs.queues.messages.getJobs();
    expect(jobs.map(({ data, opts }) => ({ data, opts }))).to.deep.equal([]);
    expect(await rowsLeft()).to.deep.equal([0, 0]);
  });

  it('leaves on the permit that came with it, and asks for no other', async () => {
    start();
    await say('one');
    const [row] = await owed();
    await heardAll('one');
    await nothingOwed();
    const counted = await side.jobs.redis.zrange(`${side.jobs.prefix}:calls:${bot.botId}`, '0', '-1');
    expect(counted.map((call) => call.split('.')[0])).to.deep.equal([row?.id]);
  });

  it('is a job like any other while an operator has paused the queue or limited it', async () => {
    start();
    await side.jobs.queues.messages.pause();
    await say('one');
    expect(await jobCount()).to.equal(1);
    await side.jobs.queues.messages.resume();
    await heardAll('one');
    await side.jobs.queues.messages.setGlobalConcurrency(1);
    await say('two');
    await heardAll('one', 'two');
    await waitFor(async () => (await side.jobs.queues.messages.getCompletedCount()) === 2);
  });

  it('goes by a job when the process has no room for it', async () => {
    useJobs(undefined);
    await say('one');
    await takeAll(0);
    expect(taken).to.deep.equal([]);
    expect(await jobCount()).to.equal(1);
  });

  it('is not begun a second time by whoever hands it over again', async () => {
    const one = await begun('one', 'two');
    expect(one.data.payload).to.deep.include({ chat_id: person.id });
    await takeAll();
    await handOverFresh(side.jobs, await owed());
    expect(taken).to.have.length(1);
    expect(await jobCount()).to.equal(0);
  });

  it('of a process that died is given to BullMQ by the sweep, in its place in the chat', async () => {
    await begun('one', 'two');
    expect(await ordered().sweep(60_000), 'it may still be at work').to.equal(0);
    expect(await ordered().sweep(-1)).to.equal(1);
    expect(await jobCount()).to.equal(1);
    start();
    await heardAll('one', 'two');
    await nothingOwed();
  });

  it('of a process that stood still is no longer its own: it can neither end it nor give it back', async () => {
    const one = await begun('one', 'two');
    expect(await ordered().keepInline(one)).to.equal(true);
    await ordered().sweep(-1);
    expect(await ordered().keepInline(one)).to.equal(false);
    await ordered().finishInline(one, sink);
    await ordered().giveBack(one, { pauseMs: 0, isLocal: false });
    expect(await jobCount()).to.equal(1);
    expect(heard()).to.deep.equal([]);
    start();
    await heardAll('one', 'two');
  });

  it('is not taken from a process that has just said that it lives', async () => {
    const one = await begun('one');
    const before = Date.now();
    await waitFor(() => Date.now() > before);
    expect(await ordered().keepInline(one)).to.equal(true);
    expect(await ordered().sweep(Date.now() - before)).to.equal(0);
    expect(await jobCount()).to.equal(0);
  });

  it('that its process did not bring to its end is the next of its chat, and no message overtakes it', async () => {
    const one = await begun('one', 'two');
    await ordered().giveBack(one, { pauseMs: 60_000, isLocal: true });
    expect(await side.jobs.queues.messages.getDelayedCount()).to.equal(1);
    start();
    const friend = newcomer('Mina');
    await sayTo(friend, 'meanwhile');
    await waitFor(() => heard(friend).length === 1);
    expect(heard()).to.deep.equal([]);
    await side.hurry('messages', () => heard().length === 2);
    expect(heard()).to.deep.equal(['one', 'two']);
  });

  /** A process that sends messages itself, with a handler of the test's own. */
  function openOwn(run: (isOurs: Run['isOurs']) => Promise<void>, trustMs?: number) {
    const settler = openSettler();
    const send = { run: (_: unknown, __: unknown, { isOurs }: Run) => run(isOurs) };
    const handlers = { ...makeHandlers(side), 'message.send': send };
    const gate = openConcurrencyGate({ most: 1 });
    const pace = openFloodThrottle();
    const turns: [string, boolean][] = [];
    const throttle = {
      ...pace,
      turn: (botId: string, isFlood: boolean) => {
        turns.push([botId, isFlood]);
        return pace.turn(botId, isFlood);
      },
    };
    const deps = { jobs: side.jobs, settler, handlers, onRun: () => undefined };
    const own = openInlineSender(deps, {
      gate,
      throttle,
      slots: 4,
      ...(trustMs !== undefined && { trustMs }),
    });
    return { own, gate, turns };
  }

  it('does not leave when it waited in a process that stood still, and is another’s by now', async () => {
    const asked: boolean[] = [];
    const { own, gate } = openOwn(async (isOurs) => {
      asked.push(await isOurs());
      throw new RetryableError('job.taken_over');
    }, 0);
    let goOn: (() => void) | undefined;
    const before = gate.pass(1, () => new Promise<void>((resolve) => (goOn = resolve)));
    own.run(await begun('one'));
    await ordered().sweep(-1);
    goOn?.();
    await before;
    await own.close(5_000);
    expect(asked).to.deep.equal([false]);
    expect(await jobCount(), 'the one that the sweep made').to.equal(1);
  });

  it('stays with its process for as long as that says that it lives', async () => {
    let end: (() => void) | undefined;
    const { own } = openOwn(() => new Promise((resolve) => (end = resolve)));
    own.run(await begun('one'));
    const key = `${side.jobs.prefix}:order:messages:released`;
    const saidAt = () => side.jobs.redis.zscore(key, `${bot.botId} ${person.id}`);
    const first = await saidAt();
    await waitFor(async () => (await saidAt()) !== first, { what: 'the word', timeoutMs: 10_000 });
    end?.();
    await own.close(5_000);
    expect(await jobCount()).to.equal(0);
    expect(await rowsLeft()).to.deep.equal([0, 0]);
  });

  it('is not begun while Telegram holds its bot back, and other bots’ are', async () => {
    const { own } = openOwn(() =>
      Promise.reject(new RetryableError('telegram.flood', { retryAfterMs: 60_000 })),
    );
    own.run(await begun('one'));
    await waitFor(async () => (await jobCount()) === 1);
    expect([own.takes(bot.botId), own.takes('1234')]).to.deep.equal([false, true]);
    const key = `${side.jobs.prefix}:order:messages:released`;
    const countsFrom = Number(await side.jobs.redis.zscore(key, `${bot.botId} ${person.id}`));
    expect(countsFrom, 'it takes no slot until then').to.be.greaterThan(Date.now() + 30_000);
    await own.close(5_000);
  });

  it('of a flooding bot goes on in the turn of its bot', async () => {
    const { own, turns } = openOwn(() => Promise.resolve());
    own.run({ ...(await begun('one')), rank: ordered().cap + 1 });
    await own.close(5_000);
    expect(turns).to.deep.equal([[bot.botId, true]]);
  });

  it('is counted as at work, and those behind it as waiting', async () => {
    await begun('one', 'two');
    const stats = await readQueueStats(side.jobs);
    const messages = stats.find(({ queue }) => queue === 'messages');
    expect(messages).to.include({ active: 1, waiting: 1 });
    expect(messages?.perBot[0]).to.include({ botId: bot.botId, active: 1, waiting: 1 });
  });

  it('of a newer version that is the next of its chat waits as a job for that version', async () => {
    start();
    side.telegram.pause();
    await say('one');
    const row = (await owed()).find(({ job_name: name }) => name === 'message.send') as OutboxRow;
    const data = { bot_id: bot.botId, chat_id: person.id, payload: {}, offered_at: Date.now() };
    const newer = { botId: bot.botId, chatId: person.id, id: String(Number(row.id) + 1), data };
    await ordered().offer([{ ...newer, name: 'message.dance' }]);
    expect(await jobCount(), 'both wait without a job').to.equal(0);
    side.telegram.resume();
    await waitFor(async () => (await side.jobs.queues.messages.getDelayed()).length === 1);
    const [job] = await side.jobs.queues.messages.getDelayed();
    expect(job?.name).to.equal('message.dance');
    expect(heard()).to.deep.equal(['one']);
  });

  it('takes the bot’s next chat along when it ends', async () => {
    const small = await openWorkerSide({ capPerBot: 1 });
    try {
      const one = await small.addBot();
      const people = ['Sara', 'Ali', 'Mina'].map((firstName) => small.telegram.person({ firstName }));
      for (const each of people) small.telegram.send(one.token, each, { text: '/start' });
      start(small);
      await one.tenant.db(async () => {
        for (const { id } of people)
          await enqueue(one.tenant, 'message.send', {
            chat_id: id,
            method: 'sendMessage',
            params: { chat_id: id, text: 'hello' },
          });
      });
      await waitFor(() => small.runs.filter(({ name }) => name === 'message.send').length === 3);
      expect(await small.jobs.queues.messages.getCompletedCount()).to.equal(0);
    } finally {
      await small.close();
    }
  });

  it('leaves the worker’s only place to the next while Telegram takes its time', async () => {
    const small = await openWorkerSide({ variables: { WORKER_CONCURRENCY: '1' } });
    try {
      const one = await small.addBot();
      start(small);
      const slow = { method: 'sendMessage', error: 'timeout' } as const;
      for (const firstName of ['Sara', 'Ali']) {
        const { id } = small.telegram.person({ firstName });
        small.telegram.failNext(slow);
        await enqueue(one.tenant, 'message.send', {
          chat_id: id,
          method: 'sendMessage',
          params: { chat_id: id, text: 'hello' },
        });
      }
      await waitFor(() => small.telegram.calls({ method: 'sendMessage' }).length === 2);
      expect(small.runs.filter(({ name }) => name === 'message.send')).to.deep.equal([]);
    } finally {
      await small.close();
    }
  });

  it('is waited for when its process stops', async () => {
    const workers = start();
    side.telegram.pause();
    await say('one');
    const closing = workers.close(10_000);
    side.telegram.resume();
    await closing;
    expect(heard()).to.deep.equal(['one']);
    const messages = (await owed()).filter((row) => row.job_name === 'message.send');
    expect(messages, 'PostgreSQL was told').to.deep.equal([]);
  });
});

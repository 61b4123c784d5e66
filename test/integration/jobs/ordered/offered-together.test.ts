import { expect } from 'chai';
import type { OrderedItem, TakenItem } from '#jobs/ordered/items.js';
import { ForgottenError } from '#jobs/ordered/ordered-queue.js';
import { orderedKeys, type InlineRunner } from '#jobs/ordered/script-calls.js';
import { serversOf } from '#platform/redis.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { orderedItem } from '../../../support/ordered-item.js';
import { waitFor } from '../../../support/wait-for.js';

/** Chats of one bot at a time: fewer than there are below. */
const cap = 2;

describe('the ordered queue, of several items that a process would run itself', () => {
  let jobs: TestJobs;
  let taken: TakenItem[];
  let dropped: string[];
  let inline: InlineRunner;
  beforeEach(() => {
    jobs = openTestJobs(cap);
    taken = [];
    dropped = [];
    inline = {
      takes: () => true,
      run: (item) => void taken.push(item),
      drop: ({ id }) => void dropped.push(id),
    };
  });
  afterEach(() => jobs.close());

  const ordered = () => jobs.ordered.messages;
  const items = (): OrderedItem[] => [
    orderedItem('1', '5', 1),
    orderedItem('1', '5', 2),
    { ...orderedItem('1', '6', 3), leaves: 'a' },
    { ...orderedItem('1', '6', 4), leaves: 'a' },
    { ...orderedItem('1', '5', 5), isMerged: true },
    orderedItem('1', '7', 6),
    orderedItem('1', '5', 1),
    orderedItem('2', '5', 7),
  ];
  /** All that Redis holds of the queue, but for times. */
  async function held() {
    const keys = orderedKeys(jobs.prefix, 'messages');
    const mailboxes = await Promise.all(
      [keys.mailbox('1', '5'), keys.mailbox('1', '6'), keys.mailbox('1', '7'), keys.mailbox('2', '5')].map(
        async (key) => (await jobs.redis.zrange(key, '0', '-1')).map((member) => member.split(':')[0]),
      ),
    );
    const states = await Promise.all(['1', '2'].map((bot) => jobs.redis.hgetall(keys.current(bot))));
    const ranks = states.map((of) =>
      Object.fromEntries(Object.entries(of).map(([chat, state]) => [chat, state.split(' ').slice(0, 2)])),
    );
    const ready = await jobs.redis.lrange(keys.ready('1'), 0, -1);
    return { mailboxes, ranks, ready, backlog: await jobs.redis.hgetall(keys.backlog) };
  }
  const seen = () => ({ taken: taken.map(({ id, rank }) => [id, rank]), dropped: [...dropped] });
  /** Commands of this queue that Redis was given while `work` ran. */
  async function commandsOf(work: () => Promise<unknown>): Promise<string[]> {
    const own = orderedKeys(jobs.prefix, 'messages').base;
    const heard: string[] = [];
    const monitors = await Promise.all(serversOf(jobs.redis).map((server) => server.monitor()));
    for (const monitor of monitors)
      monitor.on('monitor', (_: string, args: string[], source: string) => {
        if (source !== 'lua' && args.some((arg) => arg.startsWith(own))) heard.push(args[0] ?? '');
      });
    await work();
    await jobs.redis.get(`${own}:end`);
    await waitFor(() => heard.at(-1) === 'get', { what: 'the monitor to tell of the last command' });
    for (const monitor of monitors) monitor.disconnect();
    return heard.slice(0, -1);
  }

  it('takes them in as one by one, and says the same of each', async () => {
    const together = await ordered().offer(items(), { inline });
    const after = { ...seen(), ...(await held()) };
    await jobs.close();
    jobs = openTestJobs(cap);
    taken = [];
    dropped = [];
    const alone: boolean[] = [];
    for (const item of items()) alone.push(...(await ordered().offer([item], { inline })));
    expect(together).to.deep.equal(alone);
    expect(after).to.deep.equal({ ...seen(), ...(await held()) });
    expect(after.taken).to.deep.equal([
      ['1', 1],
      ['3', 2],
      ['7', 1],
    ]);
    expect(after.dropped).to.deep.equal(['4']);
  });

  it('asks Redis once for up to ten, and for more without another order', async () => {
    const chat = (first: number, count: number) =>
      Array.from({ length: count }, (_, at) => orderedItem('1', '5', first + at));
    // Each server has the scripts from then on.
    await ordered().offer([orderedItem('1', '6', 100), orderedItem('1', '6', 101)], { inline });
    await ordered().offer([orderedItem('1', '6', 102)], { inline });
    expect(await commandsOf(() => ordered().offer(chat(1, 10), { inline }))).to.have.length(1);
    expect(await commandsOf(() => ordered().offer(chat(11, 11), { inline }))).to.have.length(11);
    expect((await held()).mailboxes[0]).to.deep.equal(chat(1, 21).map(({ id }) => id));
  });

  it('takes none in where Redis lacks what it held before', async () => {
    const offered = ordered().offer(items(), { inline, mark: `${jobs.prefix}:gone` });
    expect(await offered.catch((error: unknown) => error)).to.be.instanceOf(ForgottenError);
    expect([taken, (await held()).mailboxes.flat()]).to.deep.equal([[], []]);
  });
});

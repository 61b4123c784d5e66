import { expect } from 'chai';
import type { OrderedItem, Place } from '#jobs/ordered/items.js';
import { orderedKeys } from '#jobs/ordered/script-calls.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { orderedItem } from '../../../support/ordered-item.js';

describe('the ordered queue, of items that say how they leave what they change', () => {
  let jobs: TestJobs;
  beforeEach(() => {
    jobs = openTestJobs(4);
  });
  afterEach(() => jobs.close());

  const ordered = () => jobs.ordered.updates;
  const leaving = (chat: string, id: number, leaves: string) => ({ ...orderedItem('1', chat, id), leaves });
  /** Offers one after the other; tells which of them are to be done. */
  async function toBeDone(...items: OrderedItem[]): Promise<number[]> {
    for (const one of items) expect(await ordered().offer([one])).to.deep.equal([true]);
    const standings = await ordered().standings(items);
    return items.filter((_, at) => standings[at] === 'open').map(({ id }) => Number(id));
  }

  it('does without the one that leaves a chat as the last one left it, done or not, and no other', async () => {
    const items = [leaving('5', 1, 'a'), leaving('5', 2, 'a'), leaving('5', 3, 'b'), leaving('5', 4, 'a')];
    expect(await toBeDone(...items, leaving('6', 5, 'a'))).to.deep.equal([1, 3, 4, 5]);
    for (const one of items) await ordered().finish(one);
    expect(await ordered().standings(items)).to.deep.equal(['ended', 'ended', 'ended', 'ended']);
    expect(await toBeDone(leaving('5', 6, 'a'), leaving('5', 7, 'c'))).to.deep.equal([7]);
  });

  it('drops it in the hands of the process that offered it, so that its row can go at once', async () => {
    const dropped: string[] = [];
    const inline = {
      takes: () => false,
      run: () => expect.fail('there was no room'),
      drop: ({ id }: Place) => void dropped.push(id),
    };
    await ordered().offer([leaving('5', 1, 'a'), leaving('5', 2, 'a'), leaving('5', 2, 'a')], { inline });
    expect(dropped).to.deep.equal(['2']);
  });

  it('takes nothing for known once one came late, or did not come to what it said', async () => {
    expect(await toBeDone(leaving('5', 9, 'a'), leaving('5', 8, 'b'), leaving('5', 10, 'a'))).to.deep.equal([
      9, 8, 10,
    ]);
    await ordered().forgetLeft({ botId: '1', chatId: '5' });
    expect(await toBeDone(leaving('5', 11, 'a'))).to.deep.equal([11]);
  });

  it('knows it for two minutes and no longer', async () => {
    await ordered().offer([leaving('5', 1, 'a')]);
    expect(await jobs.redis.ttl(orderedKeys(jobs.prefix, 'updates').left('1', '5'))).to.be.within(100, 120);
  });
});

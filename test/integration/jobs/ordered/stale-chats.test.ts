import { expect } from 'chai';
import { orderedKeys } from '#jobs/ordered/script-calls.js';
import { openTestJobs, type TestJobs } from '../../../support/jobs.js';
import { orderedItem } from '../../../support/ordered-item.js';

describe('the ordered queue, of ready chats that have nothing to do', () => {
  let jobs: TestJobs;
  beforeEach(() => {
    jobs = openTestJobs(4);
  });
  afterEach(() => jobs.close());

  it('passes over at most a hundred of them in one call, and the sweep goes on', async () => {
    const ordered = jobs.ordered.updates;
    const keys = orderedKeys(jobs.prefix, 'updates');
    await ordered.offer(Array.from({ length: 5 }, (_, at) => orderedItem('1', String(101 + at), at + 1)));
    const stale = Array.from({ length: 150 }, (_, at) => String(1_000 + at));
    await jobs.redis.lpush(keys.ready('1'), ...stale);
    await jobs.redis.hset(keys.current('1'), ...stale.flatMap((chat) => [chat, `0 1 ${Date.now()}`]));
    await ordered.finish({ botId: '1', chatId: '101', id: '1' });
    expect(await jobs.redis.llen(keys.ready('1'))).to.equal(51);
    expect(await jobs.queues.updates.getJob('1.5')).to.equal(undefined);
    await ordered.sweep(60_000);
    expect((await jobs.queues.updates.getJob('1.5'))?.id).to.equal('1.5');
    expect(await jobs.redis.hlen(keys.current('1'))).to.equal(4);
  });
});

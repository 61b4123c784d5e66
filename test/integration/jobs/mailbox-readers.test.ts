import { expect } from 'chai';
import type { AdminRequestPayload } from '#jobs/catalog/admin.js';
import { inspectBots } from '#jobs/ordered/inspect-bots.js';
import { readItem, readMember, textOf, type OrderedItem } from '#jobs/ordered/items.js';
import { readQueueStats } from '#jobs/queue-stats.js';
import { findRequest, offerRequest } from '#jobs/requests/intake.js';
import { openTestJobs, type TestJobs } from '../../support/jobs.js';

/** Of another endpoint, and with texts in it that look like what the readers look for. */
const payload: AdminRequestPayload = {
  endpoint: 'users.list',
  job_id: '7.1',
  params: {},
  query: { search: '"offered_at":1,\n{"name":"x"}: ' },
  caller: { kind: 'token', id: '0', name: 'first token' },
  request_id: 'request-id',
  reply_to: 'nobody',
  accepted_at: 5,
  waits_until: 0,
};

describe('what a mailbox holds', () => {
  let jobs: TestJobs;
  beforeEach(() => {
    jobs = openTestJobs(4);
  });
  afterEach(() => jobs.close());

  it('is read as it was written, with a trace and without', () => {
    const place = { botId: '7', chatId: '1', id: '1' };
    const data = { bot_id: '7', chat_id: '1', payload: { ...payload }, offered_at: 5 };
    const item: OrderedItem = { ...place, name: 'admin.request', data };
    for (const one of [item, { ...item, trace: '00-abc-def-01' }]) {
      const { botId, chatId, id, ...held } = one;
      expect(readItem(textOf(one))).to.deep.equal(held);
      expect(readMember(`${id}:${textOf(one)}`), `${botId} ${chatId}`).to.deep.equal(held);
    }
  });

  it('is found by everybody who reads it: requests beyond the bot’s share, their age, and the metrics', async () => {
    const before = Date.now();
    for (let number = 1; number <= 7; number += 1)
      await offerRequest(jobs, { botId: '7', number: String(number) }, payload);
    for (let number = 1; number <= 7; number += 1) {
      const found = await findRequest(jobs, { botId: '7', number: String(number) });
      expect(found?.payload, String(number)).to.deep.equal(payload);
      expect(found?.offered_at).to.be.within(before, Date.now());
    }
    expect(await findRequest(jobs, { botId: '7', number: '8' })).to.equal(undefined);
    const [order] = await inspectBots(jobs, 'requests');
    expect(order).to.include({ botId: '7', backlog: 7, releasedChats: 4, readyChats: 3 });
    expect(order?.oldestAt).to.be.within(before, Date.now());
    const stats = (await readQueueStats(jobs)).find(({ queue }) => queue === 'requests');
    expect(stats).to.include({ waiting: 7 });
    // The heads that the sweep gives again are those that were offered.
    for (const id of await jobs.queues.requests.getPrioritized().then((list) => list.map((one) => one.id)))
      await jobs.queues.requests.remove(id as string);
    expect(await jobs.ordered.requests.sweep(-1)).to.equal(4);
    const again = await jobs.queues.requests.getPrioritized();
    expect(again.map(({ data }) => data.payload)).to.deep.equal([payload, payload, payload, payload]);
  });
});

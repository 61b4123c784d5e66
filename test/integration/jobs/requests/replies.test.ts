import { expect } from 'chai';
import { openReplyListener, sendReply } from '#jobs/requests/replies.js';
import { openTestJobs } from '../../../support/jobs.js';
import { waitFor } from '../../../support/wait-for.js';

const answer = { endpoint: 'bots.get', caller: 'master', acceptedAt: 1, finishedAt: 2, sealed: 'sealed' };

describe('answers to requests whose message was lost', () => {
  it('are found within two seconds, hundreds of them with one question a second', async () => {
    const jobs = openTestJobs();
    const { redis, prefix } = jobs;
    // Counted at the listener's own connection: others ask the same server.
    let questions = 0;
    const counted = new Proxy(redis, {
      get: (target, name) => {
        if (name === 'mget') questions += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const replies = openReplyListener(counted, prefix);
    try {
      const ids = Array.from({ length: 300 }, (_, n) => `7.${n + 1}`);
      const expected = ids.map((jobId) => replies.expect({ jobId, owner: '7', waitMs: 20_000 }));
      const never = replies.expect({ jobId: '7.999', owner: '7', waitMs: 2_500 });
      const startedAt = performance.now();
      for (const jobId of ids)
        await sendReply(
          jobs,
          { jobId, replyTo: 'nobody', keepMs: 60_000, room: { owner: '7', bytes: 0 } },
          answer,
        );
      expect(new Set((await Promise.all(expected)).map((reply) => reply?.sealed))).to.deep.equal(
        new Set(['sealed']),
      );
      const looks = (performance.now() - startedAt) / 1_000 + 1;
      expect(questions).to.be.within(1, Math.ceil(looks));
      expect(await never, 'one that is not answered').to.equal(undefined);
      await waitFor(async () => (await redis.keys(`${prefix}:answer:*`)).length === 0, {
        what: 'none is kept',
      });
    } finally {
      replies.close();
      await jobs.close();
    }
  });
});

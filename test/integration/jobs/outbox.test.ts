import { expect } from 'chai';
import { ZodError } from 'zod';
import { enqueue, useJobs, withHandOver } from '#jobs/enqueue.js';
import { readMember } from '#jobs/ordered/items.js';
import { flushChat, handOver } from '#jobs/outbox.js';
import { openSettler } from '#jobs/settle-outbox.js';
import { relayOutbox } from '#jobs/relay-outbox.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { RetryableError } from '#platform/errors.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { TenantScopeError, type Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';
import { openTestJobs, removeKeys, type TestJobs } from '../../support/jobs.js';
import { freePort } from '../../support/servers/free-port.js';

interface Row {
  id: string;
  payload: { params: { text: string } };
  handed_at: Date | null;
}

describe('a job that a transaction enqueues', () => {
  let jobs: TestJobs;
  let tenant: Tenant;
  beforeEach(async () => {
    jobs = openTestJobs();
    ({ tenant } = await buildBot());
    await ownerQuery('delete from outbox');
    useJobs(jobs);
    await jobs.redis.set(`${jobs.prefix}:epoch`, '1');
  });
  afterEach(async () => {
    useJobs(undefined);
    await jobs.close();
  });

  const enqueueText = (text: string, to: Tenant = tenant) =>
    enqueue(to, 'message.send', { chat_id: '5', method: 'sendMessage', params: { text } });
  const rows = () =>
    ownerQuery<Row>('select id, payload, handed_at from outbox where bot_id = $1 order by id', [
      tenant.botId,
    ]);
  const makeOld = () => ownerQuery(`update outbox set created_at = now() - interval '1 minute'`);
  /** The texts that Redis holds for the chat, in the order in which they will leave. */
  async function held(): Promise<string[]> {
    const key = `${jobs.prefix}:order:messages:mail:${tenant.botId}:5`;
    const items = await jobs.redis.zrange(key, '0', '-1');
    return items.map((item) => (readMember(item).data as unknown as Row).payload.params.text);
  }
  /** Works with a Redis that is away for as long as `work` takes. */
  async function withoutRedis<T>(work: () => Promise<T>): Promise<T> {
    const redis: Redis = openRedis(`redis://127.0.0.1:${await freePort()}`, 'fail');
    const away: Jobs = openJobs({ redis, prefix: jobs.prefix });
    useJobs(away);
    try {
      return await work();
    } finally {
      useJobs(jobs);
      await away.close();
      redis.disconnect();
    }
  }

  it('that stands in its line is looked at again in ten seconds where it is merged, else in minutes', async () => {
    await tenant.db(async () => {
      await enqueue(tenant, 'bot.publish', {});
      await enqueueText('one');
    });
    await makeOld();
    await relayOutbox(jobs);
    const again = await ownerQuery<{ job_name: string; is_soon: boolean }>(
      `select job_name, handed_at < now() - interval '285 seconds' as is_soon from outbox
       where bot_id = $1 order by id`,
      [tenant.botId],
    );
    expect(again).to.deep.equal([
      { job_name: 'bot.publish', is_soon: true },
      { job_name: 'message.send', is_soon: false },
    ]);
  });

  it('is in Redis right after the commit, in the order of the calls, and not before', async () => {
    await tenant.db(async () => {
      for (const text of ['one', 'two', 'three']) await enqueueText(text);
      expect(await held()).to.deep.equal([]);
    });
    expect(await held()).to.deep.equal(['one', 'two', 'three']);
    expect(await rows()).to.have.length(3);
  });

  it('is nowhere after a rollback', async () => {
    const failed = tenant.db(async () => {
      await enqueueText('one');
      throw new Error('no');
    });
    await failed.then(
      () => expect.fail('it was committed'),
      (error: unknown) => expect(String(error)).to.contain('no'),
    );
    expect(await rows()).to.deep.equal([]);
    expect(await held()).to.deep.equal([]);
  });

  it('outside a transaction gets one of its own', async () => {
    await enqueueText('one');
    expect(await held()).to.deep.equal(['one']);
  });

  it('with a wrong payload is refused before anything is written', async () => {
    const wrong = enqueue(tenant, 'message.send', { chat_id: 'five', method: 'x', params: {} });
    expect(await wrong.catch((error: unknown) => error)).to.be.instanceOf(ZodError);
    expect(await rows()).to.deep.equal([]);
  });

  it('for another bot is refused inside a bot’s transaction', async () => {
    const { tenant: other } = await buildBot();
    const strange = tenant.db(() => enqueueText('one', other));
    expect(await strange.catch((error: unknown) => error)).to.be.instanceOf(TenantScopeError);
    expect(await rows()).to.deep.equal([]);
  });

  it('is handed over by the relay when the process died after the commit', async () => {
    useJobs(undefined);
    await tenant.db(async () => {
      await enqueueText('one');
      await enqueueText('two');
    });
    expect(await relayOutbox(jobs), 'too young to be suspected').to.equal(0);
    await makeOld();
    expect(await relayOutbox(jobs)).to.equal(2);
    expect(await held()).to.deep.equal(['one', 'two']);
    expect(await relayOutbox(jobs), 'not again at once').to.equal(0);
  });

  it('is one job, however often it is handed over', async () => {
    useJobs(undefined);
    await enqueueText('one');
    await enqueue(tenant, 'bot.publish', {});
    const owed = await ownerQuery<Parameters<typeof handOver>[1][number]>(
      'select id, bot_id, job_name, ordering_key, payload from outbox order by id',
    );
    for (let time = 0; time < 3; time += 1) await handOver(jobs, owed);
    expect(await held()).to.deep.equal(['one']);
    expect(await jobs.queues.bots.getJobCountByTypes('waiting', 'prioritized')).to.equal(1);
  });

  it('is owed on after Redis was emptied, and what had ended is not', async () => {
    await tenant.db(async () => {
      for (const text of ['one', 'two', 'three']) await enqueueText(text);
    });
    const [first] = await rows();
    const settler = openSettler();
    settler.ended(first?.id ?? '');
    await settler.flush();
    await ownerQuery('update outbox set handed_at = now()');
    await removeKeys(jobs.redis, jobs.prefix);
    expect(await relayOutbox(jobs)).to.equal(2);
    expect(await held()).to.deep.equal(['two', 'three']);
    expect(await relayOutbox(jobs)).to.equal(0);
  });

  /** These jobs, where something happens right after messages were handed over. */
  const handingOverThen = (happens: () => Promise<unknown>): Jobs => {
    const { messages } = jobs.ordered;
    const offer: typeof messages.offer = async (...args) => {
      const fresh = await messages.offer(...args);
      await happens();
      return fresh;
    };
    return { ...jobs, ordered: { ...jobs.ordered, messages: { ...messages, offer } } };
  };
  const isWhole = async () => (await jobs.redis.exists(`${jobs.prefix}:epoch`)) === 1;

  it('is owed on when Redis was emptied once more while the relay filled it', async () => {
    await enqueueText('one');
    await removeKeys(jobs.redis, jobs.prefix);
    await relayOutbox(handingOverThen(() => removeKeys(jobs.redis, jobs.prefix)));
    expect(await rows(), 'what Redis lacks has not ended').to.have.length(1);
    expect(await isWhole(), 'filled before it was emptied').to.equal(false);
    await relayOutbox(jobs);
    expect(await held()).to.deep.equal(['one']);
    expect(await isWhole()).to.equal(true);
  });

  it('is owed on when Redis was emptied while the relay looked for what a crash left', async () => {
    useJobs(undefined);
    await enqueueText('one');
    await makeOld();
    let isEmptied = false;
    await relayOutbox(
      handingOverThen(async () => {
        if (isEmptied) return;
        isEmptied = true;
        await removeKeys(jobs.redis, jobs.prefix);
        // As the relay of another worker does that found Redis emptied.
        await ownerQuery(`update outbox set handed_at = now() - interval '1 hour'`);
      }),
    );
    expect(await held(), 'due again, so this relay or the other hands it over').to.deep.equal(['one']);
  });

  it('is handed over by the relay after another died that had begun to fill Redis', async () => {
    await enqueueText('one');
    await removeKeys(jobs.redis, jobs.prefix);
    const dies = handingOverThen(() => Promise.reject(new Error('died')));
    expect(await relayOutbox(dies).catch((error: unknown) => String(error))).to.equal('Error: died');
    expect(await isWhole()).to.equal(false);
    await Promise.all([relayOutbox(jobs), relayOutbox(jobs)]);
    expect(await held()).to.deep.equal(['one']);
    expect(await isWhole()).to.equal(true);
  });

  it('does not overtake what its chat is owed when Redis has just been emptied', async () => {
    await enqueueText('one');
    await removeKeys(jobs.redis, jobs.prefix);
    await enqueueText('two');
    await enqueueText('three');
    expect(await held()).to.deep.equal(['one', 'two', 'three']);
    const [first] = await rows();
    const waiting = await jobs.queues.messages.getJobs(['prioritized', 'waiting']);
    expect(waiting.map(({ id }) => id)).to.deep.equal([`${tenant.botId}.${first?.id}`]);
  });

  it('is handed over before the relay notes that an emptied Redis has everything again', async () => {
    await enqueueText('one');
    await removeKeys(jobs.redis, jobs.prefix);
    await relayOutbox(jobs);
    expect(await held()).to.deep.equal(['one']);
    expect(await jobs.redis.exists(`${jobs.prefix}:epoch`)).to.equal(1);
  });

  it('makes the job that enqueued it run again when Redis did not take it', async () => {
    const fault = await withoutRedis(() =>
      withHandOver(() => tenant.db(() => enqueueText('one'))).catch((error: unknown) => error),
    );
    expect(fault).to.be.instanceOf(RetryableError).and.include({ code: 'redis.hand_over' });
    expect(await rows()).to.have.length(1);
    await flushChat(jobs, tenant, '5');
    expect(await held()).to.deep.equal(['one']);
  });

  it('makes that job run again too when its work failed after the commit', async () => {
    const fault = await withoutRedis(() =>
      withHandOver(async () => {
        await tenant.db(() => enqueueText('one'));
        throw new Error('a bug');
      }).catch((error: unknown) => error),
    );
    expect(fault).to.include({ code: 'redis.hand_over' });
    const bug = withHandOver(() => Promise.reject(new Error('a bug')));
    expect(await bug.catch((error: unknown) => String(error))).to.equal('Error: a bug');
  });

  it('of a newer version stays owed and holds nobody up', async () => {
    useJobs(undefined);
    await ownerQuery(
      `insert into outbox (bot_id, job_name, ordering_key, payload) values ($1, 'story.post', '5', '{}')`,
      [tenant.botId],
    );
    await enqueueText('one');
    await makeOld();
    expect(await relayOutbox(jobs)).to.equal(1);
    await flushChat(jobs, tenant, '5');
    expect(await held()).to.deep.equal(['one']);
    expect((await rows()).map((row) => row.handed_at === null)).to.deep.equal([true, false]);
  });
});

import type { Job } from 'bullmq';
import { expect } from 'chai';
import type { JobData } from '#jobs/job-data.js';
import { asFleet } from '#tenancy/scope.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { startWorkerProcess } from '../support/processes/start-worker-process.js';
import { waitFor } from '../support/wait-for.js';

describe('an admin request has its effect once', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const addAdmin = (botId: string, telegramId: string, headers: Record<string, string>, token?: string) =>
    api.call('POST', `/bots/${botId}/admins`, {
      body: { telegram_id: telegramId, role: 'admin' },
      headers,
      ...(token && { token }),
    });
  const countAdmins = async (botId: string) =>
    (
      await ownerQuery<{ n: number }>('select count(*)::int as n from bot_admins where bot_id = $1', [botId])
    )[0]!.n;

  it('when it is repeated with its Idempotency-Key, also many at once: all get the first answer', async () => {
    const { botId, apiToken } = await api.addBot();
    const headers = { 'idempotency-key': 'the first admin' };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => addAdmin(botId, '101', headers, apiToken)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
    const replays = answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true');
    expect(replays.length).to.equal(5);
    expect(replays[0]?.headers.get('location')).to.equal(`/api/v1/bots/${botId}/admins/101`);
    expect(await countAdmins(botId)).to.equal(1);
    const entries = await api.call('GET', `/bots/${botId}/audit-log`);
    expect(entries.body.items.length).to.equal(1);
  });

  it('and its key is refused for another request, and free for another token', async () => {
    const { botId, apiToken } = await api.addBot();
    const headers = { 'idempotency-key': 'k' };
    expect((await addAdmin(botId, '101', headers, apiToken)).status).to.equal(201);
    const other = await addAdmin(botId, '102', headers, apiToken);
    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    expect((await addAdmin(botId, '102', headers)).status, 'the master token').to.equal(201);
    const bad = await addAdmin(botId, '103', { 'idempotency-key': 'x'.repeat(256) });
    expect([bad.status, bad.body.code]).to.deep.equal([400, 'request.header']);
  });

  it('shows a secret to the repeat too, and keeps it nowhere in clear', async () => {
    const { botId, apiToken } = await api.addBot();
    const ask = () =>
      api.call('POST', `/bots/${botId}/api-tokens`, {
        token: apiToken,
        body: { name: 'mine', scope: 'read' },
        headers: { 'idempotency-key': 'a token' },
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).to.deep.equal(first.body);
    const secret = String(first.body.secret);
    const kept = await ownerQuery('select * from admin_requests where bot_id = $1', [botId]);
    expect(kept.length).to.equal(1);
    const audit = await ownerQuery('select * from audit_log where bot_id = $1', [botId]);
    const { redis, prefix } = api.side.jobs;
    const stored = [JSON.stringify(kept), JSON.stringify(audit)];
    for (const key of await redis.keys(`${prefix}*`))
      stored.push(JSON.stringify(await redis.dumpBuffer(key).then((dump) => dump?.toString('latin1') ?? '')));
    expect(stored.join('\n')).to.not.include(secret);
  });

  it('is judged anew after a refusal', async () => {
    const { botId } = await api.addBot();
    const headers = { 'idempotency-key': 'again' };
    await addAdmin(botId, '7', {});
    const refused = await addAdmin(botId, '7', headers);
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'bot_admin.exists']);
    expect((await api.call('DELETE', `/bots/${botId}/admins/7`)).status).to.equal(204);
    expect((await addAdmin(botId, '7', headers)).status).to.equal(201);
  });
});

describe('an admin request outlives', () => {
  it('a worker that is killed while it works on it', async function () {
    this.timeout(60_000);
    const api = await openAdminApi({ works: false });
    const { botId } = await api.addBot();
    const start = { prefix: api.side.jobs.prefix, apiRoot: api.side.telegram.url };
    const killed = await startWorkerProcess(start);
    try {
      const body = { telegram_id: '55', role: 'owner' };
      const path = `/bots/${botId}/admins`;
      // The row of the bot is held, so that the request stands still in the middle of its transaction.
      const { asked, place } = await asFleet('test', async (tx) => {
        await tx.sql('select 1 from bots where id = $1 for update', [botId]);
        const accepted = await api.call('POST', path, { body, headers: { prefer: 'respond-async' } });
        await waitFor(() => waitingOnLocks().then((n) => n > 0), { what: 'the request waits for the row' });
        await killed.end();
        return { asked: accepted.status, place: accepted.headers.get('location') as string };
      });
      expect(asked).to.equal(202);
      expect((await api.call('GET', place)).body.status).to.equal('waiting');
      api.side.start();
      const job = await waitFor(
        async () => {
          const { body: found } = await api.call('GET', place);
          return found.status === 'done' && found;
        },
        { timeoutMs: 40_000, what: 'another worker has done it' },
      );
      expect(job.result).to.include({ status: 201 });
      expect((await api.call('GET', path)).body.items).to.have.lengthOf(1);
    } finally {
      await killed.end();
      await api.close();
    }
  });

  it('a worker that dies after the commit: the repeat gives the first answer', async () => {
    const api = await openAdminApi({ works: false });
    try {
      const { botId } = await api.addBot();
      const accepted = await api.call('POST', `/bots/${botId}/rotate-token`, {
        headers: { prefer: 'respond-async' },
      });
      const place = accepted.headers.get('location') as string;
      const read = () =>
        waitFor(async () => {
          const { body } = await api.call('GET', place);
          return body.status === 'done' && body.result;
        });
      const { redis, prefix, queues } = api.side.jobs;
      const id = String(accepted.body.job_id);
      const { name, data, opts } = (await queues.requests.getJob(id)) as Job<JobData>;
      api.side.start();
      const first = await read();
      expect(await waitFor(async () => !(await queues.requests.getJob(id)))).to.equal(true);
      // As a stalled job it is run a second time, and nobody has heard of the first.
      await redis.del(`${prefix}:answer:${id}`);
      await queues.requests.add(name, { ...data, is_again: true }, { ...opts, jobId: id });
      expect(await read()).to.deep.equal(first);
      const audit = await api.call('GET', `/bots/${botId}/audit-log`);
      expect(audit.body.items).to.have.lengthOf(1);
    } finally {
      await api.close();
    }
  });

  it('no worker at all: a change is accepted when the wait is over, a look is told to ask again', async () => {
    const api = await openAdminApi({ works: false, limits: { waitMs: 200 } });
    try {
      const { botId, apiToken: token } = await api.addBot();
      const look = await api.call('GET', `/bots/${botId}`, { token });
      expect([look.status, look.body.code]).to.deep.equal([503, 'server.busy']);
      expect(look.headers.get('retry-after')).to.equal('2');
      const late = await api.call('PUT', `/bots/${botId}`, { token, body: { support_username: 'helper' } });
      expect(late.status).to.equal(202);
      const place = late.headers.get('location') as string;
      expect((await api.call('GET', place, { token })).body).to.deep.include({
        status: 'waiting',
        endpoint: 'bots.update',
      });
      api.side.start();
      const job = await waitFor(async () => {
        const { body } = await api.call('GET', place, { token });
        return body.status === 'done' && body;
      });
      expect(job.result.body).to.include({ id: botId, support_username: 'helper' });
      // The look, for which nobody waits, was not done.
      const runs = () => api.side.runs.filter(({ name }) => name === 'admin.request').length;
      await waitFor(() => runs() === 2, { what: 'both jobs ended' });
      const { redis, prefix } = api.side.jobs;
      expect(await redis.keys(`${prefix}:answer:*`)).to.deep.equal([`${prefix}:answer:${late.body.job_id}`]);
    } finally {
      await api.close();
    }
  });
});

const waitingOnLocks = async (): Promise<number> => {
  const [row] = await ownerQuery<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'worker'`,
  );
  return row?.n ?? 0;
};

describe('a request that waits', () => {
  it('says so, also when its bot has more of them than it may have at work', async () => {
    const api = await openAdminApi({ works: false });
    try {
      const { botId, apiToken } = await api.addBot();
      const places: string[] = [];
      for (let n = 1; n <= 9; n += 1) {
        const made = await api.call('POST', `/bots/${botId}/admins`, {
          token: apiToken,
          body: { telegram_id: String(n), role: 'admin' },
          headers: { prefer: 'respond-async' },
        });
        places.push(made.headers.get('location') as string);
      }
      for (const place of places) {
        const { status, body } = await api.call('GET', place, { token: apiToken });
        expect([status, body.status, body.endpoint]).to.deep.equal([200, 'waiting', 'bot-admins.add']);
      }
    } finally {
      await api.close();
    }
  });
});

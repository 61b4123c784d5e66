import { expect } from 'chai';
import { openApiDocument } from '#api/openapi.js';
import type { AdminRequestPayload } from '#jobs/catalog.js';
import { leastBytesOfChange } from '#jobs/requests/rate-limit.js';
import { findReply, sendReply } from '#jobs/requests/replies.js';
import { mostKeptBytes, mostWaitingBytes, roomKeys } from '#jobs/requests/room.js';
import { adminRequestHandler } from '../../src/workers/handlers/admin-request.js';
import { openAdminApi, type AdminApi, type AdminApiOptions } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

const later = { prefer: 'respond-async' };
/** A change with a body of about so many bytes, which the worker refuses: there is no such setting. */
const large = (bytes: number) => ({ value: 'x'.repeat(bytes) });

describe('what the requests of one bot take', () => {
  let api: AdminApi | undefined;
  const open = async (options: AdminApiOptions = {}): Promise<AdminApi> =>
    (api = await openAdminApi(options));
  afterEach(async () => {
    await api?.close();
    api = undefined;
  });

  const refused = ({ status, body }: { status: number; body: { code: string; detail: string } }) => [
    status,
    body.code,
    body.detail.replace(/ Wait for \d+ seconds\.$/, ''),
  ];
  /** Bytes of all values under the fleet's keys. */
  async function bytesInRedis({ side }: AdminApi, pattern = '*'): Promise<number> {
    const { redis, prefix } = side.jobs;
    let sum = 0;
    for (const key of await redis.keys(`${prefix}:${pattern}`))
      sum += Number(await redis.memory('USAGE', key, 'SAMPLES', 0));
    return sum;
  }

  it('is bounded in requests a minute over all tokens of the bot, and for no other bot', async () => {
    const { addBot, addToken, call } = await open({ limits: { perMinute: 4 } });
    const [bot, other] = [await addBot(), await addBot()];
    const tokens = [bot.apiToken];
    for (let n = 0; n < 4; n += 1) tokens.push((await addToken(bot.botId)).secret);
    const answers = [];
    for (const token of tokens)
      for (let n = 0; n < 2; n += 1) answers.push(await call('GET', `/bots/${bot.botId}`, { token }));
    expect(answers.map(({ status }) => status)).to.deep.equal([...Array<number>(8).fill(200), 429, 429]);
    expect(refused(answers[9]!)).to.deep.equal([
      429,
      'rate.limited',
      'All tokens of a bot together may make 8 requests a minute.',
    ]);
    expect((await call('GET', `/bots/${other.botId}`, { token: other.apiToken })).status).to.equal(200);
    expect((await call('GET', `/bots/${bot.botId}`)).status, 'the operator').to.equal(200);
  });

  it('is bounded in bytes a minute over all tokens of the bot; each change counts', async () => {
    const { addBot, addToken, call } = await open({ limits: { perMinute: 20 } });
    const bot = await addBot();
    const path = `/bots/${bot.botId}/config/nothing`;
    const write = (await addToken(bot.botId, 'write')).secret;
    const put = (token: string, bytes: number) => call('PUT', path, { token, body: large(bytes) });
    for (const token of [bot.apiToken, write]) expect((await put(token, 60_000)).status).to.equal(404);
    const small = [];
    for (let n = 0; n < 3; n += 1) small.push(await put(write, 10));
    // 160 KB a minute: two of 60 KB, and two that count as 16 KB.
    expect(small.map(({ status }) => status)).to.deep.equal([404, 404, 429]);
    expect(refused(small[2]!)).to.deep.equal([
      429,
      'rate.limited',
      'All tokens of a bot together may send 163840 bytes a minute; a change counts as 16384 at least.',
    ]);
    expect(small[2]!.headers.get('ratelimit')).to.match(/"bytes";r=\d{1,5};t=\d+$/);
    expect((await call('GET', `/bots/${bot.botId}`, { token: bot.apiToken })).status).to.equal(200);
  });

  it('is said in the document', () => {
    const { description } = openApiDocument().info as { description: string };
    expect(description).to.include(`a change counts as ${leastBytesOfChange} bytes at least`);
    expect(description).to.include(`${mostKeptBytes / 1_048_576} MB`);
  });

  it('is bounded in changes a day', async () => {
    const { addBot, call, side } = await open({ limits: { perMinute: 50 } });
    const bot = await addBot();
    await side.jobs.redis.set(`${side.jobs.prefix}:changes-of-bot:${bot.botId}`, '4999', 'EX', 5_000);
    const put = () =>
      call('PUT', `/bots/${bot.botId}`, { token: bot.apiToken, body: { support_username: 'helper' } });
    expect((await put()).status).to.equal(200);
    const over = await put();
    expect(refused(over)).to.deep.equal([
      429,
      'rate.limited',
      'All tokens of a bot together may make 5000 changes a day.',
    ]);
    expect(Number(over.headers.get('retry-after'))).to.be.within(4_900, 5_000);
  });

  it('leaves nothing of a body in Redis once it was answered, refused ones too', async () => {
    const { addBot, call, side } = await open();
    const bot = await addBot();
    for (let n = 0; n < 40; n += 1)
      expect(
        (await call('PUT', `/bots/${bot.botId}/config/nothing`, { token: bot.apiToken, body: large(60_000) }))
          .status,
      ).to.equal(404);
    const { redis, prefix } = side.jobs;
    /** Jobs, answers, and whatever is as large as a body but for the directory, which grows with the bots. */
    const left = async () => {
      const found = [];
      for (const key of await redis.keys(`${prefix}:*`)) {
        const [, kind = '', rest = ''] = key.slice(prefix.length).split(':');
        const isKept = kind === 'answer' || (kind === 'requests' && /^\d/.test(rest));
        if (kind === 'directory') continue;
        if (isKept || Number(await redis.memory('USAGE', key, 'SAMPLES', 0)) > 50_000) found.push(key);
      }
      return found;
    };
    await waitFor(async () => (await left()).length === 0).catch(() => undefined);
    expect(await left(), 'what is left').to.deep.equal([]);
    expect(await side.jobs.queues.requests.getCompletedCount()).to.equal(0);
  });

  it('is bounded in bytes while no worker runs, and free again when one does', async function () {
    this.timeout(30_000);
    const { addBot, call, side } = await open({ works: false });
    const [bot, other] = [await addBot(), await addBot()];
    const put = () =>
      call('PUT', `/bots/${bot.botId}/config/nothing`, {
        token: bot.apiToken,
        body: large(60_000),
        headers: later,
      });
    const answers = [];
    for (let n = 0; n < 80; n += 1) answers.push(await put());
    const taken = answers.filter(({ status }) => status === 202).length;
    expect(taken * 60_000).to.be.within(mostWaitingBytes * 0.9, mostWaitingBytes);
    expect(refused(answers.at(-1)!)).to.deep.equal([
      429,
      'rate.limited',
      'As many requests of the bot wait as may; ask again when some are done.',
    ]);
    expect(await bytesInRedis(api as AdminApi)).to.be.below(4 * mostWaitingBytes);
    const free = await call('PUT', `/bots/${other.botId}`, {
      token: other.apiToken,
      body: { support_username: 'helper' },
      headers: later,
    });
    expect(free.status).to.equal(202);
    side.start();
    const { redis, prefix } = side.jobs;
    const { waiting, waitingBytes } = roomKeys(prefix, bot.botId);
    await waitFor(async () => (await redis.exists(waiting, waitingBytes)) === 0, {
      timeoutMs: 20_000,
      what: 'all are done',
    });
    expect((await put()).status).to.equal(202);
  });

  it('takes no room for what became no job', async () => {
    const { addBot, call, side } = await open({ works: false });
    const bot = await addBot();
    const ask = (method: string, path: string, body?: unknown) =>
      call(method, path, { token: bot.apiToken, ...(body !== undefined && { body }), headers: later });
    await ask('PUT', `/bots/${bot.botId}`, { nonsense: 1 });
    await ask('PUT', `/bots/${bot.botId}`, '{');
    await ask('GET', `/bots/${bot.botId}/plans/x`);
    await ask('GET', '/jobs/1.1');
    const { redis, prefix } = side.jobs;
    const { waiting, waitingBytes } = roomKeys(prefix, bot.botId);
    await waitFor(async () => (await redis.exists(waiting, waitingBytes)) === 0);
  });

  it('keeps the newest late answers of a bot, within its bytes, and takes none of another’s', async () => {
    const { side } = await open({ works: false });
    const { redis, prefix } = side.jobs;
    const give = (owner: string, n: number) =>
      sendReply(
        side.jobs,
        { jobId: `${owner}.${n}`, replyTo: 'nobody', keepMs: 60_000 + n, room: { owner, bytes: 0 } },
        { endpoint: 'bots.get', caller: 'master', acceptedAt: 1, finishedAt: 2, sealed: 'x'.repeat(200_000) },
      );
    await give('8', 1);
    for (let n = 1; n <= 60; n += 1) await give('7', n);
    const kept = await redis.keys(`${prefix}:answer:7.*`);
    expect(kept.length).to.equal(Math.floor(mostKeptBytes / 200_100));
    expect(await findReply(redis, prefix, '7.60')).to.include({ endpoint: 'bots.get' });
    expect(await findReply(redis, prefix, '7.1')).to.equal(undefined);
    expect(await findReply(redis, prefix, '8.1')).to.include({ endpoint: 'bots.get' });
  });

  it('keeps no answer to a look, however a token that only reads asks for it', async () => {
    const { addBot, addToken, call } = await open();
    const bot = await addBot();
    const { secret: token } = await addToken(bot.botId, 'read');
    for (let n = 0; n < 5; n += 1) {
      const prefer = n % 2 ? 'respond-async' : 'respond-async, wait=0';
      const answer = await call('GET', `/bots/${bot.botId}/config/catalog`, { token, headers: { prefer } });
      expect([answer.status, answer.headers.get('preference-applied')]).to.deep.equal([200, null]);
    }
    await waitFor(async () => (await bytesInRedis(api as AdminApi, 'answer:*')) === 0, {
      what: 'no answer is kept',
    });
  });

  it('is kept of a failed request without its body, which nobody can do again', async () => {
    const { addBot, call, side, url, masterToken } = await open({ works: false });
    const bot = await addBot();
    const { jobs } = side;
    let runs = 0;
    side.start({
      'admin.request': {
        run: () => {
          runs += 1;
          return Promise.reject(new TypeError('a bug'));
        },
      },
    });
    const path = `/bots/${bot.botId}/config/nothing?`;
    const made = await call('PUT', path, { token: bot.apiToken, body: large(50_000), headers: later });
    const job = await waitFor(async () => {
      const found = await jobs.queues.requests.getJob(String(made.body.job_id));
      return (await found?.isFailed()) ? found : undefined;
    });
    expect(JSON.stringify(job).length).to.be.below(5_000);
    expect(job.data.payload).to.not.have.property('sealed_body');
    for (const button of [`${job.id}/retry`, 'retry/failed']) {
      const { status } = await fetch(`${url}/queues/api/queues/requests/${button}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${masterToken}` },
      });
      expect(status, button).to.equal(409);
    }
    await job.retry('failed');
    await waitFor(
      async () =>
        (await job.getState()) === 'failed' &&
        (await jobs.queues.requests.getJob(job.id as string))!.failedReason.includes('job.answered'),
    );
    expect(runs).to.equal(1);
  });

  it('is not done when it is older than the claims by which a repeat is known', async () => {
    const { addBot, side } = await open({ works: false });
    const bot = await addBot();
    const payload: AdminRequestPayload = {
      endpoint: 'bots.deactivate',
      job_id: `${bot.botId}.1`,
      params: {},
      query: {},
      caller: { kind: 'token', id: '0', name: null },
      request_id: 'old',
      reply_to: 'nobody',
      accepted_at: Date.now() - 37 * 3_600_000,
      waits_until: 0,
    };
    const run = adminRequestHandler(side).run(bot.tenant, payload, {} as never);
    const error = await run.then(
      () => undefined,
      (fault: unknown) => fault,
    );
    expect(error).to.include({ code: 'request.too_old' });
  });
});

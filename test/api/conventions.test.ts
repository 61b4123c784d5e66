import { request as httpRequest } from 'node:http';
import { expect } from 'chai';
import { captureLog } from '../support/capture-log.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

describe('the admin API keeps to its conventions', () => {
  let api: AdminApi;
  let botId: string;
  let token: string;
  before(async () => {
    api = await openAdminApi();
    const bot = await api.addBot({ name: 'Conventions' });
    [botId, token] = [bot.botId, bot.apiToken];
  });
  after(() => api.close());

  const problemOf = ({ status, headers, body }: Awaited<ReturnType<AdminApi['call']>>) => {
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(body).to.include({ type: 'about:blank', status }).and.to.have.property('title');
    return [status, body.code];
  };

  it('answers unknown addresses, also odd ones, with 404', async () => {
    for (const path of [
      '/api/v1',
      '/api/v1/',
      '/nowhere',
      '/bots/',
      '/bots//',
      '/bots/%',
      '/bots/1/2/3',
      '/openapi',
    ])
      expect(problemOf(await api.call('GET', path)), path).to.deep.equal([404, 'route.unknown']);
    for (const id of ['abc', '0', '-1', '1e3', '%00', '1;drop', "1'", '9'.repeat(19), '9'.repeat(400), '١'])
      expect(problemOf(await api.call('GET', `/bots/${id}`)), id).to.deep.equal([404, 'bot.unknown']);
  });

  it('says with 405 and OPTIONS which methods an address knows, and answers HEAD', async () => {
    const wrong = await api.call('PATCH', `/bots/${botId}`);
    expect(problemOf(wrong)).to.deep.equal([405, 'route.method']);
    expect(wrong.headers.get('allow')).to.equal('DELETE, GET, PUT, HEAD, OPTIONS');
    const options = await api.call('OPTIONS', `/bots/${botId}`, { token: null });
    expect([options.status, options.headers.get('allow')]).to.deep.equal([
      204,
      'DELETE, GET, PUT, HEAD, OPTIONS',
    ]);
    expect(options.headers.get('access-control-allow-origin')).to.equal(null);
    const [get, head] = [await api.call('GET', `/bots/${botId}`), await api.call('HEAD', `/bots/${botId}`)];
    expect([head.status, head.body]).to.deep.equal([200, null]);
    expect(head.headers.get('etag')).to.equal(get.headers.get('etag'));
  });

  it('names each field that is wrong', async () => {
    const body = { default_language: 'de', admin_chat_id: 5, nonsense: 1, traffic_rate_toman: -1 };
    const answer = await api.call('PUT', `/bots/${botId}`, { body });
    expect(problemOf(answer)).to.deep.equal([422, 'request.invalid']);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).to.have.members(
      Object.keys(body).map((field) => `body.${field}`),
    );
    const query = await api.call('GET', '/bots?limit=201&sort=token&other=1&cursor=');
    expect(query.body.errors.map(({ field }: { field: string }) => field)).to.have.members([
      'query.limit',
      'query.sort',
      'query.other',
      'query.cursor',
    ]);
    expect((await api.call('GET', '/bots?limit=1&limit=2')).status).to.equal(422);
  });

  it('refuses bodies that are no JSON, too deep, too large, or of another type', async () => {
    const put = (body: string | undefined, type = 'application/json') =>
      api.call('PUT', `/bots/${botId}`, { token, body, headers: { 'content-type': type } });
    expect(problemOf(await put('{'))).to.deep.equal([400, 'request.malformed']);
    expect(problemOf(await put('[')), 'half').to.deep.equal([400, 'request.malformed']);
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    expect(problemOf(await put(`{"name":${deep}}`))).to.deep.equal([400, 'request.malformed']);
    expect(problemOf(await put('{}', 'text/plain'))).to.deep.equal([415, 'request.type']);
    expect(problemOf(await put(`{"name":"${'x'.repeat(10_000_000)}"}`))).to.deep.equal([
      413,
      'request.too_large',
    ]);
    expect(problemOf(await put(undefined))).to.deep.equal([422, 'request.invalid']);
    for (const body of ['null', '[]', '"x"', '1', '{}', '{"__proto__":{"name":"x"}}', '{"constructor":1}'])
      expect((await put(body)).status, body).to.be.oneOf([400, 422]);
  });

  it('refuses texts that PostgreSQL cannot keep', async () => {
    for (const name of ['a\u0000b', '\ud800', '\udc00x'])
      expect(problemOf(await api.call('PUT', `/bots/${botId}`, { body: { name } }))).to.deep.equal([
        422,
        'request.invalid',
      ]);
    expect((await api.call('GET', '/bots?search=%00')).status).to.equal(422);
    expect((await api.call('PUT', `/bots/${botId}`, { body: { name: 'فروشگاه 🛍' } })).status).to.equal(200);
  });

  it('gives an ETag, answers 304 to who has that version, and 412 to who would change another', async () => {
    const path = `/bots/${botId}`;
    const first = await api.call('GET', path, { token });
    const etag = first.headers.get('etag') as string;
    expect(etag).to.match(/^"[\w-]{27}"$/);
    for (const held of [etag, `W/${etag}`, `"x", ${etag}`, '*'])
      expect((await api.call('GET', path, { headers: { 'if-none-match': held } })).status, held).to.equal(
        304,
      );
    const change = (ifMatch: string, support_username: string) =>
      api.call('PUT', path, { token, body: { support_username }, headers: { 'if-match': ifMatch } });
    const second = await change(etag, 'helper_one');
    expect(second.status).to.equal(200);
    expect(second.headers.get('etag')).to.not.equal(etag);
    expect(second.headers.get('etag')).to.equal((await api.call('GET', path)).headers.get('etag'));
    expect(problemOf(await change(etag, 'helper_two'))).to.deep.equal([412, 'precondition.failed']);
    expect((await api.call('GET', path)).body.support_username).to.equal('helper_one');
    expect((await change('*', 'helper_two')).status).to.equal(200);
    expect(
      (await change(`"x", ${(await api.call('GET', path)).headers.get('etag')}`, 'helper')).status,
    ).to.equal(200);
    const wrongPlace = await api.call('POST', `${path}/test`, { headers: { 'if-match': etag } });
    expect(problemOf(wrongPlace)).to.deep.equal([400, 'precondition.unsupported']);
  });

  it('lets only one of two clients who saw the same version change it', async () => {
    const path = `/bots/${botId}`;
    const etag = (await api.call('GET', path)).headers.get('etag') as string;
    const answers = await Promise.all(
      ['one_name', 'two_name', 'three_name', 'four_name'].map((support_username) =>
        api.call('PUT', path, { body: { support_username }, headers: { 'if-match': etag } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412, 412]);
  });

  it('counts requests of each token and says how many are left', async () => {
    const own = await openAdminApi({ limits: { perMinute: 3 } });
    try {
      const { botId: id, apiToken } = await own.addBot();
      const { apiToken: other, botId: otherId } = await own.addBot();
      const left: (string | null)[] = [];
      for (let n = 0; n < 3; n += 1)
        left.push((await own.call('GET', `/bots/${id}`, { token: apiToken })).headers.get('ratelimit'));
      expect(left.map((one) => /r=(\d)/.exec(one ?? '')?.[1])).to.deep.equal(['2', '1', '0']);
      const over = await own.call('GET', `/bots/${id}`, { token: apiToken });
      expect(problemOf(over)).to.deep.equal([429, 'rate.limited']);
      expect(over.headers.get('ratelimit-policy')).to.equal(
        '"default";q=3;w=60, "bot";q=6;w=60, "bytes";q=24576;w=60;qu="content-bytes"',
      );
      expect(over.body.detail).to.include('A token may make 3 requests a minute.');
      expect(Number(over.headers.get('retry-after'))).to.be.within(1, 60);
      expect((await own.call('GET', `/bots/${otherId}`, { token: other })).status).to.equal(200);
    } finally {
      await own.close();
    }
  });

  it('answers 202 at once to Prefer: respond-async, and tells the result to its caller alone', async () => {
    const { secret: read } = await api.addToken(botId);
    const body = { support_username: 'async_help' };
    const headers = { prefer: 'respond-async' };
    const accepted = await api.call('PUT', `/bots/${botId}`, { token, body, headers });
    expect(accepted.status).to.equal(202);
    expect(accepted.headers.get('preference-applied')).to.equal('respond-async');
    const place = accepted.headers.get('location') as string;
    expect(place).to.equal(`/api/v1/jobs/${accepted.body.job_id}`);
    const done = await waitFor(async () => {
      const { status, body: job } = await api.call('GET', place, { token });
      expect(status).to.equal(200);
      return job.status === 'done' && job;
    });
    expect(done).to.include({ id: accepted.body.job_id, endpoint: 'bots.update' });
    expect(done.result).to.include({ status: 200 });
    expect(done.result.body).to.include({ id: botId, support_username: 'async_help' });
    expect((await api.call('GET', place)).status, 'the master token').to.equal(200);
    const { apiToken: stranger } = await api.addBot();
    for (const other of [read, stranger])
      expect(problemOf(await api.call('GET', place, { token: other }))).to.deep.equal([404, 'job.unknown']);
    for (const id of ['1.1', '0.5', 'x', '1', '9999999999999999999.1', `${botId}.1`])
      expect(problemOf(await api.call('GET', `/jobs/${id}`, { token })), id).to.deep.equal([
        404,
        'job.unknown',
      ]);
  });

  it('compresses large answers, keeps them out of caches and frames, and says no word of CORS', async () => {
    const answer = await fetch(`${api.url}/api/v1/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).to.equal('gzip');
    expect(((await answer.json()) as { openapi: string }).openapi).to.equal('3.1.1');
    const plain = await fetch(`${api.url}/api/v1/openapi.json`, {
      headers: { 'accept-encoding': 'gzip;q=0' },
    });
    expect(plain.headers.get('content-encoding')).to.equal(null);
    const { headers } = await api.call('GET', `/bots/${botId}`, {
      headers: { origin: 'https://elsewhere.test' },
    });
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.include("frame-ancestors 'none'");
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).to.deep.equal([]);
  });

  it('carries X-Request-Id into the log line of the job', async () => {
    const captured = captureLog('info');
    try {
      await api.call('GET', `/bots/${botId}`, { token, headers: { 'x-request-id': 'trace-me-12345' } });
      const line = await waitFor(() =>
        captured.lines().find((one) => one.msg === 'job' && one.request === 'trace-me-12345'),
      );
      expect(line).to.include({
        job: 'admin.request',
        endpoint: 'bots.get',
        bot: botId,
        outcome: 'complete',
      });
      expect(captured.text()).to.not.include(token);
    } finally {
      captured.restore();
    }
  });

  it('refuses two tokens, takes each of both headers, and one twice', async () => {
    const ask = (headers: Record<string, string>) =>
      api.call('GET', `/bots/${botId}`, { token: null, headers });
    expect((await ask({ authorization: `Bearer ${token}` })).status).to.equal(200);
    expect((await ask({ authorization: `bearer  ${token} ` })).status).to.equal(200);
    expect((await ask({ 'x-api-token': token, authorization: `Bearer ${token}` })).status).to.equal(200);
    const both = await ask({ 'x-api-token': token, authorization: `Bearer ${api.masterToken}` });
    expect(problemOf(both)).to.deep.equal([400, 'token.conflict']);
    for (const authorization of ['Basic eDp4', 'Bearer', 'Bearer x y', token, `Bearer ${token}x`])
      expect(problemOf(await ask({ authorization })), authorization).to.deep.equal([401, 'token.invalid']);
    const twice = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(`${api.url}/api/v1/bots/${botId}`, {
        headers: { 'x-api-token': [token, token] },
      });
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject).end();
    });
    expect(twice, 'the header twice').to.equal(401);
  });

  it('answers 503 while Redis is away', async () => {
    await api.side.jobs.redis.config('SET', 'maxmemory', '1mb');
    try {
      const answer = await api.call('PUT', `/bots/${botId}`, {
        token,
        body: { support_username: 'no_redis' },
      });
      expect(problemOf(answer)).to.deep.equal([503, 'server.busy']);
      expect(answer.headers.get('retry-after')).to.equal('2');
    } finally {
      await api.side.jobs.redis.config('SET', 'maxmemory', '0');
    }
  });
});

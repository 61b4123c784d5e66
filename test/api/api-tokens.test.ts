import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

describe('the admin API: tokens and admins of a bot', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const codeOf = ({ status, body }: Awaited<ReturnType<AdminApi['call']>>) => [status, body?.code];

  it('makes named tokens, lists them with their last use, and ends them', async () => {
    const { botId, apiToken } = await api.addBot();
    const path = { params: { path: { bot_id: botId } } };
    const client = api.client(apiToken);
    const body = { name: 'accounting', scope: 'read' as const };
    const made = await client.POST('/api/v1/bots/{bot_id}/api-tokens', { ...path, body });
    const { api_token: token, secret } = resultOf(made);
    const place = made.response.headers.get('location') as string;
    expect(place).to.equal(`/api/v1/bots/${botId}/api-tokens/${token.id}`);
    expect((await api.call('GET', `/bots/${botId}`, { token: secret })).status, 'at once').to.equal(200);
    const used = await waitFor(async () => {
      const { items } = resultOf(await client.GET('/api/v1/bots/{bot_id}/api-tokens', path));
      return items.every((one) => one.last_used_at !== null) ? items : undefined;
    });
    expect(used.map(({ id, name, scope }) => [id, name, scope])).to.deep.equal([
      ['0', 'first token', 'write'],
      [token.id, 'accounting', 'read'],
    ]);
    expect((await api.call('GET', place, { token: secret })).body).to.include({
      id: token.id,
      name: 'accounting',
    });
    expect((await api.call('DELETE', place, { token: apiToken })).status).to.equal(204);
    expect((await api.call('DELETE', place, { token: apiToken })).status, 'once more').to.equal(204);
    await waitFor(async () => (await api.call('GET', `/bots/${botId}`, { token: secret })).status === 401, {
      timeoutMs: 1_000,
    });
    expect((await api.call('GET', place, { token: apiToken })).body.revoked_at).to.be.a('string');
    const kept = await ownerQuery('select * from api_tokens where bot_id = $1', [botId]);
    expect(JSON.stringify(kept)).to.not.include(secret);
  });

  it('ends a token when its time is over, and makes none whose time is over already', async () => {
    const { botId } = await api.addBot();
    const soon = new Date(Date.now() + 700).toISOString();
    const { secret } = await api.addToken(botId, 'read', soon);
    expect((await api.call('GET', `/bots/${botId}`, { token: secret })).status).to.equal(200);
    await waitFor(async () => (await api.call('GET', `/bots/${botId}`, { token: secret })).status === 401);
    const body = { name: 'late', scope: 'read', expires_at: '2020-01-01T00:00:00Z' };
    expect(codeOf(await api.call('POST', `/bots/${botId}/api-tokens`, { body }))).to.deep.equal([
      422,
      'api_token.expiry_past',
    ]);
  });

  it('makes twenty at most, also when many are asked for at once', async () => {
    const { botId } = await api.addBot();
    const body = { name: 'many', scope: 'read' };
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => api.call('POST', `/bots/${botId}/api-tokens`, { body })),
    );
    expect(answers.filter(({ status }) => status === 201)).to.have.lengthOf(20);
    expect(codeOf(answers.find(({ status }) => status !== 201)!)).to.deep.equal([409, 'api_token.too_many']);
  });

  it('ends the first token too, and another bot’s never', async () => {
    const [one, two] = [await api.addBot(), await api.addBot()];
    const { id } = await api.addToken(two.botId);
    const path = `/bots/${one.botId}/api-tokens`;
    for (const unknown of [id, '999999', '00', 'x', '-1'])
      expect(codeOf(await api.call('DELETE', `${path}/${unknown}`)), unknown).to.deep.equal([
        404,
        'resource.unknown',
      ]);
    expect((await api.call('DELETE', `${path}/0`)).status).to.equal(204);
    await waitFor(async () => (await api.call('GET', path, { token: one.apiToken })).status === 401);
    expect((await api.call('GET', `/bots/${two.botId}/api-tokens/${id}`)).body.revoked_at).to.equal(null);
  });

  it('adds, changes and removes the people who run a bot, each noted with who did it', async () => {
    const [{ botId, apiToken }, other] = [await api.addBot(), await api.addBot()];
    const path = `/bots/${botId}/admins`;
    const ask = (method: string, at: string, body?: unknown, headers = {}) =>
      api.call(method, at, { token: apiToken, body, headers });
    const made = await ask('POST', path, { telegram_id: '77', role: 'reviewer' });
    expect([made.status, made.headers.get('location')]).to.deep.equal([201, `/api/v1${path}/77`]);
    expect(codeOf(await ask('POST', path, { telegram_id: '77', role: 'owner' }))).to.deep.equal([
      409,
      'bot_admin.exists',
    ]);
    const etag = (await ask('GET', `${path}/77`)).headers.get('etag') as string;
    const changed = await ask('PUT', `${path}/77`, { role: 'admin' }, { 'if-match': etag });
    expect([changed.status, changed.body.role]).to.deep.equal([200, 'admin']);
    expect((await ask('DELETE', `${path}/77`, undefined, { 'if-match': etag })).status).to.equal(412);
    expect(codeOf(await api.call('GET', `/bots/${other.botId}/admins/77`))).to.deep.equal([
      404,
      'resource.unknown',
    ]);
    expect((await ask('DELETE', `${path}/77`)).status).to.equal(204);
    expect(codeOf(await ask('DELETE', `${path}/77`))).to.deep.equal([404, 'resource.unknown']);
    const { items } = (await ask('GET', `/bots/${botId}/audit-log?subject=bot_admin%2077`)).body;
    expect(items.map((one: { action: string }) => one.action)).to.deep.equal([
      'bot-admins.remove',
      'bot-admins.update',
      'bot-admins.add',
    ]);
    expect(items[1].before.role).to.equal('reviewer');
    expect(items[1].after.role).to.equal('admin');
    expect(items[1].request_id).to.equal(changed.headers.get('x-request-id'));
  });

  it('lists the people who run a bot page by page, in both directions, by role', async () => {
    const { botId, apiToken } = await api.addBot();
    const roles = ['owner', 'admin', 'reviewer', 'admin'] as const;
    for (const [n, role] of roles.entries())
      await api.call('POST', `/bots/${botId}/admins`, { body: { telegram_id: String(n + 1), role } });
    const list = async (query: object) =>
      resultOf(
        await api
          .client(apiToken)
          .GET('/api/v1/bots/{bot_id}/admins', { params: { path: { bot_id: botId }, query } }),
      );
    const found = async (query: object) => (await list(query)).items.map((admin) => admin.telegram_id);
    const first = await list({ limit: 3 });
    expect(first.items.map((admin) => admin.role)).to.deep.equal(roles.slice(0, 3));
    expect(await found({ limit: 3, cursor: first.next_cursor })).to.deep.equal(['4']);
    expect(await found({ sort: '-id' })).to.deep.equal(['4', '3', '2', '1']);
    expect(await found({ role: 'admin' })).to.deep.equal(['2', '4']);
  });

  it('reads the audit log page by page, by action and time', async () => {
    const { botId } = await api.addBot();
    for (const id of ['1', '2', '3'])
      await api.call('POST', `/bots/${botId}/admins`, { body: { telegram_id: id, role: 'admin' } });
    const path = `/bots/${botId}/audit-log`;
    const first = (await api.call('GET', `${path}?limit=2`)).body;
    const second = (await api.call('GET', `${path}?limit=2&cursor=${first.next_cursor}`)).body;
    expect(
      [...first.items, ...second.items].map(({ subject }: { subject: string }) => subject),
    ).to.deep.equal(['bot_admin 3', 'bot_admin 2', 'bot_admin 1']);
    expect(second.next_cursor).to.equal(null);
    const middle = first.items[1].at;
    const [since, until] = [
      await api.call('GET', `${path}?since=${middle}`),
      await api.call('GET', `${path}?until=${middle}`),
    ];
    expect([...since.body.items, ...until.body.items]).to.have.lengthOf(3);
    expect((await api.call('GET', `${path}?action=bots.update`)).body.items).to.deep.equal([]);
    expect((await api.call('GET', `${path}?since=yesterday`)).status).to.equal(422);
  });
});

import { expect } from 'chai';
import { isWrite, type Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { sha256 } from '#platform/secrets.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

/*
 * Every endpoint × every kind of token: what is refused because of the token is refused before the request is looked at,
 * so one path serves for all. What an endpoint does with ids is tried with its resource.
 */
const list = Object.entries(endpoints) as [string, Endpoint][];
const ids: Readonly<Record<string, string>> = {
  month: '2026-11',
  job_id: '1.1',
  config_key: 'time_zone',
  feature_key: 'auto_renewal',
  page_key: 'rules',
};

const pathOf = ({ path }: Endpoint, botId: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'bot_id' ? botId : (ids[name] ?? '987654321')));

describe('who may call the admin API', () => {
  let api: AdminApi;
  let own: { botId: string; apiToken: string };
  let other: { botId: string; apiToken: string };
  let read: string;
  let expired: string;
  let revoked: string;

  before(async () => {
    api = await openAdminApi();
    [own, other] = [await api.addBot(), await api.addBot()];
    read = (await api.addToken(own.botId, 'read')).secret;
    const short = await api.addToken(own.botId, 'write', new Date(Date.now() + 3_600_000).toISOString());
    const gone = await api.addToken(own.botId, 'write');
    [expired, revoked] = [short.secret, gone.secret];
    await ownerQuery(
      `update api_tokens set expires_at = now() - interval '1 s' where bot_id = $1 and id = $2`,
      [own.botId, short.id],
    );
    await api.call('DELETE', `/bots/${own.botId}/api-tokens/${gone.id}`);
    const { directory } = api.side;
    await waitFor(() => directory.refresh().then(() => !directory.byApiTokenHash(sha256(revoked))));
  });
  after(() => api.close());

  const ask = async (endpoint: Endpoint, botId: string, token: string | null) => {
    const { status, body } = await api.call(endpoint.method, pathOf(endpoint, botId), { token });
    return [status, body?.code];
  };

  for (const [name, endpoint] of list) {
    const isBots = endpoint.path.includes('{bot_id}');
    const isMasters = endpoint.access === 'master';

    it(`${name}: nobody without a token that is good`, async () => {
      for (const token of [null, '', 'junk', `${own.apiToken}x`, expired, revoked])
        expect(await ask(endpoint, own.botId, token), String(token)).to.deep.equal([401, 'token.invalid']);
    });

    if (isBots)
      it(`${name}: no tenant in another's bot, and no word of whether there is one`, async () => {
        for (const token of [own.apiToken, read])
          for (const botId of [other.botId, '999999999999', '0', 'x'])
            expect(await ask(endpoint, botId, token), botId).to.deep.equal([404, 'bot.unknown']);
      });

    if (isMasters)
      it(`${name}: no tenant at all`, async () => {
        for (const token of [own.apiToken, read])
          expect(await ask(endpoint, own.botId, token)).to.deep.equal([403, 'token.master_only']);
      });
    else if (isWrite(endpoint))
      it(`${name}: nobody who may only read`, async () => {
        expect(await ask(endpoint, own.botId, read)).to.deep.equal([403, 'token.read_only']);
      });

    if (endpoint.scope === 'bot')
      it(`${name}: not even the master in a bot that is not there`, async () => {
        const answer = await ask(endpoint, '999999999999', api.masterToken);
        // What is wrong with the request itself is said first.
        const isWhole =
          endpoint.body?.safeParse(undefined).success !== false &&
          endpoint.query?.safeParse({}).success !== false;
        if (isWhole) expect(answer).to.deep.equal([404, 'bot.unknown']);
        else expect(answer).to.deep.equal([422, 'request.invalid']);
      });
  }

  it('lets the tenant of a bot that is switched off read and prepare it', async () => {
    await api.call('POST', `/bots/${other.botId}/deactivate`);
    const path = `/bots/${other.botId}`;
    const answer = await api.call('GET', path, { token: other.apiToken });
    expect([answer.status, answer.body.is_active]).to.deep.equal([200, false]);
    const body = { support_username: 'prepared' };
    expect((await api.call('PUT', path, { token: other.apiToken, body })).status).to.equal(200);
  });
});

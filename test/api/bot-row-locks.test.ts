import { expect } from 'chai';
import pg from 'pg';
import { ownerQuery, testDatabaseUrl } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

/*
 * Every change of a bot's rows holds a key share on the bot's own row: it goes on beside other changes, and keeps the bot
 * from being deleted under it.
 */
describe('requests about one bot at the same time', () => {
  let api: AdminApi;
  let session: pg.Client;
  beforeEach(async () => {
    api ??= await openAdminApi();
    session = new pg.Client({ connectionString: testDatabaseUrl() });
    await session.connect();
    await session.query('begin');
  });
  afterEach(() => session.end());
  after(() => api.close());

  const isWaiting = async () =>
    (await ownerQuery(`select 1 from pg_locks where not granted and pid <> pg_backend_pid()`)).length > 0;

  it('change the tokens of the bot without waiting for the others', async () => {
    const { botId, token: telegram_token } = await api.addBot();
    await session.query('select 1 from bots where id = $1 for key share', [botId]);
    for (const [method, path, body] of [
      ['POST', 'rotate-token', undefined],
      ['PUT', 'telegram-token', { telegram_token }],
      ['DELETE', 'api-tokens/0', undefined],
    ] as const) {
      const headers = { prefer: 'wait=3' };
      const { status } = await api.call(method, `/bots/${botId}/${path}`, { body, headers });
      expect(status, path).to.be.oneOf([200, 204]);
    }
  });

  it('are told that there is no such bot when it is deleted just before them', async () => {
    const { botId } = await api.addBot();
    await session.query('delete from bots where id = $1', [botId]);
    const asked = api.call('PUT', `/bots/${botId}`, { body: { support_username: 'too_late' } });
    await waitFor(isWaiting, { what: 'the request waits for the deletion' });
    await session.query('commit');
    const { status, body } = await asked;
    expect([status, body.code]).to.deep.equal([404, 'bot.unknown']);
  });

  it('rotate its token one after the other, each with a token of its own', async () => {
    const { botId } = await api.addBot();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => api.call('POST', `/bots/${botId}/rotate-token`)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.api_token as string)).size).to.equal(4);
  });
});

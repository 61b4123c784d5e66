import { expect } from 'chai';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

describe('the admin API: bots', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  it('makes a bot whose token Telegram knows, and shows its API token once', async () => {
    const { token, username } = api.side.telegram.addBot();
    const answer = await api
      .client()
      .POST('/api/v1/bots', { body: { telegram_token: token, name: 'A shop' } });
    const { bot, api_token: apiToken } = resultOf(answer);
    expect(answer.response.status).to.equal(201);
    expect(bot).to.deep.include({ name: 'A shop', username, is_active: true, default_language: 'fa' });
    expect(answer.response.headers.get('location')).to.equal(`/api/v1/bots/${bot.id}`);
    expect(apiToken).to.match(/^rf_/);
    expect(JSON.stringify(answer.data)).not.to.include(token);
    const again = await api.call('GET', `/bots/${bot.id}`, { token: apiToken });
    expect([again.status, again.body]).to.deep.equal([200, bot]);
    const twice = await api.call('POST', '/bots', { body: { telegram_token: token } });
    expect([twice.status, twice.body.code]).to.deep.equal([409, 'bot.exists']);
  });
});

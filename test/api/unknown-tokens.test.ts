import { expect } from 'chai';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

/** Tokens of Telegram that nobody has. */
const madeUp = (n: number): string => `${700_000_000 + n}:${'A'.repeat(35)}`;

describe('tokens that Telegram may not know', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi({ variables: { TELEGRAM_NEW_TOKENS_PER_MINUTE: '15' } });
  });
  after(() => api.close());

  const give = (bot: { botId: string; apiToken: string }, n: number) =>
    api.call('PUT', `/bots/${bot.botId}/telegram-token`, {
      token: bot.apiToken,
      body: { telegram_token: madeUp(n) },
    });

  it('are shown to it five times in ten minutes by one tenant, whatever that one sends', async () => {
    const bot = await api.addBot();
    const answers = [];
    for (let n = 0; n < 60; n += 1) answers.push(await give(bot, n));
    // Telegram's own words: it was asked.
    expect(answers.slice(0, 5).map(({ body }) => body.code)).to.deep.equal(Array(5).fill('telegram.refused'));
    for (const { status, body, headers } of answers.slice(5)) {
      expect([status, body.code]).to.deep.equal([503, 'server.busy']);
      expect(body.detail).to.include('unknown tokens');
      expect(Number(headers.get('retry-after'))).to.be.within(500, 600);
    }
  });

  it('are shown to it fifteen a minute by the whole fleet, also by the master and many tenants', async () => {
    const codes: string[] = [];
    for (let tenant = 0; tenant < 4; tenant += 1) {
      const bot = await api.addBot();
      for (let n = 0; n < 4; n += 1) codes.push((await give(bot, 100 + tenant * 10 + n)).body.code);
    }
    const made = await api.call('POST', '/bots', { body: { telegram_token: madeUp(200) } });
    expect([made.status, made.body.code]).to.deep.equal([503, 'server.busy']);
    // What tests before it have spent of the fleet's share may lie before that of this minute.
    expect(Number(made.headers.get('retry-after'))).to.be.within(1, 600);
    // Five of the minute were spent by the tenant before, some by the bots themselves.
    expect(codes.filter((code) => code === 'telegram.refused').length).to.be.within(1, 10);
  });
});

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

describe('a payment bridge in the admin API', function () {
  this.timeout(20_000);
  let api: AdminApi;
  let bot: Awaited<ReturnType<AdminApi['addBot']>>;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const secret = 'a-secret-of-more-than-32-characters';
  const ask = (method: string, path: string, body?: unknown) =>
    api.call(method, `/bots/${bot.botId}${path}`, {
      token: bot.apiToken,
      ...(body !== undefined && { body }),
    });
  /** The requests that docs/bridge.md shows. */
  const shown = [
    ...readFileSync('docs/bridge.md', 'utf8').matchAll(
      /^call -X (\w+) "\$API\/bots\/\$BOT(\S+)" -d '(.+)'$/gm,
    ),
  ];

  it('is set up as docs/bridge.md says, and its secret is never shown', async () => {
    expect(shown).to.have.length(2);
    for (const [, method = '', path = '', body = ''] of shown) {
      const answer = await ask(method, path, JSON.parse(body.replace('"…"', `"${secret}"`)));
      expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    }
    const feature = await ask('GET', '/features/bridge');
    expect(feature.body).to.deep.include({ enabled: true, is_on: true, lacks: [] });
    expect(feature.body.config).to.deep.include({
      title: { fa: 'کارت بانکی', en: 'Bank card' },
      min_toman: 1_000,
    });
    const all = JSON.stringify((await ask('GET', '/config?group=payments')).body);
    expect(all).to.contain('https://pay.example.com/shop').and.not.contain(secret);
  });

  it('takes no address that would be called in the open, and no short secret', async () => {
    const put = async (key: string, value: string) => (await ask('PUT', `/config/${key}`, { value })).status;
    for (const url of [
      'http://pay.example.com',
      'https://pay.example.com/?key=1',
      'https://me:word@pay.example.com',
      'pay',
    ])
      expect(await put('bridge_url', url), url).to.equal(422);
    for (const url of ['https://pay.example.com/', 'http://127.0.0.1:8787', 'http://bridge:8787'])
      expect(await put('bridge_url', url), url).to.equal(200);
    expect(await put('bridge_secret', 'x'.repeat(31))).to.equal(422);
    expect(await put('bridge_secret', `${'x'.repeat(31)} `)).to.equal(422);
  });
});

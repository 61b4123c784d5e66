import { expect } from 'chai';
import { featureKeys } from '#services/features/catalog.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

describe('the features in the admin API', function () {
  this.timeout(20_000);
  let api: AdminApi;
  let bot: Awaited<ReturnType<AdminApi['addBot']>>;
  let other: typeof bot;
  before(async () => (api = await openAdminApi()));
  after(() => api.close());
  beforeEach(async () => ([bot, other] = [await api.addBot(), await api.addBot()]));

  const path = (key: string) => `/bots/${bot.botId}/features/${key}`;
  const put = (key: string, body: unknown, headers = {}) =>
    api.call('PUT', path(key), { token: bot.apiToken, body, headers });

  it('are listed all, with what they are and what they lack', async () => {
    const { items } = resultOf(
      await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/features', {
        params: { path: { bot_id: bot.botId } },
      }),
    );
    expect(items.map(({ feature_key }) => feature_key)).to.deep.equal(featureKeys);
    const trial = items.find(({ feature_key }) => feature_key === 'trial_subscription')!;
    expect(trial).to.deep.include({ enabled: true, is_on: true, is_set: false, config: {}, lacks: [] });
    expect(trial.title.fa).to.equal('اشتراک آزمایشی');
  });

  it('are switched and configured, for this bot only, and what is left out stays', async () => {
    const made = await put('heleket', { enabled: true, config: { markup_percent: 5 } });
    expect(made.body).to.deep.include({ enabled: true, is_on: true, is_set: true });
    expect(made.body.config).to.include({ markup_percent: 5, min_toman: 100_000 });
    expect(made.body.lacks).to.deep.equal(['heleket_api_key', 'heleket_merchant_id', 'rate_toman_per_usd']);
    const off = await put('heleket', { enabled: false });
    expect([off.body.enabled, off.body.config.markup_percent]).to.deep.equal([false, 5]);
    const foreign = await api.call('GET', `/bots/${other.botId}/features/heleket`);
    expect(foreign.body).to.include({ enabled: false, is_set: false });
    expect((await api.call('DELETE', path('heleket'), { token: bot.apiToken })).status).to.equal(204);
    expect((await api.call('DELETE', path('heleket'), { token: bot.apiToken })).status).to.equal(204);
    expect((await api.call('GET', path('heleket'))).body.config.markup_percent).to.equal(0);
  });

  it('say that card_to_card and zarinpal need the field of the bot as well', async () => {
    for (const [key, field] of [
      ['card_to_card', 'card_to_card_enabled'],
      ['zarinpal', 'zarinpal_enabled'],
    ] as const) {
      expect((await put(key, { enabled: true })).body).to.deep.include({
        enabled: true,
        is_on: false,
        lacks: [field],
      });
      await ownerQuery(`update bots set ${field} = true where id = $1`, [bot.botId]);
      expect((await api.call('GET', path(key))).body).to.deep.include({ is_on: true, lacks: [] });
    }
  });

  it('refuse what cannot be, and say why', async () => {
    const unknown = await put('colour', { enabled: true });
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'feature.unknown']);
    expect((await api.call('GET', path('colour'))).status).to.equal(404);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { enabled: true } : undefined;
      const planned = await api.call(method, path('polls'), { token: bot.apiToken, body });
      expect([planned.status, planned.body.code], method).to.deep.equal([404, 'feature.planned']);
    }
    const wrong = await put('heleket', { config: { markup_percent: 500 } });
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].field]).to.deep.equal([
      422,
      'feature.refused',
      'body.config',
    ]);
    expect(wrong.body.detail).to.match(/markup_percent/);
    expect((await put('auto_renewal', { enabled: 'yes' })).body.code).to.equal('request.invalid');
  });

  it('go by the version that the client saw, and are noted with their author', async () => {
    const { headers } = await api.call('GET', path('auto_renewal'));
    const version = { 'if-match': headers.get('etag')! };
    const answers = await Promise.all(
      [false, false, false].map((enabled) => put('auto_renewal', { enabled }, version)),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412]);
    await put('auto_renewal', { enabled: false });
    const { items } = (await api.call('GET', `/bots/${bot.botId}/audit-log`)).body;
    expect(
      items.map(({ subject, before, after }: Record<string, unknown>) => [subject, before, after]),
    ).to.deep.equal([['feature auto_renewal', null, { config: {}, enabled: false }]]);
    const { items: changes } = (await api.call('GET', `/bots/${bot.botId}/config/changes?kind=feature`)).body;
    expect(
      changes.map(({ key, actor }: { key: string; actor: { kind: string } }) => [key, actor.kind]),
    ).to.deep.equal([['auto_renewal', 'token']]);
  });
});

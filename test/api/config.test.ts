import { expect } from 'chai';
import { settingKeys } from '#services/settings/catalog.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

const plain = 'live_Ab3dEf6hIj9kLm2n';

describe('the settings in the admin API', function () {
  this.timeout(20_000);
  let api: AdminApi;
  let bot: Awaited<ReturnType<AdminApi['addBot']>>;
  let other: typeof bot;
  before(async () => (api = await openAdminApi()));
  after(() => api.close());
  beforeEach(async () => ([bot, other] = [await api.addBot(), await api.addBot()]));

  const path = (key = '') => `/bots/${bot.botId}/config${key && `/${key}`}`;
  const asTenant = () => ({ token: bot.apiToken });
  const put = (key: string, value: unknown, headers?: Record<string, string>) =>
    api.call('PUT', path(key), { ...asTenant(), body: { value }, ...(headers && { headers }) });
  const auditOf = async () => (await api.call('GET', `/bots/${bot.botId}/audit-log`)).body.items;

  it('are listed all with values and defaults, of one group on demand, and known by their catalogue', async () => {
    const client = api.client(bot.apiToken);
    const address = { params: { path: { bot_id: bot.botId } } };
    const { items } = resultOf(await client.GET('/api/v1/bots/{bot_id}/config', address));
    expect(items.map(({ config_key }) => config_key)).to.deep.equal(settingKeys);
    expect(items.every(({ is_set }) => !is_set)).to.equal(true);
    const trial = await api.call('GET', `${path()}?group=trial`, asTenant());
    expect(trial.body.items.map((item: { group: string }) => item.group)).to.include('trial');
    expect(new Set(trial.body.items.map((item: { group: string }) => item.group)).size).to.equal(1);
    const catalog = resultOf(await client.GET('/api/v1/bots/{bot_id}/config/catalog', address));
    expect(catalog.items.map(({ config_key }) => config_key)).to.deep.equal(settingKeys);
    const days = catalog.items.find(({ config_key }) => config_key === 'trial_days')!;
    expect(days).to.deep.include({ type: 'number', min: 1, max: 365, unit: 'days', set_by: 'tenant' });
    expect(days.value_schema).to.include({ type: 'integer', minimum: 1, maximum: 365 });
    const used = new Set(catalog.items.map(({ group }) => group));
    expect(catalog.groups.map(({ key }) => key)).to.have.members([...used]);
  });

  it('keep a time zone in its one spelling', async () => {
    expect((await put('time_zone', 'aSIA/teHRAN')).body).to.include({ value: 'Asia/Tehran', is_set: true });
    expect((await put('time_zone', 'europe/KYIV')).body.value).to.equal('Europe/Kyiv');
    expect((await put('time_zone', 'Mars/Olympus')).body.code).to.equal('setting.refused');
  });

  it('are set, merged, taken back and read again, for this bot only', async () => {
    expect((await put('trial_days', 9)).body).to.include({
      config_key: 'trial_days',
      value: 9,
      is_set: true,
    });
    const body = { value: { en: 'Be <b>kind</b>.' } };
    await api.call('PATCH', path('rules_text'), { ...asTenant(), body: { value: { fa: 'مهربان باشید' } } });
    const merged = await api.call('PATCH', path('rules_text'), { ...asTenant(), body });
    expect(merged.body.value).to.deep.equal({ fa: 'مهربان باشید', en: 'Be <b>kind</b>.' });
    const without = { value: { fa: null } };
    expect(
      (await api.call('PATCH', path('rules_text'), { ...asTenant(), body: without })).body.value,
    ).to.deep.equal(body.value);
    const gone = await api.call('DELETE', path('trial_days'), asTenant());
    expect([gone.status, gone.body]).to.deep.equal([204, null]);
    const read = await api.call('GET', path('trial_days'), asTenant());
    expect(read.body).to.include({ value: 3, default: 3, is_set: false, set_at: null });
    const foreign = await api.call('GET', `/bots/${other.botId}/config/rules_text`);
    expect(foreign.body.value).to.deep.equal({});
  });

  it('are changed together or not at all', async () => {
    const values = { trial_price_toman: 2_000, trial_payment_required: true, trial_days: null };
    const done = await api.call('PATCH', path(), { ...asTenant(), body: { values } });
    expect(done.body.items.map(({ value }: { value: unknown }) => value)).to.have.members([2_000, true, 3]);
    const wrong = { trial_devices: 5, trial_price_toman: 0 };
    const refused = await api.call('PATCH', path(), { ...asTenant(), body: { values: wrong } });
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({
      code: 'setting.conflict',
      detail: 'trial_payment_required: needs a trial_price_toman above 0',
      errors: [{ field: 'body.values.trial_payment_required', message: 'needs a trial_price_toman above 0' }],
    });
    expect((await api.call('GET', path('trial_devices'))).body.value).to.equal(2);
  });

  const refusals: [string, string, unknown, number, string][] = [
    ['an unknown key', 'colour', 'red', 404, 'setting.unknown'],
    ['a wrong type', 'trial_days', '9', 422, 'setting.refused'],
    ['a value out of range', 'trial_days', 366, 422, 'setting.refused'],
    ['a text that nobody can see', 'welcome_text', { en: '<b>\u200b</b>' }, 422, 'setting.refused'],
    ['a key of the operator', 'trial_squads', [], 403, 'setting.master_only'],
    ['what does not fit another', 'connect_mode', 'custom_page', 409, 'setting.conflict'],
  ];
  for (const [what, key, value, status, code] of refusals)
    it(`refuse ${what} of a tenant, and say why`, async () => {
      const { body, status: given } = await put(key, value);
      expect([given, body.code]).to.deep.equal([status, code]);
      if (status !== 404) expect(body.errors[0].field).to.equal('body.value');
      expect(await auditOf()).to.deep.equal([]);
    });

  it('let the master token set what is kept to it', async () => {
    const set = await api.call('PUT', path('paid_panel_tag'), { body: { value: 'PAID' } });
    expect([set.status, set.body.value, set.body.set_by]).to.deep.equal([200, 'PAID', 'master']);
  });

  describe('of secrets', () => {
    it('show a mask, everywhere, and take none', async () => {
      const set = await put('heleket_api_key', plain);
      expect(set.body).to.include({ value: '••••Lm2n', is_secret: true, is_set: true });
      const seen = await Promise.all(
        [path(), path('heleket_api_key'), path('changes'), `/bots/${bot.botId}/audit-log`].map((address) =>
          api.call('GET', address, asTenant()),
        ),
      );
      for (const { status, body } of seen) {
        expect(status).to.equal(200);
        expect(JSON.stringify(body)).not.to.contain(plain);
      }
      expect((await put('heleket_api_key', '••••Lm2n')).body.code).to.equal('setting.refused');
    });
  });

  it('go by the version that the client saw: If-Match', async () => {
    const { headers } = await api.call('GET', path('trial_days'), asTenant());
    const version = { 'if-match': headers.get('etag')! };
    expect((await put('trial_days', 5, version)).status).to.equal(200);
    const late = await put('trial_days', 6, version);
    expect([late.status, late.body.code]).to.deep.equal([412, 'precondition.failed']);
    expect((await api.call('GET', path('trial_days'))).body.value).to.equal(5);
  });

  it('let one of two writers with the same version through', async () => {
    const { headers } = await api.call('GET', path('trial_days'), asTenant());
    const version = { 'if-match': headers.get('etag')! };
    const answers = await Promise.all([11, 12, 13, 14].map((value) => put('trial_days', value, version)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412, 412]);
  });

  it('tell who changed what, page by page, in the history and in the audit log; nothing when nothing changed', async () => {
    await put('trial_days', 5);
    await put('trial_days', 5);
    await api.call('PUT', path('trial_days'), { body: { value: 6 } });
    await put('trial_devices', 4);
    const first = (await api.call('GET', `${path('changes')}?limit=2`, asTenant())).body;
    const rest = (await api.call('GET', `${path('changes')}?limit=2&cursor=${first.next_cursor}`, asTenant()))
      .body;
    type Noted = { key: string; before: unknown; after: unknown; actor: { kind: string } };
    const said = [...first.items, ...rest.items].map(({ key, before, after, actor }: Noted) => [
      key,
      before,
      after,
      actor.kind,
    ]);
    expect(said).to.deep.equal([
      ['trial_devices', null, 4, 'token'],
      ['trial_days', 5, 6, 'master'],
      ['trial_days', null, 5, 'token'],
    ]);
    expect(rest.next_cursor).to.equal(null);
    const only = await api.call('GET', `${path('changes')}?kind=setting&key=trial_days`, asTenant());
    expect(only.body.items).to.have.lengthOf(2);
    const audit = await auditOf();
    expect(
      audit.map(({ subject, before, after }: Record<string, unknown>) => [subject, before, after]),
    ).to.deep.equal([
      ['setting trial_devices', null, 4],
      ['setting trial_days', 5, 6],
      ['setting trial_days', null, 5],
    ]);
    expect((await api.call('GET', `${path('changes')}?cursor=nonsense`, asTenant())).status).to.equal(422);
  });

  it('can be read as they were at any time', async () => {
    const { body: first } = await put('trial_days', 5);
    const { items } = (await api.call('GET', path('changes'), asTenant())).body;
    await put('trial_days', 6);
    const asOf = async (at: string) => {
      const { body } = await api.call('GET', `${path()}?at=${encodeURIComponent(at)}`, asTenant());
      return body.items.find(({ config_key }: { config_key: string }) => config_key === 'trial_days').value;
    };
    expect(first.value).to.equal(5);
    expect(await asOf(items[0].at)).to.equal(5);
    expect(await asOf('2020-01-01T00:00:00Z')).to.equal(3);
    expect(await asOf('2100-01-01T00:00:00+03:30')).to.equal(6);
  });

  it('have no key that an address of their own hides', () => {
    expect(settingKeys).not.to.include.members(['catalog']);
    expect(settingKeys).not.to.include.members(['changes']);
  });
});

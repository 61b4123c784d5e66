import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
type Body = Record<string, unknown>;

describe('the admin API: the black list', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    other = await api.addBot();
  });
  after(() => api.close());

  const ask = (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { of = bot, body }: { of?: Bot; body?: object } = {},
  ) => api.call(method, `/bots/${of.botId}${path}`, { token: of.apiToken, ...(body && { body }) });
  const entries = async (query = '', of = bot): Promise<Body[]> =>
    ((await ask('GET', `/blacklist/entries${query}`, { of })).body as { items: Body[] }).items;

  it('says that there is none, and refuses to read it', async () => {
    const { body } = await ask('GET', '/blacklist');
    expect(body).to.deep.equal({
      ...{ is_enabled: false, host: null, entry_count: 0, skipped_count: 0 },
      ...{ read_at: null, tried_at: null, next_at: null, fault: null },
    });
    const refused = await ask('POST', '/blacklist/read');
    expect([refused.status, (refused.body as Body).code]).to.deep.equal([409, 'blacklist.off']);
  });

  it('refuses to switch it on without an address, and an address that is none', async () => {
    const put = async (key: string, value: unknown): Promise<unknown> => {
      const { body } = await ask('PUT', `/config/${key}`, { body: { value } });
      return (body as Body).code;
    };
    expect(await put('blacklist_enabled', true)).to.equal('setting.conflict');
    expect(await put('blacklist_url', 'http://lists.test/list.txt')).to.equal('setting.refused');
    expect(await put('blacklist_url', 'https://lists.test/list.txt?key=secret')).to.equal(undefined);
    expect(await put('blacklist_enabled', true)).to.equal(undefined);
    expect((await ask('GET', '/blacklist')).body).to.include({ is_enabled: true, host: 'lists.test' });
  });

  it('lists who is on it, found by id and by name, and shows another tenant none of it', async () => {
    await ownerQuery(
      `insert into blacklist_entries (bot_id, telegram_id, username, reason)
       values ($1, 10000001, 'bad_man', 'sold it on'), ($1, null, 'only_name', null), ($1, 10000003, null, null)`,
      [bot.botId],
    );
    await ownerQuery(
      `insert into blacklists (bot_id, address, tried_at, next_at, read_at, entry_count, skipped_count, fault)
       values ($1, 'https://lists.test/list.txt', now(), now(), now(), 3, 1, 'status 404')
       on conflict (bot_id) do update set entry_count = 3, skipped_count = 1, fault = 'status 404', read_at = now()`,
      [bot.botId],
    );
    expect(await entries()).to.have.length(3);
    const [one] = await entries('?telegram_id=10000001');
    expect(one).to.include({ telegram_id: '10000001', username: 'bad_man', reason: 'sold it on' });
    expect((await entries('?username=@Only_Name')).map(({ telegram_id: id }) => id)).to.deep.equal([null]);
    expect(await entries('?limit=2')).to.have.length(2);
    expect(await entries('', other)).to.have.length(0);
    expect((await ask('GET', '/blacklist')).body).to.include({ entry_count: 3, skipped_count: 1 });
    expect((await ask('GET', '/blacklist', { of: other })).body).to.include({ entry_count: 0, host: null });
    const { status } = await api.call('GET', `/bots/${bot.botId}/blacklist`, { token: other.apiToken });
    expect(status).to.equal(404);
  });

  it('reads it when told to, by a job of its bot', async () => {
    const { status } = await ask('POST', '/blacklist/read');
    expect(status).to.equal(200);
  });

  it('takes a list of required channels, and shows it whole', async () => {
    const value = [{ chat: '@shop_news', title: 'News', applies_to: 'trial', trial_stops: true }];
    expect((await ask('PUT', '/config/required_channels', { body: { value } })).status).to.equal(200);
    const { body } = await ask('GET', '/config');
    const shown = (body as { items: { config_key: string; value: unknown }[] }).items.find(
      ({ config_key: key }) => key === 'required_channels',
    );
    expect(shown?.value).to.deep.equal([{ ...value[0], link: null }]);
  });
});

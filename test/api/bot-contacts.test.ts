import { expect } from 'chai';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

describe("the admin API: where a bot's admins and its support are", () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const contacts = {
    support_username: 'shop_help',
    admin_chat_id: '-1001234567890',
    admin_topic_id: '17',
  };
  const none = Object.fromEntries(Object.keys(contacts).map((field) => [field, null]));

  it('is set and cleared by the tenant, and the running bot follows', async () => {
    const { botId, apiToken, tenant } = await api.addBot();
    const { snapshots } = api.side;
    const client = api.client(apiToken);
    const params = { path: { bot_id: botId } };
    const put = async (body: Partial<Record<keyof typeof contacts, string | null>>) =>
      resultOf(await client.PUT('/api/v1/bots/{bot_id}', { params, body }));
    await snapshots.read(tenant);
    expect(await put({ ...contacts, support_username: '@shop_help' })).to.deep.include(contacts);
    expect(resultOf(await client.GET('/api/v1/bots/{bot_id}', { params }))).to.deep.include(contacts);
    const followed = await waitFor(async () => {
      const settings = (await snapshots.read(tenant))?.settings;
      return settings?.adminChatId === contacts.admin_chat_id && settings;
    });
    expect(followed).to.deep.include({ supportUsername: 'shop_help', adminTopicId: '17' });
    expect(await put({ admin_topic_id: '20' }), 'the others stay').to.deep.include({
      ...contacts,
      admin_topic_id: '20',
    });
    expect(await put(none)).to.deep.include(none);
    await waitFor(async () => (await snapshots.read(tenant))?.settings.adminChatId === undefined);
  });

  it('refuses what is no chat, no topic and no name', async () => {
    const { botId, apiToken } = await api.addBot();
    for (const body of [
      { support_username: 'a b' },
      { support_username: 'https://t.me/help' },
      { admin_chat_id: '@channel' },
      { admin_chat_id: '0' },
      { admin_topic_id: '-1' },
      { admin_chat_id: 'group' },
      { admin_topic_id: '1.5' },
      { admin_topic_id: '' },
    ]) {
      const answer = await api.call('PUT', `/bots/${botId}`, { token: apiToken, body });
      const fields = answer.body.errors.map(({ field }: { field: string }) => field);
      expect([answer.status, fields], JSON.stringify(body)).to.deep.equal([
        422,
        [`body.${Object.keys(body)[0]}`],
      ]);
    }
    expect((await api.call('GET', `/bots/${botId}`)).body).to.include(none);
  });
});

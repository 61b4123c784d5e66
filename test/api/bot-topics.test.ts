import { expect } from 'chai';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

describe('the admin API: the test of a bot whose admins have a topic', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  /** A bot whose admins listen in a topic, and calls of the bot about it. */
  async function topicBot() {
    const made = await api.addBot();
    const { telegram } = api.side;
    const chatId = telegram.addGroup({ isForum: true, adminBots: [made.token] });
    const owner = telegram.person({ firstName: 'Owner' });
    const call = async (method: string, params: Record<string, unknown>) => {
      const response = await fetch(`${telegram.url}/bot${made.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: Number(chatId), ...params }),
      });
      expect(response.status).to.equal(200);
    };
    await call('createForumTopic', { name: 'Sales' });
    const topicId = telegram.topics(chatId)[0]!.id;
    const body = { admin_chat_id: chatId, admin_topic_id: String(topicId) };
    expect((await api.call('PUT', `/bots/${made.botId}`, { body })).status).to.equal(200);
    const shown = () =>
      telegram.chat(made.token, chatId).filter(({ raw, isDeleted }) => raw.text !== undefined && !isDeleted);
    return {
      topic: { message_thread_id: topicId },
      call,
      shown,
      loseRights: () => void telegram.setBotStatus(made.token, { chatId, by: owner }, 'member'),
      async test() {
        const { body: found } = await api.call('POST', `/bots/${made.botId}/test`);
        const { ok, detail } = found.checks.find(({ name }: { name: string }) => name === 'topics');
        expect(shown(), 'nothing of the test stays').to.deep.equal([]);
        return [ok, detail, found.ok];
      },
    };
  }
  const well = [true, 'Each of them takes messages.', true];
  const wrong = (topicId: number, fault: string) => [
    false,
    `admin_topic_id ${topicId}: ${fault}; its messages come without a topic.`,
    false,
  ];

  it('finds one that is there well, whether or not the bot may manage topics', async () => {
    const { test, loseRights } = await topicBot();
    expect(await test()).to.deep.equal(well);
    loseRights();
    expect(await test()).to.deep.equal(well);
  });

  it('says of one that was deleted that it is gone', async () => {
    const { test, call, topic } = await topicBot();
    await call('deleteForumTopic', topic);
    expect(await test()).to.deep.equal(
      wrong(topic.message_thread_id, 'Bad Request: message thread not found'),
    );
  });

  it('says of one that was closed that it takes none, unless the bot may write there all the same', async () => {
    const { test, call, topic, loseRights } = await topicBot();
    await call('closeForumTopic', topic);
    expect(await test()).to.deep.equal(well);
    loseRights();
    expect(await test()).to.deep.equal(wrong(topic.message_thread_id, 'Bad Request: TOPIC_CLOSED'));
  });

  it('says that a group without topics has none', async () => {
    const { botId, token } = await api.addBot();
    const chatId = api.side.telegram.addGroup({ bots: [token] });
    const body = { admin_chat_id: chatId, admin_topic_id: '17' };
    await api.call('PUT', `/bots/${botId}`, { body });
    const { body: found } = await api.call('POST', `/bots/${botId}/test`);
    const check = found.checks.find(({ name }: { name: string }) => name === 'topics');
    expect([check.ok, check.detail]).to.deep.equal([
      false,
      'admin_topic_id 17: the chat has no topics; its messages come without a topic.',
    ]);
  });
});

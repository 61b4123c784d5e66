import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const trouble = en.notices.topicTrouble.split('{')[0]!;

describe('a message into a topic', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let group: string;
  let topicId: number;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    group = driver.telegram.addGroup({ isForum: true, adminBots: [bot.token] });
    await call('createForumTopic', { name: 'Sales' });
    topicId = driver.telegram.topics(group)[0]!.id;
    await ownerQuery('update bots set admin_chat_id = $2, admin_topic_id = $3 where id = $1', [
      bot.botId,
      group,
      topicId,
    ]);
    await bot.publish();
  });

  /** A call of the bot to Telegram about the group. */
  async function call(method: string, params: Record<string, unknown>): Promise<void> {
    const response = await fetch(`${driver.telegram.url}/bot${bot.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: Number(group), ...params }),
    });
    expect(response.status, await response.text()).to.equal(200);
  }
  const lose: Readonly<Record<string, () => Promise<void>>> = {
    deleted: () => call('deleteForumTopic', { message_thread_id: topicId }),
    closed: async () => {
      await call('closeForumTopic', { message_thread_id: topicId });
      const owner = driver.telegram.person({ firstName: 'Owner' });
      driver.telegram.setBotStatus(bot.token, { chatId: group, by: owner }, 'member');
    },
  };
  const order = async (params: Payload<'message.send'>['params']): Promise<void> => {
    const place = { chat_id: Number(group), message_thread_id: topicId };
    await enqueue(bot.tenant, 'message.send', {
      chat_id: group,
      method: 'sendMessage',
      params: { ...place, ...params },
    });
    await driver.settle();
  };
  const said = () =>
    bot
      .said({ id: group })
      .filter(({ raw }) => raw.text !== undefined)
      .map(({ text, threadId }) => [text, threadId]);
  const words = () => said().filter(([text]) => String(text).startsWith(trouble));

  it('goes into it while it is there', async () => {
    await order({ text: 'sold' });
    expect(said()).to.deep.equal([['sold', topicId]]);
  });

  for (const [what, happens] of Object.entries(lose)) {
    it(`that was ${what} comes without it, and the admins hear of it once`, async () => {
      await happens();
      await order({ text: 'one' });
      await order({ text: 'two' });
      const plain = said().filter(([text]) => !String(text).startsWith(trouble));
      expect(plain).to.deep.equal([
        ['one', undefined],
        ['two', undefined],
      ]);
      expect(words()).to.have.lengthOf(1);
      const [text, thread] = words()[0]!;
      expect(text).to.contain('admin_topic_id').and.contain(String(topicId));
      expect(thread).to.equal(undefined);
    });

    it(`that was ${what} comes without it when it is a picture`, async () => {
      await happens();
      const params = { chat_id: Number(group), message_thread_id: topicId, caption: 'Your link' };
      await enqueue(bot.tenant, 'message.send-qr', { chat_id: group, content: 'https://x.example', params });
      await driver.settle();
      const pictures = bot.said({ id: group }).filter(({ photo }) => photo);
      expect(pictures.map(({ threadId }) => threadId)).to.deep.equal([undefined]);
    });
  }

  for (const words of ['TOPIC_DELETED', 'TOPIC_CLOSED', 'TOPIC_ID_INVALID', 'message thread not found'])
    it(`comes without it when Telegram says “${words}”`, async () => {
      const error = { code: 400, description: `Bad Request: ${words}` };
      driver.telegram.failNext({ token: bot.token, method: 'sendMessage', error });
      await order({ text: 'sold' });
      expect(said()[0]).to.deep.equal(['sold', undefined]);
    });

  it('goes into it again as soon as it is open', async () => {
    await lose.closed!();
    await order({ text: 'one' });
    const owner = driver.telegram.person({ firstName: 'Owner' });
    driver.telegram.setBotStatus(bot.token, { chatId: group, by: owner }, 'administrator');
    await call('reopenForumTopic', { message_thread_id: topicId });
    await order({ text: 'two' });
    expect(said().at(-1)).to.deep.equal(['two', topicId]);
  });

  it('in which somebody typed a command is answered without it when it is gone, and no admin hears of it', async () => {
    const foreign = driver.telegram.addGroup({ isForum: true, adminBots: [bot.token] });
    const params = { chat_id: Number(foreign), message_thread_id: 99, text: 'hello' };
    await enqueue(bot.tenant, 'message.send', { chat_id: foreign, method: 'sendMessage', params });
    await driver.settle();
    expect(bot.said({ id: foreign }).map(({ text }) => text)).to.deep.equal(['hello']);
    expect(words()).to.deep.equal([]);
  });

  it('comes without it though the group moved and the topic went', async () => {
    const old = driver.telegram.addGroup({ isBasic: true, bots: [bot.token] });
    const next = driver.telegram.migrateGroup(old, driver.telegram.person({ firstName: 'Owner' }));
    const error = { code: 400, description: 'Bad Request: message thread not found' };
    driver.telegram.failNext({ token: bot.token, chatId: next, error });
    const params = { chat_id: Number(old), message_thread_id: 7, text: 'sold' };
    await enqueue(bot.tenant, 'message.send', { chat_id: old, method: 'sendMessage', params });
    await driver.settle();
    expect(bot.said({ id: next }).map(({ text }) => text)).to.deep.equal(['sold']);
  });
});

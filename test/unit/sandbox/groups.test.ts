import { expect } from 'chai';
import { startedStandIn } from './stand-in.js';

describe('sandbox: groups, channels and topics', () => {
  it('tells members of a channel from others, to bots that run it only', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const chatId = telegram.addChannel({ username: 'shop_news', adminBots: [token] });
    const statusOf = async (chat_id: string): Promise<string> => {
      const answer = await call('getChatMember', { chat_id, user_id: person.id });
      return answer.result?.status ?? answer.description;
    };
    expect(await statusOf(chatId)).to.equal('left');
    telegram.joinChannel(person, chatId);
    expect(await statusOf('@shop_news')).to.equal('member');
    telegram.leaveChannel(person, chatId);
    expect(await statusOf(chatId)).to.equal('left');
    const foreign = telegram.addChannel({ username: 'other_news' });
    expect(await statusOf(foreign)).to.equal('Bad Request: member list is inaccessible');
    expect(await statusOf('-100555')).to.equal('Bad Request: chat not found');
    expect(await statusOf('@nobody_here')).to.equal('Bad Request: chat not found');
    const unknown = await call('getChatMember', { chat_id: chatId, user_id: 77 });
    expect(unknown.description).to.equal('Bad Request: user not found');
    await telegram.close();
  });

  it('sends a bot chat_member when it asks for it', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const chatId = telegram.addChannel({ adminBots: [token] });
    await call('getUpdates', { allowed_updates: ['chat_member'] });
    telegram.joinChannel(person, chatId);
    const update = (await call('getUpdates')).result.at(-1);
    expect(update.chat_member.new_chat_member).to.deep.include({ status: 'member' });
    await telegram.close();
  });

  it('keeps topics of a forum and refuses the General topic by number, and topics that are gone', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const chat_id = telegram.addGroup({ isForum: true, adminBots: [token], members: [person] });
    const topic = (await call('createForumTopic', { chat_id, name: 'Buyer 1' })).result;
    const message_thread_id = topic.message_thread_id as number;
    const sent = await call('sendMessage', { chat_id, message_thread_id, text: 'in topic' });
    expect(sent.result).to.include({ message_thread_id, is_topic_message: true });
    telegram.send(token, person, { text: 'reply', chatId: chat_id, threadId: message_thread_id });
    const update = (await call('getUpdates')).result.at(-1).message;
    expect(update).to.include({ message_thread_id, is_topic_message: true, text: 'reply' });
    const gone = 'Bad Request: message thread not found';
    expect((await call('sendMessage', { chat_id, message_thread_id: 1, text: 'x' })).description).to.equal(
      gone,
    );
    await call('deleteForumTopic', { chat_id, message_thread_id });
    expect((await call('sendMessage', { chat_id, message_thread_id, text: 'x' })).description).to.equal(gone);
    expect((await call('sendMessage', { chat_id, text: 'x' })).ok).to.equal(true);
    await telegram.close();
  });

  it('refuses a closed topic to bots that do not run the forum, after all else that is wrong', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const chat_id = telegram.addGroup({ isForum: true, adminBots: [token], members: [person] });
    const topic = (await call('createForumTopic', { chat_id, name: 'Sales' })).result;
    const into = { chat_id, message_thread_id: topic.message_thread_id as number };
    await call('closeForumTopic', into);
    expect((await call('sendMessage', { ...into, text: 'by an admin' })).ok).to.equal(true);
    telegram.setBotStatus(token, { chatId: chat_id, by: person }, 'member');
    const say = async (more = {}) => (await call('sendMessage', { ...into, text: 'x', ...more })).description;
    expect(await say()).to.equal('Bad Request: TOPIC_CLOSED');
    const toNothing = { reply_parameters: { message_id: 9_999 } };
    expect(await say(toNothing)).to.equal('Bad Request: message to be replied not found');
    expect(await say({ message_thread_id: 77, ...toNothing })).to.equal(
      'Bad Request: message thread not found',
    );
    const typing = { ...into, message_thread_id: 77, action: 'typing' };
    expect((await call('sendChatAction', typing)).ok, 'of a topic that is gone, too').to.equal(true);
    await telegram.close();
  });

  it('takes the number of a topic in a group without topics for nothing', async () => {
    const { telegram, token, call } = await startedStandIn();
    for (const isBasic of [true, false]) {
      const chat_id = telegram.addGroup({ isBasic, bots: [token] });
      const sent = await call('sendMessage', { chat_id, message_thread_id: 77, text: 'x' });
      expect(sent.ok).to.equal(true);
      expect(sent.result).not.to.have.property('message_thread_id');
    }
    await telegram.close();
  });

  it('refuses writes to a group that became a supergroup, with its new id', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const chat_id = telegram.addGroup({ isBasic: true, bots: [token], members: [person] });
    expect((await call('sendMessage', { chat_id, text: 'x' })).ok).to.equal(true);
    const next = telegram.migrateGroup(chat_id, person);
    const refused = await call('sendMessage', { chat_id, text: 'x' });
    expect(refused.description).to.equal('Bad Request: group chat was upgraded to a supergroup chat');
    expect(refused.parameters).to.deep.equal({ migrate_to_chat_id: Number(next) });
    expect((await call('sendMessage', { chat_id: next, text: 'x' })).ok).to.equal(true);
    await telegram.close();
  });

  it('tells a bot that it was blocked, and refuses one that was kicked', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    telegram.block(token, person);
    const update = (await call('getUpdates')).result.at(-1).my_chat_member;
    expect(update.new_chat_member.status).to.equal('kicked');
    expect(() => telegram.send(token, person, 'x')).to.throw(/has blocked the bot/);
    const chat_id = telegram.addGroup({ bots: [token] });
    telegram.setBotStatus(token, { chatId: chat_id, by: person }, 'kicked');
    const refused = await call('sendMessage', { chat_id, text: 'x' });
    expect(refused.description).to.equal('Forbidden: bot was kicked from the supergroup chat');
    await telegram.close();
  });

  it('keeps commands per scope and language', async () => {
    const { telegram, call } = await startedStandIn();
    const commands = [{ command: 'start', description: 'شروع' }];
    await call('setMyCommands', { commands, language_code: 'fa' });
    expect((await call('getMyCommands', { language_code: 'fa' })).result).to.deep.equal(commands);
    expect((await call('getMyCommands')).result).to.deep.equal([]);
    const bad = await call('setMyCommands', { commands: [{ command: 'Start!', description: 'x' }] });
    expect(bad.description).to.equal('Bad Request: BOT_COMMAND_INVALID');
    const scope = { type: 'chat', chat_idd: 5 };
    expect((await call('setMyCommands', { commands, scope })).description).to.match(
      /"scope.chat_idd" of BotCommandScopeChat/,
    );
    await telegram.close();
  });

  it('copies messages by id and forwards them with their origin', async () => {
    const { telegram, person, call, say } = await startedStandIn();
    const message_id = (await say('original')).result.message_id as number;
    const from = { chat_id: person.id, from_chat_id: person.id, message_id };
    expect((await call('copyMessage', from)).result).to.have.keys('message_id');
    const forwarded = await call('forwardMessage', from);
    expect(forwarded.result.forward_origin.type).to.equal('user');
    expect((await call('copyMessage', { ...from, message_id: 999 })).description).to.equal(
      'Bad Request: message to copy not found',
    );
    await telegram.close();
  });
});

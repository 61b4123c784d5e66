import { expect } from 'chai';
import { startedStandIn } from './stand-in.js';

async function forum() {
  const begun = await startedStandIn();
  const { telegram, token, person, call } = begun;
  await call('getUpdates', { allowed_updates: ['message', 'edited_message'] });
  const chatId = telegram.addGroup({ title: 'Desk', isForum: true, owner: person, adminBots: [token] });
  const made = await call('createForumTopic', { chat_id: chatId, name: 'one' });
  const threadId = made.result.message_thread_id as number;
  const heard = async () => (await call('getUpdates')).result.at(-1);
  const to = { chat_id: chatId, message_thread_id: threadId };
  return { ...begun, chatId, threadId, heard, to };
}

describe('sandbox: what is said in forums', () => {
  it('makes what a person sends into a topic a reply to the message that made it', async () => {
    const { telegram, token, person, chatId, threadId, heard } = await forum();
    telegram.send(token, person, { text: 'hello', chatId, threadId });
    const { message } = await heard();
    expect(message).to.include({ message_thread_id: threadId, is_topic_message: true });
    expect(message.reply_to_message).to.deep.include({ message_id: threadId });
    expect(message.reply_to_message.forum_topic_created.name).to.equal('one');
    expect(telegram.chat(token, chatId).at(-1)?.replyToId).to.equal(undefined);
    expect(() => telegram.send(token, person, { text: 'x', chatId, threadId: 99 })).to.throw(/has no topic/);
    await telegram.close();
  });

  it('takes what an admin says as the group for a bot of Telegram', async () => {
    const { telegram, token, person, chatId, heard } = await forum();
    telegram.send(token, person, { text: 'we', chatId, asGroup: { signature: 'boss' } });
    const { message } = await heard();
    expect(message.from).to.include({ id: 1_087_968_824, is_bot: true });
    expect(message.sender_chat.id).to.equal(Number(chatId));
    expect(message.author_signature).to.equal('boss');
    await telegram.close();
  });

  it('tells of edits, and lets a person change only their own', async () => {
    const { telegram, token, person, chatId, threadId, heard } = await forum();
    telegram.send(token, person, { text: 'hello', chatId, threadId });
    const messageId = (await heard()).message.message_id as number;
    telegram.edit(token, person, { messageId, chatId, text: 'hello!' });
    expect((await heard()).edited_message).to.include({ text: 'hello!', message_id: messageId });
    expect(() => telegram.edit(token, person, { messageId: threadId, chatId, text: 'x' })).to.throw(/is not/);
    await telegram.close();
  });

  it('asks for the right to manage topics, except of a bot that made this one', async () => {
    const { telegram, token, person, call, chatId, to } = await forum();
    telegram.setBotStatus(token, { chatId, by: person }, 'administrator', ['can_manage_topics']);
    const refused = await call('createForumTopic', { chat_id: chatId, name: 'two' });
    expect(refused.description).to.equal('Bad Request: not enough rights to create a topic');
    expect((await call('editForumTopic', { ...to, name: 'mine' })).ok).to.equal(true);
    expect((await call('editForumTopic', { ...to, name: 'mine' })).description).to.match(
      /TOPIC_NOT_MODIFIED/,
    );
    expect((await call('closeForumTopic', to)).ok).to.equal(true);
    telegram.deleteTopic(chatId, to.message_thread_id);
    for (const method of ['closeForumTopic', 'sendMessage'])
      expect(
        (await call(method, { ...to, ...(method === 'sendMessage' && { text: 'x' }) })).description,
      ).to.equal('Bad Request: message thread not found');
    await telegram.close();
  });

  it('tells every bot that is there of topics that are closed and opened again, also the one that did it', async () => {
    const { telegram, token, person, call, chatId, threadId, heard, to } = await forum();
    const other = telegram.addBot();
    telegram.setBotStatus(other.token, { chatId, by: person }, 'member');
    const before = telegram.pendingUpdates(other.token).length;
    await call('closeForumTopic', to);
    const place = { message_thread_id: threadId, is_topic_message: true };
    const closed = (await heard()).message;
    expect(closed).to.deep.include({ ...place, forum_topic_closed: {} });
    expect(closed.from).to.include({ is_bot: true, id: Number(token.split(':')[0]) });
    telegram.turnTopic(person, chatId, { topicId: threadId, isClosed: false });
    const opened = (await heard()).message;
    expect(opened).to.deep.include({ ...place, forum_topic_reopened: {} });
    expect(opened.from).to.include({ is_bot: false, id: Number(person.id) });
    expect(opened.reply_to_message.forum_topic_created.name).to.equal('one');
    expect(telegram.pendingUpdates(other.token)).to.have.length(before + 2);
    const turn = { topicId: threadId, isClosed: true };
    expect(() => telegram.turnTopic(person, chatId, { ...turn, isClosed: false })).to.throw(
      /is open already/,
    );
    const stranger = telegram.person({ firstName: 'Ali' });
    expect(() => telegram.turnTopic(stranger, chatId, turn)).to.throw(/may not manage/);
    await telegram.close();
  });

  it('lets a bot that is no admin hear commands and replies to it only', async () => {
    const { telegram, token, person, call, heard } = await forum();
    const chatId = telegram.addGroup({ bots: [token], members: [person] });
    const own = (await call('sendMessage', { chat_id: chatId, text: 'x' })).result.message_id as number;
    expect(telegram.send(token, person, { text: 'talk', chatId })).to.equal(0);
    telegram.send(token, person, { text: 'a reply', chatId, replyTo: own });
    expect((await heard()).message.text).to.equal('a reply');
    telegram.send(token, person, { text: '/close', chatId });
    expect((await heard()).message.text).to.equal('/close');
    await telegram.close();
  });

  it('sends each kind of file by the id under which it came, but no picture as another kind', async () => {
    const { telegram, token, person, call, heard } = await forum();
    const kinds = {
      animation: 'sendAnimation',
      audio: 'sendAudio',
      sticker: 'sendSticker',
      video: 'sendVideo',
      video_note: 'sendVideoNote',
      voice: 'sendVoice',
    } as const;
    for (const [kind, method] of Object.entries(kinds)) {
      telegram.send(token, person, { media: kind as 'voice' });
      const id = (await heard()).message[kind].file_id as string;
      const sent = await call(method, { chat_id: person.id, [kind]: id });
      expect(sent.result, kind).to.have.property(kind);
      expect((await call('sendPhoto', { chat_id: person.id, photo: id })).description).to.match(
        /can't use file of type \w+ as Photo/,
      );
    }
    const voice = telegram.chat(token, person.id).findLast(({ media }) => media?.kind === 'voice')!;
    const edit = { chat_id: person.id, message_id: voice.id };
    expect((await call('editMessageCaption', { ...edit, caption: 'a' })).ok).to.equal(true);
    const media = { type: 'audio', media: voice.media?.fileId };
    expect((await call('editMessageMedia', { ...edit, media })).description).to.match(/can't be edited/);
    await telegram.close();
  });
});

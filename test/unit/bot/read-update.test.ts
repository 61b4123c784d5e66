import { expect } from 'chai';
import fc from 'fast-check';
import { readCallbackData, writeCallbackData } from '#bot/callback-data.js';
import { readUpdate } from '#bot/read-update.js';

const from = { id: 77, is_bot: false, first_name: 'Sara' };
const chat = { id: 77, type: 'private' };
const message = (extra: object): Record<string, unknown> => ({
  update_id: 1,
  message: { message_id: 5, date: 1, from, chat, ...extra },
});

const group = { id: -5, type: 'supergroup', title: 'Desk' };

describe('reading an update', () => {
  it('finds the command, the bot it names and its argument', () => {
    expect(readUpdate(message({ text: '/START@Shop_Bot  abc_1 ' }))).to.deep.include({
      kind: 'message',
      chatId: '77',
      command: { name: 'start', target: 'shop_bot', argument: 'abc_1' },
    });
    expect(readUpdate(message({ text: '/menu' }))).to.have.nested.property('command.argument', '');
    expect(readUpdate(message({ text: 'see /menu' }))).to.have.property('command', undefined);
    expect(readUpdate(message({ text: '/' }))).to.have.property('command', undefined);
  });

  it('takes a text of 100,000 signs', () => {
    expect(readUpdate(message({ text: '/start '.repeat(15_000) }))).to.have.property('kind', 'message');
  });

  it('lets a message be edited only when it is a text of ours that can be reached', () => {
    const tap = (carrier: object): unknown =>
      readUpdate({ update_id: 1, callback_query: { id: 'q', from, data: 'menu', message: carrier } });
    const ours = { chat, message_id: 9, date: 5, text: 'x', from: { id: 1, is_bot: true, first_name: 'b' } };
    expect(tap(ours)).to.have.property('messageId', 9);
    expect(tap({ ...ours, date: 0 })).to.have.property('messageId', undefined);
    expect(tap({ ...ours, text: undefined })).to.have.property('messageId', undefined);
    expect(tap({ chat, message_id: 9, date: 0 })).to.have.property('messageId', undefined);
  });

  it('knows the sender of a tap on a message sent by way of inline mode', () => {
    expect(
      readUpdate({ update_id: 1, callback_query: { id: 'q', from, inline_message_id: 'i' } }),
    ).to.deep.include({ kind: 'tap', chatId: '77', data: undefined, messageId: undefined });
  });

  it('reads the new number of a group that became a supergroup, whoever made it one', () => {
    const moved = { chat: { id: -5, type: 'group' }, migrate_to_chat_id: -1_005_000_000_000 };
    for (const by of [from, { ...from, is_bot: true }, undefined])
      expect(readUpdate({ update_id: 1, ...message({ ...moved, from: by }) })).to.deep.equal({
        kind: 'group-moved',
        chatId: '-5',
        to: '-1005000000000',
      });
  });

  const ignored: [string, Record<string, unknown>][] = [
    ['a message without a sender', { message: { message_id: 5, date: 1, chat, text: 'x' } }],
    ['a message of a bot', message({ from: { ...from, is_bot: true }, text: 'x' })],
    ['a service message in a group', message({ chat: group, new_chat_title: 'x' })],
    ['what a channel says in a group', message({ chat: group, sender_chat: { id: -9 }, text: 'hello' })],
    [
      'what another bot says in a group',
      message({ chat: group, from: { ...from, is_bot: true }, text: 'x' }),
    ],
    [
      'an edited message of a bot',
      { edited_message: { message_id: 5, from: { ...from, is_bot: true }, chat, text: 'x' } },
    ],
    ['an edited place', { edited_message: { message_id: 5, from, chat, location: {} } }],
    [
      'an edited message in a channel',
      { edited_message: { message_id: 5, from, chat: { id: -5, type: 'channel' }, text: 'x' } },
    ],
    ['a channel post', { channel_post: { message_id: 1, chat: { id: -5, type: 'channel' }, text: 'x' } }],
    [
      'a direct message to a channel',
      message({ chat: { id: -5, type: 'supergroup', is_direct_messages: true }, text: '/start' }),
    ],
    [
      'a command in a topic of direct messages',
      message({
        chat: { id: -5, type: 'supergroup' },
        direct_messages_topic: { topic_id: 1 },
        text: '/start@shop_bot',
      }),
    ],
    [
      'a reply to a bot among direct messages',
      message({
        ...{ chat: { id: -5, type: 'supergroup', is_direct_messages: true }, text: 'hello' },
        reply_to_message: { message_id: 4, from: { id: 1, is_bot: true, first_name: 'b' } },
      }),
    ],
    [
      'a tap among direct messages',
      {
        callback_query: {
          ...{ id: 'q', from, data: 'menu' },
          message: {
            chat: { id: -5, type: 'supergroup', is_direct_messages: true },
            message_id: 9,
            date: 5,
            text: 'x',
          },
        },
      },
    ],
    ['a service message', message({ pinned_message: {} })],
    ['a type that did not exist when this was written', { telepathy: { from } }],
    ['nothing at all', {}],
    ['a message that is a text', { message: 'x' }],
    ['a callback query that is null', { callback_query: null }],
  ];
  for (const [what, update] of ignored)
    it(`ignores ${what}`, () => {
      expect(readUpdate({ update_id: 1, ...update })).to.have.property('kind', 'ignored');
    });

  it('takes the largest size of a picture, a file with its kind and size, and the words below', () => {
    const size = (name: string, side: number, more = {}) => ({
      ...{ file_id: name, file_unique_id: `u_${name}`, width: side, height: side },
      ...more,
    });
    const photo = [size('small', 90), size('large', 1280, { file_size: 9 }), size('middle', 320)];
    expect(readUpdate(message({ photo, caption: 'paid' }))).to.deep.include({
      text: undefined,
      attachment: {
        ...{ kind: 'image', fileId: 'large', uniqueId: 'u_large', mimeType: undefined, size: 9 },
        caption: 'paid',
      },
    });
    const document = { file_id: 'd-1', file_unique_id: 'd', mime_type: 'application/pdf', file_size: 5 };
    expect(readUpdate(message({ document }))).to.deep.include({
      attachment: {
        ...{ kind: 'document', fileId: 'd-1', uniqueId: 'd', mimeType: 'application/pdf', size: 5 },
        caption: undefined,
      },
    });
    for (const none of [
      { document, animation: {} },
      { photo: [] },
      { photo: [{ file_id: 'a b', file_unique_id: 'x', width: 1, height: 1 }] },
      { document: { file_id: 7 } },
      { sticker: { file_id: 's', file_unique_id: 's' } },
    ])
      expect(readUpdate(message(none)), JSON.stringify(none)).to.have.property('attachment', undefined);
    expect(readUpdate(message({ photo: [size('large', 1280)], caption: 5 }))).to.have.nested.property(
      'attachment.caption',
      undefined,
    );
  });

  it('reads what is said in a group, its topic, and what it is a reply to', () => {
    const topic = { message_thread_id: 7, is_topic_message: true };
    const made = { message_id: 7, from: { id: 1, is_bot: true }, forum_topic_created: { name: 'x' } };
    const said = readUpdate(message({ chat: group, text: 'hello', ...topic, reply_to_message: made }));
    expect(said).to.deep.include({ kind: 'group-message', chatId: '-5', messageId: 5, topicId: 7 });
    expect(said).to.deep.include({
      replied: undefined,
      content: { kind: 'text', html: 'hello', words: 'hello' },
    });
    const reply = { message_id: 8, from: { id: 1, is_bot: true } };
    expect(
      readUpdate(message({ chat: group, text: '/note x', ...topic, reply_to_message: reply })),
    ).to.deep.include({
      ...{ kind: 'group-command', topicId: 7, replied: { messageId: 8, botId: '1' } },
      command: { name: 'note', target: '', argument: 'x' },
    });
    expect(
      readUpdate(message({ chat: group, text: 'hello', message_thread_id: 7 })),
      'no forum',
    ).to.deep.include({
      topicId: undefined,
    });
    expect(readUpdate(message({ chat: group, location: {} }))).to.deep.include({
      ...{ kind: 'group-message', content: undefined },
    });
  });

  it('reads that somebody closed a topic of a group or opened it again, but not that a bot did', () => {
    const place = { chat: group, message_thread_id: 7, is_topic_message: true };
    const turned = { kind: 'group-topic', chatId: '-5', messageId: 5, topicId: 7 };
    expect(readUpdate(message({ ...place, forum_topic_closed: {} }))).to.deep.include({
      ...turned,
      isClosed: true,
    });
    expect(readUpdate(message({ ...place, forum_topic_reopened: {} }))).to.deep.include({
      ...turned,
      isClosed: false,
    });
    const ofBot = { ...place, from: { ...from, is_bot: true }, forum_topic_closed: {} };
    expect(readUpdate(message(ofBot))).to.have.property('kind', 'ignored');
    for (const other of [{ forum_topic_edited: { name: 'x' } }, { general_forum_topic_hidden: {} }])
      expect(readUpdate(message({ ...place, ...other }))).to.have.property('kind', 'ignored');
    expect(readUpdate(message({ chat: group, forum_topic_closed: {} }))).to.have.property('kind', 'ignored');
  });

  it('knows an admin who writes as the group', () => {
    const anonymous = {
      from: { id: 1087968824, is_bot: true, first_name: 'Group' },
      sender_chat: { id: -5 },
    };
    const said = (more: object) => readUpdate(message({ chat: group, text: 'hello', ...anonymous, ...more }));
    expect(said({ author_signature: 'boss' })).to.have.nested.property('profile.firstName', 'boss');
    expect(said({})).to.have.nested.property('profile.firstName', 'Desk');
  });

  it('reads what a message says after it was edited', () => {
    const edited = { message_id: 5, from, chat, text: 'now' };
    expect(readUpdate({ update_id: 1, edited_message: edited })).to.deep.include({
      ...{ kind: 'edit', isInGroup: false, chatId: '77', messageId: 5 },
      content: { kind: 'text', html: 'now', words: 'now' },
    });
    expect(readUpdate({ update_id: 1, edited_message: { ...edited, chat: group } })).to.deep.include({
      ...{ kind: 'edit', isInGroup: true, chatId: '-5' },
    });
  });

  it('never throws, whatever comes', () => {
    const keys = fc.constantFrom('edited_message', 'message', 'callback_query', 'my_chat_member', 'x');
    fc.assert(
      fc.property(keys, fc.anything(), (key, value) => Boolean(readUpdate({ update_id: 1, [key]: value }))),
    );
  });
});

describe('the data of a button', () => {
  it('comes back as it was written', () => {
    expect(readCallbackData(writeCallbackData('choose-language', 'fa'))).to.deep.equal({
      action: 'choose-language',
      argument: 'fa',
    });
    expect(readCallbackData(writeCallbackData('menu'))).to.deep.equal({ action: 'menu', argument: '' });
  });

  it('is refused where it could not be read back', () => {
    for (const [action, argument] of [
      ['Menu', ''],
      ['menu', 'a:b'],
      ['menu', 'x'.repeat(60)],
      ['menu', 'سلام'],
    ] as const)
      expect(() => writeCallbackData(action as 'menu', argument)).to.throw('cannot be the data of a button');
  });

  it('is nothing when it was never ours', () => {
    for (const data of [undefined, '', 'x'.repeat(65), 'a b', '{"a":1}', 'menu:', 'menu:a:b', 'منو'])
      expect(readCallbackData(data)).to.equal(undefined);
  });
});

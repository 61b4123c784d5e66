import { expect } from 'chai';
import { samplePhoto } from '../../../scripts/sandbox/telegram/sample-photo.js';
import { callerOf, startedStandIn } from './stand-in.js';

type Started = Awaited<ReturnType<typeof startedStandIn>>;

describe('sandbox: sending and editing', () => {
  let started: Started;
  const refusal = async (method: string, params: object): Promise<string> => {
    const answer = await started.call(method, { chat_id: started.person.id, ...params });
    return `${answer.status} ${answer.description}`;
  };

  before(async () => {
    started = await startedStandIn();
  });
  after(() => started.telegram.close());

  it('answers with the message as Telegram shows it', async () => {
    const { say, person } = started;
    const answer = await say('<b>Plans</b>', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: '30 days', callback_data: 'p:1' }]] },
    });
    expect(answer.ok).to.equal(true);
    expect(answer.result.text).to.equal('Plans');
    expect(answer.result.entities).to.deep.equal([{ offset: 0, length: 5, type: 'bold' }]);
    expect(answer.result.chat).to.deep.equal({ id: Number(person.id), first_name: 'Buyer', type: 'private' });
    expect(answer.result.from.is_bot).to.equal(true);
  });

  it('refuses tokens, methods and parameters it does not know, by name', async () => {
    const { telegram, call } = started;
    expect((await callerOf(telegram, 'nonsense')('getMe')).description).to.equal('Not Found');
    const stranger = await callerOf(telegram, `123456789:${'A'.repeat(35)}`)('getMe');
    expect([stranger.status, stranger.description]).to.deep.equal([401, 'Unauthorized']);
    const unknown = await call('sendMesage');
    expect([unknown.status, unknown.description]).to.deep.equal([404, 'Not Found: method not found']);
    expect((await call('GETME')).result.username).to.equal('shop_bot');
    expect(await refusal('sendMessage', { text: 'a', disable_web_page_preview: true })).to.match(
      /400 Bad Request: unknown parameter "disable_web_page_preview" of sendMessage/,
    );
    const typo = { text: 'a', reply_markup: { inline_keyboard: [[{ text: 'x', calback_data: 'y' }]] } };
    expect(await refusal('sendMessage', typo)).to.match(
      /unknown parameter "reply_markup.inline_keyboard\[0\]\[0\].calback_data" of InlineKeyboardButton/,
    );
    expect(await refusal('sendMessage', { text: 5 })).to.match(
      /"text" of sendMessage must be of type String/,
    );
    expect((await call('sendMessage', { text: 'a' })).description).to.equal('Bad Request: chat_id is empty');
    expect((await call('sendDice', { chat_id: 1 })).status).to.equal(501);
  });

  it('refuses texts and buttons in the words of Telegram', async () => {
    const button = (extra: object) => ({
      text: 'a',
      reply_markup: { inline_keyboard: [[{ text: 'x', ...extra }]] },
    });
    expect(await refusal('sendMessage', { text: ' ' })).to.equal('400 Bad Request: message text is empty');
    expect(await refusal('sendMessage', {})).to.equal('400 Bad Request: message text is empty');
    expect(await refusal('sendMessage', { text: 'a'.repeat(4097) })).to.equal(
      '400 Bad Request: message is too long',
    );
    const long = `<b>${'a'.repeat(4096)}</b>`;
    expect((await started.say(long, { parse_mode: 'HTML' })).ok).to.equal(true);
    expect(await refusal('sendMessage', { text: '<x>', parse_mode: 'HTML' })).to.equal(
      '400 Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    );
    const data = 'ف'.repeat(33);
    expect(await refusal('sendMessage', button({ callback_data: data }))).to.equal(
      '400 Bad Request: BUTTON_DATA_INVALID',
    );
    expect(await refusal('sendMessage', button({ callback_data: '' }))).to.equal(
      '400 Bad Request: BUTTON_DATA_INVALID',
    );
    expect(await refusal('sendMessage', button({ url: 'http://localhost/x' }))).to.equal(
      "400 Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    );
    expect(await refusal('sendMessage', button({ url: 'https://e.org/a b' }))).to.equal(
      '400 Bad Request: BUTTON_URL_INVALID',
    );
    expect(await refusal('sendMessage', button({}))).to.match(
      /Text buttons are unallowed in the inline keyboard/,
    );
  });

  it('knows whom a bot may write to', async () => {
    const { telegram, call, token } = started;
    const stranger = telegram.person({ firstName: 'Stranger' });
    const text = 'a';
    expect((await call('sendMessage', { chat_id: stranger.id, text })).description).to.equal(
      "Forbidden: bot can't initiate conversation with a user",
    );
    expect((await call('sendMessage', { chat_id: 5, text })).description).to.equal(
      'Bad Request: chat not found',
    );
    telegram.send(token, stranger, 'hello');
    expect((await call('sendMessage', { chat_id: stranger.id, text })).ok).to.equal(true);
    telegram.block(token, stranger);
    const blocked = await call('sendMessage', { chat_id: stranger.id, text });
    expect([blocked.status, blocked.description]).to.deep.equal([
      403,
      'Forbidden: bot was blocked by the user',
    ]);
    telegram.unblock(token, stranger);
    telegram.deactivate(stranger);
    expect((await call('sendMessage', { chat_id: stranger.id, text })).description).to.equal(
      'Forbidden: user is deactivated',
    );
  });

  it('edits only its own messages, and only when something changes', async () => {
    const { say, telegram, token, person } = started;
    const sent = await say('first');
    const message_id = sent.result.message_id as number;
    expect(await refusal('editMessageText', { message_id, text: 'first' })).to.match(
      /^400 Bad Request: message is not modified: /,
    );
    const edited = await started.call('editMessageText', { chat_id: person.id, message_id, text: 'second' });
    expect(edited.result.text).to.equal('second');
    expect(telegram.chat(token, person.id).find(({ id }) => id === message_id)).to.include({
      text: 'second',
      isEdited: true,
    });
    expect(await refusal('editMessageText', { message_id: 1, text: 'x' })).to.equal(
      "400 Bad Request: message can't be edited",
    );
    expect(await refusal('editMessageText', { message_id: 9999, text: 'x' })).to.equal(
      '400 Bad Request: message to edit not found',
    );
    expect(await refusal('editMessageCaption', { message_id, caption: 'x' })).to.equal(
      '400 Bad Request: there is no caption in the message to edit',
    );
  });

  it('puts a picture into a message of words, whose words are gone then', async () => {
    const { say, telegram, token, person } = started;
    const message_id = (await say('words')).result.message_id as number;
    telegram.send(token, person, { photo: samplePhoto(7) });
    const { photo: file } = telegram.chat(token, person.id).findLast(({ photo }) => photo !== undefined)!;
    const media = { type: 'photo', media: file, caption: 'below' };
    const edited = await started.call('editMessageMedia', { chat_id: person.id, message_id, media });
    expect(edited.result).to.include({ caption: 'below' }).and.not.have.property('text');
    expect(await refusal('editMessageText', { message_id, text: 'words' })).to.equal(
      '400 Bad Request: there is no text in the message to edit',
    );
  });

  it('deletes messages once', async () => {
    const { say, telegram, token, person } = started;
    const message_id = (await say('bye')).result.message_id as number;
    expect((await started.call('deleteMessage', { chat_id: person.id, message_id })).result).to.equal(true);
    expect(await refusal('deleteMessage', { message_id })).to.equal(
      '400 Bad Request: message to delete not found',
    );
    expect(telegram.chat(token, person.id).find(({ id }) => id === message_id)!.isDeleted).to.equal(true);
  });

  it('takes query strings, urlencoded bodies and multipart uploads, and keeps file_ids apart per bot', async () => {
    const { telegram, token, person } = started;
    const url = `${telegram.url}/bot${token}`;
    const got = await fetch(`${url}/sendMessage?chat_id=${person.id}&text=${encodeURIComponent('سلام')}`);
    expect(((await got.json()) as { result: { text: string } }).result.text).to.equal('سلام');
    const form = new FormData();
    form.set('chat_id', person.id);
    form.set('caption', '<i>receipt</i>');
    form.set('parse_mode', 'HTML');
    form.set(
      'photo',
      new Blob([
        new Uint8Array((await import('../../../scripts/sandbox/telegram/sample-photo.js')).samplePhoto()),
      ]),
      'r.png',
    );
    const uploaded = (await (await fetch(`${url}/sendPhoto`, { method: 'POST', body: form })).json()) as {
      result: { photo: { file_id: string; width: number }[]; caption: string };
    };
    expect(uploaded.result.caption).to.equal('receipt');
    expect(uploaded.result.photo.at(-1)!.width).to.equal(320);
    const fileId = uploaded.result.photo.at(-1)!.file_id;
    const again = await started.call('sendPhoto', { chat_id: person.id, photo: fileId });
    expect(again.ok).to.equal(true);
    const path = (await started.call('getFile', { file_id: fileId })).result.file_path as string;
    const file = await fetch(`${telegram.url}/file/bot${token}/${path}`);
    expect(file.headers.get('content-type')).to.equal('application/octet-stream');
    expect((await file.arrayBuffer()).byteLength).to.be.greaterThan(100);
    const other = telegram.addBot();
    telegram.send(other.token, person, 'hi');
    const foreign = await callerOf(telegram, other.token)('sendPhoto', { chat_id: person.id, photo: fileId });
    expect(foreign.description).to.equal('Bad Request: wrong file identifier/HTTP URL specified');
  });

  it('sends albums of two to ten, and videos, under ids of the album and the bot', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    telegram.send(token, person, { photo: true });
    const photo = telegram.chat(token, person.id).at(-1)!.photo!;
    const chat_id = person.id;
    const item = { type: 'photo', media: photo };
    const album = await call('sendMediaGroup', { chat_id, media: [{ ...item, caption: 'one' }, item] });
    expect(album.result).to.have.length(2);
    expect(album.result[0].caption).to.equal('one');
    expect(album.result[0].media_group_id).to.be.a('string').and.to.equal(album.result[1].media_group_id);
    const single = await call('sendMediaGroup', { chat_id, media: [item] });
    expect(single.description).to.match(/2 to 10 items/);
    const mixed = await call('sendMediaGroup', { chat_id, media: [item, { ...item, type: 'document' }] });
    expect(mixed.description).to.match(/can't be mixed/);
    const form = new FormData();
    form.set('chat_id', chat_id);
    form.set('video', new Blob(['moving'], { type: 'video/mp4' }), 'clip.mp4');
    form.set('duration', '3');
    const sent = await fetch(`${telegram.url}/bot${token}/sendVideo`, { method: 'POST', body: form });
    const { result } = (await sent.json()) as { result: { video: object } };
    expect(result.video).to.include({
      duration: 3,
      file_name: 'clip.mp4',
      mime_type: 'video/mp4',
      file_size: 6,
    });
    await telegram.close();
  });

  it('copies and forwards several messages in their order, without those that are gone', async () => {
    const { telegram, person, call, say } = await startedStandIn();
    const ids: number[] = [];
    for (const text of ['a', 'b', 'c']) ids.push((await say(text)).result.message_id);
    const where = { chat_id: person.id, from_chat_id: person.id };
    await call('deleteMessage', { chat_id: person.id, message_id: ids[1] });
    expect((await call('copyMessages', { ...where, message_ids: ids })).result).to.have.length(2);
    expect((await call('forwardMessages', { ...where, message_ids: ids })).result).to.have.length(2);
    const none = await call('copyMessages', { ...where, message_ids: [ids[1]] });
    expect(none.description).to.equal('Bad Request: there are no messages to copy');
    const disorder = await call('forwardMessages', { ...where, message_ids: [ids[2], ids[0]] });
    expect(disorder.description).to.match(/strictly increasing/);
    await telegram.close();
  });
});

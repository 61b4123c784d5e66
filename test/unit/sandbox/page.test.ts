import { expect } from 'chai';
import { samplePhoto } from '../../../scripts/sandbox/telegram/sample-photo.js';
import { startedStandIn } from './stand-in.js';

/** A stand-in that serves the chat page, and ways to ask it as the page does. */
async function startedPage() {
  const started = await startedStandIn({ page: true });
  const { telegram, token, person } = started;
  const bot = telegram.addBot({ firstName: 'Other', username: 'other_bot' });
  const chat = `${token.split(':')[0]}:${person.id}`;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${telegram.url}${path}`, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const get = async (name: string, query: Record<string, string> = {}) => {
    const { status, body } = await ask(`/page/api/${name}?${new URLSearchParams(query)}`);
    return { status, ...JSON.parse(body) };
  };
  const post = async (name: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await ask(`/page/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, ...JSON.parse(answer.body) };
  };
  const upload = async (query: Record<string, string>, body: Buffer, type: string) => {
    const url = `/page/api/upload?${new URLSearchParams({ chat, person: person.id, ...query })}`;
    const answer = await ask(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
    return { status: answer.status, ...JSON.parse(answer.body) };
  };
  const place = { chat, person: person.id };
  return { ...started, ask, get, post, upload, place, other: bot };
}

describe('sandbox: the chat page', () => {
  let page: Awaited<ReturnType<typeof startedPage>>;
  beforeEach(async () => {
    page = await startedPage();
  });
  afterEach(() => page.telegram.close());

  const lastUpdate = async () => (await page.call('getUpdates')).result.at(-1);
  const shown = async () => page.get('chat', page.place);

  it('serves its files under a policy that lets nothing from outside in, and 404 for anything else', async () => {
    const home = await page.ask('/');
    expect(home.status).to.equal(200);
    expect(home.headers.get('content-security-policy')).to.include("default-src 'none'");
    const files = [...home.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(files).to.include('/page/app.js');
    expect(files.every((file) => file.startsWith('/page/'))).to.equal(true);
    for (const file of files) expect((await page.ask(file)).status, file).to.equal(200);
    expect((await page.ask('/page/../main.ts')).status).to.equal(404);
    expect((await page.ask('/page/api/nothing')).status).to.equal(404);
    expect((await page.ask('/elsewhere')).body).to.include('"ok":false');
  });

  it('is not there unless the stand-in is told to serve it', async () => {
    const plain = await startedStandIn();
    expect((await fetch(`${plain.telegram.url}/`)).status).to.equal(404);
    await plain.telegram.close();
  });

  it('lists bots, people and chats without any token', async () => {
    const { status, bots, people, chats } = await page.get('state');
    expect(status).to.equal(200);
    expect(bots.map((bot: { username: string }) => bot.username)).to.deep.equal(['shop_bot', 'other_bot']);
    expect(people).to.have.length(1);
    expect(chats[0]).to.include({ key: page.place.chat, isStarted: true, isBlocked: false });
    expect(JSON.stringify([bots, people, chats])).to.not.include(page.token.split(':')[1]);
  });

  it('carries texts, starts with a payload, contacts and button presses to the bot', async () => {
    const { post, place, call, say } = page;
    expect((await post('send', { ...place, text: ' hello ' })).status).to.equal(200);
    expect((await lastUpdate()).message.text).to.equal('hello');
    await post('start', { ...place, payload: 'ref_7' });
    expect((await lastUpdate()).message.text).to.equal('/start ref_7');
    await post('contact', place);
    const { contact } = (await lastUpdate()).message;
    expect(contact).to.include({ user_id: Number(page.person.id), first_name: 'Buyer' });
    const reply_markup = { inline_keyboard: [[{ text: 'Buy', callback_data: 'buy:1' }]] };
    const message_id = (await say('menu', { reply_markup })).result.message_id as number;
    const { query } = await post('tap', { ...place, message_id, data: 'buy:1' });
    const update = await lastUpdate();
    expect(update.callback_query).to.include({ id: query, data: 'buy:1' });
    const answered = await call('answerCallbackQuery', { callback_query_id: query, text: 'ok' });
    expect(answered.ok).to.equal(true);
  });

  it('carries pictures and files with captions, and shows only pictures in the browser', async () => {
    const { upload, ask } = page;
    const photo = await upload(
      { kind: 'photo', name: 'receipt.png', caption: 'رسید' },
      samplePhoto(),
      'image/png',
    );
    expect(photo.status).to.equal(200);
    const sent = (await lastUpdate()).message;
    expect(sent.caption).to.equal('رسید');
    expect(sent.photo.at(-1)).to.include({ width: 320, height: 200 });
    const script = Buffer.from('<script>alert(1)</script>');
    await upload({ kind: 'document', name: 'evil.html' }, script, 'text/html');
    expect((await lastUpdate()).message.document).to.include({
      file_name: 'evil.html',
      mime_type: 'text/html',
    });
    const { messages } = await shown();
    const picture = await ask(messages.at(-2).photo.src);
    expect(picture.headers.get('content-type')).to.equal('image/png');
    const file = await ask(messages.at(-1).file.src);
    expect(file.headers.get('content-type')).to.equal('application/octet-stream');
    expect(file.headers.get('content-disposition')).to.match(/^attachment/);
    expect(file.body).to.equal(script.toString());
  });

  it('refuses what Telegram or good sense would refuse, with the reason', async () => {
    const { post, place, upload } = page;
    const refusals: [string, unknown, number, RegExp][] = [
      ['send', { ...place, text: '  ' }, 400, /text/],
      ['send', { ...place, text: 'x'.repeat(4097) }, 400, /text/],
      ['send', { ...place, text: 'x', extra: 1 }, 400, /extra/],
      ['send', { ...place, person: 'nobody', text: 'x' }, 400, /person: must be the id/],
      ['send', { ...place, person: '77', text: 'x' }, 404, /no person 77/],
      ['send', { ...place, chat: '-1005', text: 'x' }, 404, /no chat -1005/],
      ['start', { ...place, payload: 'a b' }, 400, /payload/],
      ['tap', { ...place, message_id: 999, data: 'x' }, 400, /999/],
      ['pay', { ...place, message_id: 1 }, 400, /no invoice/],
      ['join', { ...place, is_joined: true }, 400, /cannot be joined/],
      ['people', { first_name: '' }, 400, /first_name/],
      ['bots', { first_name: ' ' }, 400, /first_name/],
      ['people', { first_name: 'A', username: '1x' }, 400, /username/],
      ['send', 'not json', 400, /not JSON/],
      ['unknown', {}, 404, /no such address/],
    ];
    for (const [name, body, status, reason] of refusals) {
      const answer = await post(name, body);
      expect(answer.status, `${name} ${JSON.stringify(body).slice(0, 80)}`).to.equal(status);
      expect(answer.error).to.match(reason);
    }
    const empty = await upload({ kind: 'photo', name: 'x.png' }, Buffer.alloc(0), 'image/png');
    expect(empty).to.deep.equal({ status: 400, error: 'the file is empty' });
    const wrong = await upload(
      { kind: 'photo', name: 'x.png' },
      Buffer.from('no picture at all, really not'),
      'image/png',
    );
    expect(wrong.status).to.equal(400);
    expect((await page.get('chat', { person: page.person.id })).error).to.match(/chat is missing/);
    expect((await page.ask('/page/api/send', { method: 'DELETE' })).status).to.equal(405);
  });

  it('refuses to play people for other sites and for forms', async () => {
    const { post, place, telegram } = page;
    const foreign = await post('send', { ...place, text: 'x' }, { origin: 'https://evil.example' });
    expect(foreign.status).to.equal(403);
    const form = await post('send', { ...place, text: 'x' }, { 'content-type': 'text/plain' });
    expect(form.status).to.equal(415);
    const own = await post('send', { ...place, text: 'x' }, { origin: telegram.url });
    expect(own.status).to.equal(200);
  });

  it('blocks and unblocks a bot, and refuses to write while it is blocked', async () => {
    const { post, place, say } = page;
    await post('block', { ...place, is_blocked: true });
    expect((await say('x')).description).to.equal('Forbidden: bot was blocked by the user');
    expect((await post('send', { ...place, text: 'x' })).error).to.match(/has blocked the bot/);
    await post('block', { ...place, is_blocked: false });
    expect((await say('x')).ok).to.equal(true);
  });

  it('makes a bot as BotFather does: its token is told once, and works', async () => {
    const { post, get, telegram } = page;
    const { bot, token } = await post('bots', { first_name: ' فروشگاه سوم ' });
    expect(bot).to.include({ name: 'فروشگاه سوم', mode: 'polling', waiting: 0 });
    const me = await (await fetch(`${telegram.url}/bot${token}/getMe`)).json();
    expect(me.result).to.include({ id: Number(bot.id), first_name: 'فروشگاه سوم', username: bot.username });
    const world = await get('state');
    expect(world.bots.map(({ id }: { id: string }) => id)).to.include(bot.id);
    expect(JSON.stringify(world)).to.not.include(token.split(':')[1]);
  });

  it('adds people, lets them join a channel, and only its admins write there', async () => {
    const { post, telegram, token, get } = page;
    const channel = telegram.addChannel({ title: 'News', username: 'shop_news', adminBots: [token] });
    const added = (await post('people', { first_name: 'علی', username: '@ali_rad', language_code: 'fa' }))
      .person;
    expect(added).to.include({ firstName: 'علی', username: 'ali_rad', languageCode: 'fa' });
    const joined = await post('join', { chat: channel, person: added.id, is_joined: true });
    expect(joined.status).to.equal('member');
    const refused = await post('send', { chat: channel, person: added.id, text: 'x' });
    expect(refused.error).to.equal('only admins of a channel write there');
    const opened = await get('chat', { chat: channel, person: added.id });
    expect(opened.chat.members[added.id]).to.equal('member');
  });

  it('closes a topic of a forum for who runs it, and opens it again', async () => {
    const { post, telegram, token, person, call, get } = page;
    const reza = telegram.person({ firstName: 'Reza' });
    const members = { owner: person, members: [reza] };
    const chat = telegram.addGroup({ isForum: true, adminBots: [token], ...members });
    const made = await call('createForumTopic', { chat_id: chat, name: 'one' });
    const thread_id = made.result.message_thread_id as number;
    const where = { chat, person: person.id, thread_id };
    expect((await post('topic', { ...where, is_closed: true })).status).to.equal(200);
    expect((await lastUpdate()).message).to.deep.include({
      forum_topic_closed: {},
      message_thread_id: thread_id,
    });
    expect((await get('chat', { chat, person: person.id })).chat.topics[0].isClosed).to.equal(true);
    const refused = await post('topic', { ...where, person: reza.id, is_closed: false });
    expect(refused.error).to.match(/Reza may not manage/);
    expect((await post('topic', { ...where, is_closed: false })).status).to.equal(200);
    telegram.deleteTopic(chat, thread_id);
    expect((await post('topic', { ...where, is_closed: true })).error).to.match(/has no topic/);
  });

  it('shows edits, deletions, keyboards, reactions and the commands in the language of the person', async () => {
    const { call, say, person } = page;
    const chat_id = person.id;
    const first = (await say('one')).result.message_id as number;
    const second = (await say('two', { reply_parameters: { message_id: first } })).result
      .message_id as number;
    await call('editMessageText', { chat_id, message_id: second, text: '<b>2</b>', parse_mode: 'HTML' });
    await call('setMessageReaction', {
      chat_id,
      message_id: second,
      reaction: [{ type: 'emoji', emoji: '👍' }],
    });
    await call('deleteMessage', { chat_id, message_id: first });
    const keyboard = [[{ text: 'Phone', request_contact: true }]];
    await say('keyboard', { reply_markup: { keyboard, resize_keyboard: true } });
    const command = (description: string) => ({ commands: [{ command: 'start', description }] });
    await call('setMyCommands', command('Begin'));
    await call('setMyCommands', { ...command('شروع'), language_code: 'fa' });
    const opened = await shown();
    const byId = (id: number) => opened.messages.find((one: { id: number }) => one.id === id);
    expect(byId(first).isDeleted).to.equal(true);
    expect(byId(second)).to.deep.include({ isEdited: true, text: '2', reactions: ['👍'] });
    expect(byId(second).reply).to.include({ id: first, text: 'one' });
    expect(opened.keyboard.markup.keyboard).to.deep.equal(keyboard);
    expect(opened.commands).to.deep.equal([{ bot: 'shop_bot', command: 'start', description: 'شروع' }]);
    await say('gone', { reply_markup: { remove_keyboard: true } });
    expect((await shown()).keyboard).to.equal(null);
  });

  it('tells open pages of messages, answers and calls as they happen, with no secret in them', async () => {
    const { telegram, say, call } = page;
    const stream = await fetch(`${telegram.url}/page/api/events`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await say('live');
    await call('setWebhook', { url: 'https://shop.example/hook', secret_token: 'very_secret' });
    let text = '';
    while (!text.includes('"method":"setWebhook"')) text += (await reader.read()).value ?? '';
    await reader.cancel();
    const events = [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!));
    expect(events.find((event) => event.kind === 'message').message.text).to.equal('live');
    expect(events.find((event) => event.kind === 'call').call).to.include({
      method: 'sendMessage',
      isOk: true,
    });
    expect(text).to.not.include('very_secret');
    const { calls } = await page.get('calls');
    expect(calls.map((one: { method: string }) => one.method)).to.deep.equal(['sendMessage', 'setWebhook']);
    expect(JSON.stringify(calls)).to.not.include('very_secret');
  });

  it('shows what an invoice link sells, and pays it', async () => {
    const invoice = { title: 'T', description: 'D', payload: 'p', currency: 'XTR' };
    const prices = [{ label: 'L', amount: 5 }];
    const { result: link } = await page.call('createInvoiceLink', { ...invoice, prices });
    const { status, ...seen } = await page.get('invoice', { link });
    expect(status).to.equal(200);
    expect(seen).to.deep.equal({ title: 'T', description: 'D', price: '⭐ 5', bot: 'Shop' });
    const { query } = await page.post('pay-link', { person: page.person.id, link });
    expect((await lastUpdate()).pre_checkout_query).to.include({ id: query, total_amount: 5 });
    expect((await page.get('invoice', { link: 'https://t.me/$none' })).status).to.equal(404);
    const unknown = { person: page.person.id, link: 'https://t.me/$none' };
    expect((await page.post('pay-link', unknown)).status).to.equal(400);
  });
});

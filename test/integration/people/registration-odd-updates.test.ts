import { expect } from 'chai';
import { listCommands } from '#bot/areas.js';
import { textsOf } from '#bot/texts/index.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en } = textsOf;
const file = { file_id: 'f', file_unique_id: 'u' };

describe('whatever people send', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  before(async () => {
    driver = await openBotDriver();
  });
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
  });
  afterEach(() =>
    expect(driver.outcomes.filter((outcome) => / (fail|retry)$/.test(outcome))).to.deep.equal([]),
  );
  after(() => driver.close());

  const person = (firstName = 'Sara') => driver.telegram.person({ firstName });
  const registered = async (firstName?: string) => {
    const one = person(firstName);
    await bot.send(one, '/start');
    return one;
  };
  const isUnknown = (one: { id: string }): void =>
    expect(bot.last(one).text).to.equal(en.menu.unknownText) as never;
  const privately = (one: { id: string }) => ({
    from: { id: Number(one.id), is_bot: false, first_name: 'Sara' },
    chat: { id: Number(one.id), type: 'private' },
  });

  /** Lets the ten seconds pass for which one answer stands for all that is not understood. */
  const wait = () =>
    ownerQuery(
      `update conversations set data = jsonb_set(data, '{afterword,puzzledAt}', to_jsonb(($2::bigint)))
       where bot_id = $1 and data #> '{afterword,puzzledAt}' is not null`,
      [bot.botId, Date.now() - 10_001],
    );

  it('a text that is no command is answered in one sentence, with a button that opens the menu', async () => {
    const sara = await registered();
    for (const text of ['hello', '/unknown', '/start@other_bot', 'سلام', '/', '🙂']) {
      await wait();
      await bot.send(sara, text);
      isUnknown(sara);
    }
    expect(bot.said(sara)).to.have.length(7);
    await bot.tap(sara, '🏠 Main menu');
    expect(bot.said(sara)).to.have.length(7);
    expect(bot.last(sara).text).to.equal(`Hello, \u2068Sara\u2069 👋\n\n${en.menu.ask}`);
  });

  it('several texts in a row are answered once, and what is asked between them at once', async () => {
    const sara = await registered();
    for (const text of ['I', 'have', 'a', 'question', '?']) driver.telegram.send(bot.token, sara, text);
    await bot.takeIn();
    await driver.settle();
    expect(bot.said(sara)).to.have.length(2);
    isUnknown(sara);
    await bot.send(sara, '/help');
    await bot.send(sara, 'and now?');
    expect(bot.said(sara)).to.have.length(4);
    isUnknown(sara);
  });

  it('help names every command, and any case of it works', async () => {
    const sara = await registered();
    await bot.send(sara, '/HELP');
    const { html } = bot.last(sara);
    for (const { command: name, description: says } of listCommands('en'))
      expect(html).to.contain(`\u2068/${name}\u2069 – ${says}`);
  });

  for (const [what, fields] of Object.entries({
    'a photo': { photo: [{ ...file, width: 1, height: 1 }] },
    'a sticker': { sticker: { ...file, type: 'regular', width: 1, height: 1 } },
    'a voice message': { voice: { ...file, duration: 1 } },
    'a video note': { video_note: { ...file, length: 1, duration: 1 } },
    'a document': { document: file },
    'a location': { location: { latitude: 35.7, longitude: 51.4 } },
    'a contact': { contact: { phone_number: '+98', first_name: 'x' } },
    'a poll': { poll: { id: '1', question: 'x', options: [] } },
    'a dice': { dice: { emoji: '🎲', value: 3 } },
  }))
    it(`${what} is met with the menu`, async () => {
      const sara = await registered();
      await bot.send(sara, { fields });
      isUnknown(sara);
    });

  it('an album of ten pictures is answered once, also to a blocked person', async () => {
    const sara = await registered();
    const album = async (id: string): Promise<void> => {
      for (let at = 0; at < 10; at += 1)
        await bot.send(sara, { fields: { media_group_id: id, photo: [{ ...file, width: 1, height: 1 }] } });
    };
    await album('100');
    expect(bot.said(sara)).to.have.length(2);
    await wait();
    await album('101');
    expect(bot.said(sara)).to.have.length(3);
    await ownerQuery(`update users set status = 'blocked' where bot_id = $1`, [bot.botId]);
    await album('102');
    expect(bot.said(sara)).to.have.length(4);
  });

  it('a text of 100,000 signs is met with the menu', async () => {
    const sara = await registered();
    await bot.feed({ message: { message_id: 50, date: 1, ...privately(sara), text: 'و'.repeat(100_000) } });
    isUnknown(sara);
    await bot.feed({
      message: { message_id: 51, date: 1, ...privately(sara), text: `/start ${'x'.repeat(99_000)}` },
    });
    expect(bot.last(sara).text).to.contain(en.menu.ask);
  });

  for (const [name, shown] of [
    ['<b>Ali</b> & "Co"', '<b>Ali</b> & "Co"'],
    ['\u202eevil\u2066', 'evil'],
    ['\u0000\u0000', 'friend'],
    ['a\ud800b', 'ab'],
    ['{name} $1 $&', '{name} $1 $&'],
    ['😀'.repeat(64), `${'😀'.repeat(47)}…`],
    ['\u200f\u200f \u200b', 'friend'],
    ['علی‌رضا', 'علی‌رضا'],
  ] as const)
    it(`the name ${JSON.stringify(name.slice(0, 20))} is shown as ${JSON.stringify(shown.slice(0, 20))}`, async () => {
      const id = person().id;
      await bot.feed({
        message: {
          ...{ message_id: 1, date: 1, text: '/menu', ...privately({ id }) },
          from: { id: Number(id), is_bot: false, first_name: name, last_name: '', username: '\u0000x' },
        },
      });
      const calls = driver.telegram.calls({ token: bot.token, chatId: id });
      expect(calls).to.have.length(1);
      const [row] = await ownerQuery<{ registered_at: Date | null }>(
        'select * from users where bot_id = $1',
        [bot.botId],
      );
      expect(row?.registered_at).to.be.instanceOf(Date);
      await bot.send(driver.telegram.person({ id, firstName: name }), '/menu');
      expect(bot.last({ id }).text).to.equal(`Hello, \u2068${shown}\u2069 👋\n\n${en.menu.ask}`);
    });

  it('a button of an older version gets a word and the menu in its place', async () => {
    const sara = await registered();
    for (const data of [
      'bygone',
      'buy:30:9999',
      'menu:',
      '{"a":1}',
      'choose-language:xx',
      'accept-rules',
      '\u0000',
    ])
      await bot.feed(tapUpdate(sara.id, bot.last(sara).id, data));
    expect(bot.said(sara)).to.have.length(1);
    const answers = driver.telegram.calls({ token: bot.token, method: 'answerCallbackQuery' });
    expect(answers.map(({ params }) => params.text)).to.deep.equal(
      Array(7).fill(en.shared.alerts.staleButton),
    );
  });

  it('a tap without a message, or on one out of reach, is answered by a new message', async () => {
    const sara = await registered();
    const { message: _, ...inline } = tapUpdate(sara.id, 1, 'menu').callback_query;
    await bot.feed({ callback_query: { ...inline, inline_message_id: 'i' } });
    expect(bot.said(sara)).to.have.length(2);
    const far = { chat: { id: Number(sara.id), type: 'private' }, message_id: 1, date: 0 };
    await bot.feed({ callback_query: { ...inline, message: far } });
    expect(bot.said(sara)).to.have.length(3);
    await bot.feed({ callback_query: { ...inline, data: undefined, game_short_name: 'x', message: far } });
    expect(bot.said(sara)).to.have.length(4);
  });

  it('every tap is answered exactly once, before anything else is called', async () => {
    const sara = await registered();
    driver.telegram.clearCalls();
    const buttons = ['profile', 'menu', 'help', 'menu'];
    for (const button of buttons) await bot.tap(sara, button);
    const methods = driver.telegram.calls({ token: bot.token }).map(({ method }) => method);
    expect(methods.filter((method) => method !== 'getUpdates')).to.deep.equal(
      buttons.flatMap(() => ['answerCallbackQuery', 'editMessageText']),
    );
  });

  it('a tap on a message that was deleted brings a new one', async () => {
    const sara = await registered();
    driver.telegram.failNext({
      token: bot.token,
      method: 'editMessageText',
      error: { code: 400, description: 'Bad Request: message to edit not found' },
    });
    await bot.tap(sara, 'profile');
    expect(bot.said(sara)).to.have.length(2);
    expect(bot.last(sara).text).to.contain(en.menu.profile.title);
  });

  it('a screen that is there already, and an answer that comes too late, do no harm', async () => {
    const sara = await registered();
    await bot.tap(sara, 'help');
    await bot.feed(tapUpdate(sara.id, bot.last(sara).id, 'help'));
    const calls = driver.telegram.calls({ token: bot.token });
    // The edit to what is there already is not sent; the answer to a made-up query is, and is refused.
    expect(calls.flatMap(({ error }) => error?.description ?? [])).to.have.length(1);
    expect(calls.filter(({ method }) => method === 'editMessageText')).to.have.length(1);
    expect(bot.said(sara)).to.have.length(1);
  });

  it('edits, channel posts, service messages and kinds that we do not know are left alone', async () => {
    const sara = await registered();
    const about = { message_id: 60, date: 1, ...privately(sara) };
    for (const update of [
      { edited_message: { ...about, text: '/menu' } },
      { channel_post: { ...about, chat: { id: -1001, type: 'channel', title: 'x' }, text: '/start' } },
      { message: { ...about, pinned_message: about } },
      { message: { ...about, from: { ...about.from, is_bot: true }, text: '/start' } },
      { inline_query: { id: '1', from: about.from, query: '', offset: '' } },
      {
        pre_checkout_query: {
          id: '1',
          from: about.from,
          currency: 'XTR',
          total_amount: 1,
          invoice_payload: 'x',
        },
      },
      { telepathy: { from: about.from, thought: '/start' } },
      { message: 'no object' },
      {},
    ])
      await bot.feed(update);
    expect(bot.said(sara)).to.have.length(1);
  });

  it('a group hears of the private chat when it calls the bot by name, and nothing else', async () => {
    const sara = person();
    const group = driver.telegram.addGroup({ bots: [bot.token], members: [sara] });
    driver.telegram.setBotStatus(bot.token, { chatId: group, by: sara }, 'member');
    const username = driver.telegram.world.bots.get(bot.token.split(':')[0] as string)?.username as string;
    for (const text of ['hello', '/start', '/help', '/start@another_bot', `/help@${username}`])
      await bot.send(sara, { chatId: group, text });
    expect(bot.said({ id: group })).to.deep.equal([]);
    await bot.send(sara, { chatId: group, text: `/start@${username.toUpperCase()}` });
    expect(bot.last({ id: group }).text).to.equal(en.menu.writePrivately);
    expect(bot.last({ id: group }).buttons.flat()[0]?.url).to.equal(`https://t.me/${username}`);
    expect(await ownerQuery('select 1 from users where bot_id = $1', [bot.botId])).to.deep.equal([]);
  });

  it('a group is answered in the language of who calls: chosen here, else of their Telegram, else of the bot', async () => {
    await bot.configure({ language_selection: true, offered_languages: ['en', 'ru'] });
    const username = driver.telegram.world.bots.get(bot.token.split(':')[0] as string)?.username as string;
    const chooser = driver.telegram.person({ firstName: 'Sara', languageCode: 'en' });
    await bot.send(chooser, '/start');
    await bot.tap(chooser, 'Русский');
    const strangers = ['ru', 'de', 'fa'].map((languageCode) =>
      driver.telegram.person({ firstName: 'Ali', languageCode }),
    );
    const members = [chooser, ...strangers];
    const group = driver.telegram.addGroup({ bots: [bot.token], members });
    const { ru } = textsOf;
    for (const [at, texts] of [ru, ru, en, en].entries()) {
      const member = members[at] as (typeof members)[number];
      await bot.send(member, { chatId: group, text: `/start@${username}` });
      expect(bot.said({ id: group })).to.have.length(at + 1);
      expect(bot.last({ id: group }).text).to.equal(texts.menu.writePrivately);
    }
  });
});

const tapUpdate = (personId: string, messageId: number, data: string) => ({
  callback_query: {
    id: '4611686018427387904',
    from: { id: Number(personId), is_bot: false, first_name: 'Sara' },
    chat_instance: '1',
    message: {
      ...{ message_id: messageId, date: 1, text: 'x', chat: { id: Number(personId), type: 'private' } },
      from: { id: 1, is_bot: true, first_name: 'bot' },
    },
    data,
  },
});

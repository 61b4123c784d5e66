import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { startTelegram } from '../../scripts/sandbox/telegram.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: the main menu', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  let telegram: Awaited<ReturnType<typeof startTelegram>>;
  let token: string;
  before(async () => {
    telegram = await startTelegram();
    api = await openAdminApi({ variables: { TELEGRAM_API_ROOT: telegram.url } });
    ({ token } = telegram.addBot());
    [bot, other] = [await api.addBot({ token }), await api.addBot()];
  });
  after(async () => {
    await api.close();
    await telegram.close();
  });

  const call = (method: string, tail = '', ask: object = {}) =>
    api.call(method, `/bots/${bot.botId}/menu${tail}`, { token: bot.apiToken, ...ask });
  const lay = (...buttons: object[]) => call('PUT', '', { body: { buttons } });
  const link = { kind: 'link', url: 'https://t.me/news', labels: { en: 'News' } };
  const faultsOf = ({ status, body }: { status: number; body: { errors?: { field: string }[] } }) => [
    status,
    ...new Set((body.errors ?? []).map(({ field }) => field)),
  ];

  it('is laid out whole, read as it is, and noted', async () => {
    const client = api.client(bot.apiToken);
    const params = { path: { bot_id: bot.botId } };
    const first = resultOf(await client.GET('/api/v1/bots/{bot_id}/menu', { params }));
    expect(first.buttons).to.deep.equal([]);
    expect(first.built_in.map(({ action }) => action)).to.include.members([
      'connect',
      'wallet',
      'gifts',
      'support',
    ]);
    expect(first.built_in.find(({ action }) => action === 'wallet')).to.deep.include({
      ...{ is_lasting: true, values: ['balance'] },
    });
    expect(first.pages).to.include('help');
    const read = await call('GET');
    const headers = { 'if-match': read.headers.get('etag')! };
    const buttons = [
      { kind: 'built_in', action: 'help', labels: { fa: 'راهنمایی' }, is_wide: true },
      { ...link, audience: 'subscribers' },
      { kind: 'page', action: 'help', labels: { en: 'Read' }, is_shown: false },
    ];
    const laid = await call('PUT', '', { headers, body: { buttons } });
    const nothing = { refused_at: null, refusal: null };
    expect(laid.body.buttons).to.deep.equal([
      { ...buttons[0], url: null, audience: 'everybody', is_shown: true, ...nothing },
      { ...buttons[1], action: null, is_shown: true, is_wide: false, ...nothing },
      { ...buttons[2], url: null, audience: 'everybody', is_wide: false, ...nothing },
    ]);
    expect((await call('GET')).body).to.deep.equal(laid.body);
    expect((await call('PUT', '', { headers, body: { buttons: [] } })).status).to.equal(412);
    const note = await bot.tenant.db(() => AuditLogEntry.findOne({ where: { subject: 'menu' } }));
    expect(note?.action).to.equal('menu.replace');
    expect((await lay()).body.buttons).to.deep.equal([]);
  });

  it('refuses what Telegram or people could make nothing of, naming the field', async () => {
    const builtIn = (action: string, more: object = {}) => ({ kind: 'built_in', action, ...more });
    const cases: [object[], string][] = [
      [[{ ...link, url: 'http://t.me/news' }], 'body.buttons.0.url'],
      [[{ ...link, url: 'https://localhost/' }], 'body.buttons.0.url'],
      [[{ ...link, url: 'https://me:word@example.com/' }], 'body.buttons.0.url'],
      [[{ ...link, url: 'javascript:alert(1)' }], 'body.buttons.0.url'],
      [[{ ...link, labels: {} }], 'body.buttons.0.labels'],
      [[{ ...link, labels: { en: 'two\nlines' } }], 'body.buttons.0.labels.en'],
      [[{ ...link, labels: { en: 'x'.repeat(41) } }], 'body.buttons.0.labels.en'],
      [[{ ...link, labels: { en: '{balance}' } }], 'body.buttons.0.labels.en'],
      [[link, { ...link, labels: { en: '\u200b' } }], 'body.buttons.1.labels.en'],
      [[{ kind: 'page', action: 'wallet', labels: { en: 'x' } }], 'body.buttons.0.action'],
      [[builtIn('no-such-button')], 'body.buttons.0.action'],
      [[builtIn('help'), builtIn('help')], 'body.buttons.1.action'],
      [[builtIn('wallet', { is_shown: false })], 'body.buttons.0.is_shown'],
      [[builtIn('wallet', { labels: { en: '{total}' } })], 'body.buttons.0.labels.en'],
      [Array.from({ length: 61 }, () => link), 'body.buttons'],
    ];
    for (const [buttons, field] of cases)
      expect(faultsOf(await lay(...buttons)), JSON.stringify(buttons[0])).to.deep.equal([422, field]);
    expect((await lay(builtIn('wallet', { labels: { en: 'Money: {balance}' } }))).status).to.equal(200);
  });

  it('is one of two layouts that were saved at once, whole', async () => {
    const headers = { 'if-match': (await call('GET')).headers.get('etag')! };
    const layouts = ['A', 'B'].map((text) =>
      [1, 2, 3].map((n) => ({ ...link, labels: { en: `${text}${n}` } })),
    );
    const answers = await Promise.all(
      layouts.map((buttons) => call('PUT', '', { headers, body: { buttons } })),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    const won = answers.find(({ status }) => status === 200)!;
    expect((await call('GET')).body).to.deep.equal(won.body);
  });

  it('is looked at as it is sent, in each language, as somebody of each kind', async () => {
    await lay(
      { kind: 'built_in', action: 'wallet', labels: { en: 'Money: {balance}', fa: 'پول: {balance}' } },
      link,
      { ...link, url: 'https://example.com/staff', labels: { en: 'Staff' }, audience: 'admins' },
      { ...link, url: 'https://example.com/mine', labels: { en: 'Mine' }, audience: 'subscribers' },
    );
    const look = async (query: string) => (await call('GET', `/preview?${query}`)).body;
    const textsOf = ({ keyboard }: { keyboard: { text: string }[][] }) =>
      keyboard.flat().map(({ text }) => text);
    const all = await look('language=en');
    expect(all).to.include({ method: 'sendMessage', picture: null });
    expect(textsOf(all))
      .to.include.members(['Money: 0 toman', 'News'])
      .and.not.include.members(['Staff', 'Mine']);
    expect(all.keyboard.flat()).to.deep.include({ text: 'News', url: 'https://t.me/news' });
    expect(textsOf(await look('language=en&as=admin'))).to.include('Staff');
    const mine = await look('language=en&as=subscriber');
    expect(textsOf(mine)).to.include('Mine');
    expect(mine.keyboard[0]).to.deep.equal([{ text: '🚀 Connect', callback_data: 'connect:0' }]);
    expect(textsOf(await look('language=fa'))).to.include('پول: ۰ تومان');
    expect((await call('GET', '/preview?as=nobody')).status).to.equal(422);
  });

  it('takes a picture that Telegram knows as a photo of this bot', async () => {
    const person = telegram.person({ firstName: 'Sara' });
    telegram.send(token, person, { photo: true });
    const [{ photo } = {}] = telegram.chat(token, person.id);
    const taken = await call('PUT', '/picture', { body: { file_id: photo } });
    expect([taken.status, taken.body]).to.deep.equal([200, { file_id: photo }]);
    expect((await call('GET', '/preview')).body).to.include({ method: 'sendPhoto', picture: photo });
    const unknown = await call('PUT', '/picture', { body: { file_id: 'AgACAgQAAxkBAAIBZ2-other' } });
    expect([unknown.status, unknown.body.code]).to.deep.equal([422, 'menu.picture_refused']);
    expect((await call('PUT', '/picture', { body: { file_id: 'https://x' } })).status).to.equal(422);
  });

  it('is nobody else’s', async () => {
    await lay(link);
    for (const [method, tail, body] of [
      ['GET', '', undefined],
      ['GET', '/preview', undefined],
      ['PUT', '', { buttons: [] }],
      ['PUT', '/picture', { file_id: 'AgACAgQAAxkBAAIBZ2-other' }],
    ] as const)
      expect((await call(method, tail, { token: other.apiToken, body })).status).to.equal(404);
    expect((await call('GET')).body.buttons).to.have.length(1);
    const theirs = await api.call('GET', `/bots/${other.botId}/menu`, { token: other.apiToken });
    expect(theirs.body.buttons).to.deep.equal([]);
  });
});

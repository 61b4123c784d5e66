import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { Subscription } from '#models/subscription.js';
import { User } from '#models/user.js';
import { OutboxJob } from '../support/models/outbox-job.js';
import { textsOf } from '#bot/texts/index.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: users', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
  });
  after(() => api.close());

  const pathOf = (userId: string, of = bot) => `/bots/${of.botId}/users/${userId}`;
  const call = (method: string, path: string, ask: object = {}) =>
    api.call(method, path, { token: bot.apiToken, ...ask });
  const list = async (query: object, of = bot) =>
    resultOf(
      await api.client(of.apiToken).GET('/api/v1/bots/{bot_id}/users', {
        params: { path: { bot_id: of.botId }, query },
      }),
    );

  it('shows a person of the bot, and nobody of another bot', async () => {
    const user = await buildUser(bot.tenant, { username: 'Sara_K', firstName: 'Sara', balanceToman: 500 });
    const { status, body, headers } = await call('GET', pathOf(user.id));
    expect(status).to.equal(200);
    expect(headers.get('etag')).to.match(/^"/);
    expect(body).to.deep.include({
      id: user.id,
      telegram_id: user.telegramId,
      username: 'Sara_K',
      first_name: 'Sara',
      status: 'active',
      balance_toman: 500,
      referral_code: user.referralCode,
    });
    expect(Object.keys(body)).not.to.include.members(['bot_id', 'start_payload', 'username_key']);
    const stranger = await buildUser(other.tenant);
    for (const id of [stranger.id, '999999999', 'x', '0', "1'--"])
      expect((await call('GET', pathOf(id))).status, id).to.equal(404);
    for (const [method, tail, sent] of [
      ['PUT', '', { language: 'en' }],
      ['DELETE', '', undefined],
      ['POST', '/block', undefined],
      ['POST', '/unblock', undefined],
      ['POST', '/credit', { amount_toman: 5, reason: 'x' }],
      ['POST', '/debit', { amount_toman: 5, reason: 'x' }],
    ] as const) {
      const { status: met, body: refusal } = await call(method, `${pathOf(stranger.id)}${tail}`, {
        body: sent,
      });
      expect([met, refusal.code], `${method} ${tail}`).to.deep.equal([404, 'resource.unknown']);
    }
    const untouched = await other.tenant.db(() => User.findOne({ where: { id: stranger.id } }));
    expect(untouched?.get()).to.deep.equal(stranger.get() as object);
  });

  it('lists page by page, by balance in both directions, each person once', async () => {
    const own = await api.addBot();
    for (const balanceToman of [30, 10, 20, 20, 20, 0]) await buildUser(own.tenant, { balanceToman });
    for (const sort of ['id', '-id', 'balance_toman', '-balance_toman'] as const) {
      const seen: { id: string; balance_toman: number }[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: 2, sort, ...(cursor && { cursor }) }, own);
        expect(page.items).to.have.lengthOf.within(1, 2);
        seen.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(new Set(seen.map(({ id }) => id)).size, sort).to.equal(6);
      const name = sort.replace('-', '') as 'id' | 'balance_toman';
      const values = seen.map((row) => Number(row[name]));
      const sorted = [...values].sort((one, two) => (sort.startsWith('-') ? two - one : one - two));
      expect(values, sort).to.deep.equal(sorted);
    }
    const { status, body } = await call('GET', `/bots/${own.botId}/users?cursor=junk`, {
      token: own.apiToken,
    });
    expect([status, body.code]).to.deep.equal([422, 'cursor.invalid']);
    for (const query of [
      'registered_from=0000-01-01T00:00:00Z',
      'registered_to=0001-01-01T00:00:00%2B01:00',
      'registered_to=9999-12-31T23:59:59-14:00',
      'limit=201',
      'limit=0',
      'sort=telegram_id',
      'status=odd',
      'registered_from=today',
      'x=1',
    ])
      expect((await call('GET', `/bots/${bot.botId}/users?${query}`)).status, query).to.equal(422);
  });

  it('finds people by the beginning of a name in any case, by @name and by Telegram id', async () => {
    const own = await api.addBot();
    const ivan = await buildUser(own.tenant, {
      firstName: 'Иван',
      lastName: 'Smith',
      username: 'IvanTheFirst',
    });
    const sara = await buildUser(own.tenant, { firstName: 'سارا', lastName: null, username: null });
    const odd = await buildUser(own.tenant, { firstName: '100%_\\', username: 'odd_one' });
    const found = async (search: string) => (await list({ search }, own)).items.map(({ id }) => id);
    for (const search of ['иван', 'ИВ', 'sMi', '@ivanthe', 'IVANTHEFIRST', ivan.telegramId])
      expect(await found(search), search).to.deep.equal([ivan.id]);
    expect(await found('سار')).to.deep.equal([sara.id]);
    for (const search of ['100%_\\', '100%', '@ODD_']) expect(await found(search)).to.deep.equal([odd.id]);
    for (const search of ['%', '_', "' or 1=1--", 'van', ivan.telegramId.slice(1), '\u{1F600}'])
      expect(await found(search), search).to.deep.equal([]);
    expect((await list({ search: 'иван' })).items).to.deep.equal([]);
  });

  it('filters by status and by the time of registration', async () => {
    const own = await api.addBot();
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'].map((at) => new Date(at));
    const first = await buildUser(own.tenant, { registeredAt: early!, status: 'blocked' });
    const second = await buildUser(own.tenant, { registeredAt: late! });
    await buildUser(own.tenant, { registeredAt: null });
    const found = async (query: object) => (await list(query, own)).items.map(({ id }) => id);
    expect(await found({ status: 'blocked' })).to.deep.equal([first.id]);
    expect(await found({ registered_from: late!.toISOString() })).to.deep.equal([second.id]);
    expect(await found({ registered_to: late!.toISOString() })).to.deep.equal([first.id]);
    const both = { registered_from: early!.toISOString(), registered_to: '2026-03-01T00:00:00+03:30' };
    expect(await found({ ...both, status: 'active' })).to.deep.equal([second.id]);
  });

  it('changes the language for the version that was read, and for no other', async () => {
    const user = await buildUser(bot.tenant);
    const read = await call('GET', pathOf(user.id));
    const match = { 'if-match': String(read.headers.get('etag')) };
    const [one, two] = await Promise.all(
      ['en', 'ru'].map((language) => call('PUT', pathOf(user.id), { body: { language }, headers: match })),
    );
    expect([one!.status, two!.status].sort()).to.deep.equal([200, 412]);
    const now = await bot.tenant.db(() => User.findOne({ where: { id: user.id } }));
    expect(now?.language).to.equal(one!.status === 200 ? 'en' : 'ru');
    expect(now?.languageChosenAt).to.be.a('date');
    for (const body of [{}, { language: 'de' }, { language: 'en', status: 'blocked' }, []])
      expect((await call('PUT', pathOf(user.id), { body })).status, JSON.stringify(body)).to.equal(422);
  });

  it('blocks once: the person hears of it, and the panel is owed the switch', async () => {
    const person = api.side.telegram.person({ firstName: 'Sara' });
    api.side.telegram.send(bot.token, person, { text: '/start' });
    const user = await buildUser(bot.tenant, { language: 'en', telegramId: person.id });
    const subscription = await bot.tenant.db(() =>
      Subscription.create({
        userId: user.id,
        status: 'active',
        endsAt: new Date(),
        provisionedAt: new Date(),
        startsAt: new Date(0),
      }),
    );
    const heard = () =>
      api.side.telegram
        .chat(bot.token, person.id)
        .filter(({ from }) => from === 'bot')
        .map(({ text }) => text);
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `${pathOf(user.id)}/block`)));
    for (const { status, body } of answers) expect([status, body.status]).to.deep.equal([200, 'blocked']);
    await waitFor(() => heard().length > 0, { what: 'the person is told' });
    const owed = await bot.tenant.db(() => subscription.reload());
    expect(owed).to.deep.include({ status: 'active', provisionedAt: null, panelRevision: '2' });
    expect((await call('POST', `${pathOf(user.id)}/unblock`)).body.status).to.equal('active');
    await waitFor(() => heard().length > 1, { what: 'the person is told again' });
    const { blocked, unblocked } = textsOf.en.notices;
    expect(heard()).to.deep.equal([blocked, unblocked]);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `user ${user.id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map((entry) => [entry.action, entry.valueBefore, entry.valueAfter])).to.deep.equal([
      ['users.block', { status: 'active' }, { status: 'blocked' }],
      ['users.unblock', { status: 'blocked' }, { status: 'active' }],
    ]);
  });

  it('blocks those whom no message reaches, without one', async () => {
    const user = await buildUser(bot.tenant, { canReceive: false, unreachableSince: new Date() });
    expect((await call('POST', `${pathOf(user.id)}/block`)).body.status).to.equal('blocked');
    const jobs = await bot.tenant.db(() => OutboxJob.findAll());
    expect(jobs.filter((job) => JSON.stringify(job.payload).includes(user.telegramId))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { addCard as add, cardNumber, payOnCard } from '../support/cards.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: cards', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    other = await api.addBot();
  });
  after(() => api.close());

  const path = (botId: string) => ({ path: { bot_id: botId } });
  const addCard = (owner: Bot, body: object = {}) => add(api, owner, body);
  const pay = (owner: Bot, cardId: string, status: 'approved' | 'pending' | 'rejected', amount: number) =>
    payOnCard(owner, { cardId, status, amount });
  const auditOf = (owner: Bot, subject: string) =>
    owner.tenant.db(() => AuditLogEntry.findAll({ where: { subject }, order: [['id', 'ASC']] }));

  it('adds a card whose number was typed with Persian digits and dashes', async () => {
    const answer = await api.client(bot.apiToken).POST('/api/v1/bots/{bot_id}/cards', {
      params: path(bot.botId),
      body: { card_number: '۶۰۳۷-۹۹۷۵-۹۹۸۱-۲۳۴۵', card_holder_name: '  سارا احمدی ' },
    });
    const card = resultOf(answer);
    expect(answer.response.status).to.equal(201);
    expect(answer.response.headers.get('location')).to.equal(`/api/v1/bots/${bot.botId}/cards/${card.id}`);
    expect(card).to.deep.include({
      card_number: '6037997599812345',
      last_four: '2345',
      bank: { code: 'melli', name: { fa: 'بانک ملی ایران', en: 'Bank Melli Iran', ru: 'Банк «Мелли Иран»' } },
      card_holder_name: 'سارا احمدی',
      rotation_strategy: 'round_robin',
      rotation_interval_minutes: 60,
      weight: 1,
      day_count_limit: null,
      day_sum_limit_toman: null,
      min_toman: null,
      max_toman: null,
      hours_from: null,
      hours_until: null,
      is_active: true,
      success_count: 0,
      failure_count: 0,
      current_usage_count: 0,
      last_used_at: null,
      created_by: null,
    });
    const [entry] = await auditOf(bot, `card ${card.id}`);
    expect(entry!.valueAfter).to.deep.include({ card_number: '603799******2345' });
    expect(JSON.stringify(entry)).not.to.include('6037997599812345');
  });

  it('takes a number once in a bot, and again in another bot', async () => {
    const { card_number: number } = await addCard(bot);
    const twice = await api.call('POST', `/bots/${bot.botId}/cards`, {
      body: { card_number: number, card_holder_name: 'Ali' },
    });
    expect([twice.status, twice.body.code]).to.deep.equal([409, 'card.exists']);
    expect((await addCard(other, { card_number: number })).card_number).to.equal(number);
  });

  it('adds one card of two requests with the same number at the same time', async () => {
    const body = { card_number: cardNumber(77), card_holder_name: 'Race' };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.call('POST', `/bots/${bot.botId}/cards`, { body })),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409, 409, 409, 409]);
  });

  it('names each field that is wrong', async () => {
    const wrong = await api.call('POST', `/bots/${bot.botId}/cards`, {
      body: {
        card_number: '6037997599812346',
        card_holder_name: ' ',
        rotation_strategy: 'best',
        rotation_interval_minutes: 0,
        weight: 1.5,
        success_count: 3,
      },
    });
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'request.invalid']);
    expect(wrong.body.errors.map((error: { field: string }) => error.field)).to.have.members([
      'body.card_number',
      'body.card_holder_name',
      'body.rotation_strategy',
      'body.rotation_interval_minutes',
      'body.weight',
      'body.success_count',
    ]);
    const empty = await api.call('PUT', `/bots/${bot.botId}/cards/${(await addCard(bot)).id}`, { body: {} });
    expect(empty.status).to.equal(422);
  });

  it('has limits when they are given, and loses one that is set to null', async () => {
    const limits = {
      day_count_limit: 20,
      day_sum_limit_toman: 50_000_000,
      min_toman: 100_000,
      max_toman: 5_000_000,
      hours_from: 22,
      hours_until: 6,
    };
    const card = await addCard(bot, limits);
    expect(card).to.deep.include(limits);
    const url = `/bots/${bot.botId}/cards/${card.id}`;
    const { body: changed } = await api.call('PUT', url, { body: { max_toman: null, day_count_limit: 30 } });
    expect(changed).to.deep.include({ ...limits, max_toman: null, day_count_limit: 30 });
    expect((await api.call('GET', url)).body).to.deep.equal(changed);
    const { body: none } = await api.call('PUT', url, { body: { hours_from: null, hours_until: null } });
    expect(none).to.deep.include({ hours_from: null, hours_until: null, day_count_limit: 30 });
    const entries = await auditOf(bot, `card ${card.id}`);
    expect(entries.at(-1)!.valueBefore).to.deep.include({ hours_from: 22, hours_until: 6 });
  });

  it('takes no limits that do not go together, nor such as an earlier change left', async () => {
    const card = await addCard(bot, { min_toman: 100_000, hours_from: 9, hours_until: 17 });
    const url = `/bots/${bot.botId}/cards/${card.id}`;
    const crossed = [
      { max_toman: 99_999 },
      { min_toman: 200_000, max_toman: 100_000 },
      { hours_from: null },
      { hours_until: 9 },
      { hours_until: null },
    ];
    for (const body of crossed) {
      const { status, body: answer } = await api.call('PUT', url, { body });
      expect([status, answer.code], JSON.stringify(body)).to.deep.equal([422, 'card.limits_crossed']);
    }
    expect((await api.call('GET', url)).body).to.deep.equal(card);
    const made = await api.call('POST', `/bots/${bot.botId}/cards`, {
      body: { card_number: cardNumber(4_242), card_holder_name: 'Ali', hours_from: 5 },
    });
    expect([made.status, made.body.code]).to.deep.equal([422, 'card.limits_crossed']);
    const zero = {
      day_count_limit: 0,
      day_sum_limit_toman: 0,
      min_toman: -1,
      hours_from: 24,
      hours_until: 1.5,
    };
    const wrong = await api.call('PUT', url, { body: zero });
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'request.invalid']);
    expect(wrong.body.errors.map((error: { field: string }) => error.field)).to.have.members(
      Object.keys(zero).map((field) => `body.${field}`),
    );
  });

  it('changes the fields that are named, for whoever saw the newest version', async () => {
    const card = await addCard(bot);
    const url = `/bots/${bot.botId}/cards/${card.id}`;
    const etag = (await api.call('GET', url)).headers.get('etag')!;
    const answers = await Promise.all(
      [5, 6].map((weight) =>
        api.call('PUT', url, {
          body: { weight, rotation_strategy: 'weighted' },
          headers: { 'if-match': etag },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    const won = answers.find(({ status }) => status === 200)!.body;
    expect((await api.call('GET', url)).body).to.deep.equal(won);
    expect(won).to.deep.include({ card_number: card.card_number, rotation_strategy: 'weighted' });
  });

  it('is switched off and on, and counts its use from zero again', async () => {
    const { id } = await addCard(bot);
    const client = api.client(bot.apiToken);
    const params = { params: { path: { bot_id: bot.botId, card_id: id } } };
    const off = await client.POST('/api/v1/bots/{bot_id}/cards/{card_id}/deactivate', params);
    expect(resultOf(off).is_active).to.equal(false);
    const listed = await client.GET('/api/v1/bots/{bot_id}/cards', {
      params: { ...path(bot.botId), query: { is_active: 'false' } },
    });
    expect(resultOf(listed).items.map((card) => card.id)).to.deep.equal([id]);
    const on = await client.POST('/api/v1/bots/{bot_id}/cards/{card_id}/activate', params);
    expect(resultOf(on).is_active).to.equal(true);
    await bot.tenant.db((tx) =>
      tx.sql('update tenant_payment_cards set current_usage_count = 9 where bot_id = $1 and id = $2', [
        bot.botId,
        id,
      ]),
    );
    const reset = await client.POST('/api/v1/bots/{bot_id}/cards/{card_id}/reset-usage', params);
    expect(resultOf(reset).current_usage_count).to.equal(0);
    const log = await auditOf(bot, `card ${id}`);
    expect(log.map(({ action }) => action)).to.deep.equal([
      'cards.create',
      'cards.deactivate',
      'cards.activate',
      'cards.reset-usage',
    ]);
  });

  it('says what came in on each card', async () => {
    const shop = await api.addBot();
    const [first, second] = [await addCard(shop), await addCard(shop)];
    await pay(shop, first.id, 'approved', 100_000);
    await pay(shop, first.id, 'approved', 50_000);
    await pay(shop, first.id, 'rejected', 7_000);
    await pay(shop, first.id, 'pending', 30_000);
    const answer = await api
      .client(shop.apiToken)
      .GET('/api/v1/bots/{bot_id}/cards/statistics', { params: path(shop.botId) });
    const { total, cards } = resultOf(answer);
    expect(total).to.deep.equal({
      payment_count: 4,
      approved_count: 2,
      approved_toman: 150_000,
      pending_count: 1,
      pending_toman: 30_000,
      rejected_count: 1,
      rejected_toman: 7_000,
      ended_count: 0,
    });
    expect(cards.map((card) => [card.card_id, card.approved_toman, card.success_percent])).to.deep.equal([
      [first.id, 150_000, 66.7],
      [second.id, 0, null],
    ]);
    expect(cards[0]).to.deep.include({
      card_number: first.card_number,
      last_four: first.last_four,
      bank: first.bank,
      payment_count: 4,
    });
    await api.call('DELETE', `/bots/${shop.botId}/cards/${first.id}`);
    const later = await api.call('GET', `/bots/${shop.botId}/cards/statistics`);
    expect(later.body.total, 'what came in stays').to.deep.equal(total);
    expect(later.body.cards.map((card: { card_id: string }) => card.card_id)).to.deep.equal([second.id]);
  });

  it('counts a receipt that nobody reviewed as no failure', async () => {
    const shop = await api.addBot();
    const card = await addCard(shop);
    await pay(shop, card.id, 'approved', 100_000);
    await pay(shop, card.id, 'pending', 30_000);
    await shop.tenant.db((tx) =>
      tx.sql(
        `update card_to_card_payments set receipt_type = 'text', receipt_text = 'paid'
         where bot_id = $1 and status = 'pending'`,
        [shop.botId],
      ),
    );
    const { body } = await api.call('GET', `/bots/${shop.botId}/cards/statistics`);
    expect(body.cards[0]).to.deep.include({
      payment_count: 2,
      pending_count: 1,
      rejected_count: 0,
      success_percent: 100,
    });
  });

  it("shows and changes nothing of another bot's", async () => {
    const card = await addCard(other);
    const attempts = [
      ['GET', ''],
      ['PUT', '', { weight: 9 }],
      ['DELETE', ''],
      ['POST', '/activate'],
      ['POST', '/deactivate'],
      ['POST', '/reset-usage'],
    ] as const;
    for (const token of [bot.apiToken, api.masterToken])
      for (const [method, rest, body] of attempts) {
        const url = `/bots/${bot.botId}/cards/${card.id}${rest}`;
        const answer = await api.call(method, url, { token, ...(body && { body }) });
        expect([answer.status, answer.body.code], url).to.deep.equal([404, 'resource.unknown']);
      }
    const direct = await api.call('GET', `/bots/${other.botId}/cards/${card.id}`, { token: bot.apiToken });
    expect([direct.status, direct.body.code]).to.deep.equal([404, 'bot.unknown']);
    const kept = await api.call('GET', `/bots/${other.botId}/cards/${card.id}`);
    expect(kept.body).to.deep.equal(card);
  });
});

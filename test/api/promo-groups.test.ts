import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { UserPromoGroup } from '#models/user-promo-group.js';
import { botBounds } from '#platform/bounds.js';
import { buildUser } from '../factories/user.js';
import { shopOf } from '../support/bot/sales.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: groups of people who pay less', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());
  beforeEach(async () => {
    bot = await api.addBot();
    other = await api.addBot();
  });

  const groups = (owner = bot) => `/bots/${owner.botId}/promo-groups`;
  const add = async (body: object, owner = bot) => {
    const answer = await api.call('POST', groups(owner), { body });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return answer.body as { id: string; name: string; spent_toman: number | null };
  };
  const refusal = ({ status, body }: Awaited<ReturnType<AdminApi['call']>>) => [status, body.code];

  it('are made, read, listed, changed and deleted, and each change is in the log', async () => {
    const gold = await add({
      name: 'Gold',
      priority: 5,
      period_percents: { 30: 10, 365: 100 },
      traffic_percent: 20,
      device_percent: 0,
      spent_toman: 500_000,
    });
    expect(gold).to.deep.include({ name: 'Gold', spent_toman: 500_000, squads: [] });
    await add({ name: 'Silver' });
    const url = `${groups()}/${gold.id}`;
    const read = await api.call('GET', url);
    expect(read.body).to.eql(gold);
    const changed = await api.call('PUT', url, {
      body: { spent_toman: null, name: 'Golden' },
      headers: { 'if-match': read.headers.get('etag')! },
    });
    expect(changed.body).to.deep.include({ name: 'Golden', spent_toman: null, priority: 5 });
    const stale = { body: { priority: 1 }, headers: { 'if-match': read.headers.get('etag')! } };
    expect((await api.call('PUT', url, stale)).status).to.equal(412);
    const list = await api.call('GET', `${groups()}?sort=-priority&limit=1`);
    expect(list.body.items.map(({ name }: { name: string }) => name)).to.eql(['Golden']);
    expect(list.body.next_cursor).to.be.a('string');
    expect((await api.call('DELETE', url)).status).to.equal(204);
    expect(refusal(await api.call('GET', url))).to.eql([404, 'resource.unknown']);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `promo group ${gold.id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ action }) => action)).to.eql([
      'promo-groups.create',
      'promo-groups.update',
      'promo-groups.delete',
    ]);
  });

  it('refuse percents, periods, thresholds and names that cannot be, by the name of the field', async () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ period_percents: { 30: -1 } }, 'body.period_percents.30'],
      [{ period_percents: { 30: 101 } }, 'body.period_percents.30'],
      [{ period_percents: { 30: 0.5 } }, 'body.period_percents.30'],
      [{ period_percents: { 30: '5' } }, 'body.period_percents.30'],
      [{ period_percents: { 0: 5 } }, 'body.period_percents.0'],
      [{ period_percents: { '1.5': 5 } }, 'body.period_percents.1.5'],
      [{ period_percents: { 3651: 5 } }, 'body.period_percents.3651'],
      [{ period_percents: { '۳۰': 5 } }, 'body.period_percents.۳۰'],
      [{ traffic_percent: 100.5 }, 'body.traffic_percent'],
      [{ device_percent: 1_000_000 }, 'body.device_percent'],
      [{ spent_toman: 0 }, 'body.spent_toman'],
      [{ spent_toman: 1e13 }, 'body.spent_toman'],
      [{ name: '\u200b' }, 'body.name'],
      [{ squads: ['x'] }, 'body.squads.0'],
      [{ color: 'gold' }, 'body.color'],
    ];
    for (const [body, field] of wrong) {
      const answer = await api.call('POST', groups(), { body: { name: 'Gold', ...body } });
      expect(refusal(answer), field).to.eql([422, 'request.invalid']);
      expect(answer.body.errors.map((error: { field: string }) => error.field)).to.eql([field]);
    }
    await add({ name: 'Gold' });
    expect(refusal(await api.call('POST', groups(), { body: { name: 'Gold' } }))).to.eql([
      409,
      'promo_group.exists',
    ]);
    await add({ name: 'Gold' }, other);
  });

  it('are at most so many of a bot, also when they are added at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: botBounds.promoGroups + 3 }, (_, n) =>
        api.call('POST', groups(), { body: { name: `Group ${n}` } }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(refusal)).to.eql(Array.from({ length: 3 }, () => [409, 'promo_group.too_many']));
  });

  it('have people, each once, on the person’s side too; an admin’s word stands over spending', async () => {
    const gold = await add({ name: 'Gold' });
    const [sara, omid] = [await buildUser(bot.tenant), await buildUser(bot.tenant)];
    const stranger = await buildUser(other.tenant);
    const member = (userId: string) => `${groups()}/${gold.id}/members/${userId}`;
    await bot.tenant.db(() =>
      UserPromoGroup.create({ userId: sara.id, groupId: gold.id, givenBy: 'spending' }),
    );
    for (const userId of [sara.id, omid.id, omid.id])
      expect((await api.call('PUT', member(userId))).body).to.deep.include({
        user_id: userId,
        given_by: 'admin',
      });
    expect(refusal(await api.call('PUT', member(stranger.id)))).to.eql([404, 'resource.unknown']);
    expect(refusal(await api.call('PUT', `${groups()}/999999/members/${sara.id}`))).to.eql([
      404,
      'resource.unknown',
    ]);
    const first = await api.call('GET', `${groups()}/${gold.id}/members?limit=1`);
    expect(first.body.items[0].user_id).to.equal(sara.id);
    const second = await api.call(
      'GET',
      `${groups()}/${gold.id}/members?limit=1&cursor=${first.body.next_cursor}`,
    );
    expect([second.body.items[0].user_id, second.body.next_cursor]).to.eql([omid.id, null]);
    const ofSara = await api.call('GET', `/bots/${bot.botId}/users/${sara.id}/promo-groups`);
    expect(ofSara.body.items.map(({ group_id: id }: { group_id: string }) => id)).to.eql([gold.id]);
    const exported = `${groups()}/${gold.id}/members/export`;
    const csv = await api.call('GET', exported);
    const rows = String(csv.body).trim().split('\r\n');
    expect(rows[0]).to.equal('user_id,telegram_id,username,first_name,last_name,status,given_by,joined_at');
    expect(rows.slice(1).map((row) => row.split(',')[0])).to.eql([sara.id, omid.id]);
    const next = await api.call('GET', `${exported}?format=json&after_user_id=${sara.id}`);
    expect(next.body.items).to.have.length(1);
    expect(next.body.items[0]).to.include({
      user_id: omid.id,
      telegram_id: omid.telegramId,
      given_by: 'admin',
    });
    expect(refusal(await api.call('GET', `${groups()}/999999/members/export`))).to.eql([
      404,
      'resource.unknown',
    ]);
    const counted = await api.call('GET', `${groups()}/statistics`);
    expect(counted.body.items).to.eql([
      { group_id: gold.id, name: 'Gold', members: 2, by_admin: 2, by_promo_code: 0, by_spending: 0 },
    ]);
    expect((await api.call('DELETE', member(sara.id))).status).to.equal(204);
    expect(refusal(await api.call('DELETE', member(sara.id)))).to.eql([404, 'resource.unknown']);
  });

  it('are not deleted while people are in them, unless they are dropped with it, nor while a plan names them', async () => {
    const gold = await add({ name: 'Gold' });
    const url = `${groups()}/${gold.id}`;
    const { id: userId } = await buildUser(bot.tenant);
    await api.call('PUT', `${url}/members/${userId}`);
    expect(refusal(await api.call('DELETE', url))).to.eql([409, 'promo_group.has_members']);
    const plan = await api.call('POST', `/bots/${bot.botId}/plans`, {
      body: { name: 'Club', period_days: 30, price_toman: 5, audience: 'group', group_ids: [gold.id] },
    });
    expect(refusal(await api.call('DELETE', `${url}?drop_members=true`))).to.eql([409, 'promo_group.in_use']);
    await api.call('DELETE', `/bots/${bot.botId}/plans/${plan.body.id}`);
    expect((await api.call('DELETE', `${url}?drop_members=true`)).status).to.equal(204);
    expect(await bot.tenant.db(() => UserPromoGroup.count())).to.equal(0);
  });

  it('take in who has paid enough already when a threshold is set or lowered, not when it is raised', async () => {
    const shop = shopOf(bot.tenant);
    const { id: planId } = await shop.addPlan({ priceToman: 100_000 });
    const { id: userId } = await shop.addBuyer(100_000);
    expect((await shop.buy(userId, { kind: 'plan', planId })).kind).to.equal('paid');
    const gold = await add({ name: 'Gold', spent_toman: 100_001 });
    const url = `${groups()}/${gold.id}`;
    const members = async () => (await api.call('GET', `${url}/members?given_by=spending`)).body.items.length;
    await api.call('PUT', url, { body: { spent_toman: 100_000 } });
    await waitFor(async () => (await members()) === 1);
    await api.call('PUT', url, { body: { spent_toman: 900_000 } });
    expect(await members()).to.equal(1);
  });
});

describe('the admin API: who may buy a plan', () => {
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const plans = () => `/bots/${bot.botId}/plans`;
  const add = (body: object) =>
    api.call('POST', plans(), { body: { name: 'A month', period_days: 30, price_toman: 150_000, ...body } });

  it('is all unless it is said; a plan by link has one from then on, and keeps it', async () => {
    const plan = (await add({})).body;
    expect(plan).to.deep.include({ audience: 'all', group_ids: [], link_code: null });
    const byLink = (await api.call('PUT', `${plans()}/${plan.id}`, { body: { audience: 'link' } })).body;
    expect(byLink.link_code).to.match(/^[\w-]{12}$/);
    for (const audience of ['all', 'link'])
      expect(
        (await api.call('PUT', `${plans()}/${plan.id}`, { body: { audience } })).body.link_code,
      ).to.equal(byLink.link_code);
    expect((await add({ audience: 'link' })).body.link_code).not.to.equal(byLink.link_code);
  });

  it('is groups that are there, at least one', async () => {
    const other = await api.addBot();
    const foreign = await api.call('POST', `/bots/${other.botId}/promo-groups`, { body: { name: 'Theirs' } });
    for (const group_ids of [undefined, [], ['999999'], [foreign.body.id]]) {
      const answer = await add({ audience: 'group', ...(group_ids && { group_ids }) });
      expect([answer.status, answer.body.code]).to.eql([422, 'plan.groups_unknown']);
    }
    expect((await add({ audience: 'everybody' })).body.errors[0].field).to.equal('body.audience');
    const twice = await add({ audience: 'group', group_ids: ['1', '1'] });
    expect(twice.body.errors[0].field).to.equal('body.group_ids');
  });

  it('narrows the list, as do ranges of price and length, both ends in them', async () => {
    const shop = await api.addBot();
    const url = `/bots/${shop.botId}/plans`;
    for (const [name, period_days, price_toman, audience] of [
      ['Week', 7, 50_000, 'new'],
      ['Month', 30, 150_000, 'all'],
      ['Year', 365, 900_000, 'all'],
    ] as const)
      await api.call('POST', url, { body: { name, period_days, price_toman, audience } });
    const names = async (query: string) =>
      (await api.call('GET', `${url}?${query}`)).body.items.map(({ name }: { name: string }) => name);
    expect(await names('price_min=50000&price_max=150000')).to.eql(['Week', 'Month']);
    expect(await names('price_min=150001')).to.eql(['Year']);
    expect(await names('period_min=8&period_max=30')).to.eql(['Month']);
    expect(await names('period_max=30&audience=new')).to.eql(['Week']);
    expect(await names('price_min=5&price_max=4')).to.eql([]);
    for (const query of ['price_min=-1', 'period_max=1.5', 'price_max=x', 'audience=none'])
      expect((await api.call('GET', `${url}?${query}`)).status, query).to.equal(422);
  });
});

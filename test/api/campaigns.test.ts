import { expect } from 'chai';
import { botBounds } from '#platform/bounds.js';
import { countVisit } from '#services/campaigns/count-visit.js';
import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import { buildUser } from '../factories/user.js';
import { visitsOf } from '../support/bot/campaigns.js';
import { shopOf } from '../support/bot/sales.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: campaigns', function () {
  this.timeout(60_000);
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const call = (method: string, tail: string, body?: object, of = bot) =>
    api.call(method, `/bots/${of.botId}/campaigns${tail}`, { token: of.apiToken, body });
  const create = async (start_parameter: string, more: object = {}, of = bot) => {
    const { status, body } = await call('POST', '', { start_parameter, name: 'Spring', ...more }, of);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body as { id: string; link: string } & Record<string, unknown>;
  };
  const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

  /** Somebody who opens the link of a campaign, and registers by it unless told otherwise. */
  async function bring(parameter: string, { registers = true, firstName = 'Sara' } = {}, of = bot) {
    const { tenant } = of;
    const { id: userId } = await buildUser(tenant, { firstName });
    await tenant.db((tx) => countVisit(tenant, tx, { userId, parameter }));
    if (!registers) return userId;
    await ownerQuery('update users set campaign_code = $3 where bot_id = $1 and id = $2', [
      of.botId,
      userId,
      parameter,
    ]);
    await tenant.db((tx) => rewardNewcomer(tenant, tx, { userId, campaignCode: parameter }));
    return userId;
  }

  it('are made with a link into the bot, read, changed and listed', async () => {
    const bonus = { kind: 'discount', percent: 20, valid_days: 7 };
    const made = await create('List_1', { bonus, cost_toman: 500_000, active_until: '2027-01-01T00:00:00Z' });
    const [{ username } = { username: '' }] = await ownerQuery<{ username: string }>(
      'select username from bots where id = $1',
      [bot.botId],
    );
    expect(made).to.deep.include({
      ...{ link: `https://t.me/${username}?start=List_1`, is_active: true, deleted_at: null },
      ...{ active_from: null, active_until: '2027-01-01T00:00:00.000Z', cost_toman: 500_000 },
      bonus: { ...bonus, amount_toman: null, applies_to: 'any', plan_ids: null },
    });
    const read = await call('GET', `/${made.id}`);
    expect(read.body).to.deep.equal(made);
    const etag = read.headers.get('etag') ?? '';
    const change = (ifMatch: string) =>
      api.call('PUT', `/bots/${bot.botId}/campaigns/${made.id}`, {
        ...{ token: bot.apiToken, body: { is_active: false, bonus: null, cost_toman: null } },
        headers: { 'if-match': ifMatch },
      });
    const changed = await change(etag);
    expect(changed.body).to.include({ is_active: false, bonus: null, cost_toman: null, name: 'Spring' });
    expect(told(await change(etag))).to.eql([412, 'precondition.failed']);
    const list = await call('GET', '?is_active=false&search=pri');
    expect(list.body.items.map(({ id }: { id: string }) => id)).to.eql([made.id]);
    const [entry] = await ownerQuery<{ before: object; after: object }>(
      `select value_before as before, value_after as after from audit_log where bot_id = $1 and action = 'campaigns.update'`,
      [bot.botId],
    );
    expect(entry?.after).to.include({ is_active: false });
  });

  it('have a parameter that leads nowhere else', async () => {
    const ask = async (start_parameter: string) =>
      told(await call('POST', '', { start_parameter, name: 'Spring' }));
    await create('Taken');
    const { referralCode } = await buildUser(bot.tenant, { referralCode: 'friend-of-mine' });
    expect(await ask('Taken')).to.eql([409, 'campaign.parameter_taken']);
    expect(await ask(referralCode)).to.eql([409, 'campaign.parameter_taken']);
    expect(await ask('refAbCdEfGh')).to.eql([422, 'campaign.parameter_reserved']);
    for (const odd of ['', 'with space', 'تخفیف', 'a'.repeat(49), 'a.b'])
      expect((await ask(odd))[1], odd).to.equal('request.invalid');
    await create('taken');
    await create('Taken', {}, await api.addBot());
  });

  it('name the fields that are wrong', async () => {
    const fields = async (body: object) =>
      (await call('POST', '', { start_parameter: 'Wrong', name: 'Spring', ...body })).body.errors?.map(
        ({ field }: { field: string }) => field,
      );
    const subscription = { kind: 'subscription', days: 3, traffic_gb: 5 };
    expect(await fields({ cost_toman: 0 })).to.eql(['body.cost_toman']);
    expect(await fields({ bonus: { kind: 'balance', amount_toman: -5 } })).to.eql([
      'body.bonus.amount_toman',
    ]);
    expect(await fields({ bonus: { kind: 'balance', amount_toman: 1e15 } })).to.eql([
      'body.bonus.amount_toman',
    ]);
    expect(await fields({ bonus: { kind: 'discount', percent: 12.5, valid_days: 1 } })).to.eql([
      'body.bonus.percent',
    ]);
    expect(await fields({ bonus: { kind: 'discount', percent: 101, valid_days: 1 } })).to.eql([
      'body.bonus.percent',
    ]);
    expect(await fields({ bonus: { kind: 'discount', valid_days: 1 } })).to.eql(['body.bonus']);
    expect(await fields({ bonus: { kind: 'discount', percent: 5, amount_toman: 5, valid_days: 1 } })).to.eql([
      'body.bonus',
    ]);
    expect(await fields({ bonus: { ...subscription, days: 0 } })).to.eql(['body.bonus.days']);
    expect(await fields({ bonus: { ...subscription, extra: 1 } })).to.eql(['body.bonus.extra']);
    const refused = async (body: object) =>
      told(await call('POST', '', { start_parameter: 'Wrong', name: 'Spring', ...body }));
    const backwards = { active_from: '2026-12-02T00:00:00Z', active_until: '2026-12-01T00:00:00Z' };
    expect(await refused(backwards)).to.eql([422, 'campaign.period']);
    expect(await fields(backwards)).to.eql(['body.active_until']);
    const off = { kind: 'discount', percent: 5, valid_days: 1, plan_ids: ['999999999'] };
    expect(await refused({ bonus: off })).to.eql([422, 'plan.unknown']);
    await shopOf(bot.tenant).configure({ sellable_squads: ['11111111-1111-4111-8111-111111111111'] });
    const squads = ['22222222-2222-4222-8222-222222222222'];
    expect(await refused({ bonus: { ...subscription, squads } })).to.eql([422, 'plan.squads_not_sellable']);
    await shopOf(bot.tenant).configure({ sellable_squads: [] });
  });

  it('that somebody opened are kept when they are deleted, others go', async () => {
    const [used, unused] = [await create('Used'), await create('Unused')];
    const userId = await bring('Used');
    for (const { id } of [used, unused]) expect((await call('DELETE', `/${id}`)).status).to.equal(204);
    expect((await call('GET', `/${unused.id}`)).status).to.equal(404);
    const kept = (await call('GET', `/${used.id}`)).body;
    expect(kept.deleted_at).to.be.a('string');
    expect(told(await call('PUT', `/${used.id}`, { is_active: true }))).to.eql([409, 'campaign.deleted']);
    expect(told(await call('DELETE', `/${used.id}`))).to.eql([409, 'campaign.deleted']);
    const ids = async (tail: string) =>
      (await call('GET', tail)).body.items.map(({ id }: { id: string }) => id) as string[];
    expect(await ids('?limit=200')).to.not.include(used.id);
    expect(await ids('?is_deleted=true')).to.eql([used.id]);
    expect((await call('GET', `/${used.id}/statistics`)).body).to.include({ registrations: 1 });
    expect((await call('GET', `/${used.id}/people`)).body.items[0]).to.include({ user_id: userId });
    expect(told(await call('POST', '', { start_parameter: 'Used', name: 'x' }))).to.eql([
      409,
      'campaign.parameter_taken',
    ]);
    await create('Unused');
  });

  it('are deleted while people open their links: each is counted or finds nothing', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await create(`Race_${round}`);
      const { tenant } = bot;
      const { id: userId } = await buildUser(tenant);
      const [deleted, counted] = await Promise.all([
        call('DELETE', `/${id}`),
        tenant.db((tx) => countVisit(tenant, tx, { userId, parameter: `Race_${round}` })),
      ]);
      expect(deleted.status).to.equal(204);
      expect((await call('GET', `/${id}`)).status).to.equal(counted ? 200 : 404);
    }
  });

  it('tell what they brought: people, trials, buyers, money from outside, and what each cost', async () => {
    const shop = await api.addBot();
    const sells = shopOf(shop.tenant);
    const plan = await sells.addPlan({ priceToman: 60_000 });
    const bonus = { kind: 'balance', amount_toman: 10_000 };
    const { id } = await create('Money', { bonus, cost_toman: 90_000 }, shop);
    const other = await create('Other', { cost_toman: 5_000 }, shop);
    const free = await create('Free', {}, shop);
    await bring('Money', { registers: false }, shop);
    const [buyer, taker, idle] = [
      await bring('Money', {}, shop),
      await bring('Money', {}, shop),
      await bring('Money', {}, shop),
    ];
    await bring('Free', {}, shop);
    await shop.tenant.db((tx) => countVisit(shop.tenant, tx, { userId: idle, parameter: 'Other' }));
    await sells.credit(buyer, 80_000);
    await ownerQuery(
      `update transactions set payment_method = 'zarinpal' where bot_id = $1 and type = 'deposit'`,
      [shop.botId],
    );
    await sells.buy(buyer, { kind: 'plan', planId: plan.id });
    await sells.buy(taker, { kind: 'trial' });
    const figures = (await call('GET', `/${id}/statistics`, undefined, shop)).body;
    expect(figures).to.eql({
      ...{ campaign_id: id, name: 'Spring', visits: 4, people: 4, registrations: 3, bonuses: 3 },
      ...{ trials: 1, buyers: 1, sales_toman: 60_000, revenue_toman: 80_000 },
      ...{ registered_percent: 75, bought_percent: 33.33, cost_toman: 90_000 },
      ...{ cost_per_registration_toman: 30_000, cost_per_buyer_toman: 90_000 },
    });
    const all = (await call('GET', '/statistics', undefined, shop)).body;
    expect(all.items.map((one: { campaign_id: string }) => one.campaign_id)).to.eql([id, free.id, other.id]);
    expect(all.total).to.include({
      ...{ people: 6, registrations: 4, buyers: 1, cost_toman: 95_000 },
      ...{ cost_per_registration_toman: 31_667, cost_per_buyer_toman: 95_000, revenue_toman: 80_000 },
    });
    await ownerQuery(
      `update campaign_people set created_at = '2026-01-05T00:00:00Z' where bot_id = $1 and user_id = $2 and campaign_id = $3`,
      [shop.botId, buyer, id],
    );
    const of = async (query: string) =>
      (await call('GET', `/${id}/statistics?${query}`, undefined, shop)).body as Record<string, unknown>;
    expect(await of('from=2026-01-05T00:00:00Z&until=2026-01-06T00:00:00Z')).to.include({
      ...{ people: 1, registrations: 1, buyers: 1, revenue_toman: 80_000 },
      ...{ cost_toman: 90_000, cost_per_buyer_toman: null },
    });
    expect(await of('until=2026-01-05T00:00:00Z')).to.include({ people: 0, registered_percent: null });
    const [order] = (await sells.look(buyer)).orders;
    await ownerQuery(
      `update orders set state = 'refunded', refunded_at = now() where bot_id = $1 and id = $2`,
      [shop.botId, order!.id],
    );
    expect(await of('')).to.include({ buyers: 0, trials: 1 });
  });

  it('list and export their people, no cell of which is a formula', async () => {
    await create('People');
    const brought = [
      await bring('People', { firstName: '=HYPERLINK("https://thief.example")' }),
      await bring('People', { firstName: 'Sara, "S"' }),
      await bring('People'),
    ];
    await bring('People', { registers: false });
    const { id } = (await call('GET', '?search=Spring&sort=-id')).body.items[0];
    const page = resultOf(
      await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/campaigns/{campaign_id}/people', {
        params: { path: { bot_id: bot.botId, campaign_id: id }, query: { limit: 2 } },
      }),
    );
    expect(page.items.map(({ user_id: user }) => user)).to.eql(brought.slice(0, 2));
    const rest = (await call('GET', `/${id}/people?limit=2&cursor=${page.next_cursor ?? ''}`)).body;
    expect(rest.items.map((one: { user_id: string }) => one.user_id)).to.eql(brought.slice(2));
    const exported = await call('GET', `/${id}/people/export`);
    expect(exported.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    const lines = String(exported.body).split('\r\n');
    expect(lines[0]).to.match(/^user_id,telegram_id,username,first_name,/);
    expect(lines).to.have.length(5);
    expect(lines[1]).to.include(`"'=HYPERLINK(""https://thief.example"")"`);
    expect(lines[2]).to.include('"Sara, ""S"""');
    const after = await call('GET', `/${id}/people/export?after_user_id=${brought[1] ?? ''}&format=json`);
    expect(after.body.items.map((one: { user_id: string }) => one.user_id)).to.eql(brought.slice(2));
    const users = await api.call('GET', `/bots/${bot.botId}/users?campaign_code=People`);
    expect(users.body.items).to.have.length(3);
    const csv = await call('GET', '/statistics?format=csv');
    expect(String(csv.body)).to.match(/^campaign_id,name,visits,/);
  });

  it('are as many as a bot may have, those that are kept deleted left out', async () => {
    const full = await api.addBot();
    await ownerQuery(
      `insert into campaigns (bot_id, start_parameter, name, deleted_at)
       select $1, 'c' || n, 'Campaign', case when n = 1 then now() end from generate_series(1, $2) as n`,
      [full.botId, botBounds.campaigns],
    );
    await create('Last', {}, full);
    const more = await call('POST', '', { start_parameter: 'More', name: 'More' }, full);
    expect(told(more)).to.eql([409, 'campaign.too_many']);
  });

  it('are those of one bot alone, and their people too', async () => {
    const other = await api.addBot();
    const mine = await create('Mine');
    await bring('Mine');
    for (const tail of ['', '/statistics', '/people', '/people/export']) {
      const path = `/bots/${other.botId}/campaigns/${mine.id}${tail}`;
      expect((await api.call('GET', path, { token: other.apiToken })).status, tail).to.equal(404);
    }
    expect((await call('GET', '/statistics', undefined, other)).body.total).to.include({
      people: 0,
      visits: 0,
    });
    expect(await visitsOf({ botId: bot.botId, id: mine.id } as never)).to.have.length(1);
  });
});

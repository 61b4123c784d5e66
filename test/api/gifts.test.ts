import { expect } from 'chai';
import { tenantOf } from '#tenancy/scope.js';
import { shopOf, type Shop } from '../support/bot/sales.js';
import { give, take } from '../support/gifts.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
type Body = Record<string, unknown>;

describe('the admin API: gifts', () => {
  let api: AdminApi;
  let bot: Bot;
  let shop: Shop;
  let ids: string[];
  let buyerId: string;
  let takerId: string;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    shop = shopOf(tenantOf(bot.botId));
    const planId = (await shop.addPlan({ name: '=Month', priceToman: 100_000, trafficLimitGb: 5 })).id;
    buyerId = (await shop.addBuyer(500_000)).id;
    takerId = (await shop.addBuyer()).id;
    const gifts = [];
    for (let time = 0; time < 3; time += 1) gifts.push(await give(shop, { buyerId, planId }));
    await take(shop, gifts[0]!, { userId: takerId });
    ids = gifts.map(({ id }) => id);
  });
  after(() => api.close());

  const ask = (method: 'GET' | 'POST', path: string, body?: object) =>
    api.call(method, `/bots/${bot.botId}/gifts${path}`, { token: bot.apiToken, ...(body && { body }) });
  const list = async (query: string): Promise<Body[]> =>
    ((await ask('GET', query)).body as { items: Body[] }).items;

  it('lists and shows them without their codes, by state and by person', async () => {
    expect((await list('')).map(({ id }) => id)).to.eql(ids);
    expect((await list('?state=open&limit=1')).map(({ id }) => id)).to.eql([ids[1]]);
    const [taken] = await list(`?taken_by=${takerId}`);
    expect(taken).to.include({ id: ids[0], state: 'taken', buyer_id: buyerId, plan_name: '=Month' });
    expect(taken?.subscription_id).to.be.a('string');
    const { body } = await ask('GET', `/${ids[1]}`);
    expect(body).to.include({
      state: 'open',
      price_toman: 100_000,
      taken_by: null,
      is_refunded_at_end: true,
    });
    expect(JSON.stringify(body)).not.to.include('code');
    expect((await ask('GET', '/999999')).status).to.equal(404);
  });

  it('gives the money of one back that nobody has taken, once, and notes who did it', async () => {
    const revoked = await ask('POST', `/${ids[1]}/revoke`, { reason: 'Asked by its buyer' });
    expect(revoked.status).to.equal(200);
    expect(revoked.body).to.include({ state: 'refunded' });
    expect((await shop.look(buyerId)).balanceToman).to.equal(300_000);
    for (const id of [ids[0], ids[1]]) {
      const again = await ask('POST', `/${id}/revoke`, {});
      expect([again.status, (again.body as Body).code]).to.eql([409, 'gift.not_open']);
    }
    const log = await api.call('GET', `/bots/${bot.botId}/audit-log`, { token: bot.apiToken });
    expect(JSON.stringify(log.body)).to.include('gifts.revoke').and.include('Asked by its buyer');
  });

  it('counts them, and exports them without formulas', async () => {
    const { body } = await ask('GET', '/statistics');
    expect(body).to.deep.include({
      sold: { count: 3, toman: 300_000 },
      taken: { count: 1, toman: 100_000 },
      refunded: { count: 1, toman: 100_000 },
      open: { count: 1, toman: 100_000 },
      ended: { count: 0, toman: 0 },
    });
    const csv = await ask('GET', '/export?format=csv');
    const lines = String(csv.body).trimEnd().split('\r\n');
    expect(lines).to.have.length(4);
    expect(lines[0]).to.match(/^id,state,buyer_id,order_id/);
    expect(lines[1]).to.include(",'=Month,");
    const part = (await ask('GET', `/export?format=json&after_id=${ids[0]}`)).body as Body;
    expect((part.items as Body[]).map(({ id }) => id)).to.eql(ids.slice(1));
    expect(part.last_id).to.equal(null);
  });
});

import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { CreationAttributes } from 'sequelize';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { BotPlan } from '#models/bot-plan.js';
import { Subscription } from '#models/subscription.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe('the admin API: what a subscription is given', () => {
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  /** An active subscription that the panel has taken over. */
  async function sold(overrides: Partial<CreationAttributes<Subscription>> = {}, of = bot) {
    const { id: userId } = await buildUser(of.tenant);
    const defaults = { endsAt: inDays(10), provisionedAt: new Date(), panelUserUuid: randomUUID() };
    const startsAt = new Date(0);
    return of.tenant.db(() =>
      Subscription.create({ ...defaults, startsAt, status: 'active', ...overrides, userId }),
    );
  }
  const call = (method: string, id: string, tail = '', ask: object = {}) =>
    api.call(method, `/bots/${bot.botId}/subscriptions/${id}${tail}`, { token: bot.apiToken, ...ask });
  const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

  it('shows what it has on top of its plan, and who gave it', async () => {
    const { id } = await sold({ trafficLimitGb: 50, deviceLimit: 2 });
    const put = (body: object) => call('PUT', id, '', { body });
    const more = (await put({ traffic_limit_gb: 80, device_limit: 3 })).body;
    expect(more).to.deep.include({
      traffic_limit_gb: 80,
      device_limit: 3,
      base_traffic_gb: 50,
      base_device_limit: 2,
    });
    const view = ({ add_ons: addOns }: { add_ons: Record<string, unknown>[] }) =>
      addOns.map(({ kind, amount, given_by: by, price_toman: price }) => [kind, amount, by, price]);
    expect(view(more)).to.deep.equal([
      ['traffic', 30, 'admin', 0],
      ['devices', 1, 'admin', 0],
    ]);
    expect(view((await put({ traffic_limit_gb: 100 })).body)[0]).to.deep.equal(['devices', 1, 'admin', 0]);
    expect((await call('GET', id)).body.add_ons.map((one: { amount: number }) => one.amount)).to.deep.equal([
      1, 50,
    ]);
    const less = (await put({ traffic_limit_gb: 40, device_limit: 1 })).body;
    expect(less).to.deep.include({ traffic_limit_gb: 40, device_limit: 1, base_traffic_gb: 40, add_ons: [] });
    const endless = (await put({ traffic_limit_gb: 0 })).body;
    expect(endless).to.deep.include({ traffic_limit_gb: 0, base_traffic_gb: 40 });
    const back = (await put({ traffic_limit_gb: 45 })).body;
    expect([back.traffic_limit_gb, view(back)]).to.deep.equal([45, [['traffic', 5, 'admin', 0]]]);
    expect((await call('GET', id)).body).to.deep.include({ traffic_reset: 'month' });
    const list = await api.call('GET', `/bots/${bot.botId}/subscriptions?limit=200`, { token: bot.apiToken });
    expect(list.body.items.find((one: { id: string }) => one.id === id).add_ons).to.have.lengthOf(1);
  });

  describe('of a bot that pays for what it sells', () => {
    let paying: Bot;
    before(async () => {
      paying = await api.addBot({
        billingModel: 'subscription_sale',
        trafficRateToman: 1_000,
        walletBalanceToman: 400_000,
      });
    });
    const ask = (token: string | undefined, id: string, tail: string, body: object, key?: string) =>
      api.call(tail ? 'POST' : 'PUT', `/bots/${paying.botId}/subscriptions/${id}${tail}`, {
        ...(token && { token }),
        ...(key && { headers: { 'idempotency-key': key } }),
        body,
      });
    const wallet = async () => {
      const { body } = await api.call('GET', `/bots/${paying.botId}/wallet`, { token: paying.apiToken });
      const traffic = await api.call('GET', `/bots/${paying.botId}/wallet/traffic`, {
        token: paying.apiToken,
      });
      const { sold_bytes: sold, gifted_bytes: gifted } = traffic.body.total;
      return [body.balance_toman, sold / 2 ** 30, gifted / 2 ** 30];
    };

    it("the tenant's token pays for what it gives, like a sale, once; the master's gives it away", async () => {
      const { id } = await sold(
        { trafficLimitGb: 10, endsAt: inDays(30), trafficReset: 'month_rolling' },
        paying,
      );
      expect((await ask(paying.apiToken, id, '', { traffic_limit_gb: 60 })).status).to.equal(200);
      expect(await wallet()).to.deep.equal([350_000, 50, 0]);
      const extended = await ask(paying.apiToken, id, '/extend', { days: 60 }, 'once');
      expect(extended.status).to.equal(200);
      expect((await ask(paying.apiToken, id, '/extend', { days: 60 }, 'once')).body).to.deep.equal(
        extended.body,
      );
      expect(await wallet(), '60 gigabytes a month for two months').to.deep.equal([230_000, 170, 0]);
      const free = await ask(paying.apiToken, id, '', { device_limit: 9 });
      expect([free.status, (await wallet())[0]], 'devices alone have no traffic').to.deep.equal([
        200, 230_000,
      ]);
      expect((await ask(undefined, id, '/extend', { days: 30 })).status).to.equal(200);
      expect(await wallet()).to.deep.equal([230_000, 170, 60]);
      const log = await paying.tenant.db(() =>
        AuditLogEntry.findAll({ where: { subject: `subscription ${id}` }, order: [['id', 'ASC']] }),
      );
      const given = log.map(({ valueAfter }) => valueAfter as Record<string, unknown>);
      expect(given.map(({ sold_gb: sold, gifted_gb: gifted }) => [sold, gifted])).to.deep.equal([
        [50, undefined],
        [120, undefined],
        [undefined, undefined],
        [undefined, 60],
      ]);
    });

    it('a tenant can give neither what its wallet does not pay for nor what has no price, by no way', async () => {
      const { id } = await sold(
        { trafficLimitGb: 10, endsAt: inDays(30), trafficReset: 'month_rolling' },
        paying,
      );
      const before = (await api.call('GET', `/bots/${paying.botId}/subscriptions/${id}`)).body;
      const [endless, large] = await paying.tenant.db(async () => [
        await BotPlan.create({ name: 'Endless', periodDays: 30, priceToman: 0 }),
        await BotPlan.create({ name: 'Large', periodDays: 30, priceToman: 0, trafficLimitGb: 900_000 }),
      ]);
      for (const [tail, body, code] of [
        ['', { traffic_limit_gb: 0, device_limit: 1_000 }, 'subscription.unpriced'],
        ['', { plan_id: endless!.id }, 'subscription.unpriced'],
        ['', { plan_id: large!.id }, 'subscription.wallet_too_low'],
        ['', { traffic_limit_gb: 1_000_000 }, 'subscription.wallet_too_low'],
        ['/extend', { days: 3_650 }, 'subscription.wallet_too_low'],
      ] as const)
        expect(told(await ask(paying.apiToken, id, tail, body)), JSON.stringify(body)).to.deep.equal([
          409,
          code,
        ]);
      const after = (await api.call('GET', `/bots/${paying.botId}/subscriptions/${id}`)).body;
      expect(after, 'nothing of it was done').to.deep.equal(before);
      expect((await ask(undefined, id, '', { traffic_limit_gb: 0 })).status, 'the operator may').to.equal(
        200,
      );
      expect((await ask(paying.apiToken, id, '/extend', { days: 1 })).body.code).to.equal(
        'subscription.unpriced',
      );
    });

    it('what is over is paid anew when a tenant lets it run again', async () => {
      const { id } = await sold(
        { trafficLimitGb: 30, endsAt: inDays(-3), status: 'expired', trafficReset: 'month_rolling' },
        paying,
      );
      const [before] = await wallet();
      expect((await ask(paying.apiToken, id, '/extend', { days: 1 })).status).to.equal(200);
      expect((await wallet())[0]).to.equal(before - 30_000);
    });
  });
});

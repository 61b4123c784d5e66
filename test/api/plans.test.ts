import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { Subscription } from '#models/subscription.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: plans', () => {
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
  const addPlan = async (owner: Bot, body: object = {}) =>
    resultOf(
      await api.client(owner.apiToken).POST('/api/v1/bots/{bot_id}/plans', {
        params: path(owner.botId),
        body: { name: 'A month', period_days: 30, price_toman: 150_000, ...body },
      }),
    );
  const orderOf = async (owner: Bot) => {
    const { body, headers } = await api.call('GET', `/bots/${owner.botId}/plans/order`);
    return { ids: body.plan_ids as string[], etag: headers.get('etag')! };
  };

  it('adds plans, each behind the last', async () => {
    const shop = await api.addBot();
    const answer = await api.client(shop.apiToken).POST('/api/v1/bots/{bot_id}/plans', {
      params: path(shop.botId),
      body: { name: ' یک‌ماهه ', period_days: 30, price_toman: 150_000 },
    });
    const first = resultOf(answer);
    expect(answer.response.status).to.equal(201);
    expect(answer.response.headers.get('location')).to.equal(`/api/v1/bots/${shop.botId}/plans/${first.id}`);
    expect(first).to.deep.include({
      name: 'یک‌ماهه',
      period_days: 30,
      price_toman: 150_000,
      traffic_limit_gb: 0,
      device_limit: 1,
      is_active: true,
      sort_order: 1,
    });
    const more = await Promise.all([1, 2, 3, 4].map((n) => addPlan(shop, { name: `Plan ${n}` })));
    expect(more.map((plan) => plan.sort_order).sort()).to.deep.equal([2, 3, 4, 5]);
    const client = api.client(shop.apiToken);
    const firstPage = resultOf(
      await client.GET('/api/v1/bots/{bot_id}/plans', {
        params: { ...path(shop.botId), query: { limit: 3 } },
      }),
    );
    const secondPage = resultOf(
      await client.GET('/api/v1/bots/{bot_id}/plans', {
        params: { ...path(shop.botId), query: { limit: 3, cursor: firstPage.next_cursor! } },
      }),
    );
    const places = [...firstPage.items, ...secondPage.items].map((plan) => plan.sort_order);
    expect([places, secondPage.next_cursor]).to.deep.equal([[1, 2, 3, 4, 5], null]);
  });

  it('names each field that is wrong', async () => {
    const wrong = await api.call('POST', `/bots/${bot.botId}/plans`, {
      body: {
        name: '',
        period_days: 0,
        price_toman: -1,
        traffic_limit_gb: '5',
        device_limit: 0,
        sort_order: 1,
      },
    });
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'request.invalid']);
    expect(wrong.body.errors.map((error: { field: string }) => error.field)).to.have.members([
      'body.name',
      'body.period_days',
      'body.price_toman',
      'body.traffic_limit_gb',
      'body.device_limit',
      'body.sort_order',
    ]);
    const unseen = { name: '\u200b\u2060', period_days: 1, price_toman: 1 };
    const nameless = await api.call('POST', `/bots/${bot.botId}/plans`, { body: unseen });
    expect(nameless.body.errors).to.deep.equal([
      { field: 'body.name', message: 'must have text that can be seen' },
    ]);
    for (const price of [1.5, 1e15, '1', null]) {
      const body = { name: 'x', period_days: 1, price_toman: price };
      expect((await api.call('POST', `/bots/${bot.botId}/plans`, { body })).status).to.equal(422);
    }
  });

  it('changes a plan for one of two who saw the same version, and logs both sides of it', async () => {
    const plan = await addPlan(bot);
    const url = `/bots/${bot.botId}/plans/${plan.id}`;
    const etag = (await api.call('GET', url)).headers.get('etag')!;
    const answers = await Promise.all(
      [1_000, 2_000].map((price) =>
        api.call('PUT', url, { body: { price_toman: price }, headers: { 'if-match': etag } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    const now = (await api.call('GET', url)).body;
    const [entry] = await bot.tenant.db(() =>
      AuditLogEntry.findAll({
        where: { subject: `plan ${plan.id}`, action: 'plans.update' },
        order: [['id', 'ASC']],
      }),
    );
    expect(entry!.valueBefore).to.deep.include({ price_toman: 150_000 });
    expect(entry!.valueAfter).to.deep.include({ price_toman: now.price_toman });
  });

  it('takes a plan off sale and puts it on again, each twice being once', async () => {
    const { id } = await addPlan(bot);
    const params = { params: { path: { bot_id: bot.botId, plan_id: id } } };
    const client = api.client(bot.apiToken);
    for (const verb of ['deactivate', 'activate'] as const)
      for (let round = 0; round < 2; round += 1) {
        const answer = await client.POST(`/api/v1/bots/{bot_id}/plans/{plan_id}/${verb}`, params);
        expect(resultOf(answer).is_active).to.equal(verb === 'activate');
      }
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `plan ${id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ action }) => action)).to.deep.equal([
      'plans.create',
      'plans.deactivate',
      'plans.activate',
    ]);
  });

  it('deletes a plan, but none that a subscription was bought by', async () => {
    const [free, sold] = [await addPlan(bot), await addPlan(bot)];
    const user = await buildUser(bot.tenant);
    await bot.tenant.db(() =>
      Subscription.create({ userId: user.id, planId: sold.id, endsAt: new Date(Date.now() + 86_400_000) }),
    );
    const url = (id: string) => `/bots/${bot.botId}/plans/${id}`;
    expect((await api.call('DELETE', url(free.id))).status).to.equal(204);
    expect((await api.call('DELETE', url(free.id))).body.code).to.equal('resource.unknown');
    const refused = await api.call('DELETE', url(sold.id));
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'plan.in_use']);
  });

  it('orders the plans as a whole, and no order is lost to another', async () => {
    const shop = await api.addBot();
    for (const name of ['A', 'B', 'C']) await addPlan(shop, { name });
    const { ids, etag } = await orderOf(shop);
    const wishes = [[...ids].reverse(), [ids[1]!, ids[0]!, ids[2]!]];
    const answers = await Promise.all(
      wishes.map((plan_ids) =>
        api.call('PUT', `/bots/${shop.botId}/plans/order`, {
          body: { plan_ids },
          headers: { 'if-match': etag },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    const won = answers.find(({ status }) => status === 200)!;
    const now = await orderOf(shop);
    expect([now.ids, now.etag]).to.deep.equal([won.body.plan_ids, won.headers.get('etag')]);
    const listed = await api.call('GET', `/bots/${shop.botId}/plans`);
    expect(listed.body.items.map((plan: { id: string }) => plan.id)).to.deep.equal(now.ids);
  });

  it('refuses an order that misses a plan, names one twice, or one of another bot', async () => {
    const shop = await api.addBot();
    const mine = [await addPlan(shop), await addPlan(shop)].map((plan) => plan.id);
    const foreign = (await addPlan(other)).id;
    for (const plan_ids of [[], [mine[0]], [mine[0], mine[0]], [...mine, foreign], [mine[0], foreign]]) {
      const answer = await api.call('PUT', `/bots/${shop.botId}/plans/order`, { body: { plan_ids } });
      expect([answer.status, answer.body.code], String(plan_ids)).to.deep.equal([
        409,
        'plan.order_incomplete',
      ]);
    }
    expect((await orderOf(shop)).ids).to.deep.equal(mine);
  });

  it('loses no plan that is added while others are ordered', async () => {
    const shop = await api.addBot();
    for (const name of ['A', 'B']) await addPlan(shop, { name });
    const { ids } = await orderOf(shop);
    await Promise.all([
      ...Array.from({ length: 5 }, (_, n) => addPlan(shop, { name: `New ${n}` })),
      ...Array.from({ length: 5 }, () =>
        api.call('PUT', `/bots/${shop.botId}/plans/order`, { body: { plan_ids: [...ids].reverse() } }),
      ),
    ]);
    const after = await api.call('GET', `/bots/${shop.botId}/plans`);
    const places = after.body.items.map((plan: { sort_order: number }) => plan.sort_order);
    expect([places.length, new Set(places).size]).to.deep.equal([7, 7]);
  });

  it("shows and changes nothing of another bot's", async () => {
    const plan = await addPlan(other);
    const attempts = [
      ['GET', ''],
      ['PUT', '', { price_toman: 1 }],
      ['DELETE', ''],
      ['POST', '/activate'],
      ['POST', '/deactivate'],
    ] as const;
    for (const token of [bot.apiToken, api.masterToken])
      for (const [method, rest, body] of attempts) {
        const url = `/bots/${bot.botId}/plans/${plan.id}${rest}`;
        const answer = await api.call(method, url, { token, ...(body && { body }) });
        expect([answer.status, answer.body.code], url).to.deep.equal([404, 'resource.unknown']);
      }
    const kept = await api.call('GET', `/bots/${other.botId}/plans/${plan.id}`);
    expect(kept.body).to.deep.equal(plan);
  });

  it('name servers, but only those that the operator lets the bot sell', async () => {
    const shop = await api.addBot();
    const [mine, foreign] = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [
      string,
      string,
    ];
    expect((await addPlan(shop)).squads).to.deep.equal([]);
    expect((await addPlan(shop, { squads: [foreign] })).squads).to.deep.equal([foreign]);
    const value = { body: { value: [mine] } };
    const set = await api.call('PUT', `/bots/${shop.botId}/config/sellable_squads`, value);
    expect(set.status).to.equal(200);
    const plan = await addPlan(shop, { squads: [mine] });
    const refusals = [
      await api.call('PUT', `/bots/${shop.botId}/plans/${plan.id}`, { body: { squads: [mine, foreign] } }),
      await api.call('POST', `/bots/${shop.botId}/plans`, {
        body: { name: 'Other', period_days: 30, price_toman: 5, squads: [foreign] },
      }),
    ];
    for (const { status, body } of refusals)
      expect([status, body.code]).to.deep.equal([422, 'plan.squads_not_sellable']);
    for (const squads of [[mine, mine], ['x'], 'x']) {
      const wrong = await api.call('PUT', `/bots/${shop.botId}/plans/${plan.id}`, { body: { squads } });
      expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'request.invalid']);
    }
    const cleared = await api.call('PUT', `/bots/${shop.botId}/plans/${plan.id}`, { body: { squads: [] } });
    expect(cleared.body.squads).to.deep.equal([]);
  });
});

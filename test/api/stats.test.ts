import { expect } from 'chai';
import { BotConfiguration } from '../support/models/bot-configuration.js';
import { Order } from '../support/models/order.js';
import { Subscription } from '#models/subscription.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { Transaction } from '#models/transaction.js';
import { User } from '#models/user.js';
import { ownerQuery } from '../support/database.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
type Money = readonly [type: Transaction['type'], amount: number, at: string, method?: string];

describe('the admin API: statistics', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  let keys = 0;
  const move = async (bot: Bot, userId: string, [type, amount, at, method]: Money) => {
    keys += 1;
    const { id } = await bot.tenant.db(() =>
      Transaction.create({
        userId,
        type,
        amountToman: amount,
        balanceAfterToman: 0,
        idempotencyKey: `stats ${keys}`,
        ...(method && { paymentMethod: method }),
      }),
    );
    await ownerQuery('update transactions set created_at = $3 where bot_id = $1 and id = $2', [
      bot.botId,
      id,
      at,
    ]);
  };
  const statsOf = async (bot: Bot, query: object) =>
    resultOf(
      await api
        .client(bot.apiToken)
        .GET('/api/v1/bots/{bot_id}/stats', { params: { path: { bot_id: bot.botId }, query } }),
    );
  const march = { from: '2026-03-01', to: '2026-03-03' };

  it('counts people, sales, revenue by method less what went back, and traffic by the days of the bot', async () => {
    const [bot, other] = [await api.addBot(), await api.addBot()];
    const user = await buildUser(bot.tenant, { registeredAt: new Date('2026-03-01T20:29:59Z') });
    await buildUser(bot.tenant, { registeredAt: new Date('2026-03-01T20:30:00Z') });
    await buildUser(bot.tenant, { registeredAt: new Date('2026-03-03T20:30:00Z') });
    const stranger = await buildUser(other.tenant, { registeredAt: new Date('2026-03-02T12:00:00Z') });
    const money: Money[] = [
      ['deposit', 100_000, '2026-02-28T20:29:59Z', 'zarinpal'],
      ['deposit', 150_000, '2026-02-28T20:30:00Z', 'zarinpal'],
      ['subscription_payment', -120_000, '2026-03-01T10:00:00Z'],
      ['deposit', 50_000, '2026-03-02T10:00:00Z', 'card_to_card'],
      ['deposit', 70_000, '2026-03-02T11:00:00Z', 'zarinpal'],
      ['withdrawal', -50_000, '2026-03-03T11:00:00Z', 'zarinpal'],
      ['withdrawal', -70_000, '2026-03-03T12:00:00Z', 'zarinpal'],
      ['refund', 70_000, '2026-03-03T12:05:00Z', 'zarinpal'],
      ['withdrawal', -1_000, '2026-03-03T12:10:00Z'],
      ['adjustment', 5_000, '2026-03-02T12:00:00Z'],
      ['referral_reward', 6_000, '2026-03-02T12:00:00Z'],
      ['subscription_payment', -80_000, '2026-03-03T20:29:59Z'],
      ['refund', 20_000, '2026-03-03T12:00:00Z'],
      ['subscription_payment', -99_000, '2026-03-03T20:30:00Z'],
    ];
    for (const one of money) await move(bot, user.id, one);
    await move(other, stranger.id, ['deposit', 7_777, '2026-03-02T12:00:00Z', 'zarinpal']);
    await bot.tenant.db(() =>
      TenantTrafficUsage.create({
        usageDate: '2026-03-02',
        consumedBytes: '500',
        soldBytes: '9',
        chargedToman: 3,
      }),
    );
    await other.tenant.db(() => TenantTrafficUsage.create({ usageDate: '2026-03-02', consumedBytes: '1' }));

    const stats = await statsOf(bot, march);
    expect([stats.from, stats.to, stats.time_zone]).to.deep.equal([
      '2026-03-01',
      '2026-03-03',
      'Asia/Tehran',
    ]);
    expect(stats.total).to.deep.equal({
      new_users: 2,
      trials: 0,
      conversions: 0,
      sales: { count: 2, amount_toman: 200_000 },
      refunds: { count: 1, amount_toman: 20_000 },
      revenue: {
        count: 3,
        amount_toman: 220_000,
        returned_count: 1,
        returned_toman: 50_000,
        by_method: [
          {
            method: 'card_to_card',
            count: 1,
            amount_toman: 50_000,
            returned_count: 0,
            returned_toman: 0,
          },
          {
            method: 'zarinpal',
            count: 2,
            amount_toman: 170_000,
            returned_count: 1,
            returned_toman: 50_000,
          },
        ],
      },
      traffic: { consumed_bytes: 500, sold_bytes: 9, charged_toman: 3 },
    });
    const days = stats.days.map((day) => [
      day.date,
      day.new_users,
      day.sales.amount_toman,
      day.revenue.amount_toman,
      day.traffic.consumed_bytes,
    ]);
    expect(days).to.deep.equal([
      ['2026-03-01', 1, 120_000, 150_000, 0],
      ['2026-03-02', 1, 0, 120_000, 500],
      ['2026-03-03', 0, 80_000, -50_000, 0],
    ]);
  });

  it('counts trials, and the first purchases of people who had one', async () => {
    const [bot, other] = [await api.addBot(), await api.addBot()];
    const buy = async ({ tenant }: Bot, user: User, kind: Order['kind'], paidAt: string) =>
      tenant.db(async () => {
        const at = new Date(paidAt);
        const { id } = await Subscription.create({ userId: user.id, startsAt: at, endsAt: at });
        const wish = { wish: {}, wishKey: `${kind} ${paidAt}`, quote: {}, expiresAt: at };
        await Order.create({
          ...wish,
          ...{ userId: user.id, kind, state: 'paid', paidAt: at, priceToman: 0, subscriptionId: id },
        });
      });
    const [a, b, c] = [await buildUser(bot.tenant), await buildUser(bot.tenant), await buildUser(bot.tenant)];
    const stranger = await buildUser(other.tenant);
    await buy(bot, a, 'trial', '2026-03-01T10:00:00Z');
    await buy(bot, a, 'plan', '2026-03-02T10:00:00Z');
    await buy(bot, a, 'plan', '2026-03-03T10:00:00Z');
    await buy(bot, b, 'plan', '2026-03-01T10:00:00Z');
    await buy(bot, b, 'trial', '2026-03-02T10:00:00Z');
    await buy(bot, b, 'plan', '2026-03-03T10:00:00Z');
    await buy(bot, c, 'trial', '2026-01-01T10:00:00Z');
    await buy(bot, c, 'simple', '2026-03-03T10:00:00Z');
    await buy(other, stranger, 'trial', '2026-03-01T10:00:00Z');
    const { total, days } = await statsOf(bot, march);
    expect([total.trials, total.conversions]).to.deep.equal([2, 2]);
    expect(days.map(({ trials, conversions }) => [trials, conversions])).to.deep.equal([
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  it('begins days where the bot is set to, or where it is asked to', async () => {
    const bot = await api.addBot();
    await buildUser(bot.tenant, { registeredAt: new Date('2026-03-01T21:00:00Z') });
    await bot.tenant.db(() =>
      BotConfiguration.create({ configKey: 'time_zone', configValue: 'Europe/Moscow' }),
    );
    const newUsers = async (query: object) => {
      const { time_zone: zone, days } = await statsOf(bot, { ...march, ...query });
      return [zone, ...days.map((day) => day.new_users)];
    };
    expect(await newUsers({})).to.deep.equal(['Europe/Moscow', 0, 1, 0]);
    expect(await newUsers({ time_zone: 'UTC' })).to.deep.equal(['UTC', 1, 0, 0]);
  });

  it('says how many people and subscriptions there are now', async () => {
    const bot = await api.addBot();
    const users = [
      await buildUser(bot.tenant, { hasPaid: true }),
      await buildUser(bot.tenant, { status: 'blocked' }),
      await buildUser(bot.tenant, { canReceive: false, unreachableSince: new Date() }),
      await buildUser(bot.tenant, { status: 'deleted', hasPaid: true }),
    ];
    const endsAt = new Date(Date.now() + 86_400_000);
    await bot.tenant.db(async () => {
      const userId = users[0]!.id;
      await Subscription.create({ userId, endsAt, status: 'active' });
      await Subscription.create({ userId, endsAt: new Date(endsAt.getTime() + 60_000), status: 'active' });
      await Subscription.create({ userId, endsAt, status: 'active', isTrial: true });
      await Subscription.create({ userId, endsAt, status: 'expired' });
      await Subscription.create({ userId, endsAt });
    });
    const { now, days, total } = await statsOf(bot, {});
    expect(now).to.deep.equal({
      users: { total: 3, blocked: 1, deleted: 1, unreachable: 1, paying: 1 },
      subscriptions: { active: 2, trial: 1, expired: 1, disabled: 0, ending_24h: 1, ending_7d: 2 },
    });
    expect([days.length, total.new_users, days.at(-1)!.new_users]).to.deep.equal([30, 4, 4]);
  });

  it('sums up the fleet, for the master alone', async () => {
    const [one, two] = [await api.addBot(), await api.addBot()];
    const query = { from: '2019-05-01', to: '2019-05-02', time_zone: 'UTC' };
    for (const bot of [one, two]) {
      const user = await buildUser(bot.tenant, { registeredAt: new Date('2019-05-01T12:00:00Z') });
      await move(bot, user.id, ['deposit', 1_000, '2019-05-02T12:00:00Z', 'zarinpal']);
    }
    const stats = resultOf(await api.client().GET('/api/v1/stats', { params: { query } }));
    expect(stats.total.new_users).to.equal(2);
    const came = { count: 2, amount_toman: 2_000, returned_count: 0, returned_toman: 0 };
    expect(stats.days[1]!.revenue).to.deep.equal({
      ...came,
      by_method: [{ method: 'zarinpal', ...came }],
    });
    expect(stats.bots).to.be.at.least(2);
    expect(stats.now.users.total).to.be.at.least(await one.tenant.db(() => User.count()));
    const refused = await api.call('GET', '/stats', { token: one.apiToken });
    expect([refused.status, refused.body.code]).to.deep.equal([403, 'token.master_only']);
  });

  it('refuses periods and time zones that are none', async () => {
    const bot = await api.addBot();
    for (const [query, code] of [
      ['from=2026-03-02&to=2026-03-01', 'stats.period'],
      ['from=2024-01-01&to=2025-01-01', 'stats.period'],
      ['from=2026-13-01', 'request.invalid'],
      ['time_zone=Mars/Olympus', 'request.invalid'],
      ["time_zone=UTC'; select 1", 'request.invalid'],
      ['day=2026-01-01', 'request.invalid'],
    ] as const) {
      const answer = await api.call('GET', `/bots/${bot.botId}/stats?${query}`);
      expect([answer.status, answer.body.code], query).to.deep.equal([422, code]);
    }
    const year = await statsOf(bot, { from: '2024-01-01', to: '2024-12-31' });
    expect(year.days).to.have.length(366);
  });
});

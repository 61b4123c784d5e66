import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { Bot } from '#models/bot.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Shop = Awaited<ReturnType<AdminApi['addBot']>>;

describe("the admin API: the tenant's wallet", () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const top = (bot: Shop, amount: unknown, key?: string, reason: unknown = 'A bank transfer') =>
    api.call('POST', `/bots/${bot.botId}/wallet/top-up`, {
      body: { amount_toman: amount, reason },
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });
  const adjust = (bot: Shop, amount: unknown) =>
    api.call('POST', `/bots/${bot.botId}/wallet/adjust`, {
      body: { amount_toman: amount, reason: 'A mistake' },
    });
  /** Balance and ledger as the database has them. */
  const booksOf = (bot: Shop) =>
    bot.tenant.db(async () => {
      const { walletBalanceToman: balance } = (await Bot.findByPk(bot.botId))!;
      const rows = await TenantWalletTransaction.findAll({ order: [['id', 'ASC']] });
      return { balance, rows, sum: rows.reduce((total, row) => total + row.amountToman, 0) };
    });

  it('takes money from the master, with a row in the ledger and in the audit log', async () => {
    const bot = await api.addBot({ minWalletBalanceToman: 200_000 });
    const path = { path: { bot_id: bot.botId } };
    const made = await api.client().POST('/api/v1/bots/{bot_id}/wallet/top-up', {
      params: path,
      body: { amount_toman: 150_000, reason: 'A bank transfer' },
    });
    const row = resultOf(made);
    expect(made.response.status).to.equal(201);
    expect(row).to.deep.include({
      type: 'deposit',
      amount_toman: 150_000,
      balance_after_toman: 150_000,
      description: 'A bank transfer',
    });
    const location = made.response.headers.get('location')!;
    expect((await api.call('GET', location, { token: bot.apiToken })).body).to.deep.equal(row);
    const wallet = resultOf(
      await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/wallet', { params: path }),
    );
    expect(wallet).to.deep.include({ balance_toman: 150_000, min_balance_toman: 200_000, is_low: true });
    const [entry] = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `wallet_transaction ${row.id}` }, order: [['id', 'ASC']] }),
    );
    expect(entry!.valueBefore).to.deep.equal({ wallet_balance_toman: 0 });
    expect(entry!.valueAfter).to.deep.include({ wallet_balance_toman: 150_000, reason: 'A bank transfer' });
  });

  it('is filled by the master alone: a tenant may only look', async () => {
    const [bot, other] = [await api.addBot(), await api.addBot()];
    for (const verb of ['top-up', 'adjust']) {
      const ask = { token: bot.apiToken, body: { amount_toman: 5, reason: 'Mine' } };
      const own = await api.call('POST', `/bots/${bot.botId}/wallet/${verb}`, ask);
      const foreign = await api.call('POST', `/bots/${other.botId}/wallet/${verb}`, ask);
      expect([own.status, own.body.code]).to.deep.equal([403, 'token.master_only']);
      expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'bot.unknown']);
    }
    expect((await booksOf(bot)).rows).to.deep.equal([]);
  });

  it('refuses amounts that are none, and movements without a reason', async () => {
    const bot = await api.addBot();
    const wrong = [
      ...(await Promise.all([0, -5, 1.5, '5', null, 1e13, 2 ** 60].map((amount) => top(bot, amount)))),
      ...(await Promise.all([0, 0.5, -1e13].map((amount) => adjust(bot, amount)))),
      ...(await Promise.all(['', '   ', null].map((reason) => top(bot, 5, undefined, reason)))),
    ];
    expect(new Set(wrong.map(({ status, body }) => `${status} ${body.code}`))).to.deep.equal(
      new Set(['422 request.invalid']),
    );
    expect((await booksOf(bot)).rows).to.deep.equal([]);
  });

  it('moves money once for an Idempotency-Key, also when it is asked many times at once', async () => {
    const bot = await api.addBot();
    const answers = await Promise.all(Array.from({ length: 8 }, () => top(bot, 70_000, 'order-1')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).to.equal(1);
    const other = await top(bot, 80_000, 'order-1');
    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    const { balance, rows } = await booksOf(bot);
    expect([balance, rows.length]).to.deep.equal([70_000, 1]);
  });

  it('still knows the key in the ledger when the request itself is forgotten', async () => {
    const bot = await api.addBot();
    const first = await top(bot, 70_000, 'order-2');
    await bot.tenant.db((tx) => tx.sql('delete from admin_requests where bot_id = $1', [bot.botId]));
    const again = await top(bot, 70_000, 'order-2');
    expect([again.status, again.body]).to.deep.equal([201, first.body]);
    const noted = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { action: 'wallet.top-up' }, order: [['id', 'ASC']] }),
    );
    expect(noted.map(({ subject }) => subject)).to.deep.equal([`wallet_transaction ${first.body.id}`]);
    await bot.tenant.db((tx) => tx.sql('delete from admin_requests where bot_id = $1', [bot.botId]));
    const other = await top(bot, 71_000, 'order-2');
    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    expect((await booksOf(bot)).balance).to.equal(70_000);
  });

  it('moves money once for a key of the ledger: at the same time, and after a crash before the commit', async () => {
    const bot = await api.addBot();
    const event = {
      type: 'deposit',
      amountToman: 900,
      idempotencyKey: 'event 1',
      description: 'One',
    } as const;
    const make = () => bot.tenant.db((tx) => moveTenantWallet(bot.tenant, tx, event));
    const crash = bot.tenant.db(async (tx) => {
      await moveTenantWallet(bot.tenant, tx, event);
      throw new Error('crash');
    });
    expect(await crash.catch((error: Error) => error.message)).to.equal('crash');
    expect((await booksOf(bot)).sum).to.equal(0);
    const moved = await Promise.all(Array.from({ length: 6 }, make));
    expect(moved.filter(({ isRepeat }) => !isRepeat)).to.have.length(1);
    expect(new Set(moved.map(({ id, before, after }) => `${id} ${before} ${after}`)).size).to.equal(1);
    const { balance, rows } = await booksOf(bot);
    expect([balance, rows.map((row) => row.amountToman)]).to.deep.equal([900, [900]]);
  });

  it('adds up whatever is moved at the same time', async () => {
    const bot = await api.addBot();
    await top(bot, 1_000_000);
    const amounts = Array.from({ length: 30 }, (_, n) => (n % 2 ? -7_000 : 3_000));
    const answers = await Promise.all(amounts.map((amount) => adjust(bot, amount)));
    expect(answers.map(({ status }) => status)).to.deep.equal(amounts.map(() => 201));
    const { balance, rows, sum } = await booksOf(bot);
    expect([balance, sum]).to.deep.equal([940_000, 940_000]);
    let running = 0;
    for (const row of rows) expect(row.balanceAfterToman).to.equal((running += row.amountToman));
  });

  it('never goes below zero, whoever is first', async () => {
    const bot = await api.addBot();
    await top(bot, 10_000);
    const answers = await Promise.all(Array.from({ length: 5 }, () => adjust(bot, -4_000)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).to.equal('wallet.insufficient');
    const { balance, sum } = await booksOf(bot);
    expect([balance, sum]).to.deep.equal([2_000, 2_000]);
  });

  it('stops where money could no longer be counted exactly', async () => {
    const bot = await api.addBot({ walletBalanceToman: Number.MAX_SAFE_INTEGER - 10 });
    const answer = await top(bot, 11);
    expect([answer.status, answer.body.code]).to.deep.equal([409, 'wallet.too_large']);
    expect((await top(bot, 10)).status).to.equal(201);
  });

  it('lists its movements, in both directions, by type and time', async () => {
    const [bot, other] = [await api.addBot(), await api.addBot()];
    await top(other, 9);
    for (const amount of [1, 2, 3]) await top(bot, amount);
    await adjust(bot, -1);
    const client = api.client(bot.apiToken);
    const list = async (query: object) => {
      const params = { path: { bot_id: bot.botId }, query };
      return resultOf(await client.GET('/api/v1/bots/{bot_id}/wallet/transactions', { params }));
    };
    const first = await list({ limit: 3, sort: '-id' });
    const second = await list({ limit: 3, sort: '-id', cursor: first.next_cursor });
    const amounts = [...first.items, ...second.items].map((row) => row.amount_toman);
    expect([amounts, second.next_cursor]).to.deep.equal([[-1, 3, 2, 1], null]);
    expect((await list({ type: 'adjustment' })).items.map((row) => row.amount_toman)).to.deep.equal([-1]);
    expect((await list({ created_to: '2020-01-01T00:00:00Z' })).items).to.deep.equal([]);
    expect((await list({ created_from: '2020-01-01T00:00:00Z' })).items).to.have.length(4);
    const foreign = await api.call('GET', `/bots/${other.botId}/wallet/transactions/${first.items[0]!.id}`);
    expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'resource.unknown']);
  });

  it('shows the traffic of each day and its charge', async () => {
    const [bot, other] = [await api.addBot(), await api.addBot()];
    await top(bot, 10_000);
    const { id } = await bot.tenant.db((tx) =>
      moveTenantWallet(bot.tenant, tx, {
        type: 'traffic_charge',
        amountToman: -900,
        idempotencyKey: 'traffic 2026-03-02',
        description: 'Traffic of 2026-03-02',
      }),
    );
    const days = [
      { usageDate: '2026-03-01', consumedBytes: '5', soldBytes: '7' },
      { usageDate: '2026-03-02', consumedBytes: '10', chargedToman: 900, walletTransactionId: id },
      { usageDate: '2026-04-01', consumedBytes: '99' },
    ];
    await bot.tenant.db(() => TenantTrafficUsage.bulkCreate(days));
    await other.tenant.db(() =>
      TenantTrafficUsage.create({ usageDate: '2026-03-01', consumedBytes: '1000' }),
    );
    const usage = resultOf(
      await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/wallet/traffic', {
        params: { path: { bot_id: bot.botId }, query: { from: '2026-03-01', to: '2026-03-31' } },
      }),
    );
    expect(usage.total).to.deep.equal({
      consumed_bytes: 15,
      sold_bytes: 7,
      gifted_bytes: 0,
      charged_toman: 900,
    });
    expect(usage.days.map((day) => [day.date, day.consumed_bytes, day.wallet_transaction_id])).to.deep.equal([
      ['2026-03-01', 5, null],
      ['2026-03-02', 10, id],
    ]);
    for (const [query, status] of [
      ['from=2026-03-02&to=2026-03-01', 422],
      ['from=2024-01-01&to=2026-01-01', 422],
      ['from=2026-02-30', 422],
      ['from=yesterday', 422],
      ['from=2026-03-01&to=2026-03-01', 200],
    ] as const)
      expect((await api.call('GET', `/bots/${bot.botId}/wallet/traffic?${query}`)).status, query).to.equal(
        status,
      );
  });
});

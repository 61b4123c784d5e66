import { expect } from 'chai';
import fc from 'fast-check';
import { gigabyte } from '#platform/units.js';
import { readStatements } from '#services/billing/read-statements.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Shop = Awaited<ReturnType<AdminApi['addBot']>>;
type Body = Record<string, unknown>;

describe("the admin API: a tenant's account with the fleet", () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const ask = async (bot: Shop, path: string): Promise<Body> =>
    (await api.call('GET', `/bots/${bot.botId}/wallet${path}`, { token: bot.apiToken })).body as Body;
  const post = (bot: Shop, verb: string, body: object, key?: string) =>
    api.call('POST', `/bots/${bot.botId}/wallet/${verb}`, {
      body,
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });
  const reason = 'By hand';
  /** A bot since the first of July, whose ledger is written as the test says; its balance follows. */
  async function withLedger(rows: readonly (readonly [at: string, type: string, amount: number])[]) {
    const bot = await api.addBot();
    await ownerQuery(`update bots set created_at = '2026-07-01T00:00:00Z' where id = $1`, [bot.botId]);
    let balance = 0;
    for (const [n, [at, type, amount]] of rows.entries()) {
      balance += amount;
      await ownerQuery(
        `insert into tenant_wallet_transactions (bot_id, type, amount_toman, balance_after_toman, idempotency_key, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [bot.botId, type, amount, balance, `row ${n}`, at],
      );
    }
    await ownerQuery('update bots set wallet_balance_toman = $2 where id = $1', [bot.botId, balance]);
    return bot;
  }

  it("is told by the month of the bot's time zone, as JSON and as CSV", async () => {
    // Midnight in Tehran is at 20:30 UTC.
    const bot = await withLedger([
      ['2026-07-31T20:29:59Z', 'deposit', 100_000],
      ['2026-07-31T20:30:00Z', 'traffic_charge', -30_000],
      ['2026-08-05T10:00:00Z', 'refund', 10_000],
      ['2026-08-06T10:00:00Z', 'consumption_charge', -5_000],
      ['2026-08-31T20:29:59Z', 'adjustment', -1_000],
      ['2026-08-31T20:30:00Z', 'deposit', 7_000],
    ]);
    const august = await ask(bot, '/statements/2026-08');
    expect(august).to.deep.equal({
      month: '2026-08',
      from: '2026-07-31T20:30:00.000Z',
      to: '2026-08-31T20:30:00.000Z',
      is_over: true,
      opening_toman: 100_000,
      top_ups_toman: 0,
      sales_toman: -30_000,
      refunds_toman: 10_000,
      traffic_toman: -5_000,
      adjustments_toman: -1_000,
      closing_toman: 74_000,
      movements: 4,
    });
    const list = (await ask(bot, '/statements?from=2026-01&to=2026-09')) as {
      time_zone: string;
      items: { month: string; opening_toman: number; closing_toman: number }[];
    };
    expect(list.time_zone).to.equal('Asia/Tehran');
    expect(
      list.items.map(({ month, opening_toman, closing_toman }) => [month, opening_toman, closing_toman]),
    ).to.deep.equal([
      ['2026-09', 74_000, 81_000],
      ['2026-08', 100_000, 74_000],
      ['2026-07', 0, 100_000],
    ]);
    const path = `/bots/${bot.botId}/wallet/statements/2026-08?format=csv`;
    const csv = await api.call('GET', path, { token: bot.apiToken });
    expect(csv.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(csv.body as unknown).to.equal(
      `${Object.keys(august).join(',')}\r\n${Object.values(august).map(String).join(',')}\r\n`,
    );
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'time_zone', '"UTC"')`,
      [bot.botId],
    );
    expect(await ask(bot, '/statements/2026-08')).to.include({
      opening_toman: 70_000,
      closing_toman: 81_000,
    });
  });

  it('has no month before the bot was made or after this one, and none of another bot', async () => {
    const bot = await withLedger([['2026-08-01T00:00:00Z', 'deposit', 5]]);
    const other = await api.addBot();
    for (const month of ['2026-05', '2999-01'])
      expect((await ask(bot, `/statements/${month}`)).code, month).to.equal('resource.unknown');
    for (const month of ['2026-13', '2026', 'now'])
      expect((await ask(bot, `/statements/${month}`)).status, month).to.equal(404);
    for (const query of ['from=2026-09&to=2026-08', 'from=2020-01&to=2026-08'])
      expect((await ask(bot, `/statements?${query}`)).code, query).to.equal('stats.period');
    const foreign = await api.call('GET', `/bots/${bot.botId}/wallet/statements`, { token: other.apiToken });
    expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'bot.unknown']);
    expect(JSON.stringify(await ask(other, '/statements'))).to.include('"closing_toman":0');
  });

  it('adds up, whatever moved and when: each month closes where the next opens, the last at the balance', async () => {
    const movement = fc.tuple(
      fc.date({
        min: new Date('2026-07-02T00:00:00Z'),
        max: new Date('2026-11-28T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.constantFrom('deposit', 'refund', 'adjustment'),
      fc.integer({ min: 0, max: 1_000_000 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(movement, { maxLength: 25 }),
        fc.constantFrom('Asia/Tehran', 'America/New_York', 'Pacific/Apia', 'UTC'),
        async (movements, timeZone) => {
          const bot = await withLedger(
            movements.map(([at, type, amount]) => [at.toISOString(), type, amount] as const),
          );
          const statements = await bot.tenant.db((tx) =>
            readStatements(bot.tenant, tx, { from: '2026-01', to: '2999-01', timeZone }),
          );
          const sum = movements.reduce((total, [, , amount]) => total + amount, 0);
          expect(statements[0]!.closingToman).to.equal(sum);
          expect(statements.at(-1)!.openingToman).to.equal(0);
          for (const [at, one] of statements.entries()) {
            const moved = movements.filter(([when]) => +when >= one.from && +when < one.to);
            const inMonth = moved.reduce((total, [, , amount]) => total + amount, 0);
            expect(one.closingToman - one.openingToman).to.equal(inMonth);
            expect(one.movements).to.equal(moved.length);
            const before = statements[at + 1];
            if (before) expect([before.closingToman, before.to]).to.deep.equal([one.openingToman, one.from]);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is corrected by subtracting and setting, once for a key, and in the audit log with the reason', async () => {
    const bot = await api.addBot();
    await post(bot, 'top-up', { amount_toman: 50_000, reason });
    const less = await post(bot, 'subtract', { amount_toman: 20_000, reason });
    expect([less.status, less.body.amount_toman, less.body.type]).to.deep.equal([201, -20_000, 'adjustment']);
    expect((await post(bot, 'subtract', { amount_toman: 30_001, reason })).body.code).to.equal(
      'wallet.insufficient',
    );
    const set = await post(bot, 'set', { balance_toman: 80_000, reason }, 'set-1');
    expect(set.body).to.include({ amount_toman: 50_000, balance_after_toman: 80_000 });
    await post(bot, 'top-up', { amount_toman: 1, reason });
    await bot.tenant.db((tx) => tx.sql('delete from admin_requests where bot_id = $1', [bot.botId]));
    const again = await post(bot, 'set', { balance_toman: 80_000, reason }, 'set-1');
    expect(again.body.id).to.equal(set.body.id);
    await bot.tenant.db((tx) => tx.sql('delete from admin_requests where bot_id = $1', [bot.botId]));
    const other = await post(bot, 'set', { balance_toman: 5, reason }, 'set-1');
    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    expect(await ask(bot, '')).to.include({ balance_toman: 80_001 });
    const same = await post(bot, 'set', { balance_toman: 80_001, reason });
    expect(same.body).to.include({ amount_toman: 0 });
    const log = await ownerQuery<{ action: string }>(
      `select action from audit_log where bot_id = $1 and value_after ->> 'reason' = $2 order by id`,
      [bot.botId, reason],
    );
    expect(log.map(({ action }) => action)).to.deep.equal(
      ['top-up', 'subtract', 'set', 'top-up', 'set'].map((verb) => `wallet.${verb}`),
    );
    for (const verb of ['subtract', 'set', 'traffic'])
      expect(
        (await api.call('POST', `/bots/${bot.botId}/wallet/${verb}`, { token: bot.apiToken, body: {} }))
          .status,
        verb,
      ).to.be.oneOf([403, 422]);
  });

  it('takes traffic by hand, once for a key: what was consumed is owed, what was sold is counted', async () => {
    const bot = await api.addBot({ billingModel: 'traffic_consumption', trafficRateToman: 2_000 });
    const body = { consumed_bytes: 3 * gigabyte, sold_bytes: 5, reason };
    const answers = await Promise.all([1, 2, 3].map(() => post(bot, 'traffic', body, 'node-7')));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    const counted = { traffic_consumed_bytes: 3 * gigabyte, traffic_sold_bytes: 5, owed_toman: 6_000 };
    expect(await ask(bot, '')).to.include(counted);
    expect((await post(bot, 'traffic', { consumed_bytes: 0, reason })).status).to.equal(422);
    await post(bot, 'top-up', { amount_toman: 10_000, reason });
    expect(await ask(bot, ''), 'money that comes in pays what is owed').to.include({
      balance_toman: 4_000,
      owed_toman: 0,
    });
  });

  it('says what goes through it, and for how many days it lasts', async () => {
    const bot = await withLedger([
      ['2026-08-01T00:00:00Z', 'deposit', 100_000],
      ['2026-08-02T00:00:00Z', 'traffic_charge', -20_000],
      ['2026-08-03T00:00:00Z', 'refund', 5_000],
      ['2026-08-04T00:00:00Z', 'consumption_charge', -15_000],
    ]);
    await ownerQuery('update bots set min_wallet_balance_toman = 10000 where id = $1', [bot.botId]);
    const found = await ask(bot, '/statistics?from=2026-08-01&to=2026-08-10');
    expect(found).to.deep.include({
      time_zone: 'Asia/Tehran',
      opening_toman: 0,
      top_ups_toman: 100_000,
      closing_toman: 70_000,
      movements: 4,
      spent_a_day_toman: 3_000,
      lasts_days: 20,
    });
    expect(await ask(bot, '/statistics?from=2026-09-01&to=2026-09-02')).to.include({ lasts_days: null });
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { Transaction } from '#models/transaction.js';
import { User } from '#models/user.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: money of a user', () => {
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const move = (userId: string, work: 'credit' | 'debit', amount: unknown, key?: string, of = bot) =>
    api.call('POST', `/bots/${of.botId}/users/${userId}/${work}`, {
      token: of.apiToken,
      body: { amount_toman: amount, reason: 'A gift' },
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });
  const read = (userId: string, of = bot) =>
    of.tenant.db(async () => ({
      balance: (await User.findOne({ where: { id: userId } }))!.balanceToman,
      rows: await Transaction.findAll({ where: { userId }, order: [['id', 'ASC']] }),
    }));

  it('credits and debits with a reason: a row of the ledger, the balance, and a word in the audit log', async () => {
    const user = await buildUser(bot.tenant);
    const place = { params: { path: { bot_id: bot.botId, user_id: user.id } } };
    const client = api.client(bot.apiToken);
    const credit = await client.POST('/api/v1/bots/{bot_id}/users/{user_id}/credit', {
      ...place,
      body: { amount_toman: 700, reason: '  For the trouble ' },
    });
    const made = resultOf(credit);
    expect(credit.response.status).to.equal(201);
    expect(credit.response.headers.get('location')).to.equal(
      `/api/v1/bots/${bot.botId}/transactions/${made.id}`,
    );
    expect(made).to.deep.include({
      user_id: user.id,
      type: 'adjustment',
      amount_toman: 700,
      balance_after_toman: 700,
      description: 'For the trouble',
    });
    expect((await move(user.id, 'debit', 200)).body.balance_after_toman).to.equal(500);
    const { balance, rows } = await read(user.id);
    expect([balance, rows.map(({ amountToman }) => amountToman)]).to.deep.equal([500, [700, -200]]);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `user ${user.id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ action, valueAfter }) => [action, valueAfter])).to.deep.include([
      'users.debit',
      { amount_toman: -200, balance_after_toman: 500, reason: 'A gift' },
    ]);
  });

  it('never takes more than there is, whoever asks at once', async () => {
    const user = await buildUser(bot.tenant);
    await move(user.id, 'credit', 100);
    const answers = await Promise.all(Array.from({ length: 8 }, () => move(user.id, 'debit', 30)));
    const told = answers.map(({ status, body }) => [status, body.code]);
    expect(told.filter(([status]) => status === 201)).to.have.lengthOf(3);
    for (const [status, code] of told)
      if (status !== 201) expect([status, code]).to.deep.equal([409, 'user.balance_too_low']);
    const { balance, rows } = await read(user.id);
    expect([balance, rows.map((row) => row.balanceAfterToman)]).to.deep.equal([10, [100, 70, 40, 10]]);
  });

  it('moves money once for one Idempotency-Key, at once, later, and when the answer is forgotten', async () => {
    const user = await buildUser(bot.tenant);
    const answers = await Promise.all([1, 2, 3, 4].map(() => move(user.id, 'credit', 50, 'gift-1')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).to.equal(1);
    await ownerQuery('delete from admin_requests where bot_id = $1', [bot.botId]);
    const late = await move(user.id, 'credit', 50, 'gift-1');
    expect([late.status, late.body.id]).to.deep.equal([201, answers[0]!.body.id]);
    await ownerQuery('delete from admin_requests where bot_id = $1', [bot.botId]);
    for (const changed of [
      await move(user.id, 'credit', 51, 'gift-1'),
      await move(user.id, 'debit', 50, 'gift-1'),
      await move((await buildUser(bot.tenant)).id, 'credit', 50, 'gift-1'),
    ])
      expect([changed.status, changed.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    const { balance, rows } = await read(user.id);
    expect([balance, rows.length]).to.deep.equal([50, 1]);
  });

  it('takes the same key of another bot for another event', async () => {
    const other = await api.addBot();
    const [one, two] = [await buildUser(bot.tenant), await buildUser(other.tenant)];
    expect((await move(one.id, 'credit', 5, 'same')).status).to.equal(201);
    expect((await move(two.id, 'credit', 5, 'same', other)).status).to.equal(201);
  });

  it('refuses what is no amount, no reason, or too much to count', async () => {
    const user = await buildUser(bot.tenant, { balanceToman: Number.MAX_SAFE_INTEGER - 10 });
    for (const amount of [0, -5, 1.5, '5', null, 1e12, 2 ** 53]) {
      const { status, body } = await move(user.id, 'credit', amount);
      expect([status, body.errors[0].field], String(amount)).to.deep.equal([422, 'body.amount_toman']);
    }
    const path = `/bots/${bot.botId}/users/${user.id}/credit`;
    for (const reason of ['', '   ', undefined, 5, 'x'.repeat(501)])
      expect((await api.call('POST', path, { body: { amount_toman: 5, reason } })).status).to.equal(422);
    const { status, body } = await move(user.id, 'credit', 11);
    expect([status, body.code]).to.deep.equal([409, 'user.balance_too_large']);
    expect((await read(user.id)).rows).to.deep.equal([]);
    // However such a balance came about: PostgreSQL itself cannot add to it.
    await ownerQuery('update users set balance_toman = 9223372036854775807 where id = $1', [user.id]);
    expect((await move(user.id, 'credit', 1)).body.code).to.equal('user.balance_too_large');
  });

  it('keeps balance and ledger equal over any sequence of movements', async () => {
    const step = fc.tuple(
      fc.constantFrom('credit' as const, 'debit' as const),
      fc.integer({ min: 1, max: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const user = await buildUser(bot.tenant);
        await Promise.all(steps.map(([work, amount]) => move(user.id, work, amount)));
        const { balance, rows } = await read(user.id);
        const sums = rows.map((_, at) =>
          rows.slice(0, at + 1).reduce((sum, row) => sum + row.amountToman, 0),
        );
        expect(rows.map((row) => row.balanceAfterToman)).to.deep.equal(sums);
        expect(balance).to.equal(sums.at(-1) ?? 0);
        expect(Math.min(0, ...sums)).to.equal(0);
      }),
      { numRuns: 15 },
    );
  }).timeout(20_000);
});

import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { Conversation } from '../support/models/conversation.js';
import { Subscription } from '#models/subscription.js';
import { Transaction } from '#models/transaction.js';
import { User } from '#models/user.js';
import { readBuyer } from '#services/orders/facts.js';
import { admitUpdate } from '#services/people/admit-update.js';
import { revivePerson } from '#services/people/update-person.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: deleting a user', () => {
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const remove = (userId: string, ask: { query?: string; headers?: Record<string, string> } = {}) =>
    api.call('DELETE', `/bots/${bot.botId}/users/${userId}${ask.query ?? ''}`, {
      token: bot.apiToken,
      headers: ask.headers ?? {},
    });
  const find = (userId: string) => bot.tenant.db(() => User.findOne({ where: { id: userId } }));
  const usedTrial = (userId: string, { tenant } = bot) =>
    tenant.db(async (tx) => (await readBuyer(tenant, tx, { userId, isLocked: false }))?.hasHadTrial);

  it('erases names and conversation, ends what the person has, and keeps no name in the audit log', async () => {
    const user = await buildUser(bot.tenant, {
      firstName: 'Xenophon',
      lastName: 'Yusuf',
      username: 'xeno_y',
    });
    const [running, unpaid] = await bot.tenant.db(async () => {
      await Conversation.create({ chatId: user.telegramId, userId: user.id, data: { said: 'Xenophon' } });
      const endsAt = new Date(Date.now() + 9e8);
      return [
        await Subscription.create({ userId: user.id, status: 'active', endsAt, provisionedAt: new Date() }),
        await Subscription.create({ userId: user.id, endsAt, isAutopayEnabled: true }),
      ];
    });
    expect((await remove(user.id)).status).to.equal(204);
    const row = (await find(user.id))!;
    expect(row).to.deep.include({ status: 'deleted', username: null, firstName: '', lastName: null });
    expect(row).to.deep.include({
      firstNameKey: '',
      lastNameKey: null,
      usernameKey: null,
      registeredAt: null,
    });
    const left = await bot.tenant.db(() => Conversation.findAll({ where: { chatId: user.telegramId } }));
    expect(left).to.deep.equal([]);
    for (const subscription of [running, unpaid]) {
      const ended = await bot.tenant.db(() => subscription!.reload());
      expect(ended).to.deep.include({ status: 'disabled', provisionedAt: null, isAutopayEnabled: false });
      expect(ended.removalWantedAt).to.be.a('date');
    }
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `user ${user.id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ action, valueAfter }) => [action, valueAfter])).to.deep.equal([
      ['users.delete', { status: 'deleted' }],
    ]);
    expect(JSON.stringify(log)).not.to.match(/xeno/i);
    expect((await remove(user.id)).status, 'twice is once').to.equal(204);
  });

  it('remembers for ever that the trial was used, in this bot only', async () => {
    const other = await api.addBot();
    const user = await buildUser(bot.tenant, { hasHadTrial: true });
    const tried = await buildUser(bot.tenant);
    const endsAt = new Date();
    await bot.tenant.db(() =>
      Subscription.create({ userId: tried.id, isTrial: true, status: 'expired', startsAt: endsAt, endsAt }),
    );
    const fresh = await buildUser(bot.tenant);
    const elsewhere = await buildUser(other.tenant, { telegramId: user.telegramId });
    for (const one of [user, tried, fresh]) expect((await remove(one.id)).status).to.equal(204);
    const expected = [true, true, false];
    const uses = () => Promise.all([user, tried, fresh].map(({ id }) => usedTrial(id)));
    expect(await uses()).to.deep.equal(expected);
    for (const { telegramId } of [user, tried, fresh])
      await bot.tenant.db(async (tx) => {
        const profile = { telegramId, username: null, firstName: 'Back', lastName: null };
        const update = { updateId: uniqueNumber(), chatId: telegramId, profile, language: 'fa' as const };
        const admitted = await admitUpdate(bot.tenant, tx, update);
        await revivePerson(bot.tenant, tx, admitted!.person);
      });
    expect(await uses(), 'after they came back').to.deep.equal(expected);
    expect((await find(user.id))!.status).to.equal('active');
    expect(await usedTrial(elsewhere.id, other)).to.equal(false);
  });

  it('loses no money unasked, and books what is forfeited', async () => {
    const user = await buildUser(bot.tenant);
    const path = `/bots/${bot.botId}/users/${user.id}`;
    await api.call('POST', `${path}/credit`, { body: { amount_toman: 90, reason: 'A gift' } });
    for (const query of ['', '?forfeit_balance=false']) {
      const { status, body } = await remove(user.id, { query });
      expect([status, body.code]).to.deep.equal([409, 'user.has_balance']);
    }
    expect((await find(user.id))!.status).to.equal('active');
    const both = await Promise.all([1, 2].map(() => remove(user.id, { query: '?forfeit_balance=true' })));
    expect(both.map(({ status }) => status)).to.deep.equal([204, 204]);
    expect((await find(user.id))!.balanceToman).to.equal(0);
    const rows = await bot.tenant.db(() =>
      Transaction.findAll({ where: { userId: user.id }, order: [['id', 'ASC']] }),
    );
    expect(rows.map(({ amountToman }) => amountToman)).to.deep.equal([90, -90]);
    const { status, body } = await api.call('POST', `${path}/credit`, {
      body: { amount_toman: 5, reason: 'Late' },
    });
    expect([status, body.code]).to.deep.equal([409, 'user.deleted']);
  });

  it('keeps a blocked person, who could come back otherwise, and a person who changed meanwhile', async () => {
    const user = await buildUser(bot.tenant, { status: 'blocked' });
    const refused = await remove(user.id);
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'user.blocked']);
    const changed = await remove((await buildUser(bot.tenant)).id, { headers: { 'if-match': '"older"' } });
    expect([changed.status, changed.body.code]).to.deep.equal([412, 'precondition.failed']);
  });

  it('neither blocks, unblocks nor changes somebody who is gone', async () => {
    const user = await buildUser(bot.tenant, { status: 'deleted' });
    const path = `/bots/${bot.botId}/users/${user.id}`;
    const answers = [
      await api.call('POST', `${path}/block`),
      await api.call('POST', `${path}/unblock`),
      await api.call('PUT', path, { body: { language: 'en' } }),
    ];
    for (const { status, body } of answers) expect([status, body.code]).to.deep.equal([409, 'user.deleted']);
  });
});

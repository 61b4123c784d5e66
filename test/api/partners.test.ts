import { expect } from 'chai';
import { requestPayout } from '#services/partners/request-payout.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { partnersOf } from '../support/partners/partners.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: partners', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  let partners: ReturnType<typeof partnersOf>;
  let userId: string;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    other = await api.addBot();
    partners = partnersOf(bot.tenant);
  });
  after(() => api.close());
  beforeEach(async () => {
    userId = (await buildUser(bot.tenant)).id;
  });
  const root = '/api/v1/bots/{bot_id}';
  const client = (of: Bot = bot) => api.client(of.apiToken);
  const one = (of: Bot = bot) => ({ path: { bot_id: of.botId, user_id: userId } });
  const set = (body: object) =>
    client().PUT(`${root}/partners/{user_id}`, { params: one(), body: body as { hold_days: number } });
  const payoutAt = (payoutId: string) => ({ path: { bot_id: bot.botId, payout_id: payoutId } });
  const requisites = '6037 9975 9981 2345 Sara';
  async function requested(amountToman = 600_000): Promise<string> {
    await partners.set(userId, { commissionPercent: 100, holdDays: 0 });
    await partners.pay(userId, 1_000_000);
    const asked = await bot.tenant.db((tx) =>
      requestPayout(bot.tenant, tx, { userId, amountToman, requisites, vault: api.side.vault }),
    );
    if (asked.kind !== 'requested') throw new Error(asked.reason);
    return asked.payout.id;
  }

  it('makes somebody a partner with terms of their own, who is told, and ends it again', async () => {
    const made = resultOf(await set({ state: 'accepted', commission_percent: 40 }));
    expect(made).to.include({ user_id: userId, state: 'accepted', commission_percent: 40, hold_days: null });
    await partners.pay(userId, 10_000);
    expect(resultOf(await client().GET(`${root}/partners/{user_id}`, { params: one() }))).to.include({
      ...{ balance_toman: 4_000, held_toman: 4_000, available_toman: 0 },
    });
    expect(resultOf(await set({ state: 'ended' }))).to.include({ state: 'ended', commission_percent: 40 });
    const [log] = await ownerQuery<{ value_after: object }>(
      `select value_after from audit_log where bot_id = $1 and subject = $2 order by id desc limit 1`,
      [bot.botId, `partner ${userId}`],
    );
    expect(log!.value_after).to.eql({ state: 'ended' });
  });

  it('ends who was accepted in place of refusing them, and ends nobody who never was', async () => {
    expect((await set({ state: 'ended' })).error).to.include({ status: 409, code: 'partner.state_step' });
    expect(resultOf(await set({ state: 'refused' }))).to.include({ state: 'refused' });
    resultOf(await set({ state: 'accepted' }));
    expect((await set({ state: 'refused' })).error).to.include({ code: 'partner.state_step' });
    expect(resultOf(await set({ state: 'ended' }))).to.include({ state: 'ended', owed_toman: 0 });
    expect((await set({ state: 'refused' })).error).to.include({ code: 'partner.state_step' });
  });

  it('refuses terms that cannot be, and people of other bots', async () => {
    for (const body of [
      {},
      { commission_percent: 101 },
      { commission_percent: -1 },
      { commission_percent: 2.5 },
    ])
      expect((await set(body)).response.status, JSON.stringify(body)).to.equal(422);
    for (const body of [{ hold_days: 366 }, { state: 'asked' }, { state: 'accepted', more: 1 }])
      expect((await set(body)).response.status, JSON.stringify(body)).to.equal(422);
    const answer = await client(other).PUT(`${root}/partners/{user_id}`, {
      params: one(other),
      body: { state: 'accepted' },
    });
    expect(answer.response.status).to.equal(404);
    expect((await client().GET(`${root}/partners/{user_id}`, { params: one() })).response.status).to.equal(
      404,
    );
  });

  it('lists partners by their state, their movements, and exports all of them as CSV', async () => {
    await partners.set(userId, { commissionPercent: 50, holdDays: 0 });
    await partners.pay(userId, 3_000);
    const params = { path: { bot_id: bot.botId }, query: { state: 'accepted' as const, limit: 200 } };
    const list = resultOf(await client().GET(`${root}/partners`, { params }));
    expect(list.items.map((each) => each.user_id)).to.include(userId);
    const rows = resultOf(await client().GET(`${root}/partners/{user_id}/transactions`, { params: one() }));
    expect(rows.items).to.have.lengthOf(1);
    expect(rows.items[0]).to.include({ kind: 'earned', amount_toman: 1_500, paid_toman: 3_000, percent: 50 });
    const csv = await api.call('GET', `/api/v1/bots/${bot.botId}/partners/export?format=csv`, {
      token: bot.apiToken,
    });
    expect(csv.headers.get('content-type')).to.include('text/csv');
    expect(csv.body)
      .to.match(/^id,user_id,kind,amount_toman,[^\r\n]*\r\n/)
      .and.include(',earned,1500,0,1500,0,');
    const json = await api.call('GET', `/api/v1/bots/${bot.botId}/partners/export?format=json`, {
      token: bot.apiToken,
    });
    const ids = json.body.items.map((each: { id: string }) => each.id);
    expect(ids).to.include(rows.items[0]!.id);
    expect(json.body.items.every((each: { user_id: string }) => each.user_id !== '')).to.equal(true);
  });

  it('approves, reveals, pays and rejects payouts, each once, and says why not', async () => {
    const id = await requested();
    const approve = (of: string) =>
      client().POST(`${root}/partner-payouts/{payout_id}/approve`, { params: payoutAt(of) });
    const reveal = (of: string) =>
      client().POST(`${root}/partner-payouts/{payout_id}/reveal`, { params: payoutAt(of) });
    const pay = (of: string) =>
      client().POST(`${root}/partner-payouts/{payout_id}/pay`, {
        params: payoutAt(of),
        body: { words: 'No 5' },
      });
    const reject = (of: string, body: { reason?: 'rules'; words?: string; nothing_was_sent?: true }) =>
      client().POST(`${root}/partner-payouts/{payout_id}/reject`, { params: payoutAt(of), body });
    for (const early of [await reveal(id), await pay(id)])
      expect(early.error).to.include({ status: 409, code: 'partner_payout.decided' });
    expect(resultOf(await approve(id))).to.include({ state: 'approved', requisites_tail: '2345' });
    expect(resultOf(await reveal(id))).to.eql({ id, requisites });
    const kept = await ownerQuery<{ row: string }>(
      `select to_jsonb(r)::text as row from admin_requests r where bot_id = $1
       union all select to_jsonb(l)::text from audit_log l where bot_id = $1`,
      [bot.botId],
    );
    expect(kept.filter(({ row }) => row.includes('9981'))).to.eql([]);
    expect(resultOf(await pay(id))).to.include({ state: 'paid', words: 'No 5' });
    expect((await approve(id)).error).to.include({ code: 'partner_payout.decided' });
    userId = (await buildUser(bot.tenant)).id;
    const second = await requested();
    expect((await reject(second, {})).response.status).to.equal(422);
    userId = (await buildUser(bot.tenant)).id;
    const third = await requested();
    await approve(third);
    expect(resultOf(await reveal(third))).to.include({ requisites });
    const shown = resultOf(
      await client().GET(`${root}/partner-payouts/{payout_id}`, { params: payoutAt(third) }),
    );
    expect(shown.shown_at).to.be.a('string');
    expect(shown).to.include({ shown_by: null, shown_by_name: null });
    expect((await reject(third, { reason: 'rules' })).error).to.include({
      ...{ status: 409, code: 'partner_payout.maybe_sent' },
    });
    const erased = await client().DELETE(`${root}/users/{user_id}`, {
      params: { ...one(), query: { forfeit_balance: 'true' } },
    });
    expect(erased.error).to.include({ code: 'partner_payout.maybe_sent' });
    expect(resultOf(await reject(third, { reason: 'rules', nothing_was_sent: true }))).to.include({
      state: 'rejected',
    });
    expect(resultOf(await reject(second, { words: 'Please ask our support' }))).to.include({
      ...{ state: 'rejected', reject_reason: null, words: 'Please ask our support' },
    });
    const params = { path: { bot_id: bot.botId }, query: { state: 'rejected' as const } };
    const list = resultOf(await client().GET(`${root}/partner-payouts`, { params }));
    expect(list.items.map((each) => each.id)).to.eql([second, third]);
    const elsewhere = await client(other).GET(`${root}/partner-payouts/{payout_id}`, {
      params: { path: { bot_id: other.botId, payout_id: id } },
    });
    expect(elsewhere.response.status).to.equal(404);
  });

  it('counts what partners brought and earned', async () => {
    const fresh = await api.addBot();
    const theirs = partnersOf(fresh.tenant);
    const partner = await buildUser(fresh.tenant);
    await theirs.set(partner.id, { commissionPercent: 10, holdDays: 0 });
    await theirs.pay(partner.id, 50_000);
    const params = { path: { bot_id: fresh.botId } };
    const found = resultOf(await client(fresh).GET(`${root}/partners/statistics`, { params }));
    expect(found.now).to.eql({
      ...{ accepted: 1, asked: 0, owed_toman: 5_000, reserved_toman: 0, open_payouts: 0 },
    });
    expect(found.total).to.eql({
      ...{ revenue_toman: 50_000, earned_toman: 5_000, paid_out_toman: 0, moved_to_wallet_toman: 0 },
    });
  });

  it('erases a partner only where what is left may be lost', async () => {
    await partners.set(userId, { commissionPercent: 10, holdDays: 0 });
    await partners.pay(userId, 50_000);
    const erase = (forfeit?: 'true') =>
      client().DELETE(`${root}/users/{user_id}`, {
        params: { ...one(), ...(forfeit && { query: { forfeit_balance: forfeit } }) },
      });
    expect((await erase()).error).to.include({ code: 'user.has_balance' });
    expect((await erase('true')).response.status).to.equal(204);
    expect(await partners.holding(userId)).to.include({ balance: 0 });
  });
});

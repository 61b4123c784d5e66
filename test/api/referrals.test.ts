import { expect } from 'chai';
import type { User } from '#models/user.js';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { openReferring, type Referring } from '../support/referring.js';

describe('the admin API: referrals', function () {
  this.timeout(60_000);
  let api: AdminApi;
  let bot: Awaited<ReturnType<AdminApi['addBot']>>;
  let other: Awaited<ReturnType<AdminApi['addBot']>>;
  let referring: Referring;
  let inviter: User;
  let invited: User;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
    referring = await openReferring(bot.tenant);
    inviter = await referring.join();
    invited = await referring.join(inviter);
    await referring.pay(invited, 4);
    const back = await referring.pay(invited, 8);
    await referring.giveBack(back, 4);
  });
  after(() => api.close());

  const call = (method: string, path: string, body?: unknown, headers = {}) =>
    api.call(method, `/bots/${bot.botId}${path}`, {
      token: bot.apiToken,
      headers,
      ...(body !== undefined && { body }),
    });

  it('lists what was earned, as JSON page by page and as CSV that goes on', async () => {
    const first = await call('GET', '/referral-rewards?limit=2');
    expect(first.body.items[0]).to.include({
      user_id: inviter.id,
      inviter_id: inviter.id,
      invited_id: invited.id,
      kind: 'first',
      payment_table: 'gateway_payments',
      deposit_toman: 100_000,
      percent: null,
      amount_toman: 30_000,
      withheld_toman: 0,
      taken_back_toman: 0,
    });
    const next = await call('GET', `/referral-rewards?limit=2&cursor=${first.body.next_cursor}`);
    expect(next.body).to.deep.include({ next_cursor: null });
    expect(next.body.items[0]).to.include({ amount_toman: 50_000, percent: 25, taken_back_toman: 25_000 });
    const csv = await call('GET', '/referral-rewards?format=csv&kind=commission');
    expect(csv.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    const lines = (csv.body as string).split('\r\n');
    expect(lines).to.have.lengthOf(3);
    expect(lines[0]).to.match(/^id,user_id,inviter_id,invited_id,kind,/);
    expect(lines[1]).to.contain(`,${inviter.id},${invited.id},commission,gateway_payments,`);
    const last = lines[1]!.split(',')[0]!;
    expect((await call('GET', `/referral-rewards?after_id=${last}`)).body.items).to.deep.equal([]);
    const far = await api.call('GET', `/bots/${other.botId}/referral-rewards`, { token: other.apiToken });
    expect(far.body.items).to.deep.equal([]);
  });

  it('shows how a person stands, whom they invited, and the sums of the bot', async () => {
    expect((await call('GET', `/users/${inviter.id}/referral`)).body).to.deep.equal({
      user_id: inviter.id,
      referral_code: inviter.referralCode,
      referred_by: null,
      percent: null,
      is_off: false,
      owed_toman: 0,
      invited_count: 1,
      paid_count: 1,
      earned_toman: 55_000,
    });
    const { items } = (await call('GET', `/users/${inviter.id}/invited`)).body;
    expect(items).to.have.lengthOf(1);
    expect(items[0]).to.include({
      user_id: invited.id,
      has_paid: true,
      earned_toman: 55_000,
      is_same_person: false,
    });
    const { body } = await call('GET', '/referrals/statistics');
    const sums = {
      joined_count: 1,
      paid_count: 1,
      deposits_toman: 300_000,
      rewards_toman: 90_000,
      taken_back_toman: 25_000,
    };
    for (const period of ['today', 'week', 'month', 'ever']) expect(body[period], period).to.deep.equal(sums);
    expect(body.top).to.have.lengthOf(1);
    expect(body.top[0]).to.include({ user_id: inviter.id, paid_count: 1, earned_toman: 55_000 });
  });

  it('sets the own terms of a person, seen before, and audited', async () => {
    const path = `/users/${inviter.id}/referral`;
    const { headers } = await call('GET', path);
    const match = { 'if-match': headers.get('etag')! };
    const set = await call('PUT', path, { percent: 40 }, match);
    expect([set.status, set.body.percent, set.body.is_off]).to.deep.equal([200, 40, false]);
    expect((await call('PUT', path, { is_off: true }, match)).status).to.equal(412);
    const again = { 'if-match': set.headers.get('etag')! };
    expect((await call('PUT', path, { is_off: true }, again)).body).to.include({ percent: 40, is_off: true });
    for (const percent of [-1, 101, 2.5, 1e20, '5'])
      expect((await call('PUT', path, { percent })).status, String(percent)).to.equal(422);
    const entry = await bot.tenant.db(() =>
      AuditLogEntry.findOne({ where: { action: 'referrals.update' }, order: [['id', 'DESC']] }),
    );
    expect(entry?.get('valueAfter')).to.deep.equal({ is_off: true });
    expect((await call('PUT', path, { percent: null, is_off: false })).body).to.include({ percent: null });
  });

  it('takes an admin’s word for who invited a person, once, and no circle', async () => {
    const person = await referring.join();
    const path = `/users/${person.id}/inviter`;
    expect((await call('POST', path, { inviter_id: '999999999' })).body.code).to.equal('resource.unknown');
    const attached = await call('POST', path, { inviter_id: invited.id });
    expect(attached.body).to.include({ user_id: person.id, referred_by: invited.id });
    expect((await call('POST', path, { inviter_id: inviter.id })).body.code).to.equal('referral.has_inviter');
    const circle = await call('POST', `/users/${inviter.id}/inviter`, { inviter_id: person.id });
    expect([circle.status, circle.body.code]).to.deep.equal([409, 'referral.circle']);
  });
});

import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { CreationAttributes } from 'sequelize';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { BotPlan } from '#models/bot-plan.js';
import { Subscription } from '#models/subscription.js';
import { dayMs } from '#platform/units.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

describe('the admin API: subscriptions', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
  });
  after(() => api.close());

  /** An active subscription that the panel has taken over. */
  async function sold(overrides: Partial<CreationAttributes<Subscription>> = {}, of = bot) {
    const userId = overrides.userId ?? (await buildUser(of.tenant)).id;
    const startsAt = new Date(0);
    const defaults = { startsAt, endsAt: inDays(10), provisionedAt: new Date(), panelUserUuid: randomUUID() };
    return of.tenant.db(() => Subscription.create({ ...defaults, status: 'active', ...overrides, userId }));
  }
  const call = (method: string, id: string, tail = '', ask: object = {}) =>
    api.call(method, `/bots/${bot.botId}/subscriptions/${id}${tail}`, { token: bot.apiToken, ...ask });
  const daysLeft = (body: { ends_at: string }) => (Date.parse(body.ends_at) - Date.now()) / dayMs;
  const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

  it('lists by status, user, plan, trial, beginning and end, page by page in the order of the ends', async () => {
    const own = await api.addBot();
    const user = await buildUser(own.tenant);
    const plan = await own.tenant.db(() => BotPlan.create({ name: 'Gold', periodDays: 30, priceToman: 5 }));
    const same = inDays(5);
    const made = [
      await sold({ userId: user.id, endsAt: inDays(9), planId: plan.id }, own),
      await sold({ endsAt: same, status: 'disabled' }, own),
      await sold({ endsAt: same, isTrial: true }, own),
      await sold({ endsAt: same }, own),
    ].map(({ id }) => id);
    // Ends that only microseconds tell apart, as SQL writes them.
    await ownerQuery(
      `update subscriptions set ends_at = ends_at + id % 7 * interval '1 microsecond' where bot_id = $1`,
      [own.botId],
    );
    const list = async (query: object) =>
      resultOf(
        await api.client(own.apiToken).GET('/api/v1/bots/{bot_id}/subscriptions', {
          params: { path: { bot_id: own.botId }, query },
        }),
      );
    const found = async (query: object) => (await list(query)).items.map(({ id }) => id);
    expect(await found({ status: 'disabled' })).to.deep.equal([made[1]]);
    expect(await found({ user_id: user.id })).to.deep.equal([made[0]]);
    expect(await found({ plan_id: plan.id })).to.deep.equal([made[0]]);
    expect(await found({ is_trial: 'true' })).to.deep.equal([made[2]]);
    expect(await found({ ends_from: inDays(6).toISOString() })).to.deep.equal([made[0]]);
    expect(await found({ ends_to: inDays(6).toISOString(), status: 'active' })).to.have.members(
      made.slice(2),
    );
    const dawn = '2020-01-01T00:00:00Z';
    expect(await found({ created_from: dawn })).to.have.members(made);
    expect(await found({ created_to: dawn })).to.deep.equal([]);
    const rows = await ownerQuery<{ id: string }>(
      'select id::text from subscriptions where bot_id = $1 order by ends_at, subscriptions.id',
      [own.botId],
    );
    const order = rows.map(({ id }) => id);
    for (const [sort, expected] of [
      ['ends_at', order],
      ['-ends_at', [...order].reverse()],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: 1, sort, ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen, sort).to.deep.equal(expected);
    }
    const place = ['ends_at', '99999999999999999999', made[0]];
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    const path = `/bots/${own.botId}/subscriptions?sort=ends_at&cursor=${cursor}`;
    expect(told(await api.call('GET', path))).to.deep.equal([422, 'cursor.invalid']);
  });

  it('knows nothing of the subscriptions of another bot', async () => {
    const stranger = await sold({}, other);
    for (const [method, tail, body] of [
      ['GET', '', undefined],
      ['PUT', '', { device_limit: 9 }],
      ['POST', '/extend', { days: 5 }],
      ['POST', '/disable', undefined],
      ['POST', '/enable', undefined],
      ['POST', '/reissue', undefined],
    ] as const)
      expect(told(await call(method, stranger.id, tail, { body })), `${method} ${tail}`).to.deep.equal([
        404,
        'resource.unknown',
      ]);
    const after = await other.tenant.db(() => Subscription.findOne({ where: { id: stranger.id } }));
    expect(after?.get()).to.deep.equal(stranger.get());
  });

  it('extends from the end, or from now when it is over, and leaves it owed to the panel', async () => {
    const running = await sold();
    const { status, body } = await call('POST', running.id, '/extend', {
      body: { days: 5, reason: 'Sorry' },
    });
    expect([status, body.status, Math.round(daysLeft(body))]).to.deep.equal([200, 'active', 15]);
    expect(body.panel).to.deep.include({ state: 'owed', provisioned_at: null });
    const over = await sold({ status: 'expired', endsAt: inDays(-40) });
    const revived = (await call('POST', over.id, '/extend', { body: { days: 5 } })).body;
    expect([revived.status, Math.round(daysLeft(revived))]).to.deep.equal(['active', 5]);
    const off = await sold({ status: 'disabled' });
    expect((await call('POST', off.id, '/extend', { body: { days: 5 } })).body.status).to.equal('disabled');
    const unpaid = await sold({ status: 'pending', provisionedAt: null });
    const refused = await call('POST', unpaid.id, '/extend', { body: { days: 5 } });
    expect(told(refused)).to.deep.equal([409, 'subscription.pending']);
    for (const days of [0, -1, 1.5, 3_651, '5', null])
      expect((await call('POST', running.id, '/extend', { body: { days } })).status, String(days)).to.equal(
        422,
      );
    const long = await sold({ endsAt: inDays(36_000) });
    const tooLong = await call('POST', long.id, '/extend', { body: { days: 3_650 } });
    expect(told(tooLong)).to.deep.equal([409, 'subscription.too_long']);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `subscription ${running.id}` }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ action, valueAfter }) => [action, valueAfter])).to.deep.equal([
      ['subscriptions.extend', { ends_at: body.ends_at, reason: 'Sorry' }],
    ]);
  });

  it('adds the days of every request, and of a repeated one once', async () => {
    const { id } = await sold({ endsAt: inDays(10) });
    const extend = (key?: string) =>
      call('POST', id, '/extend', { body: { days: 1 }, ...(key && { headers: { 'idempotency-key': key } }) });
    await Promise.all([extend(), extend(), extend(), extend('once'), extend('once'), extend('once')]);
    const { body } = await call('GET', id);
    expect(Math.round(daysLeft(body))).to.equal(14);
    const row = await bot.tenant.db(() => Subscription.findOne({ where: { id } }));
    expect(row?.panelRevision, 'one revision a change').to.equal('5');
  });

  it('is switched off and on again, each once however often it is asked', async () => {
    const { id } = await sold();
    const offs = await Promise.all([1, 2, 3].map(() => call('POST', id, '/disable')));
    for (const { body } of offs) expect(body.status).to.equal('disabled');
    const row = () => bot.tenant.db(() => Subscription.findOne({ where: { id } }));
    expect((await row())?.panelRevision).to.equal('2');
    expect((await call('POST', id, '/enable')).body.status).to.equal('active');
    expect((await call('POST', id, '/enable')).body.status).to.equal('active');
    expect((await row())?.panelRevision).to.equal('3');
    const over = await sold({ status: 'disabled', endsAt: inDays(-1) });
    expect((await call('POST', over.id, '/enable')).body.status).to.equal('expired');
    const unpaid = await sold({ status: 'pending', provisionedAt: null });
    for (const work of ['/enable', '/disable'])
      expect(told(await call('POST', unpaid.id, work))).to.deep.equal([409, 'subscription.pending']);
  });

  it('takes a plan with its limits, or limits of its own, for the version that was read', async () => {
    const [gold, foreign] = await Promise.all(
      [bot, other].map(({ tenant }) =>
        tenant.db(() =>
          BotPlan.create({ name: 'Gold', periodDays: 30, priceToman: 5, trafficLimitGb: 70, deviceLimit: 4 }),
        ),
      ),
    );
    const { id } = await sold();
    const put = (body: object, headers = {}) => call('PUT', id, '', { body, headers });
    const planned = (await put({ plan_id: gold!.id })).body;
    expect(planned).to.deep.include({ plan_id: gold!.id, traffic_limit_gb: 70, device_limit: 4 });
    const own = (await put({ plan_id: gold!.id, device_limit: 2, is_autopay_enabled: true })).body;
    expect(own).to.deep.include({ traffic_limit_gb: 70, device_limit: 2, is_autopay_enabled: true });
    for (const planId of [foreign!.id, '987654321'])
      expect(told(await put({ plan_id: planId }))).to.deep.equal([422, 'plan.unknown']);
    for (const body of [
      {},
      { device_limit: 0 },
      { traffic_limit_gb: -1 },
      { status: 'active' },
      { plan_id: 5 },
    ])
      expect((await put(body)).status, JSON.stringify(body)).to.equal(422);
    const match = { 'if-match': String((await call('GET', id)).headers.get('etag')) };
    const both = await Promise.all([6, 7].map((limit) => put({ device_limit: limit }, match)));
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
  });

  it('owes the person a new link, once until the panel has made it', async () => {
    const { id } = await sold({ subscriptionUrl: 'https://panel.example/sub/old' });
    const first = await call('POST', id, '/reissue');
    expect(first.body).to.deep.include({ subscription_url: 'https://panel.example/sub/old' });
    expect(first.body.panel).to.deep.include({ state: 'owed', is_reissue_owed: true });
    await call('POST', id, '/reissue');
    const row = await bot.tenant.db(() => Subscription.findOne({ where: { id } }));
    expect(row?.panelRevision).to.equal('2');
    const bare = await sold({ panelUserUuid: null, provisionedAt: null });
    expect(told(await call('POST', bare.id, '/reissue'))).to.deep.equal([409, 'subscription.no_account']);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `subscription ${id}` }, order: [['id', 'ASC']] }),
    );
    expect(log).to.have.lengthOf(1);
    expect(JSON.stringify(log)).not.to.include('panel.example');
  });

  it('leaves alone what was given up for good', async () => {
    const { id } = await sold({ status: 'disabled', removalWantedAt: new Date() });
    for (const [method, tail, body] of [
      ['PUT', '', { device_limit: 9 }],
      ['POST', '/extend', { days: 5 }],
      ['POST', '/disable', undefined],
      ['POST', '/enable', undefined],
      ['POST', '/reissue', undefined],
    ] as const)
      expect(told(await call(method, id, tail, { body })), tail).to.deep.equal([409, 'subscription.removed']);
  });
});

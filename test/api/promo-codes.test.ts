import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

const money = { kind: 'balance', amount_toman: 5_000 };

describe('the admin API: promo codes', function () {
  this.timeout(60_000);
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    other = await api.addBot();
  });
  after(() => api.close());

  const ask = (method: string, path: string, body?: object, owner = bot) =>
    api.call(method, `/bots/${owner.botId}/promo-codes${path}`, {
      token: owner.apiToken,
      ...(body && { body }),
    });
  const make = async (code: string, more: object = {}) => {
    const made = await ask('POST', '', { code, effect: money, ...more });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    return made.body as Record<string, unknown> & { id: string };
  };
  const useOf = (userId: string, typed: string) =>
    bot.tenant.db((tx) => useCode(bot.tenant, tx, { userId, typed }));
  const csvOf = async (path: string) => {
    const answer = await fetch(`${api.url}/api/v1/bots/${bot.botId}/promo-codes${path}`, {
      headers: { authorization: `Bearer ${bot.apiToken}` },
    });
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    const text = await answer.text();
    return text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
  };

  it('makes a code, with its link and the terms that were left out', async () => {
    const [named] = await ownerQuery<{ username: string }>('select username from bots where id = $1', [
      bot.botId,
    ]);
    const made = await make('Summer-25', { max_uses: 3 });
    expect(made).to.deep.include({
      code: 'Summer-25',
      link: `https://t.me/${named!.username}?start=promo_Summer-25`,
      max_uses: 3,
      max_uses_per_person: 1,
      max_uses_per_day: null,
      audience: 'everyone',
      is_active: true,
      use_count: 0,
    });
    expect(made.effect).to.include({ kind: 'balance', amount_toman: 5_000, days: null });
    expect((await make('نوروز ۱۴۰۵')).link).to.equal(null);
    const again = await ask('POST', '', { code: 'SUMMЕR25', effect: money });
    expect([again.status, again.body.code]).to.eql([409, 'promo_code.exists']);
    const elsewhere = await ask('POST', '', { code: 'summer25', effect: money }, other);
    expect(elsewhere.status).to.equal(201);
    const found = await ask('GET', '?code=sUmMeR_25');
    expect(found.body.items.map(({ id }: { id: string }) => id)).to.eql([made.id]);
  });

  it('names each field that is wrong', async () => {
    const fieldsOf = async (body: object) => {
      const wrong = await ask('POST', '', { code: 'WRONG', effect: money, ...body });
      expect([wrong.status, wrong.body.code]).to.eql([422, 'request.invalid']);
      return wrong.body.errors.map(({ field }: { field: string }) => field);
    };
    for (const amount_toman of [0, -5, 1.5, 1e15, '5'])
      expect(await fieldsOf({ effect: { kind: 'balance', amount_toman } })).to.eql([
        'body.effect.amount_toman',
      ]);
    for (const percent of [0, 101, -1, 12.5])
      expect(await fieldsOf({ effect: { kind: 'discount', percent, valid_hours: 1 } })).to.eql([
        'body.effect.percent',
      ]);
    expect(await fieldsOf({ effect: { kind: 'discount', valid_hours: 1 } })).to.eql(['body.effect']);
    expect(await fieldsOf({ effect: { kind: 'lottery' } })).to.eql(['body.effect.kind']);
    expect(await fieldsOf({ code: 'a b', max_uses: 0, uses: 1 })).to.have.members([
      'body.code',
      'body.max_uses',
      'body.uses',
    ]);
    const refusedBy = async (body: object) =>
      (await ask('POST', '', { code: 'WRONG', effect: money, ...body })).body.code;
    expect(await refusedBy({ effect: { kind: 'days', days: 3, plan_id: '999' } })).to.equal('plan.unknown');
    expect(await refusedBy({ effect: { kind: 'group', group_id: '999' } })).to.equal(
      'promo_code.group_unknown',
    );
    expect(await refusedBy({ audience: 'plan_buyers' })).to.equal('promo_code.terms_crossed');
    const crossed = { starts_at: '2026-12-02T00:00:00Z', ends_at: '2026-12-01T00:00:00Z' };
    expect(await refusedBy(crossed)).to.equal('promo_code.terms_crossed');
  });

  it('changes the terms of the version that was seen, and nothing that was left out', async () => {
    const { id } = await make('CHANGE', { max_uses: 5, max_uses_per_person: 2 });
    const etag = (await ask('GET', `/${id}`)).headers.get('etag')!;
    const changed = await ask('PUT', `/${id}`, { max_uses: null, is_active: false });
    expect(changed.body).to.include({ max_uses: null, is_active: false, max_uses_per_person: 2 });
    const late = await api.call('PUT', `/bots/${bot.botId}/promo-codes/${id}`, {
      body: { is_active: true },
      headers: { 'if-match': etag },
    });
    expect(late.status).to.equal(412);
    expect((await ask('PUT', `/${id}`, { effect: money })).status, 'what it gives never changes').to.equal(
      422,
    );
    expect((await ask('PUT', `/${id}`, { is_active: true }, other)).status).to.equal(404);
    const entries = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { subject: `promo code ${id}` }, order: [['id', 'ASC']] }),
    );
    expect(entries.map(({ action }) => action)).to.eql(['promo-codes.create', 'promo-codes.update']);
  });

  it('forgets a code that was not used, and keeps one that was for its uses', async () => {
    const unused = await make('UNUSED');
    expect((await ask('DELETE', `/${unused.id}`)).status).to.equal(204);
    const used = await make('WELCOME');
    const user = await buildUser(bot.tenant);
    expect((await useOf(user.id, 'welcome')).kind).to.equal('given');
    expect((await ask('DELETE', `/${used.id}`)).status).to.equal(204);
    for (const { id } of [unused, used]) expect((await ask('GET', `/${id}`)).status).to.equal(404);
    const uses = await ask('GET', `/uses?code_id=${used.id}`);
    expect(uses.body.items).to.have.length(1);
    expect(uses.body.items[0]).to.include({
      code: 'WELCOME',
      user_id: user.id,
      telegram_id: user.telegramId,
    });
    expect(uses.body.items[0].transaction_id).to.match(/^\d+$/);
    const rows = await ownerQuery('select id::text from promocodes where id = any($1::bigint[])', [
      [unused.id, used.id],
    ]);
    expect(rows).to.eql([{ id: used.id }]);
    expect((await make('welcome')).id).to.not.equal(used.id);
  });

  it('keeps the plan that a code gives', async () => {
    const plan = await api.call('POST', `/bots/${bot.botId}/plans`, {
      body: { name: 'Gift', period_days: 30, price_toman: 1 },
    });
    await make('PLANDAYS', { effect: { kind: 'days', days: 3, plan_id: plan.body.id } });
    const refused = await api.call('DELETE', `/bots/${bot.botId}/plans/${plan.body.id}`);
    expect([refused.status, refused.body.code]).to.eql([409, 'plan.in_use']);
  });

  it('makes ten thousand codes for one use each, lists and exports them and who used which, and ends them', async () => {
    const made = await ask('POST', '/batches', {
      ...{ name: 'Fair', size: 10_000, prefix: 'fair', effect: money },
    });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    expect(made.body).to.include({ name: 'Fair', size: 10_000, active_count: 10_000, used_count: 0 });
    const batch = `/batches/${made.body.id}`;
    const [head, ...codes] = await csvOf(`?batch_id=${made.body.id}&format=csv`);
    expect(head).to.eql(['id', 'code', 'is_active', 'use_count', 'batch_id', 'created_at']);
    const words = codes.map(([, code]) => code!);
    expect(new Set(words).size).to.equal(10_000);
    for (const word of words) expect(word).to.match(/^fair(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const [first, second] = [await buildUser(bot.tenant), await buildUser(bot.tenant)];
    expect((await useOf(first.id, words[7]!)).kind).to.equal('given');
    expect(await useOf(second.id, words[7]!)).to.include({ reason: 'used_up' });
    const [useHead, ...uses] = await csvOf(`/uses?batch_id=${made.body.id}&format=csv`);
    expect(useHead!.slice(0, 3)).to.eql(['id', 'used_at', 'code']);
    expect(uses.map((cells) => [cells[2], cells[5], cells[6]])).to.eql([
      [words[7], first.id, first.telegramId],
    ]);
    const later = await make('LATER');
    expect((await useOf(second.id, 'later')).kind).to.equal('given');
    const [, ...whole] = await csvOf('?format=csv');
    expect(whole, 'it is cut').to.have.length(10_000);
    const [, ...rest] = await csvOf(`?format=csv&after_id=${whole.at(-1)![0]}`);
    expect(new Set([...whole, ...rest].map(([id]) => id)).size).to.equal(10_000 + rest.length);
    expect(rest.at(-1)![0]).to.equal(later.id);
    const [, ...laterUses] = await csvOf(`/uses?format=csv&after_id=${uses[0]![0]}`);
    expect(laterUses.map((cells) => [cells[2], cells[5]])).to.eql([['LATER', second.id]]);
    expect((await ask('GET', `?after_id=${later.id}`)).body.items).to.eql([]);
    expect((await ask('POST', `${batch}/deactivate`)).body).to.include({ active_count: 0, used_count: 1 });
    expect(await useOf(second.id, words[8]!)).to.include({ reason: 'ended' });
    expect((await ask('POST', `${batch}/activate`)).body.active_count).to.equal(9_999);
    expect((await ask('DELETE', batch)).status).to.equal(204);
    expect(await useOf(second.id, words[8]!)).to.include({ reason: 'unknown' });
    expect((await ask('GET', batch)).body).to.include({ used_count: 1, deleted_count: 1, active_count: 0 });
    expect((await ask('GET', batch, undefined, other)).status).to.equal(404);
    expect((await ask('GET', `?batch_id=${made.body.id}`)).body.items).to.eql([]);
  });

  it('sums what codes gave, and what was bought with it', async () => {
    const shop = await api.addBot();
    const user = await buildUser(shop.tenant);
    for (const [code, effect] of [
      ['MONEY', money],
      ['OFF', { kind: 'discount', percent: 10, valid_hours: 5 }],
      ['DAYS', { kind: 'days', days: 4 }],
    ] as const) {
      expect((await ask('POST', '', { code, effect }, shop)).status).to.equal(201);
      const used = await shop.tenant.db((tx) => useCode(shop.tenant, tx, { userId: user.id, typed: code }));
      expect(used.kind).to.equal('given');
    }
    const { items } = (await ask('GET', '/statistics', undefined, shop)).body;
    const none = { given_toman: 0, given_days: 0, given_gb: 0 };
    const unsold = { use_count: 1, person_count: 1, discounted_sales_count: 0, discounted_sales_toman: 0 };
    expect(items).to.eql([
      { kind: 'balance', ...unsold, ...none, given_toman: 5_000 },
      { kind: 'days', ...unsold, ...none, given_days: 4 },
      { kind: 'discount', ...unsold, ...none },
    ]);
    const past = await ask('GET', '/statistics?to=2020-01-01T00:00:00Z', undefined, shop);
    expect(past.body.items).to.eql([]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { sendOffers } from '#services/personal-offers/send-offers.js';
import { buildUser } from '../factories/user.js';
import { shopOf } from '../support/bot/sales.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { offersOf } from '../support/personal-offers.js';
import { zoneAt } from '../support/zone-at.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: personal offers', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
    await offersOf(bot.tenant).atNoon();
  });
  after(() => api.close());

  const call = (method: string, tail: string, ask: object = {}) =>
    api.call(method, `/bots/${bot.botId}${tail}`, { token: bot.apiToken, ...ask });
  const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
  const discount = { kind: 'discount', open_hours: 24, holds_hours: 48, percent: 25 };
  const add = async (body: object = {}) =>
    (await call('POST', '/personal-offer-templates', { body: { ...discount, ...body } })).body;
  const send = (body: object) => call('POST', '/personal-offer-sendings', { body });

  it('adds, reads, lists, changes and archives templates, and keeps what was done', async () => {
    const answer = await api.client(bot.apiToken).POST('/api/v1/bots/{bot_id}/personal-offer-templates', {
      params: { path: { bot_id: bot.botId } },
      body: {
        ...{ kind: 'discount', open_hours: 24, holds_hours: 48, amount_toman: 50_000 },
        ...{ title: { fa: 'تخفیف' }, text: { fa: '<b>فقط</b> امروز' }, applies_to: 'renewal' },
      },
    });
    const made = resultOf(answer);
    expect(answer.response.status).to.equal(201);
    expect(made).to.deep.include({
      ...{ kind: 'discount', percent: null, amount_toman: 50_000, applies_to: 'renewal', plan_ids: null },
      ...{
        title: { fa: 'تخفیف' },
        text: { fa: '<b>فقط</b> امروز' },
        button: {},
        squads: [],
        archived_at: null,
      },
    });
    const path = `/personal-offer-templates/${made.id}`;
    const read = await call('GET', path);
    expect(read.body).to.eql(made);
    const headers = { 'if-match': read.headers.get('etag')! };
    const changed = await call('PUT', path, { headers, body: { percent: 30, amount_toman: null } });
    expect(changed.body).to.deep.include({ percent: 30, amount_toman: null, applies_to: 'renewal' });
    expect(told(await call('PUT', path, { headers, body: { open_hours: 5 } }))).to.eql([
      412,
      'precondition.failed',
    ]);
    expect((await call('DELETE', path)).status).to.equal(204);
    expect(told(await call('PUT', path, { body: { open_hours: 5 } }))).to.eql([
      409,
      'personal_offer.archived',
    ]);
    expect(told(await send({ template_id: made.id, segment: 'everybody' }))).to.eql([
      409,
      'personal_offer.archived',
    ]);
    const listed = async (query: string) =>
      (await call('GET', `/personal-offer-templates?${query}`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await listed('is_archived=false')).not.to.include(made.id);
    expect(await listed('is_archived=true&kind=discount')).to.include(made.id);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({
        where: { subject: `personal offer template ${made.id}` },
        order: [['id', 'ASC']],
      }),
    );
    expect(log.map(({ action }) => action)).to.eql([
      'personal-offer-templates.create',
      'personal-offer-templates.update',
      'personal-offer-templates.archive',
    ]);
  });

  it('refuses what is neither a discount nor servers, words that Telegram refuses, and hours without end', async () => {
    const squads = [randomUUID()];
    const refused = async (body: object) =>
      told(await call('POST', '/personal-offer-templates', { body: { ...discount, ...body } }));
    for (const body of [
      { percent: null },
      { amount_toman: 5 },
      { squads },
      { kind: 'test_access', percent: null },
      { kind: 'test_access', squads },
      { kind: 'test_access', percent: null, squads, applies_to: 'renewal' },
    ])
      expect(await refused(body), JSON.stringify(body)).to.eql([422, 'personal_offer.terms']);
    expect(await refused({ plan_ids: ['999999'] })).to.eql([422, 'plan.unknown']);
    const foreign = await shopOf(other.tenant).addPlan({ name: 'Foreign', priceToman: 5 });
    expect(await refused({ plan_ids: [foreign.id] })).to.eql([422, 'plan.unknown']);
    for (const body of [
      { percent: 0 },
      { percent: 101 },
      { percent: 12.5 },
      { percent: -1 },
      { amount_toman: 1e15, percent: null },
      { open_hours: 0 },
      { holds_hours: 1e9 },
      { text: { en: '<b>open' } },
      { text: { en: '<script>x</script>' } },
      { text: { de: 'Hallo' } },
      { title: { en: '\u200b' } },
      { button: { en: 'x'.repeat(41) } },
      { kind: 'gift' },
      { nonsense: 1 },
    ])
      expect(await refused(body), JSON.stringify(body)).to.eql([422, 'request.invalid']);
    await shopOf(bot.tenant).configure({ sellable_squads: [randomUUID()] });
    expect(await refused({ kind: 'test_access', percent: null, squads })).to.eql([
      422,
      'personal_offer.squads_not_sellable',
    ]);
    await shopOf(bot.tenant).configure({ sellable_squads: [] });
    expect((await add({ kind: 'test_access', percent: null, squads })).squads).to.eql(squads);
  });

  it('sends to a person or a segment, says how far it is and what came of it, and stops', async () => {
    const shop = shopOf(bot.tenant);
    const offers = offersOf(bot.tenant);
    const plan = await shop.addPlan({ name: 'Plan', priceToman: 100_000 });
    const user = await shop.addBuyer(500_000);
    const template = await add();
    const begun = await send({ template_id: template.id, user_id: user.id });
    expect(begun.status).to.equal(201);
    expect(begun.body).to.deep.include({
      audience: 'person',
      user_id: user.id,
      people_count: 1,
      state: 'running',
    });
    await sendOffers(bot.tenant);
    const offer = async () => (await call('GET', `/personal-offers?user_id=${user.id}`)).body.items[0];
    expect(await offer()).to.deep.include({ state: 'open', sending_id: begun.body.id, taken_at: null });
    await offers.take(user.id, (await offer()).id);
    expect(await offer()).to.deep.include({ state: 'taken', used_at: null });
    await shop.buy(user.id, { kind: 'plan', planId: plan.id });
    const used = await offer();
    expect(used.state).to.equal('used');
    expect(used.used_at).to.be.a('string');
    const sending = (await call('GET', `/personal-offer-sendings/${begun.body.id}`)).body;
    expect(sending).to.deep.include({
      ...{
        state: 'done',
        looked_count: 1,
        sent_count: 1,
        taken_count: 1,
        used_count: 1,
        revenue_toman: 75_000,
      },
    });
    const discounts = (await call('GET', `/users/${user.id}/discounts`)).body.items;
    expect(discounts).to.have.length(1);
    expect(discounts[0]).to.deep.include({
      kind: 'offer',
      percent: 25,
      state: 'used',
      order_id: used.order_id,
    });
    // A sending waits in the quiet hours.
    await shop.configure({ time_zone: zoneAt(2) });
    const many = await send({ template_id: template.id, segment: 'no_subscription' });
    const path = `/personal-offer-sendings/${many.body.id}/stop`;
    expect((await call('POST', path)).body.state).to.equal('stopped');
    expect(told(await call('POST', path))).to.eql([409, 'personal_offer.ended']);
    await offers.atNoon();
    const listed = (await call('GET', `/personal-offer-sendings?template_id=${template.id}&sort=-id`)).body
      .items;
    expect(listed.map(({ id }: { id: string }) => id)).to.eql([many.body.id, begun.body.id]);
  });

  it('lists discounts of any cause, and takes an offer back', async () => {
    const user = await buildUser(bot.tenant);
    await ownerQuery(
      `insert into discount_offers (bot_id, user_id, kind, percent, valid_until)
       values ($1, $2, 'winback_first', 10, now() + interval '1 day'), ($1, $2, 'winback_second', 20, now() - interval '1 day')`,
      [bot.botId, user.id],
    );
    await offersOf(bot.tenant).give(user.id, { percent: 40 });
    const list = async () =>
      (await call('GET', `/users/${user.id}/discounts`)).body.items.map(
        ({ kind, state }: { kind: string; state: string }) => [kind, state],
      );
    expect(await list()).to.eql([
      ['offer', 'running'],
      ['winback_second', 'over'],
      ['winback_first', 'running'],
    ]);
    const [offer] = (await call('GET', `/personal-offers?user_id=${user.id}`)).body.items;
    const revoked = await call('POST', `/personal-offers/${offer.id}/revoke`);
    expect(revoked.body).to.deep.include({ id: offer.id, state: 'revoked' });
    expect((await list())[0]).to.eql(['offer', 'over']);
    expect(told(await call('POST', `/personal-offers/${offer.id}/revoke`))).to.eql([
      409,
      'personal_offer.ended',
    ]);
    expect((await call('GET', `/personal-offers/${offer.id}`)).body.state).to.equal('revoked');
  });

  it('refuses whom it cannot be sent to, and knows nothing of another bot’s', async () => {
    const template = await add();
    const stranger = await buildUser(other.tenant);
    for (const [body, answer] of [
      [{ segment: 'nobody' }, [422, 'request.invalid']],
      [{}, [422, 'request.invalid']],
      [{ segment: 'everybody', user_id: stranger.id }, [422, 'request.invalid']],
      [{ segment: 'group' }, [422, 'request.invalid']],
      [{ segment: 'everybody', group_id: '5' }, [422, 'request.invalid']],
      [{ segment: 'group', group_id: '5' }, [422, 'personal_offer.group_unknown']],
      [{ user_id: stranger.id }, [409, 'personal_offer.unreachable']],
      [{ template_id: '999999', segment: 'everybody' }, [422, 'personal_offer.template_unknown']],
    ] as const)
      expect(told(await send({ template_id: template.id, ...body })), JSON.stringify(body)).to.eql(answer);
    const access = await add({ kind: 'test_access', percent: null, squads: [randomUUID()] });
    expect(told(await send({ template_id: access.id, segment: 'paid_over' }))).to.eql([
      422,
      'personal_offer.nobody_suits',
    ]);
    const sent = (await send({ template_id: template.id, segment: 'everybody' })).body;
    await sendOffers(bot.tenant);
    const [offer] = (await call('GET', '/personal-offers?sort=-id&limit=1')).body.items;
    for (const [method, tail] of [
      ['GET', `/personal-offer-templates/${template.id}`],
      ['DELETE', `/personal-offer-templates/${template.id}`],
      ['GET', `/personal-offer-sendings/${sent.id}`],
      ['POST', `/personal-offer-sendings/${sent.id}/stop`],
      ['GET', `/personal-offers/${offer.id}`],
      ['POST', `/personal-offers/${offer.id}/revoke`],
      ['GET', `/users/${offer.user_id}/discounts`],
    ] as const) {
      const asked = await api.call(method, `/bots/${other.botId}${tail}`, { token: other.apiToken });
      expect(told(asked), tail).to.eql([404, 'resource.unknown']);
    }
    const foreign = { template_id: template.id, segment: 'everybody' };
    const asked = await api.call('POST', `/bots/${other.botId}/personal-offer-sendings`, {
      token: other.apiToken,
      body: foreign,
    });
    expect(told(asked)).to.eql([422, 'personal_offer.template_unknown']);
  });
});

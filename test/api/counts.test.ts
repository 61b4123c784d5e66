import { expect } from 'chai';
import { openApiDocument } from '#api/openapi.js';
import { botBounds } from '#platform/bounds.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { settingKeys, settingOf } from '#services/settings/catalog.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi, type Answered } from '../support/open-admin-api.js';

describe('how many of each thing a bot may have', () => {
  let api: AdminApi;
  let bot: Awaited<ReturnType<AdminApi['addBot']>>;
  before(async () => {
    api = await openAdminApi();
  });
  beforeEach(async () => {
    bot = await api.addBot();
  });
  after(() => api.close());

  const ask = (method: string, path: string, body?: unknown): Promise<Answered> =>
    api.call(method, `/bots/${bot.botId}${path}`, {
      token: bot.apiToken,
      ...(body !== undefined && { body }),
    });
  const refusal = ({ status, body }: Answered) => [status, body.code];
  const fill = (sql: string, count: number) => ownerQuery(sql, [bot.botId, count]);

  /** One is left: of six that ask for it at once one gets it. */
  async function last(make: (n: number) => Promise<Answered>, code: string): Promise<void> {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(make));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(refusal(answer)).to.deep.equal([409, code]);
      expect(answer.body.detail, 'names the bound and the cure').to.match(
        /as it may: \d+\. (Delete|Remove|Revoke) one/,
      );
    }
  }

  it('admins', async () => {
    await fill(
      `insert into bot_admins (bot_id, telegram_id, role) select $1, n, 'admin' from generate_series(1, $2) n`,
      botBounds.admins - 1,
    );
    await last(
      (n) => ask('POST', '/admins', { telegram_id: String(900_000 + n), role: 'admin' }),
      'bot_admin.too_many',
    );
    expect((await ask('DELETE', '/admins/1')).status).to.equal(204);
    expect((await ask('POST', '/admins', { telegram_id: '7777777', role: 'admin' })).status).to.equal(201);
  });

  it('cards', async () => {
    await fill(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name)
       select $1, lpad(n::text, 16, '0'), 'x' from generate_series(1, $2) n`,
      botBounds.cards - 1,
    );
    const numbers = [
      '6219861034529007',
      '5022291012345672',
      '6274123456789011',
      '6037991199999990',
      '5022291012345672',
      '6219861034529007',
    ];
    await last(
      (n) => ask('POST', '/cards', { card_number: numbers[n - 1], card_holder_name: 'x' }),
      'card.too_many',
    );
  });

  it('plans', async () => {
    await fill(
      `insert into bot_plans (bot_id, name, period_days, price_toman) select $1, 'x', 30, 5 from generate_series(1, $2) n`,
      botBounds.plans - 1,
    );
    await last(
      (n) => ask('POST', '/plans', { name: `plan ${n}`, period_days: 30, price_toman: 5 }),
      'plan.too_many',
    );
  });

  it('API tokens that work, and of those that ended the last ones', async () => {
    await fill(
      `insert into api_tokens (bot_id, name, token_hash, scope, revoked_at)
       select $1, 'old ' || n, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'read', now() - n * interval '1 minute'
       from generate_series(1, $2) n`,
      botBounds.endedTokens + 30,
    );
    await fill(
      `insert into api_tokens (bot_id, name, token_hash, scope)
       select $1, 'live', encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'read' from generate_series(1, $2) n`,
      botBounds.liveTokens - 1,
    );
    await last(
      (n) => ask('POST', '/api-tokens', { name: `token ${n}`, scope: 'read' }),
      'api_token.too_many',
    );
    const { body } = await ask('GET', '/api-tokens');
    const ended = (body.items as { name: string; revoked_at: string | null }[]).filter(
      (one) => one.revoked_at,
    );
    expect(ended).to.have.lengthOf(botBounds.endedTokens);
    expect(ended.map(({ name }) => name))
      .to.include('old 1')
      .and.not.include(`old ${botBounds.endedTokens + 1}`);
  });

  it('bytes of all its settings together; what makes them fewer is always taken', async () => {
    const keys = settingKeys.filter((key) => settingOf(key).type === 'text-per-language');
    const long = { fa: 'ب'.repeat(3_500), en: 'b'.repeat(3_500), ru: 'ж'.repeat(3_500) };
    // As large as texts can be they have no room together; whoever had them before may still shorten them.
    await fill(
      `insert into bot_configurations (bot_id, config_key, config_value)
       select $1, 'old_key_' || n, to_jsonb(repeat('x', 60000)) from generate_series(1, $2) n`,
      4,
    );
    const put = (key: string, value: unknown) => ask('PUT', `/config/${key}`, { value });
    expect((await put(keys[0] as string, long)).status).to.equal(200);
    const over = await put(keys[1] as string, long);
    expect(refusal(over)).to.deep.equal([409, 'setting.no_room']);
    expect(over.body.detail).to.match(/would have \d+ bytes of at most 262144; shorten or reset some$/);
    expect(over.body.errors[0].field).to.equal('body.value');
    await fill(
      `update bot_configurations set config_value = to_jsonb(repeat('x', 60000 + $2)) where bot_id = $1 and config_key like 'old_key_%'`,
      9_000,
    );
    expect((await put(keys[0] as string, { ...long, ru: 'ж' })).status, 'shorter').to.equal(200);
    expect((await ask('DELETE', `/config/${keys[0]}`)).status).to.equal(204);
  });

  it('orders that a person looks at and does not pay: the oldest are forgotten', async () => {
    const { tenant } = bot;
    const user = await buildUser(tenant);
    const plans = await ownerQuery<{ id: string }>(
      `insert into bot_plans (bot_id, name, period_days, price_toman) select $1, 'x', 30, 5 from generate_series(1, 30) n returning id::text`,
      [bot.botId],
    );
    for (const { id } of plans) {
      const wish = { kind: 'plan' as const, planId: id };
      const drafted = await tenant.db((tx) => draftOrder(tenant, tx, { userId: user.id, wish }));
      expect(drafted.kind, JSON.stringify(drafted)).to.equal('quoted');
    }
    const kept = await ownerQuery<{ plan_id: string }>(
      'select plan_id::text from orders where bot_id = $1 and user_id = $2 order by id',
      [bot.botId, user.id],
    );
    expect(kept.map(({ plan_id }) => plan_id)).to.deep.equal(
      plans.slice(-botBounds.openOrdersOfPerson).map(({ id }) => id),
    );
  });

  it('is said in the document', () => {
    const text = JSON.stringify(openApiDocument());
    for (const [thing, most] of Object.entries(botBounds))
      if (thing !== 'openOrdersOfPerson') expect(text, thing).to.match(new RegExp(`\\b${most}\\b`));
  });
});

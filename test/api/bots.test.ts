import { expect } from 'chai';
import { sha256 } from '#platform/secrets.js';
import { createBot } from '#services/onboarding/create-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';
import { settingKeys, settingOf } from '#services/settings/catalog.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

describe('the admin API: bots', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  const bot = (botId: string) => ({ params: { path: { bot_id: botId } } });
  const codeOf = ({ status, body }: Awaited<ReturnType<AdminApi['call']>>) => [status, body?.code];
  const entryOf = (botId: string) => api.side.directory.refresh().then(() => api.side.directory.get(botId));

  it('makes a bot whose token Telegram knows, and shows its API token once', async () => {
    const { token, username } = api.side.telegram.addBot();
    const answer = await api.client().POST('/api/v1/bots', {
      body: { telegram_token: token, name: 'A shop', owner_telegram_ids: ['5', '5'] },
    });
    const { bot: made, api_token: apiToken } = resultOf(answer);
    expect(answer.response.status).to.equal(201);
    expect(made).to.deep.include({ name: 'A shop', username, is_active: true, default_language: 'fa' });
    expect(answer.response.headers.get('location')).to.equal(`/api/v1/bots/${made.id}`);
    expect(apiToken).to.match(/^rf_/);
    expect(JSON.stringify(answer.data)).not.to.include(token);
    const again = await api.call('GET', `/bots/${made.id}`, { token: apiToken });
    expect([again.status, again.body], 'the token works at once').to.deep.equal([200, made]);
    const admins = await api.call('GET', `/bots/${made.id}/admins`);
    expect(admins.body.items).to.have.lengthOf(1);
    const twice = await api.call('POST', '/bots', { body: { telegram_token: token } });
    expect(codeOf(twice)).to.deep.equal([409, 'bot.exists']);
  });

  it('gives a new bot the settings of the master, but no secrets, and features by template', async () => {
    const [known] = await ownerQuery<{ id: string }>('select id::text from bots where is_master');
    const masterId = known?.id ?? (await api.addBot({ isMaster: true })).botId;
    const setting = (key: string, value: string) =>
      ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [masterId, key, value],
      );
    await setting('time_zone', '"Europe/Berlin"');
    await setting('heleket_api_key', '"v1.sealed"');
    await setting('trial_panel_tag', '"OWN"');
    await setting('ticket_sla', 'true');
    const body = { telegram_token: api.side.telegram.addBot().token, feature_template: 'standard' as const };
    const { bot: made } = resultOf(await api.client().POST('/api/v1/bots', { body }));
    const copied = await ownerQuery<{ key: string }>(
      'select config_key as key from bot_configurations where bot_id = $1',
      [made.id],
    );
    expect(copied.map(({ key }) => key))
      .to.include('time_zone')
      .and.not.include.members(['heleket_api_key', 'trial_panel_tag', 'ticket_sla']);
    const flags = await ownerQuery<{ key: string }>(
      'select feature_key as key from bot_feature_flags where bot_id = $1 and enabled order by 1',
      [made.id],
    );
    const on =
      'auto_renewal campaigns card_to_card gifts promo_codes support_contact support_tickets trial_subscription zarinpal';
    expect(flags.map(({ key }) => key).join(' ')).to.equal(on);
  });

  it('holds a new bot to what the operator allows its bots, however it is made', async () => {
    const [known] = await ownerQuery<{ id: string }>('select id::text from bots where is_master');
    const masterId = known?.id ?? (await api.addBot({ isMaster: true })).botId;
    const kept = settingKeys.filter((key) => settingOf(key).setBy === 'master');
    expect(kept).to.include.members(['sellable_squads', 'trial_squads']);
    const valuesOf = (botId: string) =>
      ownerQuery<{ key: string; value: unknown }>(
        'select config_key as key, config_value as value from bot_configurations where bot_id = $1 and config_key = any($2)',
        [botId, kept],
      );
    const before = await valuesOf(masterId);
    const forget = () =>
      ownerQuery('delete from bot_configurations where bot_id = $1 and config_key = any($2)', [
        masterId,
        kept,
      ]);
    await forget();
    await ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value)
       select $1, key, to_jsonb('of the master: ' || key) from unnest($2::text[]) as key`,
      [masterId, kept],
    );
    try {
      const body = { telegram_token: api.side.telegram.addBot().token, feature_template: 'minimal' };
      const byApi = (await api.call('POST', '/bots', { body })).body.bot.id as string;
      const { vault, telegram } = api.side;
      const wish = { telegramToken: telegram.addBot().token };
      const door = telegramDoor(api.side.jobs, {
        telegramApiRoot: telegram.url,
        telegramNewTokensPerMinute: 1_000,
      });
      const byScript = (await createBot(wish, { vault, door })).botId;
      const masters = await valuesOf(masterId);
      expect(masters.length).to.equal(kept.length);
      for (const botId of [byApi, byScript])
        expect(await valuesOf(botId), botId).to.have.deep.members(masters);
    } finally {
      await forget();
      for (const { key, value } of before)
        await ownerQuery(
          'insert into bot_configurations (bot_id, config_key, config_value) values ($1, $2, $3)',
          [masterId, key, JSON.stringify(value)],
        );
    }
  });

  it('refuses a token that Telegram does not know, and says so in its words', async () => {
    const answer = await api.call('POST', '/bots', { body: { telegram_token: `123456:${'x'.repeat(35)}` } });
    expect(codeOf(answer)).to.deep.equal([422, 'telegram.refused']);
    expect(answer.body.detail).to.equal('Unauthorized');
    expect((await api.call('POST', '/bots', { body: { telegram_token: 'x' } })).status).to.equal(422);
  });

  it('switches a bot off and on, and ingress and pollers know it within two seconds', async () => {
    const { botId } = await api.addBot();
    const client = api.client();
    expect(resultOf(await client.POST('/api/v1/bots/{bot_id}/deactivate', bot(botId))).is_active).to.equal(
      false,
    );
    await waitFor(async () => (await entryOf(botId))?.isActive === false, { timeoutMs: 2_000 });
    expect(resultOf(await client.POST('/api/v1/bots/{bot_id}/deactivate', bot(botId))).is_active).to.equal(
      false,
    );
    expect(resultOf(await client.POST('/api/v1/bots/{bot_id}/activate', bot(botId))).is_active).to.equal(
      true,
    );
    await waitFor(async () => (await entryOf(botId))?.isActive, { timeoutMs: 2_000 });
    const { items } = (await api.call('GET', `/audit-log?bot_id=${botId}`)).body;
    expect(items.map(({ action }: { action: string }) => action)).to.deep.equal([
      'bots.activate',
      'bots.deactivate',
    ]);
  });

  it('lets a tenant set what is its own, and keeps the rest to the master', async () => {
    const { botId, apiToken } = await api.addBot();
    const body = { default_language: 'en', support_username: 'shop_help' };
    const changed = await api.call('PUT', `/bots/${botId}`, { token: apiToken, body });
    expect(changed.body).to.include(body);
    const kept = await api.call('PUT', `/bots/${botId}`, {
      token: apiToken,
      body: { traffic_rate_toman: 1 },
    });
    expect(codeOf(kept)).to.deep.equal([403, 'field.master_only']);
    expect(kept.body.errors).to.deep.equal([
      { field: 'body.traffic_rate_toman', message: 'master token only' },
    ]);
    const masters = await api.call('PUT', `/bots/${botId}`, {
      body: { traffic_rate_toman: 2_000, name: 'New' },
    });
    expect(masters.body).to.include({ traffic_rate_toman: 2_000, name: 'New' });
    const log = await api.call('GET', `/bots/${botId}/audit-log`, { token: apiToken });
    const [last, first] = log.body.items;
    expect(last).to.deep.include({ action: 'bots.update', actor: { kind: 'master', id: null, name: null } });
    expect(last.before).to.include({ traffic_rate_toman: 0 });
    expect(last.after).to.include({ traffic_rate_toman: 2_000, name: 'New' });
    expect(first.actor).to.include({ kind: 'token', id: '0' });
  });

  it('takes every way of billing from the master, and stops or starts sales by it at once', async () => {
    const { botId } = await api.addBot({ minWalletBalanceToman: 1_000, autoSuspendOnLowBalance: true });
    const put = async (body: object) => {
      expect((await api.call('PUT', `/bots/${botId}`, { body })).body).to.include(body);
      return (await api.call('GET', `/bots/${botId}/wallet`)).body as Record<string, unknown>;
    };
    for (const model of ['traffic_consumption', 'hybrid', 'subscription_sale']) {
      const low = await put({ billing_model: model, traffic_rate_toman: 5 });
      expect(low.sales_stopped_at, model).to.be.a('string');
      expect(Date.parse(String(low.stands_still_from)) - Date.parse(String(low.sales_stopped_at))).to.equal(
        24 * 3_600_000,
      );
      expect(await put({ traffic_rate_toman: 0 })).to.include({ sales_stopped_at: null });
    }
    expect(await put({ billing_model: 'none', traffic_rate_toman: 5 })).to.include({
      sales_stopped_at: null,
      stands_still_from: null,
    });
  });

  it('has what waits for the wallet looked for where the terms change on which the fleet is paid, and not else', async () => {
    const { botId } = await api.addBot({ billingModel: 'subscription_sale', trafficRateToman: 5 });
    const looks = async (body: object): Promise<number> => {
      const [before] = await ownerQuery<{ id: string }>(
        'select coalesce(max(id), 0)::text as id from outbox',
      );
      expect((await api.call('PUT', `/bots/${botId}`, { body })).body).to.include(body);
      const rows = await ownerQuery(
        `select from outbox where bot_id = $1 and job_name = 'orders.resume' and id > $2`,
        [botId, before!.id],
      );
      return rows.length;
    };
    expect(await looks({ name: 'Another name' })).to.equal(0);
    expect(await looks({ traffic_rate_toman: 4 })).to.equal(1);
    expect(await looks({ billing_model: 'none' })).to.equal(1);
  });

  it('lists bots page by page, each once, by filter and order', async () => {
    const mark = `list${Date.now()}`;
    for (const n of [1, 2, 3, 4, 5])
      await api.addBot({ name: `${mark} 100% _${n}`, walletBalanceToman: n % 2 });
    const read = async (query: string) => {
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const { body, status } = await api.call('GET', `/bots?limit=2&search=${mark}${query}${cursor}`);
        expect(status).to.equal(200);
        found.push(...body.items.map(({ name }: { name: string }) => name.at(-1)));
        if (body.next_cursor === null) return found.join('');
        cursor = `&cursor=${body.next_cursor}`;
      }
    };
    expect(await read('')).to.equal('12345');
    expect(await read('&sort=-id')).to.equal('54321');
    expect(await read('&sort=-name')).to.equal('54321');
    expect(await read('&sort=wallet_balance_toman')).to.equal('24135');
    expect(await read('&is_active=false')).to.equal('');
    expect((await api.call('GET', `/bots?search=${mark}%20100%25%20_3`)).body.items).to.have.lengthOf(1);
    const { next_cursor: cursor } = (await api.call('GET', `/bots?limit=2&search=${mark}`)).body;
    for (const wrong of [`${cursor}&sort=-id`, 'x', 'WyJpZCIsMSwiJyJd', btoa('["id","1","1; drop"]')])
      expect(codeOf(await api.call('GET', `/bots?cursor=${wrong}`)), wrong).to.deep.equal([
        422,
        'cursor.invalid',
      ]);
  });

  it('replaces the first API token: the old one ends, the new one works', async () => {
    const { botId, apiToken } = await api.addBot();
    const answer = await api.client(apiToken).POST('/api/v1/bots/{bot_id}/rotate-token', bot(botId));
    const { api_token: fresh } = resultOf(answer);
    expect((await api.call('GET', `/bots/${botId}`, { token: fresh })).status).to.equal(200);
    expect((await api.call('GET', `/bots/${botId}`, { token: apiToken })).status).to.equal(401);
  });

  it('takes a new Telegram token of the same bot, and of another one only when the master forces it', async () => {
    const { botId, apiToken, token } = await api.addBot();
    const path = `/bots/${botId}/telegram-token`;
    const [other, taken] = [api.side.telegram.addBot(), await api.addBot()];
    const put = (telegram_token: string, force = false, as = apiToken) =>
      api.call('PUT', path, { token: as, body: { telegram_token, force } });
    expect((await put(token)).status).to.equal(200);
    expect(codeOf(await put(other.token))).to.deep.equal([409, 'bot.other_bot']);
    expect(codeOf(await put(other.token, true))).to.deep.equal([403, 'field.master_only']);
    expect(codeOf(await put(taken.token, true, api.masterToken))).to.deep.equal([409, 'bot.exists']);
    const forced = await put(other.token, true, api.masterToken);
    expect(forced.body).to.include({ telegram_bot_id: other.token.split(':')[0], username: other.username });
    await waitFor(async () => (await entryOf(botId))?.tokenHash === sha256(other.token));
  });

  it('checks what works and what does not', async () => {
    const { botId, apiToken, token } = await api.addBot({ adminChatId: '-100500' });
    const test = async () =>
      resultOf(await api.client(apiToken).POST('/api/v1/bots/{bot_id}/test', bot(botId)));
    const found = await test();
    expect(found.ok).to.equal(false);
    expect(found.checks.map(({ name, ok }) => [name, ok])).to.deep.equal([
      ['admin_chat', false],
      ['connection', true],
      ['notification_group', true],
      ['telegram_token', true],
      ['topics', true],
      ['webhook', true],
    ]);
    expect(found.checks[0]?.detail).to.match(/chat not found/i);
    await ownerQuery(
      `insert into bot_connections (bot_id, webhook_set_at, last_error, last_error_at)
       values ($1, '2026-01-02T00:00:00Z', 'Bad Gateway', '2026-01-03T00:00:00Z')
       on conflict (bot_id) do update set webhook_set_at = excluded.webhook_set_at,
         last_error = excluded.last_error, last_error_at = excluded.last_error_at`,
      [botId],
    );
    expect((await test()).checks[1]?.detail).to.equal(
      'Connected 2026-01-02T00:00:00.000Z. Last error 2026-01-03T00:00:00.000Z: Bad Gateway',
    );
    await api.call('PUT', `/bots/${botId}`, { body: { admin_chat_id: null } });
    expect((await test()).ok).to.equal(true);
    expect(JSON.stringify(found)).to.not.include(token);
  });

  it('deletes a bot with its rows when its name is given, and remembers that it did', async () => {
    const { botId } = await api.addBot({ name: 'To delete' });
    await api.call('PUT', `/bots/${botId}`, { body: { support_username: 'somebody' } });
    const remove = (confirm: string, headers = {}) =>
      api.call('DELETE', `/bots/${botId}?confirm=${encodeURIComponent(confirm)}`, { headers });
    expect((await api.call('DELETE', `/bots/${botId}`)).status).to.equal(422);
    expect(codeOf(await remove('Another'))).to.deep.equal([409, 'bot.name_mismatch']);
    const headers = { 'idempotency-key': `delete ${botId}` };
    expect((await remove('To delete', headers)).status).to.equal(204);
    expect((await remove('To delete', headers)).status, 'a repeat').to.equal(204);
    expect(codeOf(await remove('To delete'))).to.deep.equal([404, 'bot.unknown']);
    expect(codeOf(await api.call('GET', `/bots/${botId}`))).to.deep.equal([404, 'bot.unknown']);
    const rows = await ownerQuery('select 1 from audit_log where bot_id = $1', [botId]);
    expect(rows).to.deep.equal([]);
    const { items } = (await api.call('GET', `/audit-log?bot_id=${botId}`)).body;
    expect(items[0]).to.include({ action: 'bots.delete', bot_id: botId });
    expect(items[0].before).to.include({ name: 'To delete' });
  });

  it('does neither to the master bot', async () => {
    const [master] = await ownerQuery<{ id: string; name: string }>(
      'select id::text, name from bots where is_master',
    );
    const { id: botId, name } = master!;
    expect(codeOf(await api.call('POST', `/bots/${botId}/deactivate`))).to.deep.equal([409, 'bot.is_master']);
    const path = `/bots/${botId}?confirm=${encodeURIComponent(name)}`;
    expect(codeOf(await api.call('DELETE', path))).to.deep.equal([409, 'bot.is_master']);
  });

  it('answers 503 at once while Telegram is away, and changes nothing', async () => {
    const { botId, apiToken, token } = await api.addBot();
    const failures = Array.from({ length: 1 }, () => ({
      token,
      method: 'getMe',
      error: { code: 502, description: 'x' },
    }));
    for (const failure of failures) api.side.telegram.failNext(failure);
    const answer = await api.call('PUT', `/bots/${botId}/telegram-token`, {
      token: apiToken,
      body: { telegram_token: token },
    });
    expect(codeOf(answer)).to.deep.equal([503, 'server.busy']);
    expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
  });
});

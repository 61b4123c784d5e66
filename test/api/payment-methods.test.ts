import { expect } from 'chai';
import { listGateways } from '#gateways/registry.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

const merchantId = '0b1c2d3e-1111-2222-3333-444455556666';

describe('the admin API: payment methods', function () {
  this.timeout(30_000);
  let gateways: GatewaySandbox;
  let api: AdminApi;
  before(async () => {
    gateways = await openGatewaySandbox();
    api = await openAdminApi({
      variables: { ...gateways.variables(), PUBLIC_URL: 'https://bots.example.com', UPDATE_MODE: 'polling' },
    });
  });
  after(async () => {
    await api.close();
    await gateways.close();
  });
  beforeEach(() => {
    gateways.control.mend();
    gateways.control.zarinpal.refuse(merchantId, undefined);
  });

  const pathOf = ({ botId }: Bot) => ({ params: { path: { bot_id: botId } } });
  const list = async (bot: Bot) =>
    resultOf(await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/payment-methods', { ...pathOf(bot) }))
      .items;
  const zarinpalOf = async (bot: Bot) => (await list(bot)).find(({ method }) => method === 'zarinpal')!;
  const test = async (bot: Bot) =>
    resultOf(await api.client(bot.apiToken).POST('/api/v1/bots/{bot_id}/test', { ...pathOf(bot) }));
  const gatewayCheck = async (bot: Bot) =>
    (await test(bot)).checks.find(({ name }) => name === 'gateway_zarinpal');
  async function addBot(): Promise<Bot> {
    const bot = await api.addBot({ zarinpalEnabled: true, zarinpalMerchantId: merchantId });
    await api.call('PUT', `/bots/${bot.botId}/features/zarinpal`, { body: { enabled: true } });
    return bot;
  }

  it('lists every gateway of the fleet and card to card, with what each lacks', async () => {
    const bot = await api.addBot();
    const methods = await list(bot);
    const names = [...listGateways().map(({ name }) => name), 'card_to_card'];
    expect(methods.map(({ method }) => method)).to.deep.equal(names);
    for (const one of methods) expect([one.is_on, one.is_offered], one.method).to.deep.equal([false, false]);
    expect(await zarinpalOf(bot)).to.deep.include({ lacks: ['zarinpal_merchant_id'], is_set_up: false });
    const stars = methods.find(({ method }) => method === 'telegram_stars')!;
    expect(stars.lacks).to.deep.equal(['rate_toman_per_star']);
    const put = await api.call('PUT', `/bots/${bot.botId}`, {
      token: bot.apiToken,
      body: { zarinpal_enabled: true, zarinpal_merchant_id: merchantId },
    });
    expect(put.body).to.deep.include({ zarinpal_enabled: true, zarinpal_merchant_tail: '6666' });
    expect(JSON.stringify(put.body)).not.to.include(merchantId);
    await api.call('PUT', `/bots/${bot.botId}/features/zarinpal`, {
      body: { enabled: true, config: { title: { fa: 'کارت بانکی' } } },
    });
    expect(await zarinpalOf(bot)).to.deep.include({
      title: { fa: 'کارت بانکی', en: 'Zarinpal', ru: 'Zarinpal' },
      is_on: true,
      is_set_up: true,
      lacks: [],
      is_offered: true,
      hidden_until: null,
      last_fault: null,
    });
  });

  it('says how payments of the last seven days did', async () => {
    const bot = await addBot();
    const { id: userId } = await buildUser(bot.tenant);
    const add = async (status: string, age: string, settleSeconds?: number) => {
      const [moved] = settleSeconds
        ? await ownerQuery<{ id: string }>(
            `insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key)
             values ($1, $2, 'deposit', 5, 5, gen_random_uuid()::text) returning id::text`,
            [bot.botId, userId],
          )
        : [];
      await ownerQuery(
        `insert into zarinpal_payments (bot_id, user_id, amount_toman, status, created_at, paid_at, transaction_id)
         values ($1, $2, 5, $3, now() - $4::interval, now() - $4::interval + $5::float8 * interval '1 second', $6)`,
        [bot.botId, userId, status, age, settleSeconds ?? null, moved?.id ?? null],
      );
    };
    expect((await zarinpalOf(bot)).last_7_days).to.deep.equal({
      begun: 0,
      paid: 0,
      unpaid: 0,
      success_percent: null,
      median_settle_seconds: null,
    });
    for (const [age, seconds] of [
      ['1 hour', 20],
      ['2 days', 40],
      ['6 days', 300],
      ['8 days', 9_000],
    ] as const)
      await add('paid', age, seconds);
    for (const status of ['failed', 'pending', 'held']) await add(status, '1 day');
    await add('expired', '8 days');
    expect((await zarinpalOf(bot)).last_7_days).to.deep.equal({
      begun: 6,
      paid: 3,
      unpaid: 1,
      success_percent: 75,
      median_settle_seconds: 40,
    });
  });

  it('are asked by the test of a bot whether they take its credentials; no money moves', async () => {
    const bot = await addBot();
    const before = gateways.control.payments('zarinpal').length;
    expect(await gatewayCheck(bot)).to.deep.equal({
      name: 'gateway_zarinpal',
      ok: true,
      detail: 'The gateway takes the credentials.',
    });
    expect(gateways.control.payments('zarinpal')).to.have.lengthOf(before);
    expect((await test(await api.addBot())).checks.map(({ name }) => name)).not.to.include(
      'gateway_zarinpal',
    );
  });

  it('are hidden when they refuse the credentials, and offered again when a test finds them right', async () => {
    const bot = await addBot();
    gateways.control.zarinpal.refuse(merchantId, -10);
    const refused = await test(bot);
    expect(refused.ok).to.equal(false);
    const found = refused.checks.find(({ name }) => name === 'gateway_zarinpal')!;
    expect(found.detail).to.match(/^The payment gateway .* It said: -10/);
    expect(JSON.stringify(refused)).not.to.include(merchantId);
    const hidden = await zarinpalOf(bot);
    expect(hidden).to.deep.include({ is_set_up: true, is_offered: false, faults: 1 });
    expect(hidden.last_fault).to.match(/^gateway\./);
    expect(Date.parse(hidden.hidden_until!)).to.be.above(Date.now());
    gateways.control.zarinpal.refuse(merchantId, undefined);
    expect((await gatewayCheck(bot))!.ok).to.equal(true);
    expect(await zarinpalOf(bot)).to.deep.include({ is_offered: true, faults: 0, hidden_until: null });
  });

  it('say in the test that a gateway is away, without a word of Telegram', async () => {
    const bot = await addBot();
    gateways.control.fail({ kind: 'status', status: 503, times: 9 });
    const { ok, detail } = (await gatewayCheck(bot))!;
    expect([ok, detail]).to.deep.equal([false, 'A payment gateway is in trouble (5xx). It said: 503.']);
  });
});

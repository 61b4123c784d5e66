import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { openVault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { listShortcomings } from '#services/features/list-shortcomings.js';
import { offerMethods } from '#services/payments/offer-methods.js';
import { enqueueRatePolls, pollRates } from '#services/payments/poll-rates.js';
import { startPayment } from '#services/payments/start-payment.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';

const vault = openVault('an app secret for tests only, 32+ characters');

/** A bot that is paid by CryptoBot, and a source that says what a test wants it to. */
describe('rates that a source tells', () => {
  let server: Server;
  let source: string;
  let said: { status: number; body: string };
  let asked = 0;
  let tenant: Tenant;

  before(async () => {
    useJobs(undefined);
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(said.status).end(said.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rates?key=1`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    ({ tenant } = await buildBot());
    await set({ cryptobot_api_token: '12345:AAtest', rate_source_url: source });
    await tenant.db((tx) =>
      changeFeatureIn(tenant, tx, { key: 'cryptobot', change: { enabled: true } }, operator),
    );
    tells({ usd: 100_000 });
  });

  const tells = (rates: unknown, status = 200): void => {
    said = { status, body: typeof rates === 'string' ? rates : JSON.stringify(rates) };
  };
  const set = (values: Readonly<Record<string, unknown>>) =>
    changeSettings(
      tenant,
      Object.entries(values).map(([key, put]) => (put === undefined ? { key, unset: true } : { key, put })),
      { actor: operator, vault },
    );
  async function termsOf() {
    const snapshot = await tenant.db((tx) => readSnapshot(tenant, tx));
    return { values: snapshot!.settings.values, features: snapshot!.features, publicUrl: undefined };
  }
  const poll = async (mayCallPrivate = true): Promise<void> =>
    pollRates(tenant, { values: (await termsOf()).values, mayCallPrivate });
  /** What 1,000,000 toman are by CryptoBot, and at which rate; undefined: people are not offered it. */
  async function offered(): Promise<readonly [amount: string, rate: number] | undefined> {
    const terms = await termsOf();
    const offers = await tenant.db((tx) => offerMethods(tenant, tx, { amountToman: 1_000_000, terms }));
    const offer = offers.find(({ method }) => method === 'cryptobot');
    return offer && [offer.currencyAmount, Number(offer.rateToman)];
  }
  const pass = (hours: number) =>
    ownerQuery(
      `update bot_rates set told_at = told_at - make_interval(hours => $2), asked_at = asked_at - make_interval(hours => $2),
         created_at = created_at - make_interval(hours => $2) where bot_id = $1`,
      [tenant.botId, hours],
    );
  const told = (kind: string) =>
    ownerQuery<{ about: Record<string, unknown> }>(
      `select payload -> 'about' as about from outbox
       where bot_id = $1 and job_name = 'notice.send' and payload ->> 'kind' = $2 order by id`,
      [tenant.botId, kind],
    ).then((rows) => rows.map(({ about }) => about));

  it('win over the fixed one while they are fresh', async () => {
    await set({ rate_toman_per_usd: 50_000 });
    expect(await offered()).to.deep.equal(['20.00', 50_000]);
    await poll();
    expect(await offered()).to.deep.equal(['10.00', 100_000]);
    tells({ usd: '105000.5', rub: 1_300.25, star: 1_400, more: 'of its own' });
    await poll();
    expect(await offered()).to.deep.equal(['9.53', 105_000.5]);
    const rows = await ownerQuery<{ currency: string; rate: string }>(
      'select currency, rate_toman::text as rate from bot_rates where bot_id = $1 order by 1',
      [tenant.botId],
    );
    expect(rows.map(({ currency, rate }) => [currency, Number(rate)])).to.deep.equal([
      ['RUB', 1_300.25],
      ['USD', 105_000.5],
      ['XTR', 1_400],
    ]);
  });

  it('are enough for a way to pay, which needs no fixed one beside them', async () => {
    expect(await offered()).to.equal(undefined);
    await poll();
    expect(await offered()).to.deep.equal(['10.00', 100_000]);
    expect(await tenant.db((tx) => listShortcomings(tenant, tx))).to.deep.equal([]);
    await set({ rate_source_url: undefined });
    expect(await offered()).to.equal(undefined);
    expect(await tenant.db((tx) => listShortcomings(tenant, tx))).to.deep.equal([
      { feature: 'cryptobot', lacks: ['rate_toman_per_usd'] },
    ]);
  });

  it('count until they are too old; then the method hides, and the admins hear of it once', async () => {
    await poll();
    tells('no', 500);
    await pass(5);
    await poll();
    expect(await offered()).to.deep.equal(['10.00', 100_000]);
    expect(await told('rates_stale')).to.deep.equal([]);
    await pass(1);
    expect(await offered()).to.equal(undefined);
    for (let again = 0; again < 3; again += 1) await poll();
    const notices = await told('rates_stale');
    expect(notices.length).to.equal(1);
    expect(notices[0]).to.include({ currency: 'USD', is_fixed: false });
    tells({ usd: 101_000 });
    await poll();
    expect(await offered()).to.deep.equal(['9.91', 101_000]);
    tells('no', 500);
    await pass(7);
    await poll();
    expect((await told('rates_stale')).length, 'the next time is another').to.equal(2);
  });

  it('give way to the fixed one when they are too old', async () => {
    await set({ rate_toman_per_usd: 90_000, rate_max_age_hours: 2 });
    await poll();
    expect(await offered()).to.deep.equal(['10.00', 100_000]);
    await pass(3);
    tells({ rub: 1_300 });
    await poll();
    expect(await offered()).to.deep.equal(['11.12', 90_000]);
    expect((await told('rates_stale'))[0]).to.include({ currency: 'USD', is_fixed: true });
  });

  it('are missed too when the source never told one, but not a currency that it never had', async () => {
    tells({ usd: 100_000 });
    await poll();
    await pass(5);
    await poll();
    await pass(5);
    await poll();
    expect(await told('rates_stale'), 'roubles and Stars were never told').to.deep.equal([]);
    await set({ rate_source_url: `${source}&other=1` });
    tells('<html>');
    await poll();
    await pass(7);
    await poll();
    expect((await told('rates_stale')).map(({ currency }) => currency)).to.have.members([
      'RUB',
      'USD',
      'XTR',
    ]);
  });

  it('that jump are not believed, up or down, and the admins hear of it once', async () => {
    await poll();
    for (const usd of [130_001, 69_999, 1, 100_000_000]) {
      tells({ usd });
      await poll();
      expect(await offered(), String(usd)).to.deep.equal(['10.00', 100_000]);
    }
    const notices = await told('rate_refused');
    expect(notices).to.deep.equal([{ currency: 'USD', last: '100000.00000000', told: '130001' }]);
    for (const [usd, amount] of [
      [130_000, '7.70'],
      [91_000, '10.99'],
    ] as const) {
      tells({ usd });
      await poll();
      expect(await offered()).to.deep.equal([amount, usd]);
    }
  });

  it('that jumped are too old in the end, unless a fixed rate near them says that they are right', async () => {
    await poll();
    tells({ usd: 200_000 });
    await pass(7);
    await poll();
    expect(await offered()).to.equal(undefined);
    await set({ rate_toman_per_usd: 190_000 });
    expect(await offered()).to.deep.equal(['5.27', 190_000]);
    await poll();
    expect(await offered()).to.deep.equal(['5.00', 200_000]);
  });

  it('of another source are not those of this one', async () => {
    await poll();
    await set({ rate_source_url: `${source}&other=1` });
    expect(await offered()).to.equal(undefined);
    tells({ usd: 300_000 });
    await poll();
    expect(await offered()).to.deep.equal(['3.34', 300_000]);
  });

  it('are not taken from what makes no sense', async () => {
    await poll();
    const wrong: unknown[] = [
      '',
      'null',
      '[]',
      '{}',
      '{"usd":',
      { usd: null },
      { usd: 0 },
      { usd: -105_000 },
      { usd: '105,000' },
      { usd: '1e5' },
      { usd: true },
      { usd: 1e12 },
      { usd: '105000.123456789' },
      { usd: 104_000, rub: 'x' },
      { eur: 110_000 },
    ];
    for (const answer of wrong) {
      tells(answer);
      await poll();
      expect(await offered(), JSON.stringify(answer)).to.deep.equal(['10.00', 100_000]);
    }
    tells({ usd: 104_000 }, 404);
    await poll();
    tells(`{"usd":104000,"more":"${'x'.repeat(2_000_000)}"}`);
    await poll();
    expect(await offered()).to.deep.equal(['10.00', 100_000]);
  });

  it('are not asked for inside of the fleet’s own network', async () => {
    const before = asked;
    await poll(false);
    expect(asked).to.equal(before);
    expect(await offered()).to.equal(undefined);
  });

  it('are those of the moment in which a payment began, whatever they are later', async () => {
    await poll();
    const user = await buildUser(tenant);
    const wish = async () => ({
      userId: user.id,
      method: 'cryptobot',
      orderId: null,
      topUpToman: 1_000_000,
      terms: await termsOf(),
      messageId: null,
    });
    const first = await wish();
    const started = await tenant.db((tx) => startPayment(tenant, tx, first));
    tells({ usd: 120_000 });
    await poll();
    const again = await wish();
    expect(await offered()).to.deep.equal(['8.34', 120_000]);
    const same = await tenant.db((tx) => startPayment(tenant, tx, again));
    for (const one of [started, same]) {
      const { payment } = one as Extract<typeof one, { kind: 'started' }>;
      expect([payment.currency, Number(payment.currencyAmount), Number(payment.rateToman)]).to.deep.equal([
        'USD',
        10,
        100_000,
      ]);
    }
  });

  it('are asked for by each bot that has a source, once in ten minutes, and at once of a new one', async () => {
    const polls = async (): Promise<number> => {
      await ownerQuery(`delete from outbox where bot_id = $1`, [tenant.botId]);
      await enqueueRatePolls();
      const rows = await ownerQuery(`select 1 from outbox where bot_id = $1 and job_name = 'rates.poll'`, [
        tenant.botId,
      ]);
      return rows.length;
    };
    expect(await polls()).to.equal(1);
    tells('no', 500);
    await poll();
    expect(await polls(), 'also when it failed').to.equal(0);
    await ownerQuery(`update bot_rates set asked_at = asked_at - interval '11 minutes' where bot_id = $1`, [
      tenant.botId,
    ]);
    expect(await polls()).to.equal(1);
    await poll();
    await set({ rate_source_url: `${source}&other=1` });
    expect(await polls()).to.equal(1);
    await ownerQuery('update bots set is_active = false where id = $1', [tenant.botId]);
    expect(await polls(), 'a bot that is switched off').to.equal(0);
    await ownerQuery('update bots set is_active = true where id = $1', [tenant.botId]);
    await set({ rate_source_url: undefined });
    expect(await polls()).to.equal(0);
  });
});

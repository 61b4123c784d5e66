import { expect } from 'chai';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { GatewayPayment } from '#models/gateway-payment.js';
import { Transaction } from '#models/transaction.js';
import { ZarinpalPayment } from '#models/zarinpal-payment.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, resultOf, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

/** Follows `next_cursor` to the end; the numbers in the order of the pages. */
async function walk(
  read: (cursor: string | undefined) => Promise<{ items: { id: string }[]; next_cursor: string | null }>,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return seen;
}

describe('the admin API: payments', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  let userId: string;
  let strangerId: string;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
    userId = (await buildUser(bot.tenant)).id;
    strangerId = (await buildUser(other.tenant)).id;
  });
  after(() => api.close());

  const makers = {
    card_to_card: (of: string, more = {}) =>
      CardToCardPayment.create({ userId: of, amountToman: 10, trackingNumber: `${uniqueNumber()}`, ...more }),
    zarinpal: (of: string, more = {}) => ZarinpalPayment.create({ userId: of, amountToman: 20, ...more }),
    heleket: (of: string, more = {}) =>
      GatewayPayment.create({ userId: of, amountToman: 30, gateway: 'heleket', ...more }),
  };
  const make = (method: keyof typeof makers, more: object = {}, of = userId, by = bot) =>
    by.tenant.db(async () => (await makers[method](of, more)).id);
  const list = async (query: object, of = bot) =>
    resultOf(
      await api.client(of.apiToken).GET('/api/v1/bots/{bot_id}/payments', {
        params: { path: { bot_id: of.botId }, query },
      }),
    );
  const found = async (query: object, of = bot) => (await list(query, of)).items.map(({ id }) => id);

  it('has the payments of all methods in one list, in the order they were made, page by page', async () => {
    const own = await api.addBot();
    const payer = (await buildUser(own.tenant)).id;
    const made: string[] = [];
    const methods = [
      'zarinpal',
      'zarinpal',
      'heleket',
      'card_to_card',
      'heleket',
      'zarinpal',
      'card_to_card',
    ];
    for (const method of methods) made.push(await make(method as keyof typeof makers, {}, payer, own));
    for (const limit of [1, 2, 3, 7, 200])
      for (const sort of ['id', '-id'] as const) {
        const seen = await walk((cursor) => list({ limit, sort, ...(cursor && { cursor }) }, own));
        expect(seen, `${limit} ${sort}`).to.deep.equal(sort === 'id' ? made : [...made].reverse());
      }
    const first = await list({ limit: 3, sort: '-id' }, own);
    await make('card_to_card', {}, payer, own);
    const next = await list({ limit: 3, sort: '-id', cursor: first.next_cursor }, own);
    expect(
      next.items.map(({ id }) => id),
      'a new payment moves nobody',
    ).to.deep.equal([...made].reverse().slice(3, 6));
  });

  it('filters by method, status, user and time', async () => {
    const own = await api.addBot();
    const [one, two] = [(await buildUser(own.tenant)).id, (await buildUser(own.tenant)).id];
    const card = await make('card_to_card', { status: 'approved' }, one, own);
    const paid = await make('zarinpal', { status: 'paid', createdAt: new Date('2026-01-01') }, two, own);
    const coins = await make('heleket', { status: 'paid' }, one, own);
    expect(await found({ method: 'card_to_card' }, own)).to.deep.equal([card]);
    expect(await found({ method: 'heleket' }, own)).to.deep.equal([coins]);
    expect(await found({ method: 'cryptobot' }, own)).to.deep.equal([]);
    expect(await found({ status: 'paid' }, own)).to.deep.equal([paid, coins]);
    expect(await found({ status: 'approved' }, own)).to.deep.equal([card]);
    expect(await found({ status: 'rejected', method: 'zarinpal' }, own)).to.deep.equal([]);
    expect(await found({ user_id: one }, own)).to.deep.equal([card, coins]);
    expect(await found({ created_to: '2026-01-02T00:00:00Z' }, own)).to.deep.equal([paid]);
    expect(await found({ created_from: '2026-01-02T00:00:00Z', user_id: two }, own)).to.deep.equal([]);
    expect(await found({ user_id: strangerId }, own)).to.deep.equal([]);
    for (const query of ['method=x%20y', 'status=odd', 'sort=amount_toman', 'limit=201', 'cursor=W10'])
      expect((await api.call('GET', `/bots/${own.botId}/payments?${query}`)).status, query).to.equal(422);
  });

  it('shows each with what its method knows', async () => {
    const read = async (id: string) => (await api.call('GET', `/bots/${bot.botId}/payments/${id}`)).body;
    const card = await read(await make('card_to_card', { receiptType: 'text', receiptText: '1234' }));
    expect(card).to.deep.include({
      method: 'card_to_card',
      status: 'pending',
      gateway: null,
    });
    expect(card.card_to_card).to.deep.include({ receipt_text: '1234', admin_reviewed_by: null });
    const zarinpal = await read(
      await make('zarinpal', { zarinpalAuthority: 'A1', purchase: { plan_id: '5' } }),
    );
    expect(zarinpal).to.deep.include({ method: 'zarinpal', card_to_card: null });
    expect(zarinpal.gateway).to.deep.include({ external_id: 'A1', receipt: null, currency: 'IRR' });
    expect(zarinpal.purchase).to.deep.equal({ plan_id: '5' });
    const money = { currency: 'USDT', currencyAmount: '1.5', rateToman: '90000' };
    const heleket = await read(
      await make('heleket', { ...money, account: 'merchant 7', note: '6037****1234' }),
    );
    expect(heleket).to.deep.include({ method: 'heleket', card_to_card: null });
    expect(heleket.gateway).to.deep.include({
      currency: 'USDT',
      currency_amount: '1.50000000',
      note: '6037****1234',
    });
    expect(JSON.stringify(heleket)).not.to.include('merchant 7');
  });

  it('knows nothing of the payments of another bot', async () => {
    for (const method of ['card_to_card', 'zarinpal', 'heleket'] as const) {
      const id = await make(method, {}, strangerId, other);
      const { status, body } = await api.call('GET', `/bots/${bot.botId}/payments/${id}`);
      expect([status, body.code], method).to.deep.equal([404, 'resource.unknown']);
      expect(await found({})).not.to.include(id);
      expect(await found({}, other)).to.include(id);
    }
  });
});

describe('the admin API: transactions', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    [bot, other] = [await api.addBot(), await api.addBot()];
  });
  after(() => api.close());

  async function book(of: Bot, more: object, userId?: string) {
    const owner = userId ?? (await buildUser(of.tenant)).id;
    const row = { userId: owner, amountToman: 5, balanceAfterToman: 5, idempotencyKey: `${uniqueNumber()}` };
    return of.tenant.db(() => Transaction.create({ ...row, type: 'deposit', ...more }));
  }
  const list = async (query: object) =>
    resultOf(
      await api.client(bot.apiToken).GET('/api/v1/bots/{bot_id}/transactions', {
        params: { path: { bot_id: bot.botId }, query },
      }),
    );

  it('lists the movements by type, method, user and time, page by page', async () => {
    const first = await book(bot, { paymentMethod: 'zarinpal', createdAt: new Date('2026-01-01') });
    const second = await book(bot, { type: 'withdrawal', amountToman: -1 }, first.userId);
    const third = await book(bot, { type: 'refund' });
    await book(other, {});
    const found = async (query: object) => (await list(query)).items.map(({ id }) => id);
    const all = [first, second, third].map(({ id }) => id);
    expect(await found({})).to.deep.equal(all);
    expect(await found({ type: 'withdrawal' })).to.deep.equal([second.id]);
    expect(await found({ payment_method: 'zarinpal' })).to.deep.equal([first.id]);
    expect(await found({ user_id: first.userId })).to.deep.equal([first.id, second.id]);
    expect(await found({ created_to: '2026-01-02T00:00:00Z' })).to.deep.equal([first.id]);
    expect(await found({ created_from: '2026-01-02T00:00:00Z', type: 'refund' })).to.deep.equal([third.id]);
    for (const sort of ['id', '-id'] as const) {
      const seen = await walk((cursor) => list({ limit: 1, sort, ...(cursor && { cursor }) }));
      expect(seen).to.deep.equal(sort === 'id' ? all : [...all].reverse());
    }
    for (const query of ['type=gift', 'user_id=x', 'created_from=now', 'status=paid'])
      expect((await api.call('GET', `/bots/${bot.botId}/transactions?${query}`)).status, query).to.equal(422);
  });

  it('shows one of the bot, and none of another', async () => {
    const [own, foreign] = [await book(bot, { description: 'A gift' }), await book(other, {})];
    const read = (id: string) => api.call('GET', `/bots/${bot.botId}/transactions/${id}`);
    const { status, body } = await read(own.id);
    expect([status, body.description]).to.deep.equal([200, 'A gift']);
    expect(body).not.to.have.any.keys('idempotency_key', 'bot_id');
    for (const id of [foreign.id, '999999999', 'x']) expect((await read(id)).status, id).to.equal(404);
  });
});

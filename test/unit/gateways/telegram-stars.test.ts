import { expect } from 'chai';
import { telegramStars } from '#gateways/telegram-stars/telegram-stars.js';
import { readStarsSince } from '#gateways/telegram-stars/star-transactions.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import { startedStandIn } from '../sandbox/stand-in.js';

const reference = 'a'.repeat(32);
const ask = {
  reference,
  number: '7',
  amount: '250',
  currency: 'XTR',
  description: 'VPN 30 days',
  language: 'en',
  payerId: '1',
  callbackUrl: undefined,
  returnUrl: 'https://t.me/shop_bot',
  get expiresAt() {
    return new Date(Date.now() + dayMs);
  },
} as const;
const known = {
  reference,
  externalId: reference,
  account: '1',
  amount: '250',
  currency: 'XTR',
  createdAt: new Date(),
  receipt: null,
} as const;

describe('gateway: Telegram Stars', () => {
  let started: Awaited<ReturnType<typeof startedStandIn>>;
  beforeEach(async () => {
    started = await startedStandIn();
  });
  afterEach(() => started.telegram.close());

  const access = () => ({
    credentials: { telegram_token: started.token },
    root: '',
    telegramRoot: started.telegram.url,
    mayCallPrivate: true,
  });
  /** The person pays a link and the bot agrees; the charge. */
  async function pay(url: string): Promise<string> {
    const { queryId, answered } = started.telegram.payLink(started.person, url);
    await started.call('answerPreCheckoutQuery', { pre_checkout_query_id: queryId, ok: true });
    await answered;
    return started.telegram.starTransactions(started.token).at(-1)!.id;
  }
  const refundOf = (receipt: string | null) => ({
    ...known,
    receipt,
    refundAmount: '250',
    refundReference: 'r',
    description: 'Plan',
    payerId: started.person.id,
  });
  const faultOf = async (work: Promise<unknown>): Promise<PermanentError | RetryableError> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof PermanentError || error instanceof RetryableError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  };

  it('sells by a link that carries our name of the payment, with a title that Telegram takes in any script', async () => {
    const description = 'اشتراک ویژهٔ سی‌روزه با صد گیگابایت ترافیک و سه دستگاه 🎉🎉🎉';
    const made = await telegramStars.create({ ...ask, description }, access());
    expect(made.externalId).to.equal(reference);
    expect(made.url).to.match(/^https:\/\/t\.me\/\$/);
    const [link] = started.telegram.world.bots.get(started.token.split(':')[0]!)!.stars.links;
    expect(link?.invoice).to.include({ payload: reference, totalAmount: 250, currency: 'XTR', description });
    expect(link?.invoice.title.length).to.be.within(20, 32);
    const emoji = await telegramStars.create({ ...ask, description: '🎉'.repeat(300) }, access());
    expect(emoji.url).to.match(/^https:/);
  });

  it('finds a payment that was paid, and one that went back', async () => {
    const { url } = await telegramStars.create(ask, access());
    expect(await telegramStars.inquire(known, access())).to.deep.equal({ kind: 'open' });
    const charge = await pay(url);
    const paid = { kind: 'paid', amount: '250', currency: 'XTR', receipt: charge };
    expect(await telegramStars.inquire(known, access())).to.deep.equal(paid);
    expect(await telegramStars.inquire({ ...known, reference: 'b'.repeat(32) }, access())).to.deep.equal({
      kind: 'open',
    });
    const second = await pay(url);
    started.telegram.refundStars(started.token, charge);
    expect(await telegramStars.inquire(known, access())).to.deep.equal({ ...paid, receipt: second });
    expect(await telegramStars.inquire({ ...known, receipt: charge }, access())).to.deep.equal({
      kind: 'refunded',
    });
  });

  it('gives money back once: what went back already is sent, what cannot go back is for people', async () => {
    const { url } = await telegramStars.create(ask, access());
    const charge = await pay(url);
    expect(await telegramStars.refund(refundOf(charge), access())).to.deep.equal({ kind: 'sent' });
    expect(await telegramStars.refund(refundOf(charge), access())).to.deep.equal({ kind: 'sent' });
    expect(started.telegram.starTransactions(started.token)).to.have.length(2);
    expect(await telegramStars.refund(refundOf(null), access())).to.include({ kind: 'by_hand' });
    expect(await telegramStars.refund(refundOf('stx'), access())).to.deep.equal({
      kind: 'by_hand',
      code: 'CHARGE_NOT_FOUND',
    });
    const next = await pay(url);
    started.telegram.withdrawStars(started.token, 200);
    expect(await telegramStars.refund(refundOf(next), access())).to.deep.equal({
      kind: 'by_hand',
      code: 'BALANCE_TOO_LOW',
    });
  });

  it('says of each fault what it means for the money', async () => {
    const cases = [
      [{ code: 401, description: 'Unauthorized' }, 'gateway.unauthorized'],
      [{ code: 429, description: 'Too Many Requests', retryAfter: 3 }, 'gateway.flood'],
      [{ code: 502, description: 'Bad Gateway' }, 'gateway.unavailable'],
      ['reset', 'gateway.unreachable'],
    ] as const;
    for (const [error, code] of cases) {
      started.telegram.failNext({ method: 'refundStarPayment', error });
      const fault = await faultOf(telegramStars.refund(refundOf('x'), access()));
      expect(fault.code).to.equal(code);
      expect(fault.context.money).to.equal('unknown');
    }
    started.telegram.failNext({
      method: 'createInvoiceLink',
      error: { code: 400, description: 'Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID' },
    });
    const refused = await faultOf(telegramStars.create(ask, access()));
    expect(refused).to.be.instanceOf(PermanentError);
    expect(refused.code).to.equal('gateway.amount');
    expect(refused.context.money).to.equal('untouched');
  });

  it('tests the credentials without moving money', async () => {
    await telegramStars.test(access());
    const wrong = { ...access(), credentials: { telegram_token: `1${started.token}` } };
    expect((await faultOf(telegramStars.test(wrong))).code).to.equal('gateway.unauthorized');
  });
});

describe('the list of transactions in Stars', () => {
  const rowOf = (at: number) => ({
    id: `c${at}`,
    amount: 1,
    date: at,
    source: { type: 'user', transaction_type: 'invoice_payment', user: { id: 5 }, invoice_payload: `p${at}` },
  });
  /** A bot whose n-th transaction was in second n, as it answers, and how often it was asked. */
  function listOf(count: number) {
    let asked = 0;
    const all = Array.from({ length: count }, (_, at) => rowOf(at));
    const answer = ({ offset, limit }: { offset: number; limit: number }) => {
      asked += 1;
      return Promise.resolve({ transactions: all.slice(offset, offset + limit) });
    };
    return { answer, asked: () => asked };
  }
  const since = (second: number): Date => new Date(second * 1_000);

  it('is read from a moment on, whole and in order, wherever the moment lies', async () => {
    for (const [count, from] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [99, 50],
      [100, 100],
      [100, 99],
      [101, 100],
      [250, 0],
      [1_000, 500],
      [1_000, 555],
      [1_000, 999],
      [1_000, 2_000],
    ] as const) {
      const found = await readStarsSince(listOf(count).answer, since(from));
      const wanted = Array.from({ length: Math.max(0, count - from) }, (_, at) => `c${from + at}`);
      expect(
        found.map(({ id }) => id),
        `${count} from ${from}`,
      ).to.deep.equal(wanted);
    }
  });

  it('costs few questions, however long it is', async () => {
    const list = listOf(200_000);
    const found = await readStarsSince(list.answer, since(199_950));
    expect(found).to.have.length(50);
    expect(list.asked()).to.be.below(30);
  });

  it('has refunds and payments of invoices only, whatever else Telegram lists', async () => {
    const user = { id: 5 };
    const answer = {
      transactions: [
        { ...rowOf(1), extra: 1 },
        { id: 'w', amount: 9, date: 2, receiver: { type: 'fragment' } },
        { id: 'g', amount: 9, date: 3, source: { type: 'user', transaction_type: 'gift_purchase', user } },
        { id: 'n', amount: 9, date: 4 },
        { id: 'c1', amount: 1, date: 5, receiver: rowOf(1).source },
      ],
    };
    const found = await readStarsSince(() => Promise.resolve(answer), since(0));
    expect(found.map(({ id, way, payload }) => [id, way, payload])).to.deep.equal([
      ['c1', 'in', 'p1'],
      ['c1', 'out', 'p1'],
    ]);
  });

  it('is refused when it makes no sense', async () => {
    for (const garbage of [null, 'x', {}, { transactions: [{ id: 1 }] }]) {
      const error = await readStarsSince(() => Promise.resolve(garbage), since(0)).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).code).to.equal('gateway.garbage');
    }
  });
});

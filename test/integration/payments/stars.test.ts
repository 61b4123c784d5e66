import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { textsOf } from '#bot/texts/index.js';
import type { User } from '#models/user.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { uniqueNumber } from '../../factories/unique.js';
import { buildUser } from '../../factories/user.js';
import {
  openBotDriver,
  type BotDriver,
  type CrashPoint,
  type DrivenBot,
} from '../../support/bot/drive-bot.js';
import { starPayments } from '../../support/bot/star-payments.js';
import { ownerQuery } from '../../support/database.js';

describe('Stars that are paid to a bot', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let stars: ReturnType<typeof starPayments>;
  let sara: Person;
  let user: User;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    await bot.configure({ rate_toman_per_star: 2_000 });
    stars = starPayments(driver, bot);
    [sara, user] = await person('Sara');
  });

  async function person(
    firstName: string,
    more: Parameters<typeof buildUser>[1] = {},
  ): Promise<[Person, User]> {
    const who = driver.telegram.person({ firstName, languageCode: 'en' });
    driver.telegram.send(bot.token, who, '/start');
    stars.loseUpdates();
    return [who, await buildUser(bot.tenant, { telegramId: who.id, language: 'en', ...more })];
  }
  const paidUpdate = (
    who: Person,
    payment: { charge: string; payload: string; amount?: number; back?: true },
  ) => ({
    update_id: uniqueNumber(),
    message: {
      message_id: 900,
      date: 1,
      chat: { id: Number(who.id), type: 'private', first_name: who.firstName },
      from: { id: Number(who.id), is_bot: false, first_name: who.firstName },
      [payment.back ? 'refunded_payment' : 'successful_payment']: {
        currency: 'XTR',
        total_amount: payment.amount ?? 250,
        invoice_payload: payment.payload,
        telegram_payment_charge_id: payment.charge,
        provider_payment_charge_id: 'x',
      },
    },
  });

  it('settle the payment that their invoice is for, once, under the charge that Telegram names', async () => {
    const { url, payment } = await stars.begin(user.id);
    expect(await stars.pay(sara, url)).to.equal('Paid');
    const [charge] = driver.telegram.starTransactions(bot.token);
    expect(await stars.rows()).to.deep.equal([
      {
        ...{ id: payment.id, user_id: user.id, status: 'paid', amount: 500_000, credited: 500_000 },
        ...{ receipt: charge?.id, problem: null },
      },
    ]);
    const again = { charge: charge?.id ?? '', payload: payment.reference };
    for (let n = 0; n < 3; n += 1) await bot.feed(paidUpdate(sara, again));
    expect(await stars.ledger(user.id)).to.deep.equal(['500000 telegram_stars']);
    expect(await stars.balance(user.id)).to.equal(500_000);
  });

  it('are refused at the pre-checkout once paid, and nothing more is taken', async () => {
    const { url } = await stars.begin(user.id);
    await stars.pay(sara, url);
    expect(await stars.pay(sara, url)).to.equal(textsOf.en.stars.alerts.paid);
    expect(driver.telegram.starTransactions(bot.token)).to.have.length(1);
  });

  for (const state of ['blocked', 'unregistered', 'asked'] as const)
    it(`are credited wherever the payer stands: ${state}`, async () => {
      const { url } = await stars.begin(user.id);
      if (state === 'asked')
        await ownerQuery(
          `insert into conversations (bot_id, chat_id, user_id, state, data)
           values ($1, $2, $3, 'idle', '{"afterword": {"asked": {"input": "rename", "about": "1"}}}')`,
          [bot.botId, sara.id, user.id],
        );
      else
        await ownerQuery(
          state === 'blocked'
            ? `update users set status = 'blocked' where bot_id = $1 and id = $2`
            : `update users set registered_at = null where bot_id = $1 and id = $2`,
          [bot.botId, user.id],
        );
      await stars.slipThrough(sara, url);
      await stars.settle();
      expect(await stars.balance(user.id)).to.equal(500_000);
      if (state !== 'asked') return;
      const left = await ownerQuery('select 1 from conversations where bot_id = $1 and data ? $2', [
        bot.botId,
        'afterword',
      ]);
      expect(left, 'what was asked for is still asked for').to.have.length(1);
    });

  for (const status of ['expired', 'cancelled', 'failed'])
    it(`are credited though the payment is ${status}`, async () => {
      const { url, payment } = await stars.begin(user.id);
      await ownerQuery('update gateway_payments set status = $3 where bot_id = $1 and id = $2', [
        bot.botId,
        payment.id,
        status,
      ]);
      await stars.slipThrough(sara, url);
      await stars.settle();
      expect(await stars.balance(user.id)).to.equal(500_000);
    });

  it('that are paid twice for one invoice are credited twice, the second time as a payment of their own', async () => {
    const { url } = await stars.begin(user.id);
    await stars.slipThrough(sara, url);
    await stars.slipThrough(sara, url);
    await stars.settle();
    const [first, second] = driver.telegram.starTransactions(bot.token);
    const rows = await stars.rows();
    expect(rows.map(({ receipt }) => receipt)).to.deep.equal([first?.id, second?.id]);
    expect(rows.map(({ status, credited }) => `${status} ${credited}`)).to.deep.equal([
      'paid 500000',
      'paid 500000',
    ]);
    expect(await stars.balance(user.id)).to.equal(1_000_000);
  });

  it('that another person paid are in the wallet of who paid, and the payment stays open', async () => {
    const { url, payment } = await stars.begin(user.id);
    const [ivan, other] = await person('Ivan');
    await stars.slipThrough(ivan, url);
    await stars.settle();
    expect(await stars.balance(other.id)).to.equal(500_000);
    expect(await stars.balance(user.id)).to.equal(0);
    expect((await stars.rows()).find(({ id }) => id === payment.id)?.status).to.equal('pending');
    const nina = driver.telegram.person({ firstName: 'Nina' });
    await stars.slipThrough(nina, url);
    await stars.settle();
    const [fresh] = await ownerQuery<{ n: number }>(
      'select balance_toman::int as n from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, nina.id],
    );
    expect(fresh?.n, 'who never wrote before').to.equal(500_000);
  });

  it('that are fewer or more than asked are credited as what they are', async () => {
    for (const [paid, credited] of [
      [100, 200_000],
      [300, 600_000],
    ] as const) {
      const { payment } = await stars.begin(user.id);
      const before = await stars.balance(user.id);
      await bot.feed(paidUpdate(sara, { charge: `c${paid}`, payload: payment.reference, amount: paid }));
      expect((await stars.balance(user.id)) - before).to.equal(credited);
    }
  });

  it('for an invoice that is none of ours are held for an admin, once', async () => {
    for (let n = 0; n < 2; n += 1)
      await bot.feed(paidUpdate(sara, { charge: 'foreign', payload: 'order:7' }));
    const rows = await stars.rows();
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({
      status: 'held',
      problem: 'unknown_invoice',
      amount: 500_000,
      receipt: 'foreign',
    });
    expect(await stars.balance(user.id)).to.equal(0);
  });

  it('of other currencies, of groups, or without sense are left alone', async () => {
    const good = paidUpdate(sara, { charge: 'c', payload: 'x' });
    const { message } = good;
    const payment = message.successful_payment as object;
    for (const change of [
      { successful_payment: { ...payment, currency: 'USD' } },
      { successful_payment: { ...payment, total_amount: 0 } },
      { successful_payment: { ...payment, total_amount: 1.5 } },
      { successful_payment: { ...payment, telegram_payment_charge_id: 'a\u0000b' } },
      { successful_payment: 'paid' },
      { successful_payment: null },
      { chat: { id: -100, type: 'supergroup' } },
    ])
      await bot.feed({ message: { ...message, ...change } });
    expect(await stars.rows()).to.deep.equal([]);
  });

  for (const point of ['before', 'after-commit', 'at-end'] as const satisfies readonly CrashPoint[])
    it(`are credited once when the worker dies ${point}`, async () => {
      const { url } = await stars.begin(user.id);
      await stars.slipThrough(sara, url);
      await bot.takeIn();
      await driver.crash('updates', point);
      await driver.settle();
      expect(await stars.ledger(user.id)).to.deep.equal(['500000 telegram_stars']);
      expect((await stars.rows()).map(({ status }) => status)).to.deep.equal(['paid']);
    });

  it('are found though their update was lost, and the late update changes nothing', async () => {
    const { url, payment } = await stars.begin(user.id);
    const charge = await stars.slipThrough(sara, url);
    stars.loseUpdates();
    await bot.tenant.db(() => enqueue(bot.tenant, 'payment.check', { payment_id: payment.id }));
    await driver.settle();
    expect(await stars.balance(user.id)).to.equal(500_000);
    await bot.feed(paidUpdate(sara, { charge, payload: payment.reference }));
    expect(await stars.ledger(user.id)).to.deep.equal(['500000 telegram_stars']);
  });

  it('that went back by Telegram’s word are taken out of the wallet again, once', async () => {
    const { url, payment } = await stars.begin(user.id);
    await stars.pay(sara, url);
    const [charge] = driver.telegram.starTransactions(bot.token);
    driver.telegram.refundStars(bot.token, charge?.id ?? '');
    await stars.settle();
    await bot.feed(paidUpdate(sara, { charge: charge?.id ?? '', payload: payment.reference, back: true }));
    expect(await stars.ledger(user.id)).to.deep.equal(['500000 telegram_stars', '-500000 telegram_stars']);
    expect((await stars.rows()).map(({ status }) => status)).to.deep.equal(['refunded']);
  });

  it('that we give back leave the wallet once, though Telegram tells of it too, before or after its answer is noted', async () => {
    const refund = async (paymentId: string): Promise<void> => {
      await bot.tenant.db((tx) => beginRefund(bot.tenant, tx, { paymentId }));
    };
    const { url, payment } = await stars.begin(user.id);
    await stars.pay(sara, url);
    await refund(payment.id);
    await driver.settle();
    await stars.settle();
    const [first] = await stars.rows();
    expect(first).to.include({ status: 'refunded', problem: null });
    const other = await stars.begin(user.id);
    await stars.pay(sara, other.url);
    await refund(other.payment.id);
    // The answer to the refund is lost; the update that tells of it comes first.
    driver.telegram.failNext({ method: 'refundStarPayment', afterEffect: true, error: 'reset' });
    await driver.settle();
    await stars.settle();
    await driver.hurry();
    const back = ['500000 telegram_stars', '-500000 telegram_stars'];
    expect(await stars.ledger(user.id)).to.deep.equal([...back, ...back]);
    expect((await stars.rows()).map(({ status, problem }) => `${status} ${problem}`)).to.deep.equal([
      'refunded null',
      'refunded null',
    ]);
    expect(driver.telegram.starTransactions(bot.token).map(({ kind }) => kind)).to.deep.equal([
      'payment',
      'refund',
      'payment',
      'refund',
    ]);
  });

  it('that cannot be given back are in the wallet again, and an admin is told', async () => {
    const { url, payment } = await stars.begin(user.id);
    await stars.pay(sara, url);
    driver.telegram.withdrawStars(bot.token, 200);
    await bot.tenant.db((tx) => beginRefund(bot.tenant, tx, { paymentId: payment.id }));
    await driver.settle();
    expect(await stars.balance(user.id)).to.equal(500_000);
    const [row] = await stars.rows();
    expect(row?.status).to.equal('paid');
    expect(row?.problem).to.contain('BALANCE_TOO_LOW');
    const [ivan, other] = await person('Ivan');
    await stars.pay(ivan, (await stars.begin(other.id)).url);
    await bot.tenant.db((tx) => beginRefund(bot.tenant, tx, { paymentId: payment.id }));
    await driver.settle();
    await stars.settle();
    expect(await stars.balance(user.id), 'asked again, it leaves the wallet again').to.equal(0);
    expect((await stars.rows())[0]).to.include({ status: 'refunded', problem: null });
  });

  it('that came and went back unheard are never credited, whichever is heard of first', async () => {
    const { payment, url } = await stars.begin(user.id);
    await bot.feed(paidUpdate(sara, { charge: 'c1', payload: payment.reference, back: true }));
    await bot.feed(paidUpdate(sara, { charge: 'c1', payload: payment.reference }));
    await bot.feed(paidUpdate(sara, { charge: 'c2', payload: payment.reference, back: true }));
    await bot.feed(paidUpdate(sara, { charge: 'c2', payload: payment.reference }));
    expect(await stars.ledger(user.id)).to.deep.equal([]);
    expect(await stars.pay(sara, url)).to.equal(textsOf.en.stars.alerts.over);
  });
});

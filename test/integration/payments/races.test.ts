import { expect } from 'chai';
import { applyState } from '#services/payments/apply-state.js';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { startPayment } from '#services/payments/start-payment.js';
import { openShop } from '../../support/bot/sales.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { newPayment } from '../../support/payments/new-payment.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('callbacks that come at a bad moment', function () {
  this.timeout(120_000);
  let till: Till;
  let payer: Customer;
  before(async () => {
    till = await openTill('bridge');
    payer = await till.newPayer();
  });
  after(() => till.close());

  const callback = (reference: string, more: object = {}) => ({
    gateway: 'bridge',
    method: 'POST' as const,
    query: {},
    headers: {},
    body: Buffer.from(
      JSON.stringify({
        ...{ id: reference, bridge_id: 'b', status: 'paid', amount_toman: sum, paid_toman: sum },
        ...{ pay_url: 'https://pay.example.com/1', can: [] },
        ...more,
      }),
    ).toString('base64'),
    ip: '',
  });
  const everyTransaction = async (): Promise<number> =>
    (await ownerQuery('select from transactions where bot_id = $1', [till.bot.botId])).length;

  it('changes nothing that is forged, unsigned, or about a payment that is not there', async () => {
    const before = await everyTransaction();
    const payment = await till.open(payer, { topUpToman: sum });
    await till.driver.intake.paymentCallback(till.bot.botId, callback(payment.reference));
    await till.driver.intake.paymentCallback(till.bot.botId, callback('0'.repeat(32)));
    await till.driver.settle();
    expect(await till.read(payment.id)).to.include({ status: 'pending', transactionId: null });
    expect(await everyTransaction()).to.equal(before);
    expect(till.driver.outcomes.slice(-2)).to.deep.equal([
      'payment.callback complete',
      'payment.callback complete',
    ]);
  });

  it('waits for the answer to our own request when it comes before that', async () => {
    const zarinpal = await openTill('zarinpal');
    const early = await zarinpal.newPayer();
    const begun = await zarinpal.begin(early, { topUpToman: sum });
    const query = { p: begun.reference, Status: 'OK', Authority: `A${'0'.repeat(35)}` };
    const hint = { gateway: 'zarinpal', method: 'GET' as const, query, headers: {}, body: '', ip: '' };
    await zarinpal.driver.intake.paymentCallback(zarinpal.bot.botId, hint);
    await zarinpal.driver.settle();
    expect(zarinpal.driver.outcomes).to.include('payment.callback snooze');
    const payment = await zarinpal.read(begun.id);
    await zarinpal.pay(early, payment);
    await zarinpal.deliver();
    expect(await zarinpal.purse(early)).to.include({ balanceToman: sum });
    await zarinpal.close();
  });

  it('is dropped quietly when the bot was deleted meanwhile', async () => {
    const other = await till.driver.addBot();
    await till.stage.setUp(till.driver, other);
    await till.driver.intake.paymentCallback(other.botId, callback('1'.repeat(32)));
    await ownerQuery('delete from bots where id = $1', [other.botId]);
    await till.driver.settle();
    expect(till.driver.outcomes.at(-1)).to.equal('payment.callback complete');
  });
});

describe('several doings of one person at once', () => {
  it('buy an order once though two payments for it are paid at the same moment; the other stays in the wallet', async () => {
    const shop = await openShop();
    const userId = (await shop.addBuyer()).id;
    const plan = await shop.addPlan({ priceToman: 100_000 });
    const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
    await shop.confirm(userId, order);
    const payments = [
      await newPayment(shop.botId, { userId, orderId: order.id, method: 'bridge' }),
      await newPayment(shop.botId, { userId, orderId: order.id, method: 'telegram_stars' }),
    ];
    const paid = { kind: 'paid', amount: '4.00', currency: 'USD', receipt: null } as const;
    await Promise.all(
      [...payments, ...payments, ...payments].map((payment) =>
        shop.tenant.db((tx) => applyState(shop.tenant, tx, payment, { state: paid, checkMinutes: 10 })),
      ),
    );
    const { balanceToman, subscriptions, ledger } = await shop.look(userId);
    expect(subscriptions).to.have.length(1);
    expect(balanceToman).to.equal(100_000);
    expect(ledger.map(({ amountToman }) => amountToman).sort()).to.deep.equal([-100_000, 100_000, 100_000]);
  });

  it('begin one payment, though they tap from several devices', async function () {
    this.timeout(60_000);
    const till = await openTill('bridge');
    const payer = await till.newPayer();
    const userId = await till.userOf(payer);
    const { settings, features } = (await till.driver.means.snapshots.read(till.tenant))!;
    const terms = { values: settings.values, features, publicUrl: undefined };
    const wish = { userId, method: 'bridge', orderId: null, topUpToman: sum, terms };
    const started = await Promise.all(
      ['1', '2', '3', '4', '5', '6'].map((messageId) =>
        till.tenant.db((tx) => startPayment(till.tenant, tx, { ...wish, messageId })),
      ),
    );
    const ids = started.map((one) => (one.kind === 'started' ? one.payment.id : one.kind));
    expect(new Set(ids).size).to.equal(1);
    await till.close();
  });

  it('begin thirty payments an hour at most, however fast they cancel them', async function () {
    this.timeout(60_000);
    const till = await openTill('bridge');
    const payer = await till.newPayer();
    const userId = await till.userOf(payer);
    for (let at = 0; at < 30; at += 1) {
      const { id: paymentId } = await till.begin(payer, { topUpToman: sum + at });
      await till.tenant.db((tx) => cancelOwnPayment(till.tenant, tx, { userId, paymentId }));
    }
    const error = await till.begin(payer, { topUpToman: sum }).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'payment.too_many_begun' });
    await ownerQuery(
      `update gateway_payments set created_at = now() - interval '2 hours' where bot_id = $1`,
      [till.bot.botId],
    );
    expect(await till.begin(payer, { topUpToman: sum })).to.include({ status: 'pending' });
    await till.close();
  });
});

import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { findLastCharge } from '#services/payments/agreements/charges.js';
import { startPayment } from '#services/payments/start-payment.js';
import type { Payment } from '#services/payments/payment-rows.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

/** An agreement whose charges the fleet begins, at YooKassa. */
describe('what was saved at YooKassa', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  let first: Payment;
  before(async () => {
    till = await openTill('yookassa');
    control = till.stage.control!;
    await ownerQuery(
      `update bot_feature_flags set config = '{"repeats":true}' where bot_id = $1 and feature_key = 'yookassa'`,
      [till.bot.botId],
    );
    await till.bot.publish();
    await sellPlan(till.bot, { name: 'Month', priceToman: sum });
  });
  beforeEach(async () => {
    control.mend();
    control.yookassa.manner.charge = 'succeeded';
    payer = await till.newPayer();
    first = await agree();
  });
  after(() => till.close());

  /** A payer orders a month, agrees to be charged every 30 days, and pays. */
  async function agree(): Promise<Payment> {
    await till.bot.send(payer.person, '/menu');
    await payer.taps('plans');
    await payer.taps(payer.dataOf('Month'));
    await payer.taps(payer.dataOf('Choose how to pay'));
    const userId = await till.userOf(payer);
    const [order] = await ownerQuery<{ id: string }>(
      `select id::text from orders where bot_id = $1 and user_id = $2 and state = 'waiting'`,
      [till.bot.botId, userId],
    );
    const snapshot = (await till.driver.means.snapshots.read(till.tenant))!;
    const terms = { values: snapshot.settings.values, features: snapshot.features, publicUrl: till.sink.url };
    const wish = {
      userId,
      method: 'yookassa',
      orderId: order!.id,
      isRepeating: true,
      terms,
      messageId: null,
    };
    const started = await till.tenant.db((tx) => startPayment(till.tenant, tx, wish));
    if (started.kind !== 'started') throw new Error(started.kind);
    await till.driver.settle();
    await till.pay(payer, await till.read(started.payment.id));
    await till.deliver();
    return till.read(started.payment.id);
  }
  /** The period that was paid is nearly over. */
  async function comeToEnd(): Promise<void> {
    await ownerQuery(`update gateway_payments set repeat_until = now() + interval '1 hour' where id = $1`, [
      first.id,
    ]);
    await runAgreement(till.tenant, { paymentId: first.id, means: till.means });
    await till.driver.settle();
  }
  const lastCharge = () => till.tenant.db((tx) => findLastCharge(till.tenant, tx, first));
  const charged = () =>
    [...control.yookassa.made.values()].filter(
      ({ given }) => given.payment_method_id === first.repeat?.mandate,
    );

  it('is charged when the period ends, once, and buys the next', async () => {
    expect(first.repeat).to.include({ state: 'active', days: 30 });
    expect(first.repeat?.mandate).to.match(/^[\w-]{36}$/);
    await comeToEnd();
    await till.deliver();
    await till.checkAll();
    const charge = await lastCharge();
    expect(charge).to.include({ status: 'paid', creditedToman: sum });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
    expect(charged().length).to.equal(1);
  });

  it('is asked for within a day of its beginning, for YooKassa’s key lasts no longer', async () => {
    await comeToEnd();
    const { createdAt, expiresAt } = (await lastCharge())!;
    expect(expiresAt.getTime() - createdAt.getTime()).to.be.at.most(dayMs + 60_000);
  });

  it('is charged no more where YooKassa says that it will not do, and tried again where it may', async () => {
    control.yookassa.manner.charge = 'insufficient_funds';
    await comeToEnd();
    await till.checkAll();
    expect((await till.read(first.id)).repeat).to.include({ state: 'active', tries: 1 });
    control.yookassa.manner.charge = 'permission_revoked';
    await comeToEnd();
    await till.checkAll();
    expect((await till.read(first.id)).repeat).to.include({ state: 'failed' });
    expect(await till.purse(payer)).to.deep.include({ moves: [sum, -sum] });
  });

  it('is charged once where the answer was lost', async () => {
    control.fail({ kind: 'lost', on: /POST \/v3\/payments$/ });
    await comeToEnd();
    expect((await lastCharge())?.externalId).to.equal(null);
    await till.driver.hurry();
    await till.checkAll();
    expect(charged().length).to.equal(1);
    expect(await lastCharge()).to.include({ status: 'paid', creditedToman: sum });
  });
});

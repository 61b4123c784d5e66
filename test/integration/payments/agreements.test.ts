import { expect } from 'chai';
import { chargePayer } from '#services/payments/agreements/charge-payer.js';
import { enqueueAgreementBots } from '#services/payments/agreements/enqueue-agreements.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { stopOwnAgreement } from '#services/payments/agreements/stop-repeating.js';
import { applyState } from '#services/payments/apply-state.js';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { beginRefund } from '#services/payments/refund-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { requestRemovals } from '#services/provision/request-sync.js';
import { switchAutopay } from '#services/subscriptions/change-own-subscription.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import {
  agree,
  agreedSum as sum,
  comeToEnd,
  configureYookassa,
  lastChargeOf,
  nearEnd,
  openAgreements,
  orderMonth,
} from '../../support/payments/agreeing.js';
import type { Till } from '../../support/payments/open-till.js';

describe('an agreement to be charged again', function () {
  this.timeout(120_000);
  let till: Till;
  let control: GatewayControl;
  let planId: string;
  let payer: Customer;
  let first: Payment;
  before(async () => {
    ({ till, control, planId } = await openAgreements());
  });
  beforeEach(async () => {
    control.mend();
    control.yookassa.manner.charge = 'succeeded';
    await setPrice(sum);
    payer = await till.newPayer();
    first = await agree(till, payer);
  });
  after(() => till.close());

  const setPrice = (toman: number) =>
    ownerQuery('update bot_plans set price_toman = $2 where id = $1', [planId, toman]);
  const charges = () =>
    [...control.yookassa.made.values()].filter(
      ({ given }) => given.payment_method_id === first.repeat?.mandate,
    );
  const stateNow = async () => (await till.read(first.id)).repeat?.state;
  const heard = (words: string): number =>
    till.bot.said(payer.person).filter(({ text }) => text.includes(words)).length;
  const held = async () => {
    const [row] = await ownerQuery<{ id: string; ends_at: Date; autopay: boolean }>(
      `select id::text, ends_at, is_autopay_enabled as autopay from subscriptions where bot_id = $1 and user_id = $2`,
      [till.bot.botId, await till.userOf(payer)],
    );
    return row!;
  };
  /** What was charged in all, and how many periods it bought. */
  const sales = async () => (await till.purse(payer)).moves;

  it('takes the place of the renewal from the wallet, which cannot be switched on beside it', async () => {
    const { id: subscriptionId, autopay } = await held();
    expect(autopay).to.equal(false);
    const userId = await till.userOf(payer);
    const on = () =>
      till.tenant.db((tx) => switchAutopay(till.tenant, tx, { userId, subscriptionId, isOn: true }));
    expect(await on()).to.equal('order.not_offered');
    await till.tenant.db((tx) => stopOwnAgreement(till.tenant, tx, { userId, paymentId: first.id }));
    expect(await on()).to.equal(undefined);
  });

  it('charges once, however many look at it at the same moment, and whatever the schedule finds', async () => {
    await nearEnd(first);
    await ownerQuery(
      `update gateway_payments set repeat_check_at = now() - interval '1 second' where id = $1`,
      [first.id],
    );
    const look = () => runAgreement(till.tenant, { paymentId: first.id, means: till.means });
    await Promise.all([look(), look(), look(), enqueueAgreementBots()]);
    await till.driver.settle();
    await till.checkAll();
    await look();
    await till.driver.settle();
    expect(charges()).to.have.length(1);
    expect(await sales()).to.deep.equal([sum, -sum, sum, -sum]);
  });

  it('charges once, however often the process dies while it is looked at and charged', async () => {
    for (let at = 1; ; at += 1) {
      payer = await till.newPayer();
      first = await agree(till, payer);
      await nearEnd(first);
      const dying = dyingRun(at).tenant(till.tenant);
      const run = async (tenant = till.tenant) => {
        await runAgreement(tenant, { paymentId: first.id, means: till.means });
        const charge = await lastChargeOf(till, first);
        if (charge) await chargePayer(tenant, { paymentId: charge.id, ...till.asking });
      };
      const error = await run(dying).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      await run();
      await till.driver.settle();
      await till.checkAll();
      expect(charges(), `death ${at}`).to.have.length(1);
      expect(await sales(), `death ${at}`).to.deep.equal([sum, -sum, sum, -sum]);
      if (!(error instanceof SimulatedDeath)) break;
      expect(at).to.be.below(60);
    }
  });

  it('charges the present price where it fell, and nothing where it rose', async () => {
    await setPrice(150_000);
    await comeToEnd(till, first);
    await till.checkAll();
    expect(await sales()).to.deep.equal([sum, -sum, 150_000, -150_000]);
    await setPrice(sum + 1_000);
    await comeToEnd(till, first);
    await till.checkAll();
    expect(charges()).to.have.length(1);
    expect(await stateNow()).to.equal('canceled');
    expect(heard('that you agreed to')).to.equal(1);
  });

  describe('of a bot whose wallet pays for no more traffic', () => {
    const setWallet = async (walletToman: number): Promise<void> => {
      await ownerQuery(
        `update bots set billing_model = 'subscription_sale', traffic_rate_toman = 100, wallet_balance_toman = $2 where id = $1`,
        [till.bot.botId, walletToman],
      );
    };
    beforeEach(async () => {
      await ownerQuery('update bot_plans set traffic_limit_gb = 10 where id = $1', [planId]);
      payer = await till.newPayer();
      first = await agree(till, payer);
    });
    afterEach(async () => {
      await ownerQuery('update bot_plans set traffic_limit_gb = 0 where id = $1', [planId]);
      await ownerQuery(`update bots set billing_model = 'none' where id = $1`, [till.bot.botId]);
    });

    it('charges nobody until it does', async () => {
      await setWallet(999);
      await comeToEnd(till, first);
      expect(charges()).to.have.length(0);
      expect(await stateNow()).to.equal('active');
      await setWallet(1_000);
      await comeToEnd(till, first);
      await till.checkAll();
      expect(await sales()).to.deep.equal([sum, -sum, sum, -sum]);
    });

    it('charges nobody for one more period while one that was paid waits', async () => {
      await setWallet(1_000);
      await nearEnd(first);
      await runAgreement(till.tenant, { paymentId: first.id, means: till.means });
      await setWallet(999);
      await till.driver.settle();
      await till.checkAll();
      expect(await lastChargeOf(till, first)).to.include({ problem: 'order.tenant_wallet' });
      await setWallet(100_000);
      await comeToEnd(till, first);
      expect(charges()).to.have.length(1);
      expect(await sales()).to.deep.equal([sum, -sum, sum]);
    });
  });

  it('ends when its payer ends it, and what was begun but not asked for is charged no more', async () => {
    await nearEnd(first);
    await runAgreement(till.tenant, { paymentId: first.id, means: till.means });
    const userId = await till.userOf(payer);
    const stop = () =>
      till.tenant.db((tx) => stopOwnAgreement(till.tenant, tx, { userId, paymentId: first.id }));
    expect(await stop()).to.equal(true);
    expect(await stop()).to.equal(false);
    await till.driver.settle();
    await comeToEnd(till, first);
    expect(charges()).to.have.length(0);
    expect(await lastChargeOf(till, first)).to.include({ status: 'cancelled' });
    expect(await sales()).to.deep.equal([sum, -sum]);
  });

  it('is shown on the page of autopay, and ended there', async () => {
    const { id } = await held();
    await till.bot.send(payer.person, '/menu');
    await payer.taps(`subscription:${id}`);
    await payer.taps(`manage:${id}`);
    await payer.taps(`autopay:${id}`);
    expect(heard('Next charge')).to.be.above(0);
    await payer.taps('⏹ End automatic charges');
    await till.driver.settle();
    expect(await stateNow()).to.equal('canceled');
    await comeToEnd(till, first);
    expect(charges()).to.have.length(0);
  });

  it('of another person cannot be ended', async () => {
    const userId = await till.userOf(await till.newPayer());
    const stopped = await till.tenant.db((tx) =>
      stopOwnAgreement(till.tenant, tx, { userId, paymentId: first.id }),
    );
    expect(stopped).to.equal(false);
    expect(await stateNow()).to.equal('active');
  });

  it('ends with its subscription, whoever takes that away', async () => {
    const userId = await till.userOf(payer);
    await till.tenant.db((tx) => requestRemovals(till.tenant, tx, userId));
    await enqueueAgreementBots();
    await till.driver.settle();
    expect(await stateNow()).to.equal('canceled');
    await comeToEnd(till, first);
    expect(charges()).to.have.length(0);
  });

  it('is over after the third charge of a period that failed, and its payer hears of each', async () => {
    control.yookassa.manner.charge = 'insufficient_funds';
    for (let tries = 1; tries <= 3; tries += 1) {
      await comeToEnd(till, first);
      await till.checkAll();
      expect(charges()).to.have.length(tries);
      expect(await stateNow()).to.equal(tries < 3 ? 'active' : 'failed');
    }
    expect(heard('It is tried again')).to.equal(2);
    expect(heard('will not try again')).to.equal(1);
    expect(await sales()).to.deep.equal([sum, -sum]);
  });

  it('cannot be charged twice by giving up a charge that is under way', async () => {
    control.yookassa.manner.charge = 'pending';
    await comeToEnd(till, first);
    const charge = (await lastChargeOf(till, first))!;
    const userId = await till.userOf(payer);
    const given = await till.tenant.db((tx) =>
      cancelOwnPayment(till.tenant, tx, { userId, paymentId: charge.id }),
    );
    expect(given).to.equal(undefined);
    await comeToEnd(till, first);
    expect(charges()).to.have.length(1);
  });

  it('ends when its money goes back', async () => {
    await till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: first.id }));
    await till.driver.settle();
    await till.checkAll();
    expect(await till.read(first.id)).to.include({ status: 'refunded' });
    expect(await stateNow()).to.equal('canceled');
  });

  it('that is over stays over, though a charge comes through late, which is not lost', async () => {
    control.yookassa.manner.charge = 'pending';
    await comeToEnd(till, first);
    const charge = (await lastChargeOf(till, first))!;
    await ownerQuery(`update gateway_payments set repeat_state = 'failed' where id = $1`, [first.id]);
    const state = { kind: 'paid', amount: charge.currencyAmount, currency: 'RUB', receipt: 'late' } as const;
    await till.tenant.db((tx) => applyState(till.tenant, tx, charge, { state, checkMinutes: 5 }));
    expect(await stateNow()).to.equal('failed');
    expect(await sales()).to.deep.equal([sum, -sum, sum, -sum]);
  });

  it('begins no other charge while nobody knows what became of the last one', async () => {
    control.yookassa.manner.charge = 'pending';
    await comeToEnd(till, first);
    await comeToEnd(till, first);
    expect(charges()).to.have.length(1);
    const charge = await lastChargeOf(till, first);
    await ownerQuery(
      `update gateway_payments set status = 'expired', check_until = now() - interval '1 second' where id = $1`,
      [charge!.id],
    );
    await comeToEnd(till, first);
    expect(charges()).to.have.length(1);
    expect(await stateNow()).to.equal('failed');
  });
});

describe('a way to pay that sends receipts', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  before(async () => {
    ({ till, control } = await openAgreements());
    await configureYookassa(till, { receipt: true });
    for (const shop of control.yookassa.shops.values()) shop.hasReceipts = true;
  });
  after(() => till.close());

  it('asks once for the e-mail of a payer, who then chooses again', async () => {
    const payer = await till.newPayer();
    await orderMonth(till, payer);
    await payer.taps(payer.dataOf('YooKassa'));
    expect(till.bot.last(payer.person).text).to.contain('e-mail');
    await till.bot.send(payer.person, 'no address');
    expect(till.bot.last(payer.person).text).to.contain('no e-mail address');
    await till.bot.send(payer.person, 'sara@example.com');
    await payer.taps(payer.dataOf('YooKassa'));
    await till.driver.settle();
    const made = [...control.yookassa.made.values()].at(-1);
    expect(made?.given.receipt).to.deep.include({ customer: { email: 'sara@example.com' } });
  });
});

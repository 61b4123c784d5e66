import { expect } from 'chai';
import { applyState } from '#services/payments/apply-state.js';
import { cancelAtGateway } from '#services/payments/cancel-payment.js';
import { listGatewayChecks } from '#services/payments/check-gateways.js';
import { checkPayment } from '#services/payments/check-payment.js';
import { findLost } from '#services/payments/find-lost.js';
import { failPayment, makePayment } from '#services/payments/make-payment.js';
import { offerMethods } from '#services/payments/offer-methods.js';
import { beginRefund, refundAtGateway } from '#services/payments/refund-payment.js';
import type { GatewayFault } from '../../../scripts/sandbox/gateways/faults.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { dyingRun } from '../../support/dying-run.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;
const kinds: readonly GatewayFault['kind'][] = [
  'cut',
  'empty',
  'html',
  'huge',
  'lost',
  'status',
  'truncated',
];

describe('a gateway in trouble', function () {
  this.timeout(120_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  before(async () => {
    till = await openTill('zarinpal');
    control = till.stage.control!;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    control.mend();
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
  });
  after(() => till.close());

  /** Ways to pay that people are offered. */
  const offered = async () => {
    const { settings, features } = (await till.driver.means.snapshots.read(till.tenant))!;
    const terms = { values: settings.values, features, publicUrl: till.sink.url };
    return (await till.tenant.db((tx) => offerMethods(till.tenant, tx, { amountToman: sum, terms }))).length;
  };
  const means = () => till.means;
  const checked = (paymentId: string, tenant = till.tenant) =>
    checkPayment(tenant, { paymentId, means: means(), checkMinutes: 10 });
  const made = (paymentId: string, tenant = till.tenant) =>
    makePayment(tenant, { paymentId, means: means(), describe: () => Promise.resolve(undefined) });

  it('makes the page to pay on once it answers, whatever its answers were before', async () => {
    for (const kind of kinds) {
      control.fail({ kind, on: /request\.json/ });
      const begun = await till.begin(payer, { topUpToman: sum + kinds.indexOf(kind) });
      await till.driver.settle();
      expect(await till.read(begun.id), kind).to.include({ status: 'pending', externalId: null });
      await till.driver.hurry();
      const payment = await till.read(begun.id);
      expect(payment.url, kind).to.match(/StartPay/);
      await till.pay(payer, payment);
      await till.deliver();
      expect((await till.read(payment.id)).status, kind).to.equal('paid');
    }
    const expected = kinds.map((_kind, at) => sum + at);
    expect((await till.purse(payer)).moves).to.deep.equal(expected);
  });

  it('credits once when verify took the money and its answer was lost, garbled or late', async () => {
    for (const kind of kinds) {
      const payment = await till.open(payer, { topUpToman: sum + kinds.indexOf(kind) });
      await till.pay(payer, payment);
      control.fail({ kind, on: /verify\.json/, times: 2 });
      await till.deliver();
      expect(await till.read(payment.id), kind).to.include({ status: 'pending', transactionId: null });
      await till.checkAll();
      await till.checkAll();
      expect((await till.read(payment.id)).status, kind).to.equal('paid');
    }
    expect((await till.purse(payer)).moves).to.have.length(kinds.length);
  });

  it('ends the payment after a minute without a page, tells how to go on, and is hidden after five faults in a row', async () => {
    control.fail({ kind: 'status', times: 100 });
    const begun = await till.begin(payer, { topUpToman: sum });
    await till.driver.settle();
    await ownerQuery(`update zarinpal_payments set created_at = now() - interval '2 minutes' where id = $1`, [
      begun.id,
    ]);
    await till.driver.hurry();
    expect(await till.read(begun.id)).to.include({
      status: 'failed',
      problem: 'gateway.unavailable',
      url: null,
    });
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
    const more = [];
    for (let at = 0; at < 5; at += 1) more.push(await till.begin(payer, { topUpToman: sum + at }));
    for (const { id } of more) await made(id).catch(() => undefined);
    expect(await offered()).to.equal(0);
    const marks = await ownerQuery(`select from notice_marks where bot_id = $1 and kind = 'gateway_hidden'`, [
      till.bot.botId,
    ]);
    expect(marks).to.have.length(1);
    control.mend();
    await ownerQuery(`update gateway_health set make_hidden_until = now() where bot_id = $1`, [
      till.bot.botId,
    ]);
    expect(await offered()).to.equal(1);
  });

  it('ends a payment whose job failed for good, and only one that has no page', async () => {
    const [begun, open] = [
      await till.begin(payer, { topUpToman: sum }),
      await till.open(payer, { topUpToman: 2 * sum }),
    ];
    await ownerQuery(`update zarinpal_payments set zarinpal_authority = null where id = $1`, [begun.id]);
    for (const { id } of [begun, open])
      await failPayment(till.tenant, { paymentId: id, code: 'payment.not_made' });
    expect(await till.read(begun.id)).to.include({ status: 'failed', problem: 'payment.not_made' });
    expect(await till.read(open.id)).to.include({ status: 'pending', problem: null });
  });

  it('is hidden at once, and its admins told, when it refuses the credentials', async () => {
    control.zarinpal.refuse('0b1c2d3e-1111-2222-3333-444455556666', -10);
    const begun = await till.begin(payer, { topUpToman: sum });
    await till.driver.settle();
    control.zarinpal.refuse('0b1c2d3e-1111-2222-3333-444455556666', undefined);
    expect(await till.read(begun.id)).to.include({ status: 'failed' });
    const [health] = await ownerQuery<{ hidden: boolean }>(
      'select make_hidden_until > now() as hidden from gateway_health where bot_id = $1',
      [till.bot.botId],
    );
    expect(health).to.deep.equal({ hidden: true });
  });

  it('stays hidden while it makes no payments, though it answers about those that it made, until a test of it is passed', async () => {
    const old = await till.open(payer, { topUpToman: sum });
    const merchant = '0b1c2d3e-1111-2222-3333-444455556666';
    control.zarinpal.refuse(merchant, -10, 'request');
    const begun = await till.begin(payer, { topUpToman: 2 * sum });
    await till.driver.settle();
    expect(await till.read(begun.id)).to.include({ status: 'failed' });
    expect(await checked(old.id)).to.equal('asked');
    await findLost(till.tenant, { method: 'zarinpal', means: means() });
    expect(await offered(), 'a good answer about the old one').to.equal(0);
    const { features } = (await till.driver.means.snapshots.read(till.tenant))!;
    const [check] = listGatewayChecks(till.tenant, { features, means: means() });
    await check!.run({} as never);
    expect(await offered()).to.equal(1);
    control.zarinpal.refuse(merchant, undefined, 'request');
  });

  it('makes one page, however often the process dies while it is made', async () => {
    for (let at = 1; ; at += 1) {
      const begun = await till.begin(await till.newPayer(), { topUpToman: sum });
      const run = dyingRun(at);
      const error = await made(begun.id, run.tenant(till.tenant)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      await made(begun.id);
      const payment = await till.read(begun.id);
      expect(payment.url, `death ${at}`).to.match(/StartPay/);
      if (!(error instanceof SimulatedDeath)) break;
      expect(at).to.be.below(40);
    }
  });

  it('credits once, however often the process dies while a payment is asked about', async () => {
    for (let at = 1; ; at += 1) {
      const payment = await till.open(payer, { topUpToman: sum + at });
      await till.pay(payer, payment);
      const before = (await till.purse(payer)).moves.length;
      const error = await checked(payment.id, dyingRun(at).tenant(till.tenant)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      await Promise.all([checked(payment.id), checked(payment.id)]);
      expect((await till.purse(payer)).moves.length, `death ${at}`).to.equal(before + 1);
      if (!(error instanceof SimulatedDeath)) break;
      expect(at).to.be.below(60);
    }
  });

  it('gives the money back once, however often the process dies on the way', async () => {
    for (let at = 1; ; at += 1) {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      await till.deliver();
      const refund = async (tenant = till.tenant) => {
        await tenant.db((tx) => beginRefund(tenant, tx, { paymentId: payment.id }));
        await refundAtGateway(tenant, { ...till.asking, paymentId: payment.id, means: means() });
      };
      const error = await refund(dyingRun(at).tenant(till.tenant)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      await refund();
      await till.driver.settle();
      expect(await till.read(payment.id), `death ${at}`).to.include({ status: 'refunded', problem: null });
      expect((await till.purse(payer)).balanceToman, `death ${at}`).to.equal(0);
      if (!(error instanceof SimulatedDeath)) break;
      expect(at).to.be.below(60);
    }
  });

  it('puts the money into the wallet again when it gives nothing back', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.deliver();
    control.zarinpal.refuse('0b1c2d3e-1111-2222-3333-444455556666', -63, 'reverse');
    await till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id }));
    expect((await till.purse(payer)).balanceToman).to.equal(0);
    await till.driver.settle();
    control.zarinpal.refuse('0b1c2d3e-1111-2222-3333-444455556666', undefined, 'reverse');
    const kept = await till.read(payment.id);
    expect(kept.status).to.equal('paid');
    expect(kept.problem).to.match(/^refund_refused -63/);
    expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum, -sum, sum] });
    const state = { kind: 'refunded' } as const;
    await till.tenant.db((tx) => applyState(till.tenant, tx, kept, { state, checkMinutes: 10 }));
    expect((await till.read(payment.id)).status, 'the gateway gave it back after all').to.equal('refunded');
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
  });

  it('finds by its list a payment whose making was never heard of', async () => {
    control.fail({ kind: 'lost', on: /request\.json/ });
    const begun = await till.begin(payer, { topUpToman: sum });
    await made(begun.id).catch(() => undefined);
    const [lost] = control.payments('zarinpal').filter(({ reference }) => reference === begun.reference);
    await control.press('zarinpal', lost!.id, 'callback_lost');
    await control.press('zarinpal', lost!.id, 'pay');
    await findLost(till.tenant, { method: 'zarinpal', means: means() });
    await till.driver.settle();
    await till.checkAll();
    expect(await till.purse(payer)).to.include({ balanceToman: sum });
  });

  it('is told of a cancelled payment where it can be; what was paid all the same is credited', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await cancelAtGateway(till.tenant, { paymentId: payment.id, means: means() });
    await till.checkAll();
    expect(await till.purse(payer)).to.include({ balanceToman: sum });
  });
});

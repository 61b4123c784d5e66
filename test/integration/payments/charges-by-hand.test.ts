import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { resumeCharges } from '#services/payments/agreements/resume-charges.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { Tx } from '#tenancy/scope.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import {
  agree,
  agreedSum as sum,
  beginAgreeing,
  comeToEnd,
  lastChargeOf,
  openAgreements,
} from '../../support/payments/agreeing.js';
import { everythingOf } from '../../support/payments/everything.js';
import type { Till } from '../../support/payments/open-till.js';

/** An agreement whose charges the fleet begins, at YooKassa. */
describe('an agreement of which an admin settles a payment by hand', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let planId: string;
  let payer: Customer;
  before(async () => {
    ({ till, control, planId } = await openAgreements());
  });
  beforeEach(async () => {
    control.mend();
    control.yookassa.manner.charge = 'succeeded';
    payer = await till.newPayer();
  });
  after(() => till.close());

  const settling = (paymentId: string) => (tx: Tx) => settleByHand(till.tenant, tx, { paymentId });
  async function settle({ id }: Payment): Promise<void> {
    await till.tenant.db(settling(id));
    await till.driver.settle();
  }
  /** The payer's agreement, of which a charge was begun that YooKassa says nothing of yet. */
  async function beginCharge() {
    const first = await agree(till, payer);
    control.yookassa.manner.charge = 'pending';
    await comeToEnd(till, first);
    const charge = (await lastChargeOf(till, first))!;
    expect(charge).to.include({ status: 'pending' });
    return { first, charge };
  }
  const look = async ({ id }: Payment): Promise<void> => {
    await runAgreement(till.tenant, { paymentId: id, means: till.means });
    await till.driver.settle();
  };
  const chargesOf = ({ repeat }: Payment) =>
    [...control.yookassa.made.values()].filter(({ given }) => given.payment_method_id === repeat?.mandate);
  const daysPaid = async ({ id }: Payment): Promise<number> => {
    const { repeat } = await till.read(id);
    return Math.round(((repeat?.until?.getTime() ?? 0) - Date.now()) / dayMs);
  };

  it('has the period of its charge bought, and charges its payer no second time for it', async () => {
    const { first, charge } = await beginCharge();
    await settle(charge);
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
    expect(await till.read(charge.id)).to.include({ status: 'paid', problem: 'settled_by_hand' });
    expect(await daysPaid(first)).to.equal(30);
    for (let again = 0; again < 2; again += 1) await look(first);
    expect(chargesOf(first)).to.have.length(1);
    expect((await till.read(first.id)).repeat).to.include({ state: 'active', tries: 0 });
  });

  it('has it bought whole or not at all, wherever the process dies', async () => {
    const { first, charge } = await beginCharge();
    const before = await everythingOf(till.bot.botId);
    for (let at = 1; (await dieBefore(till.tenant, at, settling(charge.id))).died; at += 1)
      expect(await everythingOf(till.bot.botId), `death ${at}`).to.equal(before);
    await till.driver.settle();
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
    expect(await daysPaid(first)).to.equal(30);
  });

  it('goes on from a first payment that YooKassa confirms with what its payer is charged by', async () => {
    const begun = await beginAgreeing(till, payer);
    await settle(begun);
    expect((await till.read(begun.id)).repeat).to.include({ state: null, mandate: null });
    await till.pay(payer, begun);
    await till.deliver();
    const first = await till.read(begun.id);
    expect(first).to.include({ problem: 'settled_twice' });
    expect(first.repeat).to.include({ state: 'active' });
    expect(first.repeat?.mandate).to.match(/^[\w-]{36}$/);
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum] });
    await comeToEnd(till, first);
    expect(chargesOf(first)).to.have.length(1);
  });

  it('has it bought later where the tenant cannot pay for it yet, and the gateway is asked on then', async () => {
    await ownerQuery('update bot_plans set traffic_limit_gb = 10 where id = $1', [planId]);
    const { charge } = await beginCharge();
    await ownerQuery(
      `update bots set billing_model = 'subscription_sale', traffic_rate_toman = 100, wallet_balance_toman = 0,
         min_wallet_balance_toman = 5000, auto_suspend_on_low_balance = true where id = $1`,
      [till.bot.botId],
    );
    await settle(charge);
    expect(await till.read(charge.id)).to.include({ status: 'paid', problem: 'order.tenant_wallet' });
    await till.checkAll();
    const state = { kind: 'paid', amount: '200.00', currency: 'RUB', receipt: 'r1' } as const;
    await till.tenant.db((tx) => applyState(till.tenant, tx, charge, { state, checkMinutes: 10 }));
    expect(await till.read(charge.id)).to.include({ status: 'paid', problem: 'order.tenant_wallet' });
    await ownerQuery('update bots set wallet_balance_toman = 1000 where id = $1', [till.bot.botId]);
    await resumeCharges(till.tenant);
    expect(await till.read(charge.id)).to.include({ status: 'paid', problem: 'settled_by_hand' });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
  });
});

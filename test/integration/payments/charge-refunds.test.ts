import { expect } from 'chai';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import {
  agree,
  agreedSum as sum,
  comeToEnd,
  lastChargeOf,
  openAgreements,
} from '../../support/payments/agreeing.js';
import type { Till } from '../../support/payments/open-till.js';

describe('a charge of an agreement after the first', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  let first: Payment;
  before(async () => {
    ({ till } = await openAgreements());
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    first = await agree(till, payer);
    await comeToEnd(till, first);
    await till.deliver();
    await till.checkAll();
  });
  after(() => till.close());

  const orders = async () =>
    ownerQuery<{ id: string; state: string }>(
      'select orders.id::text, state from orders where bot_id = $1 and user_id = $2 order by orders.id',
      [till.bot.botId, await till.userOf(payer)],
    );
  const goBack = (payment: Payment) =>
    till.tenant.db((tx) =>
      applyState(till.tenant, tx, payment, { state: { kind: 'refunded' }, checkMinutes: 5 }),
    );

  it('says what it bought, which is taken back with its money, and no earlier period', async () => {
    const charge = (await lastChargeOf(till, first))!;
    const [, second] = await orders();
    expect(charge).to.include({ status: 'paid', orderId: second!.id });
    await Promise.all([goBack(charge), goBack(charge)]);
    await till.driver.settle();
    expect((await orders()).map(({ state }) => state)).to.deep.equal(['paid', 'refunded']);
    expect(await till.purse(payer)).to.deep.include({
      balanceToman: 0,
      moves: [sum, -sum, sum, -sum, sum, -sum],
    });
    expect(await till.read(charge.id)).to.include({ status: 'refunded', problem: null });
    expect((await till.read(first.id)).repeat?.state).to.equal('canceled');
    expect(till.bot.said(payer.person).some(({ text }) => text.includes('was taken back'))).to.equal(true);
  });
});

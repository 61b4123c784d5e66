import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import type { Payment } from '#services/payments/payment.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import {
  agree,
  agreedSum as sum,
  comeToEnd,
  lastChargeOf,
  openAgreements,
} from '../../support/payments/agreeing.js';
import type { Till } from '../../support/payments/open-till.js';

/** An agreement whose charges the fleet begins, at YooKassa. */
describe('what was saved at YooKassa', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  let first: Payment;
  before(async () => {
    ({ till, control } = await openAgreements());
  });
  beforeEach(async () => {
    control.mend();
    control.yookassa.manner.charge = 'succeeded';
    payer = await till.newPayer();
    first = await agree(till, payer);
  });
  after(() => till.close());

  const lastCharge = () => lastChargeOf(till, first);
  const charged = () =>
    [...control.yookassa.made.values()].filter(
      ({ given }) => given.payment_method_id === first.repeat?.mandate,
    );

  it('is charged when the period ends, once, and buys the next', async () => {
    expect(first.repeat).to.include({ state: 'active', days: 30 });
    expect(first.repeat?.mandate).to.match(/^[\w-]{36}$/);
    await comeToEnd(till, first);
    await till.deliver();
    await till.checkAll();
    const charge = await lastCharge();
    expect(charge).to.include({ status: 'paid', creditedToman: sum });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum, sum, -sum] });
    expect(charged().length).to.equal(1);
  });

  it('is asked for within a day of its beginning, for YooKassa’s key lasts no longer', async () => {
    await comeToEnd(till, first);
    const { createdAt, expiresAt } = (await lastCharge())!;
    expect(expiresAt.getTime() - createdAt.getTime()).to.be.at.most(dayMs + 60_000);
  });

  it('is charged no more where YooKassa says that it will not do, and tried again where it may', async () => {
    control.yookassa.manner.charge = 'insufficient_funds';
    await comeToEnd(till, first);
    await till.checkAll();
    expect((await till.read(first.id)).repeat).to.include({ state: 'active', tries: 1 });
    control.yookassa.manner.charge = 'permission_revoked';
    await comeToEnd(till, first);
    await till.checkAll();
    expect((await till.read(first.id)).repeat).to.include({ state: 'failed' });
    expect(await till.purse(payer)).to.deep.include({ moves: [sum, -sum] });
  });

  it('is charged once where the answer was lost', async () => {
    control.fail({ kind: 'lost', on: /POST \/v3\/payments$/ });
    await comeToEnd(till, first);
    expect((await lastCharge())?.externalId).to.equal(null);
    await till.driver.hurry();
    await till.checkAll();
    expect(charged().length).to.equal(1);
    expect(await lastCharge()).to.include({ status: 'paid', creditedToman: sum });
  });
});

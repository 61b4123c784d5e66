import { expect } from 'chai';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
import { beginRefund, giveUpRefund, refundAtGateway } from '#services/payments/refund-payment.js';
import { refundAmountOf } from '#services/payments/take-refunded.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Customer } from '../../support/bot/customer.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;
const part = 50_000;

/** Something comes between the gateway's refund of a part and what is noted of its answer. */
describe('the answer of a gateway that gave a part back', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('yookassa');
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.deliver();
    await till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id, amountToman: part }));
  });
  after(() => till.close());

  async function answerAfter(between: () => Promise<unknown>): Promise<void> {
    let calls = 0;
    const late: Tenant = {
      ...till.tenant,
      db: async (work) => {
        calls += 1;
        // What it reads, what it notes of the gateway, and then its answer.
        if (calls === 3) await between();
        return till.tenant.db(work);
      },
    };
    await refundAtGateway(late, { paymentId: payment.id, ...till.asking });
    expect(calls).to.equal(3);
  }
  const standing = async () => {
    const { status, refundedToman } = (await till.read(payment.id))!;
    return { status, refundedToman, ...(await till.purse(payer)) };
  };

  it('is that part, though the gateway’s word of it was there first', async () => {
    await answerAfter(async () => {
      const under = (await till.read(payment.id))!;
      const state = { kind: 'refunded', amount: refundAmountOf(under) } as const;
      await till.tenant.db((tx) => applyState(till.tenant, tx, under, { state, checkMinutes: 10 }));
    });
    expect(await standing()).to.deep.include({
      ...{ status: 'paid', refundedToman: part, balanceToman: sum - part },
      moves: [sum, -part],
    });
  });

  it('is out of the wallet, though another run had given it up', async () => {
    await answerAfter(() => till.tenant.db((tx) => giveUpRefund(till.tenant, tx, payment, 'late')));
    expect(await standing()).to.deep.include({
      ...{ status: 'paid', refundedToman: part, balanceToman: sum - part },
      moves: [sum, -part, part, -part],
    });
  });
});

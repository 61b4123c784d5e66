import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { setBotActive } from '#services/bots/change-bot.js';
import { enqueueAgreementBots } from '#services/payments/agreements/enqueue-agreements.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
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
  nearEnd,
  openAgreements,
  orderMonth,
} from '../../support/payments/agreeing.js';
import type { Till } from '../../support/payments/open-till.js';

describe('an agreement that the fleet charges', function () {
  this.timeout(120_000);
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

  const chargesOf = ({ repeat }: Payment) =>
    [...control.yookassa.made.values()].filter(({ given }) => given.payment_method_id === repeat?.mandate);
  const stateOf = async ({ id }: Payment) => (await till.read(id)).repeat?.state;
  const heard = (words: string): number =>
    till.bot.said(payer.person).filter(({ text }) => text.includes(words)).length;
  const look = (one: Payment) => runAgreement(till.tenant, { paymentId: one.id, means: till.means });
  const isDue = () =>
    ownerQuery(`update gateway_payments set repeat_check_at = now() - interval '1 second' where id = $1`, [
      first.id,
    ]);
  /** The agreements of the payer that go on. */
  const active = async (): Promise<string[]> => {
    const rows = await ownerQuery<{ id: string }>(
      `select id::text from gateway_payments where bot_id = $1 and user_id = $2 and repeat_state = 'active'`,
      [till.bot.botId, await till.userOf(payer)],
    );
    return rows.map(({ id }) => id);
  };
  /** Its last charge failed, and is tried again tomorrow. */
  const failOnce = async (): Promise<void> => {
    control.yookassa.manner.charge = 'insufficient_funds';
    await comeToEnd(till, first);
    await till.checkAll();
    expect((await till.read(first.id)).repeat).to.include({ state: 'active', tries: 1 });
    control.yookassa.manner.charge = 'succeeded';
  };

  describe('beside another one for the same subscription', () => {
    it('is not offered, and refused, while it is in order', async () => {
      await orderMonth(till, payer);
      expect(payer.sees().join()).to.contain('YooKassa').and.not.to.contain('every 30 days');
      const error = await beginAgreeing(till, payer).catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'payment.method_off' });
    });

    it('ends the one whose charge had failed, so that its card is charged no more', async () => {
      await failOnce();
      await orderMonth(till, payer);
      expect(payer.sees().join()).to.contain('every 30 days');
      const before = chargesOf(first).length;
      const second = await agree(till, payer);
      expect([await stateOf(first), await stateOf(second)]).to.deep.equal(['canceled', 'active']);
      await isDue();
      await enqueueAgreementBots();
      await till.driver.settle();
      await comeToEnd(till, first);
      await comeToEnd(till, second);
      await till.checkAll();
      expect([chargesOf(first).length - before, chargesOf(second).length]).to.deep.equal([0, 1]);
      expect((await till.purse(payer)).moves).to.deep.equal([sum, -sum, sum, -sum, sum, -sum]);
    });

    it('is the only one that goes on, wherever the process dies and whoever looks at the same moment', async () => {
      await failOnce();
      const second = await beginAgreeing(till, payer);
      const { currencyAmount: amount } = second;
      const state = { kind: 'paid', amount, currency: 'RUB', receipt: 'r', mandate: 'another card' } as const;
      const settle = (tx: Parameters<typeof applyState>[1]) =>
        applyState(till.tenant, tx, second, { state, checkMinutes: 5 });
      let at = 1;
      for (; (await dieBefore(till.tenant, at, settle)).died; at += 1)
        expect(await active(), `death ${at}`).to.deep.equal([first.id]);
      expect(at).to.be.above(20);
      await nearEnd(first);
      await Promise.all([look(first), till.tenant.db(settle), look(first), till.tenant.db(settle)]);
      await till.driver.settle();
      expect(await active()).to.deep.equal([second.id]);
      expect((await till.purse(payer)).moves).to.deep.equal([sum, -sum, sum, -sum]);
    });

    it('ends before it charges, where a later one was begun all the same', async () => {
      await failOnce();
      const second = await agree(till, payer);
      await ownerQuery(`update gateway_payments set repeat_state = 'active' where id = $1`, [first.id]);
      const before = chargesOf(first).length;
      await comeToEnd(till, first);
      expect(await active()).to.deep.equal([second.id]);
      expect(chargesOf(first).length).to.equal(before);
    });
  });

  describe('in a bot that is switched off', () => {
    afterEach(() => setBotActive(till.bot.botId, true));

    it('is charged when the bot is on again, and not before, also where the charge was begun already', async () => {
      await nearEnd(first);
      await look(first);
      await setBotActive(till.bot.botId, false);
      await till.driver.settle();
      expect(await lastChargeOf(till, first)).to.include({ status: 'cancelled' });
      await isDue();
      await enqueueAgreementBots();
      await till.driver.settle();
      await look(first);
      await till.driver.settle();
      expect(chargesOf(first)).to.have.length(0);
      expect(await stateOf(first)).to.equal('active');
      await setBotActive(till.bot.botId, true);
      await isDue();
      await enqueueAgreementBots();
      await till.driver.settle();
      await till.checkAll();
      expect(chargesOf(first)).to.have.length(1);
      expect((await till.purse(payer)).moves).to.deep.equal([sum, -sum, sum, -sum]);
    });

    it('charges nobody long after what they paid is over, and says so', async () => {
      await ownerQuery('update gateway_payments set repeat_until = $2 where id = $1', [
        first.id,
        new Date(Date.now() - 8 * dayMs),
      ]);
      await look(first);
      await till.driver.settle();
      expect(chargesOf(first)).to.have.length(0);
      expect(await stateOf(first)).to.equal('failed');
      expect(heard('will not try again')).to.equal(1);
    });
  });

  it('waits for credentials until the paid time is over, and then ends, of which its payer hears', async () => {
    const [kept] = await ownerQuery<{ value: unknown }>(
      `delete from bot_configurations where bot_id = $1 and config_key = 'yookassa_secret_key' returning config_value as value`,
      [till.bot.botId],
    );
    try {
      await comeToEnd(till, first);
      expect(await stateOf(first)).to.equal('active');
      const [due] = await ownerQuery<{ minutes: number }>(
        `select extract(epoch from repeat_check_at - now())::int / 60 as minutes from gateway_payments where id = $1`,
        [first.id],
      );
      expect(due!.minutes).to.be.within(55, 60);
      await ownerQuery(
        `update gateway_payments set repeat_until = now() - interval '1 second' where id = $1`,
        [first.id],
      );
      await look(first);
      await look(first);
      await till.driver.settle();
      expect(await stateOf(first)).to.equal('failed');
      expect(heard('will not try again')).to.equal(1);
    } finally {
      await ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'yookassa_secret_key', $2)`,
        [till.bot.botId, JSON.stringify(kept?.value)],
      );
    }
  });

  for (const [status, what] of [
    ['pending', 'was never answered about'],
    ['held', 'waits for an admin'],
  ] as const)
    it(`ends, and its payer hears of it, when the time of a charge is over that ${what}`, async () => {
      control.yookassa.manner.charge = 'pending';
      await comeToEnd(till, first);
      const charge = await lastChargeOf(till, first);
      await ownerQuery(
        `update gateway_payments set status = $2, check_until = now() - interval '1 second' where id = $1`,
        [charge!.id, status],
      );
      await comeToEnd(till, first);
      expect(chargesOf(first)).to.have.length(1);
      expect(await stateOf(first)).to.equal('failed');
      expect(heard('will not try again')).to.equal(1);
    });
});

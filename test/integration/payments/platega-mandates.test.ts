import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { stopOwnAgreement } from '#services/payments/agreements/stop-repeating.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import type { Payment } from '#services/payments/payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { PlategaStandIn } from '../../../scripts/sandbox/gateways/platega/platega.js';
import { sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly external_id: string;
  readonly receipt: string | null;
  readonly repeat_state: string | null;
}

describe('a subscription that is paid by a mandate at Platega', function () {
  this.timeout(120_000);
  let till: Till;
  let platega: PlategaStandIn;
  let payer: Customer;
  before(async () => {
    till = await openTill('platega');
    platega = till.stage.control!.platega;
    await ownerQuery(
      `update bot_feature_flags set config = '{"repeats": true}' where bot_id = $1 and feature_key = 'platega'`,
      [till.bot.botId],
    );
    await till.bot.publish();
    await sellPlan(till.bot, { priceToman: 200_000 });
  });
  beforeEach(async () => {
    payer = await till.newPayer();
  });
  after(() => till.close());

  const payments = async (): Promise<Row[]> =>
    ownerQuery<Row>(
      `select id::text, status, external_id, receipt, repeat_state from gateway_payments
      where bot_id = $1 and user_id = $2 order by gateway_payments.id`,
      [till.bot.botId, await till.userOf(payer)],
    );
  const daysLeft = async (): Promise<number> => {
    const [row] = await ownerQuery<{ ends_at: Date }>(
      'select ends_at from subscriptions where bot_id = $1 and user_id = $2',
      [till.bot.botId, await till.userOf(payer)],
    );
    return Math.round(((row?.ends_at.getTime() ?? 0) - Date.now()) / dayMs);
  };
  /** The payer takes the plan, and is led to where a mandate is agreed on; what Platega calls it. */
  async function begin(): Promise<string> {
    await payer.chooses('Month');
    await payer.taps(payer.dataOf('Choose how'));
    await payer.taps(payer.dataOf('every 30 days'));
    await till.driver.settle();
    return (await payments())[0]?.external_id ?? '';
  }
  async function agree(): Promise<string> {
    const name = await begin();
    await till.stage.control!.press('platega', name, 'pay');
    await till.deliver(3);
    return name.slice('sub:'.length);
  }

  it('is bought by the first charge, however often that is told of', async () => {
    const id = await agree();
    expect(await daysLeft()).to.equal(30);
    const [row, ...others] = await payments();
    expect(row).to.include({ status: 'paid', repeat_state: 'active', external_id: `sub:${id}` });
    expect(others).to.deep.equal([]);
    expect((await till.purse(payer)).balanceToman).to.equal(0);
  });

  it('is bought once where the first charge is found before it is told of', async () => {
    const name = await begin();
    await till.stage.control!.press('platega', name, 'pay');
    const told = till.sink.heard.splice(0);
    await till.checkAll();
    expect((await payments())[0]).to.include({ status: 'paid', receipt: null });
    till.sink.heard.push(...told);
    await till.deliver(3);
    expect(await payments()).to.have.length(1);
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, subscriptions: 1 });
    expect(await daysLeft()).to.equal(30);
  });

  it('goes on by a period with each charge, once a charge', async () => {
    const id = await agree();
    for (const days of [60, 90]) {
      await platega.charge(id);
      await till.deliver(3);
      expect(await daysLeft()).to.equal(days);
    }
    expect((await payments()).map(({ status }) => status)).to.deep.equal(['paid', 'paid', 'paid']);
    expect((await till.purse(payer)).balanceToman).to.equal(0);
  });

  it('goes on after a failed charge that is tried again, and is over after one that is not', async () => {
    const id = await agree();
    await platega.charge(id, { fails: true, retryAt: new Date(Date.now() + dayMs) });
    await till.deliver();
    expect((await payments()).map(({ repeat_state: state }) => state)).to.deep.equal(['active']);
    await platega.charge(id);
    await till.deliver();
    expect(await daysLeft()).to.equal(60);
    await platega.charge(id, { fails: true });
    await till.deliver();
    expect((await payments())[0]).to.include({ repeat_state: 'failed' });
    expect(await daysLeft()).to.equal(60);
  });

  it('is paid by the charge that succeeds where the first one failed', async () => {
    const name = await begin();
    const id = name.slice('sub:'.length);
    await platega.charge(id, { fails: true, retryAt: new Date(Date.now() + dayMs) });
    await till.deliver(2);
    expect((await payments()).map(({ status }) => status)).to.deep.equal(['pending']);
    await platega.charge(id);
    await till.deliver(2);
    await till.checkAll();
    expect((await payments()).map(({ status }) => status)).to.deep.equal(['paid']);
    expect(await daysLeft()).to.equal(30);
  });

  describe('whose first charge an admin settled by hand', () => {
    /** The payer is led to the mandate, and agrees, of which nothing is heard; the admin settles, in time or when it is over. */
    async function settle({ isAgreed = true, isOver = false } = {}): Promise<Payment> {
      const name = await begin();
      if (isAgreed) await till.stage.control!.press('platega', name, 'pay');
      const [row] = await payments();
      if (isOver)
        await ownerQuery(
          `update gateway_payments set check_until = now() - interval '1 second' where id = $1`,
          [row!.id],
        );
      await till.tenant.db((tx) => settleByHand(till.tenant, tx, { paymentId: row!.id }));
      await till.driver.settle();
      return till.read(row!.id);
    }
    const stop = async ({ id: paymentId }: Payment): Promise<boolean> => {
      const userId = await till.userOf(payer);
      return till.tenant.db((tx) => stopOwnAgreement(till.tenant, tx, { userId, paymentId }));
    };

    it('goes on, and its payer can end it, once Platega has told of the charge', async () => {
      const first = await settle();
      await till.deliver(3);
      expect((await till.read(first.id)).repeat).to.include({ state: 'active' });
      expect(await daysLeft()).to.equal(30);
      expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [200_000, -200_000] });
      expect(await stop(first)).to.equal(true);
      await till.driver.settle();
      expect(platega.subscriptions.get(first.externalId!.slice('sub:'.length))).to.include({
        status: 'Cancelled',
      });
    });

    for (const isOver of [false, true])
      it(`is asked about at once where Platega is not heard, its time over: ${isOver}`, async () => {
        const first = await settle({ isOver });
        await enqueueDuePayments(till.tenant);
        await till.driver.settle();
        expect((await till.read(first.id)).repeat).to.include({ state: 'active' });
        till.sink.heard.length = 0;
      });

    it('is none where its payer never agreed to it', async () => {
      const first = await settle({ isAgreed: false });
      await till.checkAll();
      expect((await till.read(first.id)).repeat).to.include({ state: null, until: null });
    });
  });

  it('gives back what the bank took back of the first charge', async () => {
    await agree();
    const [first] = await payments();
    await platega.chargeBack(first?.receipt ?? '');
    await till.deliver(2);
    expect((await payments())[0]).to.include({ status: 'refunded' });
  });
});

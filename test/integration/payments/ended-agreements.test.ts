import { expect } from 'chai';
import { enqueueAgreementBots } from '#services/payments/agreements/enqueue-agreements.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { stopOwnAgreement } from '#services/payments/agreements/stop-repeating.js';
import type { Payment } from '#services/payments/payment.js';
import { fillWallet, sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import { subscribeMonthly } from '../../support/payments/subscribe-monthly.js';

const sum = 200_000;
/** What the admins hear, in the language of the bot. */
const notEnded = 'به برداشت از حساب یک پرداخت‌کننده پایان نمی‌دهد';

describe('an agreement that its gateway charges by itself', function () {
  this.timeout(120_000);
  let till: Till;
  let apiKey: string;
  let planId: string;
  let boss: Customer;
  let payer: Customer;
  let first: Payment;
  before(async () => {
    till = await openTill('tribute');
    const { botId } = till.bot;
    await ownerQuery(
      `update bot_feature_flags set config = '{"recurring":true}' where bot_id = $1 and feature_key = 'tribute'`,
      [botId],
    );
    planId = await sellPlan(till.bot, { name: 'Month', priceToman: sum });
    boss = await till.newPayer();
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
      botId,
      boss.person.id,
    ]);
    await till.bot.publish();
    [apiKey = ''] = tribute().accounts.keys();
  });
  beforeEach(async () => {
    till.stage.control!.mend();
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
    await till.bot.keepSecret('tribute_api_key', apiKey);
    await ownerQuery('update bot_plans set price_toman = $2 where id = $1', [planId, sum]);
    payer = await till.newPayer();
    first = await subscribe();
  });
  after(() => till.close());

  const tribute = () => till.stage.control!.tribute;
  const atTribute = () => tribute().orders.get(first.externalId!)?.member;
  const forgetKey = () =>
    ownerQuery(`delete from bot_configurations where bot_id = $1 and config_key = 'tribute_api_key'`, [
      till.bot.botId,
    ]);
  /** The payer buys a month that is charged again by itself; the first payment of it. */
  async function subscribe(): Promise<Payment> {
    const paid = await subscribeMonthly(till, payer);
    expect(paid.repeat?.state).to.equal('active');
    return paid;
  }
  const end = async (): Promise<boolean> => {
    const userId = await till.userOf(payer);
    return till.tenant.db((tx) => stopOwnAgreement(till.tenant, tx, { userId, paymentId: first.id }));
  };
  const standing = async () => {
    const [row] = await ownerQuery<{ state: string; next: Date | null }>(
      'select repeat_state as state, repeat_check_at as next from gateway_payments where id = $1',
      [first.id],
    );
    return row!;
  };
  /** What is due of its agreements is done, as the schedule does. */
  const tick = async (): Promise<void> => {
    await ownerQuery(
      // The fleet's clock knows no fractions of a millisecond.
      `update gateway_payments set repeat_check_at = now() - interval '1 second' where id = $1 and repeat_check_at is not null`,
      [first.id],
    );
    await enqueueAgreementBots();
    await till.driver.settle();
  };
  const told = (words: string, to = boss): number =>
    till.bot.said(to.person).filter(({ text }) => text.includes(words)).length;

  it('is ended there too, and then left alone', async () => {
    await end();
    await till.driver.settle();
    expect(atTribute()).to.equal('cancelled');
    expect(await standing()).to.deep.equal({ state: 'canceled', next: null });
    const before = till.stage.control!.calls.length;
    await tick();
    expect(till.stage.control!.calls.length).to.equal(before);
  });

  it('leaves nothing where the process dies while its payer ends it, and is told of afterwards', async () => {
    const userId = await till.userOf(payer);
    let at = 1;
    for (; ; at += 1) {
      const fate = await dieBefore(till.tenant, at, (tx) =>
        stopOwnAgreement(till.tenant, tx, { userId, paymentId: first.id }),
      );
      if (!fate.died) break;
      expect((await standing()).state, `death ${at}`).to.equal('active');
    }
    expect(at).to.be.above(4);
    await till.driver.settle();
    expect(atTribute()).to.equal('cancelled');
  });

  it('is ended there when the gateway takes it, however often it refused, and the admins hear once of that', async () => {
    const before = told(notEnded);
    till.stage.control!.fail({ kind: 'status', status: 401, on: /cancel/, times: 2 });
    await end();
    await till.driver.settle();
    for (const again of [1, 2]) {
      expect(told(notEnded) - before).to.equal(1);
      const { state, next } = await standing();
      expect(state).to.equal('canceled');
      expect(next!.getTime() - Date.now(), 'a day later').to.be.within(86_000_000, 86_400_000);
      expect(atTribute(), `refused ${again}`).to.equal('active');
      if (again === 1) await tick();
    }
    await tick();
    expect(atTribute()).to.equal('cancelled');
    expect((await standing()).next).to.equal(null);
  });

  it('is ended there when the bot has credentials again', async () => {
    const before = told(notEnded);
    await forgetKey();
    await end();
    await till.driver.settle();
    expect(await standing()).to.include({ state: 'canceled' });
    expect(told(notEnded) - before).to.equal(1);
    await till.bot.keepSecret('tribute_api_key', apiKey);
    await tick();
    expect(atTribute()).to.equal('cancelled');
  });

  it('that cannot be asked about is waited for a day, and then over, of which its payer hears', async () => {
    await forgetKey();
    const until = (ago: string) =>
      ownerQuery(`update gateway_payments set repeat_until = now() - $2::interval where id = $1`, [
        first.id,
        ago,
      ]);
    const look = () => runAgreement(till.tenant, { paymentId: first.id, means: till.means });
    await until('23 hours');
    await look();
    expect((await standing()).state).to.equal('active');
    await until('25 hours');
    await look();
    await till.driver.settle();
    expect((await standing()).state).to.equal('failed');
    expect(told('will not try again', payer)).to.equal(1);
  });

  it('buys nothing at a price that its payer never agreed to, keeps the money for them and is over', async () => {
    await fillWallet(till.bot, payer.person, sum);
    await ownerQuery('update bot_plans set price_toman = $2 where id = $1', [planId, sum + 1_000]);
    await tribute().charge(first.externalId!, 'paid');
    await till.deliver(3);
    await till.checkAll();
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 2 * sum, subscriptions: 1 });
    expect((await standing()).state).to.equal('canceled');
    expect(atTribute()).to.equal('cancelled');
    expect(told('had charged you already', payer)).to.equal(1);
  });
});

import { expect } from 'chai';
import { useJobs } from '#jobs/enqueue.js';
import { cancelAtGateway } from '#services/payments/cancel-payment.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import { findLost } from '#services/payments/find-lost.js';
import { noteFault } from '#services/payments/gateway-health.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import type { GatewayControl } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

describe('a question to a gateway', function () {
  this.timeout(60_000);
  let till: Till;
  let control: GatewayControl;
  let payer: Customer;
  before(async () => {
    till = await openTill('zarinpal');
    control = till.stage.control!;
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    await ownerQuery('delete from gateway_health where bot_id = $1', [till.bot.botId]);
  });
  after(() => till.close());

  const callsOf = (operation: RegExp): number =>
    control.calls.filter(({ path }) => operation.test(path)).length;

  it('is asked a few times at most for a hundred callbacks of a payment, and not at all once it is settled', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    const [callback] = till.sink.heard;
    const before = callsOf(/verify/);
    await till.deliver(100);
    expect((await till.read(payment.id)).status).to.equal('paid');
    expect(callsOf(/verify/) - before).to.be.at.most(3);
    const settled = callsOf(/verify/);
    till.sink.heard.push(callback!);
    await till.deliver(100);
    expect(callsOf(/verify/)).to.equal(settled);
  });

  it('for a page to pay on is asked again where the job that asks was lost with Redis', async () => {
    useJobs(undefined);
    const begun = await till.begin(payer, { topUpToman: sum });
    useJobs(till.driver.jobs);
    await ownerQuery('delete from outbox where bot_id = $1', [till.bot.botId]);
    await till.driver.settle();
    expect(await till.read(begun.id)).to.include({ status: 'pending', url: null });
    await till.checkAll();
    expect((await till.read(begun.id)).url).to.match(/StartPay/);
  });

  it('of a bot without credentials is a fault of its gateway, which fails no job', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    const { tenant, means } = till;
    const merchant = (value: string | null) =>
      ownerQuery<{ merchant: string }>(
        `update bots set zarinpal_merchant_id = $2 from bots was where bots.id = $1 and was.id = $1
         returning was.zarinpal_merchant_id as merchant`,
        [till.bot.botId, value],
      );
    const [had] = await merchant(null);
    await findLost(tenant, { method: 'zarinpal', means });
    await cancelAtGateway(tenant, { paymentId: payment.id, means });
    await merchant(had!.merchant);
    const health = await ownerQuery('select last_fault from gateway_health where bot_id = $1', [
      till.bot.botId,
    ]);
    expect(health).to.deep.equal([{ last_fault: 'gateway.unauthorized' }]);
  });

  it('goes on after an admin settled a payment by hand: what is paid there too is told, and credited once', async () => {
    const payment = await till.open(payer, { topUpToman: sum });
    await till.tenant.db((tx) => settleByHand(till.tenant, tx, { paymentId: payment.id }));
    await till.driver.settle();
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_by_hand' });
    await till.pay(payer, payment);
    await till.deliver();
    expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_twice' });
    expect((await till.purse(payer)).moves).to.deep.equal([sum]);
    const marks = await ownerQuery(
      `select from notice_marks where bot_id = $1 and kind = 'payment_settled_twice'`,
      [till.bot.botId],
    );
    expect(marks).to.have.length(1);
  });

  describe('that fails by a fault of ours', () => {
    let sealed: string;
    /** The bot's token cannot be opened, so that no account of the bot can be. */
    const setToken = (token: string) =>
      ownerQuery('update bots set telegram_bot_token = $2 where id = $1', [till.bot.botId, token]);
    beforeEach(async () => {
      const [bot] = await ownerQuery<{ token: string }>(
        'select telegram_bot_token as token from bots where id = $1',
        [till.bot.botId],
      );
      sealed = bot!.token;
    });
    afterEach(() => setToken(sealed));
    const pauseOf = async (id: string): Promise<number> => {
      const [row] = await ownerQuery<{ minutes: number }>(
        `select extract(epoch from check_at - now())::float8 / 60 as minutes from zarinpal_payments where id = $1`,
        [id],
      );
      return row!.minutes;
    };

    it('is asked again with pauses that grow to an hour, is seen meanwhile, and answered in the end', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      till.sink.heard.splice(0);
      await setToken('broken');
      const pauses: number[] = [];
      for (let at = 0; at < 10; at += 1) {
        await till.checkAll();
        pauses.push(Math.round(await pauseOf(payment.id)));
      }
      expect(await till.read(payment.id)).to.include({
        status: 'pending',
        problem: 'check_failed',
        checks: 10,
      });
      expect(pauses[0]).to.equal(10);
      expect(pauses.at(-1)).to.equal(60);
      expect([...pauses].sort((one, other) => one - other)).to.deep.equal(pauses);
      await setToken(sealed);
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'paid', problem: null });
      expect((await till.purse(payer)).moves).to.deep.equal([sum]);
    });

    it('until its time is over is for an admin to decide about', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await ownerQuery(
        `update zarinpal_payments set check_until = now() - interval '1 minute' where id = $1`,
        [payment.id],
      );
      await setToken('broken');
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'check_failed' });
    });

    it('whatever its job dies of, comes no more often than the payment was left alone before', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      for (const [left, minutes] of [
        ['1 minute', 10],
        ['25 minutes', 25],
        ['3 hours', 60],
      ] as const) {
        await ownerQuery(
          `update zarinpal_payments set check_at = now() - interval '1 second', updated_at = now() - $2::interval
           where id = $1`,
          [payment.id, left],
        );
        await enqueueDuePayments(till.tenant);
        expect(Math.round(await pauseOf(payment.id)), left).to.equal(minutes);
        await ownerQuery('delete from outbox where bot_id = $1', [till.bot.botId]);
      }
    });
  });

  it('that people choose too large a sum for hides its gateway from nobody', async () => {
    const { tenant } = till;
    for (let at = 0; at < 6; at += 1)
      await tenant.db((tx) =>
        noteFault(tenant, tx, { gateway: 'zarinpal', question: 'making', code: 'gateway.amount' }),
      );
    expect(await till.begin(payer, { topUpToman: sum })).to.include({ status: 'pending' });
  });
});

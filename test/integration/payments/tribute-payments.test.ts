import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { dayMs } from '#platform/units.js';
import type { Payment } from '#services/payments/payment.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { sellPlan, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import { subscribeMonthly } from '../../support/payments/subscribe-monthly.js';
import { waitFor } from '../../support/wait-for.js';

const sum = 200_000;
const link = 'https://t.me/tribute/app?startapp=d123';

/** What Tribute alone does: donations that find whose they are, and orders that it charges again by itself. */
describe('payments through Tribute', function () {
  this.timeout(120_000);
  let till: Till;
  let payer: Customer;
  let apiKey: string;
  before(async () => {
    till = await openTill('tribute');
    await ownerQuery(
      `update bot_feature_flags set config = '{"recurring":true}' where bot_id = $1 and feature_key = 'tribute'`,
      [till.bot.botId],
    );
    await till.bot.publish();
    [apiKey = ''] = tribute().accounts.keys();
  });
  beforeEach(async () => {
    payer = await till.newPayer();
  });
  after(() => till.close());
  const tribute = () => till.stage.control!.tribute;

  describe('by a donation link', () => {
    before(() => till.bot.configure({ tribute_link: link }));
    after(() => till.bot.configure({ tribute_link: null }));
    let gifts = 0;
    /** Somebody gives by the link; what Tribute tells waits to be delivered. */
    const give = (roubles: number, more: object = {}) => {
      till.stage.control!.passTime(1_000);
      return tribute().tell(apiKey, 'new_donation', {
        ...{ donation_request_id: 123, donation_name: 'VPN', period: 'once', amount: roubles * 100 },
        ...{ currency: 'rub', anonymously: false, telegram_user_id: Number(payer.person.id) },
        message: `gift ${(gifts += 1)}`,
        ...more,
      });
    };
    it('what a payer gives settles their newest open payment, once, and nobody else’s', async () => {
      const other = await till.newPayer();
      const others = await till.open(other, { topUpToman: sum });
      const older = await till.open(payer, { topUpToman: 2 * sum });
      const payment = await till.open(payer, { topUpToman: sum });
      expect(payment).to.include({ url: link, externalId: payment.reference });
      await till.checkAll();
      expect((await till.read(payment.id)).status).to.equal('pending');
      await give(200);
      await till.deliver(5);
      expect(await till.read(payment.id)).to.include({ status: 'paid', creditedToman: sum, problem: null });
      expect((await till.read(older.id)).status).to.equal('pending');
      expect((await till.read(others.id)).status).to.equal('pending');
      expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum] });
    });

    it('two gifts of one sum are two, of any sum, with or without a payment', async () => {
      await give(50);
      await give(50);
      await till.deliver(3);
      expect((await till.purse(payer)).moves).to.deep.equal([50_000, 50_000]);
      const payment = await till.open(payer, { topUpToman: sum });
      await give(120);
      await till.deliver(2);
      expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'underpaid' });
      expect((await till.purse(payer)).balanceToman).to.equal(220_000);
    });

    it('an anonymous gift, or one of somebody unknown, settles nothing, and the admins hear of it', async () => {
      const boss = await till.newPayer();
      await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
        till.bot.botId,
        boss.person.id,
      ]);
      await till.bot.publish();
      const payment = await till.open(payer, { topUpToman: sum });
      await give(200, { anonymously: true, telegram_user_id: undefined });
      await give(300, { telegram_user_id: 999_999_999 });
      await till.deliver();
      expect((await till.read(payment.id)).status).to.equal('pending');
      expect((await till.purse(payer)).moves).to.deep.equal([]);
      const words = till.bot.said(boss.person).map(({ text }) => /[\d.]+ RUB/.exec(text)?.[0]);
      expect(words.filter(Boolean).sort()).to.deep.equal(['200.00 RUB', '300.00 RUB']);
    });

    it('a gift for what an admin had settled is told once, credited to nobody, and the next one is other money', async () => {
      const { tenant } = till.bot;
      const payment = await till.open(payer, { topUpToman: sum });
      await tenant.db((tx) => settleByHand(tenant, tx, { paymentId: payment.id }));
      await give(200);
      await till.deliver(3);
      expect(await till.read(payment.id)).to.include({ status: 'paid', problem: 'settled_twice' });
      expect((await till.purse(payer)).moves).to.deep.equal([sum]);
      await give(50);
      await till.deliver(3);
      expect((await till.purse(payer)).moves).to.deep.equal([sum, 50_000]);
      const over = await till.open(payer, { topUpToman: sum });
      await tenant.db((tx) => settleByHand(tenant, tx, { paymentId: over.id }));
      await ownerQuery(
        `update gateway_payments set check_until = now() - interval '1 second' where id = $1`,
        [over.id],
      );
      await give(60);
      await till.deliver();
      expect((await till.purse(payer)).moves, 'its time was over').to.deep.equal([sum, 50_000, sum, 60_000]);
    });

    it('a gift while the rouble has no rate is kept, once, until an admin says what it is worth', async () => {
      const [rate] = await ownerQuery<{ value: unknown }>(
        `delete from bot_configurations where bot_id = $1 and config_key = 'rate_toman_per_rub' returning config_value as value`,
        [till.bot.botId],
      );
      await till.bot.publish();
      try {
        await give(70);
        await till.deliver(3);
        const held = await ownerQuery<{ id: string; status: string; problem: string; amount: string }>(
          `select id::text, status, problem, currency_amount::float8::text as amount from gateway_payments
           where bot_id = $1 and user_id = $2`,
          [till.bot.botId, await till.userOf(payer)],
        );
        expect(held.map(({ status, problem, amount }) => [status, problem, amount])).to.eql([
          ['held', 'no_rate', '70'],
        ]);
        expect((await till.purse(payer)).moves).to.eql([]);
        const { tenant } = till.bot;
        const unsaid = await tenant
          .db((tx) => settleByHand(tenant, tx, { paymentId: held[0]!.id }))
          .catch((error: unknown) => error);
        expect(unsaid, 'nobody has said what it is worth').to.include({ code: 'payment.amount_needed' });
        expect((await till.purse(payer)).moves).to.eql([]);
        await tenant.db((tx) => settleByHand(tenant, tx, { paymentId: held[0]!.id, amountToman: 65_000 }));
        expect((await till.purse(payer)).moves).to.eql([65_000]);
      } finally {
        await till.bot.configure({ rate_toman_per_rub: rate?.value });
      }
    });

    it('a forged gift is nothing', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await give(200);
      const [told] = till.sink.heard;
      till.sink.heard[0] = { ...told!, headers: { ...told!.headers, 'trbt-signature': '0'.repeat(64) } };
      await till.deliver();
      expect((await till.read(payment.id)).status).to.equal('pending');
    });
  });

  describe('by an order that repeats', () => {
    /** The payer buys a month that is charged again by itself; the first payment of it. */
    async function subscribe(): Promise<Payment> {
      await ownerQuery('update bot_plans set is_active = false where bot_id = $1', [till.bot.botId]);
      await sellPlan(till.bot, { name: 'Month', priceToman: sum });
      return subscribeMonthly(till, payer);
    }
    const daysLeft = async (): Promise<number> => {
      const [row] = await ownerQuery<{ ends_at: Date }>(
        'select ends_at from subscriptions where bot_id = $1 and user_id = $2',
        [till.bot.botId, await till.userOf(payer)],
      );
      return Math.round(((row?.ends_at.getTime() ?? 0) - Date.now()) / dayMs);
    };
    const charges = async (): Promise<number> =>
      (
        await ownerQuery('select from gateway_payments where bot_id = $1 and user_id = $2', [
          till.bot.botId,
          await till.userOf(payer),
        ])
      ).length;

    it('is bought, and bought again with each charge that Tribute tells of, once a charge', async () => {
      const first = await subscribe();
      expect(first).to.include({ status: 'paid' });
      expect(first.repeat?.state).to.equal('active');
      expect(await daysLeft()).to.equal(30);
      for (const days of [60, 90]) {
        await tribute().charge(first.externalId!, 'paid');
        await till.deliver(3);
        await till.checkAll();
        expect(await daysLeft()).to.equal(days);
      }
      expect(await charges()).to.equal(3);
      expect((await till.purse(payer)).balanceToman).to.equal(0);
    });

    it('is bought again, once, though Tribute was not heard', async () => {
      const first = await subscribe();
      await tribute().charge(first.externalId!, 'paid');
      await tribute().charge(first.externalId!, 'paid');
      till.sink.heard.length = 0;
      for (let again = 0; again < 3; again += 1) {
        await till.tenant.db(() => enqueue(till.tenant, 'payment.repeat', { payment_id: first.id }));
        await till.driver.settle();
      }
      expect(await daysLeft()).to.equal(90);
      expect(await charges()).to.equal(3);
    });

    it('goes on with a key that was made anew, and nothing of before is credited twice', async () => {
      const first = await subscribe();
      await tribute().charge(first.externalId!, 'paid');
      await till.deliver();
      await till.checkAll();
      const account = tribute().accounts.get(apiKey)!;
      const fresh = tribute().addAccount({ ...account, apiKey: 'tribute-key-made-anew' });
      for (const order of tribute().orders.values()) Object.assign(order, { apiKey: fresh.apiKey });
      await till.bot.keepSecret('tribute_api_key', fresh.apiKey);
      await tribute().charge(first.externalId!, 'paid');
      await till.deliver();
      await till.checkAll();
      expect([await daysLeft(), await charges()]).to.deep.equal([90, 3]);
      for (const order of tribute().orders.values()) Object.assign(order, { apiKey });
      await till.bot.keepSecret('tribute_api_key', apiKey);
    });

    const state = async ({ id }: Payment) => (await till.read(id)).repeat?.state;
    /** Waits for Tribute to have told so much, and hands it over. */
    const hear = async (count: number): Promise<void> => {
      await waitFor(() => till.sink.heard.length >= count);
      await till.deliver();
    };

    it('ends here when it was ended there', async () => {
      const first = await subscribe();
      tribute().endMember(first.externalId!);
      await hear(1);
      expect(await state(first)).to.equal('canceled');
      expect(await daysLeft()).to.equal(30);
    });

    it('ends there when it is ended here, however often', async () => {
      const first = await subscribe();
      for (let again = 0; again < 2; again += 1) {
        await till.tenant.db(() => enqueue(till.tenant, 'payment.stop-repeating', { payment_id: first.id }));
        await till.driver.settle();
      }
      expect(tribute().orders.get(first.externalId!)?.member).to.equal('cancelled');
      await hear(1);
      expect(await state(first)).to.equal('canceled');
    });

    it('ends with the third charge that fails, and its payer hears of it', async () => {
      const first = await subscribe();
      const order = tribute().orders.get(first.externalId!)!;
      order.expiresAt = Date.now() - 1_000;
      for (const left of ['active', 'active']) {
        await tribute().charge(first.externalId!, 'failed');
        await hear(1);
        expect(await state(first)).to.equal(left);
      }
      await tribute().charge(first.externalId!, 'failed');
      await hear(2);
      expect(await state(first)).to.equal('failed');
      expect(till.bot.said(payer.person).some(({ text }) => text.includes('could not charge you'))).to.equal(
        true,
      );
    });

    it('has each charge taken back alone, be it the first or a later one', async () => {
      const first = await subscribe();
      await tribute().charge(first.externalId!, 'paid');
      await till.deliver();
      await till.checkAll();
      const { sells } = tribute().orders.get(first.externalId!)!;
      const statuses = async () =>
        (
          await ownerQuery<{ status: string }>(
            'select status from gateway_payments where bot_id = $1 and user_id = $2 order by gateway_payments.id',
            [till.bot.botId, await till.userOf(payer)],
          )
        ).map(({ status }) => status);
      expect(await statuses()).to.deep.equal(['paid', 'paid']);
      tribute().takeBack(first.externalId!, sells[1]!.id);
      await hear(2);
      expect(await statuses()).to.deep.equal(['paid', 'refunded']);
      till.sink.heard.length = 0;
      tribute().takeBack(first.externalId!, sells[0]!.id);
      await hear(2);
      expect(await statuses()).to.deep.equal(['refunded', 'refunded']);
    });
  });
});

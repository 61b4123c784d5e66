import { expect } from 'chai';
import { gateways, type GatewayName } from '#gateways/registry.js';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import { findLost } from '#services/payments/find-lost.js';
import type { Customer } from '../../support/bot/customer.js';
import { sellPlan } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

/** What every gateway of the registry must keep; a new one gets it by its line there and its stage. */
for (const name of Object.keys(gateways) as GatewayName[])
  describe(`a payment through ${name}`, function () {
    this.timeout(120_000);
    let till: Till;
    let payer: Customer;
    before(async () => {
      till = await openTill(name);
    });
    beforeEach(async () => {
      payer = await till.newPayer();
    });
    after(() => till.close());

    /** An order that waits for its money. */
    async function newCart(): Promise<string> {
      await sellPlan(till.bot, { name: `Month ${Math.random()}`, priceToman: sum });
      await till.bot.send(payer.person, '/menu');
      await payer.chooses('Month');
      await payer.taps(payer.dataOf('Choose how to pay'));
      const [row] = await ownerQuery<{ id: string }>(
        `select id::text from orders where bot_id = $1 and state = 'waiting' and user_id = $2`,
        [till.bot.botId, await till.userOf(payer)],
      );
      await ownerQuery(
        'update bot_plans set is_active = false where bot_id = $1 and not exists (select from orders where plan_id = bot_plans.id)',
        [till.bot.botId],
      );
      return row!.id;
    }

    it('has a name of its own before the gateway hears of it, and a page to pay on after', async () => {
      const begun = await till.begin(payer, { topUpToman: sum });
      expect(begun).to.include({ status: 'pending', externalId: null, amountToman: sum });
      expect(begun.reference).to.match(/^[0-9a-f]{32}$/);
      await till.driver.settle();
      const made = await till.read(begun.id);
      expect(made.externalId).to.be.a('string').and.not.equal('');
      expect(made.url).to.match(/^https?:\/\//);
      expect(await till.purse(payer)).to.deep.equal({ balanceToman: 0, moves: [], subscriptions: 0 });
    });

    it('is one payment however often the same is wished for, and is made once', async () => {
      const wishes = await Promise.all([1, 2, 3].map(() => till.begin(payer, { topUpToman: sum })));
      expect(new Set(wishes.map(({ id }) => id)).size).to.equal(1);
      await till.driver.settle();
      const first = await till.read(wishes[0]!.id);
      await till.open(payer, { topUpToman: sum });
      expect((await till.read(first.id)).externalId).to.equal(first.externalId);
    });

    it('is credited once, though the gateway says so a hundred times at once', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      await till.deliver(100);
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'paid', creditedToman: sum, problem: null });
      expect(await till.purse(payer))
        .to.include({ balanceToman: sum })
        .and.deep.include({ moves: [sum] });
      const [row] = await ownerQuery<{ payment_method: string }>(
        `select payment_method from transactions where bot_id = $1 and idempotency_key = $2`,
        [till.bot.botId, `payment ${payment.id}`],
      );
      expect(row).to.deep.equal({ payment_method: name });
    });

    it('buys the order that it is for, whether or not the bot buys carts by itself', async () => {
      await till.bot.configure({ cart_auto_purchase: false });
      const payment = await till.open(payer, { orderId: await newCart() });
      expect(payment.amountToman).to.be.at.least(sum);
      await till.pay(payer, payment);
      await till.deliver();
      await till.checkAll();
      const { subscriptions, moves } = await till.purse(payer);
      expect(subscriptions).to.equal(1);
      expect(moves).to.deep.equal([payment.amountToman, -sum]);
      await till.bot.configure({ cart_auto_purchase: true });
    });

    it('is found when every callback was lost', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      till.sink.heard.length = 0;
      await till.checkAll();
      expect((await till.read(payment.id)).status).to.equal('paid');
      expect(await till.purse(payer)).to.include({ balanceToman: sum });
    });

    it('is credited when it is paid after it was cancelled, and after it expired', async () => {
      const { tenant } = till;
      const cancelled = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, cancelled);
      const userId = await till.userOf(payer);
      await tenant.db((tx) => cancelOwnPayment(tenant, tx, { userId, paymentId: cancelled.id }));
      await till.driver.settle();
      await till.deliver();
      await till.checkAll();
      expect((await till.read(cancelled.id)).status).to.equal('paid');
      const expired = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, expired);
      for (const table of ['gateway_payments', 'zarinpal_payments'])
        await ownerQuery(
          `update ${table} set status = 'expired', expires_at = now() - interval '1 minute' where bot_id = $1 and id = $2`,
          [till.bot.botId, expired.id],
        );
      await till.checkAll();
      expect(await till.purse(payer)).to.include({ balanceToman: 2 * sum });
    });

    it('is nothing to another bot', async () => {
      const stranger = await till.driver.addBot();
      await till.stage.setUp(till.driver, stranger);
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      const heard = [...till.sink.heard];
      await till.deliver(3, stranger);
      expect((await till.read(payment.id)).status).to.equal('pending');
      till.sink.heard.push(...heard);
      await till.deliver();
      await till.checkAll();
      expect(await till.purse(payer)).to.include({ balanceToman: sum });
    });

    it('is settled when the method was switched off since, and the bot as well', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      const { botId } = till.bot;
      await ownerQuery(
        'update bot_feature_flags set enabled = false where bot_id = $1 and feature_key = $2',
        [botId, name],
      );
      await ownerQuery('update bots set is_active = false where id = $1', [botId]);
      await till.bot.publish();
      await till.checkAll();
      expect((await till.read(payment.id)).status).to.equal('paid');
      await ownerQuery('update bots set is_active = true where id = $1', [botId]);
      await till.stage.setUp(till.driver, till.bot);
    });

    it('is credited to a blocked person, and held where the payer was deleted', async () => {
      const blocked = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, blocked);
      await ownerQuery(`update users set status = 'blocked' where bot_id = $1 and telegram_id = $2`, [
        till.bot.botId,
        payer.person.id,
      ]);
      await till.checkAll();
      expect(await till.purse(payer)).to.include({ balanceToman: sum });
      const gone = await till.newPayer();
      const payment = await till.open(gone, { topUpToman: sum });
      await till.pay(gone, payment);
      await ownerQuery(`update users set status = 'deleted' where bot_id = $1 and telegram_id = $2`, [
        till.bot.botId,
        gone.person.id,
      ]);
      await till.checkAll();
      expect(await till.read(payment.id)).to.include({ status: 'held', problem: 'payer_deleted' });
    });

    it('is found in the list of what the gateway was paid, where it has one', async () => {
      const payment = await till.open(payer, { topUpToman: sum });
      await till.pay(payer, payment);
      till.sink.heard.length = 0;
      const means = { ...till.means };
      await findLost(till.tenant, { method: name, means });
      await till.driver.settle();
      if (!('listPaid' in gateways[name])) await till.checkAll();
      expect(await till.purse(payer)).to.include({ balanceToman: sum });
    });
  });

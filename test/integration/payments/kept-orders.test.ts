import { expect } from 'chai';
import { startPayment } from '#services/payments/start-payment.js';
import type { Customer } from '../../support/bot/customer.js';
import { shopOf } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

describe('an order that a payment is begun for', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  before(async () => {
    till = await openTill('zarinpal');
  });
  beforeEach(async () => {
    payer = await till.newPayer();
  });
  after(() => till.close());

  /** A cart of 200,000 toman, as one of `pricedAgo` (an interval) ago that stands for so long still. */
  async function newCart(pricedAgo = '0', stands = '1 hour') {
    const shop = shopOf(till.tenant);
    const userId = await till.userOf(payer);
    const plan = await shop.addPlan({ priceToman: 200_000 });
    const wish = { kind: 'plan', planId: plan.id } as const;
    const { order } = await shop.quote(userId, wish);
    await shop.confirm(userId, order);
    await ownerQuery(
      'update orders set quoted_at = now() - $2::interval, expires_at = now() + $3::interval where id = $1',
      [order.id, pricedAgo, stands],
    );
    return { shop, userId, wish, order };
  }
  const end = async (orderId: string): Promise<Date> => {
    const rows = await ownerQuery<{ end: Date }>('select expires_at as end from orders where id = $1', [
      orderId,
    ]);
    return rows[0]!.end;
  };

  it('is kept until the payment ends, though it is looked at and confirmed again meanwhile', async () => {
    const { shop, userId, wish, order } = await newCart('0', '5 minutes');
    await till.bot.configure({ cart_minutes: 5 });
    const payment = await till.begin(payer, { orderId: order.id });
    expect(await end(order.id)).to.deep.equal(payment.expiresAt);
    await shop.confirm(userId, order);
    expect(await end(order.id)).to.deep.equal(payment.expiresAt);
    await shop.quote(userId, wish);
    expect(await end(order.id)).to.deep.equal(payment.expiresAt);
    await till.bot.configure({ cart_minutes: 60 });
  });

  it('keeps its price no longer than a cart and a payment may, however often one is begun', async () => {
    const { order } = await newCart('140 minutes', '10 minutes');
    const payment = await till.begin(payer, { orderId: order.id });
    // Two hours are the longest that a cart of 60 minutes stands, and 30 minutes what Zarinpal gives a payer.
    const left = payment.expiresAt.getTime() - Date.now();
    expect(left).to.be.within(9 * 60_000, 10 * 60_000 + 1_000);
    expect((await end(order.id)).getTime() - Date.now()).to.be.below(10 * 60_000 + 1_000);
  });

  it('leaves its message to the payment that was begun there last', async () => {
    const [first, second] = [await newCart(), await till.begin(payer, { topUpToman: 210_000 })];
    const { settings, features } = (await till.driver.means.snapshots.read(till.tenant))!;
    const terms = { values: settings.values, features, publicUrl: till.sink.url };
    const inMessage = (topUpToman: number) =>
      till.tenant.db((tx) =>
        startPayment(till.tenant, tx, {
          ...{ method: 'zarinpal', orderId: null, topUpToman, terms, messageId: '77' },
          userId: first.userId,
        }),
      );
    const messages = () =>
      ownerQuery<{ amount: string; message: string | null }>(
        `select amount_toman::text as amount, message_id::text as message from zarinpal_payments
         where bot_id = $1 and user_id = $2 order by id`,
        [till.bot.botId, first.userId],
      );
    await inMessage(220_000);
    expect(await messages()).to.deep.equal([
      { amount: '210000', message: null },
      { amount: '220000', message: '77' },
    ]);
    await inMessage(second.amountToman);
    expect(await messages()).to.deep.equal([
      { amount: '210000', message: '77' },
      { amount: '220000', message: null },
    ]);
  });
});

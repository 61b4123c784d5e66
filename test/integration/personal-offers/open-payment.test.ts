import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { shopOf } from '../../support/bot/sales.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import { offersOf } from '../../support/personal-offers.js';

describe('a discount that ends while its price is paid at a gateway', function () {
  this.timeout(60_000);
  let till: Till;
  before(async () => {
    till = await openTill('zarinpal');
  });
  after(() => till.close());
  afterEach(mendClock);

  it('holds for the payment that is open, which brings what was shown, and for no later price', async () => {
    const payer = await till.newPayer();
    const shop = shopOf(till.tenant);
    const offers = offersOf(till.tenant);
    await offers.atNoon();
    const userId = await till.userOf(payer);
    const plan = await shop.addPlan({ priceToman: 200_000 });
    const wish = { kind: 'plan', planId: plan.id } as const;
    await offers.give(userId, { percent: 40, holdsHours: 1 });
    setClock(Date.now() + 0.9 * hourMs);
    const { order } = await shop.quote(userId, wish);
    expect(order.quote.totalToman).to.equal(120_000);
    await shop.confirm(userId, order);
    const payment = await till.open(payer, { orderId: order.id });
    expect(payment.amountToman).to.equal(120_000);
    setClock(Date.now() + 0.2 * hourMs);
    await till.pay(payer, payment);
    await till.deliver();
    expect(await till.purse(payer)).to.eql({
      balanceToman: 0,
      moves: [120_000, -120_000],
      subscriptions: 1,
    });
    const { orders } = await shop.look(userId);
    expect(orders.map(({ state }) => state)).to.eql(['paid']);
    const again = await shop.quote(userId, wish);
    expect(again.order.quote.totalToman).to.equal(200_000);
  });
});

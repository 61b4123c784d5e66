import { expect } from 'chai';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { give, take } from '../../support/gifts.js';
import { addCode } from '../../support/promo-codes.js';

type Doing = 'buys' | 'code' | 'delivered' | 'free' | 'gift' | 'refused' | 'reversed' | 'takes' | 'trial';

/** What a person does, one after another, and whether they have paid then. */
const stories: readonly (readonly [doings: readonly Doing[], hasPaid: boolean])[] = [
  [[], false],
  [['trial'], false],
  [['buys'], true],
  [['free'], true],
  [['buys', 'refused'], false],
  [['buys', 'delivered', 'reversed'], false],
  [['buys', 'delivered', 'buys', 'refused'], true],
  [['buys', 'delivered', 'buys', 'delivered', 'reversed'], true],
  [['gift'], false],
  [['takes'], false],
  [['takes', 'delivered', 'buys', 'refused'], false],
  [['code'], false],
  [['code', 'delivered', 'buys', 'refused'], false],
  [['trial', 'delivered', 'buys', 'refused'], false],
  [['code', 'delivered', 'gift', 'buys'], true],
];

describe('who has paid', function () {
  this.timeout(60_000);
  let shop: Shop;
  let planId: string;
  let forNew: string;
  let freeId: string;
  before(async () => {
    shop = await openShop();
    await shop.configure({ trial_price_toman: 5_000 });
    planId = (await shop.addPlan({ priceToman: 100_000 })).id;
    forNew = (await shop.addPlan({ priceToman: 90_000, audience: 'new' })).id;
    freeId = (await shop.addPlan({ priceToman: 0 })).id;
  });

  const last = async (userId: string) => (await shop.look(userId)).orders.findLast(({ paidAt }) => paidAt)!;
  const doings: Record<Doing, (userId: string) => Promise<unknown>> = {
    buys: (userId) => shop.buy(userId, { kind: 'plan', planId }),
    free: (userId) => shop.buy(userId, { kind: 'plan', planId: freeId }),
    trial: (userId) => shop.buy(userId, { kind: 'trial' }),
    gift: (buyerId) => give(shop, { buyerId, planId }),
    delivered: (userId) => shop.deliver(userId),
    takes: async (userId) => {
      const buyerId = (await shop.addBuyer(200_000)).id;
      return take(shop, await give(shop, { buyerId, planId }), { userId });
    },
    code: async (userId) => {
      const code = `CODE${uniqueNumber()}`;
      await addCode(shop.tenant, { code, effect: { kind: 'days', days: 3, planId } });
      return shop.tenant.db((tx) => useCode(shop.tenant, tx, { userId, typed: code }));
    },
    refused: async (userId) => {
      const { subscriptionId } = await last(userId);
      const failure = { subscriptionId: subscriptionId!, reason: 'panel.squad_unknown' };
      return shop.tenant.db((tx) => refundOrders(shop.tenant, tx, failure));
    },
    reversed: async (userId) => {
      const { id: orderId } = await last(userId);
      return shop.tenant.db(async (tx) => {
        await lockBuyer(shop.tenant, tx, userId);
        return reverseOrder(shop.tenant, tx, { orderId, reason: 'payment.refunded' });
      });
    },
  };

  for (const [story, hasPaid] of stories)
    it(`is ${hasPaid ? 'who' : 'not who'} ${story.join(', then ') || 'does nothing'}`, async () => {
      const userId = (await shop.addBuyer(1_000_000)).id;
      for (const doing of story) await doings[doing](userId);
      const [user] = await ownerQuery<{ has_paid: boolean }>('select has_paid from users where id = $1', [
        userId,
      ]);
      expect(user!.has_paid).to.equal(hasPaid);
      const drafted = await shop.draft(userId, { kind: 'plan', planId: forNew, subscriptionId: 'new' });
      const isRefused = drafted.kind === 'refused' && drafted.reason === 'order.not_for_you';
      expect(isRefused, 'what is for new people alone').to.equal(hasPaid);
    });
});

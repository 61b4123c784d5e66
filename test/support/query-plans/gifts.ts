import { changeGiftWish } from '#services/gifts/change-wish.js';
import { countGifts } from '#services/gifts/count-gifts.js';
import { endDueGifts } from '#services/gifts/end-due.js';
import { enqueueDueGifts } from '#services/gifts/enqueue-due.js';
import { findTakingSubscriptions } from '#services/gifts/find-taking-subscriptions.js';
import { findGift } from '#services/gifts/find-gift.js';
import { listGiftPlans } from '#services/gifts/list-plans.js';
import { hasOwnGifts, listOwnGifts, readOwnGift, readOwnGiftOfOrder } from '#services/gifts/own-gifts.js';
import { readGiftFacts } from '#services/gifts/read-gift-facts.js';
import { returnGift } from '#services/gifts/return-gift.js';
import { listTakingChoices } from '#services/gifts/taking-choices.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import type { Wish } from '#services/orders/types.js';
import { tenantOf } from '#tenancy/scope.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const userId = '30';

const buy = (whose: string, wish: Wish) =>
  tenant.db(async (tx) => {
    const drafted = await draftOrder(tenant, tx, { userId: whose, wish });
    if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
    const { id: orderId, revision } = drafted.order;
    const confirmed = await confirmOrder(tenant, tx, { userId: whose, orderId, revision });
    if (confirmed.kind !== 'paid' && confirmed.kind !== 'given') throw new Error(confirmed.kind);
    return confirmed;
  });

/** A gift that is bought, its wish changed before; its number and code. */
async function giveOne({ database }: Means): Promise<{ id: string; code: string; orderId: string }> {
  await database.query(`update users set balance_toman = 1000000 where bot_id = 1 and id = ${userId}`);
  const [plan] = await database.query<{ id: string }>(
    'select min(id)::text as id from bot_plans where bot_id = 1',
  );
  const wish = { kind: 'gift', planId: plan!.id, greeting: 'Hi' } as const;
  await tenant.db(async (tx) => {
    const drafted = await draftOrder(tenant, tx, { userId, wish });
    if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
    await changeGiftWish(tenant, tx, { userId, orderId: drafted.order.id, change: { greeting: 'Hello' } });
  });
  const { order } = await buy(userId, wish);
  const [gift] = await database.query<{ id: string; code: string }>(
    `select id::text, code from gifts where bot_id = 1 and order_id = ${order.id}`,
  );
  return { ...gift!, orderId: order.id };
}

/** Gifts that are bought, looked at, taken, taken away and given back. */
async function giveAndTake(means: Means): Promise<void> {
  const taker = '33';
  const gift = await giveOne(means);
  await tenant.db(async (tx) => {
    await listGiftPlans(tenant, tx, { userId });
    await listOwnGifts(tenant, tx, { userId, page: 1 });
    await hasOwnGifts(tenant, tx, { userId });
    await readOwnGift(tenant, tx, { userId, giftId: gift.id });
    await readOwnGiftOfOrder(tenant, tx, { userId, orderId: gift.orderId });
    await findGift(tenant, tx, { secret: gift.code, readerId: taker });
    await readGiftFacts(tenant, tx, gift.id);
    await listTakingChoices(tenant, tx, { userId: taker, giftId: gift.id });
  });
  await means.database.query(
    `update subscriptions set removal_wanted_at = now() where bot_id = 1 and user_id = ${taker}`,
  );
  const taken = await buy(taker, { kind: 'taking', giftId: gift.id });
  const subscriptionId = taken.kind === 'paid' ? taken.subscriptionId : '';
  await tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId, reason: 'plans' }));
  await buy(taker, { kind: 'taking', giftId: gift.id });
  await tenant.db((tx) => reverseOrder(tenant, tx, { orderId: gift.orderId, reason: 'plans' }));
  const other = await giveOne(means);
  await tenant.db((tx) => returnGift(tenant, tx, { giftId: other.id, by: 'admin' }));
}

const giving = { run: giveAndTake };

/** The part of `queryPaths` that gifts have. */
export const giftQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/gifts/count-gifts.ts': {
    run: () => tenant.db((tx) => countGifts(tenant, tx, { from: new Date(0), to: new Date() })),
    walks: { gifts: 'all gifts of one bot are counted' },
  },
  'src/services/gifts/end-due.ts': {
    run: async ({ database }) => {
      await database.query(
        `update gifts set due_at = now() - interval '1 hour',
           valid_until = now() + case when id % 2 = 0 then -1 else 1 end * interval '1 day'
         where bot_id = 1 and id in (select id from gifts where bot_id = 1 and state = 'open' order by gifts.id limit 4)`,
      );
      await endDueGifts(tenant);
    },
  },
  'src/services/gifts/enqueue-due.ts': { run: enqueueDueGifts },
  'src/services/gifts/find-gift.ts': giving,
  'src/services/gifts/find-taking-subscriptions.ts': {
    run: () => tenant.db((tx) => findTakingSubscriptions(tenant, tx, ['31', '33'])),
  },
  'src/services/gifts/own-gifts.ts': giving,
  'src/services/gifts/read-gift-facts.ts': giving,
  'src/services/gifts/return-gift.ts': giving,
  'src/services/orders/gift-rows.ts': giving,
};

import { Subscription } from '#models/subscription.js';
import { dropCart, readCart } from '#services/orders/carts.js';
import { completeWaiting } from '#services/orders/complete-waiting.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { expireOrders } from '#services/orders/expire-orders.js';
import { forgetOldDrafts } from '#services/orders/forget-drafts.js';
import { fulfilOrders } from '#services/orders/fulfil-orders.js';
import { hasJustBoughtSimple } from '#services/orders/just-bought.js';
import { keepOrder } from '#services/orders/keep-order.js';
import { readAddOns } from '#services/orders/offers.js';
import {
  forgetDeliveries,
  keepDelivery,
  lockDeliveries,
  takeDeliveriesBack,
} from '#services/orders/promotion-deliveries.js';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { readSale } from '#services/orders/read-sale.js';
import { readShelf } from '#services/orders/read-shelf.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { reverseOrder } from '#services/orders/reverse-order.js';
import type { Wish } from '#services/orders/types.js';
import { findPlanByLink } from '#services/orders/facts.js';
import { findUser, readBalance, readPersonFace } from '#services/people/find-user.js';
import {
  askNewLink,
  renameSubscription,
  switchAutopay,
  agreeToRenewal,
} from '#services/subscriptions/change-own-subscription.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { enqueueAudits } from '#services/audits/enqueue-audits.js';
import { readDifference } from '#services/audits/read-difference.js';
import { enqueueAutopay, enqueueAutopayBots } from '#services/subscriptions/autopay-due.js';
import { renewByItself } from '#services/subscriptions/renew-by-itself.js';
import { wakeAutopay } from '#services/orders/wake-autopay.js';
import { changeSubscription } from '#services/subscriptions/change-subscription.js';
import { listOwnSubscriptions, readOwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { tenantOf } from '#tenancy/scope.js';
import { expireOrdersOfFleetHandler } from '../../../src/workers/handlers/fleet-expire-orders.js';
import { giftQueryPaths } from './gifts.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('2');

/** A buyer with nothing yet and much money, in a bot whose tenant pays for sales; their number. */
let lastBuyer = 1_000;
async function makeBuyer({ database }: Means): Promise<string> {
  lastBuyer += 1;
  const telegramId = String(lastBuyer);
  const [user] = await database.query<{ id: string }>(
    `select id::text from users where bot_id = 2 and telegram_id = ${telegramId}`,
  );
  const userId = (user as { id: string }).id;
  await database.query(
    `update bots set billing_model = 'hybrid', traffic_rate_toman = 1, wallet_balance_toman = 1000000 where id = 2`,
  );
  await database.query(`update bot_plans set traffic_limit_gb = 5 where bot_id = 2`);
  await database.query(
    `update users set balance_toman = 10000000, has_had_trial = false, has_paid = false where id = ${userId}`,
  );
  await database.query(
    `update subscriptions set removal_wanted_at = now(), was_never_made = true where bot_id = 2 and user_id = ${userId}`,
  );
  return userId;
}

async function planId({ database }: Means): Promise<string> {
  const [plan] = await database.query<{ id: string }>(
    `select id::text from bot_plans where bot_id = 2 order by bot_plans.id limit 1`,
  );
  return (plan as { id: string }).id;
}

const buy = async (userId: string, wish: Wish): Promise<string> =>
  tenant.db(async (tx) => {
    const drafted = await draftOrder(tenant, tx, { userId, wish });
    if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
    const { id: orderId, revision } = drafted.order;
    const confirmed = await confirmOrder(tenant, tx, { userId, orderId, revision });
    if (confirmed.kind !== 'paid') throw new Error(confirmed.kind);
    return confirmed.subscriptionId;
  });

/** A trial, its conversion, an addition, a repeat, a refund of some of it and of the rest. */
async function sell(means: Means): Promise<void> {
  const userId = await makeBuyer(means);
  await buy(userId, { kind: 'trial' });
  const plan = await planId(means);
  const subscriptionId = await buy(userId, { kind: 'plan', planId: plan });
  await tenant.db((tx) => fulfilOrders(tenant, tx, { subscriptionId, revision: '99' }));
  await buy(userId, { kind: 'devices', subscriptionId, count: 1 });
  await buy(userId, { kind: 'reset', subscriptionId });
  await buy(userId, { kind: 'plan', planId: plan, subscriptionId });
  await tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId, reason: 'plans' }));
  await tenant.db(async (tx) => {
    await readShelf(tenant, tx, { userId });
    await readAddOns(tenant, tx, { userId, subscriptionId });
  });
  const newcomer = await makeBuyer(means);
  const trial = await buy(newcomer, { kind: 'trial' });
  await tenant.db((tx) => refundOrders(tenant, tx, { subscriptionId: trial, reason: 'plans' }));
}

/** Drafts, carts, and what ends them. */
async function wait(means: Means): Promise<void> {
  const userId = await makeBuyer(means);
  await means.database.query(`update users set balance_toman = 0 where id = ${userId}`);
  const wish = { kind: 'plan', planId: await planId(means) } as const;
  for (let time = 0; time < 2; time += 1)
    await tenant.db(async (tx) => {
      const drafted = await draftOrder(tenant, tx, { userId, wish });
      if (drafted.kind !== 'quoted') throw new Error(drafted.reason);
      const { id: orderId, revision } = drafted.order;
      await confirmOrder(tenant, tx, { userId, orderId, revision });
      await readCart(tenant, tx, { userId });
      await completeWaiting(tenant, tx, { userId });
      if (time === 0) await dropCart(tenant, tx, { userId, orderId });
    });
}

/** What an admin gives, and takes again. */
async function give(means: Means): Promise<void> {
  const userId = await makeBuyer(means);
  const id = await buy(userId, { kind: 'plan', planId: await planId(means) });
  await tenant.db((tx) => fulfilOrders(tenant, tx, { subscriptionId: id, revision: '99' }));
  for (const deviceLimit of [5, 1])
    await tenant.db(async (tx) => {
      const subscription = (await Subscription.findOne({ where: { id } }))!;
      const giver = { by: 'operator' } as const;
      await changeSubscription(tenant, tx, {
        subscription,
        giver,
        wish: { deviceLimit, trafficLimitGb: 50 },
      });
    });
}

/** Autopay of a subscription whose plan costs, its wallet full and empty. */
async function renewAll(means: Means): Promise<void> {
  const userId = await makeBuyer(means);
  const id = await buy(userId, { kind: 'plan', planId: await planId(means) });
  await means.database.query(
    `update subscriptions set is_autopay_enabled = true, autopay_days_before = 30 where bot_id = 2 and id = ${id}`,
  );
  await means.database.query(`update subscriptions set plan_id = null where bot_id = 2 and id = ${id}`);
  await tenant.db((tx) => renewByItself(tenant, tx, id));
  await means.database.query(
    `update subscriptions set plan_id = (select min(id) from bot_plans where bot_id = 2), is_autopay_enabled = true,
       ends_at = now() + interval '1 day' where bot_id = 2 and id = ${id}`,
  );
  await means.database.query(`update users set balance_toman = 0 where id = ${userId}`);
  await tenant.db((tx) => renewByItself(tenant, tx, id));
}

/** An audit that finds something in everything it looks at. */
async function auditAll({ database }: Means): Promise<void> {
  const old = `created_at = now() - interval '1 hour'`;
  await database.query('update users set balance_toman = balance_toman + 1 where bot_id = 2 and id % 70 = 0');
  for (const table of ['transactions', 'tenant_wallet_transactions'])
    await database.query(
      `update ${table} set ${old}, balance_after_toman = balance_after_toman + case when id % 70 = 0 then 1 else 0 end
       where bot_id = 2`,
    );
  await database.query('delete from money_audits where bot_id = 2');
  await auditMoney(tenant);
}

const selling = { run: sell };
const waiting = { run: wait };
const own = { userId: '10050', subscriptionId: '10050' };

/** The part of `queryPaths` that selling has. */
export const orderQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...giftQueryPaths,
  'src/services/subscriptions/change-own-subscription.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await renameSubscription(tenant, tx, { ...own, name: 'Phone' });
        await switchAutopay(tenant, tx, { ...own, isOn: true });
        await agreeToRenewal(tenant, tx, { ...own, priceToman: 5 });
        await askNewLink(tenant, tx, own);
      }),
  },
  'src/services/audits/audit-money.ts': {
    run: auditAll,
    walks: {
      money_audits: 'one row a bot, of one bot here',
      money_differences: 'it has a row only for what differs',
    },
  },
  'src/services/audits/enqueue-audits.ts': {
    run: enqueueAudits,
    walks: { bots: 'each bot has its money looked at once an hour', money_audits: 'one row a bot' },
  },
  'src/services/audits/read-difference.ts': { run: () => tenant.db((tx) => readDifference(tenant, tx, '1')) },
  'src/services/orders/wake-autopay.ts': {
    run: () => tenant.db((tx) => wakeAutopay(tenant, tx, own.userId)),
  },
  'src/services/subscriptions/autopay-due.ts': {
    run: async () => {
      await enqueueAutopayBots();
      await enqueueAutopay(tenant);
    },
  },
  'src/services/subscriptions/renew-by-itself.ts': { run: renewAll },
  'src/services/orders/give-free.ts': { run: give },
  'src/services/people/find-user.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await findUser(tenant, tx, '77');
        await readBalance(tenant, tx, '10050');
        await readPersonFace(tenant, tx, '10050');
      }),
  },
  'src/services/orders/read-menu-facts.ts': {
    run: () => tenant.db((tx) => readMenuFacts(tenant, tx, { userId: '10050' })),
  },
  'src/services/orders/forget-drafts.ts': {
    run: () => tenant.db((tx) => forgetOldDrafts(tenant, tx, '1')),
  },
  'src/services/orders/charge-tenant.ts': {
    run: async (means) => {
      await sell(means);
      await give(means);
    },
  },
  'src/services/orders/expire-orders.ts': { run: () => expireOrders(tenant) },
  'src/services/orders/facts.ts': {
    run: async (means) => {
      await sell(means);
      await wait(means);
      await tenant.db((tx) => findPlanByLink(tenant, tx, 'AbCdEfGhIjKl'));
    },
    walks: { bot_plans: 'a bot has a handful of plans' },
  },
  'src/services/orders/fulfil-orders.ts': selling,
  'src/services/orders/has-paid.ts': selling,
  'src/services/orders/held.ts': { run: give },
  'src/services/orders/just-bought.ts': {
    run: async (means) => {
      const userId = await makeBuyer(means);
      await tenant.db((tx) => hasJustBoughtSimple(tenant, tx, { userId }));
    },
  },
  'src/services/orders/keep-order.ts': {
    run: () => tenant.db((tx) => keepOrder(tenant, tx, { orderId: '5', until: new Date() })),
  },
  'src/services/orders/order-rows.ts': waiting,
  'src/services/orders/promotion-deliveries.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const [row] = await tx.sql<{ subscriptionId: string; userId: string; campaignId: string }>(
          `select subscription_id::text as "subscriptionId", user_id::text as "userId", campaign_id::text as "campaignId"
           from promotion_deliveries where bot_id = $1 order by promotion_deliveries.id limit 1`,
          [tenant.botId],
        );
        const { subscriptionId, userId, campaignId } = row!;
        const at = new Date();
        await keepDelivery(tenant, tx, {
          ...{ userId, promotion: { campaignId }, held: undefined, at },
          resetsTraffic: false,
          after: {
            ...{ planId: null, isTrial: true, startsAt: at, endsAt: at, squads: [], addOns: [] },
            ...{ base: { trafficGb: 1, devices: 1 }, trafficReset: 'month' },
            ...{ valueToman: 0, valueFrom: at, valueUntil: at },
          },
          written: {
            kind: 'written',
            subscriptionId,
            soldGb: 0,
            panelRevision: '1',
            walletTransactionId: null,
          },
        });
        await takeDeliveriesBack(tenant, tx, await lockDeliveries(tenant, tx, subscriptionId));
        await forgetDeliveries(tenant, tx, { subscriptionId, revision: '1' });
      }),
  },
  'src/services/orders/refund-order.ts': selling,
  'src/services/orders/reverse-order.ts': {
    run: async (means) => {
      const userId = await makeBuyer(means);
      await buy(userId, { kind: 'plan', planId: await planId(means) });
      const [order] = await means.database.query<{ id: string }>(
        `select id::text from orders where bot_id = 2 and user_id = ${userId} order by orders.id desc limit 1`,
      );
      const { id: orderId } = order as { id: string };
      const [gift] = await means.database.query<{ order_id: string }>(
        `update gifts set state = 'taken', taken_by = ${userId}, taken_at = now(), due_at = null, taking_order_id = ${orderId}
         where bot_id = 2 and id = (select min(id) from gifts where bot_id = 2 and state = 'open') returning order_id::text`,
      );
      const given = gift!.order_id;
      await tenant.db((tx) => reverseOrder(tenant, tx, { orderId: given, reason: 'payment.refunded' }));
      await tenant.db((tx) => reverseOrder(tenant, tx, { orderId, reason: 'payment.refunded' }));
    },
  },
  'src/services/orders/settle-order.ts': selling,
  'src/services/orders/take-back.ts': selling,
  'src/services/orders/terms.ts': waiting,
  'src/services/orders/write-addons.ts': selling,
  'src/services/orders/write-subscription.ts': selling,
  'src/services/subscriptions/own-subscriptions.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await listOwnSubscriptions(tenant, tx, { userId: '10050' });
        await readOwnSubscription(tenant, tx, own);
      }),
  },
  'src/services/orders/read-sale.ts': { run: () => tenant.db((tx) => readSale(tenant, tx, '5')) },
  'src/workers/handlers/fleet-expire-orders.ts': {
    run: () =>
      expireOrdersOfFleetHandler().run(
        undefined,
        {},
        {
          outboxId: undefined,
          startsAgain: false,
          isOurs: () => Promise.resolve(true),
          withoutSlot: <T>(work: () => Promise<T>) => work(),
        },
      ),
  },
};

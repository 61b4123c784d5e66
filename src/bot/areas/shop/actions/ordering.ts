import { dropCart, readCart } from '#services/orders/carts.js';
import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { leaveOut } from '#services/orders/leave-out.js';
import { deedOf } from '#services/orders/losses.js';
import { reviewOrder } from '#services/orders/review-order.js';
import type { Wish } from '#services/orders/types.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openMenu } from '../../menu/open/open-menu.js';
import { openConfirmed, openDrafted, openOwnCart, openPaid, openPlan } from '../open/open-order.js';
import { findPlans, onlyPlanOf, openPlans, showPlans } from '../open/open-plans.js';
import { cartDrop } from '../screens/cart.js';

/** A tap on "pay"; `replacedId`: the kept order whose place this one was said to take. */
interface Payment {
  readonly orderId: string;
  readonly revision: number;
  readonly replacedId?: string | undefined;
}

/** Confirms an order of the person, as the tap on "pay" does. */
async function pay(ctx: BotContext, { orderId, revision }: Payment): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  return openConfirmed(ctx, await confirmOrder(tenant, tx, { userId: person.id, orderId, revision }));
}

/** The summary of an order that would take the place of a kept one which the person was not told of; else undefined. */
async function askToReplace(ctx: BotContext, { orderId, replacedId }: Payment): Promise<Screen | undefined> {
  const { tenant, tx, person } = ctx;
  const kept = await readCart(tenant, tx, { userId: person.id });
  if (!kept || kept.order.id === orderId || kept.order.id === replacedId) return undefined;
  const reviewed = await reviewOrder(tenant, tx, { userId: person.id, orderId });
  return reviewed?.kind === 'quoted' && reviewed.missingToman > 0 ? openDrafted(ctx, reviewed) : undefined;
}

/** Orders something and shows its summary. */
const order = async (ctx: BotContext, wish: Wish): Promise<Screen> =>
  openDrafted(ctx, await draftOrder(ctx.tenant, ctx.tx, { userId: ctx.person.id, wish }));

/**
 * Orders something and pays it in the same tap, when the wallet suffices; else the order is kept. What would change,
 * shorten or prolong what is there already, or take the place of a kept order, is shown and asked first.
 */
export async function orderAndPay(ctx: BotContext, wish: Wish): Promise<Screen> {
  const drafted = await draftOrder(ctx.tenant, ctx.tx, { userId: ctx.person.id, wish });
  if (drafted.kind === 'refused' || deedOf(drafted.order.quote) !== 'buy') return openDrafted(ctx, drafted);
  const { id: orderId, revision } = drafted.order;
  const asked = await askToReplace(ctx, { orderId, revision });
  if (asked) return asked;
  if (ctx.tapKey !== undefined) ctx.leave({ finishedBy: ctx.tapKey });
  return pay(ctx, { orderId, revision });
}

/** The parts of a button's argument. */
const parts = (argument: string): readonly string[] => argument.split('.');

/** What leads from the plans to a paid order. */
export const orderingActions: Actions<
  | 'cart'
  | 'cart-drop'
  | 'cart-drop-yes'
  | 'extra-devices'
  | 'leave-out'
  | 'order'
  | 'pay'
  | 'plan'
  | 'plans'
  | 'reset-traffic'
  | 'traffic'
> = {
  plans: {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [target, page] = parts(argument);
      const found = await findPlans(ctx, target || 'auto');
      const planId = onlyPlanOf(found);
      return planId === undefined
        ? showPlans(ctx, found, { page: Number(page ?? 1) || 1 })
        : openPlan(ctx, { planId, target: found.target });
    },
  },
  plan: {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [planId = '', target, link] = parts(argument);
      return openPlan(ctx, { planId, target, link });
    },
  },
  pay: {
    isForRegistered: true,
    purpose: 'purchase',
    run: async (ctx, argument) => {
      const [orderId = '', revision = '', replacedId] = parts(argument);
      if (!/^\d{1,9}$/.test(revision)) return undefined;
      const payment = { orderId, revision: Number(revision), replacedId };
      return (await askToReplace(ctx, payment)) ?? pay(ctx, payment);
    },
  },
  'leave-out': {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [orderId = '', addOnId = ''] = parts(argument);
      const drafted = await leaveOut(ctx.tenant, ctx.tx, { userId: ctx.person.id, orderId, addOnId });
      return drafted && openDrafted(ctx, drafted);
    },
  },
  order: {
    isForRegistered: true,
    run: async (ctx, orderId) => {
      const reviewed = await reviewOrder(ctx.tenant, ctx.tx, { userId: ctx.person.id, orderId });
      if (!reviewed) return openPlans(ctx, { notice: ctx.voice.texts.shop.plans.gone });
      if (reviewed.kind !== 'paid') return openDrafted(ctx, reviewed);
      return openPaid(ctx, reviewed.order);
    },
  },
  cart: {
    isForRegistered: true,
    run: async (ctx) => (await openOwnCart(ctx)) ?? openMenu(ctx, ctx.voice.texts.shop.cart.none),
  },
  'cart-drop': {
    isForRegistered: true,
    run: async (ctx) => {
      const kept = await readCart(ctx.tenant, ctx.tx, { userId: ctx.person.id });
      return kept ? cartDrop(ctx.voice, kept.order) : openMenu(ctx, ctx.voice.texts.shop.cart.none);
    },
  },
  'cart-drop-yes': {
    isForRegistered: true,
    run: async (ctx, orderId) => {
      const isDropped = await dropCart(ctx.tenant, ctx.tx, { userId: ctx.person.id, orderId });
      return openMenu(ctx, isDropped ? ctx.voice.texts.shop.cart.dropped : ctx.voice.texts.shop.cart.none);
    },
  },
  traffic: {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [subscriptionId = '', gb = ''] = parts(argument);
      return /^\d{1,6}$/.test(gb)
        ? order(ctx, { kind: 'traffic', subscriptionId, gb: Number(gb) })
        : undefined;
    },
  },
  'extra-devices': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [subscriptionId = '', count = ''] = parts(argument);
      return /^[1-9]\d{0,3}$/.test(count)
        ? order(ctx, { kind: 'devices', subscriptionId, count: Number(count) })
        : undefined;
    },
  },
  'reset-traffic': {
    isForRegistered: true,
    run: (ctx, subscriptionId) => order(ctx, { kind: 'reset', subscriptionId }),
  },
};

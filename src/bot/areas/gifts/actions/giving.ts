import { changeGiftWish, type GiftChange } from '#services/gifts/change-wish.js';
import { draftOrder } from '#services/orders/draft-order.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openDrafted } from '../../shop/open/open-order.js';
import { openGiftPlans } from '../open/open-own-gift.js';
import { whomAsked, wordsAsked } from '../screens/gift-steps.js';

/** Asks who may take a gift, and takes what is typed next as the answer. */
export function askWhom(ctx: BotContext, orderId: string, isAgain = false): Screen {
  ctx.leave({ asked: { input: 'gift-person', about: orderId } });
  return whomAsked(ctx.voice, { orderId, isAgain });
}

/** Asks for the words on the card, and takes what is typed next as the answer. */
export function askWords(ctx: BotContext, orderId: string, isAgain = false): Screen {
  ctx.leave({ asked: { input: 'gift-greeting', about: orderId } });
  return wordsAsked(ctx.voice, { orderId, isAgain });
}

/** Changes the order of a gift, and goes on with it; an order that is no longer open leads to the plans. */
export async function changeGift(
  ctx: BotContext,
  {
    orderId,
    change,
    next,
  }: {
    readonly orderId: string;
    readonly change: GiftChange;
    readonly next?: (orderId: string) => Screen;
  },
): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const drafted = await changeGiftWish(tenant, tx, { userId: person.id, orderId, change });
  if (!drafted) return openGiftPlans(ctx);
  return drafted.kind === 'quoted' && next ? next(drafted.order.id) : openDrafted(ctx, drafted);
}

/** What leads from the plans to the order of a gift. */
export const givingActions: Actions<
  'gift-anybody' | 'gift-plain' | 'gift-plan' | 'gift-plans' | 'gift-whom' | 'gift-words'
> = {
  'gift-plans': { isForRegistered: true, run: (ctx, page) => openGiftPlans(ctx, Number(page) || 1) },
  'gift-plan': {
    isForRegistered: true,
    run: async (ctx, planId) => {
      const { tenant, tx, person } = ctx;
      const drafted = await draftOrder(tenant, tx, { userId: person.id, wish: { kind: 'gift', planId } });
      return drafted.kind === 'quoted' ? askWhom(ctx, drafted.order.id) : openDrafted(ctx, drafted);
    },
  },
  'gift-whom': { isForRegistered: true, run: (ctx, orderId) => askWhom(ctx, orderId) },
  'gift-words': { isForRegistered: true, run: (ctx, orderId) => askWords(ctx, orderId) },
  'gift-anybody': {
    isForRegistered: true,
    run: (ctx, orderId) =>
      changeGift(ctx, { orderId, change: { recipient: null }, next: (id) => askWords(ctx, id) }),
  },
  'gift-plain': {
    isForRegistered: true,
    run: (ctx, orderId) => changeGift(ctx, { orderId, change: { greeting: null } }),
  },
};

import { readCart } from '#services/orders/carts.js';
import { listPlanTargets, readShelf } from '#services/orders/read-shelf.js';
import { draftOrder } from '#services/orders/draft-order.js';
import type { Confirmed, Drafted, Funds, PricedOrder, OrderRefusal } from '#services/orders/types.js';
import { listOwnSubscriptions, readOwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { findGiftOf, openBoughtGift, openOwnGift } from '../../gifts/open/open-own-gift.js';
import { giftTerms } from '../../gifts/screens/gift-order.js';
import { openWays } from '../../payments/open/open-methods.js';
import { cart } from '../screens/cart.js';
import { orderDone } from '../screens/order-done.js';
import { orderSummary, type OrderView } from '../screens/order-summary.js';
import { subscriptionChoice, type PlanTarget } from '../screens/plans.js';
import { refusal } from '../screens/refusal.js';
import { openPlans, targetOf } from './open-plans.js';

type Open = { readonly order: PricedOrder } & Funds;

async function viewOf(ctx: BotContext, open: Open, notice?: string): Promise<OrderView> {
  const { order, balanceToman, missingToman } = open;
  const { subscriptionId } = order;
  const owned =
    subscriptionId === null
      ? undefined
      : await readOwnSubscription(ctx.tenant, ctx.tx, { userId: ctx.person.id, subscriptionId });
  const terms = order.wish.kind === 'gift' ? giftTerms(ctx.voice, ctx.settings.values) : undefined;
  return { order, balanceToman, missingToman, subscription: owned, notice, terms };
}

/** Why a wish of this person cannot be met. */
export const openRefusal = (ctx: BotContext, reason: OrderRefusal): Screen =>
  refusal(ctx.voice, { reason, support: ctx.support });

/** An order before its payment, with the kept order whose place it would take. */
async function openSummary(ctx: BotContext, open: Open, notice?: string): Promise<Screen> {
  const kept =
    open.missingToman > 0 ? await readCart(ctx.tenant, ctx.tx, { userId: ctx.person.id }) : undefined;
  const replaced = kept?.order.id === open.order.id ? undefined : kept?.order;
  const hasOtherPlans = await areThereOthers(ctx, open.order);
  return orderSummary(ctx.voice, { ...(await viewOf(ctx, open, notice)), replaced, hasOtherPlans });
}

/** Is there another plan to choose in place of the one that is ordered? */
async function areThereOthers({ tenant, tx, person }: BotContext, { wish }: PricedOrder): Promise<boolean> {
  if (wish.kind !== 'plan') return false;
  const { subscriptionId } = wish;
  const { plans } = await readShelf(tenant, tx, { userId: person.id, subscriptionId });
  return plans.some(({ planId }) => planId !== wish.planId);
}

/** What became of a wish: its summary, or why it cannot be met. */
export const openDrafted = async (ctx: BotContext, drafted: Drafted): Promise<Screen> =>
  drafted.kind === 'refused' ? openRefusal(ctx, drafted.reason) : openSummary(ctx, drafted);

/** A plan, for what, and by which link the person came to it; all of it may be anything. */
interface ChosenPlan {
  readonly planId: string;
  readonly target?: PlanTarget | undefined;
  readonly link?: string | undefined;
}

/** The summary of a plan: it may be for one of several subscriptions, or be gone. */
export async function openPlan(ctx: BotContext, chosen: ChosenPlan): Promise<Screen> {
  const { planId, target = 'auto', link } = chosen;
  const wish = { kind: 'plan', planId, subscriptionId: targetOf(target), ...(link && { link }) } as const;
  const drafted = await draftOrder(ctx.tenant, ctx.tx, { userId: ctx.person.id, wish });
  if (drafted.kind !== 'refused') return openDrafted(ctx, drafted);
  if (drafted.reason === 'order.plan_gone')
    return openPlans(ctx, { notice: ctx.voice.texts.shop.errors['order.plan_gone'] });
  if (drafted.reason !== 'order.choose_subscription') return openRefusal(ctx, drafted.reason);
  const owned = await listOwnSubscriptions(ctx.tenant, ctx.tx, { userId: ctx.person.id });
  const possible = await listPlanTargets(ctx.tenant, ctx.tx, { userId: ctx.person.id, planId, link });
  const subscriptions = owned.filter(({ id }) => possible.includes(id));
  return subscriptionChoice(ctx.voice, { planId, link, subscriptions });
}

/** What became of a tap on "pay". */
export async function openConfirmed(ctx: BotContext, confirmed: Confirmed): Promise<Screen> {
  const { voice } = ctx;
  if (confirmed.kind === 'refused' && confirmed.reason === 'order.plan_gone')
    return openPlans(ctx, { notice: voice.texts.shop.errors['order.plan_gone'] });
  if (confirmed.kind === 'refused') return openRefusal(ctx, confirmed.reason);
  if (confirmed.kind === 'gone') return openPlans(ctx, { notice: voice.texts.shop.plans.gone });
  if (confirmed.kind === 'paid' || confirmed.kind === 'given')
    return openPaid(ctx, confirmed.order, confirmed.isRepeat);
  if (confirmed.kind === 'changed') return openSummary(ctx, confirmed, voice.texts.shop.order.changed);
  return openCart(ctx, confirmed);
}

/** An order that was paid, and what follows; of a gift that was bought just now, its card too. */
export async function openPaid(ctx: BotContext, order: PricedOrder, isRepeat = true): Promise<Screen> {
  const { subscriptionId } = order;
  if (subscriptionId !== null) return orderDone(ctx.voice, { order, subscriptionId });
  const gift = await findGiftOf(ctx, order.id);
  return gift && !isRepeat ? openBoughtGift(ctx, gift) : openOwnGift(ctx, gift?.id ?? '');
}

/** An order that waits for money, `notice` above it; undefined when none of this person does. */
export async function openOwnCart(ctx: BotContext, notice?: string): Promise<Screen | undefined> {
  const open = await readCart(ctx.tenant, ctx.tx, { userId: ctx.person.id });
  return open && openCart(ctx, open, notice);
}

async function openCart(ctx: BotContext, open: Open, notice?: string): Promise<Screen> {
  const { cart_auto_purchase: isAutomatic } = ctx.settings.values;
  const { missingToman: amountToman, order } = open;
  const ways = amountToman > 0 ? await openWays(ctx, { amountToman, orderId: order.id, order }) : undefined;
  const isPaused = ctx.snapshot.standsStillFrom !== undefined;
  const said = notice ?? (isPaused ? ctx.voice.texts.billing.salesStopped : undefined);
  return cart(ctx.voice, { ...(await viewOf(ctx, open, said)), ways, isAutomatic });
}

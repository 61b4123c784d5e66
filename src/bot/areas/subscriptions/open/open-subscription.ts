import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import {
  listOwnSubscriptions,
  readOwnSubscription,
  type OwnSubscription,
} from '#services/subscriptions/own-subscriptions.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openRefusal } from '../../shop/open/open-order.js';
import { subscriptionList, subscriptionScreen, type SubscriptionView } from '../screens/subscription.js';

/** The person's subscription of that number, which comes from a button and may be anything. */
const findSubscription = (ctx: BotContext, subscriptionId: string): Promise<OwnSubscription | undefined> =>
  readOwnSubscription(ctx.tenant, ctx.tx, { userId: ctx.person.id, subscriptionId });

/** What a screen about a subscription of this person shows. */
export const viewOf = (ctx: BotContext, subscription: OwnSubscription): SubscriptionView => ({
  subscription,
  settings: ctx.settings.values,
  now: ctx.at,
});

/** A screen about a subscription of the person, or that there is none of that number. */
export async function withSubscription(
  ctx: BotContext,
  subscriptionId: string,
  show: (subscription: OwnSubscription) => Promise<Screen> | Screen,
): Promise<Screen> {
  const subscription = await findSubscription(ctx, subscriptionId);
  return subscription ? show(subscription) : openRefusal(ctx, 'order.subscription_gone');
}

/** One subscription, below an optional notice (HTML). */
export const openSubscription = (ctx: BotContext, subscriptionId: string, notice?: string): Promise<Screen> =>
  withSubscription(ctx, subscriptionId, async (subscription) => {
    const ways = await readWaysOn(ctx.tenant, ctx.tx, { userId: ctx.person.id, subscriptionId });
    return subscriptionScreen(ctx.voice, { ...viewOf(ctx, subscription), ways, notice });
  });

/** All that the person has; a single one is shown itself, unless all are asked for. */
export async function openSubscriptions(ctx: BotContext, isWhole: boolean): Promise<Screen> {
  const { tenant, tx, person, voice } = ctx;
  const subscriptions = await listOwnSubscriptions(tenant, tx, { userId: person.id });
  const [only] = subscriptions;
  if (only && subscriptions.length === 1 && !isWhole) return openSubscription(ctx, only.id);
  const { hasPlans } = await readMenuFacts(tenant, tx, { userId: person.id });
  const running = subscriptions.filter(({ state }) => state !== 'expired');
  const canBuy = hasPlans && running.length < ctx.settings.values.subscriptions_per_user;
  return subscriptionList(voice, { subscriptions, canBuy });
}

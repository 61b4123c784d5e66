import { readShelf } from '#services/orders/read-shelf.js';
import { readOwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { planList, type PlanTarget } from '../screens/plans.js';

/** What a service calls the target of a plan. */
export const targetOf = (target: PlanTarget): string | undefined => (target === 'auto' ? undefined : target);

/** The plans for this person, below an optional notice (HTML). `target` comes from a button and may be anything. */
export async function openPlans(
  ctx: BotContext,
  asked: { readonly target?: PlanTarget; readonly page?: number; readonly notice?: string } = {},
): Promise<Screen> {
  const { tenant, tx, person, voice } = ctx;
  const { target = 'auto', page = 1, notice } = asked;
  const subscriptionId = targetOf(target);
  const isOfOne = subscriptionId !== undefined && subscriptionId !== 'new';
  const find = (id: string) => readOwnSubscription(tenant, tx, { userId: person.id, subscriptionId: id });
  const meant = isOfOne ? await find(subscriptionId) : undefined;
  const named = isOfOne && !meant ? undefined : subscriptionId;
  const shelf = await readShelf(tenant, tx, { userId: person.id, subscriptionId: named });
  const subscription = meant ?? (shelf.offSaleId === null ? undefined : await find(shelf.offSaleId));
  return planList(voice, { shelf, target: named ?? 'auto', page, subscription, notice, now: ctx.at });
}

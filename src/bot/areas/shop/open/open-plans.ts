import { readShelf } from '#services/orders/read-shelf.js';
import type { Shelf } from '#services/orders/shelf.js';
import { readOwnSubscription, type OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { planList, type PlanTarget } from '../screens/plans.js';

/** What a service calls the target of a plan. */
export const targetOf = (target: PlanTarget): string | undefined => (target === 'auto' ? undefined : target);

/** The plans for this person, below a notice (HTML). */
export const openPlans = async (ctx: BotContext, { notice }: { readonly notice: string }): Promise<Screen> =>
  showPlans(ctx, await findPlans(ctx), { notice });

/** What a screen of plans is made of; `target`: as the person may have it. */
interface FoundPlans {
  readonly shelf: Shelf;
  readonly target: PlanTarget;
  readonly subscription: OwnSubscription | undefined;
}

/** The plans for this person. `target` comes from a button and may be anything. */
export async function findPlans(ctx: BotContext, target: PlanTarget = 'auto'): Promise<FoundPlans> {
  const { tenant, tx, person } = ctx;
  const subscriptionId = targetOf(target);
  const isOfOne = subscriptionId !== undefined && subscriptionId !== 'new';
  const find = (id: string) => readOwnSubscription(tenant, tx, { userId: person.id, subscriptionId: id });
  const meant = isOfOne ? await find(subscriptionId) : undefined;
  const named = isOfOne && !meant ? undefined : subscriptionId;
  const shelf = await readShelf(tenant, tx, { userId: person.id, subscriptionId: named });
  const subscription = meant ?? (shelf.offSaleId === null ? undefined : await find(shelf.offSaleId));
  return { shelf, target: named ?? 'auto', subscription };
}

/** The same as a screen, a page of it, below an optional notice (HTML). */
export const showPlans = (
  ctx: BotContext,
  found: FoundPlans,
  { page = 1, notice }: { readonly page?: number; readonly notice?: string },
): Screen => planList(ctx.voice, { ...found, page, notice, now: ctx.at });

/** The one plan that there is to choose, by its number; undefined: there are several, none, or something to say first. */
export function onlyPlanOf({ shelf }: FoundPlans): string | undefined {
  const [plan, ...others] = shelf.plans;
  return others.length === 0 && shelf.offSaleId === null ? plan?.planId : undefined;
}

import { now } from '#platform/clock.js';
import type { Plan } from './facts.js';
import type { Held } from './held.js';
import { planOffersFor, simpleFor, type PlanOffer, type SimpleOffer, type Situation } from './offers.js';
import { chooseTarget } from './pricing/choose-target.js';
import { priceOrder } from './pricing/price-order.js';
import { isOrderRefusal, isRunning } from './pricing/sale.js';
import type { OrderRefusal } from './types.js';
import { factsAt } from './weigh-order.js';

/** A person, what they have, the bot's terms, and the plans on sale in their order. */
export interface Shop extends Situation {
  readonly plans: readonly Plan[];
}

/** What a person can buy by the period. */
export interface Shelf {
  readonly plans: readonly PlanOffer[];
  /** The simple offer, when it is for the same subscription, or for none in particular; else null. */
  readonly simple: SimpleOffer | null;
  /** The running subscription that it is about, when it cannot be renewed as it is, since that is sold no more; else null. */
  readonly offSaleId: string | null;
  /** Why no plan is offered though some are on sale, or nothing at all; null: there is one, or none is on sale for them. */
  readonly refusal: OrderRefusal | null;
}

/** What a person can buy: for a subscription, 'new', or for what suits (undefined). */
export function shelfFor(shop: Shop, subscriptionId: string | undefined): Shelf {
  const simple = simpleFor(shop);
  const target = runningTarget(shop, subscriptionId);
  const isMeant = subscriptionId === undefined || simple?.subscriptionId === subscriptionId;
  const plans = planOffersFor(shop, shop.plans, subscriptionId);
  const { areSalesStopped } = shop.terms.billing;
  return {
    plans,
    refusal: refusalOf(shop, subscriptionId, plans),
    simple: simple && isMeant ? simple : null,
    offSaleId: target && !areSalesStopped && !isRenewable(shop, target, simple) ? target.id : null,
  };
}

function refusalOf(
  shop: Shop,
  subscriptionId: string | undefined,
  plans: readonly PlanOffer[],
): OrderRefusal | null {
  if (shop.terms.billing.areSalesStopped) return 'order.tenant_wallet';
  return plans.length > 0 ? null : firstRefusal(shop, subscriptionId);
}

function firstRefusal(shop: Shop, subscriptionId: string | undefined): OrderRefusal | null {
  for (const plan of shop.plans) {
    const priced = priceOrder({ kind: 'plan', planId: plan.id, subscriptionId }, { ...factsAt(shop), plan });
    // What is for others is for this person as if it was not there.
    if (priced !== 'order.not_for_you') return isOrderRefusal(priced) ? priced : null;
  }
  return null;
}

/** The subscription that a purchase would prolong or change. */
function runningTarget(shop: Shop, subscriptionId: string | undefined): Held | undefined {
  const chosen = chooseTarget(subscriptionId, factsAt(shop));
  if (typeof chosen === 'string') return undefined;
  const { target } = chosen;
  return target && !target.isTrial && isRunning(target, new Date(now())) ? target : undefined;
}

/** A renewal that is refused for another reason, such as its length, is one of something that is still sold. */
function isRenewable(shop: Shop, { id, planId }: Held, simple: SimpleOffer | undefined): boolean {
  if (planId === null) return simple?.subscriptionId === id && simple.effect === 'extend';
  const plan = shop.plans.find((one) => one.id === planId);
  if (!plan) return false;
  const wish = { kind: 'plan', planId, subscriptionId: id } as const;
  const priced = priceOrder(wish, { ...factsAt(shop), plan });
  return priced !== 'order.not_offered' && priced !== 'order.not_for_you';
}

/** What leads on from a subscription, over or not. */
export interface WaysOn {
  /** Is there traffic to add? */
  readonly traffic: boolean;
  /** Is there a plan to buy for it? */
  readonly plans: boolean;
  /** Does it run, and what it has is sold no more? */
  readonly isOffSale: boolean;
  /** The simple offer for it, where there is no plan; else null. */
  readonly simple: SimpleOffer | null;
}

/** What leads on from a subscription of a person. */
export function waysOnFor(shop: Shop, subscriptionId: string): WaysOn {
  const { plans, simple, offSaleId } = shelfFor(shop, subscriptionId);
  const isOffSale = offSaleId !== null;
  const hasPlans = plans.length > 0;
  const { traffic_packages: packages } = shop.terms.values;
  const facts = factsAt(shop);
  const canAdd = packages.some(
    ({ gb }) => !isOrderRefusal(priceOrder({ kind: 'traffic', subscriptionId, gb }, facts)),
  );
  return { traffic: canAdd, plans: hasPlans, isOffSale, simple: hasPlans ? null : simple };
}

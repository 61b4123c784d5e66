import type { Tenant, Tx } from '#tenancy/scope.js';
import { readBuyer, readPlanOf, type Buyer, type Plan } from './facts.js';
import { readHeld, type Held } from './held.js';
import { deedOf, type Deed } from './losses.js';
import { mostDevices } from './pricing/limits.js';
import { priceOrder } from './pricing/price-order.js';
import { isOrderRefusal, isRunning, type Facts } from './pricing/sale.js';
import { readTerms, type Terms } from './terms.js';
import type { Effect, Wish } from './types.js';
import { factsAt } from './weigh-order.js';

/** A plan as it is offered to one person. */
export interface PlanOffer {
  readonly planId: string;
  readonly name: string;
  readonly periodDays: number;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  /** What this person pays, with discounts, credits and additions. */
  readonly priceToman: number;
  /** The price of the plan itself. */
  readonly listPriceToman: number;
  readonly effect: Effect;
}

interface Asking {
  readonly userId: string;
}
type OneAsking = Asking & { readonly subscriptionId: string };

/** A person, what they have, and the bot's terms. */
export interface Situation {
  readonly buyer: Buyer;
  readonly held: readonly Held[];
  readonly terms: Terms;
}

async function readSituation(tenant: Tenant, tx: Tx, userId: string): Promise<Situation | undefined> {
  const buyer = await readBuyer(tenant, tx, { userId, isLocked: false });
  if (!buyer) return undefined;
  const held = await readHeld(tenant, tx, { userId, isLocked: false });
  return { buyer, held, terms: await readTerms(tenant, tx) };
}

/** Plans that a person can buy of those on sale: for a subscription, 'new', or for what suits (left out); in their order. */
export function planOffersFor(
  situation: Situation,
  plans: readonly Plan[],
  subscriptionId: string | undefined,
): PlanOffer[] {
  return plans.flatMap((plan) => {
    const wish: Wish = { kind: 'plan', planId: plan.id, subscriptionId };
    const priced = priceOrder(wish, { ...factsAt(situation), plan });
    // Which of several subscriptions is meant is asked after the plan was chosen.
    const isUnclear = priced === 'order.choose_subscription' && planTargetsFor(situation, plan).length > 0;
    if (isOrderRefusal(priced) && !isUnclear) return [];
    const { id: planId, name, periodDays, trafficLimitGb, deviceLimit, priceToman: listPriceToman } = plan;
    const effect = isOrderRefusal(priced) ? 'extend' : priced.quote.effect;
    const priceToman = isOrderRefusal(priced) ? listPriceToman : priced.quote.totalToman;
    return [{ planId, name, periodDays, trafficLimitGb, deviceLimit, priceToman, listPriceToman, effect }];
  });
}

/** The subscriptions, by their numbers, that a plan on sale can be bought for; `link`: by which the person came to it. */
export function planTargetsFor(situation: Situation, plan: Plan, link?: string): string[] {
  const facts = { ...factsAt(situation), plan };
  const canHave = (subscriptionId: string): boolean =>
    !isOrderRefusal(priceOrder({ kind: 'plan', planId: plan.id, subscriptionId, link }, facts));
  return situation.held.map(({ id }) => id).filter(canHave);
}

/** What can be added to a running subscription, at the price of now. */
export interface AddOns {
  readonly traffic: readonly { readonly gb: number; readonly priceToman: number }[];
  /** `most`: so many more; null: none are sold. */
  readonly devices: { readonly priceToman: number; readonly most: number } | null;
  readonly resetToman: number | null;
  readonly canChangePlan: boolean;
  readonly canReissue: boolean;
  readonly canAutopay: boolean;
  /** What a renewal of the same costs now, in toman; null: it cannot be renewed as it is. */
  readonly renewalToman: number | null;
}

/** What can be done with a subscription of a person; undefined when they have none of that number. */
export async function readAddOns(
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: OneAsking,
): Promise<AddOns | undefined> {
  const situation = await readSituation(tenant, tx, userId);
  const held = situation?.held.find(({ id }) => id === subscriptionId);
  if (!situation || !held) return undefined;
  const plan = held.planId === null ? undefined : await readPlanOf(tenant, tx, held.planId);
  return addOnsOf(held, { ...factsAt(situation), plan });
}

function addOnsOf(held: Held, facts: Facts): AddOns {
  const { values, features } = facts.terms;
  const subscriptionId = held.id;
  const each = priceOf({ kind: 'devices', subscriptionId, count: 1 }, facts);
  const most = (values.max_devices || mostDevices) - held.deviceLimit;
  const canUse = isRunning(held, facts.now) && held.status !== 'disabled';
  return {
    traffic: values.traffic_packages.flatMap(({ gb }) => {
      const priceToman = priceOf({ kind: 'traffic', subscriptionId, gb }, facts);
      return priceToman === undefined ? [] : [{ gb, priceToman }];
    }),
    devices: each === undefined ? null : { priceToman: each, most },
    resetToman: priceOf({ kind: 'reset', subscriptionId }, facts) ?? null,
    canChangePlan: values.plan_change && canUse && !held.isTrial,
    canReissue: values.link_reissue && canUse,
    canAutopay: features.auto_renewal.isOn && !held.isTrial,
    renewalToman: renewalOf(held, facts),
  };
}

/** The price of what autopay would buy. */
function renewalOf({ id, planId }: Held, facts: Facts): number | null {
  const wish: Wish = planId === null ? { kind: 'simple' } : { kind: 'plan', planId, subscriptionId: id };
  const priced = priceOrder(wish, facts);
  const isSame = !isOrderRefusal(priced) && priced.target?.id === id && priced.quote.effect === 'extend';
  return isSame ? priced.quote.totalToman : null;
}

function priceOf(wish: Wish, facts: Facts): number | undefined {
  const priced = priceOrder(wish, facts);
  return isOrderRefusal(priced) ? undefined : priced.quote.totalToman;
}

/** The trial, as it is offered to one person. */
export interface TrialOffer {
  readonly priceToman: number;
  readonly days: number;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
}

/** The trial for a person: 'off' where the bot has none, 'used' where the person may not have it. */
export async function readTrialOffer(
  tenant: Tenant,
  tx: Tx,
  { userId }: Asking,
): Promise<TrialOffer | 'off' | 'used'> {
  const situation = await readSituation(tenant, tx, userId);
  return situation ? trialFor(situation) : 'off';
}

/** The trial, as `readTrialOffer` has it. */
export function trialFor(situation: Situation): TrialOffer | 'off' | 'used' {
  const priced = priceOrder({ kind: 'trial' }, factsAt(situation));
  if (isOrderRefusal(priced)) return priced === 'order.trial_used' ? 'used' : 'off';
  const { totalToman: priceToman, periodDays: days, trafficLimitGb, deviceLimit } = priced.quote;
  return { priceToman, days, trafficLimitGb, deviceLimit };
}

/** The simple offer for one person. */
export interface SimpleOffer extends TrialOffer {
  /** What it does to what the person has. */
  readonly deed: Deed;
  readonly effect: Effect;
  /** The subscription that it is for; null: a new one. */
  readonly subscriptionId: string | null;
}

/** The simple offer; undefined where the bot has none, or not for this person. */
export function simpleFor(situation: Situation): SimpleOffer | undefined {
  const priced = priceOrder({ kind: 'simple' }, factsAt(situation));
  if (isOrderRefusal(priced)) return undefined;
  const { quote, target } = priced;
  const { totalToman: priceToman, periodDays: days, trafficLimitGb, deviceLimit, effect } = quote;
  const limits = { priceToman, days, trafficLimitGb, deviceLimit };
  return { ...limits, effect, deed: deedOf(quote), subscriptionId: target?.id ?? null };
}

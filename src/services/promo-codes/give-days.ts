import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readPlanOf } from '../orders/facts.js';
import type { Held } from '../orders/held.js';
import type { Offer } from '../orders/pricing/offer.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import { isRunning, keptOf, type After } from '../orders/pricing/sale.js';
import { giveSubscription } from './give-subscription.js';
import type { EffectRefusal, Given, Taker, TakerOf } from './given.js';

const mostDays = 36_500;

type Limits = Pick<Offer, 'deviceLimit' | 'squads' | 'trafficLimitGb'> & { readonly planId: string | null };
type Taking = TakerOf<'days'>;

/**
 * Gives days: to the running subscription that lasts longest, a bought one before a trial; else the one that was over last
 * begins anew; else one is made. A trial becomes a subscription with the limits of the code, after what is left of it.
 */
export async function giveDays(tenant: Tenant, tx: Tx, taking: Taking): Promise<EffectRefusal | Given> {
  const { buyer, held, at, useId, effect } = taking;
  const { days } = effect;
  const target = pickTarget(held, at);
  if (!target && held.length > 0) return 'subscription_off';
  const from = target ? Math.max(at.getTime(), target.endsAt.getTime()) : at.getTime();
  const endsAt = new Date(from + days * dayMs);
  if (endsAt.getTime() > at.getTime() + mostDays * dayMs) return 'unavailable';
  const goesOn = target !== undefined && !target.isTrial && isRunning(target, at);
  const after = goesOn
    ? { ...keptOf(target), endsAt }
    : await beginning(tenant, tx, { taking, target, endsAt });
  if (!after) return 'unavailable';
  const gift = {
    held: target,
    after,
    status: 'active',
    resetsTraffic: target !== undefined && !goesOn,
  } as const;
  const subscriptionId = await giveSubscription(tenant, tx, { buyer, useId, ...gift });
  return subscriptionId === undefined
    ? 'unavailable'
    : { kind: 'days', days, endsAt, subscriptionId, isNew: !goesOn };
}

/** What runs before what is over, what was bought before a trial, what ends last before the rest; none that is switched off. */
export function pickTarget(held: readonly Held[], at: Date): Held | undefined {
  const rank = (one: Held): number => (isRunning(one, at) ? 2 : 0) + (one.isTrial ? 0 : 1);
  return held
    .filter(({ status }) => status !== 'disabled')
    .toSorted((one, other) => rank(other) - rank(one) || other.endsAt.getTime() - one.endsAt.getTime())[0];
}

interface Beginning {
  readonly taking: Taking;
  readonly target: Held | undefined;
  readonly endsAt: Date;
}

/** A subscription that is made, or begins anew with the limits that it had; undefined: none of its servers can be given. */
async function beginning(
  tenant: Tenant,
  tx: Tx,
  { taking, target, endsAt }: Beginning,
): Promise<After | undefined> {
  const { terms, at, effect } = taking;
  const limits =
    target && !target.isTrial ? limitsOf(target) : await startingLimits(tenant, tx, taking, effect.planId);
  const squads = limits && pickSquads(limits.squads, terms.values.sellable_squads);
  if (!limits || !squads) return undefined;
  return {
    ...{ planId: limits.planId, isTrial: false, startsAt: at, endsAt, squads },
    base: { trafficGb: limits.trafficLimitGb, devices: limits.deviceLimit },
    addOns: [],
    trafficReset: terms.values.traffic_reset_period,
    ...{ valueToman: 0, valueFrom: at, valueUntil: at },
  };
}

const limitsOf = ({ planId, base, squads }: Held): Limits => ({
  ...{ planId, squads, trafficLimitGb: base.trafficGb, deviceLimit: base.devices },
});

/** The limits of the plan that the code names, or those of the bot's simple offer. */
async function startingLimits(
  tenant: Tenant,
  tx: Tx,
  { terms: { values } }: Taker,
  planId: string | null,
): Promise<Limits | undefined> {
  if (planId !== null) {
    const plan = await readPlanOf(tenant, tx, planId);
    return plan && { ...plan, planId };
  }
  const { simple_purchase_squad: squad } = values;
  return {
    planId: null,
    trafficLimitGb: values.simple_purchase_traffic_gb,
    deviceLimit: values.simple_purchase_devices,
    squads: squad === null ? [] : [squad],
  };
}

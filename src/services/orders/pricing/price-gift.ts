import { dayMs } from '#platform/units.js';
import type { Plan } from '../facts.js';
import type { OrderRefusal } from '../types.js';
import { refuseAudience } from './audience.js';
import { couldPay } from './could-pay.js';
import { baseOf } from './offer.js';
import { pickSquads } from './pick-squads.js';
import { quoteOf, sumOf, type After, type Facts, type Priced } from './sale.js';
import { listPriceLines } from './take-off.js';

/**
 * The price of a plan for somebody else: the plan's with what comes off it for everybody and for the buyer's group; a discount
 * that the buyer was given is for their own subscriptions, and stays. What comes of it is what a new subscription would be now.
 */
export function priceGift(facts: Facts): Priced {
  const { plan, now } = facts;
  const { values, features } = facts.terms;
  if (!features.gifts.isOn) return 'order.not_offered';
  if (!plan) return 'order.plan_gone';
  const refusal = refuseGiver(plan, facts);
  if (refusal) return refusal;
  const squads = pickSquads(plan.squads, values.sellable_squads);
  if (!squads) return 'order.not_offered';
  const offer = { ...plan, planId: plan.id };
  const items = listPriceLines(offer, facts);
  const endsAt = new Date(now.getTime() + plan.periodDays * dayMs);
  const after: After = {
    ...{ planId: plan.id, isTrial: false, startsAt: now, endsAt, squads },
    ...{ base: baseOf(offer), addOns: [], trafficReset: values.traffic_reset_period },
    ...{ valueToman: sumOf(items), valueFrom: now, valueUntil: endsAt },
  };
  // The traffic is charged when the gift is taken; but nothing is sold that the tenant could not pay for today.
  if (!couldPay({ target: undefined, after, resetsTraffic: false }, facts)) return 'order.tenant_wallet';
  const { name: planName, periodDays } = plan;
  const effects = { effect: 'give', planName, periodDays, traffic: 'starts' } as const;
  return {
    quote: quoteOf(items, { ...effects, target: undefined, after }),
    target: undefined,
    after,
    resetsTraffic: false,
  };
}

/** Who may buy a plan may give it; one that is sold by its link alone is not given. */
const refuseGiver = (plan: Plan, facts: Facts): OrderRefusal | undefined =>
  plan.audience === 'link'
    ? 'order.not_for_you'
    : refuseAudience(plan, { kind: 'plan', planId: plan.id }, facts);

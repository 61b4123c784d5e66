import { priceDevices, priceReset, priceTraffic } from './price-addition.js';
import { pricePeriod } from './price-period.js';
import { pickSquads } from './pick-squads.js';
import { isRefusal, quoteOf, soldIn, type Facts, type Priced, type Sale } from './sale.js';
import { dayMs } from './share.js';
import { paysForSales } from './terms.js';
import type { QuoteItem, Wish } from './types.js';

/**
 * The price of a wish, with its effect, or why it cannot be met. The one place where prices are made: for what is shown,
 * what is charged, carts and renewals alike. It reads nothing but what it is given.
 */
export function priceOrder(wish: Wish, facts: Facts): Priced {
  if (facts.buyer.status !== 'active') return 'order_account_blocked';
  const priced = priceWish(wish, facts);
  if (isRefusal(priced)) return priced;
  if (!Number.isSafeInteger(priced.quote.totalToman)) return 'order_not_offered';
  const { billing } = facts.terms;
  // What has no amount has no price for the tenant either; where consumption is charged as well, it is paid there.
  const isUnpriced = priced.soldGb === null && billing.model === 'subscription_sale' && paysForSales(billing);
  return isUnpriced ? 'order_not_offered' : withBefore(priced);
}

/** The quote says what was: who agreed to lose one thing has not agreed to lose another. */
function withBefore({ quote, target, after, ...sale }: Sale): Sale {
  const before = target && {
    endsAt: target.endsAt.toISOString(),
    trafficLimitGb: target.trafficLimitGb,
    deviceLimit: target.deviceLimit,
  };
  const losesServers = target !== undefined && lacksServers(target.squads, after.squads);
  return { ...sale, target, after, quote: { ...quote, before: before ?? null, losesServers } };
}

/** An empty list stands for every server. */
const lacksServers = (before: readonly string[], after: readonly string[]): boolean =>
  after.length > 0 && (before.length === 0 || before.some((squad) => !after.includes(squad)));

function priceWish(wish: Wish, facts: Facts): Priced {
  switch (wish.kind) {
    case 'plan':
      return facts.plan
        ? pricePeriod({ ...facts.plan, planId: facts.plan.id }, wish.subscriptionId, facts)
        : 'order_plan_gone';
    case 'simple':
      return priceSimple(facts);
    case 'trial':
      return priceTrial(facts);
    case 'traffic':
      return priceTraffic(wish, facts);
    case 'devices':
      return priceDevices(wish, facts);
    case 'reset':
      return priceReset(wish, facts);
  }
}

function priceSimple(facts: Facts): Priced {
  const { values, features } = facts.terms;
  const { simple_purchase_price_toman: priceToman, simple_purchase_squad: squad } = values;
  if (!features.simple_purchase.isOn || priceToman === null) return 'order_not_offered';
  const offer = {
    planId: null,
    name: null,
    periodDays: values.simple_purchase_days,
    priceToman,
    trafficLimitGb: values.simple_purchase_traffic_gb,
    deviceLimit: values.simple_purchase_devices,
    squads: squad === null ? [] : [squad],
  };
  return pricePeriod(offer, undefined, facts);
}

/** May the person have the trial? Who ever had one, ever paid, or has a subscription may not. */
export const isNewcomer = ({ buyer, held }: Pick<Facts, 'buyer' | 'held'>): boolean =>
  !buyer.hasHadTrial && !buyer.hasPaid && held.length === 0;

function priceTrial(facts: Facts): Priced {
  const { now, terms } = facts;
  const { values, features } = terms;
  const squads = pickSquads(values.trial_squads, values.sellable_squads);
  if (!features.trial_subscription.isOn || !squads) return 'order_not_offered';
  if (!isNewcomer(facts)) return 'order_trial_used';
  const { trial_days: periodDays, trial_traffic_gb: trafficLimitGb, trial_devices: deviceLimit } = values;
  const amountToman = values.trial_payment_required ? values.trial_price_toman : 0;
  const item: QuoteItem = { kind: 'trial', amountToman, days: periodDays };
  const endsAt = new Date(now.getTime() + periodDays * dayMs);
  const times = { startsAt: now, endsAt, trafficReset: values.traffic_reset_period };
  const limits = { planId: null, isTrial: true, ...times, trafficLimitGb, deviceLimit, squads };
  return {
    quote: quoteOf([item], { effect: 'start', planName: null, periodDays, after: limits }),
    target: undefined,
    after: { ...limits, valueToman: amountToman, valueFrom: now },
    soldGb: soldIn(trafficLimitGb, periodDays, terms),
    resetsTraffic: false,
  };
}

import { dayMs } from '#platform/units.js';
import type { Plan } from '../facts.js';
import { paysForSales, type Billing } from '../terms.js';
import type { PlanWish, QuoteItem, Wish } from '../types.js';
import { refuseAudience } from './audience.js';
import { mostDevices, mostGb } from './limits.js';
import { pickSquads } from './pick-squads.js';
import { priceDevices, priceReset, priceTraffic } from './price-addition.js';
import { priceGift } from './price-gift.js';
import { pricePeriod } from './price-period.js';
import { priceTaking } from './price-taking.js';
import { entitledOf, isOrderRefusal, quoteOf, type Facts, type Priced, type Sale } from './sale.js';
import { mostSoldGb, soldBetween } from './sold.js';

/**
 * The price of a wish, with its effect, or why it cannot be met. The one place where prices are made: for what is shown,
 * what is charged, carts and renewals alike. It reads nothing but what it is given.
 */
export function priceOrder(wish: Wish, facts: Facts): Priced {
  if (facts.buyer.status !== 'active' || isKeptOut(facts)) return 'order.account_blocked';
  if (facts.terms.billing.areSalesStopped) return 'order.tenant_wallet';
  const priced = priceWish(wish, facts);
  if (isOrderRefusal(priced)) return priced;
  if (canBeSold(priced, facts)) return withServers(priced);
  return wish.kind === 'taking' ? 'order.gift_waits' : 'order.not_offered';
}

/** Is the buyer on the black list of a bot that heeds it? */
export const isKeptOut = ({ buyer, terms }: Pick<Facts, 'buyer' | 'terms'>): boolean =>
  terms.values.blacklist_enabled && buyer.isListed === true;

/** Is it within what can be counted, and has the traffic a price for the tenant too? */
function canBeSold({ quote, target, after, resetsTraffic }: Sale, { now, terms }: Facts): boolean {
  const { trafficLimitGb, deviceLimit } = quote;
  const isFresh = !target || resetsTraffic;
  const soldGb = soldBetween(target, entitledOf(after), { at: now, isFresh });
  return (
    Number.isSafeInteger(quote.totalToman) &&
    trafficLimitGb <= mostGb &&
    deviceLimit <= mostDevices &&
    isPayable(soldGb, terms.billing)
  );
}

/** Can a tenant pay the fleet for so many gigabytes (null: unlimited)? What has no amount has no price. */
export const isPayable = (soldGb: number | null, billing: Billing): boolean =>
  soldGb === null ? !paysForSales(billing) : soldGb <= mostSoldGb;

/** The quote says whether servers are lost: who agreed to lose one thing has not agreed to lose another. */
function withServers({ quote, target, after, ...sale }: Sale): Sale {
  const losesServers = target !== undefined && lacksServers(target.squads, after.squads);
  return { ...sale, target, after, quote: { ...quote, losesServers } };
}

/** An empty list stands for every server. */
const lacksServers = (before: readonly string[], after: readonly string[]): boolean =>
  after.length > 0 && (before.length === 0 || before.some((squad) => !after.includes(squad)));

function priceWish(wish: Wish, facts: Facts): Priced {
  switch (wish.kind) {
    case 'plan':
      return facts.plan ? pricePlan(facts.plan, wish, facts) : 'order.plan_gone';
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
    case 'gift':
      return priceGift(facts);
    case 'taking':
      return priceTaking(wish, facts);
  }
}

const pricePlan = (plan: Plan, wish: PlanWish, facts: Facts): Priced =>
  refuseAudience(plan, wish, facts) ?? pricePeriod({ ...plan, planId: plan.id }, wish, facts);

function priceSimple(facts: Facts): Priced {
  const { values, features } = facts.terms;
  const { simple_purchase_price_toman: priceToman, simple_purchase_squad: squad } = values;
  if (!features.simple_purchase.isOn || priceToman === null) return 'order.not_offered';
  const offer = {
    planId: null,
    name: null,
    periodDays: values.simple_purchase_days,
    priceToman,
    trafficLimitGb: values.simple_purchase_traffic_gb,
    deviceLimit: values.simple_purchase_devices,
    squads: squad === null ? [] : [squad],
  };
  return pricePeriod(offer, {}, facts);
}

/** May the person have the trial? Who ever had one or any other subscription, or ever paid, may not. */
export const isNewcomer = ({ buyer, held }: Pick<Facts, 'buyer' | 'held'>): boolean =>
  !buyer.hasHadTrial && !buyer.hasPaid && buyer.hasHadSubscription !== true && held.length === 0;

function priceTrial(facts: Facts): Priced {
  const { now, terms } = facts;
  const { values, features } = terms;
  const squads = pickSquads(values.trial_squads, values.sellable_squads);
  if (!features.trial_subscription.isOn || !squads) return 'order.not_offered';
  if (!isNewcomer(facts)) return 'order.trial_used';
  const { trial_days: periodDays } = values;
  const amountToman = values.trial_payment_required ? values.trial_price_toman : 0;
  const item: QuoteItem = { kind: 'trial', amountToman, days: periodDays };
  const endsAt = new Date(now.getTime() + periodDays * dayMs);
  const after = {
    planId: null,
    isTrial: true,
    ...{ startsAt: now, endsAt, squads, trafficReset: values.traffic_reset_period },
    base: { trafficGb: values.trial_traffic_gb, devices: values.trial_devices },
    addOns: [],
    ...{ valueToman: amountToman, valueFrom: now, valueUntil: endsAt },
  };
  const effects = { effect: 'start', planName: null, periodDays, traffic: 'starts' } as const;
  return {
    quote: quoteOf([item], { ...effects, target: undefined, after }),
    target: undefined,
    after,
    resetsTraffic: false,
  };
}

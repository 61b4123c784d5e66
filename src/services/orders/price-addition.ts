import type { Held } from './facts.js';
import { isRunning, quoteOf, soldIn, type Facts, type Priced } from './sale.js';
import { dayMs, monthsOf, restOf } from './share.js';
import type { QuoteItem, Refusal, Wish } from './types.js';

type Additional<K extends Wish['kind']> = Extract<Wish, { readonly kind: K }>;

interface Addition {
  readonly item: QuoteItem;
  readonly trafficLimitGb?: number;
  readonly deviceLimit?: number;
  /** Null: unlimited. */
  readonly soldGb: number | null;
}

/** The most of each that a subscription can have. */
const mostDevices = 1_000;
const mostGb = 1_000_000;

/** The price of a package of traffic on top, for the months that are left. */
export function priceTraffic(wish: Additional<'traffic'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const found = values.traffic_packages.find(({ gb, enabled }) => enabled && gb === wish.gb);
  if (!values.traffic_addons || !found) return 'order_not_offered';
  if (target.trafficLimitGb === 0) return 'order_traffic_unlimited';
  const isOnce = values.traffic_reset_period === 'none';
  const months = isOnce ? 1 : monthsLeft(target, facts);
  const trafficLimitGb = found.gb === 0 ? 0 : target.trafficLimitGb + found.gb;
  if (trafficLimitGb > mostGb) return 'order_not_offered';
  const item: QuoteItem = {
    kind: 'traffic',
    amountToman: found.price_toman * months,
    gb: found.gb,
    ...(!isOnce && { months }),
  };
  return addTo(
    target,
    { item, trafficLimitGb, soldGb: soldIn(found.gb, daysLeft(target, facts), facts.terms) },
    facts,
  );
}

/** The price of more devices, for the months that are left. */
export function priceDevices(wish: Additional<'devices'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const { count } = wish;
  if (!values.device_addons || !Number.isSafeInteger(count) || count < 1) return 'order_not_offered';
  const deviceLimit = target.deviceLimit + count;
  if (deviceLimit > (values.max_devices || mostDevices)) return 'order_devices_most';
  const months = monthsLeft(target, facts);
  const amountToman = count * months * values.extra_device_price_toman;
  return addTo(
    target,
    { item: { kind: 'devices', amountToman, count, months }, deviceLimit, soldGb: 0 },
    facts,
  );
}

/** The price of used traffic that begins at zero: the bot's, else that of a month of the plan. */
export function priceReset(wish: Additional<'reset'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const amountToman = values.traffic_reset_price_toman ?? monthPrice(target, facts);
  if (!values.traffic_reset_offered || amountToman === undefined) return 'order_not_offered';
  if (target.trafficLimitGb === 0) return 'order_traffic_unlimited';
  const sale = addTo(target, { item: { kind: 'reset', amountToman }, soldGb: target.trafficLimitGb }, facts);
  // A reset buys no time: there is nothing of it to credit later.
  const { valueToman, valueFrom } = target;
  return { ...sale, resetsTraffic: true, after: { ...sale.after, valueToman, valueFrom } };
}

/** What a month costs by the subscription's plan or the simple offer; never more than its whole period. */
function monthPrice(target: Held, { plan, terms }: Facts): number | undefined {
  const { simple_purchase_days: days, simple_purchase_price_toman: price } = terms.values;
  const simple =
    target.planId === null && price !== null ? { periodDays: days, priceToman: price } : undefined;
  const sold = plan ?? simple;
  if (!sold) return undefined;
  return Math.min(sold.priceToman, Math.ceil((sold.priceToman * 30) / sold.periodDays));
}

function findTarget(subscriptionId: string, { held, now }: Facts): Held | Refusal {
  const target = held.find(({ id }) => id === subscriptionId);
  if (!target) return 'order_subscription_gone';
  if (target.status === 'disabled') return 'order_subscription_disabled';
  if (!isRunning(target, now)) return 'order_subscription_over';
  return target.isTrial ? 'order_not_for_trial' : target;
}

const daysLeft = ({ endsAt }: Held, { pricedAt }: Facts): number =>
  (endsAt.getTime() - pricedAt.getTime()) / dayMs;
const monthsLeft = (target: Held, facts: Facts): number => monthsOf(daysLeft(target, facts));

function addTo(target: Held, { item, soldGb, ...limits }: Addition, { now }: Facts) {
  const { planId, isTrial, startsAt, endsAt, squads, trafficLimitGb, deviceLimit, trafficReset } = target;
  const subscription = {
    ...{ planId, isTrial, startsAt, endsAt, squads, trafficLimitGb, deviceLimit, trafficReset },
    ...limits,
  };
  const quote = quoteOf([item], { effect: 'add', planName: null, periodDays: 0, after: subscription });
  const after = { ...subscription, valueToman: restOf(target, now) + item.amountToman, valueFrom: now };
  return { quote, target, after, soldGb, resetsTraffic: false };
}

import { dayMs } from '#platform/units.js';
import type { Plan } from '../facts.js';
import type { Held } from '../held.js';
import type { QuoteItem, OrderRefusal, TrafficEffect, Wish } from '../types.js';
import { mostDevices, type NewAddOn } from './limits.js';
import { packagesPrice } from './packages.js';
import { isRunning, keptOf, quoteOf, sumOf, type Facts, type Priced, type Sale } from './sale.js';
import { monthsOf } from './share.js';
import { addOnLines } from './take-off.js';

type Additional<K extends Wish['kind']> = Extract<Wish, { readonly kind: K }>;

/** The most add-ons that a subscription can have at a time. */
const mostAddOns = 50;

/** The price of a package of traffic on top, for the months that are left. */
export function priceTraffic(wish: Additional<'traffic'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const found = values.traffic_packages.find(({ gb, enabled }) => enabled && gb === wish.gb);
  if (!values.traffic_addons || !found) return 'order.not_offered';
  if (target.trafficLimitGb === 0) return 'order.traffic_unlimited';
  const isForLife = target.trafficReset === 'none';
  const months = isForLife ? 1 : monthsLeft(target, facts);
  const item: QuoteItem = {
    kind: 'traffic',
    amountToman: found.price_toman * months,
    gb: found.gb,
    ...(!isForLife && { months }),
  };
  return addTo(
    target,
    { item, kind: 'traffic', amount: found.gb, traffic: isForLife ? 'adds' : 'keeps' },
    facts,
  );
}

/** The price of more devices, for the months that are left. */
export function priceDevices(wish: Additional<'devices'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const { count } = wish;
  if (!values.device_addons || !Number.isSafeInteger(count) || count < 1) return 'order.not_offered';
  if (target.deviceLimit + count > (values.max_devices || mostDevices)) return 'order.devices_most';
  const months = monthsLeft(target, facts);
  const amountToman = count * months * values.extra_device_price_toman;
  const item: QuoteItem = { kind: 'devices', amountToman, count, months };
  return addTo(target, { item, kind: 'devices', amount: count, traffic: 'keeps' }, facts);
}

/** The price of used traffic that begins at zero: the bot's, else that of the traffic which is there to be used again. */
export function priceReset(wish: Additional<'reset'>, facts: Facts): Priced {
  const target = findTarget(wish.subscriptionId, facts);
  if (typeof target === 'string') return target;
  const { values } = facts.terms;
  const amountToman = values.traffic_reset_price_toman ?? priceAnew(target, facts);
  if (!values.traffic_reset_offered || amountToman === undefined) return 'order.not_offered';
  if (target.trafficLimitGb === 0) return 'order.traffic_unlimited';
  // A reset buys no time: there is nothing of it to credit later.
  const sale = saleOf(target, {
    items: [{ kind: 'reset', amountToman }],
    addOns: target.addOns,
    traffic: 'resets',
  });
  return { ...sale, resetsTraffic: true };
}

/** What the traffic of a period costs: that of the plan, and the smallest packages that hold the rest. */
function priceAnew(target: Held, { plan, terms }: Facts): number | undefined {
  const sold = plan ?? simpleOffer(target, terms);
  if (!sold) return undefined;
  const { trafficLimitGb, priceToman, periodDays } = sold;
  // For life, the plan's traffic is that of its whole period.
  const isForLife = target.trafficReset === 'none';
  const month = isForLife ? priceToman : Math.min(priceToman, Math.ceil((priceToman * 30) / periodDays));
  const rest = packagesPrice(trafficLimitGb === 0 ? 0 : target.trafficLimitGb - trafficLimitGb, terms);
  return rest === undefined ? undefined : month + rest;
}

const simpleOffer = (
  { planId }: Held,
  { values }: Facts['terms'],
): Pick<Plan, 'periodDays' | 'priceToman' | 'trafficLimitGb'> | undefined =>
  planId === null && values.simple_purchase_price_toman !== null
    ? {
        periodDays: values.simple_purchase_days,
        priceToman: values.simple_purchase_price_toman,
        trafficLimitGb: values.simple_purchase_traffic_gb,
      }
    : undefined;

function findTarget(subscriptionId: string, { held, now }: Facts): Held | OrderRefusal {
  const target = held.find(({ id }) => id === subscriptionId);
  if (!target) return 'order.subscription_gone';
  if (target.status === 'disabled') return 'order.subscription_disabled';
  if (!isRunning(target, now)) return 'order.subscription_over';
  return target.isTrial ? 'order.not_for_trial' : target;
}

const monthsLeft = ({ endsAt }: Held, { pricedAt }: Facts): number =>
  monthsOf((endsAt.getTime() - pricedAt.getTime()) / dayMs);

interface Addition {
  readonly item: QuoteItem;
  readonly kind: NewAddOn['kind'];
  readonly amount: number;
  readonly traffic: TrafficEffect;
}

/** An add-on, bought up to the end that the subscription has. */
function addTo(target: Held, { item, kind, amount, traffic }: Addition, facts: Facts): Priced {
  if (target.addOns.length >= mostAddOns) return 'order.not_offered';
  const items = addOnLines(item, facts, kind);
  const paid = { valueToman: sumOf(items), paidFrom: facts.now, paidUntil: target.endsAt };
  const addOns = [...target.addOns, { kind, amount, givenBy: 'bought', ...paid } as const];
  return saleOf(target, { items, addOns, traffic });
}

function saleOf(
  target: Held,
  sold: Pick<Addition, 'traffic'> & {
    readonly items: readonly QuoteItem[];
    readonly addOns: readonly NewAddOn[];
  },
): Sale {
  const { items, addOns, traffic } = sold;
  const after = { ...keptOf(target), addOns };
  const effects = { effect: 'add', planName: null, periodDays: 0, traffic } as const;
  return { quote: quoteOf(items, { ...effects, target, after }), target, after, resetsTraffic: false };
}

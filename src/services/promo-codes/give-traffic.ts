import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Held } from '../orders/held.js';
import { mostGb, type NewAddOn } from '../orders/pricing/limits.js';
import { isRunning, keptOf } from '../orders/pricing/sale.js';
import { pickTarget } from './give-days.js';
import { giveSubscription } from './give-subscription.js';
import type { EffectRefusal, Given, TakerOf } from './given.js';

/** Gives traffic on top of the running subscription that lasts longest, a bought one before a trial, up to its end. */
export async function giveTraffic(
  tenant: Tenant,
  tx: Tx,
  { buyer, held, at, useId, effect: { gb } }: TakerOf<'traffic'>,
): Promise<EffectRefusal | Given> {
  const running = held.filter((one) => isRunning(one, at));
  const target = pickTarget(running, at);
  if (!target) return running.length > 0 ? 'subscription_off' : 'no_subscription';
  if (target.trafficLimitGb === 0) return 'traffic_unlimited';
  if (target.trafficLimitGb + gb > mostGb) return 'unavailable';
  const after = { ...keptOf(target), addOns: withTraffic(target, gb, at) };
  const gift = { held: target, after, status: target.status };
  const subscriptionId = await giveSubscription(tenant, tx, { buyer, useId, ...gift });
  return subscriptionId === undefined ? 'unavailable' : { kind: 'traffic', gb, subscriptionId };
}

/** What codes give is one add-on, however many there were; of several, the newest grows. */
function withTraffic({ addOns, endsAt }: Held, gb: number, at: Date): NewAddOn[] {
  const own = addOns.findLast(
    ({ kind, givenBy, amount }) => kind === 'traffic' && givenBy === 'promotion' && amount > 0,
  );
  if (own)
    return addOns.map((one) => (one === own ? { ...one, amount: one.amount + gb, paidUntil: endsAt } : one));
  const paid = { valueToman: 0, paidFrom: at, paidUntil: endsAt };
  return [...addOns, { kind: 'traffic', amount: gb, givenBy: 'promotion', ...paid }];
}

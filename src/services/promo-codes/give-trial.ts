import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import { isNewcomer } from '../orders/pricing/price-order.js';
import { giveSubscription } from './give-subscription.js';
import type { EffectRefusal, Given, TakerOf } from './given.js';

const markTrial = `
  update users set has_had_trial = true, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/**
 * Gives a trial as the bot's settings have it, with the days of the code, to who may have one. Also where the bot offers no
 * trial to everybody. It is for who is in the channels for trials.
 */
export async function giveTrial(
  tenant: Tenant,
  tx: Tx,
  { buyer, held, terms, at, useId, isOutside, effect: { days } }: TakerOf<'trial'>,
): Promise<EffectRefusal | Given> {
  const { values } = terms;
  if (!isNewcomer({ buyer, held })) return 'trial_used';
  const squads = pickSquads(values.trial_squads, values.sellable_squads);
  if (!squads) return 'unavailable';
  if (isOutside?.()) return 'channel';
  const endsAt = new Date(at.getTime() + days * dayMs);
  const after = {
    ...{ planId: null, isTrial: true, startsAt: at, endsAt, squads, addOns: [] },
    base: { trafficGb: values.trial_traffic_gb, devices: values.trial_devices },
    trafficReset: values.traffic_reset_period,
    ...{ valueToman: 0, valueFrom: at, valueUntil: at },
  };
  const gift = { held: undefined, after, status: 'active' } as const;
  const subscriptionId = await giveSubscription(tenant, tx, { buyer, useId, ...gift });
  if (subscriptionId === undefined) return 'unavailable';
  await tx.sql(markTrial, [tenant.botId, buyer.id]);
  return { kind: 'trial', days, endsAt, subscriptionId };
}
